package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"recueil/internal/authoring"
	"recueil/internal/content"
	"recueil/internal/diag"
)

func (a *app) initCommand() *cobra.Command {
	var src source
	var title, address string
	c := &cobra.Command{
		Use:   "init DOSSIER",
		Short: "Commence un recueil dans un dossier vide",
		Long: `init écrit dans un dossier vide, ou nouveau, un recueil qui marche : le fichier du site, deux secteurs, un brouillon de
chaque sorte de document, de quoi vérifier et publier sur GitHub et GitLab, et les réglages des éditeurs de texte.

  recueil init mon-recueil --titre "Le recueil des boulangers"`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("il manque le dossier ; par exemple : recueil init mon-recueil")
			}
			return refuseWords(c, args[1:])
		},
		RunE: func(_ *cobra.Command, args []string) error {
			day, err := src.today(a)
			if err != nil {
				return err
			}
			if !content.ValidURL(address) {
				return usagef("« %s » n'est pas une adresse web ; écrivez-la entière : https://recueil.example.org", address)
			}
			return a.init(args[0], title, address, day)
		},
	}
	c.Flags().StringVar(&title, "titre", "Mon recueil numérique", "`TITRE` du site")
	c.Flags().StringVar(&address, "adresse", "https://recueil.example.org", "`ADRESSE` du site sur internet")
	c.Flags().StringVar(&src.date, "date", "", "`AAAA-MM-JJ` : la date des exemples (aujourd'hui par défaut)")
	return c
}

func (a *app) init(dir, title, address string, day content.Date) error {
	if err := refuseFilled(dir); err != nil {
		return err
	}
	files, err := authoring.Start(title, address, day)
	if err != nil {
		return err
	}
	if err := writeFiles(dir, files); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "Le recueil est prêt dans %s.\n\nEnsuite :\n  1. cd %s\n", dir, typed(dir))
	fmt.Fprintln(a.stdout, "  2. « recueil serve --brouillons » montre le site pendant que vous écrivez")
	fmt.Fprintln(a.stdout, "  3. « recueil new temoignage » commence un témoignage ; README.md dit le reste")
	return nil
}

// typed is a path as one types it: between quotes when it has spaces.
func typed(path string) string {
	if strings.ContainsAny(path, " \t") {
		return `"` + path + `"`
	}
	return path
}

// refuseFilled refuses a folder that holds anything but a repository without files.
func refuseFilled(dir string) error {
	entries, err := os.ReadDir(dir)
	var path *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case errors.As(err, &path):
		if info, statErr := os.Stat(dir); statErr == nil && !info.IsDir() {
			return usagef("« %s » est un fichier ; donnez le nom d'un dossier vide, ou nouveau", dir)
		}
		return err
	}
	var names []string
	for _, e := range entries {
		if e.Name() != ".git" {
			names = append(names, e.Name())
		}
	}
	if len(names) > 0 {
		return usagef("« %s » n'est pas vide : il contient %s ; donnez le nom d'un dossier vide, ou nouveau", dir, strings.Join(names[:min(3, len(names))], ", "))
	}
	return nil
}

func (a *app) ownersCommand() *cobra.Command {
	var src source
	var out string
	c := &cobra.Command{
		Use:   "codeowners",
		Short: "Écrit qui relit quoi, pour la forge",
		Long: `codeowners écrit le fichier CODEOWNERS, que GitHub et GitLab lisent : le compte de chaque animateur d'un secteur
(« animateurs: [{compte: @nom}] ») y est nommé pour le guide du secteur et pour les documents qui nomment ce secteur.
Lancez-le à la racine du dépôt, et de nouveau quand un secteur change.`,
		Args: refuseWords,
		RunE: func(c *cobra.Command, _ []string) error { return a.owners(c.Context(), src, out) },
	}
	src.treeFlags(c)
	c.Flags().StringVar(&out, "out", "CODEOWNERS", "`FICHIER` à écrire")
	return c
}

func (a *app) owners(ctx context.Context, src source, out string) error {
	coll, problems, _, err := a.load(ctx, src)
	if err != nil {
		return err
	}
	if diag.HasErrors(problems) {
		return a.refuse(problems, "texte", "rien n'a été écrit")
	}
	if err := writeFile(filepath.FromSlash(out), authoring.Owners(coll)); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "%s est écrit.\n", out)
	return nil
}
