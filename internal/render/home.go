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
	Lead       string      `fr:"chapeau"`
	Examples   []Link      `fr:"recherches proposées, d'après les thèmes"`
	Situation  Situation   `fr:"formulaire « Ma situation »"`
	Sectors    []IndexItem `fr:"secteurs"`
	Themes     []IndexItem `fr:"thèmes"`
	Stories    []Card      `fr:"derniers témoignages"`
	AllStories Link        `fr:"tous les témoignages"`
	Moments    []Moment    `fr:"fiches par moment de l'entreprise"`
	Map        TileMap     `fr:"carte des territoires"`
	Places     []Link      `fr:"territoires qui ont des documents"`
	AllPlaces  Link        `fr:"tous les territoires"`
}

// Situation is the form « Ma situation ». The Href of its choices is the value
// that the search knows them by.
type Situation struct {
	Action  string      `fr:"page où le formulaire mène"`
	Sectors []Link      `fr:"choix de secteurs ; Href est la valeur que la recherche connaît"`
	Places  []LinkGroup `fr:"choix de territoires, de même"`
	Sizes   []Link      `fr:"choix de tailles, de même"`
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
