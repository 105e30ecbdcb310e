package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"recueil/internal/diag"
)

// Thing stands in the text of a [Passage] for what is no French prose: code, a bare
// address, a picture, a passage in another language.
const Thing = "\uFFFC"

// Passage is a stretch of the text's prose: a paragraph, a heading, an item of
// a list, a cell of a table.
type Passage struct {
	// Text is what readers see, without typography: a space where a line of the
	// source ends, a [Thing] for what is no prose.
	Text    string
	Heading bool

	marks []mark
}

// mark says where a part of a passage's text stands in the source.
type mark struct {
	at   int // in the text
	size int // in the text
	from int // in the source
	to   int
}

// Span returns where the bytes from start to end of the text stand in the
// source. Where Markdown's escapes and entities stand between, it is near.
func (p Passage) Span(start, end int) diag.Span {
	from := p.source(start, false)
	return diag.Span{Start: from, End: max(from, p.source(end, true))}
}

// source returns the place in the source of an offset in the text. Where two
// parts meet, the end of a range belongs to the first.
func (p Passage) source(offset int, end bool) int {
	at := 0
	for _, m := range p.marks {
		switch {
		case m.at > offset || end && m.at == offset:
			return at
		case m.size == 0:
			continue
		}
		at = min(m.from+offset-m.at, m.to)
		if offset-m.at >= m.size {
			at = m.to
		}
	}
	return at
}

// Passages reads the text again and returns its prose in the order of the page,
// footnotes last. Blocks of code are left out.
func (b *Body) Passages() []Passage {
	r := newReading(b.source, b.start)
	var list []Passage
	_ = ast.Walk(r.parse(), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || !holdsProse(n) {
			return ast.WalkContinue, nil
		}
		w := passageWriter{reading: r}
		w.inlines(n)
		p := Passage{Text: w.text.String(), marks: w.marks}
		_, p.Heading = n.(*ast.Heading)
		if strings.TrimSpace(p.Text) != "" {
			list = append(list, p)
		}
		return ast.WalkSkipChildren, nil
	})
	return list
}

func holdsProse(n ast.Node) bool {
	switch n.(type) {
	case *ast.Paragraph, *ast.TextBlock, *ast.Heading, *east.DefinitionTerm, *east.TableCell:
		return true
	}
	return false
}

// passageWriter gathers the prose of a block.
type passageWriter struct {
	*reading
	text  strings.Builder
	marks []mark
}

func (w *passageWriter) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = w.inline(n).NextSibling() {
	}
}

// inline writes a node, and returns the last that it has dealt with.
func (w *passageWriter) inline(n ast.Node) ast.Node {
	switch n := n.(type) {
	case *ast.Text:
		w.words(n)
	case *ast.CodeSpan, *ast.AutoLink, *ast.Image:
		w.text.WriteString(Thing)
	case *ast.RawHTML:
		t := tagOf(n, w.reading.text)
		if t.name == "br" {
			w.text.WriteByte(' ')
		}
		if end := closingOf(n, t, w.reading.text); t.isForeign() && end != nil {
			w.text.WriteString(Thing)
			return end
		}
	default:
		w.inlines(n)
	}
	return n
}

// closingOf returns the tag that closes an opening one beside it, or nil.
func closingOf(n *ast.RawHTML, t tag, source []byte) ast.Node {
	depth := 1
	for next := n.NextSibling(); next != nil; next = next.NextSibling() {
		raw, ok := next.(*ast.RawHTML)
		if !ok {
			continue
		}
		other := tagOf(raw, source)
		switch {
		case other.name != t.name:
		case other.closing:
			depth--
		default:
			depth++
		}
		if depth == 0 {
			return next
		}
	}
	return nil
}

func (w *passageWriter) words(n *ast.Text) {
	words := textOf(n, w.reading.text)
	w.align(words, string(n.Segment.Value(w.reading.text)), w.start+n.Segment.Start)
	w.text.WriteString(words)
	if n.SoftLineBreak() || n.HardLineBreak() {
		w.text.WriteByte(' ')
	}
}

// align marks where words stand in the source, which has raw for them: byte for
// byte but for what escapes and entities changed in the middle.
func (w *passageWriter) align(words, raw string, from int) {
	head, tail := 0, 0
	for head < min(len(words), len(raw)) && words[head] == raw[head] {
		head++
	}
	for tail < min(len(words), len(raw))-head && words[len(words)-1-tail] == raw[len(raw)-1-tail] {
		tail++
	}
	at := w.text.Len()
	w.marks = append(w.marks,
		mark{at: at, size: head, from: from, to: from + head},
		mark{at: at + head, size: len(words) - head - tail, from: from + head, to: from + len(raw) - tail},
		mark{at: at + len(words) - tail, size: tail, from: from + len(raw) - tail, to: from + len(raw)})
}
