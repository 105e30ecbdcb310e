package content

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"recueil/internal/diag"
	"recueil/internal/reference"
)

// document decodes the front matter of a document of any type, and checks what
// the keys' own definitions cannot say.
func (d *decoder) document(node *yaml.Node, doc *Document) {
	targets := []any{&doc.Front}
	if own := doc.own(); own != nil {
		targets = append(targets, own)
	}
	if doc.isRemoval(node) {
		d.removal(node, doc)
		return
	}
	d.mapping(node, "", targets...)
	doc.Title = strings.Join(strings.Fields(doc.Title), " ")
	doc.Summary = strings.Join(strings.Fields(doc.Summary), " ")
	if doc.Type.IsArticle() && !doc.Has("date") && node.Kind == yaml.MappingNode {
		d.missing(node, "", "date")
	}
	d.overlayKeys(doc)
	d.aliases(doc)
	d.people(doc)
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

// isRemoval tells whether an overlay's file only takes a document away: it then
// needs no other key.
func (d *Document) isRemoval(node *yaml.Node) bool {
	if d.Overlay == (reference.Territory{}) || node.Kind != yaml.MappingNode {
		return false
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value == "retire" && node.Content[i+1].Value == "true" {
			return true
		}
	}
	return false
}

// removal decodes a file that takes a document away: no key is required.
func (d *decoder) removal(node *yaml.Node, doc *Document) {
	before := len(d.problems)
	d.mapping(node, "", &doc.Front, doc.ownOrEmpty())
	kept := d.problems[:before]
	for _, p := range d.problems[before:] {
		if p.Rule != diag.MissingKey {
			kept = append(kept, p)
		}
	}
	d.problems = kept
}

func (d *Document) ownOrEmpty() any {
	if own := d.own(); own != nil {
		return own
	}
	return &struct{}{}
}

// overlayKeys checks the keys that only overlays have, and gives an overlay's
// document its territory.
func (d *decoder) overlayKeys(doc *Document) {
	if doc.Overlay == (reference.Territory{}) {
		for _, key := range []string{"retire", "remplace"} {
			if doc.Has(key) {
				d.report(diag.MisplacedKey, d.spans.keys[key], fmt.Sprintf("la clé « %s » n'a de sens que dans territoires/", key),
					"supprimez cette ligne, ou déplacez le fichier dans territoires/<territoire>/")
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
			d.report(diag.BadAddress, doc.Value(fmt.Sprintf("alias[%d]", i)), fmt.Sprintf("« %s » n'est pas une ancienne adresse du site", alias),
				"écrivez-la comme elle était, entre deux barres : /fiches/ancien-nom/")
		}
	}
}

// people checks that whoever is named has agreed to it.
func (d *decoder) people(doc *Document) {
	for _, p := range doc.People() {
		d.consent(doc, p)
	}
}

func (d *decoder) consent(doc *Document, p Person) {
	if c := p.Consent; p.Name == "" || (c != nil && c.Reference != "" && c.Date != "") {
		return
	}
	d.report(diag.MissingConsent, doc.Value(p.Key("nom")), "une personne est nommée sans consentement enregistré",
		"ajoutez « consentement: {reference: …, date: AAAA-MM-JJ} », ou supprimez le nom (« le dirigeant »)")
}
