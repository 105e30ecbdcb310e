package edition

import (
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/reference"
)

// Kind is what the documents of a list have in common.
type Kind string

const (
	ByType       Kind = "type"
	BySector     Kind = "secteur"
	ByPair       Kind = "secteur-region"
	ByRegion     Kind = "region"
	ByDepartment Kind = "departement"
	ByOverseas   Kind = "outre-mer"
	BySize       Kind = "taille"
	ByTheme      Kind = "theme"
	ClosedAid    Kind = "aides-closes"
)

// List is a page of the site that lists documents which name the same term.
// Only explicit values count, and a region includes its departments.
type List struct {
	Kind      Kind
	Slug      string // of the term: "bretagne"; of a pair, the region's
	Title     string // "Bretagne", "Témoignages", "Commerce en Bretagne"
	Name      string // of the term alone: "Bretagne"
	Address   string // "/regions/bretagne/"
	Documents []*content.Document
	Territory reference.Territory // of a region, department, collectivity or pair
	Sector    *content.Document   // of a sector or pair
	Theme     *content.Document   // of a theme
}

// Lists lists every list of the edition, those of one kind together, in the
// order of the kinds above; within a kind by name, sizes from the smallest and
// types in reading order.
func (v *View) Lists() []*List { return slices.Clone(v.lists) }

// ListsOf lists the lists of one kind.
func (v *View) ListsOf(kind Kind) []*List {
	return slices.DeleteFunc(slices.Clone(v.lists), func(l *List) bool { return l.Kind != kind })
}

// List returns the list at an address.
func (v *View) List(address string) (*List, bool) {
	l, ok := v.byAddress[address]
	return l, ok
}

// Sectors lists the sectors by title.
func (v *View) Sectors() []*content.Document { return v.OfType(content.Sectors) }

// Themes lists the themes by title.
func (v *View) Themes() []*content.Document { return v.OfType(content.Themes) }

// TerritoryLists lists the lists of the territories that a document names, in
// the document's order: those that the edition has.
func (v *View) TerritoryLists(d *content.Document) []*List {
	var lists []*List
	for _, t := range d.Territories {
		if l, ok := v.byAddress[TerritoryAddress(t)]; ok {
			lists = append(lists, l)
		}
	}
	return lists
}

// TerritoryAddress returns the address of the list of a territory, whether the edition
// has it or not.
func TerritoryAddress(t reference.Territory) string {
	return "/" + map[reference.Kind]string{
		reference.Region: "regions", reference.Department: "departements", reference.Collectivity: "outre-mer",
	}[t.Kind] + "/" + t.Slug + "/"
}

// listed tells whether documents of a type appear in lists by term: those that
// hold the site together do not.
func listed(t content.Type) bool { return !t.IsStructural() }

func (v *View) buildLists() {
	v.byAddress = map[string]*List{}
	v.addTypes()
	v.addSectors()
	for _, kind := range []Kind{ByPair, ByRegion, ByDepartment, ByOverseas} {
		v.addTerritories(kind)
	}
	v.addSizes()
	v.addThemes()
	v.add(&List{Kind: ClosedAid, Slug: "closes", Name: "Aides closes", Title: "Aides closes", Address: "/aides/closes/", Documents: v.ClosedAids()})
}

// add keeps a list that has documents.
func (v *View) add(l *List) {
	if len(l.Documents) > 0 {
		v.lists = append(v.lists, l)
		v.byAddress[l.Address] = l
	}
}

// named lists the open documents for which keep holds.
func (v *View) named(keep func(*content.Document) bool) []*content.Document {
	return v.where(func(d *content.Document) bool { return listed(d.Type) && !v.Closed(d) && keep(d) })
}

func (v *View) addTypes() {
	for _, t := range content.Types() {
		if listed(t) {
			v.add(&List{Kind: ByType, Slug: string(t), Name: t.Plural(), Title: t.Plural(), Address: "/" + string(t) + "/", Documents: v.OfType(t)})
		}
	}
}

func (v *View) addSectors() {
	for _, s := range v.Sectors() {
		v.add(&List{Kind: BySector, Slug: s.Slug, Name: s.Title, Title: s.Title, Address: s.Address() + "tout/", Sector: s,
			Documents: v.named(func(d *content.Document) bool { return slices.Contains(d.Sectors, s.Slug) })})
	}
}

// addTerritories adds the lists of one kind of territory. An edition has lists
// only of territories that meet its own, whatever else its documents name.
func (v *View) addTerritories(kind Kind) {
	for _, t := range byName(reference.Territories()) {
		switch {
		case !v.near(t):
		case kind == ByPair && t.Kind == reference.Region:
			v.addPairs(t)
		case kind == kindOf(t):
			v.add(&List{Kind: kind, Slug: t.Slug, Name: t.Name, Title: t.Name, Address: TerritoryAddress(t), Territory: t,
				Documents: v.named(func(d *content.Document) bool { return names(d, t) })})
		}
	}
}

func kindOf(t reference.Territory) Kind {
	return map[reference.Kind]Kind{reference.Region: ByRegion, reference.Department: ByDepartment, reference.Collectivity: ByOverseas}[t.Kind]
}

// names tells whether a document names a territory, or a department of it.
func names(d *content.Document, t reference.Territory) bool {
	return slices.ContainsFunc(d.Territories, func(place reference.Territory) bool { return place == t || t.Contains(place) })
}

func byName(territories []reference.Territory) []reference.Territory {
	c := collator()
	slices.SortStableFunc(territories, func(a, b reference.Territory) int { return c.CompareString(a.Name, b.Name) })
	return territories
}

func (v *View) addPairs(region reference.Territory) {
	for _, s := range v.Sectors() {
		v.add(&List{Kind: ByPair, Slug: region.Slug, Name: region.Name, Title: s.Title + " : " + region.Name,
			Address: s.Address() + "regions/" + region.Slug + "/", Territory: region, Sector: s,
			Documents: v.named(func(d *content.Document) bool { return slices.Contains(d.Sectors, s.Slug) && names(d, region) })})
	}
}

func (v *View) addSizes() {
	for _, size := range reference.Sizes() {
		v.add(&List{Kind: BySize, Slug: size.Slug, Name: size.Label, Title: size.Label, Address: "/tailles/" + size.Slug + "/",
			Documents: v.named(func(d *content.Document) bool { return slices.Contains(d.Sizes, size.Slug) })})
	}
}

// addThemes adds a list for every theme, even without documents: the theme's
// own text stands above it.
func (v *View) addThemes() {
	for _, t := range v.Themes() {
		l := &List{Kind: ByTheme, Slug: t.Slug, Name: t.Title, Title: t.Title, Address: t.Address(), Theme: t,
			Documents: v.named(func(d *content.Document) bool { return slices.Contains(d.Themes, t.Slug) })}
		v.lists = append(v.lists, l)
		v.byAddress[l.Address] = l
	}
}

// Has tells whether the edition has a page at an address: a document, a list, a
// page of the site itself.
func (v *View) Has(address string) bool {
	if _, ok := v.byAddress[address]; ok {
		return true
	}
	key := strings.Trim(address, "/")
	if _, ok := v.byKey[key]; ok {
		return true
	}
	return slices.Contains(SitePages(), address) || address == GlossaryAddress && len(v.glossary) > 0
}

// GlossaryAddress is the page of the glossary, in the editions of a recueil that
// has one.
const GlossaryAddress = "/glossaire/"

// SitePages are the addresses that every edition has, whatever its documents.
func SitePages() []string {
	return []string{"/", "/recherche/", "/secteurs/", "/themes/", "/territoires/"}
}
