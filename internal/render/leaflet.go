package render

import (
	"cmp"
	"html/template"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/markdown"
)

// LeafletInput is a sheet to give on paper, one of those that [Leaflets] lists.
type LeafletInput struct {
	View     *edition.View
	Document *content.Document
	Contact  *content.Document // whom to call, in place of the edition's contact
	Logo     *InnerPicture
}

// LeafletPage is one side of A4: three gestures to begin with, where to read the rest,
// and room for the stamp of whoever hands it over.
type LeafletPage struct {
	Title     string          `fr:"titre du recueil"`
	Edition   string          `fr:"nom de l'édition ; vide : nationale"`
	Day       string          `fr:"jour de l'affiche, en lettres"`
	Style     template.CSS    `fr:"couleurs de l'édition"`
	Logo      *InnerPicture   `fr:"logo de l'édition"`
	Moment    string          `fr:"moment clé de la fiche ; vide : aucun"`
	Heading   string          `fr:"titre de la fiche"`
	Summary   string          `fr:"résumé"`
	Gestures  []template.HTML `fr:"les trois premiers gestes"`
	Address   BookletAddress  `fr:"sa page sur le site"`
	Contact   *BookletContact `fr:"qui appeler"`
	Publisher string          `fr:"qui publie"`
	Origin    Origin          `fr:"source, dates, licence"`
}

// gestures is how many gestures a leaflet shows: what a reader does from memory.
const gestures = 3

// Leaflets lists the sheets of an edition that make a leaflet: those for firms, stubs
// left out, that begin by steps. Those of a key moment come first.
func Leaflets(v *edition.View) []*content.Document {
	p := placeOf(v)
	list := slices.DeleteFunc(v.ForFirms(content.Sheets), func(d *content.Document) bool {
		return d.Stub || len(p.gestures(d)) < gestures
	})
	slices.SortStableFunc(list, func(a, b *content.Document) int { return momentRank(a) - momentRank(b) })
	return list
}

// momentRank is the place of a sheet's moment among the key ones, sheets of none last.
func momentRank(d *content.Document) int {
	for i, m := range keyMoments {
		if d.Sheet.Moment == m.key {
			return i
		}
	}
	return len(keyMoments)
}

// Leaflet makes the leaflet of a sheet. Its diagnostics are about templates.
func (s Standalone) Leaflet(in LeafletInput) ([]byte, []diag.Diagnostic) {
	p, d := placeOf(in.View), in.Document
	return s.render(aloneLeaflet, LeafletPage{
		Title: french.Typography(p.info.Title), Edition: p.info.Edition, Day: p.view.Today().French(), Style: Tint(p.info.Colours),
		Logo: in.Logo, Moment: moments[d.Sheet.Moment], Heading: p.cardOf(d).Title, Summary: french.Typography(d.Summary),
		Gestures: p.gestures(d), Address: p.paperAddress(d.Address()), Contact: p.paperContact(cmp.Or(in.Contact, p.info.Contact)),
		Publisher: french.Typography(p.info.Publisher.Name), Origin: p.origin(d),
	})
}

// gestures are the first steps of a sheet: its numbered headings, each with the paragraph
// that follows, or else those of its first numbered list that has enough of them, on its
// own or in a callout. What a step numbers in turn is a detail of it.
func (p place) gestures(d *content.Document) []template.HTML {
	body := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(strings.NewReader(string(d.Body.HTML(withoutLinks{}))), body)
	if err != nil {
		return nil // reading from a string does not fail
	}
	if steps := headingSteps(nodes); len(steps) >= gestures {
		return steps[:gestures]
	}
	for _, list := range numberedLists(nodes) {
		if steps := listSteps(list); len(steps) >= gestures {
			return steps[:gestures]
		}
	}
	return nil
}

// numberedLists are those among nodes and in the callouts among them: a callout is where
// a sheet says what cannot wait. What a quotation, a note or another list holds is not
// the sheet's own advice.
func numberedLists(nodes []*html.Node) []*html.Node {
	var lists []*html.Node
	for _, n := range nodes {
		switch {
		case n.DataAtom == atom.Ol:
			lists = append(lists, n)
		case isCallout(n):
			lists = append(lists, numberedLists(slices.Collect(n.ChildNodes()))...)
		}
	}
	return lists
}

func isCallout(n *html.Node) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool {
		return a.Key == "class" && slices.Contains(strings.Fields(a.Val), "encadre")
	})
}

// listSteps are the items of a numbered list.
func listSteps(n *html.Node) []template.HTML {
	var steps []template.HTML
	for item := range n.ChildNodes() {
		if item.DataAtom == atom.Li {
			steps = append(steps, innerHTML(item))
		}
	}
	return steps
}

var headingNumber = regexp.MustCompile(`^\d+\.\p{Zs}+`)

// headingSteps are the headings that begin by a number, which the leaflet writes itself. A
// paragraph that only announces what the leaflet leaves out is left out too.
func headingSteps(nodes []*html.Node) []template.HTML {
	var steps []template.HTML
	for i, n := range nodes {
		if n.DataAtom != atom.H2 || n.FirstChild == nil || !headingNumber.MatchString(n.FirstChild.Data) {
			continue
		}
		n.FirstChild.Data = headingNumber.ReplaceAllString(n.FirstChild.Data, "")
		step := "<strong>" + sentence(innerHTML(n)) + "</strong>"
		next := slices.IndexFunc(nodes[i+1:], func(n *html.Node) bool { return n.Type == html.ElementNode })
		if next >= 0 && nodes[i+1+next].DataAtom == atom.P {
			if text := innerHTML(nodes[i+1+next]); !strings.HasSuffix(string(text), ":") {
				step += " " + text
			}
		}
		steps = append(steps, step)
	}
	return steps
}

// sentence is the text of a heading as it stands before others: with a mark at its end.
func sentence(text template.HTML) template.HTML {
	if last, _ := utf8.DecodeLastRuneInString(string(text)); strings.ContainsRune(".?!…", last) {
		return text
	}
	return text + "."
}

func innerHTML(n *html.Node) template.HTML {
	var out strings.Builder
	for child := range n.ChildNodes() {
		if err := html.Render(&out, child); err != nil {
			return "" // writing to a string does not fail
		}
	}
	return template.HTML(strings.TrimSpace(out.String()))
}

// withoutLinks writes links and words of the glossary as text, and no picture: on
// paper there is nothing to follow.
type withoutLinks struct{}

func (withoutLinks) Link(string) (string, bool)            { return "", false }
func (withoutLinks) Term(string) (string, bool)            { return "", false }
func (withoutLinks) Image(string) (markdown.Picture, bool) { return markdown.Picture{}, false }
