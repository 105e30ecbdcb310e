package main

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/render"
	"recueil/internal/site"
)

// bookletFlags are the flags of livret.
type bookletFlags struct {
	paperFlags
	sectors, documents []string
	word, paper        string
	stamp              bool
}

func (a *app) bookletCommand() *cobra.Command {
	var f bookletFlags
	c := &cobra.Command{
		Use:   "livret",
		Short: "Fabrique un livret à imprimer",
		Long: `livret écrit une édition, ou une partie, dans un seul fichier à imprimer et à emporter : une couverture, un sommaire,
les guides et les documents entiers, et pour chacun un code QR qui mène à sa page, à jour, sur le site.

Avec --secteur, il contient les guides nommés et les documents qu'ils listent ; avec --document, ceux que vous nommez ; les deux s'ajoutent.
Sans eux, toute l'édition. N'y entrent ni les amorces, ni les aides closes, ni ce qui ne s'adresse pas aux entreprises, sauf si vous le nommez.

--mot, --contact et --tampon font la couverture de qui l'apporte ; --papier a5 tient dans une poche.
Le fichier s'ouvre sans réseau : son style et ses images sont dedans. --pdf l'imprime aussi en PDF, avec ses signets et les pages du sommaire, si Chromium est installé.`,
		Example: `  recueil livret --edition bretagne --secteur commerce --mot "Bonjour de la part de votre chambre" --tampon --papier a5 --pdf livret.pdf`,
		Args:    refuseWords,
		RunE:    func(c *cobra.Command, _ []string) error { return a.booklet(c.Context(), f) },
	}
	f.flags(c, "livret.html", "`FICHIER` du livret")
	flags := c.Flags()
	flags.StringArrayVar(&f.sectors, "secteur", nil, "`SECTEUR` dont imprimer le guide ; répété, chacun d'eux")
	flags.StringArrayVar(&f.documents, "document", nil, "`DOCUMENT` à imprimer : fiches/x ; répété, chacun d'eux")
	flags.StringVar(&f.word, "mot", "", "`TEXTE` à mettre sur la couverture")
	flags.BoolVar(&f.stamp, "tampon", false, "laisse sur la couverture la place d'un cachet")
	flags.StringVar(&f.paper, "papier", string(render.A4), "`FEUILLES` : a4 ou a5")
	return c
}

const noBooklet = "le livret n'a pas été écrit"

func (a *app) booklet(ctx context.Context, f bookletFlags) error {
	if f.paper != string(render.A4) && f.paper != string(render.A5) {
		return usagef("papier inconnu « %s » ; écrivez a4 ou a5", f.paper)
	}
	view, err := a.view(ctx, f.source, noBooklet)
	if err != nil {
		return err
	}
	in, err := bookletInput(view, f)
	if err != nil {
		return err
	}
	laidOut := func(printed []render.PrintedHeading) ([]byte, error) {
		in.Printed = printed
		return a.alone(f.templates, noBooklet, func(pages render.Standalone) ([]byte, []diag.Diagnostic, error) {
			return site.Booklet(ctx, in, pages, pictureCache())
		})
	}
	page, err := laidOut(nil)
	if err != nil {
		return err
	}
	return a.give(ctx, view, "Le livret", f.out, f.pdf, page, laidOut)
}

// bookletInput finds in the edition what the flags name.
func bookletInput(v *edition.View, f bookletFlags) (render.BookletInput, error) {
	in := render.BookletInput{View: v, Sectors: f.sectors, Word: f.word, Stamp: f.stamp, Paper: render.Paper(f.paper)}
	if err := knownSectors(v, f.sectors); err != nil {
		return in, err
	}
	for _, word := range f.documents {
		d, err := documentNamed(v, word, "")
		if err != nil {
			return in, err
		}
		if !render.Printable(v, d) {
			return in, usagef("« %s » ne s'imprime pas dans un livret : ce sont les témoignages, fiches, formations, aides, activateurs et contacts, sans les amorces ni les aides closes", word)
		}
		in.Documents = append(in.Documents, d.Key())
	}
	var err error
	in.Contact, err = contactNamed(v, f.contact)
	return in, err
}

// contactNamed finds the contact that a flag names, nil for none.
func contactNamed(v *edition.View, word string) (*content.Document, error) {
	if word == "" {
		return nil, nil
	}
	return documentNamed(v, word, content.Contacts)
}

// documentNamed finds a document of the edition by its key, of a type if one is
// given, whose name may then be left out.
func documentNamed(v *edition.View, word string, t content.Type) (*content.Document, error) {
	key := strings.TrimSuffix(strings.Trim(word, "/"), ".md")
	if t != "" && !strings.Contains(key, "/") {
		key = string(t) + "/" + key
	}
	if d, ok := v.Document(key); ok {
		if t != "" && d.Type != t {
			return nil, usagef("« %s » n'est pas du dossier « %s » ; nommez un document de ce dossier : %s/x", word, t, t)
		}
		return d, nil
	}
	var known []string
	for _, d := range v.Documents() {
		if t == "" || d.Type == t {
			known = append(known, d.Key())
		}
	}
	slices.Sort(known)
	return nil, usagef("« %s » n'est pas dans l'édition %s ; %s", word, v.Site().Name(),
		french.DidYouMean(key, known, "écrivez le dossier et le nom de son fichier : "+string(cmp.Or(t, "fiches"))+"/x"))
}
