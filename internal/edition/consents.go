package edition

import (
	"cmp"
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
	Source  *diag.Source // of the document, or of the settings
	Of      string       // "temoignages/x", "editions/bretagne", "" of recueil.yaml
	Title   string       // of that document, edition or recueil
	Key     string       // of the person in the file: "temoin", "animateurs[0]", "" of a contact
	Name    string       // while editions still publish it: "" from the end on
	Role    string       // what the person does, "" when the file does not say
	Consent content.Consent
	State   ConsentState
	End     content.Date // the first day without the name
	Span    diag.Span    // of that date in the source
}

// ConsentEnds lists the consents of the whole collection, overlays, drafts and settings
// included, that have ended at their date or end within so many days of it: those
// withdrawn, those expired, then those to renew; within each, the first ended
// first, then by place. A consent that says neither « expire » nor « retire_le »
// has no end and is not listed.
func (e Editions) ConsentEnds(days int) []ConsentEnd {
	var ends []ConsentEnd
	last := e.today.AddDays(days)
	look := func(in ConsentEnd, at func(string) diag.Span, people []content.Person) {
		for _, p := range people {
			if end, found := in.of(p, at, e.today); found && end.End <= last {
				ends = append(ends, end)
			}
		}
	}
	site := e.collection.Site
	look(ConsentEnd{Source: site.Source, Title: site.Title}, site.Value, site.People())
	for _, d := range e.collection.Editions {
		look(ConsentEnd{Source: d.Source, Of: d.Key(), Title: d.Title}, d.Value, d.People())
	}
	for _, d := range e.collection.Documents {
		look(ConsentEnd{Source: d.Source, Of: d.Key(), Title: d.Title}, d.Value, d.People())
	}
	slices.SortStableFunc(ends, func(a, b ConsentEnd) int {
		return cmp.Or(cmp.Compare(consentOrder[a.State], consentOrder[b.State]), cmp.Compare(a.End, b.End),
			cmp.Compare(a.Source.Path, b.Source.Path), cmp.Compare(a.Span.Start, b.Span.Start))
	})
	return ends
}

var consentOrder = map[ConsentState]int{ConsentWithdrawn: 0, ConsentExpired: 1, ConsentEnding: 2}

// of completes what is said of a file with one of its people, and when their consent
// ends: at the first of its two dates, but a
// withdrawal that has come counts before an expiry, since it asks for more.
func (e ConsentEnd) of(p content.Person, at func(string) diag.Span, today content.Date) (ConsentEnd, bool) {
	if p.Consent == nil || p.Consent.Expires == "" && p.Consent.Withdrawn == "" {
		return ConsentEnd{}, false
	}
	e.Key, e.Role, e.Consent, e.End = p.Path, p.Role, *p.Consent, p.Consent.Expires
	key := "expire"
	if w := p.Consent.Withdrawn; w != "" && (e.End == "" || w <= e.End || w <= today) {
		e.End, key = w, "retire_le"
	}
	switch {
	case p.Consent.IsWithdrawn(today):
		e.State = ConsentWithdrawn
	case e.End <= today:
		e.State = ConsentExpired
	default:
		e.State, e.Name = ConsentEnding, p.Name
	}
	e.Span = at(p.Key("consentement." + key))
	return e, true
}
