package markdown

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"recueil/internal/diag"
	"recueil/internal/french"
	"recueil/internal/lists"
)

// calloutTitles are the kinds of callouts, as their class names, and titles.
var calloutTitles = map[string]string{
	"conseil":   "Conseil",
	"attention": "Attention",
	"chiffre":   "Chiffre",
}

// calloutMarks are the marks authors write, in the order messages give them.
var calloutMarks = []string{"[!CONSEIL]", "[!ATTENTION]", "[!CHIFFRE]"}

// calloutMarker makes a callout of a quotation whose first line starts with a
// mark, and takes the mark away before the line is read as Markdown.
type calloutMarker struct{}

var calloutPattern = regexp.MustCompile(`^` + space + `*(\[!` + space + `*([^\[\]\r\n]*?)` + space + `*\])` + space + `*`)

// calloutAttribute holds the kind of a callout on its quotation.
const calloutAttribute = "encadre"

// Transform implements parser.ParagraphTransformer.
func (calloutMarker) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	quote, ok := node.Parent().(*ast.Blockquote)
	if !ok || node.PreviousSibling() != nil {
		return
	}
	line := node.Lines().At(0)
	value := line.Value(reader.Source())
	m := calloutPattern.FindSubmatchIndex(value)
	if m == nil || m[1] < len(value) && (value[m[1]] == '(' || value[m[1]] == '[') {
		return
	}
	start := line.Start - line.Padding
	mark, kind := string(value[m[2]:m[3]]), strings.ToLower(string(value[m[4]:m[5]]))
	if _, known := calloutTitles[kind]; !known {
		readingOf(pc).report(diag.UnknownCallout, start+m[2], start+m[3], "l'encadré « "+mark+" » n'existe pas",
			french.DidYouMean(mark, calloutMarks, "les encadrés sont "+strings.Join(calloutMarks, ", ")))
		readingOf(pc).cover(start+m[2], start+m[3])
		if ours := calloutFor[kind]; ours != "" {
			readingOf(pc).problems[len(readingOf(pc).problems)-1].Hint = ""
			readingOf(pc).fix(false, edit{start + m[2], start + m[3], "[!" + ours + "]"})
		}
		return
	}
	quote.SetAttributeString(calloutAttribute, kind)
	dropMark(node, text.NewSegment(start+m[1], line.Stop), reader.Source())
}

// dropMark replaces the first line of a paragraph by the rest of it, and takes
// away the line, then the paragraph, that nothing is left of.
func dropMark(node *ast.Paragraph, rest text.Segment, source []byte) {
	lines := node.Lines()
	if strings.TrimSpace(string(rest.Value(source))) != "" {
		lines.Set(0, rest)
		return
	}
	lines.SetSliced(1, lines.Len())
	if lines.Len() == 0 {
		node.Parent().RemoveChild(node.Parent(), node)
	}
}

func calloutOf(n *ast.Blockquote) (kind string, ok bool) {
	value, _ := n.AttributeString(calloutAttribute)
	kind, ok = value.(string)
	return kind, ok
}

func (c *composer) callout(n *ast.Blockquote, kind string) {
	title := calloutTitles[kind]
	c.out.write(`<div class="encadre encadre-` + kind + `" role="note" aria-label="` + title + `">` + "\n" +
		`<p class="encadre-titre">` + title + "</p>\n")
	c.blocks(n)
	c.out.write("</div>\n")
}

// Callout is a kind of callout: the mark that authors write, and its title.
type Callout struct{ Mark, Title string }

// Callouts lists the kinds of callouts.
func Callouts() []Callout {
	return lists.Of(calloutMarks, func(mark string) Callout {
		return Callout{mark, calloutTitles[strings.ToLower(strings.Trim(mark, "[!]"))]}
	})
}
