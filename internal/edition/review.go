package edition

import (
	"cmp"
	"slices"
	"strings"

	"recueil/internal/content"
)

// Review is a document, and the day before which it is to be read again.
type Review struct {
	*content.Document
	By content.Date
}

// AuthorReviews is what an author was to review and has not.
type AuthorReviews struct {
	Author  string // as documents write it, "" of those that do not
	Reviews []Review
}

// ReviewBy returns the day before which a document is to be read again: the one that it
// says, or else the months of its type after its last review; "" when nothing tells. The
// latter reminds those who keep the recueil: readers are told of the former alone, which
// an author has promised.
func (v *View) ReviewBy(d *content.Document) content.Date {
	last, months := d.LastReview(), v.review.Of(d.Type)
	switch {
	case d.ReviewBy != "":
		return d.ReviewBy
	case last == "" || months == 0:
		return ""
	}
	return last.AddMonths(months)
}

// reviews lists the documents past their review date by author, those without
// one last; of one author, the longest past first. Closed aids and stubs wait for
// something else.
func (v *View) reviews() []AuthorReviews {
	byAuthor := map[string][]Review{}
	var authors []string
	for _, d := range v.Own() {
		by := v.ReviewBy(d)
		if by == "" || by >= v.today || d.Stub || v.Closed(d) {
			continue
		}
		if byAuthor[d.Author] == nil {
			authors = append(authors, d.Author)
		}
		byAuthor[d.Author] = append(byAuthor[d.Author], Review{d, by})
	}
	order := collator()
	slices.SortFunc(authors, func(a, b string) int {
		return cmp.Or(rank(a == "")-rank(b == ""), order.CompareString(a, b), strings.Compare(a, b))
	})
	var list []AuthorReviews
	for _, author := range authors {
		reviews := byAuthor[author]
		slices.SortStableFunc(reviews, func(a, b Review) int { return cmp.Compare(a.By, b.By) })
		list = append(list, AuthorReviews{author, reviews})
	}
	return list
}

// undated counts the documents that nothing will ever say to review, though their type is
// reviewed: they have no date.
func (v *View) undated() int {
	n := 0
	for _, d := range v.Own() {
		n += rank(v.ReviewBy(d) == "" && v.review.Of(d.Type) > 0 && !d.Stub && !v.Closed(d))
	}
	return n
}
