package check

import (
	"fmt"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

// staleAid reports an aid last verified more than twelve months ago.
func staleAid(_ *survey, v *edition.View, d *content.Document) []diag.Diagnostic {
	if d.Aid == nil || d.Aid.Verified == "" || d.Aid.Verified.AddMonths(12) >= v.Today() || v.Closed(d) {
		return nil
	}
	return []diag.Diagnostic{diag.New(diag.StaleAid, d.Source, d.Value("verifie_le"), fmt.Sprintf("cette aide n'a pas été vérifiée depuis le %s", d.Aid.Verified.French()),
		"vérifiez-la auprès de l'organisme, puis changez « verifie_le » ; ou écrivez « etat: a-verifier »")}
}
