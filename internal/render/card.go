package render

import (
	"cmp"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
)

// Card is a document seen from another page. Its title is the only link, and
// the whole card is the link's target.
type Card struct {
	Kind    string          `fr:"type, pour l'allure et l'icône : temoignages, fiches…"`
	Type    string          `fr:"« Témoignage »"`
	Title   string          `fr:"titre"`
	Summary string          `fr:"résumé"`
	Href    string          `fr:"adresse du document"`
	Level   int             `fr:"niveau du titre : 2, 3 ou 4"`
	Place   string          `fr:"commune et territoires"`
	Size    string          `fr:"tailles d'entreprise"`
	Year    string          `fr:"année des faits d'un témoignage"`
	Public  string          `fr:"à qui le document s'adresse, si ce n'est pas aux entreprises"`
	Figure  *content.Result `fr:"premier chiffre du témoignage"`
	Aid     *AidNotice      `fr:"où en est l'aide"`
	Reason  string          `fr:"pourquoi il est proposé : « Même secteur »"`
}

// newCard makes what a document's card says on every page.
func (s *site) newCard(d *content.Document) Card {
	c := Card{
		Kind: string(d.Type), Type: d.Type.Label(),
		Title: french.Typography(d.Title), Summary: french.Typography(cmp.Or(d.Teaser, d.Summary)),
		Place: where(d), Aid: s.aidNotice(d), Year: yearOf(d), Public: d.For().Label(),
	}
	var sizes []string
	for _, slug := range d.Sizes {
		sizes = append(sizes, sizeLabel(slug))
	}
	c.Size = few(sizes, 2)
	if results := resultsOf(d); len(results) > 0 {
		c.Figure = &results[0]
	}
	return c
}

// card returns the card of a document of the view, as seen from the page.
func (p place) card(d *content.Document, level int) Card {
	c := p.cards[d.Key()]
	c.Href, c.Level = p.rel(d.Address()), level
	return c
}

func (p place) cardsOf(list []*content.Document, level int) []Card {
	cards := make([]Card, len(list))
	for i, d := range list {
		cards[i] = p.card(d, level)
	}
	return cards
}

func (p place) similarCards(list []edition.Similar, level int) []Card {
	cards := make([]Card, len(list))
	for i, similar := range list {
		cards[i] = p.card(similar.Document, level)
		cards[i].Reason = similar.Reason
	}
	return cards
}
