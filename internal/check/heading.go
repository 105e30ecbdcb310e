package check

import (
	"fmt"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

// emptyHeadings names the headings of a guide that readers are not shown.
func emptyHeadings(_ *survey, v *edition.View, d *content.Document) []diag.Diagnostic {
	if d.Type != content.Sectors {
		return nil
	}
	var problems []diag.Diagnostic
	for _, h := range v.Guide(d) {
		if h.Empty() {
			problems = append(problems, diag.New(diag.EmptyHeading, d.Source, d.Value("titre"), fmt.Sprintf("la rubrique « %s » de ce guide est vide", h.Title),
				fmt.Sprintf("ajoutez « secteurs: [%s] » à un document du dossier « %s », ou écrivez-en un", d.Slug, h.Type)))
		}
	}
	return problems
}
