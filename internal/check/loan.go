package check

import (
	"fmt"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/reference"
)

// badLoans reports what editions cannot borrow: what is no text, and what is of no
// place that readers could be told.
func badLoans(s *survey) []diag.Diagnostic {
	base := map[string]*content.Document{}
	for _, d := range s.Documents {
		if d.Overlay == (reference.Territory{}) {
			base[d.Key()] = d
		}
	}
	var problems []diag.Diagnostic
	for _, e := range s.Editions {
		for _, m := range listed(e.Source, e.Value, "emprunte", e.Borrowed) {
			if message, hint := loanProblem(base[m.name], s.known().keys.has[m.name]); message != "" {
				problems = append(problems, diag.New(diag.BadLoan, m.source, m.span, fmt.Sprintf(message, m.name), hint))
			}
		}
	}
	return problems
}

// loanProblem says why a document of the base tree cannot be borrowed, and what to do.
// There may be none, but of the files of a territory.
func loanProblem(d *content.Document, known bool) (message, hint string) {
	switch {
	case d == nil && known:
		return "« %s » n'est que dans le dossier d'un territoire", "son territoire le garde pour lui : demandez-lui de le verser au fonds commun, hors de territoires/"
	case d == nil: // it is reported as unknown
		return "", ""
	case !edition.CanBorrow(d.Type):
		return "« %s » ne s'emprunte pas : une aide, un conseiller ou un contact d'ailleurs ne sert à personne ici", "n'empruntez que des témoignages et des fiches"
	case len(d.Territories) == 0:
		return "« %s » vaut pour toute la France : il n'y a rien à emprunter", "supprimez cette ligne"
	}
	return "", ""
}
