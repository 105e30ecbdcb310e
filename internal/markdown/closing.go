package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// mostLeading is how many words may stand outside the links of a paragraph that is but
// links: « Pour aller plus loin sur le sujet : … et … ».
const mostLeading = 8

// textBeforeLinks is the text of a document without what closes it and only leads
// elsewhere in the recueil: its last paragraphs and lists that are but links (« Voir
// aussi : … »), and the heading over them. Those words are of the pages they lead to.
// A document that is nothing else keeps its text. Whole is the text with all of it, of
// which the answer is a part wherever it can be: texts are kept as long as the site is made.
func textBeforeLinks(doc ast.Node, source []byte, whole string) string {
	closing := map[ast.Node]bool{}
	last := doc.LastChild()
	for last != nil && (last.Kind() == east.KindFootnoteList || isButLinks(last, source)) {
		closing[last] = last.Kind() != east.KindFootnoteList
		last = last.PreviousSibling()
	}
	if _, ok := last.(*ast.Heading); ok && closing[last.NextSibling()] {
		closing[last] = true
		last = last.PreviousSibling()
	}
	if last == nil || len(closing) == 0 {
		return whole
	}
	own := plainBlocksBut(doc, closing, source)
	if strings.HasPrefix(whole, own) {
		return whole[:len(own)]
	}
	return own
}

// isButLinks reports whether a paragraph or a list holds links to pages of the recueil,
// and few other words than theirs.
func isButLinks(block ast.Node, source []byte) bool {
	if block.Kind() != ast.KindParagraph && block.Kind() != ast.KindList {
		return false
	}
	links, linked := 0, 0
	_ = ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // our function gives no error
		link, ok := n.(*ast.Link)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		if strings.HasPrefix(string(link.Destination), "/") {
			links++
			linked += len(strings.Fields(inlineText(link, source, false)))
		}
		return ast.WalkSkipChildren, nil
	})
	others := len(strings.Fields(plainBlock(block, source))) - linked
	return links > 0 && others <= min(linked, mostLeading)
}
