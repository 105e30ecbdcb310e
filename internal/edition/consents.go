package edition

import (
	"cmp"
	"fmt"
	"slices"

	"recueil/internal/content"
	"recueil/internal/diag"
)

// ConsentState is where a person's consent stands at a date.
type ConsentState string

const (
	ConsentWithdrawn ConsentState = "retire"
	ConsentExpired   ConsentState = "expire"
	ConsentEnding    ConsentState = "bientot"
)

// ConsentEnd is a consent that has ended, or ends before long.
type ConsentEnd struct {
	Document *content.Document
	Key      string // of the person in the front matter: "temoin", "animateurs[0]", "" of a contact
	Name     string // while editions still publish it: "" from the end on
	Role     string // what the person does, "" when the document does not say
	Consent  content.Consent
	State    ConsentState
	End      content.Date // the first day without the name
	Span     diag.Span    // of that date in the document's source
}

// ConsentEnds lists the consents of the whole collection, overlays and drafts
// included, that have ended at today or end within so many days of it: those
// withdrawn, those expired, then those to renew; within each, the first ended
// first, then by place. A consent that says neither « expire » nor « retire_le »
// has no end and is not listed.
func ConsentEnds(c *content.Collection, today content.Date, days int) []ConsentEnd {
	var ends []ConsentEnd
	last := today.AddDays(days)
	for _, d := range c.Documents {
		for _, p := range peopleOf(d) {
			if end, found := endOf(d, p, today); found && end.End <= last {
				ends = append(ends, end)
			}
		}
	}
	slices.SortStableFunc(ends, func(a, b ConsentEnd) int {
		return cmp.Or(cmp.Compare(consentOrder[a.State], consentOrder[b.State]), cmp.Compare(a.End, b.End),
			cmp.Compare(a.Document.Source.Path, b.Document.Source.Path), cmp.Compare(a.Span.Start, b.Span.Start))
	})
	return ends
}

var consentOrder = map[ConsentState]int{ConsentWithdrawn: 0, ConsentExpired: 1, ConsentEnding: 2}

// person is someone whom a document may name.
type person struct {
	key, name, role string
	consent         *content.Consent
}

func peopleOf(d *content.Document) []person {
	switch {
	case d.Testimonial != nil && d.Testimonial.Witness != nil:
		w := d.Testimonial.Witness
		return []person{{"temoin", w.Name, w.Role, w.Consent}}
	case d.Contact != nil:
		return []person{{"", d.Contact.Name, d.Contact.Role, d.Contact.Consent}}
	case d.Sector == nil:
		return nil
	}
	var people []person
	for i, k := range d.Sector.Keepers {
		people = append(people, person{fmt.Sprintf("animateurs[%d]", i), k.Name, k.Organiser, k.Consent})
	}
	return people
}

// endOf says when a consent ends: at the first of its two dates, but a
// withdrawal that has come counts before an expiry, since it asks for more.
func endOf(d *content.Document, p person, today content.Date) (ConsentEnd, bool) {
	if p.consent == nil || p.consent.Expires == "" && p.consent.Withdrawn == "" {
		return ConsentEnd{}, false
	}
	e := ConsentEnd{Document: d, Key: p.key, Role: p.role, Consent: *p.consent, End: p.consent.Expires}
	key := "expire"
	if w := p.consent.Withdrawn; w != "" && (e.End == "" || w <= e.End || w <= today) {
		e.End, key = w, "retire_le"
	}
	switch {
	case withdrawn(p.consent, today):
		e.State = ConsentWithdrawn
	case e.End <= today:
		e.State = ConsentExpired
	default:
		e.State, e.Name = ConsentEnding, p.name
	}
	e.Span = d.Value(under(p.key, "consentement."+key))
	return e, true
}

// under is the path of a key of a group, or the key alone at the top.
func under(group, key string) string {
	if group == "" {
		return key
	}
	return group + "." + key
}
