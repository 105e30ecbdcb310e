package edition

import (
	"cmp"
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
// they share a sector or a theme. See [View.Related] for n.
func (v *View) Similar(d *content.Document, n int) []Similar {
	var list []Similar
	for _, other := range v.Related(d, d.Type, n) {
		list = append(list, Similar{other, reason(d, other)})
	}
	return list
}

// Related returns the documents of a type that share a sector or a theme with
// one, at most n, the closest first; equals stay in reading order. Closed aids and
// stubs are left out, what is neither for firms nor for whom the document is, and what can only be had in other territories. It takes a time
// that does not grow with the number of documents. N is at most [MostRelated].
func (v *View) Related(d *content.Document, t content.Type, n int) []*content.Document {
	documents, near := v.byType[t], v.neighbours()[t]
	type scored struct{ position, score int }
	var list []scored
	for _, i := range near.candidates(d, bound(t), n) {
		if other := documents[i]; other != d {
			list = append(list, scored{i, score(d, other)})
		}
	}
	slices.SortFunc(list, func(a, b scored) int { return cmp.Or(b.score-a.score, a.position-b.position) })
	var related []*content.Document
	for _, s := range list[:min(n, len(list))] {
		related = append(related, documents[s.position])
	}
	return related
}

// bound reports whether documents of a type can be had only where they say, as
// an aid, so that they concern no document of another territory. A story is
// worth reading from anywhere.
func bound(t content.Type) bool { return !t.IsArticle() }

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
		list = append(list, t.Outermost())
	}
	return list
}
