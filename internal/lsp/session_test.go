package lsp

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/sourcegraph/jsonrpc2"

	"recueil/internal/diag"
)

// site is a small content; the place ‸ of a test's own file is where the editor's cursor is.
const site = `
-- content/recueil.yaml --
titre: Recueil
base_url: https://recueil.example.org
-- content/glossaire.yaml --
- terme: référencement
  sigle: SEO
  definition: Être trouvé par les moteurs de recherche.
-- content/secteurs/commerce.md --
---
titre: Commerce
resume: Vendre au détail.
---

Le commerce.
-- content/themes/vendre-en-ligne.md --
---
titre: Vendre en ligne
resume: Une boutique, des clients.
---

Vendre.
-- content/fiches/ouvrir.md --
---
titre: Ouvrir une boutique
resume: Les premiers pas.
date: 2026-01-10
secteurs: [commerce]
---

## Avant d'ouvrir

Compter.

### Les frais

Encore.
-- content/images/vitrine.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>
-- content/fichiers/modele.txt --
Modèle
`

const head = "---\ntitre: Neuve\nresume: Un résumé.\ndate: 2026-01-10\n"

// beginSite starts a server of the site and more files, and waits until it has read them.
func beginSite(t *testing.T, more, with string) *client {
	t.Helper()
	c := begin(t, site+more, with)
	c.until("content/secteurs/commerce.md", "rubrique-vide")
	return c
}

// TestDiagnostics follows a file from what is typed to what is saved.
func TestDiagnostics(t *testing.T) {
	c := beginSite(t, "", "")
	const file = "content/fiches/neuve.md"
	c.open(file, head+"secteurs: [comerce]\n---\n\n##Titre\n")
	list := c.until(file, "secteur-inconnu", "signe-restant")
	if d := list[0]; d.Range != (textRange{position{4, 11}, position{4, 18}}) || d.Severity != severityError || d.Message != "secteur inconnu « comerce »\n→ vouliez-vous dire « commerce » ?" {
		t.Errorf("%+v", d)
	}
	c.change(file, textRange{position{4, 11}, position{4, 18}}, "commerce")
	c.until(file, "signe-restant")
	c.change(file, textRange{position{7, 2}, position{7, 2}}, " ")
	c.until(file)
	c.replace(file, "bonjour\n")
	c.until(file, "en-tete-absent")
}

// TestOtherFiles holds that what a change breaks in files that nobody opened is said once
// it is saved, and so is what changes on the disk.
func TestOtherFiles(t *testing.T) {
	const other = "content/fiches/b.md"
	c := beginSite(t, "-- "+other+" --\n"+head+"---\n\nVoir [les frais](ouvrir.md#les-frais).\n", "")
	const file = "content/fiches/ouvrir.md"
	c.open(file, "---\ntitre: Ouvrir une boutique\nresume: Les premiers pas.\ndate: 2026-01-10\n---\n\n## Le prix\n\nCompter.\n")
	c.tell("textDocument/didSave", c.about(file, position{}))
	c.until(other, "ancre-inconnue")
	c.tell("textDocument/didClose", c.about(file, position{}))
	c.until(other)
	c.write(file, "---\ntitre: Autre\n---\n")
	c.tell("workspace/didChangeWatchedFiles", documentParams{Changes: []fileEvent{{c.uri(file)}}})
	c.until(file, "cle-manquante", "cle-manquante")
}

// TestCarry holds that what is known of a file follows its text until it is checked again.
func TestCarry(t *testing.T) {
	from := newText("a.md", "un deux trois", utf16Units).source
	problem := func(start, end int) diag.Diagnostic {
		return diag.New(diag.BrokenLink, from, diag.Span{Start: start, End: end}, "m", "")
	}
	for name, test := range map[string]struct {
		to   string
		want []diag.Span
	}{
		"nothing changed":      {"un deux trois", []diag.Span{{Start: 0, End: 2}, {Start: 3, End: 7}, {Start: 8, End: 13}}},
		"before all":           {"et un deux trois", []diag.Span{{Start: 3, End: 5}, {Start: 6, End: 10}, {Start: 11, End: 16}}},
		"in the second":        {"un dix trois", []diag.Span{{Start: 0, End: 2}, {Start: 7, End: 12}}},
		"after all":            {"un deux trois quatre", []diag.Span{{Start: 0, End: 2}, {Start: 3, End: 7}, {Start: 8, End: 13}}},
		"all is another thing": {"", nil},
	} {
		var got []diag.Span
		for _, p := range carry([]diag.Diagnostic{problem(0, 2), problem(3, 7), problem(8, 13)}, newText("a.md", test.to, utf16Units).source) {
			got = append(got, p.Span)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

// TestNoContent holds that a folder without a content is left alone, and that a file of one
// opens it.
func TestNoContent(t *testing.T) {
	c := begin(t, "-- notes/a.md --\nbonjour\n"+strings.ReplaceAll(site, "content/", "ailleurs/"), "")
	c.open("notes/a.md", "bonjour\n")
	var answer any
	c.ask("textDocument/hover", c.about("notes/a.md", position{}), &answer)
	if answer != nil {
		t.Errorf("hover of a text that is no content: %v", answer)
	}
	c.open("ailleurs/fiches/neuve.md", "bonjour\n")
	c.until("ailleurs/fiches/neuve.md", "en-tete-absent")
}

// TestRefused holds what the server says of questions that it cannot answer.
func TestRefused(t *testing.T) {
	c := begin(t, site, "")
	for method, want := range map[string]int64{"textDocument/rename": jsonrpc2.CodeMethodNotFound, "textDocument/hover": jsonrpc2.CodeInvalidParams} {
		var fault *jsonrpc2.Error
		if err := c.conn.Call(t.Context(), method, []int{1}, nil); !errors.As(err, &fault) || fault.Code != want {
			t.Errorf("%s: %v, want %d", method, err, want)
		}
	}
}
