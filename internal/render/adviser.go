package render

import (
	"strings"

	"recueil/internal/content"
)

func adviserKind() documentKind {
	return documentKind{template: kindEntry, schema: "WebPage", facts: place.adviserFacts, page: place.entryPage, printed: 5}
}

var adviserCategories = map[string]string{"public": "Acteur public", "prive": "Acteur privé"}

func (p place) adviserFacts(d *content.Document) []Fact {
	a := d.Adviser
	return known(
		textFact("Catégorie", adviserCategories[a.Category]),
		textFact("Commune", strings.TrimSpace(string(a.Postcode)+" "+a.Town)),
		textFact("Services", strings.Join(a.Services, ", ")),
		external("Site", a.URL),
	)
}
