package edition_test

import (
	"strings"
	"testing"

	"recueil/internal/content"
)

// TestPlan tells which documents a questionnaire leads to, for a theme.
func TestPlan(t *testing.T) {
	coll := load(t, map[string]string{
		"diagnostics/debut.md":      page("mots_cles: [boutique]\nquestions: [{texte: A, choix: [{texte: B, themes: {vendre: 1}}]}]\n", ""),
		"themes/gerer.md":           page("", ""),
		"fiches/accessoire.md":      dated("themes: [gerer, vendre]\n"),
		"fiches/boutique.md":        dated("themes: [vendre]\nmots_cles: [boutique]\n"),
		"fiches/caisse.md":          dated("themes: [vendre]\n"),
		"fiches/paiement.md":        dated("themes: [vendre]\n"),
		"fiches/conseillers.md":     dated("themes: [vendre]\npublic: accompagnateur\n"),
		"fiches/autre.md":           dated("themes: [gerer]\n"),
		"temoignages/breton.md":     dated("themes: [vendre]\nterritoires: [bretagne]\nsource: {titre: S}\n"),
		"aides/close.md":            page("themes: [vendre]\nfin: 2025-01-01\n", ""),
		"aides/pour-tous.md":        page("themes: [vendre]\nfin: 2027-01-01\n", ""),
		"aides/bretonne.md":         page("themes: [vendre]\nterritoires: [bretagne]\nfin: 2027-01-01\n", ""),
		"aides/d-un-departement.md": page("themes: [vendre]\nterritoires: [finistere]\nfin: 2027-01-01\n", ""),
		"contacts/chambre.md":       page("themes: [gerer]\n", ""),
		"editions/ouest.yaml":       "titre: Ouest\nterritoires: [bretagne]\ncontact: contacts/chambre\n",
	})
	const sheets = "fiches/boutique fiches/caisse fiches/paiement "
	for name, want := range map[string]string{
		"":          sheets + "temoignages/breton aides/pour-tous",
		"@bretagne": sheets + "temoignages/breton aides/bretonne aides/pour-tous",
		"ouest":     sheets + "temoignages/breton aides/bretonne aides/pour-tous contacts/chambre",
	} {
		view, _ := choose(t, coll, name)
		document := func(key string) *content.Document {
			d, ok := view.Document(key)
			if !ok {
				t.Fatalf("%q has no %s", name, key)
			}
			return d
		}
		var plan []string
		for _, d := range view.Plan(document("diagnostics/debut"), document("themes/vendre")) {
			plan = append(plan, d.Key())
		}
		if got := strings.Join(plan, " "); got != want {
			t.Errorf("the plan of %q is\n%s\nwant\n%s", name, got, want)
		}
	}
}
