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
	for _, past := range d.Marked(content.Past) {
		day := content.Date(past.Text)
		if len(day) == len("2006-01-02") && day > v.Today() { // a source may tell no more than a year
			problems = append(problems, diag.New(diag.FutureDate, d.Source, past.Span, fmt.Sprintf("la date de « %s », le %s, est dans le futur", past.Path, day.French()),
				"corrigez-la : cette clé dit quand une chose a été faite"))
		}
	}
	return problems
}
