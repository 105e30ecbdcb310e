package site_test

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/publish"
	"recueil/internal/site"
)

// TestSameInputSameBytes builds each edition by one worker and by four, in two
// time zones and two locales, on one processor and on several, from folders that list
// their files in two orders.
func TestSameInputSameBytes(t *testing.T) {
	zone := time.Local
	defer func() { time.Local = zone }()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, e := range editions {
		opt := e.opt
		runtime.GOMAXPROCS(1)
		t.Setenv("LC_ALL", "C")
		opt.Jobs, time.Local = 1, time.FixedZone("Pacific/Kiritimati", 14*3600)
		one, _ := build(t, golden(), opt)
		runtime.GOMAXPROCS(4)
		t.Setenv("LC_ALL", "tr_TR.UTF-8")
		opt.Jobs, time.Local = 4, time.FixedZone("Pacific/Niue", -11*3600)
		other := golden()
		for i := range other.Content {
			other.Content[i].FS = backward{other.Content[i].FS}
		}
		four, _ := build(t, other, opt)
		if !slices.Equal(namesOf(one), namesOf(four)) {
			t.Errorf("%s: the names of the files differ", e.folder)
		}
		for name := range one {
			if !bytes.Equal(one[name], four[name]) {
				t.Errorf("%s: %s differs", e.folder, name)
			}
		}
	}
}

// backward lists the files of each folder from the last, as some file systems would.
type backward struct{ fs.FS }

func (b backward) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(b.FS, name)
	slices.Reverse(list)
	return list, err
}

func (b backward) Stat(name string) (fs.FileInfo, error) { return fs.Stat(b.FS, name) }

// TestMistakesLeaveTheOldSite makes one mistake in each input, and looks at what
// stands where the site should be.
func TestMistakesLeaveTheOldSite(t *testing.T) {
	for _, c := range []struct {
		name, rule string
		spoil      func(*site.Input)
	}{
		{"template that does not parse", "gabarit", func(in *site.Input) { in.Templates = with(t, in.Templates, "base.html", "{{") }},
		{"template with a misspelt field", "gabarit", func(in *site.Input) {
			in.Templates = with(t, in.Templates, "pages/page.html", `{{define "main"}}{{.Titel}}{{end}}`)
		}},
		{"style that imports nothing", "ressource", func(in *site.Input) {
			in.Assets = with(t, in.Assets, "css/site.css", `@import "absent.css";`)
		}},
		{"script that does not parse", "ressource", func(in *site.Input) { in.Assets = with(t, in.Assets, "js/page.ts", "const = 1;") }},
		{"unknown sector", "secteur-inconnu", func(in *site.Input) {
			in.Content[0].FS = with(t, in.Content[0].FS, "fiches/x.md", "---\ntitre: X\nresume: Un essai.\ndate: 2026-01-01\nsecteurs: [comerce]\n---\n")
		}},
		{"picture that is not one", "image-illisible", func(in *site.Input) {
			in.Content[0].FS = with(t, in.Content[0].FS, "images/facade.jpg", "du texte")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := golden()
			c.spoil(&in)
			out := filepath.Join(t.TempDir(), "public")
			publishTo(t, out, inputOf(content.Root{Name: "content", FS: documents(3, 1)}))
			before := filesOf(t, os.DirFS(out))
			problems := publishTo(t, out, in)
			if rules := rulesOf(problems); !slices.Equal(rules, []string{c.rule}) {
				t.Errorf("rules %v, want %s alone", rules, c.rule)
			}
			if after := filesOf(t, os.DirFS(filepath.Dir(out))); len(after) != len(before) {
				t.Errorf("%d files where there were %d: %v", len(after), len(before), namesOf(after))
			}
			if after := filesOf(t, os.DirFS(out)); !bytes.Equal(after["index.html"], before["index.html"]) {
				t.Error("the home page changed")
			}
		})
	}
}

// publishTo builds a site into a folder as the command does.
func publishTo(t *testing.T, folder string, in site.Input) []diag.Diagnostic {
	t.Helper()
	out, err := publish.NewFolder(folder, false)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Abort()
	_, problems, err := site.Build(context.Background(), in, out, site.Options{Today: goldenDay, Jobs: 2})
	if err != nil {
		t.Fatal(err)
	}
	if !diag.HasErrors(problems) {
		if err := out.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	return problems
}

// TestBuildStopsWhenAsked gives a context that has ended.
func TestBuildStopsWhenAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := site.Build(ctx, golden(), publish.NewMemory(), editions[0].opt); err == nil {
		t.Error("no error")
	}
}

// TestLongListsArePaged builds enough testimonials for three pages of a list.
func TestLongListsArePaged(t *testing.T) {
	files, _ := build(t, inputOf(content.Root{Name: "content", FS: documents(150, 1)}), editions[0].opt)
	for name, want := range map[string]bool{
		"temoignages/index.html": true, "temoignages/page/2/index.html": true, "temoignages/page/3/index.html": true, "temoignages/page/1/index.html": false,
	} {
		if _, ok := files[name]; ok != want {
			t.Errorf("%s: built %v, want %v", name, ok, want)
		}
	}
}
