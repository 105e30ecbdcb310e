package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"recueil/internal/diag"
	"recueil/internal/site"
	"recueil/templates"
)

// bookletFlags are the flags of livret.
type bookletFlags struct {
	source
	sectors   []string
	out, pdf  string
	templates string
}

func (a *app) bookletCommand() *cobra.Command {
	var f bookletFlags
	c := &cobra.Command{
		Use:   "livret",
		Short: "Fabrique un livret à imprimer",
		Long: `livret écrit une édition, ou quelques-uns de ses guides, dans un seul fichier à imprimer et à emporter : une couverture,
un sommaire, les guides et les documents entiers, et pour chacun un code QR qui mène à sa page, à jour, sur le site.

Avec --secteur, il contient les guides nommés et les documents qu'ils listent ; sinon, toute l'édition.
Le fichier s'ouvre sans réseau : son style et ses images sont dedans. --pdf l'imprime aussi en PDF, si Chromium est installé.`,
		Args: refuseWords,
		RunE: func(c *cobra.Command, _ []string) error { return a.booklet(c.Context(), f) },
	}
	f.source.flags(c)
	flags := c.Flags()
	flags.StringArrayVar(&f.sectors, "secteur", nil, "`SECTEUR` dont imprimer le guide ; répété, chacun d'eux")
	flags.StringVar(&f.out, "out", "livret.html", "`FICHIER` du livret")
	flags.StringVar(&f.pdf, "pdf", "", "`FICHIER` PDF à écrire aussi")
	flags.StringVar(&f.templates, "templates", "", "`DOSSIER` de gabarits, qui remplacent ceux de recueil fichier par fichier")
	return c
}

const noBooklet = "le livret n'a pas été écrit"

func (a *app) booklet(ctx context.Context, f bookletFlags) error {
	view, err := a.view(ctx, f.source, noBooklet)
	if err != nil {
		return err
	}
	if err := knownSectors(view, f.sectors); err != nil {
		return err
	}
	tree, err := layer(templates.FS, "des gabarits", "--templates", f.templates)
	if err != nil {
		return err
	}
	page, problems, err := site.Booklet(ctx, view, tree, f.sectors, pictureCache())
	if err != nil {
		return err
	}
	if diag.HasErrors(problems) {
		return a.refuse(problems, "texte", noBooklet)
	}
	if err := writeFile(f.out, page); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "Le livret est dans %s (%s).\n", f.out, size(int64(len(page))))
	if f.pdf == "" {
		return nil
	}
	return a.printBooklet(ctx, f.out, f.pdf)
}

// printBooklet prints the booklet to a PDF. The HTML is there in any case, and
// any browser prints it.
func (a *app) printBooklet(ctx context.Context, page, pdf string) error {
	browser, ok := findBrowser()
	if !ok {
		fmt.Fprintf(a.stderr, "recueil : pas de PDF, car ni Chromium ni un navigateur de sa famille n'est installé ; ouvrez %s dans un navigateur et imprimez-le\n", page)
		return errProblems
	}
	data, err := printPDF(ctx, browser, page)
	if err != nil {
		fmt.Fprintf(a.stderr, "recueil : pas de PDF, car %s n'a pas pu imprimer ; ouvrez %s dans un navigateur et imprimez-le\n", browser, page)
		if a.verbose {
			fmt.Fprintf(a.stderr, "  = %v\n", err)
		}
		return errProblems
	}
	if err := writeFile(pdf, data); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "Le PDF est dans %s (%s).\n", pdf, size(int64(len(data))))
	return nil
}
