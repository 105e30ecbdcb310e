package search

import (
	"cmp"
	"crypto/sha256"
	"slices"
)

// Record is one document as search sees it: plain text, no markup.
type Record struct {
	URL  string // "/fiches/x/": address from the site's root, and the result's identity
	Page string // the address to lead to, if it is another
	Type string // "temoignages", "fiches", …: a value of the facet "type"

	Title, Summary string
	Keywords, Body string   // Keywords are joined by spaces
	Standing       string   // what it stands for and may not say: its sectors, themes, places
	Sectors        []string // slugs; none: every sector
	Sizes, Themes  []string // slugs; none: every one
	Territories    []string // "reg-53", "dep-35", "com-975"; none: every territory
	Place          string   // for the card: "Manche (50)", or ""
	Public         string   // whom it is for: "accompagnateur", …; "": firms
	Closed         bool     // a closed aid, listed after everything that is open
	Stub           bool     // too short yet: listed after full documents

	text func() string     // makes Body when it is asked for, if it is not kept: see ToExport
	own  [sha256.Size]byte // digest of what text makes Body of, for a stock
}

// whole is the record with its body.
func (r Record) whole() Record {
	if r.text != nil {
		r.Body, r.text = r.text(), nil
	}
	return r
}

// Value is one value of a facet.
type Value struct {
	Slug   string // in addresses: "bretagne"; for a department that shares its region's slug, "dep-971"
	Code   string // as records list it: "reg-53"; "" when it is the slug
	Label  string // for readers
	One    string // for a single document, when that is not Label: "Fiche pratique"
	Parent string // the code of the value that includes it: a department's region; or ""
}

func (v Value) code() string {
	if v.Code == "" {
		return v.Slug
	}
	return v.Code
}

// one is the label of a single document that has the value.
func (v Value) one() string {
	if v.One == "" {
		return v.Label
	}
	return v.One
}

// Vocabulary names the values of the facets, in the order in which readers see
// them. A record's value that it does not name cannot be chosen.
type Vocabulary struct {
	Types, Sectors, Territories, Sizes, Themes, Publics []Value
}

// A facet is one way to narrow an answer. Its values are compared by code.
type facet struct {
	name   string // in addresses, and the field's name in the index
	label  string
	single bool // every record lists exactly one value: none does not mean every
	values []Value
	of     func(Record) []string
}

// everyValue is indexed for a record that lists nothing, since it concerns
// every value. No slug or code can be equal to it.
const everyValue = "*"

// publicFacet says whom documents are for; those for firms answer unless another
// of its values is chosen.
const (
	publicFacet = "public"
	forFirms    = "entreprise"
)

// facets returns the six facets, in the order of the page and of the format.
func (v Vocabulary) facets() []facet {
	return []facet{
		{"type", "Type", true, v.Types, func(r Record) []string { return []string{r.Type} }},
		{"secteur", "Secteur", false, v.Sectors, func(r Record) []string { return r.Sectors }},
		{"territoire", "Territoire", false, v.Territories, func(r Record) []string { return r.Territories }},
		{"taille", "Taille", false, v.Sizes, func(r Record) []string { return r.Sizes }},
		{"theme", "Besoin", false, v.Themes, func(r Record) []string { return r.Themes }},
		{publicFacet, "Pour qui", true, v.Publics, func(r Record) []string { return []string{cmp.Or(r.Public, forFirms)} }},
	}
}

// place returns the place of the value of a slug, for which its code is accepted,
// or -1.
func (f facet) place(slug string) int {
	if at := slices.IndexFunc(f.values, func(v Value) bool { return v.Slug == slug }); at >= 0 {
		return at
	}
	return slices.IndexFunc(f.values, func(v Value) bool { return v.code() == slug })
}

// codes returns the codes that choosing a slug accepts: its value's, those of the
// values it includes, and those of the values that include it, whose documents
// concern it. An unknown slug accepts none.
func (f facet) codes(slug string) []string {
	at := f.place(slug)
	if at < 0 {
		return nil
	}
	codes := f.within(at)
	for parent := f.values[at].Parent; parent != ""; {
		codes = append(codes, parent)
		up := slices.IndexFunc(f.values, func(v Value) bool { return v.code() == parent })
		if up < 0 {
			break
		}
		parent = f.values[up].Parent
	}
	return codes
}

// within returns the codes of the value at a place and of those that it includes,
// which come after it.
func (f facet) within(at int) []string {
	codes := []string{f.values[at].code()}
	for _, v := range f.values {
		if slices.Contains(codes, v.Parent) {
			codes = append(codes, v.code())
		}
	}
	return codes
}

// listed returns what is indexed for a record: its values, or everyValue.
func (f facet) listed(r Record) []string {
	if values := f.of(r); len(values) > 0 {
		return values
	}
	return []string{everyValue}
}
