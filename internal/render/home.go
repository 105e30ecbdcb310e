package render

import (
	"slices"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/reference"
)

// How many of each the home page shows.
const (
	homeExamples     = 3
	homeTestimonials = 3
)

// HomePage is the first page of the site.
type HomePage struct {
	Frame
	Lead       string
	Examples   []Link // needs to search for, from the titles of themes
	Situation  Situation
	Sectors    []IndexItem
	Themes     []IndexItem
	Stories    []Card
	AllStories Link // all of them
	Moments    []Moment
	Map        TileMap
	Places     []Link
	AllPlaces  Link
}

// Situation is the form « Ma situation ». The Href of its choices is the value
// that the search knows them by.
type Situation struct {
	Action  string
	Sectors []Link
	Places  []LinkGroup
	Sizes   []Link
}

// Moment is a moment of a firm's life that sheets are about.
type Moment struct {
	Title  string
	Sheets []Card
}

func (s *site) planHome() {
	s.add("/", kindHome, func(p place) any { return p.homePage() })
}

func (p place) homePage() HomePage {
	page := HomePage{
		Frame: p.frame(p.info.Title, p.info.Description), Lead: french.Typography(p.info.Description),
		Examples: p.examples(), Situation: p.situation(), Sectors: p.sectorItems(), Themes: p.themeItems(),
		Stories: p.cardsOf(p.stories(), 3), AllStories: p.link("Tous les témoignages", edition.TypeAddress(content.Testimonials)),
		Moments: p.moments(), Map: p.tileMap(),
		Places: p.listLinks(p.outermost()), AllPlaces: p.link("Régions, départements et outre-mer", edition.TerritoriesPage),
	}
	page.Window, page.Crumbs = page.Heading, nil
	page.Graph = graph([]Node{p.siteNode()})
	return page
}

// examples are searches that show what a reader may ask: the titles of the
// themes that most documents name.
func (p place) examples() []Link {
	themes := p.view.ListsOf(edition.ByTheme)
	slices.SortStableFunc(themes, func(a, b *edition.List) int { return len(b.Documents) - len(a.Documents) })
	var links []Link
	for _, l := range themes[:min(len(themes), homeExamples)] {
		links = append(links, p.link(french.Typography(l.Name), edition.SearchPage+"?q="+queryValue(l.Name)))
	}
	return links
}

// stories are the testimonials that most owners would read first: cases of the
// edition's own territories, with figures, whose outcome is told, of firms of
// less than ten; the last published of equals.
func (s *site) stories() []*content.Document {
	list := s.view.ForFirms(content.Testimonials)
	slices.SortStableFunc(list, func(a, b *content.Document) int { return s.appeal(b) - s.appeal(a) })
	return list[:min(len(list), homeTestimonials)]
}

// appeal ranks a testimonial for the home page.
func (s *site) appeal(d *content.Document) int {
	rank := 0
	for _, of := range []struct {
		weight int
		holds  bool
	}{
		{4, s.view.IsLocal(d)},
		{2, len(d.Testimonial.Results) > 0},
		{2, slices.Contains(d.Sizes, "1-9") || slices.Contains(d.Sizes, "sans-salarie")},
		{1, d.Testimonial.Outcome != ""},
	} {
		if of.holds {
			rank += of.weight
		}
	}
	return rank
}

func (p place) situation() Situation {
	form := Situation{Action: p.to(edition.SearchPage), Places: p.territoryGroups()}
	for _, d := range p.view.Sectors() {
		form.Sectors = append(form.Sectors, Link{Text: p.cards[d.Key()].Title, Href: d.Slug})
	}
	for _, size := range reference.Sizes() {
		form.Sizes = append(form.Sizes, Link{Text: size.Label, Href: size.Slug})
	}
	return form
}

// moments are the key moments that sheets are about, in the order that a firm
// lives them.
func (p place) moments() []Moment {
	var found []Moment
	for _, m := range []struct{ key, title string }{
		{"immatriculation", "J’immatricule mon entreprise"},
		{"facturation-electronique", "Je passe à la facturation électronique"},
	} {
		moment := Moment{Title: m.title}
		for _, d := range p.view.ForFirms(content.Sheets) {
			if d.Sheet.Moment == m.key {
				moment.Sheets = append(moment.Sheets, p.card(d, 4))
			}
		}
		if len(moment.Sheets) > 0 {
			found = append(found, moment)
		}
	}
	return found
}
