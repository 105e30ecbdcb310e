package markdown

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"recueil/internal/diag"
)

// refusal is a tag that the site does not accept.
type refusal struct {
	tag
	top bool // it stands in a paragraph of the document itself
}

// refuse notes a tag to report: those of one construct are reported together.
func (c *composer) refuse(parent ast.Node, t tag) {
	for !holdsProse(parent) && parent.Parent() != nil && parent.Type() == ast.TypeInline {
		parent = parent.Parent()
	}
	c.refused = append(c.refused, refusal{t, topLevel(parent)})
}

// reportRefused reports each outermost refused tag with all that stands up to its
// end as one problem, with the Markdown for the whole.
func (c *composer) reportRefused() {
	slices.SortStableFunc(c.refused, func(a, b refusal) int { return cmp.Compare(a.from, b.from) })
	c.refused = slices.CompactFunc(c.refused, func(a, b refusal) bool { return a.from == b.from })
	reported := map[string]int{} // opening tags without an end, by name
	for i := 0; i < len(c.refused); {
		t := c.refused[i]
		end := c.endOf(i)
		switch {
		case end > i:
			c.dropWithin(t.from, c.refused[end].to)
			c.construct(t, c.refused[end].to)
		case t.closing && t.name != "br" && reported[t.name] > 0:
			reported[t.name]--
		default:
			if !t.closing {
				reported[t.name]++
			}
			c.loneTag(t)
		}
		i = max(i, end) + 1
	}
}

// endOf returns the index of the tag that closes one, or -1.
func (c *composer) endOf(i int) int {
	t := c.refused[i]
	if t.closing || t.name == "" || slices.Contains(voidTags, t.name) || strings.HasSuffix(t.raw, "/>") {
		return -1
	}
	depth := 0
	for j := i; j < len(c.refused); j++ {
		switch {
		case c.refused[j].name != t.name:
		case !c.refused[j].closing:
			depth++
		default:
			if depth--; depth == 0 {
				return j
			}
		}
	}
	return -1
}

// dropWithin forgets what was reported of the allowed tags within a construct,
// and keeps marks there from being reported again.
func (c *composer) dropWithin(from, to int) {
	within := c.span(from, to)
	c.problems = slices.DeleteFunc(c.problems, func(d diag.Diagnostic) bool {
		return (d.Rule == diag.ForbiddenHTML || d.Rule == diag.UnclosedTag) && within.Start <= d.Span.Start && d.Span.End <= within.End
	})
	c.cover(from, to)
}

func (c *composer) construct(t refusal, to int) {
	c.report(diag.ForbiddenHTML, t.from, t.to, "la balise <"+t.name+"> n'est pas acceptée", "")
	d := &c.problems[len(c.problems)-1]
	out, ok := convert(string(c.text[t.from:to]), min(c.levelAt(t.from)+1, 6))
	if !ok {
		d.Hint = c.insteadOf(t.tag)
		return
	}
	d.Hint = c.hintFor(t.tag, out)
	switch {
	case !out.block:
		c.fix(!out.sure, edit{t.from, to, out.text})
	case t.top:
		c.fix(!out.sure, c.replaceBlock(t.from, to, out.text))
	}
}

// hintFor gives the Markdown to write, but says why a tag of layout has none.
func (c *composer) hintFor(t tag, out converted) string {
	switch {
	case adviceFor[t.name] != "" && !out.block, strings.TrimSpace(out.text) == "":
		return cmp.Or(adviceFor[t.name], "supprimez la balise")
	case strings.Contains(out.text, "\n"):
		return "écrivez :\n" + out.text
	}
	return "écrivez " + out.text
}

// replaceBlock puts blocks in the place of a range, with blank lines around.
func (c *composer) replaceBlock(from, to int, text string) edit {
	start := bytes.LastIndexByte(c.text[:from], '\n') + 1
	if before := c.text[start:from]; len(bytes.TrimSpace(before)) == 0 {
		from = start
		if above := bytes.TrimRight(c.text[:start], "\r\n"); start > 0 && len(above) > 0 && bytes.Count(c.text[len(above):start], []byte("\n")) < 2 {
			text = "\n" + text
		}
	} else {
		from -= len(before) - len(bytes.TrimRight(before, " \t"))
		text = "\n\n" + text
	}
	end := c.endOfLine(to)
	if after := c.text[to:end]; len(bytes.TrimSpace(after)) == 0 {
		to = to + len(bytes.TrimRight(after, "\r"))
		if next := c.text[min(end+1, len(c.text)):]; len(next) > 0 && next[0] != '\n' && next[0] != '\r' && !c.refusedAt(len(c.text)-len(bytes.TrimLeft(next, " \t"))) {
			text += "\n"
		}
	} else {
		to += len(after) - len(bytes.TrimLeft(after, " \t"))
		text += "\n\n"
	}
	return edit{from, to, text}
}

// refusedAt reports whether a refused tag begins at an offset: its own mend parts it
// from what is before.
func (c *composer) refusedAt(at int) bool {
	return slices.ContainsFunc(c.refused, func(t refusal) bool { return t.from == at && slices.Contains(blockTags, t.name) })
}

// levelAt is the level of the last title before an offset, 1 when there is none.
func (c *composer) levelAt(at int) int {
	level := 1
	for _, h := range c.body.headings {
		if h.Span.Start < c.start+at {
			level = h.Level
		}
	}
	return level
}

// loneTag reports a tag whose end is not found, or that has none.
func (c *composer) loneTag(t refusal) {
	switch {
	case t.name == "":
		c.report(diag.ForbiddenHTML, t.from, t.to, "ce code n'est pas accepté dans le texte", "supprimez-le")
	case t.name == "br":
		c.report(diag.ForbiddenHTML, t.from, t.to, "la balise </br> n'existe pas", "écrivez <br>")
		c.fix(false, edit{t.from, t.to, "<br>"})
	case t.closing:
		c.report(diag.ForbiddenHTML, t.from, t.to, "la balise </"+t.name+"> n'est pas acceptée", "supprimez la balise")
		c.fix(markdownFor[t.name] == "" && adviceFor[t.name] == "", edit{t.from, t.to, ""})
	default:
		c.report(diag.ForbiddenHTML, t.from, t.to, "la balise <"+t.name+"> n'est pas acceptée", c.insteadOf(t.tag))
		c.mendVoid(t)
	}
}

// mendVoid mends a tag that has no end: a picture, a rule.
func (c *composer) mendVoid(t refusal) {
	out, ok := convert(t.raw, 2)
	if !ok || !slices.Contains(voidTags, t.name) && !strings.HasSuffix(t.raw, "/>") {
		return
	}
	if !out.block {
		c.fix(!out.sure, edit{t.from, t.to, out.text})
	} else if t.top {
		c.fix(!out.sure, c.replaceBlock(t.from, t.to, out.text))
	}
}

func (c *composer) checkAttributes(t tag) {
	for _, a := range t.attributes() {
		if !slices.Contains(allowedAttributes[t.name], a.Key) {
			c.report(diag.ForbiddenHTML, t.from, t.to,
				fmt.Sprintf("l'attribut « %s » n'est pas accepté dans la balise <%s>", a.Key, t.name),
				"écrivez "+t.canonical())
			c.fix(false, edit{t.from, t.to, t.canonical()})
		}
	}
	c.checkLanguage(t)
}
