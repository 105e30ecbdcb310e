package check

import (
	"cmp"
	"fmt"
	"path"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/french"
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
	return append(problems, badCopiedNames(s.Files)...)
}

// badCopiedNames reports the files whose names, which the site keeps, some system cannot
// hold or shows otherwise than they are.
func badCopiedNames(files []*content.File) []diag.Diagnostic {
	var problems []diag.Diagnostic
	alike := map[string]string{}
	for _, f := range files {
		message, hint := badCopiedName(f.Path), "renommez-le avec des lettres, des chiffres et des tirets"
		folded := f.Overlay.ID() + " " + strings.ToLower(f.Path)
		if other, twice := alike[folded]; twice && message == "" {
			message = fmt.Sprintf("son nom ne diffère de celui de « %s » que par des majuscules, ce que bien des systèmes ne voient pas", other)
			hint = "donnez un autre nom à l'un des deux"
		}
		alike[folded] = path.Base(f.Path)
		if message != "" {
			problems = append(problems, diag.New(diag.BadFileName, diag.NewSource(f.Name(), nil), diag.Span{}, message, hint))
		}
	}
	return problems
}

// longestName is the most bytes of the name of a file or folder. File systems take 255,
// and sites are unpacked by programs that add to them.
const longestName = 200

func badCopiedName(file string) string {
	for part := range strings.SplitSeq(file, "/") {
		switch {
		case content.IsDevice(part):
			return fmt.Sprintf("« %s » est un nom que Windows réserve", part)
		case len(part) > longestName:
			return fmt.Sprintf("le nom a plus de %d caractères", longestName)
		case strings.ContainsAny(part, `<>:"\|?*`), strings.HasSuffix(part, "."), strings.HasSuffix(part, " "):
			return fmt.Sprintf("le nom « %s » contient un signe que Windows n'accepte pas", part)
		case strings.ContainsFunc(part, french.IsHidden):
			return "le nom contient un caractère qui ne se voit pas"
		}
	}
	return ""
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
	case content.IsDevice(slug):
		message = fmt.Sprintf("%s « %s » est réservé par Windows", what, slug)
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
	free := func(slug string) bool {
		return slug != "" && !content.IsReserved(slug) && !content.IsDevice(slug) && !n[place+slug]
	}
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
