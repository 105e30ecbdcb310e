package markdown

import (
	"bytes"
	"slices"
	"strings"

	"recueil/internal/diag"
)

// hintWidth is the longest line that a hint quotes whole, in characters.
const hintWidth = 90

// toWrite says the lines that a fix of a problem at an offset gives, whole when they are short and around
// what changes otherwise.
func (r *reading) toWrite(at int, fix diag.Fix) string {
	edits := slices.Clone(fix.Edits)
	slices.SortFunc(edits, func(a, b diag.Edit) int { return a.Span.Start - b.Span.Start })
	first, last := min(at, edits[0].Span.Start), edits[len(edits)-1].Span.End
	src := r.source.Text
	from := bytes.LastIndexByte(src[:first], '\n') + 1
	to := len(src)
	if at := bytes.IndexByte(src[last:], '\n'); at >= 0 {
		to = last + at
	}
	from = max(from, r.start)
	var lines strings.Builder
	at = from
	for _, e := range edits {
		lines.Write(src[at:e.Span.Start])
		lines.WriteString(e.Text)
		at = max(at, e.Span.End)
	}
	end := lines.Len()
	lines.Write(src[at:to])
	said := readable(lines.String())
	said = strings.Trim(strings.ReplaceAll(said, "\r\n", "\n"), "\r\n")
	switch {
	case strings.TrimSpace(said) == "":
		return "supprimez la ligne"
	case strings.Contains(said, "\n"):
		return "écrivez :\n" + said
	}
	return "écrivez : " + around(strings.TrimSpace(said), min(first-from, len(said)), min(end, len(said)))
}

// around returns a line, cut far from the bytes from start to end when it is long.
func around(line string, start, end int) string {
	runes := []rune(line)
	if len(runes) <= hintWidth {
		return line
	}
	head := len([]rune(line[:min(start, len(line))]))
	tail := len([]rune(line[:min(max(start, end), len(line))]))
	from, to := max(0, head-20), min(len(runes), max(tail+20, head+hintWidth-30))
	for from > 0 && runes[from-1] != ' ' {
		from--
	}
	for to < len(runes) && runes[to] != ' ' {
		to++
	}
	said := string(runes[from:to])
	if from > 0 {
		said = "…" + said
	}
	if to < len(runes) {
		said += "…"
	}
	return said
}
