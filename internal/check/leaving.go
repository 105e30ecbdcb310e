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
		message, hint := "« %s » n'est pas dans cette édition : le lien devient du texte", "rien à faire si c'est voulu ; sinon, élargissez les « territoires » du document lié"
		at, ok := s.pages()[address]
		switch {
		case !ok: // it is reported as broken
			return
		case at.draft():
			message, hint = "« %s » est un brouillon : le lien devient du texte", "rien à faire : le lien sera là quand le document le sera"
		}
		problems = append(problems, diag.New(diag.LinkLeaves, d.Source, span, fmt.Sprintf(message, name), hint))
	}
	for _, link := range d.Body.Links() {
		if to, ok := v.Resolve(d, link.Dest); !ok {
			leave(link.Dest, to.Address, link.Span)
		}
	}
	for _, named := range d.Marked(content.DocumentKeys) {
		if _, ok := v.Document(named.Text); !ok {
			leave(named.Text, "/"+named.Text+"/", named.Span)
		}
	}
	return problems
}
