package edition

import (
	"cmp"
	"slices"

	"recueil/internal/content"
)

// Digest is what there is to tell of an edition since a day: its newsletter.
type Digest struct {
	Since     content.Date
	New       []*content.Document // published, or aids that opened, since then; in reading order
	Updated   []*content.Document // of those that are older
	Coming    []*content.Document // events to come, the next first, new or not
	Exchanges []*content.Document // those that are open, new or not
	Ending    []*content.Document // aids that close soon, the first to close first
	Reviews   []AuthorReviews
}

// Digest gathers what is new from the day since to the day of the view, that day
// included, what is to come, what ends soon and what is to review. Stubs and closed aids are no news, nor
// is what holds the site together, but for the guides.
func (v *View) Digest(since content.Date) Digest {
	news := Digest{Since: since, Reviews: v.reviews()}
	between := func(day content.Date) bool { return day != "" && since <= day && day <= v.today }
	for _, d := range v.Own() {
		if d.Stub || v.Closed(d) || d.Type.IsStructural() && d.Type != content.Sectors {
			continue
		}
		switch {
		case d.Type.IsDated():
			news.Coming = append(news.Coming, d)
		case d.Exchange != nil:
			news.Exchanges = append(news.Exchanges, d)
		case between(d.Date) || d.Aid != nil && between(d.Aid.Start):
			news.New = append(news.New, d)
		case between(d.Updated):
			news.Updated = append(news.Updated, d)
		}
		if v.AidState(d) == ClosingSoon {
			news.Ending = append(news.Ending, d)
		}
	}
	slices.SortStableFunc(news.Ending, func(a, b *content.Document) int { return cmp.Compare(a.Aid.End, b.Aid.End) })
	return news
}
