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
	Kind    string // content.Type, for the look and the icon
	Type    string // "Témoignage"
	Title   string
	Summary string
	Href    string
	Level   int // of its heading: 2 to 4
	Place   string
	Size    string
	Year    string // of the facts of a testimonial
	Public  string // whom it is for, when not for firms
	Figure  *content.Result
	Aid     *AidNotice
	Reason  string // why it is shown: "Même secteur"
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
