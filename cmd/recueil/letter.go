package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/render"
)

// letterFlags are the flags of lettre.
type letterFlags struct {
	source
	since, form, out string
	noReviews        bool
	templates        string
}

func (a *app) letterCommand() *cobra.Command {
	var f letterFlags
	c := &cobra.Command{
		Use:   "lettre --depuis AAAA-MM-JJ",
		Short: "Écrit ce qui est nouveau, à coller dans une lettre d'information",
		Long: `lettre écrit ce qu'une édition a de nouveau depuis un jour : les documents publiés et les aides ouvertes, ce qui a été mis à jour,
les événements à venir, les échanges ouverts, les aides qui ferment dans les 60 jours, et ce qui est à relire, avec leurs adresses complètes.

En Markdown, ou en HTML à ouvrir dans un navigateur, à copier et à coller. --date arrête la lettre à un autre jour qu'aujourd'hui.`,
		Example: `  recueil lettre --depuis 2026-10-01 --edition bretagne --format html --out lettre.html`,
		Args:    refuseWords,
		RunE:    func(c *cobra.Command, _ []string) error { return a.letter(c.Context(), f) },
	}
	f.source.flags(c)
	flags := c.Flags()
	flags.StringVar(&f.since, "depuis", "", "`AAAA-MM-JJ` : le premier jour de la lettre")
	flags.StringVar(&f.form, "format", "markdown", "`FORMAT` : markdown ou html")
	flags.StringVar(&f.out, "out", "", "`FICHIER` de la lettre (à l'écran par défaut)")
	flags.BoolVar(&f.noReviews, "sans-relectures", false, "sans ce qui est à relire, qui ne regarde pas les entreprises")
	templatesFlag(c, &f.templates)
	return c
}

const noLetter = "la lettre n'a pas été écrite"

func (a *app) letter(ctx context.Context, f letterFlags) error {
	if err := format(f.form, "markdown", "html"); err != nil {
		return err
	}
	if f.since == "" {
		return usagef("il manque le premier jour de la lettre : écrivez --depuis 2026-10-01")
	}
	since, ok := content.ParseDate(f.since)
	if !ok {
		return usagef("« %s » n'est pas une date : écrivez --depuis 2026-10-01, le premier jour de la lettre", f.since)
	}
	view, err := a.view(ctx, f.source, noLetter)
	if err != nil {
		return err
	}
	if since > view.Today() {
		return usagef("la lettre irait du %s au %s ; donnez à --depuis un jour plus ancien", since.French(), view.Today().French())
	}
	letter := render.NewLetter(view, since, !f.noReviews)
	text := letter.Markdown()
	if f.form == "html" {
		text, err = a.alone(f.templates, noLetter, func(pages render.Standalone) ([]byte, []diag.Diagnostic, error) {
			page, problems := pages.Letter(letter)
			return page, problems, nil
		})
		if err != nil {
			return err
		}
	}
	if s := view.Site(); s.HasPlaceholderAddress() {
		fmt.Fprintf(a.stderr, "recueil : les liens de la lettre ne mènent nulle part, car %s n'est qu'un exemple ; écrivez l'adresse du site dans « base_url »\n", s.BaseURL)
	}
	if f.out == "" {
		_, err = a.stdout.Write(text)
		return err
	}
	return a.writeAndSay("La lettre", f.out, text)
}
