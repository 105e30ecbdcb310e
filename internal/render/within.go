package render

import (
	"html/template"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// within makes the HTML of a document's text fit to stand among others on one
// page: its identifiers, and what refers to them, get a prefix; its headings go
// down by some levels, h6 being the last; its pictures, which are in the page
// already, are not loaded late, since a printer does not scroll.
func within(text template.HTML, prefix string, down int) template.HTML {
	body := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(strings.NewReader(string(text)), body)
	if err != nil {
		return "" // reading from a string does not fail
	}
	m := moving{prefix: prefix, down: down, own: map[string]bool{}}
	for _, n := range nodes {
		eachElement(n, m.note)
	}
	var out strings.Builder
	for _, n := range nodes {
		eachElement(n, m.move)
		if err := html.Render(&out, n); err != nil {
			return "" // nor does writing to one
		}
	}
	return template.HTML(out.String())
}

func eachElement(n *html.Node, do func(*html.Node)) {
	if n.Type == html.ElementNode {
		do(n)
	}
	for child := range n.ChildNodes() {
		eachElement(child, do)
	}
}

// moving is one text being moved into a page.
type moving struct {
	prefix string
	down   int
	own    map[string]bool // identifiers of the text
}

func (m moving) note(n *html.Node) {
	for _, a := range n.Attr {
		if a.Key == "id" {
			m.own[a.Val] = true
		}
	}
}

func (m moving) move(n *html.Node) {
	if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
		n.Data = "h" + string('0'+rune(min(int(n.Data[1]-'0')+m.down, 6)))
	}
	kept := n.Attr[:0]
	for _, a := range n.Attr {
		switch {
		case a.Key == "loading" || a.Key == "decoding":
			continue
		case a.Key == "id":
			a.Val = m.prefix + a.Val
		case a.Key == "href" && strings.HasPrefix(a.Val, "#") && m.own[a.Val[1:]]:
			a.Val = "#" + m.prefix + a.Val[1:]
		case strings.HasPrefix(a.Key, "aria-") && m.ownWords(a.Val):
			a.Val = m.prefix + strings.ReplaceAll(a.Val, " ", " "+m.prefix)
		}
		kept = append(kept, a)
	}
	n.Attr = kept
}

// ownWords reports whether a value is a list of identifiers of the text.
func (m moving) ownWords(value string) bool {
	words := strings.Fields(value)
	for _, w := range words {
		if !m.own[w] {
			return false
		}
	}
	return len(words) > 0
}
