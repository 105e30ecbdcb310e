package markdown

import (
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"

	"recueil/internal/diag"
)

// tag is an author's HTML tag, comment or declaration.
type tag struct {
	raw      string
	name     string // in lower case, "" for comments and declarations
	closing  bool
	from, to int // in the text
}

func tagOf(n *ast.RawHTML, source []byte) tag {
	if n.Segments.Len() == 0 {
		return tag{}
	}
	first, last := n.Segments.At(0), n.Segments.At(n.Segments.Len()-1)
	return newTag(string(n.Segments.Value(source)), first.Start, last.Stop)
}

var tagNamePattern = regexp.MustCompile(`^</?([A-Za-z][^\s/>]*)`)

func newTag(raw string, from, to int) tag {
	t := tag{raw: raw, from: from, to: to, closing: strings.HasPrefix(raw, "</")}
	if m := tagNamePattern.FindStringSubmatch(raw); m != nil {
		t.name = strings.ToLower(m[1])
	}
	return t
}

func (t tag) isComment() bool { return strings.HasPrefix(t.raw, "<!--") }

// attributes returns the attributes of an opening tag, resolved.
func (t tag) attributes() []html.Attribute {
	z := html.NewTokenizer(strings.NewReader(t.raw))
	z.Next()
	return z.Token().Attr
}

// attribute returns the value of an attribute, or "".
func (t tag) attribute(name string) string {
	for _, a := range t.attributes() {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// allowedAttributes are the tags that authors may write, since they paste them and
// Markdown has no sign for them, and what each may say. A span, or an i, is there for
// the language of a passage alone.
var allowedAttributes = map[string][]string{
	"br": nil, "sup": nil, "sub": nil, "kbd": nil, "abbr": {"title", "lang"}, "span": {"lang"}, "i": {"lang"},
}

// isAllowed reports whether a tag may be written, given those open around it.
func (b *balance) isAllowed(t tag) bool {
	_, known := allowedAttributes[t.name]
	switch t.name {
	case "br":
		return !t.closing
	case "span", "i":
		if t.closing {
			return slices.ContainsFunc(b.open, func(o openTag) bool { return o.tag.name == t.name })
		}
		return t.attribute("lang") != ""
	}
	return known
}

// keptTags checks the tags that stand directly in a node and returns what each
// is rendered as. A tag that is not closed in the same node is not rendered:
// closed beyond it, it would break the page.
func (c *composer) keptTags(parent ast.Node) map[*ast.RawHTML][]item {
	b := balance{composer: c, kept: map[*ast.RawHTML][]item{}}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if raw, ok := n.(*ast.RawHTML); ok {
			b.visit(raw, tagOf(raw, c.text))
		}
	}
	b.unclosed(0)
	return b.kept
}

// balance pairs the allowed tags of one node.
type balance struct {
	*composer
	kept map[*ast.RawHTML][]item
	open []openTag
}

type openTag struct {
	node *ast.RawHTML
	tag  tag
}

func (b *balance) visit(n *ast.RawHTML, t tag) {
	switch {
	case t.isComment():
	case !b.isAllowed(t):
		b.refuse(n.Parent(), t)
	case t.name == "br":
		b.checkAttributes(t)
		b.kept[n] = []item{{class: brk, html: "<br>"}}
	case t.closing:
		b.close(n, t)
	default:
		b.checkAttributes(t)
		b.open = append(b.open, openTag{n, t})
	}
}

func (b *balance) close(n *ast.RawHTML, t tag) {
	for i := len(b.open) - 1; i >= 0; i-- {
		if b.open[i].tag.name == t.name {
			b.unclosed(i + 1)
			b.kept[b.open[i].node] = []item{{class: markup, html: b.open[i].tag.canonical()}}
			b.kept[n] = []item{{class: markup, html: "</" + t.name + ">"}}
			b.open = b.open[:i]
			return
		}
	}
	b.report(diag.UnclosedTag, t.from, t.to, "la balise </"+t.name+"> n'a pas de balise ouvrante devant elle",
		"ouvrez et fermez la balise dans le même passage : <"+t.name+">texte</"+t.name+">")
}

// unclosed reports the tags still open from position i on, and forgets them.
func (b *balance) unclosed(i int) {
	for _, o := range b.open[i:] {
		b.report(diag.UnclosedTag, o.tag.from, o.tag.to, "la balise <"+o.tag.name+"> n'est pas fermée",
			"ouvrez et fermez la balise dans le même passage : <"+o.tag.name+">texte</"+o.tag.name+">")
	}
	b.open = b.open[:i]
}

// canonical is an allowed opening tag as rendered.
func (t tag) canonical() string {
	out := "<" + t.name
	for _, name := range allowedAttributes[t.name] {
		if value := t.attribute(name); value != "" {
			out += " " + name + `="` + attribute(value) + `"`
		}
	}
	return out + ">"
}

// strayPattern is what authors mean as a comment or a tag but CommonMark reads
// as text: a comment that a blank line cuts, and tags such as <o:p>.
var strayPattern = regexp.MustCompile(`<(?:!--|/?[A-Za-z][^<>\n]*>)`)

// checkStrayMarkup reports comments and tags left in the text of a node.
func (c *composer) checkStrayMarkup(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		first, ok := n.(*ast.Text)
		if !ok {
			continue
		}
		to := first.Segment.Stop
		for next, ok := n.NextSibling().(*ast.Text); ok && next.Segment.Start == to; next, ok = n.NextSibling().(*ast.Text) {
			n, to = next, next.Segment.Stop
		}
		c.checkStrayText(parent, first.Segment.Start, to)
	}
}

func (c *composer) checkStrayText(parent ast.Node, from, to int) {
	value := string(c.text[from:max(from, to)])
	for _, m := range strayPattern.FindAllStringIndex(value, -1) {
		before := value[:m[0]]
		if (len(before)-len(strings.TrimRight(before, `\`)))%2 == 1 {
			continue
		}
		if raw := value[m[0]:m[1]]; raw == "<!--" {
			c.unclosedComment(from + m[0])
		} else {
			c.refuse(parent, newTag(raw, from+m[0], from+m[1]))
		}
	}
}
