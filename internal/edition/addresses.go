package edition

import (
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/reference"
)

// The pages that the site makes by itself. Addresses last: readers and search
// engines keep them for years.
const (
	HomePage        = "/"
	SearchPage      = "/" + SearchFolder + "/"
	SectorsPage     = "/secteurs/"
	ThemesPage      = "/themes/"
	TerritoriesPage = "/territoires/"
	GlossaryPage    = "/glossaire/"              // of a recueil that has a glossary
	EditionsPage    = "/" + EditionsFolder + "/" // of the national edition of a run that makes several
)

// Poster is the picture that networks show beside a link to the edition.
const Poster = "/partage.png"

// LanguageModels is what the edition says of itself to language models: llms.txt, in
// the form that https://llmstxt.org proposes.
const LanguageModels = "/llms.txt"

// DataSchema describes the open data. All editions have the same.
const DataSchema = "/recueil.schema.json"

// SearchFolder is where the search has its page and its files.
const SearchFolder = "recherche"

// ServerFolder holds what the settings of a web server include. It has no pages.
const ServerFolder = "serveur"

// EditionsFolder is where the other editions of a run are, from the root of the
// national one.
const EditionsFolder = "editions"

// SitePages are the addresses that every edition has, whatever its documents.
func SitePages() []string {
	return []string{HomePage, SearchPage, SectorsPage, ThemesPage, TerritoriesPage}
}

// ExportPages are the addresses of the files that every edition publishes
// beside its pages.
func ExportPages() []string {
	return []string{"/recueil.json", "/recueil.csv", DataSchema, "/flux.xml", "/sitemap.xml", LanguageModels}
}

// TypeAddress returns the address of the list of a type.
func TypeAddress(t content.Type) string { return "/" + string(t) + "/" }

// EndAddress returns the address of the list of the documents of a type that are over, ""
// of a type whose documents never are.
func EndAddress(t content.Type) string {
	slug, _ := t.Over()
	if slug == "" {
		return ""
	}
	return TypeAddress(t) + slug + "/"
}

// AgendaAddress returns the address of the agenda of a territory, for a type that is dated.
func AgendaAddress(of content.Type, t reference.Territory) string {
	return TypeAddress(of) + t.Kind.Folder + "/" + t.Slug + "/"
}

// CalendarName is the name of the calendar that follows an agenda, in the folder of its page.
const CalendarName = "agenda.ics"

// EventCalendar returns the address of the calendar that holds one event alone.
func EventCalendar(d *content.Document) string { return d.Address() + d.Slug + ".ics" }

// SectorAddress returns the address of the list of a sector, beside its guide.
func SectorAddress(sector *content.Document) string { return sector.Address() + "tout/" }

// SectorPoster returns the address of the picture that networks show beside a link to
// a sector's guide, or to a document of the sector.
func SectorPoster(sector *content.Document) string { return sector.Address() + "partage.png" }

// PairAddress returns the address of the list of a sector in a territory.
func PairAddress(sector *content.Document, t reference.Territory) string {
	return sector.Address() + t.Kind.Folder + "/" + t.Slug + "/"
}

// TerritoryAddress returns the address of the list of a territory.
func TerritoryAddress(t reference.Territory) string { return "/" + t.Kind.Folder + "/" + t.Slug + "/" }

// SizeAddress returns the address of the list of a class of staff size.
func SizeAddress(slug string) string { return "/tailles/" + slug + "/" }

// OwnAddresses lists the addresses that some edition of a collection may have and
// that are no document's: pages of the site, exports and lists.
func OwnAddresses(c *content.Collection) []string {
	addresses := slices.Concat(SitePages(), ExportPages())
	if len(c.Glossary) > 0 {
		addresses = append(addresses, GlossaryPage)
	}
	sectors := slices.DeleteFunc(slices.Clone(c.Documents), func(d *content.Document) bool { return d.Type != content.Sectors || d.Remove })
	for _, l := range termsOf(sectors, nil) {
		addresses = append(addresses, l.Address)
	}
	return addresses
}

// RootNames lists what stands at the root of an edition and that recueil makes: folders
// of pages and of files, and files.
func RootNames() []string {
	names := []string{"index.html", "404.html", "robots.txt", "icone.svg", "recueil.sha256", strings.TrimPrefix(Poster, "/"), ".recueil", "images", "fichiers", "ressources", "pages", ServerFolder}
	for _, address := range slices.Concat(SitePages(), ExportPages(), []string{GlossaryPage, EditionsPage}) {
		names = append(names, strings.Trim(address, "/"))
	}
	for _, l := range termsOf(nil, nil) {
		first, _, _ := strings.Cut(strings.TrimPrefix(l.Address, "/"), "/")
		names = append(names, first)
	}
	slices.Sort(names)
	return slices.DeleteFunc(slices.Compact(names), func(name string) bool { return name == "" })
}
