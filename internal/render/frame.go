package render

import (
	"slices"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/lists"
	"recueil/internal/reference"
)

// Frame is what base.html needs of any page: its head, header, breadcrumb and
// footer. Empty fields are left out.
type Frame struct {
	*around

	Root        string   `fr:"chemin de la page à la racine du site, pour les scripts"`
	Home        Link     `fr:"l'accueil, sous le nom du site"`
	Edition     string   `fr:"« Bretagne » ; vide pour l'édition nationale"`
	Logo        string   `fr:"adresse du logo de l'édition"`
	Window      string   `fr:"titre de la fenêtre"`
	Heading     string   `fr:"titre de la page, son seul h1"`
	Description string   `fr:"résumé pour les moteurs de recherche"`
	Canonical   string   `fr:"adresse complète de la page"`
	Article     bool     `fr:"la page est un article, pour Open Graph"`
	Picture     string   `fr:"adresse complète de l'image qui représente la page"`
	NoIndex     bool     `fr:"les moteurs de recherche doivent l'ignorer"`
	Feed        *Link    `fr:"flux Atom qui suit cette page"`
	Graph       *Graph   `fr:"données schema.org, à écrire d'un bloc dans un script"`
	Icon        string   `fr:"adresse de l'icône du site"`
	Style       string   `fr:"adresse de la feuille de style"`
	Script      string   `fr:"adresse du script à lire avant d'afficher la page"`
	Modules     []string `fr:"adresses des scripts qui peuvent attendre"`
	Search      string   `fr:"page où mène le champ de recherche de l'en-tête ; vide : pas de champ"`
	Menu        []Link   `fr:"entrées de l'en-tête"`
	Crumbs      []Link   `fr:"fil d'Ariane, de l'accueil à cette page"`
	Footer      Footer   `fr:"pied de page"`
}

// Footer says who publishes the site, and what may be done with it.
type Footer struct {
	Publisher Link   `fr:"qui publie le site"`
	Contact   Link   `fr:"à qui parler dans cette édition"`
	Licence   Link   `fr:"ce qu'on peut faire du contenu"`
	Pages     []Link `fr:"navigation de recueil.yaml, et glossaire"`
	Feed      Link   `fr:"flux Atom du site"`
	Exports   []Link `fr:"données à télécharger"`
	Editions  Link   `fr:"page de toutes les éditions"`
}

// step is a step of the breadcrumb, before it is made a link.
type step struct{ text, address string }

// frame returns the frame of a page by its heading, in plain text, and the
// steps between home and the page.
func (p place) frame(heading, description string, between ...step) Frame {
	heading = french.Typography(heading)
	shared := p.surroundings()
	f := shared.frame
	f.around = shared
	f.Window, f.Heading = heading+" — "+p.info.Title, heading
	f.Description, f.Canonical = french.Typography(description), p.absolute(p.address)
	f.Feed = &Link{Text: p.info.Title, Href: p.rel("/flux.xml")}
	f.Picture = p.absolute(edition.Poster)
	f.Modules = p.modules("search/box.ts")
	f.Crumbs = p.crumbs(between, heading)
	return f
}

// describe adds the JSON-LD of the page to its frame: node and the breadcrumb.
func (p place) describe(f *Frame, node Node, between []step) {
	steps := append(append([]step{{"Accueil", "/"}}, between...), step{f.Heading, p.address})
	f.Graph = graph([]Node{node, p.crumbsNode(steps)})
}

// modules returns the addresses of those of the entries that were bundled.
func (p place) modules(entries ...string) []string {
	var found []string
	for _, entry := range entries {
		if address := p.asset(entry); address != "" {
			found = append(found, address)
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

// menuSteps are the entries of the header: what to read, who helps, then the ways
// through the recueil.
func menuSteps() []step {
	return []step{
		listStep(content.Testimonials), listStep(content.Sheets), listStep(content.Quizzes),
		{"Aides", edition.TypeAddress(content.Aids)}, {"Formations", edition.TypeAddress(content.Courses)},
		listStep(content.Advisers), listStep(content.Contacts), {"Agenda", edition.TypeAddress(content.Events)},
		{"Secteurs", edition.SectorsPage}, {"Territoires", edition.TerritoriesPage},
	}
}

// menu has the entries of the header that lead somewhere.
func (p place) menu() []Link {
	var menu []Link
	for _, entry := range menuSteps() {
		link := p.link(entry.text, entry.address)
		link.Here = link.Here || p.under(entry.address)
		if link.Href != "" {
			menu = append(menu, link)
		}
	}
	return menu
}

func listStep(t content.Type) step { return step{t.Plural(), edition.TypeAddress(t)} }

// under reports whether the page belongs to a section of the menu.
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
	if p.view.Together() { // its files have what is its own
		f.Feed.Text = "Flux Atom de l’édition"
		f.Exports[1].Text = "CSV de l’édition"
		f.Exports = append(f.Exports, Link{Text: "CSV national, pour ce qui vaut partout", Href: p.root + edition.UpToNational + "recueil.csv"})
	}
	if contact := p.info.Contact; contact != nil {
		f.Contact = p.link(french.Typography(contact.Title), contact.Address())
	}
	f.Pages = lists.Of(p.info.Navigation, p.navigation)
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
