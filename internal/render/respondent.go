package render

import (
	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
)

// Respondent is who answers readers' questions about a story.
type Respondent struct {
	Who   Link   `fr:"qui répond, et sa page s'il en a une"`
	Facts []Fact `fr:"coordonnées"`
}

// respondent says who answers questions about a document, nil when nobody does.
func (p place) respondent(d *content.Document) *Respondent {
	who, ok := p.view.Respondent(d)
	switch {
	case !ok:
		return nil
	case who.Contact != nil:
		return &Respondent{p.link(p.cardOf(who.Contact).Title, who.Contact.Address()), p.contactFacts(who.Contact)}
	}
	return &Respondent{Link{Text: french.Typography(who.Publisher.Name)}, publisherFacts(who)}
}

// publisherFacts say how to reach a publisher who answers.
func publisherFacts(who edition.Respondent) []Fact {
	by := who.Publisher
	return known(emailFact(by.Email), Fact{Label: "Téléphone", Phone: phone(string(by.Phone))}, external("Site", by.URL))
}

// answering reports of a document whether it is the contact who answers questions about
// a story: its page shows it once.
func (p place) answering(story *content.Document) func(*content.Document) bool {
	who, _ := p.view.Respondent(story)
	return func(d *content.Document) bool { return d == who.Contact }
}
