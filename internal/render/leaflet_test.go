package render

import (
	"slices"
	"strings"
	"testing"
)

// stepsSheet is a sheet whose first list has too few steps for a leaflet.
var stepsSheet = map[string]string{
	"fiches/marche.md": doc("titre: \"Vendre : au marché\"\nresume: Un résumé.\ndate: 2026-01-01\nmoment: facturation-electronique",
		"1. Trop.\n2. Court.\n\n## Les gestes\n\n1. **Pesez** [le panier](site.md).\n2. Notez.\n3. Encaissez.\n4. Rangez."),
}

func leafletOf(t *testing.T, changes map[string]string, key string) string {
	t.Helper()
	view := viewOf(t, real(changes), "")
	d, ok := view.Document(key)
	if !ok {
		t.Fatalf("no document %s", key)
	}
	page, problems := standalone(t).Leaflet(LeafletInput{View: view, Document: d})
	if len(problems) > 0 {
		t.Fatalf("render leaflet: %s", describe(problems))
	}
	return string(page)
}

func TestLeafletPage(t *testing.T) {
	page := leafletOf(t, stepsSheet, "fiches/marche")
	mustHave(t, page, "<h1>Vendre\u202f: au marché</h1>", "Moment clé : Facturation électronique", "Un résumé.",
		"<li><div><strong>Pesez</strong> le panier.</div></li>\n<li><div>Notez.</div></li>\n<li><div>Encaissez.</div></li>",
		`<svg class="code"`, "https://essai.test/recueil/fiches/marche/", "Cachet du relais</div>", "Publié par L’équipe.")
	mustNotHave(t, page, "Trop.", "Rangez")
}

// TestLeafletOfHeadings takes numbered headings for steps, each with the paragraph that
// follows and nothing else: neither what it announces nor a list within a step.
func TestLeafletOfHeadings(t *testing.T) {
	page := leafletOf(t, map[string]string{
		"fiches/pas.md": doc("titre: Pas à pas\nresume: Un essai.\ndate: 2026-01-01", "## 1. Ouvrez\n\nLa porte.\n\nEncore.\n\n## Une note\n\nRien.\n\n## 2. Entrez ?\n\nDe deux façons :\n\n1. à gauche ;\n2. à droite ;\n3. au fond.\n\n## 3. Fermez…\n\nDerrière vous."),
	}, "fiches/pas")
	mustHave(t, page, "<li><div><strong>Ouvrez.</strong> La porte.</div></li>\n<li><div><strong>Entrez\u202f?</strong></div></li>\n<li><div><strong>Fermez…</strong> Derrière vous.</div></li>")
	mustNotHave(t, page, "Encore", "Rien.", "gauche")
}

// TestLeafletOfUrgency takes the steps that a callout says first, not the numbered list
// of later days that follows.
func TestLeafletOfUrgency(t *testing.T) {
	page := leafletOf(t, map[string]string{
		"fiches/panne.md": doc("titre: En panne\nresume: Un essai.\ndate: 2026-01-01",
			"> [!ATTENTION]\n> 1. **Coupez.**\n> 2. Appelez.\n> 3. Notez.\n\n## Demain\n\n1. Réparez.\n2. Payez.\n3. Rangez."),
	}, "fiches/panne")
	mustHave(t, page, "<li><div><strong>Coupez.</strong></div></li>\n<li><div>Appelez.</div></li>\n<li><div>Notez.</div></li>")
	mustNotHave(t, page, "Réparez")
}

// TestLeaflets lists the sheets of key moments first, in the order that a firm lives
// them, and leaves out those that make none.
func TestLeaflets(t *testing.T) {
	steps := "1. Un.\n2. Deux.\n3. Trois."
	sheet := func(keys, text string) string {
		return doc("titre: Un essai\nresume: Un essai.\ndate: 2026-02-01\n"+keys, text)
	}
	view := viewOf(t, with(map[string]string{
		"fiches/a-tous.md":    sheet("", steps),
		"fiches/facture.md":   sheet("moment: facturation-electronique", steps),
		"fiches/debut.md":     sheet("moment: immatriculation", steps),
		"fiches/amorce.md":    sheet("amorce: true", steps),
		"fiches/conseil.md":   sheet("public: accompagnateur", steps),
		"fiches/sans-pas.md":  sheet("", "- Un.\n- Deux.\n- Trois."),
		"fiches/deux-pas.md":  sheet("", "1. Un.\n2. Deux.\n\nTexte.[^1]\n\n[^1]: Une note."),
		"temoignages/pas.md":  sheet("", steps),
		"fiches/citation.md":  sheet("", "> 1. Un.\n> 2. Deux.\n> 3. Trois."),
		"fiches/un-titre.md":  sheet("", "## 1. Un\n\n## 2. Deux"),
		"fiches/brouillon.md": sheet("brouillon: true", steps),
	}), "")
	var got []string
	for _, d := range Leaflets(view) {
		got = append(got, d.Slug)
	}
	if want := []string{"debut", "facture", "a-tous"}; !slices.Equal(got, want) {
		t.Errorf("leaflets %s, want %s", strings.Join(got, ", "), strings.Join(want, ", "))
	}
}
