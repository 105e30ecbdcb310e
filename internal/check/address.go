package check

import (
	"fmt"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/reference"
)

// takenAddresses reports what claims the place of something else.
func takenAddresses(s *survey) []diag.Diagnostic { return append(sharedAddresses(s), takenRoots(s)...) }

// sharedAddresses reports addresses claimed twice: by two documents of one tree,
// or by an alias and a document or another alias. Drafts claim theirs last, and the
// mistake is then theirs.
func sharedAddresses(s *survey) []diag.Diagnostic {
	claims := map[string]mention{}
	var problems []diag.Diagnostic
	add := func(address string, d *content.Document, span diag.Span) {
		tree := d.Overlay.ID() + " " + address
		first, taken := claims[tree]
		if !taken {
			claims[tree] = mention{d.Source, span, address}
			return
		}
		p := diag.New(diag.DuplicatedSlug, d.Source, span, fmt.Sprintf("l'adresse %s est déjà prise", address), "donnez une autre adresse à l'un des deux")
		p.Related = []diag.Related{{Source: first.source, Span: first.span, Message: "prise ici"}}
		problems = append(problems, softened([]diag.Diagnostic{p}, d)...)
	}
	for _, draft := range []bool{false, true} {
		documents := slices.DeleteFunc(slices.Clone(s.Documents), func(d *content.Document) bool { return d.Draft != draft || d.Nameless() })
		for _, d := range documents {
			add(d.Address(), d, startOf(d))
		}
		for _, d := range documents {
			for i, alias := range d.Aliases {
				add(alias, d, d.Value(fmt.Sprintf("alias[%d]", i)))
			}
		}
	}
	return problems
}

// startOf is where a document begins: its title for a row of a table, else the
// top of its file.
func startOf(d *content.Document) diag.Span {
	if strings.HasSuffix(d.Source.Path, ".csv") {
		return d.Value("titre")
	}
	return diag.Span{}
}

// takenAliases reports the former addresses of a document that pages of the site
// itself have: nobody would be led from there.
func takenAliases(s *survey, d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for i, alias := range d.Aliases {
		if s.pages()[alias].own {
			problems = append(problems, diag.New(diag.DuplicatedSlug, d.Source, d.Value(fmt.Sprintf("alias[%d]", i)), fmt.Sprintf("l'adresse %s est celle d'une page que le site fait lui-même", alias),
				"retirez-la des « alias »"))
		}
	}
	return problems
}

// takenRoots reports the files of racine/ that would take the place of what the site
// makes, or of a file of fichiers/ that is copied to the root too.
func takenRoots(s *survey) []diag.Diagnostic {
	copied := map[string]string{}
	for _, f := range s.Files {
		for _, name := range edition.CopiedToRoot(f.Path) {
			copied[f.Overlay.ID()+" "+name] = f.Name()
		}
	}
	var problems []diag.Diagnostic
	for _, f := range s.Files {
		name, ok := strings.CutPrefix(f.Path, "racine/")
		if !ok {
			continue
		}
		first, _, _ := strings.Cut(name, "/")
		message, hint := "", ""
		other, twice := copied[f.Overlay.ID()+" "+name]
		if !twice {
			other, twice = copied[reference.Territory{}.ID()+" "+name]
		}
		switch {
		case slices.Contains(edition.RootNames(), first):
			message, hint = fmt.Sprintf("« %s » est un nom que le site emploie à sa racine", first), "supprimez ce fichier, ou donnez-lui un autre nom"
		case twice:
			message, hint = fmt.Sprintf("« %s » est déjà copié à la racine depuis %s", name, other), "gardez un seul des deux fichiers"
		default:
			continue
		}
		problems = append(problems, diag.New(diag.DuplicatedSlug, diag.NewSource(f.Name(), nil), diag.Span{}, message, hint))
	}
	return problems
}
