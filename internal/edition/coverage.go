package edition

import (
	"slices"

	"recueil/internal/content"
	"recueil/internal/reference"
)

// Coverage says what an edition has and lacks: its animators' to-do list.
type Coverage struct {
	Sectors     []*content.Document   // by title
	Territories []reference.Territory // regions, then overseas collectivities, that meet the edition; by code
	Sizes       []reference.Size
	Gaps        []Gap
	Stubs       []*content.Document // which count nowhere, in reading order
	Reviews     []AuthorReviews
	Undated     int // documents that no date will ever call for review

	counts map[Cell]Count
}

// Cell is a combination of terms. A zero field stands for whatever a document
// says there, nothing included.
type Cell struct {
	Sector    string              // slug
	Territory reference.Territory // a region or a collectivity
	Size      string              // slug
}

// Count is how many documents there are of the types that make a recueil useful
// in a trade and a place.
type Count struct{ Testimonials, Sheets, Aids int }

// Total is how many documents there are in all.
func (c Count) Total() int { return c.Testimonials + c.Sheets + c.Aids }

// Gap is a guide with headings that no document fills.
type Gap struct {
	Sector   *content.Document
	Headings []Heading
}

// Coverage counts the testimonials, sheets and open aids of the edition, stubs left
// out, by sector, territory and size. As in lists, only what a document names counts,
// and a department's document stands under its region. One that names two
// sectors counts in both, so cells do not add up.
func (v *View) Coverage() Coverage {
	c := Coverage{Sectors: v.Sectors(), Territories: v.covered(), Sizes: reference.Sizes(), counts: map[Cell]Count{}}
	for _, t := range []content.Type{content.Testimonials, content.Sheets, content.Aids} {
		for _, d := range v.OfType(t) {
			if !d.Stub {
				c.add(d)
			}
		}
	}
	c.Gaps, c.Reviews, c.Undated = v.gaps(), v.reviews(), v.undated()
	c.Stubs = v.where(func(d *content.Document) bool { return d.Stub && !v.Borrowed(d) })
	return c
}

// Count returns how many documents a cell has.
func (c Coverage) Count(cell Cell) Count { return c.counts[cell] }

// covered lists the territories that have a column of their own.
func (v *View) covered() []reference.Territory {
	return slices.DeleteFunc(reference.Territories(), func(t reference.Territory) bool { return t.Within != "" || !v.near(t) })
}

// add counts a document in each cell that it names, and in those that leave out
// one or more of the three terms.
func (c Coverage) add(d *content.Document) {
	for _, sector := range append([]string{""}, distinct(d.Sectors)...) {
		for _, territory := range append([]reference.Territory{{}}, distinct(regionsOf(d))...) {
			for _, size := range append([]string{""}, distinct(d.Sizes)...) {
				cell := Cell{sector, territory, size}
				c.counts[cell] = c.counts[cell].with(d.Type)
			}
		}
	}
}

func (c Count) with(t content.Type) Count {
	switch t {
	case content.Testimonials:
		c.Testimonials++
	case content.Sheets:
		c.Sheets++
	case content.Aids:
		c.Aids++
	}
	return c
}

// distinct drops the values that come again: an author may write one twice, and
// two departments may be of one region.
func distinct[T comparable](list []T) []T {
	var kept []T
	for _, item := range list {
		if !slices.Contains(kept, item) {
			kept = append(kept, item)
		}
	}
	return kept
}

// gaps lists the guides that have empty headings, by title.
func (v *View) gaps() []Gap {
	var gaps []Gap
	for _, s := range v.Sectors() {
		empty := slices.DeleteFunc(v.Guide(s), func(h Heading) bool { return !h.Empty() })
		if len(empty) > 0 {
			gaps = append(gaps, Gap{s, empty})
		}
	}
	return gaps
}
