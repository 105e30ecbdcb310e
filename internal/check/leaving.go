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

// missingRespondent reports a story whose readers meet another contact than the one that
// it names, or none. A story that the edition borrows is expected to meet another; a draft
// has no readers yet.
func missingRespondent(s *survey, v *edition.View, d *content.Document) []diag.Diagnostic {
	promised := d.Marked(content.Respondent)
	if len(promised) == 0 || d.Draft {
		return nil
	}
	at := promised[0]
	named := at.Text != content.EditionContact
	who, found := v.Respondent(d)
	switch {
	case named && !(isContact(at.Text) && s.known().keys.has[at.Text]): // it is reported as unknown
		return nil
	case !found:
		return []diag.Diagnostic{diag.New(diag.NoRespondent, d.Source, at.Span, "personne ne répond aux lecteurs de cette page : l'édition n'a ni ce contact, ni un autre, ni un éditeur à qui écrire",
			"ajoutez « contact: contacts/… » dans le fichier de l'édition, ou un « courriel » ou un « telephone » à son « editeur »")}
	case !named, v.Borrowed(d), who.Contact != nil && who.Contact.Key() == at.Text:
		return nil
	}
	return []diag.Diagnostic{diag.New(diag.NoRespondent, d.Source, at.Span, fmt.Sprintf("« %s » ne répond pas dans cette édition : les lecteurs y voient le contact de l'édition, ou son éditeur", at.Text),
		"rien à faire si c'est voulu ; sinon, élargissez les « territoires » du contact, ou demandez un nouvel accord à la personne")}
}
