package edition

import (
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/reference"
)

// Similar is a document close to another, and why.
type Similar struct {
	Document *content.Document
	Reason   string // "même secteur, même région"
}

// closeness is what two documents share, each with its weight: a case of the
// same trade tells an owner more than one of the same place, and a place more
// than a size or a need.
type closeness struct {
	score   int
	reasons []string
}

func (c *closeness) add(shared bool, weight int, reason string) {
	if shared {
		c.score += weight
		c.reasons = append(c.reasons, reason)
	}
}

// Similar returns the documents of the same type closest to one, at most n, the
// closest first; equals stay in reading order. Two documents are close only if
// they share a sector or a theme.
func (v *View) Similar(d *content.Document, n int) []Similar {
	found := v.closest(d, d.Type, n)
	list := make([]Similar, len(found))
	for i, f := range found {
		list[i] = Similar{f.document, strings.Join(f.reasons, ", ")}
	}
	return list
}

// Related returns the documents of a type that share a sector or a theme with
// one, at most n, the closest first. Closed aids are left out.
func (v *View) Related(d *content.Document, t content.Type, n int) []*content.Document {
	var list []*content.Document
	for _, f := range v.closest(d, t, n) {
		list = append(list, f.document)
	}
	return list
}

type neighbour struct {
	closeness
	document *content.Document
}

func (v *View) closest(d *content.Document, t content.Type, n int) []neighbour {
	var list []neighbour
	for _, other := range v.OfType(t) {
		if c := compare(d, other); other != d && c.score > 0 {
			list = append(list, neighbour{c, other})
		}
	}
	slices.SortStableFunc(list, func(a, b neighbour) int { return b.score - a.score })
	return list[:min(n, len(list))]
}

func compare(a, b *content.Document) closeness {
	var c closeness
	sector, theme := share(a.Sectors, b.Sectors), share(a.Themes, b.Themes)
	if !sector && !theme {
		return c
	}
	c.add(sector, 4, "même secteur")
	c.add(share(a.Territories, b.Territories), 3, "même territoire")
	c.add(!share(a.Territories, b.Territories) && sameRegion(a, b), 2, "même région")
	c.add(share(a.Sizes, b.Sizes), 1, "même taille")
	c.add(theme, 1, "même besoin")
	return c
}

func share[T comparable](a, b []T) bool {
	return slices.ContainsFunc(a, func(x T) bool { return slices.Contains(b, x) })
}

func sameRegion(a, b *content.Document) bool { return share(regionsOf(a), regionsOf(b)) }

func regionsOf(d *content.Document) []reference.Territory {
	var list []reference.Territory
	for _, t := range d.Territories {
		if region, ok := reference.RegionOf(t); ok {
			t = region
		}
		list = append(list, t)
	}
	return list
}
