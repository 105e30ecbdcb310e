package authoring

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/markdown"
)

func formOf(t testing.TB, name, text string) (string, bool) {
	t.Helper()
	def, ok := content.DefinitionAt(name)
	if !ok {
		t.Fatalf("%s has no definition", name)
	}
	formed, ok := Form(def, []byte(text))
	return string(formed), ok
}

// TestForm brings what people and web editors write to the one form.
func TestForm(t *testing.T) {
	const want = `---
titre: "Le fournil : du port"
resume: "Un essai."
date: 2026-11-22
maj: 2026-11-23
secteurs: [commerce]
territoires: [bretagne, "01"]
source:
  titre: "Un rapport"
  date: "2023-07"
image:
  fichier: "images/pain.jpg"
  alt: ""
mots_cles: ["CO2", "01000", "vente, en ligne"]
recherche: false
ignore:
  - regle: "mot-inconnu"
    raison: "C'est un nom."
niveau: debutant
---

Un pain d’*été*.

- le lundi
`
	for name, in := range map[string]string{
		"already":       want,
		"by hand":       "---\nmots_cles: [CO2, '01000', \"vente, en ligne\"]\ntitre: 'Le fournil : du port'\n\nresume:   Un essai.\ndate: 2026-11-22\nmaj: 2026-11-23\nniveau: debutant\nterritoires: [bretagne, 01]\nsecteurs:\n- commerce\nimage: {fichier: images/pain.jpg, alt: ''}\nignore: [{raison: C'est un nom., regle: mot-inconnu}]\nsource: {date: 2023-07, titre: Un rapport}\nrecherche: false\n---\nUn pain d’*été*.\n\n- le lundi",
		"a web editor":  "---\ntitre: \"Le fournil : du port\"\nresume: >-\n  Un\n  essai.\ndate: '2026-11-22'\nmaj: 2026-11-23\nrevoir_le: ''\nsecteurs:\n  - commerce\nthemes: []\nterritoires:\n  - bretagne\n  - '01'\nsource:\n  titre: Un rapport\n  url: null\n  date: 2023-07\nimage:\n  fichier: images/pain.jpg\n  alt: \"\"\nmots_cles:\n  - CO2\n  - \"01000\"\n  - vente, en ligne\nbrouillon: false\nrecherche: false\nignore:\n  - regle: mot-inconnu\n    raison: C'est un nom.\nvideo:\n  url: ''\nniveau: debutant\n---\n\n\nUn pain d’*été*.\n\n- le lundi\n\n\n",
		"from Windows":  "\ufeff" + strings.ReplaceAll(want, "\n", "\r\n"),
		"from a Mac":    strings.ReplaceAll(want, "é", "e\u0301"),
		"without fence": "---  \n" + strings.TrimPrefix(want, "---\n"),
	} {
		if got, ok := formOf(t, "fiches/x.md", in); !ok || got != want {
			t.Errorf("%s: %t\n%s", name, ok, Mended{Path: "x.md", Before: []byte(want), After: []byte(got)}.Diff())
		}
	}
}

// TestFormKeepsRemarks moves each remark with the key that it stands at.
func TestFormKeepsRemarks(t *testing.T) {
	const in = `---
# Relu deux fois.
resume: Un essai. # à revoir

# Le titre de l'affiche.
titre: Le fournil
source: # trouvée en ligne
  # le plus récent
  date: 2023 # ou 2024 ?
  titre: Un rapport
secteurs:
  - commerce # surtout
  # bientôt
  - batiment
maj: '' # pas encore
ignore:
  # une règle
  - regle: mot-inconnu
    # pourquoi
    raison: Un nom.
# la fin
---
`
	const want = `---
# Le titre de l'affiche.
titre: "Le fournil"
# Relu deux fois.
resume: "Un essai." # à revoir
# pas encore
secteurs:
  - commerce # surtout
  # bientôt
  - batiment
source: # trouvée en ligne
  titre: "Un rapport"
  # le plus récent
  date: "2023" # ou 2024 ?
ignore:
  # une règle
  - regle: "mot-inconnu"
    # pourquoi
    raison: "Un nom."
# la fin
---
`
	if got, ok := formOf(t, "fiches/x.md", in); !ok || got != want {
		t.Errorf("%t\n%s", ok, Mended{Path: "x.md", Before: []byte(want), After: []byte(got)}.Diff())
	}
}

// TestFormInDoubt leaves what only its author can write otherwise.
func TestFormInDoubt(t *testing.T) {
	for name, head := range map[string]string{
		"an anchor":      "titre: &a Un titre\nresume: *a\n",
		"a tag":          "titre: !!str Un titre\n",
		"a key twice":    "titre: a\ntitre: b\n",
		"a merge":        "<<: {titre: a}\n",
		"unreadable":     "titre: [a\n",
		"a lost remark":  "mots_cles: [a, # un\n  b]\ntitre: [ # deux\n]\n",
		"only a remark":  "# titre: a\n",
		"two documents":  "titre: a\n...\ntitre: b\n",
		"not a header":   "- a\n",
		"a complex key":  "? [a]\n: b\n",
		"an other fence": "titre: a\n--- b\n",
	} {
		in := "---\n" + head + "---\n"
		if got, ok := formOf(t, "fiches/x.md", in); ok && strings.Count(got, "#") != strings.Count(in, "#") || ok && name != "a lost remark" {
			t.Errorf("%s became\n%s", name, got)
		}
	}
	if _, ok := formOf(t, "fiches/x.md", "titre: sans en-tête\n"); ok {
		t.Error("a file without fences has a form")
	}
}

// TestFormOfOurContent holds that no document of the repository says anything else in the
// canonical form, and that the form is one.
func TestFormOfOurContent(t *testing.T) {
	formed, changed := fstest.MapFS{}, 0
	for _, name := range documents(t) {
		data, err := os.ReadFile(filepath.Join(ours, name))
		if err != nil {
			t.Fatal(err)
		}
		formed[name] = &fstest.MapFile{Data: data}
		if _, ok := content.DefinitionAt(name); !ok {
			continue
		}
		got, ok := formOf(t, name, string(data))
		if !ok {
			t.Errorf("%s has no form", name)
			continue
		}
		if again, ok := formOf(t, name, got); !ok || again != got {
			t.Errorf("%s:\n%s", name, Mended{Path: name, Before: []byte(got), After: []byte(again)}.Diff())
		}
		if got != string(data) {
			changed++
		}
		formed[name].Data = []byte(got)
	}
	before, after := loaded(t, os.DirFS(ours)), loaded(t, formed)
	if len(before.Documents) != len(after.Documents) || len(before.Documents) < 100 {
		t.Fatalf("%d documents became %d", len(before.Documents), len(after.Documents))
	}
	for i, d := range before.Documents {
		sameDocument(t, d, after.Documents[i])
	}
	t.Logf("%d of %d files have another form", changed, len(formed))
}

func loaded(t *testing.T, from fs.FS) *content.Collection {
	t.Helper()
	coll, _, err := content.Load(context.Background(), []content.Root{{Name: "content", FS: from}}, 1)
	if err != nil {
		t.Fatal(err)
	}
	return coll
}

// sameDocument fails when two documents say different things.
func sameDocument(t testing.TB, a, b *content.Document) {
	t.Helper()
	if a.Key() != b.Key() || !reflect.DeepEqual(a.Front, b.Front) || !reflect.DeepEqual(a.Own, b.Own) || a.Body.HTML(nowhere{}) != b.Body.HTML(nowhere{}) {
		t.Errorf("%s says something else in the canonical form:\n%+v\n%+v", a.Key(), a.Front, b.Front)
	}
}

// nowhere shows where each link leads, and nothing else.
type nowhere struct{}

func (nowhere) Link(dest string) (string, bool)       { return dest, true }
func (nowhere) Image(string) (markdown.Picture, bool) { return markdown.Picture{}, false }
func (nowhere) Term(id string) (string, bool)         { return id, true }

// FuzzForm holds that a document that can be read says the same in the canonical form, and
// that its form is its own.
func FuzzForm(f *testing.F) {
	for _, head := range []string{
		"titre: a\nresume: b\ndate: 2026-01-01\n", "resume: |\n  a\n\n  b\ntitre: 'l''été # non'\ndate: 2026-01-01\n",
		"titre: NON\nresume: 0b11\nmots_cles: [~x, ' a ', 1_000, 'a: b']\ndate: '2026-01-01'\n", "# a\ntitre: a # b\n\n# c\n\nresume: >\n  d\n  e\n# f\ndate: 2026-01-01\n",
		"titre: \"\\u0023 a\\tb\"\nresume: x\ndate: 2026-01-01\nsource: {titre: a} # b\n", "titre: a\nresume: b\ndate: 2026-01-01\nvideo: {url: https://example.org, titre: x, transcription: \"a\\n b\"}\n",
		"titre: 🥖\nresume: \"a\\u2028b\"\ndate: 2026-01-01\nmots_cles:\n- a # b\n# c\n- d\n",
	} {
		f.Add(head, "Le texte.\n")
		f.Add(strings.ReplaceAll(head, "\n", "\r\n"), "\n\n    code\n\n```\n\n\n")
	}
	f.Fuzz(func(t *testing.T, head, body string) {
		text := "---\n" + head + "---\n" + body
		before, problems := alone(text)
		if before == nil || diag.HasErrors(problems) {
			return
		}
		got, ok := formOf(t, "fiches/x.md", text)
		if !ok {
			return
		}
		after, problems := alone(got)
		if after == nil || diag.HasErrors(problems) {
			t.Fatalf("%q became %q, which has errors", text, got)
		}
		sameDocument(t, before, after)
		if again, ok := formOf(t, "fiches/x.md", got); !ok || again != got {
			t.Errorf("%q became %q, then %q", text, got, again)
		}
	})
}

func alone(text string) (*content.Document, []diag.Diagnostic) {
	read, _ := content.ReadAlone([]content.Root{{Name: "content", FS: fstest.MapFS{}}}, "content/fiches/x.md", []byte(text), nil)
	return read.Document, read.Problems
}

// TestFormed mends first, forms what has no error, and says what it leaves.
func TestFormed(t *testing.T) {
	in := tree("fiches/x.md", "---\ntitre: Meca : la vente\nresume: Un essai.\ndate: 1/3/2026\n---\nIci.\n")
	in["fiches/faux.md"] = &fstest.MapFile{Data: []byte("---\ntitre: Sans résumé\ndate: 2026-01-01\n---\n")}
	in["fiches/croisillon.md"] = &fstest.MapFile{Data: []byte("---\ntitre: Une\nresume: \"Un essai \\x23.\"\ndate: 2026-01-01\n---\n")}
	only := func(path string) bool {
		return strings.HasPrefix(path, "content/fiches/") && !strings.HasSuffix(path, "nouveau-titre.md")
	}
	files, unformed, _, err := Formed(context.Background(), []content.Root{{Name: "content", FS: in}}, only)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 1 || !files[0].Formed || files[0].Mends != 2 || string(files[0].After) != "---\ntitre: \"Meca : la vente\"\nresume: \"Un essai.\"\ndate: 2026-03-01\n---\n\nIci.\n" {
		t.Errorf("formed %+v", files)
	}
	if len(unformed) != 1 || unformed[0] != "content/fiches/croisillon.md" {
		t.Errorf("left %v", unformed)
	}
}
