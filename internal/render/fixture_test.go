package render

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/templates"
)

// fixture is a small recueil that has one page of every kind.
var fixture = map[string]string{
	"recueil.yaml": `titre: "Recueil d'essai"
base_url: https://essai.example.org/recueil/
description: "Un essai."
licence: etalab-2.0
editeur: {nom: "L'équipe", courriel: equipe@example.org}
depot: {url: "https://gitlab.example.org/a/b", branche: principal}
navigation: [{titre: "Contribuer", page: pages/contribuer}]
`,
	"secteurs/commerce.md": doc(`titre: "Commerce"
resume: "Vendre au comptoir et en ligne."
naf: ["47"]
animateurs: [{organisme: "La fédération"}]
a_la_une: [temoignages/boutique]`, "Un mot du secteur.\n\n## Témoignages\n\nVoir plus bas."),
	"themes/vendre.md": doc(`titre: "Vendre en ligne"
resume: "Quand la boutique ne suffit plus."`, "## Par où commencer\n\nPar une photo."),
	"temoignages/boutique.md": doc(`titre: "La boutique : un \"site\" </script> & Cie"
resume: "Un récit."
date: 2026-01-12
revoir_le: 2026-02-01
secteurs: [commerce]
themes: [vendre]
territoires: [ille-et-vilaine]
tailles: [1-9]
auteur: "La fédération"
source: {titre: "Un rapport", date: "2023-07", url: "https://source.example.org/r"}
entreprise: {nom: "Chez Anne", commune: "Rennes", effectif: "3 salariés", naf: "47"}
bilan: mitige
resultats: [{valeur: "15 000 €", libelle: "de ventes : un record"}]
outils: [Caisse]
cout: "200 € par mois"`, "## Le besoin\n\n[Une fiche](../fiches/site.md), [ailleurs](https://ailleurs.example.org/)."),
	"temoignages/voisine.md": doc(`titre: "La voisine"
resume: "Un autre récit."
date: 2026-01-11
secteurs: [commerce]
territoires: [bretagne]`, "Texte."),
	"fiches/site.md": doc(`titre: "Faire un site"
resume: "Pas à pas."
date: 2026-01-10
themes: [vendre]
secteurs: [commerce]
niveau: debutant
duree: "2 h"
cout: "0 €"
moment: immatriculation
video: {url: "https://video.example.org/v", titre: "La vidéo", transcription: "On voit un site."}
voir_aussi: [temoignages/boutique]
alias: [/ancienne/fiche/]`, "1. Prenez une photo.\n2. Publiez-la."),
	"fiches/generale.md": doc(`titre: "Pour tout le monde"
resume: "Une fiche générale."
date: 2026-01-09`, "Texte."),
	"formations/cours.md": doc(`titre: "Un cours"
resume: "On apprend."
organisme: "La chambre"
format: en-ligne
gratuit: true
secteurs: [commerce]
url: "https://cours.example.org/"`, "Texte."),
	"aides/cheque.md": doc(`titre: "Le chèque"
resume: "Une aide."
nature: subvention
montant: "500 €"
debut: 2026-01-01
fin: 2026-12-31
verifie_le: 2026-10-01
secteurs: [commerce]
themes: [vendre]
url: "https://aide.example.org/"`, "## Demander\n\n1. Écrivez."),
	"aides/vieille.md": doc(`titre: "L'aide d'hier"
resume: "Une aide close."
fin: 2025-12-31
secteurs: [commerce]`, "Texte."),
	"aides/floue.md": doc(`titre: "L'aide incertaine"
resume: "Une aide à vérifier."
etat: a-verifier`, "Texte."),
	"activateurs/ici.md": doc(`titre: "Ici Numérique"
resume: "Un conseiller."
categorie: prive
commune: "Rennes"
code_postal: "35000"
services: [Site, Caisse]
territoires: [bretagne]
secteurs: [commerce]`, "Texte."),
	"contacts/chambre.md": doc(`titre: "La chambre"
resume: "À qui parler."
organisme: "La chambre"
role: "Conseil"
courriel: chambre@example.org
telephone: "+33 2 99 00 00 00"
secteurs: [commerce]
themes: [vendre]`, "Texte."),
	"diagnostics/debut.md": doc(`titre: "Par où commencer"
resume: "Trois questions."
questions:
  - texte: "Vendez-vous en ligne ?"
    choix:
      - {texte: "Non", themes: {vendre: 2}}
      - {texte: "Oui"}`, "Texte."),
	"pages/contribuer.md": doc(`titre: "Contribuer"
resume: "Comment écrire ici."`, "## Écrire\n\nTexte."),
}

func doc(front, body string) string { return "---\n" + front + "\n---\n" + body + "\n" }

// with returns the fixture with other files, "" taking one out.
func with(changes map[string]string) map[string]string {
	files := maps.Clone(fixture)
	for name, text := range changes {
		files[name] = text
		if text == "" {
			delete(files, name)
		}
	}
	return files
}

// viewOf loads files and selects an edition of them, for a territory or "".
func viewOf(t *testing.T, files map[string]string, territory string) *edition.View {
	t.Helper()
	tree := fstest.MapFS{}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	coll, problems, err := content.Load(context.Background(), []content.Root{{Name: "content", FS: tree}}, 1)
	if err != nil || diag.HasErrors(problems) {
		t.Fatalf("load fixture: %v%s", err, describe(problems))
	}
	choice, err := edition.At(coll, "2026-11-22").Choose("", territory)
	if err != nil {
		t.Fatal(err)
	}
	view, problems := edition.Select(choice)
	if diag.HasErrors(problems) {
		t.Fatalf("select edition: %s", describe(problems))
	}
	return view
}

// describe writes diagnostics for a failing test.
func describe(problems []diag.Diagnostic) string {
	var out strings.Builder
	for _, p := range problems {
		line, column := p.Source.Position(p.Span.Start)
		fmt.Fprintf(&out, "\n%s:%d:%d: %s [%s]", p.Source.Path, line, column, p.Message, p.Rule.Name)
	}
	return out.String()
}

func parsed(t *testing.T) *Templates {
	t.Helper()
	set, problems := Parse(templates.FS)
	if len(problems) > 0 {
		t.Fatalf("parse templates: %s", describe(problems))
	}
	return set
}

// bundled are entries as a bundle names them.
var bundled = map[string]string{
	"css/site.css": "ressources/site-1.css", "js/page.ts": "ressources/page-1.js",
	"js/aid.ts": "ressources/aid-1.js", "js/quiz.ts": "ressources/quiz-1.js", "js/near.ts": "ressources/near-1.js",
	"js/timing.ts":   "ressources/timing-1.js",
	"search/main.ts": "ressources/main-1.js", "search/box.ts": "ressources/box-1.js",
}

// rendered renders every page of an input, by path.
func rendered(t *testing.T, in Input) map[string]string {
	t.Helper()
	pages := map[string]string{}
	for _, p := range parsed(t).Pages(in) {
		data, problems, err := p.Render()
		if err != nil || len(problems) > 0 {
			t.Fatalf("render %s: %v%s", p.Path, err, describe(problems))
		}
		if _, twice := pages[p.Path]; twice {
			t.Errorf("%s is made twice", p.Path)
		}
		pages[p.Path] = string(data)
	}
	return pages
}

// site renders the fixture, with changes, for the national edition.
func siteOf(t *testing.T, changes map[string]string) map[string]string {
	t.Helper()
	return rendered(t, Input{View: viewOf(t, with(changes), ""), Assets: bundled})
}

func htmlPaths(pages map[string]string) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(pages)), func(p string) bool { return !strings.HasSuffix(p, ".html") })
}
