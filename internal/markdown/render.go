package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// composer writes a parsed text as pieces, in the order of the page, and
// gathers its links, images and headings on the way.
type composer struct {
	*reading
	out     pieceList
	run     []item // the inline content of the block being written
	body    Body
	lines   outline
	ids     slugs
	refused []refusal
	calls   footnoteCalls

	terms     Terms
	explained map[string]bool // terms that need no link any more
}

func newComposer(r *reading, terms Terms) *composer {
	return &composer{reading: r, ids: slugs{}, terms: terms, explained: map[string]bool{}}
}

func (c *composer) document(doc ast.Node) {
	c.calls = footnoteCallsIn(doc)
	c.blocks(doc)
}

// finish returns the body that was composed.
func (c *composer) finish(text string) *Body {
	c.out.flush()
	body := c.body
	body.text, body.pieces = text, c.out.list
	body.source, body.start = c.source, c.start
	return &body
}

func (c *composer) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		c.block(n)
	}
}

// block writes one block. Comments and definitions of links write nothing.
func (c *composer) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		c.paragraph(n)
	case *ast.TextBlock:
		c.textBlock(n)
	case *ast.Heading:
		c.heading(n)
	case *ast.Blockquote:
		c.quote(n)
	case *ast.List:
		c.bulletsOrNumbers(n)
	case *ast.CodeBlock:
		c.code(n)
	case *ast.FencedCodeBlock:
		c.fenced(n)
	case *ast.ThematicBreak:
		c.out.write("<hr>\n")
	case *east.Table:
		c.table(n)
	case *east.DefinitionList:
		c.definitions(n)
	case *east.FootnoteList:
		c.footnotes(n)
	case *comment:
		c.checkComment(n)
	}
}

// paragraph writes nothing for one that holds nothing to see, such as a
// comment alone.
func (c *composer) paragraph(n *ast.Paragraph) {
	c.inlines(n)
	if image, ok := loneImage(n, c.text); ok {
		c.flushFigure(image)
		return
	}
	c.wrapRun("<p>", "</p>\n")
}

// wrapRun writes the run between two tags, or drops it when it is blank.
func (c *composer) wrapRun(before, after string) {
	if blankRun(c.run) {
		c.run = nil
		return
	}
	c.explain()
	c.out.write(before)
	c.flushRun()
	c.out.write(after)
}

func (c *composer) textBlock(n *ast.TextBlock) {
	c.inlines(n)
	c.explain()
	c.flushRun()
	if n.NextSibling() != nil {
		c.out.write("\n")
	}
}

func (c *composer) quote(n *ast.Blockquote) {
	if kind, ok := calloutOf(n); ok {
		c.callout(n, kind)
		return
	}
	c.out.write("<blockquote>\n")
	c.blocks(n)
	c.out.write("</blockquote>\n")
}

func (c *composer) bulletsOrNumbers(n *ast.List) {
	tag, start := "ul", ""
	if n.IsOrdered() {
		tag = "ol"
		if n.Start != 1 {
			start = ` start="` + strconv.Itoa(n.Start) + `"`
		}
	}
	c.out.write("<" + tag + start + ">\n")
	for li := n.FirstChild(); li != nil; li = li.NextSibling() {
		c.out.write("<li" + taskClass(li) + ">")
		c.blocks(li)
		c.out.write("</li>\n")
	}
	c.out.write("</" + tag + ">\n")
}

// taskClass marks the items that start with a box to tick, which the style
// shows without a bullet.
func taskClass(li ast.Node) string {
	if first := li.FirstChild(); first != nil {
		if _, ok := first.FirstChild().(*east.TaskCheckBox); ok {
			return ` class="tache"`
		}
	}
	return ""
}

// code can be focused because a long line scrolls, which a keyboard must be
// able to do too.
func (c *composer) code(n ast.Node) {
	c.out.write(`<pre tabindex="0"><code>`)
	c.out.write(escape(rawLines(n, c.text)))
	c.out.write("</code></pre>\n")
}

func (c *composer) definitions(n *east.DefinitionList) {
	if !n.HasChildren() {
		return
	}
	c.out.write("<dl>\n")
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if term, ok := child.(*east.DefinitionTerm); ok {
			c.inlines(term)
			c.define()
			c.out.write("<dt>")
			c.flushRun()
			c.out.write("</dt>\n")
			continue
		}
		c.out.write("<dd>")
		c.blocks(child)
		c.out.write("</dd>\n")
	}
	c.out.write("</dl>\n")
}
