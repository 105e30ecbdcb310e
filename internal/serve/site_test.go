package serve

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recueil/assets"
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/publish"
	"recueil/internal/site"
	"recueil/templates"
)

// realSite is a site made by the real pipeline from folders of its own.
type realSite struct {
	dir  string
	desk *site.Desk
}

func newRealSite(t *testing.T) realSite {
	t.Helper()
	s := realSite{t.TempDir(), site.NewDesk(time.Now)}
	write(t, s.in("content/recueil.yaml"), "titre: Essai\nbase_url: https://recueil.example.org\n")
	write(t, s.in("content/fiches/caisse.md"), sheet("Choisir une caisse", "Une caisse se choisit lentement."))
	for folder, files := range map[string]fs.FS{"templates": templates.FS, "assets": assets.FS} {
		if err := os.CopyFS(s.in(folder), files); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func (s realSite) in(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

func (s realSite) input() (site.Input, site.Options) {
	return site.Input{
		Content:   []content.Root{{Name: "content", FS: os.DirFS(s.in("content"))}},
		Templates: os.DirFS(s.in("templates")),
		Assets:    os.DirFS(s.in("assets")),
	}, site.Options{Today: "2026-11-22", Jobs: 2}
}

func (s realSite) proof(ctx context.Context) (Site, []diag.Diagnostic, error) {
	in, opt := s.input()
	proof, problems, err := s.desk.Proof(ctx, in, opt)
	return proof, problems, err
}

func (s realSite) visit(t *testing.T) *visitor {
	t.Helper()
	return visit(t, Options{Folders: []string{s.in("content"), s.in("templates"), s.in("assets")}, Build: s.proof})
}

func sheet(title, text string) string {
	return "---\ntitre: " + title + "\nresume: Un essai.\ndate: 2026-11-22\n---\n" + text + "\n"
}

// edit replaces words of a file, once, and returns how to put them back.
func (s realSite) edit(t *testing.T, name, from, to string) (mend func()) {
	t.Helper()
	before, err := os.ReadFile(s.in(name))
	if err != nil || !strings.Contains(string(before), from) {
		t.Fatalf("%s has no %q (%v)", name, from, err)
	}
	write(t, s.in(name), strings.Replace(string(before), from, to, 1))
	return func() { write(t, s.in(name), string(before)) }
}

func has(words string) func(int, string) bool {
	return func(status int, body string) bool { return status == 200 && strings.Contains(body, words) }
}

func isGone(status int, _ string) bool { return status == 404 }

// TestEditBreakMend is an author's day with the real site.
func TestEditBreakMend(t *testing.T) {
	s := newRealSite(t)
	v := s.visit(t)
	good := v.untilTrouble("")

	t.Log("edit")
	s.edit(t, "content/fiches/caisse.md", "lentement", "vite")
	v.untilShown("/fiches/caisse/", has("Une caisse se choisit vite."))

	for _, c := range []struct{ file, from, to, said string }{
		{"content/fiches/caisse.md", "titre: Choisir", "titre: Caisse : choisir", "content/fiches/caisse.md:2:"},
		{"content/fiches/caisse.md", "vite.", "[vite](absente.md).", "lien-casse"},
		{"content/recueil.yaml", "titre: Essai", "titr: Essai", "content/recueil.yaml:1:1"},
		{"templates/pages/fiche.html", "{{", "{{if}}{{", "pages/fiche.html:1:"},
		{"assets/css/site.css", "@import", "@import;\n@import", "css/site.css:"},
	} {
		t.Log("break", c.file)
		before := v.untilCalm()
		mend := s.edit(t, c.file, c.from, c.to)
		if broken := v.untilTrouble(c.said); broken.Version != before.Version {
			t.Error("the last good site is gone")
		}
		if !has("Une caisse se choisit vite.")(v.get("/fiches/caisse/")) {
			t.Error("the last good page is gone")
		}
		mend()
		if mended := v.untilTrouble(""); mended.Version != before.Version {
			t.Error("mended as it was, and yet another site")
		}
	}

	t.Log("rename")
	rename(t, s.in("content/fiches/caisse.md"), s.in("content/fiches/encaisser.md"))
	v.untilShown("/fiches/encaisser/", has("Une caisse se choisit vite."))
	v.untilShown("/fiches/caisse/", isGone)

	t.Log("new folder")
	write(t, s.in("content/pages/a-propos.md"), "---\ntitre: À propos\nresume: Un essai.\n---\nBonjour.\n")
	v.untilShown("/pages/a-propos/", has("Bonjour."))

	t.Log("delete")
	remove(t, s.in("content/fiches/encaisser.md"))
	v.untilShown("/fiches/encaisser/", isGone)
	if v.untilCalm().Version == good.Version {
		t.Error("another site has the first one's version")
	}
}

// untilCalm opens the stream anew, whose first message is the current state.
func (v *visitor) untilCalm() message {
	v.t.Helper()
	other := *v
	other.stream = v.openStream()
	return other.untilTrouble("")
}

// TestBuildShipsNoScript looks for anything of serve's in what build publishes.
func TestBuildShipsNoScript(t *testing.T) {
	s, out := newRealSite(t), publish.NewMemory()
	in, opt := s.input()
	if _, problems, err := site.Build(t.Context(), in, out, opt); err != nil || diag.HasErrors(problems) {
		t.Fatal(problems, err)
	}
	pages := 0
	err := fs.WalkDir(out.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(out.FS(), name)
		for _, ours := range []string{"_recueil", "EventSource"} {
			if strings.Contains(name+" "+string(data), ours) {
				t.Errorf("%s has %q", name, ours)
			}
		}
		if isHTML(name) {
			pages++
		}
		return err
	})
	if err != nil || pages == 0 {
		t.Errorf("%d pages, %v", pages, err)
	}
}
