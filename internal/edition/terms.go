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
	ByType      Kind = "type"
	BySector    Kind = "secteur"
	ByPair      Kind = "secteur-region"
	ByTerritory Kind = "territoire"
	BySize      Kind = "taille"
	ByTheme     Kind = "theme"
	ByAgenda    Kind = "agenda" // of a type that is dated and of a territory
	ByEnd       Kind = "clos"   // of a type, what is over
)

// List is a page of the site that lists documents which name the same term.
// Only explicit values count, and a region includes its departments.
type List struct {
	Kind      Kind
	Slug      string // of the term: "bretagne"; of a pair or an agenda, the territory's; of what is over, the type's
	Title     string // "Bretagne", "Témoignages", "Commerce en Bretagne"
	Name      string // of the term alone: "Bretagne"
	Address   string // "/regions/bretagne/"
	Documents []*content.Document
	Elsewhere []*content.Document // borrowed of other territories, and not counted
	Territory reference.Territory // of a territory, a pair or an agenda
	Sector    *content.Document   // of a sector or pair
}

// In reports whether the list is that of a territory of a kind.
func (l *List) In(kind *reference.Kind) bool {
	return l.Kind == ByTerritory && l.Territory.Kind == kind
}

// Lists lists every list of the edition, those of one kind together, in the
// order of the kinds above; within a kind by name, but territories of one kind
// together, sizes from the smallest and types in reading order.
func (v *View) Lists() []*List { return slices.Clone(v.lists) }

// ListsOf lists the lists of one kind.
func (v *View) ListsOf(kind Kind) []*List {
	return slices.DeleteFunc(slices.Clone(v.lists), func(l *List) bool { return l.Kind != kind })
}

// ListsIn lists the lists of the territories of one kind, or of several in order.
func (v *View) ListsIn(kinds ...*reference.Kind) []*List {
	var lists []*List
	for _, kind := range kinds {
		for _, l := range v.lists {
			if l.In(kind) {
				lists = append(lists, l)
			}
		}
	}
	return lists
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

// buildLists keeps the lists that have documents, and those of themes, whose own
// text stands above them. An edition has lists only of territories that meet its
// own, whatever else its documents name.
func (v *View) buildLists() {
	v.byAddress = map[string]*List{}
	named, elsewhere := v.byTerm(v.Own()), v.byTerm(slices.DeleteFunc(v.Documents(), func(d *content.Document) bool { return !v.Borrowed(d) }))
	for _, l := range termsOf(v.Sectors(), v.Themes()) {
		if l.Territory.Kind != nil && !v.near(l.Territory) {
			continue
		}
		switch l.Kind {
		case ByType: // its documents are at hand
			l.Documents = v.OfType(content.Type(l.Slug))
		case ByEnd:
			l.Documents = v.closed(content.Type(l.Slug))
		default:
			l.Documents = named[l.Address]
		}
		if l.Elsewhere = elsewhere[l.Address]; len(l.Documents)+len(l.Elsewhere) > 0 || l.Kind == ByTheme {
			v.lists = append(v.lists, l)
			v.byAddress[l.Address] = l
		}
	}
}

// byTerm finds which of some documents name each term, what is over apart, by the address
// of its list: each document is looked at once, whatever the number of lists.
func (v *View) byTerm(documents []*content.Document) map[string][]*content.Document {
	named := map[string][]*content.Document{}
	for _, d := range documents {
		if d.Type.IsStructural() || v.Closed(d) {
			continue
		}
		for _, address := range distinct(v.termsNamed(d)) {
			named[address] = append(named[address], d)
		}
	}
	return named
}

// termsNamed lists the addresses of the lists of a document's type and of what it names: a region
// with its department, and the pairs of its sectors and regions.
func (v *View) termsNamed(d *content.Document) []string {
	addresses := append([]string{TypeAddress(d.Type)}, v.Agendas(d)...)
	var regions []reference.Territory
	for _, t := range d.Territories {
		if t.Kind == nil { // of a draft, that was not understood
			continue
		}
		for _, place := range append(t.Around(), t) {
			addresses = append(addresses, TerritoryAddress(place))
			if place.Kind == reference.Region {
				regions = append(regions, place)
			}
		}
	}
	for _, slug := range d.Sectors {
		s, ok := v.byKey[string(content.Sectors)+"/"+slug]
		if !ok {
			continue
		}
		addresses = append(addresses, SectorAddress(s))
		for _, t := range regions {
			addresses = append(addresses, PairAddress(s, t))
		}
	}
	for _, slug := range d.Sizes {
		addresses = append(addresses, SizeAddress(slug))
	}
	for _, slug := range d.Themes {
		addresses = append(addresses, "/"+string(content.Themes)+"/"+slug+"/")
	}
	return addresses
}

// termsOf lists every list that an edition may have which has these sectors and
// themes, without documents.
func termsOf(sectors, themes []*content.Document) []*List {
	var lists []*List
	add := func(l List) { lists = append(lists, &l) }
	for _, t := range content.Types() {
		if !t.IsStructural() {
			add(List{Kind: ByType, Slug: string(t), Name: t.Plural(), Title: t.Plural(), Address: TypeAddress(t)})
		}
	}
	for _, s := range sectors {
		add(List{Kind: BySector, Slug: s.Slug, Name: s.Title, Title: s.Title, Address: SectorAddress(s), Sector: s})
	}
	for _, t := range byName(reference.Region.Territories()) {
		for _, s := range sectors {
			add(List{Kind: ByPair, Slug: t.Slug, Name: t.Name, Title: s.Title + " : " + t.Name, Address: PairAddress(s, t), Territory: t, Sector: s})
		}
	}
	for _, kind := range reference.Kinds() {
		for _, t := range byName(kind.Territories()) {
			add(List{Kind: ByTerritory, Slug: t.Slug, Name: t.Name, Title: t.Name, Address: TerritoryAddress(t), Territory: t})
		}
	}
	for _, size := range reference.Sizes() {
		add(List{Kind: BySize, Slug: size.Slug, Name: size.Label, Title: size.Label, Address: SizeAddress(size.Slug)})
	}
	for _, t := range themes {
		add(List{Kind: ByTheme, Slug: t.Slug, Name: t.Title, Title: t.Title, Address: t.Address()})
	}
	for _, t := range content.Types() {
		if t.IsDated() {
			for _, place := range byName(reference.Territories()) {
				add(List{Kind: ByAgenda, Slug: place.Slug, Name: place.Name, Title: t.Plural() + " : " + place.Name, Address: AgendaAddress(t, place), Territory: place})
			}
		}
	}
	for _, t := range content.Types() {
		if _, title := t.Over(); title != "" {
			add(List{Kind: ByEnd, Slug: string(t), Name: title, Title: title, Address: EndAddress(t)})
		}
	}
	return lists
}

// names reports whether a document names a territory, or one within it.
func names(d *content.Document, t reference.Territory) bool {
	return slices.ContainsFunc(d.Territories, func(place reference.Territory) bool { return place == t || t.Contains(place) })
}

func byName(territories []reference.Territory) []reference.Territory {
	c := collator()
	slices.SortStableFunc(territories, func(a, b reference.Territory) int { return c.CompareString(a.Name, b.Name) })
	return territories
}

// Has reports whether the edition has a page at an address: a document, a list, a
// page of the site itself.
func (v *View) Has(address string) bool {
	if _, ok := v.byAddress[address]; ok {
		return true
	}
	key := strings.Trim(address, "/")
	if _, ok := v.byKey[key]; ok {
		return true
	}
	return slices.Contains(SitePages(), address) || address == GlossaryPage && len(v.glossary) > 0
}
