package markdown

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"recueil/internal/diag"
)

// FuzzParse reads any text: the spans lie inside the file, the page is well
// formed and safe, and reading it again gives the same bytes.
func FuzzParse(f *testing.F) {
	for _, c := range problemCases {
		f.Add(c.text, 0)
	}
	for _, c := range typographyCases {
		f.Add(c.text, 1)
	}
	f.Add("- [x] a\n\n|a|b|\n|:-:|-|\n|`c\\|d`|[^e]|\n\nT\n: D\n\n[^e]: f\n\n    - g\n\n![h](i \"j\")\n", 0)
	f.Add("## a\n#### b\n> [!CONSEIL]\n> <abbr title=c>d</abbr> <https://e.fr> http://f.fr\n", 3)
	f.Add(salesChart+"```graphique\nA : -1\nB : 2,5 %\nc\n```\n", 0)
	for _, c := range termCases {
		f.Add(c.text, 0)
	}
	f.Fuzz(func(t *testing.T, text string, start int) {
		src := diag.NewSource("a.md", []byte(text))
		body, problems := Parse(src, start, glossary)
		checkSpans(t, body, problems, len(text))
		page := string(body.HTML(everything{}))
		if err := wellFormed(page); err != nil {
			t.Errorf("%v in\n%s", err, page)
		}
		if got, want := elementsOf(t, page), tagsOf(page); !slices.Equal(got, want) {
			t.Errorf("a browser finds the elements %v, of the tags %v, in\n%s", got, want, page)
		}
		if !utf8.ValidString(page) || !utf8.ValidString(body.Text()) {
			t.Error("the page or the text is not UTF-8")
		}
		if kept, err := Kept(src, body.start, string(body.Append(nil))); err != nil || !reflect.DeepEqual(kept, body) {
			t.Errorf("the text is kept as another (%v)", err)
		}
		again, _ := Parse(src, start, glossary)
		if string(again.HTML(everything{})) != page || again.Text() != body.Text() {
			t.Error("the same text gave two pages")
		}
		plain, _ := Parse(src, start, Terms{})
		if got, want := withoutTerms(page), string(plain.HTML(everything{})); got != want {
			t.Errorf("the terms change more than their links:\n got %s\nwant %s", got, want)
		}
	})
}

func checkSpans(t *testing.T, body *Body, problems []diag.Diagnostic, size int) {
	check := func(what string, s diag.Span) {
		if s.Start < 0 || s.End < s.Start || s.End > size {
			t.Errorf("%s: span %+v outside a file of %d bytes", what, s, size)
		}
	}
	for _, d := range problems {
		check(d.Rule.Name, d.Span)
		for _, r := range d.Related {
			check("related to "+d.Rule.Name, r.Span)
		}
	}
	for _, l := range body.Links() {
		check("link", l.Span)
	}
	for _, i := range body.Images() {
		check("image", i.Span)
	}
	for _, h := range body.Headings() {
		check("heading", h.Span)
	}
}

// wellFormed checks that tags are balanced and known, ids unique, links to
// notes answered, and that no script or style can come in.
func wellFormed(page string) error {
	var open []string
	ids, wanted := map[string]bool{}, map[string]bool{}
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return leftOver(open, ids, wanted)
		case html.StartTagToken:
			token := z.Token()
			if err := checkTag(token, open, ids, wanted); err != nil {
				return err
			}
			if token.Data != "br" && token.Data != "hr" && token.Data != "img" {
				open = append(open, token.Data)
			}
		case html.EndTagToken:
			name := z.Token().Data
			if len(open) == 0 || open[len(open)-1] != name {
				return fmt.Errorf("</%s> closes %v", name, open)
			}
			open = open[:len(open)-1]
		case html.CommentToken, html.DoctypeToken, html.SelfClosingTagToken:
			return fmt.Errorf("unexpected %s", z.Token())
		}
	}
}

// elementsOf lists the elements that a browser makes of a page, in their order: it
// adds, closes and moves some where they are not written as it wants them.
func elementsOf(t *testing.T, page string) (names []string) {
	t.Helper()
	main := &html.Node{Type: html.ElementNode, Data: "main", DataAtom: atom.Main}
	nodes, err := html.ParseFragment(strings.NewReader(page), main)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range nodes {
		if n.Type == html.ElementNode {
			names = append(names, n.Data)
		}
		for inner := range n.Descendants() {
			if inner.Type == html.ElementNode {
				names = append(names, inner.Data)
			}
		}
	}
	return names
}

// tagsOf lists the tags that open an element, as written.
func tagsOf(page string) (names []string) {
	z := html.NewTokenizer(strings.NewReader(page))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if kind == html.StartTagToken {
			name, _ := z.TagName()
			names = append(names, string(name))
		}
	}
	return names
}

const knownTags = " a abbr blockquote br code dd del details div dl dt em figcaption figure h2 h3 h4 h5 h6 hr img kbd li ol p pre rect section span strong sub summary sup svg table tbody td text th thead tr ul "

const knownAttributes = " alt aria-label class decoding height href id loading rel role scope src start tabindex title width x y "

// knownSchemes are those of addresses, as browsers read them: they skip blanks and
// controls. Others have none.
var knownSchemes = regexp.MustCompile(`(?i)^[\s\x00-\x1f]*((https?|mailto|tel):|[^a-z]|[^:]*$|[^:]*[^a-z0-9+.\-:\s\x00-\x1f])`) // what no scheme holds comes before the colon

func checkTag(token html.Token, open []string, ids, wanted map[string]bool) error {
	if !strings.Contains(knownTags, " "+token.Data+" ") {
		return fmt.Errorf("unknown tag <%s>", token.Data)
	}
	for _, around := range open {
		if token.Data == "a" && around == "a" || token.Data[0] == 'h' && token.Data != "hr" && around == "p" {
			return fmt.Errorf("<%s> inside <%s>", token.Data, around)
		}
	}
	for _, a := range token.Attr {
		if !strings.Contains(knownAttributes, " "+a.Key+" ") {
			return fmt.Errorf("unknown attribute %s", a.Key)
		}
		if err := checkValue(a, ids, wanted); err != nil {
			return err
		}
	}
	return nil
}

func checkValue(a html.Attribute, ids, wanted map[string]bool) error {
	switch {
	case a.Key == "id" && ids[a.Val]:
		return fmt.Errorf("two elements have the id %s", a.Val)
	case a.Key == "id":
		ids[a.Val] = true
	case a.Key == "href" && (strings.HasPrefix(a.Val, "#note_") || strings.HasPrefix(a.Val, "#appel_")):
		wanted[a.Val[1:]] = true
	case (a.Key == "href" || a.Key == "src") && !knownSchemes.MatchString(a.Val):
		return fmt.Errorf("%s leads to %s", a.Key, a.Val)
	}
	return nil
}

func leftOver(open []string, ids, wanted map[string]bool) error {
	if len(open) > 0 {
		return fmt.Errorf("%v not closed", open)
	}
	for id := range wanted {
		if !ids[id] {
			return fmt.Errorf("no element has the id %s", id)
		}
	}
	return nil
}
