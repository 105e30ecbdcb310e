package main

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"recueil/assets"
	"recueil/internal/french"
	"recueil/internal/render"
	"recueil/templates"
)

func (a *app) templatesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "gabarits [FICHIER]",
		Short: "Explique comment changer l'apparence du site",
		Long: `gabarits écrit le manuel de qui change l'apparence du site : les genres de pages, les valeurs que reçoit chacune, les fonctions,
les parties et les styles. Avec le nom d'un gabarit, d'un style ou d'un script, il en écrit l'original, à copier et à changer :

  recueil gabarits > manuel.md
  recueil gabarits pages/fiche.html > gabarits/pages/fiche.html
  recueil gabarits css/tokens.css > ressources/css/tokens.css
  recueil serve --templates gabarits --assets ressources`,
		Args: func(c *cobra.Command, args []string) error { return refuseWords(c, args[min(1, len(args)):]) },
		RunE: func(_ *cobra.Command, args []string) error {
			text, err := render.Manual()
			if len(args) > 0 {
				text, err = original(args[0])
			}
			if err != nil {
				return err
			}
			_, err = fmt.Fprint(a.stdout, text)
			return err
		},
	}
}

// original returns the template, style or script of that name that recueil has.
func original(name string) (string, error) {
	var names []string
	for _, tree := range []fs.FS{templates.FS, assets.FS} {
		if text, err := fs.ReadFile(tree, path.Clean(name)); err == nil {
			return string(text), nil
		}
		for _, pattern := range []string{"*.html", "*/*.html", "css/*", "js/*", "search/*"} {
			found, _ := fs.Glob(tree, pattern) // its only error is a bad pattern
			names = append(names, found...)
		}
	}
	slices.Sort(names)
	return "", usagef("recueil n'a pas de fichier « %s » ; %s", name, french.DidYouMean(name, names, "« recueil gabarits » les nomme tous, par exemple "+strings.Join(names[:3], ", ")))
}
