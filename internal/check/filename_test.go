package check

import (
	"maps"
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

// TestCopiedNames wants the names that a system cannot hold, or shows otherwise, to be
// reported, once each.
func TestCopiedNames(t *testing.T) {
	files := map[string]string{"fiches/con.md": "---\ntitre: Un\nresume: Un texte.\ndate: 2026-11-22\n---\n"}
	for _, name := range []string{
		"fichiers/guide 2026 (été).pdf", "fichiers/conseil.pdf", "images/a.jpg", "racine/.htaccess", // these are fine
		"fichiers/CON.pdf", "fichiers/aux/a.pdf", "fichiers/a:b.pdf", "fichiers/point.", "images/" + strings.Repeat("x", 201) + ".jpg",
		"fichiers/facture\u202efdp.exe", "fichiers/a\nb.pdf", "images/A.jpg",
	} {
		files[name] = "x"
	}
	got := map[string]string{}
	for _, p := range Collection(load(t, files)) {
		if p.Rule.Name == "adresse-invalide" {
			got[strings.TrimPrefix(p.Source.Path, "content/")] += p.Message
		}
	}
	want := map[string]string{
		"fiches/con.md":      "le nom du fichier « con » est réservé par Windows",
		"fichiers/CON.pdf":   "« CON.pdf » est un nom que Windows réserve",
		"fichiers/aux/a.pdf": "« aux » est un nom que Windows réserve",
		"fichiers/a:b.pdf":   "le nom « a:b.pdf » contient un signe que Windows n'accepte pas",
		"fichiers/point.":    "le nom « point. » contient un signe que Windows n'accepte pas",
		"images/" + strings.Repeat("x", 201) + ".jpg": "le nom a plus de 200 caractères",
		"fichiers/facture\u202efdp.exe":               "le nom contient un caractère qui ne se voit pas",
		"fichiers/a\nb.pdf":                           "le nom contient un caractère qui ne se voit pas",
		"images/a.jpg":                                "son nom ne diffère de celui de « A.jpg » que par des majuscules, ce que bien des systèmes ne voient pas",
	}
	if !maps.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}
