package render

import (
	"cmp"
	"slices"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
)

// How many of each the home page shows.
const (
	homeExamples     = 4
	homeTestimonials = 3
	homeCandidates   = 9 // of which a situation brings the nearest first
	homeNeeds        = 6
)

// promise is what the home page says first: what an owner gets of the recueil.
const promise = "Une entreprise comme la vôtre l'a fait : voyez comment"

// HomePage is the first page of the site.
type HomePage struct {
	Frame
	Promise    string      `fr:"ce que le recueil promet : le titre de la page"`
	Lead       string      `fr:"chapeau"`
	Examples   []Link      `fr:"recherches proposées, d'après les thèmes"`
	Situation  Situation   `fr:"formulaire « Ma situation »"`
	Tasks      []Task      `fr:"ce qu'on vient faire"`
	Sectors    []IndexItem `fr:"secteurs"`
	Themes     []IndexItem `fr:"premiers besoins"`
	AllThemes  Link        `fr:"tous les besoins, quand la page n'en montre que les premiers"`
	Stories    []Card      `fr:"témoignages choisis"`
	More       []Card      `fr:"d'autres témoignages, repliés, de secteurs différents"`
	AllStories Link        `fr:"tous les témoignages"`
	Coming     []Card      `fr:"prochains événements"`
	Agenda     Link        `fr:"tout l'agenda"`
	Map        TileMap     `fr:"carte des territoires"`
	Places     []Link      `fr:"territoires qui ont des documents"`
	AllPlaces  Link        `fr:"tous les territoires"`
}

// Task is something that an owner comes to do, and where the site does it.
type Task struct {
	Title     string `fr:"ce qu'on vient faire"`
	Pictogram string `fr:"nom du pictogramme"`
	Links     []Link `fr:"où le faire"`
}

func (s *site) planHome() {
	s.add("/", kindHome, func(p place) any { return p.homePage() })
}

func (p place) homePage() HomePage {
	page := HomePage{
		Frame: p.frame(p.info.Title, p.info.Description), Promise: french.Typography(promise), Lead: french.Typography(p.info.Description),
		Examples: p.examples(), Situation: p.situation(), Tasks: p.tasks(), Sectors: p.sectorItems(), Themes: p.themeItems(),
		AllStories: p.typeLink(content.Testimonials, "Tous les témoignages"),
		Map:        p.tileMap(), Places: p.listLinks(p.outermost()), AllPlaces: p.link("Régions, départements et outre-mer", edition.TerritoriesPage),
	}
	p.follow(&page.Frame)
	stories := p.stories()
	first := min(len(stories), homeTestimonials)
	page.Stories, page.More = untyped(p.cardsOf(stories[:first], 3)), untyped(p.cardsOf(stories[first:], 3))
	if len(page.Themes) > homeNeeds {
		page.Themes, page.AllThemes = page.Themes[:homeNeeds], p.link("Tous les besoins", edition.ThemesPage)
	}
	page.Coming, page.Agenda = p.coming(&page.Frame, "")
	page.Window, page.Crumbs = page.Heading, nil
	page.Graph = graph([]Node{p.siteNode()})
	return page
}

// tasks are what owners come for, the most usual first; one whose links lead nowhere
// is left out.
func (p place) tasks() []Task {
	tasks := []Task{
		{"Trouver un cas comme le mien", "temoignages", []Link{p.typeLink(content.Testimonials, ""), p.link("Les guides par métier", edition.SectorsPage)}},
		{"Que puis-je faire aujourd’hui ?", "fiches", []Link{p.typeLink(content.Sheets, ""), p.typeLink(content.Quizzes, ""), p.link("Partir de mon besoin", edition.ThemesPage)}},
		{"Qui peut m’aider ?", "contacts", []Link{p.typeLink(content.Contacts, ""), p.typeLink(content.Advisers, ""), p.typeLink(content.Courses, ""), p.typeLink(content.Exchanges, "")}},
		{"Trouver une aide financière", "aides", []Link{p.typeLink(content.Aids, "Les aides ouvertes"), p.link("Près de chez moi", edition.TerritoriesPage)}},
	}
	for _, m := range p.moments() {
		tasks = append(tasks, Task{m.Title, m.Key, m.Sheets})
	}
	for i := range tasks {
		tasks[i].Links = slices.DeleteFunc(tasks[i].Links, func(l Link) bool { return l.Href == "" })
	}
	return slices.DeleteFunc(tasks, func(t Task) bool { return len(t.Links) == 0 })
}

// typeLink links to the list of a type, by another text than its name if any.
func (p place) typeLink(t content.Type, text string) Link {
	return p.link(cmp.Or(text, t.Plural()), edition.TypeAddress(t))
}

// examples are searches that show what a reader may ask: the first keyword of each
// need, in owners' order, as they say it themselves, else its title.
func (p place) examples() []Link {
	needs := p.needs()
	var links []Link
	for _, theme := range needs[:min(len(needs), homeExamples)] {
		words := theme.Title
		if len(theme.Keywords) > 0 {
			words = theme.Keywords[0]
		}
		links = append(links, p.link(french.Typography(words), edition.SearchPage+"?q="+queryValue(words)))
	}
	return links
}

// firstNeeds are the themes that owners come for most, by their slugs: to sell, to
// be found, to be paid, to be booked, to be safe, to find money.
var firstNeeds = []string{"vendre-en-ligne", "etre-visible", "facturer", "reserver", "se-proteger", "financer"}

// needs lists the themes in owners' order: the first needs, then the others by title.
func (s *site) needs() []*content.Document {
	themes := s.view.Themes()
	order := func(d *content.Document) int {
		if i := slices.Index(firstNeeds, d.Slug); i >= 0 {
			return i
		}
		return len(firstNeeds)
	}
	slices.SortStableFunc(themes, func(a, b *content.Document) int { return order(a) - order(b) })
	return themes
}
