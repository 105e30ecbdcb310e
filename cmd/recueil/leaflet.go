package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/render"
	"recueil/internal/site"
)

func (a *app) leafletCommand() *cobra.Command {
	var f paperFlags
	c := &cobra.Command{
		Use:   "affiche [FICHE]",
		Short: "Fabrique l'affiche d'une fiche, à imprimer et à donner",
		Long: `affiche écrit une fiche pratique sur une page A4 : ses trois premiers gestes, le code QR de sa page, qui appeler, et la place
du cachet de qui la donne. Elle se lit aussi en noir et blanc.

Sans FICHE, la commande liste celles dont elle peut faire une affiche, celles des moments clés en tête. Les gestes sont les premières étapes
d'une liste numérotée, ou à défaut les titres numérotés.`,
		Example: `  recueil affiche
  recueil affiche facturation-electronique-se-preparer --edition bretagne --pdf affiche.pdf`,
		Args: func(c *cobra.Command, args []string) error { return refuseWords(c, args[min(1, len(args)):]) },
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listLeaflets(c.Context(), f)
			}
			return a.leaflet(c.Context(), args[0], f)
		},
	}
	f.flags(c, "", "`FICHIER` de l'affiche (par défaut le nom de la fiche et .html)")
	return c
}

const noLeaflet = "l'affiche n'a pas été écrite"

func (a *app) listLeaflets(ctx context.Context, f paperFlags) error {
	view, err := a.view(ctx, f.source, "la liste serait incomplète")
	if err != nil {
		return err
	}
	list := render.Leaflets(view)
	for _, d := range list {
		mark := ""
		if d.Sheet.Moment != "" {
			mark = " (moment clé)"
		}
		fmt.Fprintf(a.stdout, "%s : %s%s\n", d.Slug, d.Title, mark)
	}
	fmt.Fprintf(a.stdout, "%s ; « recueil affiche NOM » en fait l'affiche.\n", french.Count(len(list), "fiche"))
	return nil
}

func (a *app) leaflet(ctx context.Context, word string, f paperFlags) error {
	view, err := a.view(ctx, f.source, noLeaflet)
	if err != nil {
		return err
	}
	in, err := leafletInput(view, word, f)
	if err != nil {
		return err
	}
	page, err := a.alone(f.templates, noLeaflet, func(pages render.Standalone) ([]byte, []diag.Diagnostic, error) {
		return site.Leaflet(in, pages)
	})
	if err != nil {
		return err
	}
	return a.give(ctx, view, "L'affiche", cmp.Or(f.out, in.Document.Slug+".html"), f.pdf, page, nil)
}

// leafletInput finds in the edition what the flags name.
func leafletInput(v *edition.View, word string, f paperFlags) (render.LeafletInput, error) {
	in := render.LeafletInput{View: v}
	var err error
	if in.Document, err = documentNamed(v, word, content.Sheets); err != nil {
		return in, err
	}
	if !slices.Contains(render.Leaflets(v), in.Document) {
		return in, usagef("« %s » ne fait pas une affiche : il faut une fiche pour les entreprises, qui ne soit pas une amorce, et trois étapes dans une liste numérotée ; « recueil affiche » liste celles qui conviennent", word)
	}
	in.Contact, err = contactNamed(v, f.contact)
	return in, err
}
