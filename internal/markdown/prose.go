package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"recueil/internal/diag"
)

// prose is a text in which all that readers do not see as words is blanked out,
// byte for byte: what a pattern finds in seen stands at the same place in text.
type prose struct {
	*reading
	seen   []byte
	blocks []proseBlock
}

// proseBlock is a block that holds prose, and its lines.
type proseBlock struct {
	node     ast.Node
	lines    []text.Segment
	from, to int
}

// What stands in seen for what is no word.
const (
	seenOutside = 0x00 // of blocks of prose: marks of lists and quotations, code, comments
	seenMarkup  = 0x01 // within a block: stars that took, addresses, code, tags
	seenEscape  = 0x02 // a backslash and what it shows as it is
)

func newProse(r *reading, doc ast.Node) *prose {
	p := &prose{reading: r, seen: make([]byte, len(r.text))}
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || !holdsProse(n) || n.Lines().Len() == 0 {
			return ast.WalkContinue, nil
		}
		p.add(n)
		return ast.WalkSkipChildren, nil
	})
	return p
}

func (p *prose) add(n ast.Node) {
	b := proseBlock{node: n, lines: n.Lines().Sliced(0, n.Lines().Len())}
	b.from, b.to = b.lines[0].Start, b.lines[len(b.lines)-1].Stop
	for _, line := range b.lines {
		for i := line.Start; i < line.Stop; i++ {
			p.seen[i] = seenMarkup
			switch p.text[i] {
			case '\n', '\r':
				p.seen[i] = '\n'
			case ' ', '\t': // those at the end of a line are in no text
				p.seen[i] = p.text[i]
			}
		}
	}
	p.show(n)
	p.blocks = append(p.blocks, b)
}

// show lets the words below a node be seen.
func (p *prose) show(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			copy(p.seen[n.Segment.Start:n.Segment.Stop], n.Segment.Value(p.text))
			p.hideEscapes(n.Segment.Start, n.Segment.Stop)
		case *ast.CodeSpan, *ast.AutoLink, *ast.Image, *ast.RawHTML:
		default:
			p.show(n)
		}
	}
}

func (p *prose) hideEscapes(from, to int) {
	for i := from; i+1 < to; i++ {
		if p.text[i] == '\\' && isPunctuation(p.text[i+1]) {
			p.seen[i], p.seen[i+1] = seenEscape, seenEscape
			i++
		}
	}
}

func isPunctuation(b byte) bool {
	return bytes.IndexByte([]byte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"), b) >= 0
}

// topLevel reports whether a block stands by itself in the document: its lines
// are then whole lines of the source.
func topLevel(n ast.Node) bool {
	_, ok := n.Parent().(*ast.Document)
	return ok
}

// edit is a change of the text, with offsets as in this package.
type edit struct {
	from, to int
	with     string
}

// fix makes edits the fix of the last problem, and says in its hint what to write.
// A fix that changes nothing is none.
func (r *reading) fix(confirm bool, edits ...edit) {
	d := &r.problems[len(r.problems)-1]
	var fix diag.Fix
	for _, e := range edits {
		if string(r.text[e.from:e.to]) != e.with {
			fix.Edits = append(fix.Edits, diag.Edit{Span: r.span(e.from, e.to), Text: r.lineEnds(e.with)})
		}
	}
	if len(fix.Edits) == 0 {
		return
	}
	fix.Confirm = confirm
	d.Fix = fix
	if d.Hint == "" {
		d.Hint = r.toWrite(d.Span.Start, fix)
	}
}

// lineEnds gives a text the line ends of the source.
func (r *reading) lineEnds(s string) string {
	if at := bytes.IndexByte(r.text, '\n'); at > 0 && r.text[at-1] == '\r' {
		return string(bytes.ReplaceAll([]byte(s), []byte("\n"), []byte("\r\n")))
	}
	return s
}
