package check

import (
	"fmt"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
)

// remainingNames reports the words of a person's name that can be read
// elsewhere in the document: taking the name out would not take them out.
func remainingNames(_ *survey, d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for _, p := range d.People() {
		name := nameWords(p.Name)
		for _, place := range placesOf(d) {
			if !holdsAny(place.text, name) {
				continue
			}
			spans := []diag.Span{place.span}
			if place.body {
				spans = namedIn(d, name)
			}
			for _, span := range spans {
				problems = append(problems, diag.New(diag.NameRemains, d.Source, span, fmt.Sprintf("le nom « %s » se lit aussi dans %s", p.Name, place.name),
					"écrivez « le dirigeant » ou « la dirigeante » : le nom ne doit figurer que dans sa clé, pour pouvoir être retiré"))
			}
		}
	}
	return problems
}

// namedIn returns where words of a name stand in the text of a document: the start
// of the file when it is in no prose, such as an address.
func namedIn(d *content.Document, name []string) []diag.Span {
	var spans []diag.Span
	for _, p := range d.Body.Passages() {
		last := -2
		for i, w := range wordsIn(p.Text) {
			if !holdsAny(w.text, name) {
				continue
			}
			span := p.Span(w.at, w.at+len(w.text))
			if last == i-1 { // the surname after the first name
				spans[len(spans)-1].End = span.End
			} else {
				spans = append(spans, span)
			}
			last = i
		}
	}
	if spans == nil {
		spans = []diag.Span{{}}
	}
	return spans
}

// nameWords lists the words of a name that identify it: those of three letters
// or more.
func nameWords(name string) []string {
	var words []string
	for _, w := range wordsOf(name) {
		if len([]rune(w)) >= 3 {
			words = append(words, w)
		}
	}
	return words
}

type place struct {
	name, text string
	span       diag.Span
	body       bool // the text, in which the words have their own places
}

// placesOf lists the texts of a document besides the names themselves.
func placesOf(d *content.Document) []place {
	places := []place{
		{name: "le titre", text: d.Title, span: d.Value("titre")},
		{name: "le résumé", text: d.Summary, span: d.Value("resume")},
		{name: "le texte", text: d.Body.Text(), body: true},
		{name: "le nom du fichier", text: d.Slug},
		{name: "les mots-clés", text: strings.Join(d.Keywords, " "), span: d.Value("mots_cles")},
		{name: "une ancienne adresse", text: strings.Join(d.Aliases, " "), span: d.Value("alias")},
	}
	if d.Image != nil {
		places = append(places, place{name: "la description de l'image", text: d.Image.Alt, span: d.Value("image.alt")})
	}
	for _, i := range d.Body.Images() {
		places = append(places, place{name: "la description d'une image", text: i.Alt, span: i.Span})
	}
	return places
}

// holdsAny tells whether a text has one of the words of a name.
func holdsAny(text string, name []string) bool {
	return slices.ContainsFunc(wordsOf(text), func(w string) bool { return slices.Contains(name, w) })
}
