package markdown

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// bareContacts makes links of what people type for others to reach: addresses that
// begin with www., mail addresses, French telephone numbers. It looks at texts once
// their emphasis is known, since an underscore parts an address while it is read.
type bareContacts struct{}

// Transform implements parser.ASTTransformer.
func (bareContacts) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	source := reader.Source()
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n.(type) {
		case *ast.Link, *ast.Image, *ast.CodeSpan:
			return ast.WalkSkipChildren, nil
		}
		if entering {
			linkContacts(n, source)
		}
		return ast.WalkContinue, nil
	})
}

// linkContacts looks at the texts that follow each other directly in a node.
func linkContacts(parent ast.Node, source []byte) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		first, ok := n.(*ast.Text)
		if !ok || first.IsRaw() {
			continue
		}
		group := []*ast.Text{first}
		for next, ok := n.NextSibling().(*ast.Text); ok && !next.IsRaw() && next.Segment.Start == group[len(group)-1].Segment.Stop; next, ok = n.NextSibling().(*ast.Text) {
			group, n = append(group, next), next
		}
		if found := contactsIn(source, first.Segment.Start, group[len(group)-1].Segment.Stop); len(found) > 0 {
			n = partTexts(parent, source, group, found)
		}
	}
}

// contact is where one stands in the source.
type contact struct {
	from, to int
	kind     ast.AutoLinkType
}

const (
	bits    = `[ .\x{a0}\x{202f}\x{2009}-]?`
	dialled = `(?:(?:\+|00)(?:33|262|59[046])` + bits + `(?:\(0\)` + bits + `)?[1-9]|0[1-9])(?:` + bits + `\d{2}){4}|0` + bits + `[89]\d{2}(?:` + bits + `\d{3}){2}`
)

var (
	mailPattern  = regexp.MustCompile(`(?:[A-Za-z0-9.%+-]|\\?_)+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}`)
	wwwPattern   = regexp.MustCompile(`(?i)www\.[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?#][^\s<>"«»` + "`" + `\\|\[\]{}*]*)?`)
	phonePattern = regexp.MustCompile(dialled)
)

// contactsIn returns the contacts between two offsets, in order.
func contactsIn(source []byte, from, to int) []contact {
	value := source[from:to]
	var list []contact
	add := func(pattern *regexp.Regexp, kind ast.AutoLinkType, ends func(before, after []byte) bool) {
		for _, m := range pattern.FindAllIndex(value, -1) {
			c := contact{from + m[0], from + m[0] + len(trimSentence(value[m[0]:m[1]])), kind}
			if ends(value[:m[0]], source[c.to:to]) {
				list = append(list, c)
			}
		}
	}
	if bytes.IndexByte(value, '@') > 0 {
		add(mailPattern, ast.AutoLinkEmail, isAlone)
	}
	if bytes.Contains(bytes.ToLower(value), []byte("www.")) {
		add(wwwPattern, ast.AutoLinkURL, isAlone)
	}
	if bytes.IndexByte(value, '0') >= 0 {
		add(phonePattern, ast.AutoLinkURL, isWholeNumber)
	}
	slices.SortFunc(list, func(a, b contact) int { return a.from - b.from })
	return slices.CompactFunc(list, func(next, last contact) bool { return next.from < last.to })
}

// isAlone reports whether no word, nor a sign of a longer address, touches one.
func isAlone(before, after []byte) bool {
	last, _ := utf8.DecodeLastRune(before)
	next, _ := utf8.DecodeRune(after)
	return !isWord(last) && !strings.ContainsRune(`/.@:_-+\`, last) && !isWord(next) && next != '@'
}

var (
	figuresBefore = regexp.MustCompile(`[\d\p{L}+/_-]$|\d[ .,\x{a0}\x{202f}]$`)
	figuresAfter  = regexp.MustCompile(`^[ .,\x{a0}\x{202f}/-]?\d|^[\p{L}_€%]`)
)

// isWholeNumber reports whether a telephone number is no part of a longer one.
func isWholeNumber(before, after []byte) bool {
	return !figuresBefore.Match(before[max(0, len(before)-8):]) && !figuresAfter.Match(after)
}

// partTexts puts links in the place of contacts, and returns the last node that now
// stands for the texts.
func partTexts(parent ast.Node, source []byte, group []*ast.Text, found []contact) ast.Node {
	last := group[len(group)-1]
	at, end := group[0].Segment.Start, last.Segment.Stop
	add := func(n ast.Node) { parent.InsertBefore(parent, group[0], n) }
	words := func(to int) {
		if to > at {
			add(ast.NewTextSegment(text.NewSegment(at, to)))
		}
	}
	for _, c := range found {
		between := c.from > at && source[c.from-1] == '<' && c.to < end && source[c.to] == '>' // as <https://exemple.fr> is
		if between {
			words(c.from - 1)
		} else {
			words(c.from)
		}
		n := ast.NewAutoLink(c.kind, ast.NewTextSegment(text.NewSegment(c.from, c.to)))
		n.SetPos(c.from)
		add(n)
		at = c.to
		if between {
			at++
		}
	}
	rest := ast.NewTextSegment(text.NewSegment(at, end)) // it may be empty, and keeps the line's end
	rest.SetSoftLineBreak(last.SoftLineBreak())
	rest.SetHardLineBreak(last.HardLineBreak())
	add(rest)
	for _, old := range group {
		parent.RemoveChild(parent, old)
	}
	return rest
}

// contactAddress is where the link of a contact leads: what people type is the name
// of a site, a mail address or a telephone number.
func contactAddress(label string, kind ast.AutoLinkType) string {
	switch {
	case kind == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(label), "mailto:"):
		return "mailto:" + label
	case strings.HasPrefix(strings.ToLower(label), "www."):
		return "https://" + label
	case isTelephone(label):
		return "tel:" + strings.Map(func(r rune) rune {
			if r == '+' || '0' <= r && r <= '9' {
				return r
			}
			return -1
		}, strings.ReplaceAll(label, "(0)", ""))
	}
	return label
}

func isTelephone(label string) bool { return label[0] == '+' || isDigit(label[0]) }
