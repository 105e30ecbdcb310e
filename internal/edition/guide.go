package edition

import (
	"slices"

	"recueil/internal/content"
	"recueil/internal/french"
	"recueil/internal/lists"
	"recueil/internal/reference"
)

// Heading is one of the headings of a guide.
type Heading struct {
	content.Heading
	Anchor    string              // "infos-pratiques"
	Explicit  []*content.Document // featured first, then those that name the sector
	Elsewhere []*content.Document // borrowed of other territories: « Ailleurs en France »
	Generic   []*content.Document // of the edition's whole territory, that concern every sector: « Pour tous les secteurs »
}

// Empty reports whether no document of the edition's own names the sector under this
// heading: neither generic ones nor those of elsewhere make it count as filled.
func (h Heading) Empty() bool { return h.Count() == 0 }

// Shown reports whether readers see the heading: it has documents of the edition's own
// or of elsewhere.
func (h Heading) Shown() bool { return !h.Empty() || len(h.Elsewhere) > 0 }

// Count counts the documents that name the sector under this heading, stubs left
// out.
func (h Heading) Count() int {
	n := 0
	for _, d := range h.Explicit {
		n += rank(!d.Stub)
	}
	return n
}

const maxGeneric = 4 // generic documents under a heading

// GuideHeadings lists the headings of a guide in order, without documents.
func GuideHeadings() []Heading {
	return lists.Of(content.Headings(), func(h content.Heading) Heading { return Heading{Heading: h, Anchor: french.Slug(h.Title)} })
}

// Guide returns the headings of a sector's guide, with the documents that
// the edition has for each: those for firms, and those of others that the sector
// puts forward. Closed aids are left out. Readers are not shown the
// empty ones.
func (v *View) Guide(sector *content.Document) []Heading {
	headings := GuideHeadings()
	for i := range headings {
		h := &headings[i]
		h.Explicit = v.featured(sector, h.Type)
		for _, d := range v.ForFirms(h.Type) {
			switch {
			case slices.Contains(h.Explicit, d):
			case slices.Contains(d.Sectors, sector.Slug):
				h.Explicit = append(h.Explicit, d)
			case len(d.Sectors) == 0 && (len(d.Territories) == 0 || len(v.territory) > 0):
				h.Generic = append(h.Generic, d)
			}
		}
		h.Elsewhere = v.elsewhere(sector, h.Type)
		if h.Most > 0 {
			h.Explicit = v.nearestFirst(h.Explicit, h.Most)
		}
	}
	keepFitting(headings)
	return headings
}

// keepFitting keeps the generic documents that fit the sector best: those whose
// themes its own documents share most often.
func keepFitting(headings []Heading) {
	common := map[string]int{}
	for _, h := range headings {
		for _, d := range h.Explicit {
			for _, theme := range d.Themes {
				common[theme]++
			}
		}
	}
	fit := func(d *content.Document) (sum int) {
		for _, theme := range d.Themes {
			sum += common[theme]
		}
		return sum
	}
	for i := range headings {
		h := &headings[i]
		slices.SortStableFunc(h.Generic, func(a, b *content.Document) int { return fit(b) - fit(a) })
		h.Generic = h.Generic[:min(maxGeneric, len(h.Generic))]
	}
}

// featured lists the documents of a type that the sector puts forward.
func (v *View) featured(sector *content.Document, t content.Type) []*content.Document {
	var list []*content.Document
	for _, key := range sector.Sector.Featured {
		if d, ok := v.byKey[key]; ok && d.Type == t && !v.Closed(d) && !v.Borrowed(d) && !slices.Contains(list, d) {
			list = append(list, d)
		}
	}
	return list
}

// elsewhere lists the borrowed documents of a type that are for firms and name a
// sector, or that it puts forward.
func (v *View) elsewhere(sector *content.Document, t content.Type) []*content.Document {
	return slices.DeleteFunc(slices.Clone(v.byType[t]), func(d *content.Document) bool {
		named := slices.Contains(d.Sectors, sector.Slug) || slices.Contains(sector.Sector.Featured, d.Key())
		return !v.Borrowed(d) || d.For() != content.ForFirms || !named
	})
}

// nearestFirst puts those of the edition's own territories first, and keeps n.
func (v *View) nearestFirst(documents []*content.Document, n int) []*content.Document {
	slices.SortStableFunc(documents, func(a, b *content.Document) int { return rank(v.IsLocal(b)) - rank(v.IsLocal(a)) })
	return documents[:min(n, len(documents))]
}

// IsLocal reports whether a document names a territory of the edition, or a
// department of it; no document is local to the national edition.
func (v *View) IsLocal(d *content.Document) bool {
	return slices.ContainsFunc(v.territory, func(t reference.Territory) bool { return names(d, t) })
}

func rank(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
