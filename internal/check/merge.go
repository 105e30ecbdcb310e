package check

import (
	"fmt"
	"strings"

	"recueil/internal/diag"
	"recueil/internal/edition"
)

// inEdition is what was found in one edition.
type inEdition struct {
	view     *edition.View
	problems []diag.Diagnostic
}

// merge joins what was found in several editions. What is found only in some of
// those that hold the document is reported once, with their names.
func merge(editions []inEdition) []diag.Diagnostic {
	type key struct {
		source  *diag.Source
		span    diag.Span
		rule    *diag.Rule
		message string
	}
	found := map[key][]string{}
	var order []diag.Diagnostic
	of := func(d diag.Diagnostic) key { return key{d.Source, d.Span, d.Rule, d.Message} }
	for _, e := range editions {
		for _, d := range diag.Sort(e.problems) {
			if found[of(d)] == nil {
				order = append(order, d)
			}
			found[of(d)] = append(found[of(d)], e.view.Site().Name())
		}
	}
	holders := holdersOf(editions)
	for i, d := range order {
		if names := found[of(d)]; len(names) < holders[d.Source] || holders[d.Source] == 0 && len(names) < len(editions) {
			order[i].Message += " (" + inEditions(names) + ")"
		}
	}
	return order
}

// holdersOf counts the editions that hold a document of each file.
func holdersOf(editions []inEdition) map[*diag.Source]int {
	count := map[*diag.Source]int{}
	for _, e := range editions {
		held := map[*diag.Source]bool{}
		for _, d := range e.view.Documents() {
			if !held[d.Source] {
				held[d.Source] = true
				count[d.Source]++
			}
		}
	}
	return count
}

// inEditions names up to three editions.
func inEditions(names []string) string {
	switch n := len(names); {
	case n == 1:
		return "édition " + names[0]
	case n <= 3:
		return "éditions " + strings.Join(names, ", ")
	default:
		return fmt.Sprintf("%d éditions, dont %s", n, strings.Join(names[:3], ", "))
	}
}
