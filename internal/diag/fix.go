package diag

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

// Fix is how a problem is mended: edits of its source, made together or not at
// all. The zero Fix is that of a problem that only its author can mend.
type Fix struct {
	Edits   []Edit
	Confirm bool // right in the author's eyes only: offered, never made unasked
}

// Edit puts a text in the place of a range of bytes.
type Edit struct {
	Span Span
	Text string
}

// Safe reports whether the fix is the one right answer, which may be made
// without asking.
func (f Fix) Safe() bool { return len(f.Edits) > 0 && !f.Confirm }

// Replace returns the fix that writes text in the place of a span.
func Replace(span Span, text string) Fix { return Fix{Edits: []Edit{{span, text}}} }

// ReplaceLines returns the fix that writes text, of one line or more, in the place
// of the lines that a span touches. Its line ends become those of the source.
func ReplaceLines(s *Source, span Span, text string) Fix {
	lines := s.wholeLines(span)
	old := s.Text[lines.Start:lines.End]
	end := old[len(bytes.TrimRight(old, "\r\n")):]
	if bytes.HasPrefix(end, []byte("\r")) {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return Replace(Span{lines.Start, lines.End - len(end)}, text)
}

// DeleteLines returns the fix that takes away the lines that a span touches.
func DeleteLines(s *Source, span Span) Fix { return Replace(s.wholeLines(span), "") }

// wholeLines returns the lines that a span touches, with the end of the last; a
// byte-order mark is no part of them.
func (s *Source) wholeLines(span Span) Span {
	first, _ := s.Position(span.Start)
	last, _ := s.Position(max(span.Start, span.End-1))
	return Span{s.Offset(first, 1), s.Offset(last+1, 1)}
}

// Apply makes fixes in a text, and returns how many it made: see [Together].
func Apply(text []byte, fixes []Fix) (mended []byte, made int) {
	edits, made := Together(fixes)
	at := 0
	for _, e := range edits {
		mended = append(append(mended, text[at:e.Span.Start]...), e.Text...)
		at = e.Span.End
	}
	return append(mended, text[at:]...), made
}

// Together returns the edits of the fixes that can be made at once, in order, and how many
// fixes these are: of two that want the same bytes, the one that begins first.
func Together(fixes []Fix) (edits []Edit, made int) {
	order := func(a, b Edit) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
	}
	fixes = slices.DeleteFunc(slices.Clone(fixes), func(f Fix) bool { return len(f.Edits) == 0 })
	slices.SortStableFunc(fixes, func(a, b Fix) int { return order(a.Edits[0], b.Edits[0]) })
	for _, f := range fixes {
		if !slices.ContainsFunc(f.Edits, func(e Edit) bool { return slices.ContainsFunc(edits, e.clashes) }) {
			edits, made = append(edits, f.Edits...), made+1
		}
	}
	slices.SortStableFunc(edits, order)
	return edits, made
}

func (e Edit) clashes(other Edit) bool {
	return e.Span == other.Span || e.Span.Start < other.Span.End && other.Span.Start < e.Span.End
}
