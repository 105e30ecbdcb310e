package render

import (
	"slices"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
)

// sheetKind is an article: the steps of a sheet are not marked as such in its text.
func sheetKind() documentKind {
	return documentKind{template: kindSheet, schema: "Article", facts: place.sheetFacts, page: place.sheetPage, printed: 1}
}

// SheetPage says how to do something.
type SheetPage struct {
	DocumentPage
	Video   *content.Video `fr:"vidéo"`
	SeeAlso []Card         `fr:"documents liés"`
}

func (p place) sheetPage(d *content.Document) any {
	page := SheetPage{DocumentPage: p.documentPage(d), Video: d.Sheet.Video}
	page.Code = newQRCode(page.Canonical)
	for _, key := range d.Sheet.SeeAlso {
		if other, ok := p.view.Document(key); ok {
			page.SeeAlso = append(page.SeeAlso, p.card(other, 3))
		}
	}
	shown := func(s edition.Similar) bool { return slices.Contains(d.Sheet.SeeAlso, s.Document.Key()) }
	p.watch(&page.Frame, page.SeeAlso)
	page.Similar = p.similarCards(slices.DeleteFunc(p.view.Similar(d, similarShown), shown), 3)
	return page
}

var moments = map[string]string{
	"immatriculation":          "Immatriculation",
	"facturation-electronique": "Facturation électronique",
}

func (p place) sheetFacts(d *content.Document) []Fact {
	s := d.Sheet
	return known(
		textFact("Moment clé", moments[s.Moment]),
		textFact("Niveau", content.ValueLabel[content.Sheet]("niveau", s.Level)),
		textFact("Durée", s.Time),
		textFact("Coût", s.Cost),
	)
}

// videoOf is the film of a sheet, nil when it has none.
func videoOf(d *content.Document) *content.Video {
	if d.Sheet == nil {
		return nil
	}
	return d.Sheet.Video
}

// Moment is a moment of a firm's life that sheets are about.
type Moment struct {
	Key    string `fr:"clé du moment : immatriculation…"`
	Title  string `fr:"nom du moment"`
	Sheets []Link `fr:"fiches"`
}

// keyMoments are the moments that sheets are about, in the order that a firm lives
// them.
var keyMoments = []struct{ key, title string }{
	{"immatriculation", "J’immatricule mon entreprise"},
	{"facturation-electronique", "Je passe à la facturation électronique"},
}

// moments are the key moments that have sheets, in order.
func (p place) moments() []Moment {
	var found []Moment
	for _, m := range keyMoments {
		moment := Moment{Key: m.key, Title: m.title}
		for _, d := range p.view.ForFirms(content.Sheets) {
			if d.Sheet.Moment == m.key {
				moment.Sheets = append(moment.Sheets, p.link(french.Typography(d.Title), d.Address()))
			}
		}
		if len(moment.Sheets) > 0 {
			found = append(found, moment)
		}
	}
	return found
}
