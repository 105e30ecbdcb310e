package check

import (
	"fmt"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

// leavingLinks reports what a document points to and the edition does not hold.
func leavingLinks(s *survey, v *edition.View, d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	leave := func(name, address string, span diag.Span) {
		if s.published()[address] {
			problems = append(problems, diag.New(diag.LinkLeaves, d.Source, span, fmt.Sprintf("« %s » n'est pas dans cette édition : le lien devient du texte", name),
				"rien à faire si c'est voulu ; sinon, élargissez les « territoires » du document lié"))
		}
	}
	for _, link := range d.Body.Links() {
		if to, ok := v.Resolve(d, link.Dest); !ok {
			leave(link.Dest, to.Address, link.Span)
		}
	}
	for key, names := range named(d) {
		for i, name := range names {
			if _, ok := v.Document(name); !ok {
				leave(name, "/"+name+"/", d.Value(fmt.Sprintf("%s[%d]", key, i)))
			}
		}
	}
	return problems
}

// named lists the documents that front matter names, by key.
func named(d *content.Document) map[string][]string {
	switch {
	case d.Sheet != nil:
		return map[string][]string{"voir_aussi": d.Sheet.SeeAlso}
	case d.Sector != nil:
		return map[string][]string{"a_la_une": d.Sector.Featured}
	}
	return nil
}
