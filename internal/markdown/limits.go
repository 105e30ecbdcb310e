package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"recueil/internal/diag"
	"recueil/internal/french"
)

// What a text may hold. Pairing signs, filling the rows of a table and repeating
// the address of a reference take time or memory that grows as the square of a text: a
// short one could keep a machine busy for minutes. These bounds are ten times what the
// longest texts of a recueil hold; see package content for those of files and lines.
const (
	maxSigns     = 5_000  // signs that may begin a link, an emphasis, a code or a tag, in a text
	maxParagraph = 10_000 // bytes of a paragraph
	maxMarked    = 500    // signs of a paragraph
	maxIndent    = 200    // columns before the text of a line: a hundred lists in each other
	maxCells     = 20_000 // of the tables of a text, empty ones at the end of rows included
	maxReference = 2_000  // bytes of an address that is given once for several links, and of its title
)

// openers are the signs that an inline construct may begin with.
const openers = "*_~[<`"

// excessive reports what forbids to parse the text at all, and whether something does.
func (r *reading) excessive() bool {
	if at := tooManySigns(r.text, maxSigns); at >= 0 {
		r.report(diag.TooLarge, at, at+1, fmt.Sprintf("le texte a trop de signes de Markdown : %s au plus sont lus", french.Number(maxSigns)), "partagez-le en plusieurs documents")
		return true
	}
	start := 0
	for line := range bytes.Lines(r.text) {
		if indent := len(line) - len(bytes.TrimLeft(line, " \t>-+*.)0123456789")); indent > maxIndent && len(bytes.TrimLeft(line, "-* \t\r\n")) > 0 {
			r.report(diag.TooLarge, start+indent, start+indent+1, fmt.Sprintf("cette ligne commence par plus de %d espaces, tirets, chevrons ou numéros", maxIndent), "rapprochez-la du bord : deux ou trois listes l'une dans l'autre suffisent")
			return true
		}
		start += len(line)
	}
	return false
}

// tooManySigns returns where a text has more openers than a limit, or -1. A run of one sign
// counts once.
func tooManySigns(text []byte, limit int) int {
	count, previous := 0, byte(0)
	for i, c := range text {
		if c != previous && strings.IndexByte(openers, c) >= 0 {
			count++
		}
		if count > limit {
			return i
		}
		previous = c
	}
	return -1
}

// boundedParagraph drops a paragraph that is too long, or has too many signs.
type boundedParagraph struct{}

func (boundedParagraph) Transform(node *ast.Paragraph, _ text.Reader, pc parser.Context) {
	r := readingOf(pc)
	from, to := extentOf(node)
	marked := tooManySigns(r.text[from:to], maxMarked)
	switch {
	case to-from > maxParagraph:
		r.drop(node, from, fmt.Sprintf("ce paragraphe a plus de %s caractères", french.Number(maxParagraph)), "mettez une ligne vide entre ses idées")
	case marked >= 0:
		r.drop(node, from+marked, fmt.Sprintf("ce paragraphe a plus de %d signes de Markdown", maxMarked), "faites-en une liste ou un tableau, ou mettez une ligne vide entre ses idées")
	}
}

// drop leaves a paragraph out, and reports it at an offset of it.
func (r *reading) drop(node *ast.Paragraph, at int, message, hint string) {
	r.report(diag.TooLarge, at, at+1, message, hint)
	r.cover(extentOf(node))
	node.Parent().RemoveChild(node.Parent(), node)
}

// extentOf is where a paragraph begins and ends in the text.
func extentOf(node *ast.Paragraph) (from, to int) {
	lines := node.Lines()
	if lines.Len() == 0 {
		return 0, 0
	}
	return lines.At(0).Start, lines.At(lines.Len() - 1).Stop
}

// boundedTable makes tables of paragraphs, until the text has too many cells.
type boundedTable struct{ parser.ParagraphTransformer }

func (b boundedTable) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	r := readingOf(pc)
	cells := cellsOf(node.Lines(), r.text)
	if r.cells+cells <= maxCells {
		r.cells += cells
		b.ParagraphTransformer.Transform(node, reader, pc)
		return
	}
	from, _ := extentOf(node)
	r.drop(node, from, fmt.Sprintf("avec ce tableau, le texte a plus de %s cases", french.Number(maxCells)), "partagez-le, ou déposez-le dans fichiers/ et faites-y un lien")
}

// cellsOf is the most cells of the table that lines would make: rows take the columns
// of the line that parts the headings from them.
func cellsOf(lines *text.Segments, source []byte) int {
	for i := 1; i < lines.Len(); i++ {
		segment := lines.At(i)
		if line := segment.Value(source); len(bytes.Trim(line, "|:- \t\r\n")) == 0 {
			return (lines.Len() - i) * (bytes.Count(line, []byte("|")) + 1)
		}
	}
	return 0
}

// boundedContext drops the definitions that are too long for as many links as there are
// to repeat them.
type boundedContext struct {
	parser.Context
	reading *reading
}

func (c boundedContext) AddReference(ref parser.Reference) {
	if len(ref.Destination())+len(ref.Title()) <= maxReference {
		c.Context.AddReference(ref)
		return
	}
	at := max(0, bytes.Index(c.reading.text, ref.Destination()))
	c.reading.report(diag.TooLarge, at, at+1, fmt.Sprintf("l'adresse et le titre de ce lien ont plus de %s caractères", french.Number(maxReference)), "raccourcissez-les")
}
