package check

import (
	"fmt"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

// pastReview reports a document whose review is overdue at the date of the
// build.
func pastReview(_ *survey, v *edition.View, d *content.Document) []diag.Diagnostic {
	if d.ReviewBy == "" || d.ReviewBy >= v.Today() {
		return nil
	}
	return []diag.Diagnostic{diag.New(diag.ReviewPast, d.Source, d.Value("revoir_le"), fmt.Sprintf("ce document devait être relu avant le %s", d.ReviewBy.French()),
		"relisez-le, puis écrivez la date du jour dans « maj » et la prochaine dans « revoir_le »")}
}

// staleAid reports an aid last verified more than twelve months ago.
func staleAid(_ *survey, v *edition.View, d *content.Document) []diag.Diagnostic {
	if d.Aid == nil || d.Aid.Verified == "" || d.Aid.Verified.AddMonths(12) >= v.Today() || v.Closed(d) {
		return nil
	}
	return []diag.Diagnostic{diag.New(diag.StaleAid, d.Source, d.Value("verifie_le"), fmt.Sprintf("cette aide n'a pas été vérifiée depuis le %s", d.Aid.Verified.French()),
		"vérifiez-la auprès de l'organisme, puis changez « verifie_le » ; ou écrivez « etat: a-verifier »")}
}

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
