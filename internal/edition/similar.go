package edition

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unique"

	"recueil/internal/content"
	"recueil/internal/lists"
	"recueil/internal/reference"
)

// Similar is a document close to another, and why.
type Similar struct {
	Document *content.Document
	Reason   string // "même secteur, même région (Bretagne)"
}

// tie is something that two documents may share, with its weight and its name: a case
// of the same trade tells an owner more than one of the same place, and a place more
// than a size or a need. Of ties that widen one another, as a department and its
// region, the narrowest counts.
type tie struct {
	weight int
	name   func(a, b *content.Document) string // of one that is shared
}

var ties = [...]tie{
	ofSector:   {4, called("même secteur")},
	ofDivision: {2, called("même métier")},
	ofSection:  {1, called("même branche")},
	ofPlace:    {3, func(a, b *content.Document) string { return sameTerritory(sharedPlace(a, b)) }},
	ofRegion:   {2, func(a, b *content.Document) string { return sameTerritory(sharedRegion(a, b)) }},
	ofSize:     {1, called("même taille")},
	ofTheme:    {1, called("même besoin")},
}

// The places of the ties, in the order in which they are said.
const (
	ofSector = iota
	ofDivision
	ofSection
	ofPlace
	ofRegion
	ofSize
	ofTheme
)

// traits are what others may share with a document, each value as a handle: a page weighs
// hundreds of documents, and a handle is compared in one step.
type traits struct {
	sectors, sizes, themes []unique.Handle[string]
	places, regions        []unique.Handle[reference.Territory]
	trade                  reference.NAF
}

func traitsOf(d *content.Document) traits {
	t := traits{sectors: handles(d.Sectors), sizes: handles(d.Sizes), themes: handles(d.Themes), trade: tradeOf(d)}
	for _, place := range d.Territories {
		if place.Kind != nil {
			t.places = append(t.places, unique.Make(place))
			t.regions = append(t.regions, unique.Make(place.Outermost()))
		}
	}
	return t
}

func handles(values []string) (list []unique.Handle[string]) {
	for _, value := range values {
		list = append(list, unique.Make(value))
	}
	return list
}

// tiesOf says which ties two documents have.
func tiesOf(a, b traits) (has [len(ties)]bool) {
	has[ofSector] = share(a.sectors, b.sectors)
	has[ofDivision] = a.trade.Code != "" && a.trade.Code == b.trade.Code
	has[ofSection] = !has[ofDivision] && a.trade.Section != "" && a.trade.Section == b.trade.Section
	has[ofPlace] = share(a.places, b.places)
	has[ofRegion] = !has[ofPlace] && share(a.regions, b.regions)
	has[ofSize] = share(a.sizes, b.sizes)
	has[ofTheme] = share(a.themes, b.themes)
	return has
}

func called(name string) func(a, b *content.Document) string {
	return func(a, b *content.Document) string { return name }
}

// tradeOf is the division of a testimonial's firm, the zero value of other documents.
func tradeOf(d *content.Document) reference.NAF {
	if d.Testimonial == nil || d.Testimonial.Firm == nil {
		return reference.NAF{}
	}
	division, _ := reference.DivisionOf(d.Testimonial.Firm.NAF)
	return division
}

// sharedPlace returns the first territory that both documents name, if any.
func sharedPlace(a, b *content.Document) reference.Territory {
	for _, t := range a.Territories {
		if t.Kind != nil && slices.Contains(b.Territories, t) {
			return t
		}
	}
	return reference.Territory{}
}

// sharedRegion returns the first region that what both documents name is in, if any.
func sharedRegion(a, b *content.Document) reference.Territory {
	for _, t := range a.Territories {
		region := t.Outermost()
		if region.Kind != nil && slices.ContainsFunc(b.Territories, func(other reference.Territory) bool { return other.Outermost() == region }) {
			return region
		}
	}
	return reference.Territory{}
}

func sameTerritory(t reference.Territory) string {
	return fmt.Sprintf("même %s (%s)", t.Kind.Singular, t.Name)
}

// score weighs what two documents share; 0 when it is neither a sector nor a
// theme.
func score(a, b traits) int {
	has := tiesOf(a, b)
	if !has[ofSector] && !has[ofTheme] {
		return 0
	}
	sum := 0
	for i, t := range ties {
		if has[i] {
			sum += t.weight
		}
	}
	return sum
}

// reason says what two documents share.
func reason(a, b *content.Document) string {
	var reasons []string
	has := tiesOf(traitsOf(a), traitsOf(b))
	for i, t := range ties {
		if has[i] {
			reasons = append(reasons, t.name(a, b))
		}
	}
	return strings.Join(reasons, ", ")
}

// Similar returns the documents of the same type closest to one, at most n, the
// closest first: of the [MostRelated] that [View.Related] returns, those that share
// most, then those of the same themes and words. Two documents are close only if they
// share a sector or a theme.
func (v *View) Similar(d *content.Document, n int) []Similar {
	related := v.byFit(d, v.Related(d, d.Type, MostRelated))
	own := v.traitsOf(d)
	scores := map[*content.Document]int{}
	for _, other := range related {
		scores[other] = score(own, v.traitsOf(other))
	}
	slices.SortStableFunc(related, func(a, b *content.Document) int { return scores[b] - scores[a] })
	return lists.Of(related[:min(n, len(related))], func(other *content.Document) Similar { return Similar{other, reason(d, other)} })
}

// Related returns the documents of a type that share a sector or a theme with
// one, at most n, the closest first; equals stay in reading order. Closed aids and
// stubs are left out, what is neither for firms nor for whom the document is, and what can only be had in other territories. It takes a time
// that does not grow with the number of documents. N is at most [MostRelated].
func (v *View) Related(d *content.Document, t content.Type, n int) []*content.Document {
	documents, near, own := v.byType[t], v.neighbours()[t], v.traitsOf(d)
	type scored struct{ position, score int }
	var list []scored
	for _, i := range near.candidates(d, bound(t), n) {
		if other := documents[i]; other != d {
			list = append(list, scored{i, score(own, v.traitsOf(other))})
		}
	}
	slices.SortFunc(list, func(a, b scored) int { return cmp.Or(b.score-a.score, a.position-b.position) })
	return lists.Of(list[:min(n, len(list))], func(s scored) *content.Document { return documents[s.position] })
}

// traitsOf is the traits of a document of the view, or of one that took its place.
func (v *View) traitsOf(d *content.Document) traits { return v.traits()[v.former(d)] }

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
	return lists.Of(d.Territories, reference.Territory.Outermost)
}
