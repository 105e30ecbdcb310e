package render

import (
	"fmt"
	"html/template"
	"slices"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/reference"
)

// ListPage is one page of a list of documents.
type ListPage struct {
	Frame
	Intro      string      `fr:"chapeau"`
	Total      int         `fr:"nombre de documents"`
	Filters    []Filter    `fr:"ce à quoi la liste se limite"`
	Cards      []Card      `fr:"documents de cette page de la liste, sauf d'un agenda"`
	Months     []Month     `fr:"ceux d'un agenda, par mois"`
	Calendar   Link        `fr:"agenda auquel s'abonner (iCalendar)"`
	Elsewhere  []Card      `fr:"documents empruntés à d'autres territoires, sur la dernière page"`
	Pager      Pager       `fr:"autres pages de la liste"`
	Groups     []LinkGroup `fr:"listes voisines"`
	Refine     string      `fr:"recherche déjà limitée de même"`
	Notice     string      `fr:"ce qui vaut pour plusieurs cartes, dit une fois"`
	Situation  string      `fr:"ce que la liste laisse ouvert de la situation du lecteur"`
	Editions   []Link      `fr:"éditions de ce territoire, ou de celui qui le contient"`
	RegionFeed Link        `fr:"flux Atom de la région"`
	Map        *TileMap    `fr:"carte de ce que contient la région, sur la première page"`
	Near       string      `fr:"adresse de ce que lit le champ « Près de chez vous » ; vide : pas de champ"`
}

// Filter is a term that the list keeps to, and the wider list without it.
type Filter struct {
	Text   string `fr:"secteur ou territoire"`
	Remove Link   `fr:"la liste sans ce filtre"`
}

// LinkGroup is a titled group of links.
type LinkGroup struct {
	Title string `fr:"titre"`
	Links []Link `fr:"liens"`
}

// Pager leads from one page of a list to the others; the zero value is that of
// a list on one page.
type Pager struct {
	Number   int    `fr:"page où l'on est ; 0 : la liste tient sur une page"`
	Last     int    `fr:"dernière page"`
	Previous Link   `fr:"page précédente"`
	Next     Link   `fr:"page suivante"`
	Pages    []Link `fr:"la première, la dernière et les voisines"`
}

func (s *site) planLists() {
	for _, l := range s.view.Lists() {
		s.paginate(l.Address, kindList, len(l.Documents), func(p place, number int) any { return p.listPage(l, number) })
	}
}

// paginate plans the pages of a list of n documents, numbered from 1.
func (s *site) paginate(address, kind string, n int, data func(place, int) any) {
	for number := 1; number <= s.pagesOf(n); number++ {
		s.add(pageAddress(address, number), kind, func(p place) any { return data(p, number) })
	}
}

// pagesOf is how many pages n documents take: one at least.
func (s *site) pagesOf(n int) int {
	size := s.in.pageSize()
	return max(1, (n+size-1)/size)
}

// pageAddress is the address of a page of a list.
func pageAddress(address string, number int) string {
	if number == 1 {
		return address
	}
	return fmt.Sprintf("%spage/%d/", address, number)
}

func (p place) listPage(l *edition.List, number int) ListPage {
	heading, between := listHeading(l), p.stepsToList(l)
	intro := listIntro(l)
	if number > 1 {
		between = append(between, step{heading, l.Address})
		heading = fmt.Sprintf("%s, page %d", heading, number)
	}
	page := ListPage{
		Frame: p.frame(heading, intro, between...), Intro: french.Typography(intro),
		Total: len(l.Documents), Filters: p.filters(l),
		Cards:  p.cardsOf(p.slice(l.Documents, number), cardLevel(l)),
		Pager:  p.pager(l.Address, len(l.Documents), number),
		Groups: p.beside(l), Editions: p.editionsOf(l.Territory), Refine: p.to(edition.SearchPage + refine(l)), Situation: openTo(l),
	}
	if number == p.pagesOf(len(l.Documents)) {
		page.Elsewhere = p.cardsOf(l.Elsewhere, cardLevel(l)+1)
	}
	if l.Kind == edition.ByType {
		page.Cards = untyped(page.Cards)
		page.Notice = toVerify(page.Cards)
	}
	p.follow(&page.Frame)
	p.watch(&page.Frame, page.Cards)
	if isAgenda(l) {
		page.Months, page.Cards = monthsOf(p.slice(l.Documents, number), untyped(page.Cards)), nil
		page.Calendar = Link{Text: "S’abonner à cet agenda", Href: p.rel(l.Address + edition.CalendarName)}
	}
	p.describe(&page.Frame, p.pageNode("CollectionPage", page.Heading, page.Description), between)
	if l.Kind == edition.ByType && p.view.HasNear(content.Type(l.Slug)) {
		page.Near = p.rel(edition.NearAddress(content.Type(l.Slug), ""))
		page.Frame.Modules = append(page.Frame.Modules, p.modules("js/near.ts")...)
	}
	if l.In(reference.Region) {
		if number == 1 && l.Kind == edition.ByTerritory {
			page.Map = p.regionMap(l.Territory)
		}
		page.RegionFeed = Link{Text: "Flux Atom de la région", Href: p.rel(l.Address + "flux.xml")}
		page.Frame.Feed = &Link{Text: page.Heading, Href: page.RegionFeed.Href}
	}
	return page
}

// cardLevel is the level of the headings of a list's cards: a theme's list has a
// heading of its own, under the theme's, and an agenda has its months.
func cardLevel(l *edition.List) int {
	if l.Kind == edition.ByTheme || isAgenda(l) {
		return 3
	}
	return 2
}

// isAgenda reports whether a list is read by the months in which its documents take place.
func isAgenda(l *edition.List) bool {
	return l.Kind == edition.ByAgenda || l.Kind == edition.ByType && content.Type(l.Slug).IsDated()
}

// slice returns the documents of a page of a list.
func (s *site) slice(documents []*content.Document, number int) []*content.Document {
	size := s.in.pageSize()
	start := min((number-1)*size, len(documents))
	return documents[start:min(start+size, len(documents))]
}

func (p place) pager(address string, documents, current int) Pager {
	last := p.pagesOf(documents)
	if last == 1 {
		return Pager{}
	}
	pager := Pager{Number: current, Last: last}
	for i := 1; i <= last; i++ {
		link := p.link(french.Number(i), pageAddress(address, i))
		switch i {
		case current - 1:
			pager.Previous = Link{Text: "Page précédente", Href: link.Href}
		case current + 1:
			pager.Next = Link{Text: "Page suivante", Href: link.Href}
		}
		if near(i, current, last) {
			pager.Pages = append(pager.Pages, link)
		}
	}
	return pager
}

// near reports whether the pager of a page shows page i: the first, the last and
// the two on either side.
func near(i, current, last int) bool {
	return i == 1 || i == last || i >= current-2 && i <= current+2
}

func listHeading(l *edition.List) string {
	switch l.Kind {
	case edition.BySector:
		return l.Name + " : tout le recueil"
	case edition.ByPair, edition.ByType, edition.ByAgenda:
		return l.Title
	case edition.BySize:
		return "Entreprises : " + l.Name
	}
	return l.Name
}

var typeIntros = map[string]string{
	"temoignages": "Des entreprises racontent : le besoin, la démarche, les résultats, ce qui a raté.",
	"fiches":      "Comprendre et agir, pas à pas, sans jargon.",
	"formations":  "Apprendre, seul ou accompagné.",
	"aides":       "Subventions, prêts, diagnostics, accompagnements : ce qui existe, pour qui, et jusqu'à quand.",
	"activateurs": "Des conseillers qui aident les petites entreprises à prendre le numérique en main.",
	"contacts":    "À qui parler, près de chez vous ou dans votre métier.",
	"diagnostics": "Quelques questions pour savoir par où commencer.",
	"evenements":  "Ateliers, rencontres, webinaires : ce qui vient, par mois et par territoire.",
	"echanges":    "Un besoin, un savoir-faire : des entreprises d'un même territoire s'apprennent l'une à l'autre.",
	"pages":       "Les pages qui présentent le recueil.",
}

var endIntros = map[string]string{
	"aides":      "Ces aides ne sont plus ouvertes. Leurs pages restent, pour mémoire.",
	"evenements": "Ces événements ont eu lieu. Leurs pages restent, pour mémoire.",
	"echanges":   "Ces échanges ne sont plus proposés. Leurs pages restent, pour mémoire.",
}

func listIntro(l *edition.List) string {
	switch l.Kind {
	case edition.ByType:
		return typeIntros[l.Slug]
	case edition.ByEnd:
		return endIntros[l.Slug]
	case edition.ByAgenda:
		return "Ateliers, rencontres, webinaires : " + l.Name + "."
	case edition.BySize:
		return "Les documents qui visent cette taille d'entreprise : " + l.Name + "."
	}
	return "Témoignages, fiches pratiques, aides et contacts : " + l.Name + "."
}

// stepsToList is the breadcrumb between home and a list.
func (p place) stepsToList(l *edition.List) []step {
	switch l.Kind {
	case edition.BySector, edition.ByPair:
		return []step{{"Secteurs", edition.SectorsPage}, {l.Sector.Title, l.Sector.Address()}}
	case edition.ByTerritory:
		steps := []step{{"Territoires", edition.TerritoriesPage}}
		for _, t := range l.Territory.Around() {
			steps = append(steps, step{t.Name, edition.TerritoryAddress(t)})
		}
		return steps
	case edition.ByEnd:
		return []step{listStep(content.Type(l.Slug))}
	case edition.ByAgenda:
		return []step{listStep(content.Events)}
	}
	return nil
}

// filters are the terms that a list keeps to, when a wider list exists without
// one of them.
func (p place) filters(l *edition.List) []Filter {
	switch l.Kind {
	case edition.ByPair:
		return []Filter{
			{french.Typography(l.Sector.Title), p.link("Retirer", edition.TerritoryAddress(l.Territory))},
			{french.Typography(l.Territory.Name), p.link("Retirer", edition.SectorAddress(l.Sector))},
		}
	case edition.ByAgenda:
		return []Filter{{french.Typography(l.Territory.Name), p.link("Retirer", edition.TypeAddress(content.Events))}}
	case edition.ByTerritory:
		around := l.Territory.Around()
		if n := len(around); n > 0 && p.to(edition.TerritoryAddress(around[n-1])) != "" {
			return []Filter{{french.Typography(l.Territory.Name), p.link("Retirer", edition.TerritoryAddress(around[n-1]))}}
		}
	}
	return nil
}

// refine is the query that sets the search's filters to those of a list.
func refine(l *edition.List) string {
	switch l.Kind {
	case edition.ByType:
		return "?type=" + l.Slug
	case edition.BySector:
		return "?secteur=" + l.Sector.Slug
	case edition.ByPair:
		return "?secteur=" + l.Sector.Slug + "&territoire=" + l.Territory.Key()
	case edition.ByTerritory:
		return "?territoire=" + l.Territory.Key()
	case edition.ByAgenda:
		return "?type=" + string(content.Events) + "&territoire=" + l.Territory.Key()
	case edition.BySize:
		return "?taille=" + l.Slug
	case edition.ByTheme:
		return "?theme=" + l.Slug
	}
	return "?type=" + l.Slug
}

// beside groups the lists next to one: narrower ones, or its like.
func (p place) beside(l *edition.List) []LinkGroup {
	var groups []LinkGroup
	add := func(title string, links []Link) {
		if len(links) > 0 {
			groups = append(groups, LinkGroup{title, links})
		}
	}
	switch l.Kind {
	case edition.BySector:
		add("Par région", p.pairsOf(l.Sector))
	case edition.ByPair:
		add("Le même secteur ailleurs", p.others(l, p.pairsOf(l.Sector)))
	case edition.ByTerritory:
		for _, kind := range reference.Kinds() {
			add("Par "+kind.Singular, p.listLinks(p.listsInside(l.Territory, kind)))
		}
		add("Par secteur", p.sectorsIn(l.Territory))
	case edition.BySize:
		add("Autres tailles", p.others(l, p.listLinks(p.view.ListsOf(edition.BySize))))
	case edition.ByTheme:
		add("Autres thèmes", p.others(l, p.listLinks(p.view.ListsOf(edition.ByTheme))))
	case edition.ByType:
		if content.Type(l.Slug).IsDated() {
			add("Par territoire", p.listLinks(p.view.ListsOf(edition.ByAgenda)))
		}
		if ended, ok := p.view.List(edition.EndAddress(content.Type(l.Slug))); ok {
			add("Voir aussi", p.listLinks([]*edition.List{ended}))
		}
	case edition.ByAgenda:
		add("Autres territoires", p.others(l, p.listLinks(p.view.ListsOf(edition.ByAgenda))))
	}
	return groups
}

// editionsOf links to the editions of a territory, or, when it has none, to those of the
// narrowest that contains it.
func (p place) editionsOf(t reference.Territory) []Link {
	places := append(t.Around(), t)
	for _, place := range slices.Backward(places) {
		var links []Link
		for _, e := range p.in.Local {
			if slices.Contains(e.Territories, place.ID()) {
				links = append(links, Link{Text: french.Typography(e.Name), Href: p.beyond(e.URL)})
			}
		}
		if len(links) > 0 {
			return links
		}
	}
	return nil
}

// others leaves a list itself out of links to its like.
func (p place) others(l *edition.List, links []Link) []Link {
	return slices.DeleteFunc(links, func(other Link) bool { return other.Href == p.rel(l.Address) })
}

// listsInside lists the lists of the territories of these kinds inside another.
func (s *site) listsInside(t reference.Territory, kinds ...*reference.Kind) []*edition.List {
	return slices.DeleteFunc(s.view.ListsIn(kinds...), func(l *edition.List) bool { return !t.Contains(l.Territory) })
}

// outermost lists the lists of the territories that no other contains.
func (s *site) outermost() []*edition.List {
	return slices.DeleteFunc(s.view.ListsIn(reference.Kinds()...), func(l *edition.List) bool { return l.Territory.Within != "" })
}

// sectorsIn links to the lists of each sector in a region.
func (p place) sectorsIn(region reference.Territory) []Link {
	var links []Link
	for _, l := range p.view.ListsOf(edition.ByPair) {
		if l.Territory == region {
			link := p.link(french.Typography(l.Sector.Title), l.Address)
			link.Count = len(l.Documents)
			links = append(links, link)
		}
	}
	return links
}

// ThemePage is the page of a theme: its text, then its list.
type ThemePage struct {
	ListPage
	Summary string        `fr:"résumé"`
	Body    template.HTML `fr:"texte du thème"`
	Origin  Origin        `fr:"source, dates, licence"`
	Edited  bool          `fr:"première page de la liste, qui porte le texte"`
	Slug    string        `fr:"nom dans les adresses, pour le pictogramme"`
}

func (s *site) planTheme(d *content.Document) {
	list, _ := s.view.List(d.Address()) // every theme has one
	s.paginate(d.Address(), kindTheme, len(list.Documents), func(p place, number int) any { return p.themePage(d, list, number) })
}

func (p place) themePage(d *content.Document, l *edition.List, number int) ThemePage {
	page := ThemePage{ListPage: p.listPage(l, number), Summary: french.Typography(d.Summary), Origin: p.origin(d), Edited: number == 1, Slug: d.Slug}
	if page.Edited {
		modules := page.Modules
		page.Frame = p.documentFrame(d)
		page.Modules = modules
		page.Body = p.body(d)
	}
	return page
}
