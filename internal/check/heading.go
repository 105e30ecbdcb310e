package check

import (
	"fmt"
	"slices"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/french"
)

// emptyHeadings names the headings of a guide that readers are not shown, in one problem:
// a guide that has begun lacks several. A recueil in which nobody has finished anything for
// a guide yet has not begun, and its author knows.
func emptyHeadings(_ *survey, v *edition.View, d *content.Document) []diag.Diagnostic {
	if d.Type != content.Sectors {
		return nil
	}
	guide := v.Guide(d)
	if !slices.ContainsFunc(guide, func(h edition.Heading) bool { return finished(v, h.Type) }) {
		return nil
	}
	var titles, folders []string
	for _, h := range guide {
		if h.Empty() {
			titles, folders = append(titles, "« "+h.Title+" »"), append(folders, "« "+string(h.Type)+" »")
		}
	}
	message, hint := "les rubriques %s de ce guide sont vides", "ajoutez « secteurs: [%s] » à des documents des dossiers %s, ou écrivez-en"
	switch len(titles) {
	case 0:
		return nil
	case 1:
		message, hint = "la rubrique %s de ce guide est vide", "ajoutez « secteurs: [%s] » à un document du dossier %s, ou écrivez-en un"
	}
	return []diag.Diagnostic{diag.New(diag.EmptyHeading, d.Source, d.Value("titre"),
		fmt.Sprintf(message, french.Enumerate(titles)), fmt.Sprintf(hint, d.Slug, french.Enumerate(folders)))}
}

// finished reports whether an edition has a document of a type that is no draft.
func finished(v *edition.View, t content.Type) bool {
	return slices.ContainsFunc(v.Documents(), func(d *content.Document) bool { return d.Type == t && !d.Draft })
}
