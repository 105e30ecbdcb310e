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
