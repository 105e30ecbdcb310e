package edition

import (
	"slices"
	"strings"

	"recueil/internal/content"
)

// AidState is where an aid stands in its life at the date of the view.
type AidState string

const (
	Upcoming    AidState = "a-venir"
	Open        AidState = "ouverte"
	ClosingSoon AidState = "ferme-bientot" // within closingDays
	Closed      AidState = "close"
	Unverified  AidState = "a-verifier" // open as far as is known
)

// closingDays is how long before its end an aid is said to close soon.
const closingDays = 60

// AidState returns the state of an aid, and "" of any other document.
func (v *View) AidState(d *content.Document) AidState {
	switch aid := d.Aid; {
	case aid == nil:
		return ""
	case aid.End != "" && aid.End < v.today:
		return Closed
	case aid.Status == "a-verifier":
		return Unverified
	case aid.Start > v.today:
		return Upcoming
	case aid.End != "" && aid.End <= v.today.AddDays(closingDays):
		return ClosingSoon
	}
	return Open
}

// Closed reports whether what a document announces is over: an aid that has ended, an
// event, an exchange.
func (v *View) Closed(d *content.Document) bool {
	last := d.LastDay()
	return last != "" && last < v.today
}

// closed lists the documents of a type that are over, the last first.
func (v *View) closed(t content.Type) []*content.Document {
	list := v.where(func(d *content.Document) bool { return d.Type == t && v.Closed(d) })
	slices.SortStableFunc(list, func(a, b *content.Document) int { return strings.Compare(string(b.LastDay()), string(a.LastDay())) })
	return list
}
