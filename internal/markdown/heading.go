package markdown

import (
	"bytes"
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"recueil/internal/diag"
	"recueil/internal/french"
)

// heading writes a heading at the level that keeps the outline whole, or drops
// it when it is empty.
func (c *composer) heading(n *ast.Heading) {
	from, to := c.headingSpan(n)
	c.inlines(n)
	if blankRun(c.run) {
		c.run = nil
		c.report(diag.BadHeading, from, to, "le titre est vide", "écrivez un titre ou supprimez la ligne")
		return
	}
	name := fullText(n, c.text)
	c.checkLevel(n.Level, name, from, to)
	h := Heading{Level: c.lines.place(n.Level), ID: c.ids.unique(name), Text: name, Span: c.span(from, to)}
	c.body.headings = append(c.body.headings, h)
	tag := "h" + strconv.Itoa(h.Level)
	c.out.write("<" + tag + ` id="` + h.ID + `">`)
	c.flushRun()
	c.out.write("</" + tag + ">\n")
}

// headingSpan is the range of a heading's text with the signs before it.
func (c *composer) headingSpan(n *ast.Heading) (from, to int) {
	if n.Lines().Len() == 0 {
		from = max(0, min(n.Pos(), len(c.text)))
		return from, from + len(c.text[from:]) - len(bytes.TrimLeft(c.text[from:], "#"))
	}
	from, to = n.Lines().At(0).Start, n.Lines().At(n.Lines().Len()-1).Stop
	before := bytes.TrimRight(c.text[:from], " \t")
	if signs := bytes.TrimRight(before, "#"); len(signs) < len(before) {
		from = len(signs)
	}
	return from, to
}

func (c *composer) checkLevel(level int, name string, from, to int) {
	last := max(c.lines.last, 1)
	switch {
	case level == 1:
		c.report(diag.BadHeading, from, to, "le titre de niveau 1 est réservé au titre de la page",
			"écrivez « ## "+name+" »")
	case level > last+1 && c.lines.last == 0:
		c.report(diag.BadHeading, from, to, fmt.Sprintf("le premier titre est de niveau %d", level),
			"écrivez « ## "+name+" »")
	case level > last+1:
		c.report(diag.BadHeading, from, to, fmt.Sprintf("le titre saute du niveau %d au niveau %d", last, level),
			"écrivez « "+strings.Repeat("#", last+1)+" "+name+" »")
	}
}

// outline gives headings the levels they are rendered at: one below the
// heading they stand under as written, which is the page's title at first.
type outline struct {
	last int // level of the last heading as written, 0 before the first
	open []placed
}

type placed struct{ written, rendered int }

func (o *outline) place(written int) int {
	o.last = written
	for len(o.open) > 0 && o.open[len(o.open)-1].written >= written {
		o.open = o.open[:len(o.open)-1]
	}
	rendered := 2
	if len(o.open) > 0 {
		rendered = min(o.open[len(o.open)-1].rendered+1, 6)
	}
	o.open = append(o.open, placed{written, rendered})
	return rendered
}

// slugs counts the headings that asked for each id.
type slugs map[string]int

// unique returns the id of a heading: its slug, or "section" when it has none,
// followed by -2, -3… when an earlier heading has it.
func (s slugs) unique(name string) string {
	base := cmp.Or(french.Slug(name), "section")
	id := base
	for n := s[base] + 1; s[id] > 0; n++ {
		id = base + "-" + strconv.Itoa(n)
		s[base] = n
	}
	s[id]++
	return id
}
