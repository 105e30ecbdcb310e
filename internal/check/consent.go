package check

import (
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

// expiredConsent reports a consent that has ended: the view has already taken
// the name out.
func expiredConsent(_ *survey, _ *edition.View, d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for _, p := range d.People() {
		if d.Has(p.Key("nom")) && p.Name == "" {
			problems = append(problems, edition.EndedConsent(d.Source, d.Value(p.Key("nom"))))
		}
	}
	return problems
}
