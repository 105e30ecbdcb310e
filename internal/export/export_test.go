package export

import (
	"context"
	"flag"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const today content.Date = "2026-11-22"

// tree reads a content tree from a txtar file.
func tree(t testing.TB, name string) fstest.MapFS {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range archive.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

// collection loads a content tree, which must have no error.
func collection(t testing.TB, fsys fstest.MapFS) *content.Collection {
	t.Helper()
	coll, problems, err := content.Load(context.Background(), []content.Root{{Name: "content", FS: fsys}}, 2)
	if err != nil {
		t.Fatal(err)
	}
	refuse(t, problems)
	return coll
}

func refuse(t testing.TB, problems []diag.Diagnostic) {
	t.Helper()
	for _, p := range problems {
		if p.Severity == diag.Error {
			t.Fatalf("%s: %s", p.Source.Path, p.Message)
		}
	}
}

// view selects an edition of a content tree, which must have no error.
func view(t testing.TB, fsys fstest.MapFS, slug string) *edition.View {
	t.Helper()
	coll := collection(t, fsys)
	choice, err := edition.At(coll, today).Choose(slug, "")
	if err != nil {
		t.Fatal(err)
	}
	v, problems := edition.Select(choice)
	refuse(t, problems)
	return v
}

func national(t testing.TB) *edition.View { return view(t, tree(t, "testdata/content.txtar"), "") }
func western(t testing.TB) *edition.View {
	return view(t, tree(t, "testdata/content.txtar"), "ouest")
}

// editions are the editions of the small recueil.
var editions = map[string]func(testing.TB) *edition.View{"national": national, "ouest": western}

// gathered are the files of a sequence without an error.
func gathered(t testing.TB, files iter.Seq2[File, error]) (list []File) {
	t.Helper()
	for f, err := range files {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, f)
	}
	return list
}

// export returns the files of an edition by name.
func export(t testing.TB, v *edition.View) map[string]string {
	t.Helper()
	files := gathered(t, Files(v))
	byName := map[string]string{}
	for _, f := range files {
		byName[f.Name] = string(f.Data)
	}
	if len(byName) != len(files) {
		t.Fatal("two files have one name")
	}
	return byName
}

func TestGolden(t *testing.T) {
	for name, selected := range editions {
		t.Run(name, func(t *testing.T) {
			files := export(t, selected(t))
			dir := filepath.Join("testdata", "golden", name)
			if *update {
				rewrite(t, dir, files)
			}
			compare(t, dir, files)
		})
	}
}

func rewrite(t *testing.T, dir string, files map[string]string) {
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// compare checks that a folder holds these files and no other.
func compare(t *testing.T, dir string, files map[string]string) {
	found := 0
	err := filepath.WalkDir(dir, func(path string, item os.DirEntry, err error) error {
		if err != nil || item.IsDir() {
			return err
		}
		found++
		want, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		if got := files[filepath.ToSlash(name)]; got != string(want) {
			t.Errorf("%s differs; run with -update and read the difference\ngot:\n%s", path, got)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if found != len(files) {
		t.Errorf("%d golden files, %d files made", found, len(files))
	}
}

func TestFilesAreRepeatable(t *testing.T) {
	again := gathered(t, Files(national(t)))
	for i, f := range gathered(t, Files(national(t))) {
		if f.Name != again[i].Name || string(f.Data) != string(again[i].Data) {
			t.Errorf("%s differs from one time to the next", f.Name)
		}
	}
}

// TestExportPagesExist checks the addresses that other rooms link to.
func TestExportPagesExist(t *testing.T) {
	for name, selected := range editions {
		files := export(t, selected(t))
		for _, address := range edition.ExportPages() {
			if _, ok := files[strings.TrimPrefix(address, "/")]; !ok {
				t.Errorf("%s: no file for %s", name, address)
			}
		}
	}
}

func TestNothingLeaks(t *testing.T) {
	secrets := map[string][]string{
		"national": {
			"Camille", "Partie", "Dominique", "Retrait", "Sacha", "sacha@", "+33", // consents that ended
			"c-1", "c-2", "c-3", "consentement", "editeur@example.org",
			"Chèque breton", "Se protéger", "se-proteger", // an overlay, a draft
		},
		"ouest": {"MARQUE-NORMANDIE", "mercerie", "Normandie", "Bourg-en-Bresse", "Camille", "recueil.example.org"},
	}
	for name, words := range secrets {
		for file, text := range export(t, editions[name](t)) {
			for _, word := range words {
				if strings.Contains(text, word) {
					t.Errorf("%s: %s holds %q", name, file, word)
				}
			}
		}
	}
}

// TestWhatIsHeldIsThere keeps TestNothingLeaks honest: the words are looked for
// where they do belong.
func TestWhatIsHeldIsThere(t *testing.T) {
	for name, words := range map[string][]string{
		"national": {"MARQUE-NORMANDIE", "MARQUE-BRETAGNE", "Claude Accord", "Fédération"},
		"ouest":    {"MARQUE-BRETAGNE", "Chèque breton"},
	} {
		text := export(t, editions[name](t))[dataName]
		for _, word := range words {
			if !strings.Contains(text, word) {
				t.Errorf("%s: no %q in %s", name, word, dataName)
			}
		}
	}
}
