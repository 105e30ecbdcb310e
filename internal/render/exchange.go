package render

import (
	"slices"

	"recueil/internal/content"
	"recueil/internal/french"
)

func exchangeKind() documentKind {
	return documentKind{template: kindExchange, schema: "WebPage", facts: place.exchangeFacts, page: place.exchangePage}
}

// ExchangePage is what a firm offers to show another, or asks to be shown; on paper, a poster.
type ExchangePage struct {
	DocumentPage
	Sense   string      `fr:"offre ou besoin, pour l'allure"`
	SenseIs string      `fr:"le même, en lettres"`
	Timing  *Timing     `fr:"jusqu'à quand, et si c'est passé"`
	Relay   *Respondent `fr:"qui met en relation"`
	Matches []Card      `fr:"échanges qui y répondent, du même territoire, puis de la même région"`
	Answer  string      `fr:"titre de ces échanges"`
}

func (p place) exchangePage(d *content.Document) any {
	page := ExchangePage{DocumentPage: p.documentPage(d), Sense: d.Exchange.Sense, SenseIs: senseOf(d), Timing: p.timing(d)}
	page.Terms = slices.DeleteFunc(page.Terms, func(g TermGroup) bool { return g.Label != themesLabel }) // the facts say the others
	page.Modules = append(page.Modules, p.modules("js/timing.ts")...)
	if page.Timing != nil && page.Timing.Over {
		return page
	}
	page.Relay, page.Code = p.respondent(d), newQRCode(page.Canonical)
	page.Matches, page.Answer = untyped(p.similarCards(p.view.Matches(d), 3)), "Ils cherchent ce savoir-faire"
	if d.Exchange.Sense == content.Asks {
		page.Answer = "Ils partagent ce savoir-faire"
	}
	return page
}

// senseOf says in words what an exchange is; "" of other documents.
func senseOf(d *content.Document) string {
	if d.Exchange == nil {
		return ""
	}
	return french.Typography(content.ValueLabel[content.Exchange]("sens", d.Exchange.Sense))
}

func (p place) exchangeFacts(d *content.Document) []Fact {
	return known(Fact{Label: "Secteur", Values: p.termLinks(content.Sectors, d.Sectors)}, placeFact(d.Exchange.Town, p.territoryLinks(d)))
}
