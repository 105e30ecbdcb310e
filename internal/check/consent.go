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

// person is someone whom a document names, and the consent recorded for it.
type person struct {
	key     string // of the name: "temoin.nom"
	name    string
	consent *content.Consent
}

// consentKey is the key of the day on which the consent was given.
func (p person) consentKey() string {
	return strings.TrimSuffix(p.key, "nom") + "consentement.date"
}

func peopleOf(d *content.Document) []person {
	var people []person
	if t := d.Testimonial; t != nil && t.Witness != nil {
		people = append(people, person{"temoin.nom", t.Witness.Name, t.Witness.Consent})
	}
	if d.Contact != nil {
		people = append(people, person{"nom", d.Contact.Name, d.Contact.Consent})
	}
	if d.Sector != nil {
		for i, k := range d.Sector.Keepers {
			people = append(people, person{fmt.Sprintf("animateurs[%d].nom", i), k.Name, k.Consent})
		}
	}
	return people
}

// expiredConsent reports a consent that has ended: the view has already taken
// the name out.
func expiredConsent(v *edition.View, d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for _, p := range peopleOf(d) {
		if d.Has(p.key) && p.name == "" {
			problems = append(problems, diag.New(diag.ConsentExpired, d.Source, d.Value(p.key), "le consentement de cette personne a pris fin : son nom n'est plus publié",
				"demandez un nouveau consentement, ou supprimez le nom du fichier"))
		}
	}
	return problems
}

// remainingNames reports the words of a person's name that can be read
// elsewhere in the document: taking the name out would not take them out.
func remainingNames(d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for _, p := range peopleOf(d) {
		for _, word := range nameWords(p.name) {
			for _, place := range placesOf(d) {
				if hasWord(place.text, word) {
					problems = append(problems, diag.New(diag.NameRemains, d.Source, place.span, fmt.Sprintf("le nom « %s » se lit aussi dans %s", p.name, place.name),
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
