package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/render"
	"recueil/templates"
)

// paperFlags are the flags of what is printed and given away: livret, affiche.
type paperFlags struct {
	source
	contact, out, pdf, templates string
}

func (f *paperFlags) flags(c *cobra.Command, out, usage string) {
	f.source.flags(c)
	flags := c.Flags()
	flags.StringVar(&f.contact, "contact", "", "`CONTACT` à appeler : contacts/x (celui de l'édition par défaut)")
	flags.StringVar(&f.out, "out", out, usage)
	flags.StringVar(&f.pdf, "pdf", "", "`FICHIER` PDF à écrire aussi")
	templatesFlag(c, &f.templates)
}

func templatesFlag(c *cobra.Command, dir *string) {
	c.Flags().StringVar(dir, "templates", "", "`DOSSIER` de gabarits, qui remplacent ceux de recueil fichier par fichier")
}

// alone makes a file that stands alone, with the templates of a folder or, for "", ours.
// Errors in them are printed, with what follows.
func (a *app) alone(dir, consequence string, write func(render.Standalone) ([]byte, []diag.Diagnostic, error)) ([]byte, error) {
	tree, err := layer(templates.FS, "des gabarits", "--templates", dir)
	if err != nil {
		return nil, err
	}
	pages, problems := render.ParseStandalone(tree)
	if diag.HasErrors(problems) {
		return nil, a.refuse(problems, "texte", consequence)
	}
	page, problems, err := write(pages)
	if err == nil && diag.HasErrors(problems) {
		err = a.refuse(problems, "texte", consequence)
	}
	return page, err
}

// writeAndSay writes a file, and says where it is.
func (a *app) writeAndSay(what, name string, data []byte) error {
	if err := writeFile(name, data); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "%s est dans %s (%s).\n", what, name, size(int64(len(data))))
	return nil
}

// give writes a page to be printed, says why it has no code if it has none, and prints it
// where that is asked, once more if again makes it anew.
func (a *app) give(ctx context.Context, v *edition.View, what, name, pdf string, page []byte, again again) error {
	if err := a.writeAndSay(what, name, page); err != nil {
		return err
	}
	if s := v.Site(); s.HasPlaceholderAddress() {
		fmt.Fprintf(a.stderr, "recueil : ni adresse ni code QR sur le papier, car %s n'est qu'un exemple ; écrivez l'adresse du site dans « base_url »\n", s.BaseURL)
	}
	return a.printAs(ctx, name, pdf, again)
}
