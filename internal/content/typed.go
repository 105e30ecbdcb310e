package content

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"recueil/internal/diag"
	"recueil/internal/french"
	"recueil/internal/reference"
)

// document decodes the front matter of a document of any type, and checks what
// the keys' own definitions cannot say.
func (d *decoder) document(node *yaml.Node, doc *Document) {
	targets := []any{&doc.Front}
	if own := doc.own(); own != nil {
		targets = append(targets, own)
	}
	d.mapping(node, "", targets...)
	if doc.isRemoval(node) { // no key is required
		d.problems = slices.DeleteFunc(d.problems, func(p diag.Diagnostic) bool { return p.Rule == diag.MissingKey })
		return
	}
	doc.Title = strings.Join(strings.Fields(doc.Title), " ")
	doc.Summary = strings.Join(strings.Fields(doc.Summary), " ")
	if doc.Type.IsArticle() && !doc.Has("date") && node.Kind == yaml.MappingNode {
		d.missing(node, "", "date")
	}
	d.overlayKeys(doc)
	d.aliases(doc)
	d.consents(doc.People())
	if check := definitions[doc.Type].check; check != nil {
		check(d, doc)
	}
}

// own returns the type's own part of a document, made for it; nil when the type
// has no keys of its own.
func (d *Document) own() any {
	v := d.Own.field(d.Type)
	if !v.IsValid() {
		return nil
	}
	v.Set(reflect.New(v.Type().Elem()))
	return v.Interface()
}

// isRemoval reports whether an overlay's file only takes a document away: it then
// needs no other key.
func (d *Document) isRemoval(node *yaml.Node) bool {
	if d.Overlay == (reference.Territory{}) || node.Kind != yaml.MappingNode {
		return false
	}
	for key, value := range pairs(node) {
		if key.Value == "retire" && value.Value == "true" {
			return true
		}
	}
	return false
}

// overlayKeys checks the keys that only overlays have, and gives an overlay's
// document its territory.
func (d *decoder) overlayKeys(doc *Document) {
	if doc.Overlay == (reference.Territory{}) {
		for _, key := range []string{"retire", "remplace"} {
			if doc.Has(key) {
				p := diag.New(diag.MisplacedKey, d.source, d.spans.keys[key], fmt.Sprintf("la clé « %s » n'a de sens que dans territoires/", key),
					"supprimez cette ligne, ou déplacez le fichier dans territoires/<territoire>/")
				if key == "retire" && d.first > 1 {
					p.Fix = diag.DeleteLines(d.source, p.Span)
					p.Fix.Confirm = true
				}
				d.problems = append(d.problems, p)
			}
		}
		return
	}
	for i, t := range doc.Territories {
		if t != doc.Overlay && t.ID() != "" {
			d.report(diag.OverlayPlace, doc.Value(fmt.Sprintf("territoires[%d]", i)),
				fmt.Sprintf("ce document est dans le dossier de %s et nomme un autre territoire, %s", doc.Overlay.Name, t.Name),
				"supprimez la clé « territoires » : le dossier la donne")
		}
	}
	doc.Territories = []reference.Territory{doc.Overlay}
}

var addressForm = regexp.MustCompile(`^/(?:[a-z0-9-]+/)+$`)

// aliases checks that former addresses are addresses of the site.
func (d *decoder) aliases(doc *Document) {
	for i, alias := range doc.Aliases {
		if !addressForm.MatchString(alias) {
			p := diag.New(diag.BadAddress, d.source, doc.Value(fmt.Sprintf("alias[%d]", i)), fmt.Sprintf("« %s » n'est pas une ancienne adresse du site", alias),
				"écrivez-la comme elle était, entre deux barres : /fiches/ancien-nom/")
			if better := "/" + plainName(alias) + "/"; strings.Contains(strings.Trim(alias, "/"), "/") && addressForm.MatchString(better) {
				p.Hint, p.Fix = "écrivez "+better, Rewrite(p, strings.Trim(alias, "/"), strings.Trim(better, "/"))
				if !strings.HasPrefix(alias, "/") || !strings.HasSuffix(alias, "/") {
					p.Fix = Rewrite(p, alias, better)
				}
			}
			d.problems = append(d.problems, p)
		}
	}
}

// consents checks that people who are named have agreed to it.
func (d *decoder) consents(people []Person) {
	for _, p := range people {
		if p.Name != "" && !p.Consent.isRecorded() {
			d.report(diag.MissingConsent, d.spans.value(p.Key("nom")), "une personne est nommée sans consentement enregistré",
				"ajoutez « consentement: {reference: …, date: AAAA-MM-JJ} », ou supprimez le nom (« le dirigeant »)")
		}
	}
}

// setText reads a bare code, of rév. 2.
func (c *NAFCode) setText(text string) { c.Code = text }

// read decodes a mapping from types of documents to whole numbers of months.
func (r *ReviewTimes) read(d *decoder, node *yaml.Node, path string) bool {
	if node.Kind != yaml.MappingNode {
		d.report(diag.WrongType, d.span(node), wrongForm(path, "des types de documents et leurs mois"), fmt.Sprintf("écrivez « %s: {fiches: 12} »", lastKey(path)))
		return false
	}
	types := TypeNames()
	*r = ReviewTimes{}
	for key, value := range pairs(node) {
		at := join(path, key.Value)
		d.spans.keys[at], d.spans.values[at] = d.span(key), d.span(value)
		if !slices.Contains(types, key.Value) {
			d.report(diag.UnknownKey, d.span(key), fmt.Sprintf("type de document inconnu « %s »", key.Value), french.DidYouMean(key.Value, types, "types possibles : "+strings.Join(types, ", ")))
			continue
		}
		n, err := strconv.Atoi(value.Value)
		if err != nil || n < 0 || value.Kind != yaml.ScalarNode {
			d.report(diag.WrongType, d.span(value), wrongForm(at, "un nombre de mois"), "écrivez un nombre entier, par exemple 12 ; 0 veut dire jamais")
			continue
		}
		(*r)[Type(key.Value)] = n
	}
	return true
}

// read decodes a mapping from the slugs of themes to whole numbers.
func (p *Points) read(d *decoder, node *yaml.Node, path string) bool {
	if node.Kind != yaml.MappingNode {
		d.report(diag.WrongType, d.span(node), wrongForm(path, "des thèmes et leurs points"), fmt.Sprintf("écrivez « %s: {se-proteger: 2} »", lastKey(path)))
		return false
	}
	*p = Points{}
	for key, value := range pairs(node) {
		at := join(path, key.Value)
		d.spans.keys[at], d.spans.values[at] = d.span(key), d.span(value)
		n, err := strconv.Atoi(value.Value)
		if err != nil || value.Kind != yaml.ScalarNode {
			d.report(diag.WrongType, d.span(value), wrongForm(at, "un nombre entier"), "écrivez un nombre de points, par exemple 2")
		}
		(*p)[key.Value] = n
	}
	return true
}
