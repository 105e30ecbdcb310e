package check

import (
	"fmt"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

// futureDates reports the dates of what has already happened that the date of
// the build has not reached: most often, a slip of the year.
func futureDates(_ *survey, v *edition.View, d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for _, past := range pastDates(d) {
		if past.date > v.Today() {
			problems = append(problems, diag.New(diag.FutureDate, d.Source, d.Value(past.key), fmt.Sprintf("la date de « %s », le %s, est dans le futur", past.key, past.date.French()),
				"corrigez-la : cette clé dit quand une chose a été faite"))
		}
	}
	return problems
}

type keyedDate struct {
	key  string
	date content.Date
}

// pastDates lists the dates of a document that tell the past, in a fixed order;
// absent ones are "", before every date.
func pastDates(d *content.Document) []keyedDate {
	dates := []keyedDate{{"date", d.Date}, {"maj", d.Updated}}
	if d.Aid != nil {
		dates = append(dates, keyedDate{"verifie_le", d.Aid.Verified})
	}
	if d.Origin != nil && len(d.Origin.Date) == len("2006-01-02") {
		dates = append(dates, keyedDate{"source.date", content.Date(d.Origin.Date)})
	}
	if d.Import != nil {
		dates = append(dates, keyedDate{"import.date", d.Import.Date})
	}
	for _, p := range d.People() {
		if p.Consent != nil {
			dates = append(dates, keyedDate{p.Key("consentement.date"), p.Consent.Date})
		}
	}
	return dates
}
