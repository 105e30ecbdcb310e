package render

import (
	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/lists"
	"recueil/internal/reference"
)

// IndexPage lists the sectors or the themes.
type IndexPage struct {
	Frame
	Intro string      `fr:"chapeau"`
	Items []IndexItem `fr:"secteurs, thèmes ou éditions"`
}

// IndexItem is a sector or a theme, and how many documents name it.
type IndexItem struct {
	Slug    string `fr:"nom dans les adresses, pour le pictogramme ; vide d'une édition"`
	Title   string `fr:"nom"`
	Href    string `fr:"sa page"`
	Summary string `fr:"résumé"`
	Count   int    `fr:"nombre de documents"`
}

// TerritoryPage is the map of territories, and its list.
type TerritoryPage struct {
	Frame
	Intro    string       `fr:"chapeau"`
	Map      TileMap      `fr:"carte"`
	Regions  []RegionItem `fr:"régions et ce qu'elles contiennent"`
	Overseas []Link       `fr:"ce qui n'est d'aucune région"`
}

// RegionItem is a region, and the territories inside it that have a list.
type RegionItem struct {
	Region      Link   `fr:"la région"`
	Departments []Link `fr:"ce qu'elle contient"`
}

func (s *site) planIndexes() {
	s.add(edition.SectorsPage, kindIndex, func(p place) any { return p.sectorsPage() })
	s.add(edition.ThemesPage, kindIndex, func(p place) any { return p.themesPage() })
	s.add(edition.TerritoriesPage, kindTerritories, func(p place) any { return p.territoriesPage() })
}

// planEditions plans the page that leads to each edition of a run.
func (s *site) planEditions() {
	if len(s.in.Editions) > 0 {
		s.add(edition.EditionsPage, kindIndex, func(p place) any { return p.editionsPage() })
	}
}

func (p place) editionsPage() IndexPage {
	items := lists.Of(p.in.Editions, func(e EditionLink) IndexItem {
		return IndexItem{Title: french.Typography(e.Name), Href: p.beyond(e.URL)}
	})
	return p.indexPage("Éditions", "Chaque territoire a son édition : ce qui le concerne, et rien des autres.", items)
}

func (p place) sectorsPage() IndexPage {
	return p.indexPage("Secteurs", "Un guide pour chaque métier : infos pratiques, témoignages, formations, activateurs, aides et contacts.", p.sectorItems())
}

func (p place) themesPage() IndexPage {
	return p.indexPage("Thèmes", "Partez de votre besoin : chaque thème dit quand il vous concerne et par où commencer.", p.themeItems())
}

func (p place) indexPage(heading, intro string, items []IndexItem) IndexPage {
	page := IndexPage{Frame: p.frame(heading, intro), Intro: french.Typography(intro), Items: items}
	p.describe(&page.Frame, p.pageNode("CollectionPage", page.Heading, page.Description), nil)
	return page
}

func (p place) sectorItems() []IndexItem {
	return p.items(p.view.Sectors(), edition.SectorAddress)
}

func (p place) themeItems() []IndexItem {
	return p.items(p.needs(), (*content.Document).Address)
}

// items makes the entries of an index; list is the address of the documents
// that name one.
func (p place) items(terms []*content.Document, list func(*content.Document) string) []IndexItem {
	var items []IndexItem
	for _, d := range terms {
		card := p.cardOf(d)
		item := IndexItem{Slug: d.Slug, Title: card.Title, Href: p.to(d.Address()), Summary: card.Summary}
		if l, ok := p.view.List(list(d)); ok {
			item.Count = len(l.Documents)
		}
		items = append(items, item)
	}
	return items
}

// territoriesPage lists the territories that have documents: regions with what is
// inside them, and what is of no region.
func (p place) territoriesPage() TerritoryPage {
	intro := "Ce que le recueil sait de chaque région, de chaque département et de l'outre-mer."
	page := TerritoryPage{Frame: p.frame("Territoires", intro), Intro: french.Typography(intro), Map: p.tileMap()}
	for _, l := range p.outermost() {
		link := p.listLinks([]*edition.List{l})
		if l.Territory.Kind.Holds() {
			page.Regions = append(page.Regions, RegionItem{link[0], p.listLinks(p.listsInside(l.Territory, reference.Kinds()...))})
		} else {
			page.Overseas = append(page.Overseas, link...)
		}
	}
	p.describe(&page.Frame, p.pageNode("CollectionPage", page.Heading, page.Description), nil)
	return page
}
