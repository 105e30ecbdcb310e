package lsp

import "recueil/internal/diag"

// carry returns the problems of a former text of a file where they now stand in another,
// without those of the passage that changed.
func carry(problems []diag.Diagnostic, to *diag.Source) []diag.Diagnostic {
	var kept []diag.Diagnostic
	shifts := map[*diag.Source]shift{}
	for _, p := range problems {
		s, known := shifts[p.Source]
		if !known {
			s = shiftBetween(p.Source.Text, to.Text)
			shifts[p.Source] = s
		}
		span, ok := s.move(p.Span)
		if !ok {
			continue
		}
		p.Source, p.Span, p.Fix = to, span, s.moveFix(p.Fix)
		kept = append(kept, p)
	}
	return kept
}

// shift is how one text became another: the bytes from start to end gave their place to
// others, and what follows moved by some.
type shift struct{ start, end, by int }

func shiftBetween(from, to []byte) shift {
	most := min(len(from), len(to))
	head := 0
	for head < most && from[head] == to[head] {
		head++
	}
	tail := 0
	for tail < most-head && from[len(from)-1-tail] == to[len(to)-1-tail] {
		tail++
	}
	return shift{head, len(from) - tail, len(to) - len(from)}
}

// move returns where a span now is; it is not ok when a part of it changed.
func (s shift) move(span diag.Span) (moved diag.Span, ok bool) {
	switch {
	case span.End <= s.start:
		return span, true
	case span.Start >= s.end:
		return diag.Span{Start: span.Start + s.by, End: span.End + s.by}, true
	}
	return diag.Span{}, false
}

// moveFix returns the fix in the new text, or none when a part of it changed.
func (s shift) moveFix(f diag.Fix) diag.Fix {
	moved := diag.Fix{Confirm: f.Confirm}
	for _, e := range f.Edits {
		span, ok := s.move(e.Span)
		if !ok {
			return diag.Fix{}
		}
		moved.Edits = append(moved.Edits, diag.Edit{Span: span, Text: e.Text})
	}
	return moved
}
