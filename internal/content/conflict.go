package content

import (
	"fmt"
	"regexp"

	"recueil/internal/diag"
)

// conflictMark is a line that git leaves around two versions of a passage which it could
// not join: before the first, before the version they both come from, between the two,
// after the second.
var conflictMark = regexp.MustCompile(`^(<{7}|\|{7}|={7}|>{7})(?: .*)?\r?$`)

// conflictsIn reports the passages of a file that git left in two versions. A row of
// seven signs that has no other with it may be something else: a title's underline, a
// quotation of quotations.
func conflictsIn(src *diag.Source) []diag.Diagnostic {
	var problems []diag.Diagnostic
	var begin, middle *diag.Span
	report := func(at diag.Span, end int) {
		first, _ := src.Position(at.Start)
		hint := "supprimez cette ligne, et ce qui reste de l'autre version"
		if end > 0 {
			last, _ := src.Position(end)
			hint = fmt.Sprintf("gardez une seule des deux versions, entre les lignes %d et %d, et supprimez les lignes « <<<<<<< », « ======= » et « >>>>>>> »", first, last)
		}
		problems = append(problems, diag.New(diag.Conflict, src, at, "un conflit de git est resté ici : deux versions du même passage se suivent", hint))
		begin, middle = nil, nil
	}
	for _, line := range linesOf(src.Text) {
		m := conflictMark.FindSubmatch(src.Text[line.Start:line.End])
		if m == nil {
			continue
		}
		switch m[1][0] {
		case '<':
			if begin != nil {
				report(*begin, 0)
			}
			begin = &line
		case '=':
			middle = &line
		case '>':
			switch {
			case begin != nil:
				report(*begin, line.Start)
			case middle != nil:
				report(*middle, line.Start)
			}
		}
	}
	if begin != nil {
		report(*begin, 0)
	}
	return problems
}
