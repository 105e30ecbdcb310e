package markdown

import (
	"bytes"
	"regexp"
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"recueil/internal/diag"
)

// callParser is goldmark's parser of footnote calls, and reports those that it
// would leave in the text because no footnote has their name.
type callParser struct{ parser.InlineParser }

// callPattern takes the spaces and colon after a call too: they tell a footnote
// that was meant to be written there.
var callPattern = regexp.MustCompile(`^!?\[\^([^\[\]\s][^\[\]]*)\](\s*:|[(\[])?`)

func (p callParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, here := block.PeekLine()
	if !bytes.HasPrefix(bytes.TrimPrefix(line, []byte("!")), []byte("[^")) { // goldmark takes any sign after « ! » for the bracket
		return nil
	}
	n := p.InlineParser.Parse(parent, block, pc)
	m := callPattern.FindSubmatchIndex(line)
	if n != nil || m == nil || m[4] >= 0 && (line[m[4]] == '(' || line[m[4]] == '[') {
		return n
	}
	name, from := string(line[m[2]:m[3]]), here.Start-here.Padding+m[2]-len("[^")
	message := "la note « " + name + " » n'est écrite nulle part"
	hint := "ajoutez une ligne « [^" + name + "]: texte de la note »"
	if m[4] >= 0 && !parent.HasChildren() {
		message = "la note « " + name + " » n'est pas reconnue"
		hint = "écrivez « [^" + name + "]: » après une ligne vide, sans espace avant le deux-points"
	}
	readingOf(pc).report(diag.MissingFootnote, from, here.Start-here.Padding+m[3]+1, message, hint)
	readingOf(pc).cover(from, here.Start-here.Padding+m[3]+1)
	return nil
}

// footnoteCalls numbers the calls that become links to a footnote: those within
// an image's alternative or another link do not.
type footnoteCalls struct {
	rank  map[*east.FootnoteLink]int // from 1, among the calls of a footnote
	count map[int]int                // calls of a footnote, by its number
}

func footnoteCallsIn(doc ast.Node) footnoteCalls {
	calls := footnoteCalls{rank: map[*east.FootnoteLink]int{}, count: map[int]int{}}
	calls.gather(doc)
	return calls
}

func (f footnoteCalls) gather(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *east.FootnoteLink:
			f.count[n.Index]++
			f.rank[n] = f.count[n.Index]
		case *ast.Link, *ast.Image:
		default:
			f.gather(n)
		}
	}
}

func (c *composer) footnoteCall(n *east.FootnoteLink) {
	number := strconv.Itoa(n.Index)
	rank, ok := c.calls.rank[n]
	if !ok {
		c.add(thing, `<sup class="appel">`+number+"</sup>")
		return
	}
	c.add(thing, `<sup class="appel"><a href="#note_`+number+`" id="`+callID(n.Index, rank)+
		`" role="doc-noteref" aria-label="Note `+number+`">`+number+"</a></sup>")
}

func callID(index, rank int) string {
	id := "appel_" + strconv.Itoa(index)
	if rank > 1 {
		id += "_" + strconv.Itoa(rank)
	}
	return id
}

// footnotes writes the notes at the end of the page, each with a way back to
// every call.
func (c *composer) footnotes(list *east.FootnoteList) {
	c.out.write(`<section class="notes" role="doc-endnotes" aria-label="Notes">` + "\n<ol>\n")
	for child := list.FirstChild(); child != nil; child = child.NextSibling() {
		if note, ok := child.(*east.Footnote); ok {
			c.footnote(note)
		}
	}
	c.out.write("</ol>\n</section>\n")
}

func (c *composer) footnote(note *east.Footnote) {
	c.out.write(`<li id="note_` + strconv.Itoa(note.Index) + `">`)
	back := c.backLinks(note.Index)
	for n := note.FirstChild(); n != nil; n = n.NextSibling() {
		if _, lone := loneImage(n, c.text); n == lastBlock(note) && ast.IsParagraph(n) && !lone {
			c.inlines(n)
			c.explain()
			c.out.write("<p>")
			c.flushRun()
			c.out.write(back + "</p>\n")
			back = ""
			continue
		}
		c.block(n)
	}
	if back != "" {
		c.out.write("<p>" + back + "</p>\n")
	}
	c.out.write("</li>\n")
}

// lastBlock is the last child of a footnote, before the links back that
// goldmark adds and this package does not use.
func lastBlock(note ast.Node) ast.Node {
	last := note.LastChild()
	for last != nil && last.Type() == ast.TypeInline {
		last = last.PreviousSibling()
	}
	return last
}

func (c *composer) backLinks(index int) string {
	html := ""
	for rank := 1; rank <= c.calls.count[index]; rank++ {
		label := "Retour au texte"
		if rank > 1 {
			label += " (" + strconv.Itoa(rank) + ")"
		}
		html += ` <a href="#` + callID(index, rank) + `" class="retour" role="doc-backlink" aria-label="` + label + `">↩</a>`
	}
	return html
}
