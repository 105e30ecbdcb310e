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

// tie is something that two documents may share, with its weight: a case of the
// same trade tells an owner more than one of the same place, and a place more
// than a size or a need.
type tie struct {
	weight int
	reason string
	shared func(a, b *content.Document) bool
}

var ties = []tie{
	{4, "même secteur", func(a, b *content.Document) bool { return share(a.Sectors, b.Sectors) }},
	{3, "même territoire", samePlace},
	{2, "même région", func(a, b *content.Document) bool { return !samePlace(a, b) && share(regionsOf(a), regionsOf(b)) }},
	{1, "même taille", func(a, b *content.Document) bool { return share(a.Sizes, b.Sizes) }},
	{1, "même besoin", func(a, b *content.Document) bool { return share(a.Themes, b.Themes) }},
}

func samePlace(a, b *content.Document) bool { return share(a.Territories, b.Territories) }

// score weighs what two documents share; 0 when it is neither a sector nor a
// theme.
func score(a, b *content.Document) int {
	if !share(a.Sectors, b.Sectors) && !share(a.Themes, b.Themes) {
		return 0
	}
	sum := 0
	for _, t := range ties {
		if t.shared(a, b) {
			sum += t.weight
		}
	}
	return sum
}

// reason says what two documents share.
func reason(a, b *content.Document) string {
	var reasons []string
	for _, t := range ties {
		if t.shared(a, b) {
			reasons = append(reasons, t.reason)
		}
	}
	return strings.Join(reasons, ", ")
}

// Similar returns the documents of the same type closest to one, at most n, the
// closest first; equals stay in reading order. Two documents are close only if
// they share a sector or a theme.
func (v *View) Similar(d *content.Document, n int) []Similar {
	var list []Similar
	for _, other := range v.Related(d, d.Type, n) {
		list = append(list, Similar{other, reason(d, other)})
	}
	return list
}

// Related returns the documents of a type that share a sector or a theme with
// one, at most n, the closest first; equals stay in reading order. Closed aids
// are left out, and what can only be had in other territories.
func (v *View) Related(d *content.Document, t content.Type, n int) []*content.Document {
	type scored struct {
		document *content.Document
		score    int
	}
	var list []scored
	for _, other := range v.byType[t] {
		if other == d || v.Closed(other) || elsewhere(d, other) {
			continue
		}
		if points := score(d, other); points > 0 {
			list = append(list, scored{other, points})
		}
	}
	slices.SortStableFunc(list, func(a, b scored) int { return b.score - a.score })
	var related []*content.Document
	for _, s := range list[:min(n, len(list))] {
		related = append(related, s.document)
	}
	return related
}

// elsewhere tells whether something to ask for, such as an aid, is only for
// territories that do not meet the document's. A story is worth reading from
// anywhere.
func elsewhere(d, other *content.Document) bool {
	if other.Type == content.Testimonials || other.Type == content.Sheets || len(d.Territories) == 0 || len(other.Territories) == 0 {
		return false
	}
	return !slices.ContainsFunc(d.Territories, func(t reference.Territory) bool { return slices.ContainsFunc(other.Territories, t.Meets) })
}

func share[T comparable](a, b []T) bool {
	for _, x := range a {
		if slices.Contains(b, x) {
			return true
		}
	}
	return false
}

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
