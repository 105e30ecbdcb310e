package spelling

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func load(t *testing.T) *Dictionary {
	t.Helper()
	d, err := Load(os.DirFS("."), "absent", "testdata")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestKnows(t *testing.T) {
	d := load(t)
	for _, tt := range []struct {
		name, word string
		want       bool
	}{
		{"stem by itself", "malgré", true},
		{"stem that needs an affix, with the empty one", "entreprise", true},
		{"plural", "entreprises", true},
		{"plural of a stem without plural", "malgrés", false},
		{"condition on the end", "journaux", true},
		{"condition not met", "siteaux", false},
		{"suffix of a verb", "allons", true},
		{"elision on a form", "l'entreprise", true},
		{"elision, typographic apostrophe", "l’entreprise", true},
		{"elision at the start of a sentence", "L’entreprise", true},
		{"elision cut by hand", "qu'entreprise", true},
		{"prefix through a suffix", "recommencer", true},
		{"prefix that the form does not take", "reallons", false},
		{"capital", "Entreprise", true},
		{"capitals", "ENTREPRISES", true},
		{"name", "Paris", true},
		{"name in capitals", "PARIS", true},
		{"name without its capital", "paris", false},
		{"hyphen", "site-vente", true},
		{"hyphen, wrong part", "site-vante", false},
		{"unknown", "entreprize", false},
		{"forbidden", "sitte", false},
		{"accent missing", "cle", false},
		{"nothing", "", true},
		{"only marks", "-", true},
	} {
		if got := d.Knows(tt.word); got != tt.want {
			t.Errorf("%s: Knows(%q) = %v, want %v", tt.name, tt.word, got, tt.want)
		}
	}
}

func TestLoadWithoutDictionary(t *testing.T) {
	if _, err := Load(fstest.MapFS{}, Folders...); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want fs.ErrNotExist", err)
	}
}

func TestReadRefuses(t *testing.T) {
	for _, aff := range []string{"SET ISO8859-1\n", "FLAG num\n"} {
		if _, err := Read(strings.NewReader(aff), strings.NewReader("")); err == nil {
			t.Errorf("%q is accepted", aff)
		}
	}
}

func FuzzKnows(f *testing.F) {
	for _, s := range []string{"l'entreprise", "-", "'", "É", "\xff", "re", "sites-"} {
		f.Add(s)
	}
	d, err := Load(os.DirFS("."), "testdata")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, word string) {
		if d.Knows(word) && !d.Knows(strings.ReplaceAll(word, "'", "’")) {
			t.Errorf("%q is known, but not with a typographic apostrophe", word)
		}
	})
}
