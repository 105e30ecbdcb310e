package lsp

import (
	"sort"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"recueil/internal/content"
	"recueil/internal/diag"
)

// text is a text as the editor holds it, and as rooms read it. It is immutable.
type text struct {
	raw    string
	source *diag.Source
	units  units
	same   bool  // a byte of raw is the same of the source
	lines  []int // of raw: offset of the first byte of each
}

// units are what columns count.
type units string

const (
	utf8Units  units = "utf-8"
	utf16Units units = "utf-16" // what every editor knows
)

func newText(path, raw string, u units) *text {
	t := &text{raw: raw, units: u, lines: []int{0}, source: diag.NewSource(path, content.Readable([]byte(raw)))}
	t.same = string(t.source.Text) == raw || norm.NFC.IsNormalString(raw) // what line ends become takes no other room
	for i := range len(raw) {
		if raw[i] == '\n' || raw[i] == '\r' && (i+1 == len(raw) || raw[i+1] != '\n') {
			t.lines = append(t.lines, i+1)
		}
	}
	return t
}

// position returns the place of a byte of raw.
func (t *text) position(offset int) position {
	line := sort.SearchInts(t.lines, offset+1) - 1
	return position{line, t.width(t.raw[t.lines[line]:min(offset, t.lineEnd(line))])}
}

func (t *text) width(s string) int {
	if t.units == utf8Units {
		return len(s)
	}
	n := 0
	for _, r := range s {
		n += width16(r)
	}
	return n
}

// width16 is how many units of UTF-16 a character takes.
func width16(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// offset is the inverse of position: places outside the text, past the end of a line or
// within a character are brought back.
func (t *text) offset(p position) int {
	switch {
	case p.Line < 0:
		return 0
	case p.Line >= len(t.lines):
		return len(t.raw)
	}
	at, end := t.lines[p.Line], t.lineEnd(p.Line)
	for width := 0; at < end; {
		r, size := utf8.DecodeRuneInString(t.raw[at:])
		step := size
		if t.units != utf8Units {
			step = width16(r)
		}
		if width += step; width > p.Character {
			break
		}
		at += size
	}
	return at
}

// lineEnd is where a line ends, before what ends it.
func (t *text) lineEnd(line int) int {
	if line+1 == len(t.lines) {
		return len(t.raw)
	}
	end := t.lines[line+1] - 1
	if end > t.lines[line] && t.raw[end] == '\n' && t.raw[end-1] == '\r' {
		end--
	}
	return end
}

// rangeOf returns the place of a span of the source.
func (t *text) rangeOf(s diag.Span) textRange {
	return textRange{t.position(t.written(s.Start)), t.position(t.written(s.End))}
}

// between returns the place of a range of bytes of raw.
func (t *text) between(start, end int) textRange {
	return textRange{t.position(start), t.position(end)}
}

// written returns the byte of raw that a byte of the source was read from. They differ
// after accents that the editor holds apart from their letters.
func (t *text) written(offset int) int {
	raw, _ := t.meet(func(_, source int) bool { return source > offset })
	return raw
}

// read is the inverse of written.
func (t *text) read(offset int) int {
	_, source := t.meet(func(raw, _ int) bool { return raw > offset })
	return source
}

// meet walks through raw and the source together, and returns the last place at which past
// is not true, in both.
func (t *text) meet(past func(raw, source int) bool) (raw, source int) {
	if t.same {
		at := max(0, sort.Search(len(t.raw)+1, func(i int) bool { return past(i, i) })-1)
		return at, at
	}
	var it norm.Iter
	it.InitString(norm.NFC, t.raw)
	for !it.Done() {
		segment := it.Next()
		if past(it.Pos(), source+len(segment)) {
			return raw, source
		}
		raw, source = it.Pos(), source+len(segment)
	}
	return raw, source
}

// apply returns the text after a change.
func (t *text) apply(c change) *text {
	raw := c.Text
	if c.Range != nil {
		start, end := t.offset(c.Range.Start), t.offset(c.Range.End)
		raw = t.raw[:start] + c.Text + t.raw[max(start, end):]
	}
	return newText(t.source.Path, raw, t.units)
}
