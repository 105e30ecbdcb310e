package render

import (
	"slices"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/reference"
)

// Frame is what base.html needs of any page: its head, header, breadcrumb and
// footer. Empty fields are left out.
type Frame struct {
	Root        string // the way back to the site's root, for scripts
	Home        Link   // whose text is the name of the site
	Edition     string // "Bretagne", "" for the national edition
	Logo        string
	Window      string // title of the window
	Heading     string // the page's only h1
	Description string
	Canonical   string // full URL
	Article     bool   // for Open Graph
	Picture     string // full URL of the picture that stands for the page
	NoIndex     bool
	Feed        *Link
	Graph       *Graph
	Icon        string
	Style       string
	Script      string   // what must run before the page is painted
	Modules     []string // scripts that may wait
	Search      string   // where the header's form leads; "" leaves it out
	Menu        []Link
	Crumbs      []Link
	Footer      Footer
}

// Footer says who publishes the site, and what may be done with it.
type Footer struct {
	Publisher Link
	Contact   Link
	Licence   Link
	Pages     []Link
	Feed      Link
	Exports   []Link
	Editions  Link
}

// step is a step of the breadcrumb, before it is made a link.
type step struct{ text, address string }

// frame returns the frame of a page by its heading, in plain text, and the
// steps between home and the page.
func (p place) frame(heading, description string, between ...step) Frame {
	heading = french.Typography(heading)
	f := Frame{
		Root: p.rel("/"), Home: p.link(p.info.Title, "/"), Edition: p.info.Edition,
		Window: heading + " — " + p.info.Title, Heading: heading,
		Description: french.Typography(description), Canonical: p.absolute(p.address),
		Feed: &Link{Text: p.info.Title, Href: p.rel("/flux.xml")},
		Icon: p.rel(iconPath), Style: p.asset("css/site.css"),
		Script:  p.asset("js/page.ts"),
		Modules: p.modules("search/box.ts"),
		Search:  p.to(edition.SearchPage), Menu: p.menu(), Footer: p.footer(),
	}
	if p.info.Logo != "" {
		f.Logo = p.rel(p.info.Logo)
	}
	f.Crumbs = p.crumbs(between, heading)
	return f
}

// describe adds the JSON-LD of the page to its frame: node and the breadcrumb.
func (p place) describe(f *Frame, node Node, between []step) {
	steps := append(append([]step{{"Accueil", "/"}}, between...), step{f.Heading, p.address})
	f.Graph = graph([]Node{node, p.crumbsNode(steps)})
}

// modules returns the way to those of the entries that were bundled.
func (p place) modules(entries ...string) []string {
	var found []string
	for _, entry := range entries {
		if way := p.asset(entry); way != "" {
			found = append(found, way)
		}
	}
	return found
}

func (p place) crumbs(between []step, heading string) []Link {
	links := []Link{p.link("Accueil", "/")}
	for _, s := range between {
		links = append(links, p.link(french.Typography(s.text), s.address))
	}
	return append(links, Link{Text: heading, Here: true})
}

// menu has the five entries of the header, those that lead somewhere.
func (p place) menu() []Link {
	var menu []Link
	for _, entry := range []step{
		{"Secteurs", edition.SectorsPage}, {content.Testimonials.Plural(), edition.TypeAddress(content.Testimonials)},
		{content.Sheets.Plural(), edition.TypeAddress(content.Sheets)}, {"Aides", edition.TypeAddress(content.Aids)}, {"Territoires", edition.TerritoriesPage},
	} {
		link := p.link(entry.text, entry.address)
		link.Here = link.Here || p.under(entry.address)
		if link.Href != "" {
			menu = append(menu, link)
		}
	}
	return menu
}

// under tells whether the page belongs to a section of the menu.
func (p place) under(section string) bool {
	ofTerritory := func(kind *reference.Kind) bool { return p.under("/" + kind.Folder + "/") }
	if section == edition.TerritoriesPage && slices.ContainsFunc(reference.Kinds(), ofTerritory) {
		return true
	}
	return len(p.address) > len(section) && p.address[:len(section)] == section
}

func (p place) footer() Footer {
	publisher := p.info.Publisher
	f := Footer{
		Publisher: Link{Text: french.Typography(publisher.Name), Href: string(publisher.URL)},
		Licence:   p.licence(p.info.Licence),
		Feed:      Link{Text: "Flux Atom", Href: p.rel("/flux.xml")},
		Exports:   []Link{{Text: "JSON", Href: p.rel("/recueil.json")}, {Text: "CSV", Href: p.rel("/recueil.csv")}},
	}
	if contact := p.info.Contact; contact != nil {
		f.Contact = p.link(french.Typography(contact.Title), contact.Address())
	}
	for _, entry := range p.info.Navigation {
		f.Pages = append(f.Pages, p.navigation(entry))
	}
	if glossary := p.link("Glossaire", edition.GlossaryPage); glossary.Href != "" {
		f.Pages = append(f.Pages, glossary)
	}
	if all := p.in.AllEditions; all != "" {
		f.Editions = Link{Text: "Toutes les éditions", Href: p.beyond(all)}
	}
	return f
}

func (p place) navigation(entry content.NavEntry) Link {
	return p.link(french.Typography(entry.Title), entry.Page)
}
