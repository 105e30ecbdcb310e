package markdown

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// table writes a table in a frame that scrolls sideways on a phone, and that a
// keyboard can reach to do so. Alignments are classes, since the site's security
// policy blocks style attributes.
func (c *composer) table(n *east.Table) {
	c.out.write(`<div class="tableau" role="group" aria-label="Tableau" tabindex="0">` + "\n<table>\n")
	body := false
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if _, ok := row.(*east.TableHeader); ok {
			c.out.write("<thead>\n")
			c.row(row, true)
			c.out.write("</thead>\n")
			continue
		}
		if !body {
			body = true
			c.out.write("<tbody>\n")
		}
		c.row(row, false)
	}
	if body {
		c.out.write("</tbody>\n")
	}
	c.out.write("</table>\n</div>\n")
}

func (c *composer) row(row ast.Node, header bool) {
	c.out.write("<tr>\n")
	for n := row.FirstChild(); n != nil; n = n.NextSibling() {
		if cell, ok := n.(*east.TableCell); ok {
			c.cell(cell, header)
		}
	}
	c.out.write("</tr>\n")
}

// cell writes an empty header as a plain cell: a header without a name would be
// announced for nothing.
func (c *composer) cell(n *east.TableCell, header bool) {
	c.inlines(n)
	tag, scope := "td", ""
	if header && !blankRun(c.run) {
		tag, scope = "th", ` scope="col"`
	}
	if !header {
		c.explain()
	}
	c.out.write("<" + tag + scope + alignmentClass(n.Alignment) + ">")
	c.flushRun()
	c.out.write("</" + tag + ">\n")
}

func alignmentClass(a east.Alignment) string {
	switch a {
	case east.AlignRight:
		return ` class="droite"`
	case east.AlignCenter:
		return ` class="centre"`
	}
	return ""
}
