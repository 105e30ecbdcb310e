package content

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// folder is a content folder whose files are older than any clock would doubt, but
// for those that are written since.
type folder struct {
	t      *testing.T
	dir    string
	memory Memory
}

func newFolder(t *testing.T, files map[string]string) *folder {
	f := &folder{t: t, dir: t.TempDir(), memory: Memory{Now: func() time.Time { return time.Unix(2_000_000_000, 0) }}}
	f.write("recueil.yaml", "titre: Essai\nbase_url: https://recueil.example.org\n", 0)
	for name, text := range files {
		f.write(name, text, 0)
	}
	return f
}

// write writes a file, dated by seconds.
func (f *folder) write(name, text string, date int64) {
	f.t.Helper()
	file := filepath.Join(f.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		f.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		f.t.Fatal(err)
	}
	if err := os.Chtimes(file, time.Time{}, time.Unix(date, 0)); err != nil {
		f.t.Fatal(err)
	}
}

func (f *folder) load() *Collection {
	f.t.Helper()
	c, _, err := f.memory.Load(context.Background(), []Root{{"content", os.DirFS(f.dir)}}, 2)
	if err != nil {
		f.t.Fatal(err)
	}
	return c
}

// TestMemorySince changes a folder in one way and says which documents are new.
func TestMemorySince(t *testing.T) {
	const old, soon = 1_000_000_000, 1_999_999_999
	for name, c := range map[string]struct {
		change func(*folder)
		want   []string // keys of the documents that changed
		more   bool     // something else did
	}{
		"nothing":                     {func(*folder) {}, nil, false},
		"same bytes written again":    {func(f *folder) { f.write("fiches/a.md", page("", "Un."), old) }, nil, false},
		"a text":                      {func(f *folder) { f.write("fiches/a.md", page("", "Deux, plus long."), old) }, []string{"fiches/a"}, false},
		"a text of the same size":     {func(f *folder) { f.write("fiches/a.md", page("", "Ut."), old) }, []string{"fiches/a"}, false},
		"the same date, written just": {func(f *folder) { f.write("fiches/b.md", page("", "Ut."), soon) }, []string{"fiches/b"}, false},
		"a new document":              {func(f *folder) { f.write("fiches/c.md", page("", "Un."), old) }, nil, true},
		"a document less":             {func(f *folder) { os.Remove(filepath.Join(f.dir, "fiches", "a.md")) }, nil, true},
		"a picture":                   {func(f *folder) { f.write("images/a.jpg", "pixels", old) }, nil, true},
		"a picture less":              {func(f *folder) { os.Remove(filepath.Join(f.dir, "images", "a.jpg")) }, nil, true},
		"settings":                    {func(f *folder) { f.write("recueil.yaml", "titre: Autre\nbase_url: https://recueil.example.org\n", old) }, nil, true},
		"the glossary":                {func(f *folder) { f.write("glossaire.yaml", "- {terme: mot, definition: autre chose}\n", old) }, nil, true},
		"synonyms":                    {func(f *folder) { f.write("synonymes.yaml", "groupes: [[un, uns]]\n", old) }, nil, true},
		"an edition":                  {func(f *folder) { f.write("editions/b.yaml", "titre: B\n", old) }, nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFolder(t, map[string]string{
				"fiches/a.md": page("", "Un."), "images/a.jpg": "image", "glossaire.yaml": "- {terme: mot, definition: chose}\n",
			})
			f.write("fiches/b.md", page("", "Un."), soon)
			before := f.load()
			c.change(f)
			after := f.load()
			changes, only := after.Since(before)
			var got []string
			for _, change := range changes {
				got = append(got, change.To.Key())
			}
			if only == c.more || len(got) != len(c.want) || len(got) > 0 && got[0] != c.want[0] {
				t.Errorf("got %v, only documents: %v; want %v, %v", got, only, c.want, !c.more)
			}
			if same := before.Digest() == after.Digest(); same != (name == "nothing" || name == "same bytes written again") {
				t.Errorf("same digest: %v", same)
			}
		})
	}
}

// TestMemoryIsOfWords reads all the texts again when a word that they may show is
// explained otherwise.
func TestMemoryIsOfWords(t *testing.T) {
	f := newFolder(t, map[string]string{"fiches/a.md": page("", "Un mot."), "glossaire.yaml": "- {terme: mot, definition: chose}\n"})
	before := find(t, f.load(), "fiches/a")
	f.write("glossaire.yaml", "- {terme: mot, definition: autre chose}\n", 0)
	if after := find(t, f.load(), "fiches/a"); after == before {
		t.Error("the text still shows the former definition")
	}
}
