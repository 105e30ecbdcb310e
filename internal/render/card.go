package render

import (
	"cmp"
	"strings"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/lists"
	"recueil/internal/reference"
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
	Timing  *Timing         `fr:"quand a lieu l'événement, jusqu'à quand vaut l'échange"`
	Sense   string          `fr:"ce qu'est un échange : savoir-faire à partager, ou recherché"`
	Reason  string          `fr:"pourquoi il est proposé : « Même secteur »"`
	Trade   string          `fr:"métier d'un témoignage, ou son premier secteur"`
	Outcome string          `fr:"bilan d'un témoignage : reussite, mitige, echec"`
	Told    string          `fr:"bilan en mots"`
	Answers bool            `fr:"quelqu'un répond aux questions sur ce récit"`

	// What « Ma situation » compares with the reader's, each a list of keys.
	Sectors, Territories, Sizes string `fr:"clés que « Ma situation » compare avec celles du lecteur"`

	stencils *stencils
}

// newCard makes what a document's card says on every page.
func (s *site) newCard(d *content.Document) Card {
	c := Card{
		Kind: string(d.Type), Type: d.Type.Label(),
		Title: french.Typography(d.Title), Summary: french.Typography(cmp.Or(d.Teaser, d.Summary)),
		Place: s.whereIn(d), Aid: s.aidNotice(d), Year: yearOf(d), Public: d.For().Label(),
		Timing: s.timing(d), Sense: senseOf(d),
	}
	c.Size = few(lists.Of(d.Sizes, sizeLabel), 2)
	if results := resultsOf(d); len(results) > 0 {
		c.Figure = &results[0]
	}
	c.Trade, c.Outcome, c.Told = s.caseOf(d)
	if d.Type.IsArticle() { // it is what an exchange is for
		_, c.Answers = s.view.Respondent(d)
	}
	c.Sectors, c.Sizes = strings.Join(d.Sectors, " "), strings.Join(d.Sizes, " ")
	c.Territories = strings.Join(territoryKeys(d), " ")
	c.stencils = &stencils{}
	return c
}

// untyped takes the type off cards that stand in a list of one type, whose title
// says it.
func untyped(cards []Card) []Card {
	for i := range cards {
		cards[i].Type = ""
	}
	return cards
}

func territoryKeys(d *content.Document) []string {
	return lists.Of(d.Territories, reference.Territory.Key)
}

// cardOf returns what a document's card says on every page, made when it is first asked
// for.
func (s *site) cardOf(d *content.Document) Card {
	key := d.Key()
	card, made := s.cards.Load(key)
	if !made {
		card, _ = s.cards.LoadOrStore(key, s.newCard(d))
	}
	return card.(Card)
}

// card returns the card of a document of the view, as seen from the page.
func (p place) card(d *content.Document, level int) Card {
	c := p.cardOf(d)
	c.Href, c.Level = p.rel(d.Address()), level
	return c
}

func (p place) cardsOf(list []*content.Document, level int) []Card {
	return lists.Of(list, func(d *content.Document) Card { return p.card(d, level) })
}

func (p place) similarCards(list []edition.Similar, level int) []Card {
	cards := make([]Card, len(list))
	for i, similar := range list {
		cards[i] = p.card(similar.Document, level)
		cards[i].Reason = french.Typography(similar.Reason)
	}
	return cards
}
