package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"recueil/internal/french"
)

type itemClass int

const (
	words  itemClass = iota // text, which typography may change
	markup                  // a tag, which typography sees through
	thing                   // code, an address or a picture: typography sees one object
	brk                     // a line break that the author asked for
)

// item is a part of a block's inline content.
type item struct {
	class itemClass
	text  string // of words
	html  string // of other classes
	piece *piece // instead of html
}

// inlines adds the inline content of a node to the run.
func (c *composer) inlines(parent ast.Node) {
	c.checkStrayMarkup(parent)
	kept := c.keptTags(parent)
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if raw, ok := n.(*ast.RawHTML); ok {
			c.run = append(c.run, kept[raw]...)
			continue
		}
		c.inline(n)
	}
}

func (c *composer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		c.add(words, textOf(n, c.text))
		if n.HardLineBreak() {
			c.run = append(c.run, item{class: brk, html: "<br>\n"})
		} else if n.SoftLineBreak() {
			c.add(words, "\n")
		}
	case *ast.CodeSpan:
		c.add(thing, "<code>"+escape(codeOf(n, c.text))+"</code>")
	case *ast.Emphasis:
		c.element(n, emphasisTag(n.Level))
	case *east.Strikethrough:
		c.element(n, "del")
	case *ast.Link:
		c.link(n)
	case *ast.AutoLink:
		c.autoLink(n)
	case *ast.Image:
		c.image(n)
	case *east.FootnoteLink:
		c.footnoteCall(n)
	case *east.TaskCheckBox:
		c.add(markup, taskBox(n.IsChecked))
	}
}

// add appends text, or HTML for classes other than words.
func (c *composer) add(class itemClass, s string) {
	it := item{class: class, html: s}
	if class == words {
		it = item{class: words, text: s}
	}
	c.run = append(c.run, it)
}

func (c *composer) element(n ast.Node, tag string) {
	c.add(markup, "<"+tag+">")
	c.inlines(n)
	c.add(markup, "</"+tag+">")
}

func emphasisTag(level int) string {
	if level == 2 {
		return "strong"
	}
	return "em"
}

// taskBox is a picture of a box: a disabled one to tick would need a label of
// its own, and nobody can tick it on a published page.
func taskBox(checked bool) string {
	if checked {
		return `<span role="img" aria-label="Fait">☑</span> `
	}
	return `<span role="img" aria-label="À faire">☐</span> `
}

// flushRun writes the run, with typography, and empties it.
func (c *composer) flushRun() {
	edits := french.Typeset(plainRun(c.run))
	at := 0
	for _, it := range c.run {
		switch {
		case it.class == words:
			n := 0
			for n < len(edits) && edits[n].At < at+len(it.text) {
				n++
			}
			c.out.write(escape(french.Apply(it.text, at, edits[:n])))
			edits = edits[n:]
		case it.piece != nil:
			c.out.add(*it.piece)
		default:
			c.out.write(it.html)
		}
		at += len(it.plain())
	}
	c.run = nil
}

// plainRun is the run as typography sees it.
func plainRun(run []item) string {
	size := 0
	for _, it := range run {
		size += len(it.plain())
	}
	var b strings.Builder
	b.Grow(size)
	for _, it := range run {
		b.WriteString(it.plain())
	}
	return b.String()
}

func (it item) plain() string {
	switch it.class {
	case words:
		return it.text
	case thing:
		return string(french.Object)
	case brk:
		return string(french.LineBreak)
	}
	return ""
}

// blankRun reports whether a reader would see nothing of the run.
func blankRun(run []item) bool {
	for _, it := range run {
		if it.class == thing || strings.TrimSpace(it.text) != "" {
			return false
		}
	}
	return true
}
