package check

import (
	"fmt"
	"slices"
	"strings"

	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/reference"
)

// takenRoots reports the files of racine/ that would take the place of what the site
// makes, or of a file of fichiers/ that is copied to the root too.
func takenRoots(s *survey) []diag.Diagnostic {
	copied := map[string]string{}
	for _, f := range s.Files {
		for _, name := range edition.CopiedToRoot(f.Path) {
			copied[f.Overlay.ID()+" "+name] = f.Name()
		}
	}
	var problems []diag.Diagnostic
	for _, f := range s.Files {
		name, ok := strings.CutPrefix(f.Path, "racine/")
		if !ok {
			continue
		}
		first, _, _ := strings.Cut(name, "/")
		message, hint := "", ""
		other, twice := copied[f.Overlay.ID()+" "+name]
		if !twice {
			other, twice = copied[reference.Territory{}.ID()+" "+name]
		}
		switch {
		case slices.Contains(edition.RootNames(), first):
			message, hint = fmt.Sprintf("« %s » est un nom que le site emploie à sa racine", first), "supprimez ce fichier, ou donnez-lui un autre nom"
		case twice:
			message, hint = fmt.Sprintf("« %s » est déjà copié à la racine depuis %s", name, other), "gardez un seul des deux fichiers"
		default:
			continue
		}
		problems = append(problems, diag.New(diag.DuplicatedSlug, diag.NewSource(f.Name(), nil), diag.Span{}, message, hint))
	}
	return problems
}
