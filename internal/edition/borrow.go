package edition

import (
	"cmp"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/reference"
)

// Elsewhere is what readers see beside the place of what an edition borrows.
const Elsewhere = "Ailleurs en France"

// maxElsewhere is how many stories a guide has from elsewhere without their being
// named.
const maxElsewhere = 3

// CanBorrow reports whether an edition may borrow documents of a type: texts, which are
// worth reading from anywhere. An aid or a person of elsewhere is of no use to a reader.
func CanBorrow(t content.Type) bool { return t.IsArticle() }

// Borrowed reports whether the edition shows a document of other territories than its
// own, which it borrows: it keeps its own place, and is not counted as the edition's.
func (v *View) Borrowed(d *content.Document) bool { return v.borrowed[d.Key()] }

// Own lists the documents of the edition itself, without those that it borrows, in
// reading order: what counts, feeds and exports are made of.
func (v *View) Own() []*content.Document { return v.own(v.documents) }

func (v *View) own(documents []*content.Document) []*content.Document {
	documents = slices.Clone(documents)
	if len(v.borrowed) == 0 {
		return documents
	}
	return slices.DeleteFunc(documents, v.Borrowed)
}

// HasType reports whether the edition has a document of a type, borrowed or its own.
func (v *View) HasType(t content.Type) bool {
	return len(v.OfType(t)) > 0 || slices.ContainsFunc(v.byType[t], v.Borrowed)
}

// borrow adds to what the edition keeps the documents of others that it borrows: those
// that it names, then, when it asks for stories of elsewhere, those of its guides.
func (v *View) borrow(kept, others []*content.Document, e *content.Edition) []*content.Document {
	v.borrowed = map[string]bool{}
	if e == nil {
		return kept
	}
	others = slices.DeleteFunc(slices.Clone(others), func(d *content.Document) bool { return !v.lent(d) })
	take := func(d *content.Document) {
		if !v.borrowed[d.Key()] {
			v.borrowed[d.Key()], kept = true, append(kept, d)
		}
	}
	for _, d := range others {
		if slices.Contains(e.Borrowed, d.Key()) {
			take(d)
		}
	}
	if e.Elsewhere == "" || e.Elsewhere == content.NeverElsewhere {
		return kept
	}
	stories := v.bestOf(others)
	for _, sector := range slices.Clone(kept) {
		if sector.Type == content.Sectors {
			for _, d := range v.missing(sector, kept, stories, e.Elsewhere == content.AlwaysElsewhere) {
				take(d)
			}
		}
	}
	return kept
}

// lent reports whether a document may be borrowed: a text of the base tree that is of
// other territories. Another territory's own files stay its own.
func (v *View) lent(d *content.Document) bool {
	return CanBorrow(d.Type) && d.Overlay == reference.Territory{} && len(d.Territories) > 0 && !slices.ContainsFunc(d.Territories, v.near)
}

// missing lists the stories to add to a guide, the best first: as many as it still may
// have from elsewhere. One that has a story of its own is given some only where always.
func (v *View) missing(sector *content.Document, kept, stories []*content.Document, always bool) []*content.Document {
	n := maxElsewhere
	for _, d := range kept {
		switch {
		case !tells(d, sector):
		case v.Borrowed(d):
			n--
		case !always:
			return nil
		}
	}
	told := slices.DeleteFunc(slices.Clone(stories), func(d *content.Document) bool { return v.Borrowed(d) || !tells(d, sector) })
	return told[:max(0, min(n, len(told)))]
}

// tells reports whether a document is a story that stands in the guide of a sector.
func tells(d, sector *content.Document) bool {
	return d.Testimonial != nil && d.For() == content.ForFirms && !d.Stub &&
		(slices.Contains(d.Sectors, sector.Slug) || slices.Contains(sector.Sector.Featured, d.Key()))
}

// bestOf sorts the stories among some documents: those of the same region first, which
// a reader can go and see, then those that tell most, then the last published.
func (v *View) bestOf(documents []*content.Document) []*content.Document {
	stories := slices.DeleteFunc(slices.Clone(documents), func(d *content.Document) bool { return d.Testimonial == nil })
	slices.SortFunc(stories, func(a, b *content.Document) int {
		return cmp.Or(later(!v.neighbouring(a), !v.neighbouring(b)), fullness(b.Testimonial)-fullness(a.Testimonial), newest(a, b), strings.Compare(a.Slug, b.Slug))
	})
	return stories
}

// neighbouring reports whether a document is of the region of one of the edition's
// territories.
func (v *View) neighbouring(d *content.Document) bool {
	return slices.ContainsFunc(d.Territories, func(t reference.Territory) bool {
		return t.Kind != nil && slices.ContainsFunc(v.territory, func(own reference.Territory) bool { return own.Outermost() == t.Outermost() })
	})
}

// fullness counts what a story tells besides its text: its figures, and each of the
// facts that an owner compares with their own.
func fullness(t *content.Testimonial) int {
	n := len(t.Results)
	for _, told := range []bool{t.Firm != nil, t.Witness != nil, t.Outcome != "", len(t.Tools) > 0, t.Cost != "", t.Time != ""} {
		n += rank(told)
	}
	return n
}
