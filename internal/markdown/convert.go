package markdown

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// converted is the Markdown for a piece of HTML.
type converted struct {
	text  string
	block bool // it stands on lines of its own
	sure  bool // nothing that matters to a reader is lost or guessed
}

// convert writes a refused tag, and all that stands up to its end, as Markdown. It
// is not ok when Markdown has no form for it. The words between tags may be
// Markdown already and stay as they are. Level is that of a title that <details>
// becomes.
func convert(raw string, level int) (converted, bool) {
	root, ok := parseElements(raw)
	if !ok || len(root.children) != 1 {
		return converted{}, false
	}
	c := converter{level: level, ok: true, sure: !strings.Contains(raw, "`") && !strings.Contains(raw, "<!--")}
	only := root.children[0]
	out := converted{block: only.isBlock()}
	if out.block {
		out.text = strings.Join(c.blocks(root), "\n\n")
	} else {
		out.text = c.inline(root)
	}
	out.sure = c.sure
	return out, c.ok
}

// element is a tag and what it holds, or a text.
type element struct {
	name     string // "" for a text
	raw      string // of a text, or of a tag that is allowed
	attr     []html.Attribute
	children []*element
}

func (e *element) attribute(name string) string {
	for _, a := range e.attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

var blockTags = []string{"p", "div", "section", "article", "aside", "header", "footer", "main", "nav", "center", "ul", "ol", "li", "dl", "dt", "dd",
	"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "details", "summary", "figure", "figcaption", "blockquote", "hr", "pre",
	"h1", "h2", "h3", "h4", "h5", "h6"}

var voidTags = []string{"br", "hr", "img", "wbr", "col", "input", "source", "embed", "link", "meta"}

func (e *element) isBlock() bool {
	return slices.Contains(blockTags, e.name) || slices.ContainsFunc(e.children, (*element).isBlock)
}

// endsWith are the tags that an opening tag ends, since authors leave out theirs.
var endsWith = map[string][]string{"li": {"li"}, "td": {"td", "th"}, "th": {"td", "th"}, "tr": {"td", "th", "tr"}, "p": {"p"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}}

// addressTag is an address between angle brackets, which is Markdown's.
var addressTag = regexp.MustCompile(`^<[^\s<>"]*(?::/|@|^<mailto:|^<tel:)[^\s<>]*>$`)

var blankLine = regexp.MustCompile(`\n[ \t\r]*\n`)

// deepest is how far tags may stand in each other.
const deepest = 50

func parseElements(raw string) (*element, bool) {
	root := &element{}
	open := []*element{root}
	add := func(e *element) { last := open[len(open)-1]; last.children = append(last.children, e) }
	z := html.NewTokenizer(strings.NewReader(raw))
	for {
		kind := z.Next()
		written := string(z.Raw())
		if addressTag.MatchString(written) {
			add(&element{raw: written})
			continue
		}
		switch kind {
		case html.ErrorToken:
			return root, len(open) == 1 || endsWith[open[len(open)-1].name] != nil
		case html.TextToken, html.CommentToken:
			add(&element{raw: written})
		case html.DoctypeToken:
			return nil, false
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			for len(open) > 1 && slices.Contains(endsWith[t.Data], open[len(open)-1].name) {
				open = open[:len(open)-1]
			}
			e := &element{name: t.Data, raw: written, attr: t.Attr}
			add(e)
			if kind == html.StartTagToken && !slices.Contains(voidTags, t.Data) {
				open = append(open, e)
			}
			if len(open) > deepest {
				return nil, false
			}
		case html.EndTagToken:
			name := z.Token().Data
			for i := len(open) - 1; i > 0; i-- {
				if open[i].name == name {
					open = open[:i]
					break
				}
			}
		}
	}
}

type converter struct {
	level        int
	bold, italic bool
	ok, sure     bool
}

// inline writes what an element holds on one line, or several when its words are.
func (c *converter) inline(e *element) string {
	var b strings.Builder
	for _, child := range e.children {
		b.WriteString(c.inlineOf(child))
	}
	return b.String()
}

func (c *converter) inlineOf(e *element) string {
	switch e.name {
	case "":
		return e.raw
	case "b", "strong":
		return c.set(e, &c.bold, "**")
	case "i", "em", "cite", "dfn", "var":
		return c.set(e, &c.italic, "*")
	case "s", "strike", "del":
		return c.around("~~", c.inline(e), "~~")
	case "code", "tt", "samp":
		return c.around("`", html.UnescapeString(c.inline(e)), "`")
	case "q":
		return c.around("« ", c.inline(e), " »")
	case "br":
		return "<br>"
	case "wbr":
		return ""
	case "sup", "sub", "kbd":
		return "<" + e.name + ">" + c.inline(e) + "</" + e.name + ">"
	case "abbr":
		return tag{raw: e.raw, name: "abbr"}.canonical() + c.inline(e) + "</abbr>"
	case "a":
		return c.link(e)
	case "img":
		return c.image(e, "")
	case "u", "ins", "font", "big", "small", "mark", "label", "tbody", "p", "div", "section", "center", "summary":
		return c.foreign(e, c.inline(e))
	case "span":
		return c.foreign(e, c.inline(e))
	}
	if strings.Contains(e.name, ":") { // what a word processor adds
		return c.inline(e)
	}
	c.ok = false
	return ""
}

// set writes an emphasis, once however many tags ask for it.
func (c *converter) set(e *element, within *bool, mark string) string {
	if *within {
		return c.inline(e)
	}
	*within = true
	inner := c.inline(e)
	*within = false
	return c.foreign(e, c.around(mark, inner, mark))
}

// foreign keeps the language of a passage.
func (c *converter) foreign(e *element, inner string) string {
	if lang := e.attribute("lang"); lang != "" && strings.TrimSpace(inner) != "" {
		return `<span lang="` + attribute(lang) + `">` + inner + "</span>"
	}
	return inner
}

// around puts marks around words, and the blanks at their ends outside. Marks hold no
// more than a paragraph.
func (c *converter) around(before, inner, after string) string {
	words := strings.Trim(inner, spacing+"\r\n")
	c.ok = c.ok && !blankLine.MatchString(words)
	if words == "" {
		return inner
	}
	at := strings.Index(inner, words)
	return inner[:at] + before + words + after + inner[at+len(words):]
}

func (c *converter) link(e *element) string {
	href := strings.TrimSpace(e.attribute("href"))
	inner := c.inline(e)
	words := strings.TrimSpace(inner)
	switch {
	case href == "" && words == "": // an anchor
		c.ok = false
		return ""
	case href == "":
		return inner
	}
	if message, _ := linkProblem(href, words); message != "" || strings.ContainsAny(href, "<>\n") {
		c.ok = false
	}
	if strings.ContainsAny(href, " ()") {
		href = "<" + href + ">"
	}
	return c.around("[", inner, "]("+href+")")
}

func (c *converter) image(e *element, legend string) string {
	src, alt := e.attribute("src"), strings.TrimSpace(e.attribute("alt"))
	if message, _ := imageProblem(src); message != "" || strings.ContainsAny(src, "<>\n") {
		c.ok = false
	}
	c.sure = c.sure && alt != ""
	if strings.ContainsAny(src, " ()") {
		src = "<" + src + ">"
	}
	if legend != "" {
		src += ` "` + strings.ReplaceAll(legend, `"`, `\"`) + `"`
	}
	return "![" + cmp.Or(alt, "description") + "](" + src + ")"
}

// blocks writes what an element holds as blocks.
func (c *converter) blocks(e *element) []string {
	var out []string
	line := &element{}
	flush := func() {
		if words := dedent(c.inline(line)); words != "" {
			out = append(out, words)
		}
		line = &element{}
	}
	for _, child := range e.children {
		if !child.isBlock() {
			line.children = append(line.children, child)
			continue
		}
		flush()
		out = append(out, c.blocksOf(child)...)
	}
	flush()
	return out
}

// dedent takes away the blanks that all the lines of a text begin with, and the
// blank lines around it.
func dedent(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	common := -1
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t")
		if n := len(line) - len(strings.TrimLeft(line, " \t")); strings.TrimSpace(line) != "" && (common < 0 || n < common) && i > 0 {
			common = n
		}
	}
	for i, line := range lines {
		if i == 0 {
			lines[i] = strings.TrimLeft(line, " \t")
		} else {
			lines[i] = line[min(max(common, 0), len(line)):]
		}
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

func (c *converter) blocksOf(e *element) []string {
	switch e.name {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return c.title(max(2, int(e.name[1]-'0')), e)
	case "hr":
		return []string{"---"}
	case "ul", "ol":
		return []string{c.list(e)}
	case "dl":
		return []string{c.definitions(e)}
	case "blockquote":
		return []string{prefixed(strings.Join(c.blocks(e), "\n\n"), "> ", "> ")}
	case "table":
		return c.table(e)
	case "details":
		return c.details(e)
	case "pre":
		return []string{"```\n" + strings.Trim(html.UnescapeString(c.bare(e)), "\n") + "\n```"}
	case "figure":
		return c.figure(e)
	case "tr", "td", "th", "caption", "li", "dt", "dd", "thead", "tbody", "tfoot", "summary", "figcaption":
		c.ok = false // outside what they belong to
		return nil
	}
	return c.blocks(e)
}

func (c *converter) title(level int, e *element) []string {
	words := oneLine(c.inline(e))
	if words == "" {
		return nil
	}
	return []string{strings.Repeat("#", min(level, 6)) + " " + words}
}

func oneLine(s string) string { return strings.Join(strings.FieldsFunc(s, isLineBlank), " ") }

func isLineBlank(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }

func prefixed(text, first, rest string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		prefix := rest
		if i == 0 {
			prefix = first
		}
		lines[i] = strings.TrimRight(prefix+line, " ")
	}
	return strings.Join(lines, "\n")
}

func (c *converter) list(e *element) string {
	var items []string
	for _, child := range e.children {
		if child.name == "" && strings.TrimSpace(child.raw) == "" {
			continue
		}
		if child.name != "li" {
			c.ok = false
			continue
		}
		mark := "- "
		if e.name == "ol" {
			mark = strconv.Itoa(len(items)+1) + ". "
		}
		items = append(items, prefixed(strings.Join(c.blocks(child), "\n"), mark, strings.Repeat(" ", len(mark))))
	}
	return strings.Join(items, "\n")
}

func (c *converter) definitions(e *element) string {
	var b strings.Builder
	for _, child := range e.children {
		words := oneLine(c.inline(child))
		switch {
		case child.name == "dt":
			b.WriteString("\n" + words + "\n")
		case child.name == "dd":
			b.WriteString(": " + words + "\n")
		case words != "":
			c.ok = false
		}
	}
	return strings.Trim(b.String(), "\n")
}

func (c *converter) details(e *element) []string {
	var out []string
	rest := &element{}
	for _, child := range e.children {
		if child.name == "summary" {
			out = append(out, c.title(c.level, child)...)
		} else {
			rest.children = append(rest.children, child)
		}
	}
	return append(out, c.blocks(rest)...)
}

func (c *converter) figure(e *element) []string {
	var pictures []*element
	legend := ""
	for _, child := range e.children {
		switch {
		case child.name == "img":
			pictures = append(pictures, child)
		case child.name == "figcaption":
			legend = oneLine(c.inline(child))
		case strings.TrimSpace(child.raw) != "":
			c.ok = false
		}
	}
	if len(pictures) != 1 {
		c.ok = false
		return nil
	}
	return []string{c.image(pictures[0], legend)}
}

// bare is the text of an element without its tags.
func (c *converter) bare(e *element) string {
	var b strings.Builder
	for _, child := range e.children {
		if child.name == "" {
			b.WriteString(child.raw)
		}
		b.WriteString(c.bare(child))
	}
	return b.String()
}

// table writes rows between bars. A table without a row of headings has its first
// row for one, which its author has to agree to.
func (c *converter) table(e *element) []string {
	var out, rows []string
	var width []int
	headed := false
	for _, row := range c.rows(e) {
		if row.name == "caption" {
			out = append(out, oneLine(c.inline(row)))
			continue
		}
		var b bytes.Buffer
		b.WriteByte('|')
		n := 0
		for _, cell := range row.children {
			if cell.name != "td" && cell.name != "th" {
				c.ok = c.ok && strings.TrimSpace(cell.raw) == ""
				continue
			}
			headed = headed || len(rows) == 0 && cell.name == "th"
			c.ok = c.ok && cell.attribute("colspan")+cell.attribute("rowspan") == ""
			b.WriteString(strings.TrimRight(" "+c.cellOf(cell), " ") + " |")
			n++
		}
		rows, width = append(rows, b.String()), append(width, n)
	}
	if len(rows) == 0 || slices.Min(width) != slices.Max(width) || width[0] == 0 {
		c.ok = false
		return nil
	}
	c.sure = c.sure && headed
	rows = slices.Insert(rows, 1, "|"+strings.Repeat(" --- |", width[0]))
	return append(out, strings.Join(rows, "\n"))
}

// rows lists the rows of a table and its caption, whatever they stand in.
func (c *converter) rows(e *element) []*element {
	var rows []*element
	for _, child := range e.children {
		switch child.name {
		case "tr", "caption":
			rows = append(rows, child)
		case "thead", "tbody", "tfoot":
			rows = append(rows, c.rows(child)...)
		case "", "colgroup", "col":
			c.ok = c.ok && (child.name != "" || strings.TrimSpace(child.raw) == "")
		default:
			c.ok = false
		}
	}
	return rows
}

// cellOf writes a cell on one line: its paragraphs are parted by breaks.
func (c *converter) cellOf(cell *element) string {
	parts := []string{}
	line := &element{}
	flush := func() {
		if words := oneLine(c.inline(line)); words != "" {
			parts = append(parts, words)
		}
		line = &element{}
	}
	for _, child := range cell.children {
		if child.name == "p" || child.name == "div" {
			flush()
			line.children = child.children
			flush()
			continue
		}
		line.children = append(line.children, child)
	}
	flush()
	return strings.ReplaceAll(strings.ReplaceAll(strings.Join(parts, "<br>"), `\|`, "|"), "|", `\|`)
}
