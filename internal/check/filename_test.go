package check

import (
	"strings"
	"testing"
)

// TestProposedNames renames every file that cannot keep its name: no proposal may be
// refused, nor taken by another.
func TestProposedNames(t *testing.T) {
	named := func(title, more string) string {
		return "---\ntitre: \"" + title + "\"\nresume: Un.\ndate: 2026-11-22\n" + more + "---\n"
	}
	long := strings.Repeat("a", 120)
	c := load(t, map[string]string{
		"fiches/Au marché.md":                     named("Autre chose", ""),
		"fiches/Vente.md":                         named("Trois", ""), // vente.md is there
		"fiches/vente.md":                         named("Quatre", ""),
		"fiches/Deux mots.md":                     named("Vente", ""), // its name is free
		"fiches/_page.md":                         named("Tout", ""),  // page and tout are the site's
		"fiches/flux.md":                          named("Vente", ""), // so is flux
		"fiches/Cinq.md":                          named("Six", ""),   // /fiches/cinq/ was another's
		"fiches/z.md":                             named("Sept", "alias: [/fiches/cinq/]\n"),
		"fiches/日本.md":                            named("Quatre", ""),
		"fiches/中国.md":                            named("日本", ""),
		"fiches/" + long + "-b.md":                named("Vente", ""),
		"fiches/" + long + ".md":                  named("Huit", ""), // long enough
		"territoires/bretagne/fiches/Vente.md":    named("Neuf", ""), // it may replace vente.md
		"territoires/bretagne/temoignages/A b.md": named("Dix", ""),
		"editions/Été.yaml":                       "titre: Été\nterritoires: [bretagne]\n",
	})
	got := map[string]string{}
	for _, p := range Collection(c) {
		if p.Rule.Name == "adresse-invalide" {
			got[strings.TrimPrefix(p.Source.Path, "content/")] = p.Hint
		}
	}
	want := map[string]string{
		"fiches/Au marché.md":                     "renommez-le « au-marche »",
		"fiches/Vente.md":                         "renommez-le « trois »",
		"fiches/Deux mots.md":                     "renommez-le « deux-mots »",
		"fiches/_page.md":                         "renommez-le « page-2 »",
		"fiches/flux.md":                          "renommez-le « flux-2 »",
		"fiches/Cinq.md":                          "renommez-le « six »",
		"fiches/日本.md":                            "renommez-le « quatre »",
		"fiches/中国.md":                            "employez de 1 à 120 lettres sans accent, chiffres et tirets",
		"fiches/" + long + "-b.md":                "renommez-le « " + long[:118] + "-2 »",
		"territoires/bretagne/fiches/Vente.md":    "renommez-le « vente »",
		"territoires/bretagne/temoignages/A b.md": "renommez-le « a-b »",
		"editions/Été.yaml":                       "renommez-le « ete »",
	}
	for path, hint := range want {
		if got[path] != hint {
			t.Errorf("%s: got %q, want %q", path, got[path], hint)
		}
		delete(got, path)
	}
	for path, hint := range got {
		t.Errorf("%s: got %q, want nothing", path, hint)
	}
}
