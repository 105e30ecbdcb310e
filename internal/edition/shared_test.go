package edition_test

import (
	"testing"

	"recueil/internal/edition"
	"recueil/internal/reference"
)

// TestSharedAddressesAreTheNationalOnes says where what an edition holds is published: its
// full address, and the one that its pages lead to when it is made alone, and in a run.
func TestSharedAddressesAreTheNationalOnes(t *testing.T) {
	coll := load(t, map[string]string{
		"fiches/partout.md":                dated(""),
		"fiches/bretonne.md":               dated("territoires: [bretagne]\n"),
		"fichiers/modele.pdf":              "x",
		"fichiers/question?.pdf":           "x",
		"territoires/bretagne/fichiers/b":  "x",
		"territoires/bretagne/pages/p.md":  page("", ""),
		"glossaire.yaml":                   "- {terme: SIRET, definition: Un numéro.}\n",
		"editions/ailleurs.yaml":           "titre: Ailleurs\nterritoires: [bretagne]\nbase_url: https://ailleurs.example.org\n",
		"territoires/bretagne/fiches/c.md": dated(""),
	})
	editions := edition.At(coll, "2026-11-22")
	choices := editions.Every(edition.Sets{Declared: true, Of: []*reference.Kind{reference.Region}})
	views := map[string]*edition.View{}
	for _, c := range edition.Together(choices) {
		views[c.Slug()], _ = edition.Select(c)
	}
	alone, _ := choose(t, coll, "@bretagne")
	const national, bretagne = "https://recueil.example.org/r/", "https://recueil.example.org/r/editions/bretagne/"
	for _, c := range []struct{ address, full, inRun string }{
		{"/fiches/partout/", national + "fiches/partout/", "/../../fiches/partout/"},
		{"fiches/partout/?a#b", national + "fiches/partout/?a#b", "/../../fiches/partout/?a#b"},
		{"/fiches/bretonne/", bretagne + "fiches/bretonne/", "/fiches/bretonne/"},
		{"/fiches/c/", bretagne + "fiches/c/", "/fiches/c/"},
		{"/fiches/absente/", bretagne + "fiches/absente/", "/fiches/absente/"},
		{"/secteurs/commerce/", bretagne + "secteurs/commerce/", "/secteurs/commerce/"},
		{"/secteurs/commerce/partage.png", national + "secteurs/commerce/partage.png", "/../../secteurs/commerce/partage.png"},
		{"/partage.png", bretagne + "partage.png", "/partage.png"},
		{"/themes/vendre/", bretagne + "themes/vendre/", "/themes/vendre/"},
		{"/glossaire/#siret", national + "glossaire/#siret", "/../../glossaire/#siret"},
		{"fichiers/modele.pdf", national + "fichiers/modele.pdf", "/../../fichiers/modele.pdf"},
		{"/fichiers/question?.pdf", national + "fichiers/question?.pdf", "/../../fichiers/question?.pdf"},
		{"/fichiers/b", bretagne + "fichiers/b", "/fichiers/b"},
		{"/", bretagne, "/"},
	} {
		v := views["bretagne"]
		if got := v.Where(c.address); got != c.inRun {
			t.Errorf("%s: in a run, it is at %s, want %s", c.address, got, c.inRun)
		}
		if got, same := v.URL(c.address), alone.URL(c.address); got != c.full || same != c.full {
			t.Errorf("%s: its full address is %s, alone %s, want %s", c.address, got, same, c.full)
		}
		if got := alone.Where(c.address); got != c.address {
			t.Errorf("%s: alone, it is at %s", c.address, got)
		}
		for _, own := range []string{"", "ailleurs"} {
			if got := views[own].Where(c.address); got != c.address || views[own].Shared(c.address) {
				t.Errorf("%s: edition %q has it at %s", c.address, own, got)
			}
		}
	}
	for _, c := range edition.Together(choices[1:]) {
		if v, _ := edition.Select(c); v.Together() {
			t.Errorf("%s is made without the national edition, and leads to its pages", c.Slug())
		}
	}
}
