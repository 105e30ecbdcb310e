package markdown

import (
	"bufio"
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer/html"
)

// plainBlocks returns the text of a node's blocks, one a line.
func plainBlocks(parent ast.Node, source []byte) string { return plainBlocksBut(parent, nil, source) }

// plainBlocksBut leaves some of the blocks out.
func plainBlocksBut(parent ast.Node, left map[ast.Node]bool, source []byte) string {
	var lines []string
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if left[n] {
			continue
		}
		if s := strings.TrimSpace(plainBlock(n, source)); s != "" {
			lines = append(lines, s)
		}
	}
	return strings.Join(lines, "\n")
}

func plainBlock(n ast.Node, source []byte) string {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock, *ast.Heading, *east.DefinitionTerm, *east.TableCell:
		return seenText(n, source)
	case *east.TableHeader, *east.TableRow:
		return strings.ReplaceAll(plainBlocks(n, source), "\n", " ")
	case *ast.FencedCodeBlock:
		title, _ := chartTitle(n, source)
		return strings.TrimSpace(title + "\n" + rawLines(n, source))
	case *ast.CodeBlock:
		return rawLines(n, source)
	}
	if n.Type() == ast.TypeInline {
		return ""
	}
	return plainBlocks(n, source)
}

// seenText is the inline text of a node that readers see: without the
// alternatives of its images, but with the legend of one that stands alone.
func seenText(n ast.Node, source []byte) string {
	if image, ok := loneImage(n, source); ok {
		return legendOf(image)
	}
	return squeeze(inlineText(n, source, false))
}

// fullText is the inline text of a node as it is spoken: with the alternatives
// of its images.
func fullText(n ast.Node, source []byte) string {
	return squeeze(inlineText(n, source, true))
}

// squeeze makes one space of several, as what stood between them is not text.
func squeeze(s string) string {
	if isSqueezed(s) {
		return s
	}
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' })
	return readable(strings.Join(words, " "))
}

// isSqueezed reports whether squeeze would change nothing, as of most texts.
func isSqueezed(s string) bool {
	return utf8.ValidString(s) && !strings.Contains(s, "\n") && !strings.Contains(s, "  ") &&
		!strings.HasPrefix(s, " ") && !strings.HasSuffix(s, " ")
}

func inlineText(parent ast.Node, source []byte, alt bool) string {
	if only, ok := parent.FirstChild().(*ast.Text); ok && only.NextSibling() == nil && !only.SoftLineBreak() && !only.HardLineBreak() {
		return textOf(only, source)
	}
	var b strings.Builder
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			b.WriteString(textOf(n, source))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.CodeSpan:
			b.WriteString(codeOf(n, source))
		case *ast.AutoLink:
			b.WriteString(unescape(n.Label(source)))
		case *ast.RawHTML:
			if tagOf(n, source).name == "br" {
				b.WriteByte(' ')
			}
		case *ast.Image:
			if alt {
				b.WriteString(inlineText(n, source, alt))
			}
		default:
			b.WriteString(inlineText(n, source, alt))
		}
	}
	return b.String()
}

// textOf is the text of a node with Markdown's escapes and entities resolved.
func textOf(n *ast.Text, source []byte) string {
	return unescape(n.Segment.Value(source))
}

// codeOf is the text of a code span, its line ends made spaces.
func codeOf(n *ast.CodeSpan, source []byte) string {
	var b strings.Builder
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if t, ok := child.(*ast.Text); ok {
			b.Write(t.Segment.Value(source))
		}
	}
	return readable(strings.NewReplacer("\r\n", " ", "\n", " ").Replace(b.String()))
}

// rawLines is the text of a block of code.
func rawLines(n ast.Node, source []byte) string {
	return readable(strings.ReplaceAll(string(n.Lines().Value(source)), "\r\n", "\n"))
}

// unescape resolves Markdown's escapes and entities. The work is goldmark's,
// which does it while escaping for HTML; those four escapes are then undone.
func unescape(value []byte) string {
	if !bytes.ContainsAny(value, "\\&\x00\r") {
		return readable(string(value))
	}
	var b strings.Builder
	w := bufio.NewWriter(&b)
	html.DefaultWriter.Write(w, value)
	_ = w.Flush() // a strings.Builder never fails
	return readable(undoEscapes.Replace(b.String()))
}

// readable is s with U+FFFD for what is not UTF-8. It is said of each text, before
// texts meet: bytes on the two sides of markup would else make one character, which
// typography may change and no text holds.
func readable(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

var undoEscapes = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", `"`, "\r", "")
