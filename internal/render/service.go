package render

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/edition"
)

// SearchPage is where the search shows its results; without scripts, it leads
// to the lists.
type SearchPage struct {
	Frame
	Lists   []Link      `fr:"liste de chaque type, pour qui n'a pas de script"`
	Sectors []IndexItem `fr:"secteurs"`
	Themes  []IndexItem `fr:"thèmes"`
}

func (s *site) planSearch() {
	s.add(edition.SearchPage, kindSearch, func(p place) any { return p.searchPage() })
}

func (p place) searchPage() SearchPage {
	const intro = "Cherchez dans tout le recueil, par mots, par métier, par territoire et par taille d'entreprise."
	page := SearchPage{Frame: p.frame("Rechercher dans le recueil", intro), Lists: p.typeLinks(), Sectors: p.sectorItems(), Themes: p.themeItems()}
	page.NoIndex = true
	page.Modules = p.modules("search/main.ts")
	p.describe(&page.Frame, p.pageNode("SearchResultsPage", page.Heading, page.Description), nil)
	return page
}

// typeLinks links to the list of each type that readers look for.
func (p place) typeLinks() []Link {
	var links []Link
	for _, t := range content.Types() {
		link := p.link(t.Plural(), edition.TypeAddress(t))
		if link.Href != "" && t != content.Pages {
			links = append(links, link)
		}
	}
	return links
}

// NotFoundPage answers for addresses that have no page.
type NotFoundPage struct {
	Frame
	Lists []Link `fr:"liste de chaque type"`
}

// planNotFound plans 404.html, which has no address of its own.
func (s *site) planNotFound() {
	p := s.anywhere("/" + notFoundPath)
	s.plan = append(s.plan, planned{notFoundPath, kindNotFound, func() any { return p.notFoundPage() }})
}

func (p place) notFoundPage() NotFoundPage {
	page := NotFoundPage{
		Frame: p.frame("Cette page n'existe pas", "L'adresse demandée ne mène à aucune page du recueil."),
		Lists: p.typeLinks(),
	}
	page.NoIndex, page.Canonical = true, ""
	return page
}

// RedirectPage leads from a former address to the present one.
type RedirectPage struct {
	Frame
	Target Link `fr:"nouvelle adresse"`
}

func (s *site) planRedirects() {
	moved := s.view.Redirects()
	for _, from := range slices.Sorted(maps.Keys(moved)) {
		if to := moved[from]; s.view.Where(to) != to { // which redirects there
			continue
		}
		address := "/" + strings.Trim(from, "/") + "/"
		s.add(address, kindRedirect, func(p place) any { return p.redirectPage(moved[from]) })
	}
}

func (p place) redirectPage(target string) RedirectPage {
	page := RedirectPage{Frame: p.frame("Cette page a changé d'adresse", ""), Target: p.link(p.absolute(target), target)}
	page.NoIndex, page.Canonical = true, p.absolute(target)
	return page
}

// Tints are the colours of an edition: its own, else those of tokens.css.
type Tints struct{ Primary, Accent string }

// Tinted returns the colours of an edition that sets some, or none.
func Tinted(c content.Colours) Tints {
	return Tints{cmp.Or(string(c.Primary), defaultColour), cmp.Or(string(c.Accent), defaultAccent)}
}

// IconFile is the icon of the site.
type IconFile struct {
	Colour string `fr:"couleur de l'édition, #rrggbb"`
}

// What tokens.css gives to --primaire and --accent.
const (
	defaultColour = "#123a6b"
	defaultAccent = "#b4530a"
)

func (s *site) planIcon() {
	icon := IconFile{Tinted(s.info.Colours).Primary}
	s.plan = append(s.plan, planned{iconPath, kindIcon, func() any { return icon }})
}
