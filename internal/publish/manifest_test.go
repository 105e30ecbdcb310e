package publish

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// put writes a file that recueil did not make into a published site.
func put(t *testing.T, target, name, text string) {
	t.Helper()
	file := filepath.Join(target, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestForeignFilesStopTheBuild(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	publishSite(t, target, site{"index.html": "un"})
	put(t, target, ".htaccess", "x")
	put(t, target, "dossier/google.html", "x")
	_, err := NewFolder(target, false)
	var foreign *ForeignError
	if !errors.As(err, &foreign) || !slices.Equal(foreign.Names, []string{".htaccess", "dossier/google.html"}) {
		t.Fatalf("got %v", err)
	}
	wantBeside(t, target, "public")
}

// TestForeignFilesOfTheLastMinute finds those that came while the site was made.
func TestForeignFilesOfTheLastMinute(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	publishSite(t, target, site{"index.html": "un"})
	f := start(t, target)
	writeAll(t, f, site{"index.html": "deux"})
	put(t, target, "preuve.txt", "x")
	var foreign *ForeignError
	if err := f.Commit(); !errors.As(err, &foreign) {
		t.Fatalf("got %v", err)
	}
	if text, err := os.ReadFile(filepath.Join(target, "index.html")); err != nil || string(text) != "un" {
		t.Errorf("the former site: got %q, %v", text, err)
	}
	wantBeside(t, target, "public")
}

func TestForeignFilesAreKept(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	publishSite(t, target, site{"index.html": "un", "fin/index.html": "x"})
	put(t, target, ".htaccess", "règles")
	put(t, target, "fin/index.html", "de l'hébergeur") // altered: recueil's all the same
	put(t, target, "neuf/index.html", "de l'hébergeur")
	for range 2 { // twice: what was kept stays foreign
		f, err := NewFolder(target, true)
		if err != nil {
			t.Fatal(err)
		}
		writeAll(t, f, site{"index.html": "deux", "neuf/index.html": "du recueil"})
		if err := f.Commit(); err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]string{"index.html": "deux", ".htaccess": "règles", "neuf/index.html": "du recueil"} {
			if text, err := os.ReadFile(filepath.Join(target, name)); err != nil || string(text) != want {
				t.Errorf("%s: got %q, %v, want %q", name, text, err, want)
			}
		}
		if _, err := os.Stat(filepath.Join(target, "fin")); err == nil {
			t.Error("a page that is no more was kept")
		}
	}
}

// TestSitesWithoutManifest: an older recueil did not say what it made.
func TestSitesWithoutManifest(t *testing.T) {
	for name, alter := range map[string]func(file string) error{
		"none":    os.Remove,
		"altered": func(file string) error { return os.WriteFile(file, []byte("?"), 0o644) },
	} {
		t.Run(name, func(t *testing.T) {
			target := filepath.Join(t.TempDir(), "public")
			publishSite(t, target, site{"index.html": "un", "a.txt": "x"})
			if err := alter(filepath.Join(target, ManifestName)); err != nil {
				t.Fatal(err)
			}
			publishSite(t, target, site{"index.html": "deux"})
			wantSite(t, target, site{"index.html": "deux"})
		})
	}
}

func TestManifestRoundTrip(t *testing.T) {
	m := Manifest{"a/b.html": {1}, "é à.txt": {2, 3}}
	got, err := ReadManifest(m.text())
	if err != nil || len(got) != 2 || got["a/b.html"] != m["a/b.html"] || got["é à.txt"] != m["é à.txt"] {
		t.Errorf("got %v, %v", got, err)
	}
	for _, bad := range []string{"x", "00  a", string(m.text()) + "z  b", "../x"} {
		if _, err := ReadManifest([]byte(bad)); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}
