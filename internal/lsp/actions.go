package lsp

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"recueil/internal/diag"
	"recueil/internal/french"
	"recueil/internal/lists"
)

// codeActions lists how to mend what is wrong in a range, and in the whole file.
func (s *session) codeActions(d *document, p documentParams) any {
	list, others := []codeAction{}, []codeAction{}
	start, end := d.text.read(d.text.offset(p.Range.Start)), d.text.read(d.text.offset(p.Range.End))
	var safe []diag.Fix
	for _, problem := range s.all(d) {
		if problem.Fix.Safe() {
			safe = append(safe, problem.Fix)
		}
		touched := problem.Span.Start <= end && start <= problem.Span.End
		if touched && len(problem.Fix.Edits) > 0 && wantsKind(p.Context.Only, quickFix) {
			action := codeAction{
				Title: titleOf(problem), Kind: quickFix, Diagnostics: []diagnostic{s.shown(problem, d.text)},
				IsPreferred: problem.Fix.Safe(), Edit: d.edit(problem.Fix.Edits),
			}
			if action.IsPreferred {
				list = append(list, action)
			} else {
				others = append(others, action)
			}
		}
	}
	list = append(list, others...)
	if edits, made := diag.Together(safe); made > 0 && wantsKind(p.Context.Only, fixAll) {
		title := "Tout corriger dans ce fichier"
		if made > 1 {
			title += fmt.Sprintf(" (%s)", french.Count(made, "correction"))
		}
		list = append(list, codeAction{Title: title, Kind: fixAll, Edit: d.edit(edits)})
	}
	return list
}

// titleOf is what a fix is called: what it does, and whether it is to be read again.
func titleOf(p diag.Diagnostic) string {
	what := cmp.Or(p.Hint, p.Message)
	if p.Fix.Confirm {
		return "Corriger, à relire : " + what
	}
	return "Corriger : " + what
}

// wantsKind reports whether an editor that asks only for some kinds of actions asks for
// one, or for those it is part of.
func wantsKind(only []string, kind string) bool {
	return len(only) == 0 || slices.ContainsFunc(only, func(o string) bool { return kind == o || strings.HasPrefix(kind, o+".") })
}

// edit is what the editor is to do for edits of the source.
func (d *document) edit(edits []diag.Edit) workspaceEdit {
	return workspaceEdit{map[string][]textEdit{d.uri: lists.Of(edits, func(e diag.Edit) textEdit { return textEdit{d.text.rangeOf(e.Span), e.Text} })}}
}
