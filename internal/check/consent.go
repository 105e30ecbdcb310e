package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

// expiredConsent reports a consent that has ended: the view has already taken
// the name out.
func expiredConsent(v *edition.View, d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for _, p := range d.People() {
		if d.Has(p.Key("nom")) && p.Name == "" {
			problems = append(problems, diag.New(diag.ConsentExpired, d.Source, d.Value(p.Key("nom")), "le consentement de cette personne a pris fin : son nom n'est plus publié",
				"demandez un nouveau consentement, ou supprimez le nom du fichier"))
		}
	}
	return problems
}

// remainingNames reports the words of a person's name that can be read
// elsewhere in the document: taking the name out would not take them out.
func remainingNames(d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for _, p := range d.People() {
		for _, word := range nameWords(p.Name) {
			for _, place := range placesOf(d) {
				if hasWord(place.text, word) {
					problems = append(problems, diag.New(diag.NameRemains, d.Source, place.span, fmt.Sprintf("le nom « %s » se lit aussi dans %s", p.Name, place.name),
						"écrivez « le dirigeant » ou « la dirigeante » : le nom ne doit figurer que dans sa clé, pour pouvoir être retiré"))
				}
			}
		}
	}
	return problems
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
}

// placesOf lists the texts of a document besides the names themselves.
func placesOf(d *content.Document) []place {
	places := []place{
		{"le titre", d.Title, d.Value("titre")},
		{"le résumé", d.Summary, d.Value("resume")},
		{"le texte", d.Body.Text(), diag.Span{}},
		{"le nom du fichier", d.Slug, diag.Span{}},
		{"les mots-clés", strings.Join(d.Keywords, " "), d.Value("mots_cles")},
		{"une ancienne adresse", strings.Join(d.Aliases, " "), d.Value("alias")},
	}
	if d.Image != nil {
		places = append(places, place{"la description de l'image", d.Image.Alt, d.Value("image.alt")})
	}
	for _, i := range d.Body.Images() {
		places = append(places, place{"la description d'une image", i.Alt, i.Span})
	}
	return places
}

func hasWord(text, word string) bool { return slices.Contains(wordsOf(text), word) }

// wordsOf splits a text into words without accents or capitals.
func wordsOf(text string) []string {
	folded := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(text))
	return strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
