package imports

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html/atom"

	nethtml "golang.org/x/net/html"
)

// markdownOf writes as Markdown what a cell says, in HTML or in plain text, so that what
// was plain stays so: « + 30 % » is no list.
func markdownOf(text string) (string, error) {
	doc, err := nethtml.Parse(strings.NewReader(asHTML(text)))
	if err != nil {
		return "", fmt.Errorf("parse HTML: %w", err)
	}
	tame(doc)
	conv := converter.NewConverter(converter.WithPlugins(base.NewBasePlugin(), commonmark.NewCommonmarkPlugin(commonmark.WithBulletListMarker("-")), table.NewTablePlugin()))
	out, err := conv.ConvertNode(doc)
	if err != nil {
		return "", fmt.Errorf("convert HTML: %w", err)
	}
	return strings.TrimSpace(string(out)), nil
}

// plainOf returns the words of a cell, on one line.
func plainOf(text string) string {
	doc, err := nethtml.Parse(strings.NewReader(asHTML(text)))
	if err != nil {
		return ""
	}
	var words strings.Builder
	for n := range doc.Descendants() {
		switch {
		case n.Type == nethtml.TextNode && !slices.Contains(unread, n.Parent.DataAtom):
			words.WriteString(n.Data)
		case n.Type == nethtml.ElementNode && !slices.Contains(within, n.DataAtom):
			words.WriteString(" ")
		}
	}
	return strings.Join(strings.Fields(words.String()), " ")
}

// within are the elements that stand in a line.
var within = []atom.Atom{atom.A, atom.B, atom.Strong, atom.I, atom.Em, atom.Span, atom.U, atom.Sup, atom.Sub, atom.Font}

// unread are the elements that say nothing to a reader here.
var unread = []atom.Atom{atom.Script, atom.Style, atom.Iframe, atom.Noscript, atom.Img, atom.Object, atom.Form, atom.Input, atom.Button, atom.Video, atom.Audio}

// tame takes what a page of ours does not have out of a text: scripts, frames, pictures
// on other sites; and puts its headings under those of the document.
func tame(doc *nethtml.Node) {
	var out []*nethtml.Node
	for n := range doc.Descendants() {
		switch {
		case n.Type == nethtml.ElementNode && slices.Contains(unread, n.DataAtom):
			out = append(out, n)
		case slices.Contains([]atom.Atom{atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6}, n.DataAtom):
			n.DataAtom, n.Data = atom.H3, "h3"
		case n.DataAtom == atom.A && !isWebLink(n):
			n.DataAtom, n.Data, n.Attr = atom.Span, "span", nil
		}
	}
	for _, n := range out {
		n.Parent.RemoveChild(n)
	}
}

// isWebLink reports whether a link leads to a page of a site, and not into the page that
// it was taken from, or to somebody's mail.
func isWebLink(n *nethtml.Node) bool {
	return slices.ContainsFunc(n.Attr, func(a nethtml.Attribute) bool {
		return a.Key == "href" && (strings.HasPrefix(a.Val, "https://") || strings.HasPrefix(a.Val, "http://"))
	})
}

var element = regexp.MustCompile(`(?i)<(?:/?(?:p|br|ul|ol|li|div|span|b|strong|i|em|u|a|h[1-6]|table|tbody|tr|td|th)\b[^<>]*|!--)`)

// signs begin the lines of lists, as people write them in a cell, by the kind of list.
var signs = map[string]*regexp.Regexp{"ul": regexp.MustCompile(`^[•·▪◦‣*–—-]\s+`), "ol": regexp.MustCompile(`^\d{1,2}[.)]\s+`)}

// asHTML writes a plain text as HTML: a paragraph for each line, a list for lines that
// begin with a sign of one.
func asHTML(text string) string {
	if element.MatchString(text) {
		return text
	}
	var out strings.Builder
	list := ""
	for _, line := range strings.Split(html.UnescapeString(text), "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		kind, said := item(line)
		if kind != list {
			out.WriteString(tag("/"+list) + tag(kind))
			list = kind
		}
		of := map[bool]string{true: "p", false: "li"}[kind == ""]
		out.WriteString(tag(of) + html.EscapeString(said) + tag("/"+of))
	}
	return out.String() + tag("/"+list)
}

// item returns the kind of list that a line is of, or "", and the line without its sign.
func item(line string) (kind, said string) {
	for _, kind := range sortedKeys(signs) {
		if sign := signs[kind].FindString(line); sign != "" {
			return kind, line[len(sign):]
		}
	}
	return "", line
}

// tag writes a tag; nothing for no name.
func tag(name string) string {
	if name == "" || name == "/" {
		return ""
	}
	return "<" + name + ">"
}

// mostSummary is how long a summary may be, as content has it.
const mostSummary = 300

// summaryOf returns the first sentences of a text that a summary can hold, or of a longer
// sentence its first words, or of a longer word its first letters.
func summaryOf(text string) string {
	text = plainOf(text)
	if utf8.RuneCountInString(text) <= mostSummary {
		return text
	}
	letters := []rune(text)[:mostSummary-1]
	for i := len(letters) - 1; i > mostSummary/4; i-- {
		if strings.ContainsRune(".!?", letters[i-1]) && letters[i] == ' ' {
			return string(letters[:i])
		}
	}
	words := string(letters)
	if end := strings.LastIndexByte(words, ' '); end >= 0 {
		words = words[:end]
	}
	return strings.TrimRight(words, " ,;:(«") + "…"
}
