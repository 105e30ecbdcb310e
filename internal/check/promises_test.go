package check

import (
	"errors"
	"strings"
	"testing"

	"recueil/internal/diag"
	"recueil/internal/edition"
)

const former = `{
 "version": 1,
 "edition": {"slug": "", "titre": "Essai"},
 "documents": [
  {"id": "fiches/a", "titre": "Kept", "adresse": "/fiches/a/", "alias": ["/fiches/avant-a/"]},
  {"titre": "Moved", "adresse": "\/fiches/b/"},
  {"titre": "Lost", "texte": "{\"adresse\": \"/x/\"}", "aide": {"adresse": "/y/"}, "adresse": "/fiches/c/"}
 ]
}`

// brokenIn publishes the former data again in the national edition of files.
func brokenIn(t *testing.T, files map[string]string) []diag.Diagnostic {
	t.Helper()
	published, err := ReadPublished(diag.NewSource("ancien.json", []byte(former)), nil)
	if err != nil {
		t.Fatal(err)
	}
	tree := map[string]string{}
	for name, head := range files {
		tree[name] = "---\nresume: Un essai.\ndate: 2026-01-01\n" + head + "---\n"
	}
	c := load(t, tree)
	published.Now, _ = edition.Select(edition.At(c, "2026-11-22").National())
	return ofRule(Run(c, nil, nil, Options{Former: &published}), diag.BrokenPromise)
}

func TestPublishedBroken(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		want  string // the places and addresses, in order
	}{
		{"nothing is left", nil, "5:51 /fiches/a/ 5:75 /fiches/avant-a/ 6:34 /fiches/b/ 7:96 /fiches/c/"},
		{"kept, moved, lost", map[string]string{
			"fiches/a.md":     "titre: Kept\nalias: [/fiches/avant-a/]\n",
			"fiches/autre.md": "titre: Moved\nalias: [/fiches/b/]\n",
		}, "7:96 /fiches/c/"},
		{"an alias is forgotten", map[string]string{
			"fiches/a.md": "titre: Kept\n", "fiches/b.md": "titre: Moved\n", "fiches/c.md": "titre: Lost\n",
		}, "5:75 /fiches/avant-a/"},
		{"a draft is not published", map[string]string{
			"fiches/a.md": "titre: Kept\nalias: [/fiches/avant-a/, /fiches/b/]\n", "fiches/c.md": "titre: Lost\nbrouillon: true\n",
		}, "7:96 /fiches/c/"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, p := range brokenIn(t, c.files) {
				place, _, _ := strings.Cut(short(t, p), ": erreur")
				got = append(got, strings.TrimPrefix(place, "ancien.json:"), strings.Fields(p.Message)[1])
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %s\nwant %s", strings.Join(got, " "), c.want)
			}
		})
	}
}

// TestPublishedMoved wants the hint to name the document of the same title.
func TestPublishedMoved(t *testing.T) {
	problems := brokenIn(t, map[string]string{"fiches/autre.md": "titre: Moved\n"})
	if hint := problems[2].Hint; hint != "ajoutez « /fiches/b/ » aux « alias » de content/fiches/autre.md" || len(problems[2].Related) != 1 {
		t.Errorf("hint %q, related %v", hint, problems[2].Related)
	}
}

func short(t *testing.T, d diag.Diagnostic) string {
	t.Helper()
	var b strings.Builder
	if err := diag.Print(&b, []diag.Diagnostic{d}, diag.Style{Short: true}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestReadPublishedRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":                 "",
		"not JSON":                "Du texte.",
		"cut short":               former[:200],
		"other JSON":              `{"documents": []}`,
		"a list":                  `["/fiches/a/"]`,
		"documents of another":    `{"edition": {"slug": ""}, "documents": [{"titre": "Sans adresse"}]}`,
		"an address that is none": `{"edition": {"slug": ""}, "documents": [{"adresse": {"": "/a/"}}]}`,
		"two values":              former + "]",
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := ReadPublished(diag.NewSource("x.json", []byte(text)), nil); !errors.Is(err, ErrNotData) {
				t.Errorf("ReadPublished(%.40q): error %v, want %v", text, err, ErrNotData)
			}
		})
	}
}

// FuzzReadPublished wants every address to stand where its span says.
func FuzzReadPublished(f *testing.F) {
	for _, seed := range []string{former, "{}", `{"edition":{"slug":"\u00e9"},"documents":[{"adresse":"/a/"}]}`, strings.Repeat("[", 100_000), `{"":{"":""}}`, `{"edition":{"slug":""},"documents[]":{"adresse":"/a/"},"documents":["/b/",["/c/"]]}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := ReadPublished(diag.NewSource("x.json", []byte(text)), nil)
		if err != nil {
			return
		}
		for _, d := range p.documents {
			for _, a := range d.addresses {
				if a.span.Start < 1 || a.span.End >= len(text) || text[a.span.Start-1] != '"' || text[a.span.End] != '"' {
					t.Errorf("address %q at %v of %q", a.path, a.span, text)
				}
			}
		}
	})
}

// TestPublishedInParts follows a large edition's data to the files beside it.
func TestPublishedInParts(t *testing.T) {
	const index = `{"edition": {"slug": ""}, "parties": [{"adresse": "donnees/fiches-0.json"}], "documents": []}`
	part := diag.NewSource("ancien/donnees/fiches-0.json", []byte("{\"documents\": [\n {\"titre\": \"Lost\", \"adresse\": \"/fiches/c/\"}\n]}"))
	published, err := ReadPublished(diag.NewSource("ancien/recueil.json", []byte(index)), func(address string) (*diag.Source, error) {
		if address != "donnees/fiches-0.json" {
			t.Errorf("asked for %s", address)
		}
		return part, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	c := load(t, nil)
	published.Now, _ = edition.Select(edition.At(c, "2026-11-22").National())
	problems := ofRule(Run(c, nil, nil, Options{Former: &published}), diag.BrokenPromise)
	if len(problems) != 1 || !strings.HasPrefix(short(t, problems[0]), "ancien/donnees/fiches-0.json:2:32: erreur") {
		t.Errorf("problems %v", problems)
	}
}
