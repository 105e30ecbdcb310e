package check

import (
	"cmp"
	"fmt"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
)

// badFileNames reports the names of files, and of rows of a table, that can be no part
// of an address. What it proposes instead is allowed and free, whatever else it proposes.
func badFileNames(s *survey) []diag.Diagnostic {
	n := takenNames(s.Collection)
	var problems []diag.Diagnostic
	for _, d := range s.Documents {
		if d.Nameless() {
			continue
		}
		what := "le nom du fichier"
		if strings.HasSuffix(d.Source.Path, ".csv") {
			what = "l'adresse"
		}
		for _, p := range n.check(placeOf(d), d.Slug, d.Title, what) {
			p.Source, p.Span = d.Source, startOf(d)
			problems = append(problems, softened([]diag.Diagnostic{p}, d)...)
		}
	}
	for _, e := range s.Editions {
		for _, p := range n.check(editionPlace, e.Slug, e.Title, "le nom du fichier") {
			p.Source = e.Source
			problems = append(problems, p)
		}
	}
	return problems
}

// names are those given in each place, a folder of a tree.
type names map[string]bool

func takenNames(c *content.Collection) names {
	n := names{}
	for _, d := range c.Documents {
		n[placeOf(d)+d.Slug] = true
		for _, alias := range d.Aliases {
			n[treeOf(d)+strings.Trim(alias, "/")] = true
		}
	}
	for _, e := range c.Editions {
		n[editionPlace+e.Slug] = true
	}
	return n
}

// treeOf is the tree in which a document's name is its own: an overlay's document may
// have the name of the one that it replaces.
func treeOf(d *content.Document) string { return d.Overlay.ID() + " " }

func placeOf(d *content.Document) string { return treeOf(d) + string(d.Type) + "/" }

const editionPlace = "editions/"

// check says what is wrong with a slug, if anything.
func (n names) check(place, slug, title, what string) []diag.Diagnostic {
	message := fmt.Sprintf("%s « %s » ne peut pas servir d'adresse", what, slug)
	switch {
	case content.IsReserved(slug):
		message = fmt.Sprintf("%s « %s » est réservé au site", what, slug)
	case content.IsSlug(slug):
		return nil
	}
	hint := fmt.Sprintf("employez de 1 à %d lettres sans accent, chiffres et tirets", content.MaxSlug)
	if better := n.propose(place, content.Slug(slug), content.Slug(title)); better != "" {
		hint = fmt.Sprintf("renommez-le « %s »", better)
	}
	return []diag.Diagnostic{diag.New(diag.BadFileName, nil, diag.Span{}, message, hint)}
}

// propose returns a name that is allowed and free, and takes it: what the author's
// becomes, else what the title does, else one of them with a number; "" when neither
// has a letter.
func (n names) propose(place, own, title string) string {
	free := func(slug string) bool { return slug != "" && !content.IsReserved(slug) && !n[place+slug] }
	better, base := own, cmp.Or(own, title)
	if !free(better) {
		better = title
	}
	for i := 2; base != "" && !free(better); i++ {
		number := fmt.Sprintf("-%d", i)
		better = base[:min(len(base), content.MaxSlug-len(number))] + number
	}
	n[place+better] = true
	return better
}
