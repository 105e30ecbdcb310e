package markdown

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"recueil/internal/diag"
)

// checkUnread reports what its author meant and readers do not get: marks that
// stay in the page (signe-restant), words that are in no page (texte-perdu), and
// what reads otherwise than it is written (texte-mal-lu). Nothing is reported
// inside what another problem already covers.
func (r *reading) checkUnread(doc ast.Node) {
	p := newProse(r, doc)
	p.containers()
	p.misread(doc)
	p.lost(doc)
	for _, b := range p.blocks {
		if !p.tableMissed(b) {
			p.lineMarks(b)
		}
		p.emphasisLeft(b)
		p.linksLeft(b)
		p.toolMarks(b)
	}
}

// left reports a mark that stays in the page, unless something else there has
// been reported, and whether it did.
func (p *prose) left(from, to int, message, hint string) bool {
	if p.covered(from) {
		return false
	}
	p.report(diag.MarkLeft, from, to, message, hint)
	p.cover(from, to)
	return true
}

// cover notes that a range has been reported as a whole.
func (r *reading) cover(from, to int) {
	if r.covers == nil {
		r.covers = make([]bool, len(r.text))
	}
	for i := max(0, from); i < min(to, len(r.covers)); i++ {
		r.covers[i] = true
	}
}

func (r *reading) covered(at int) bool { return 0 <= at && at < len(r.covers) && r.covers[at] }

// before and after are the characters around an offset of the text; a line end
// at its edges.
func (r *reading) before(at int) rune {
	if at <= 0 {
		return '\n'
	}
	c, _ := utf8.DecodeLastRune(r.text[:at])
	return c
}

func (r *reading) after(at int) rune {
	if at >= len(r.text) {
		return '\n'
	}
	c, _ := utf8.DecodeRune(r.text[at:])
	return c
}

func isPunct(c rune) bool { return unicode.IsPunct(c) || unicode.IsSymbol(c) }

// spacing are the spaces that people type, no-break ones and those of no width
// included.
const spacing = " \t\u00a0\u202f\u2007\u2009\u3000\u200b\ufeff"
