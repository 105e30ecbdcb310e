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

// Closed reports whether the document is an aid that has ended.
func (v *View) Closed(d *content.Document) bool { return v.AidState(d) == Closed }

// closedAids lists the aids that have ended, the last ended first.
func (v *View) closedAids() []*content.Document {
	aids := v.where(v.Closed)
	slices.SortStableFunc(aids, func(a, b *content.Document) int { return strings.Compare(string(b.Aid.End), string(a.Aid.End)) })
	return aids
}
