package serve

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recueil/internal/diag"
)

// TestChangesAreSeen makes the changes that editors, file managers and git make,
// one after the other under one server, and waits for the page to list what the
// folder then holds.
func TestChangesAreSeen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "contenu")
	in := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	write(t, in("a.md"), "un")
	write(t, in("fiches/b.md"), "deux")
	v := visit(t, Options{Folders: []string{dir}, Build: list(dir)})
	for _, step := range []struct {
		name string
		do   func()
	}{
		{"edit", func() { write(t, in("a.md"), "un, corrigé") }},
		{"edit in a folder", func() { write(t, in("fiches/b.md"), "deux, corrigé") }},
		{"new file", func() { write(t, in("c.md"), "trois") }},
		{"save by a hidden file renamed", func() { write(t, in(".a.tmp"), "un bis"); rename(t, in(".a.tmp"), in("a.md")) }},
		{"save by a file renamed", func() { write(t, in("a.md.x1"), "un ter"); rename(t, in("a.md.x1"), in("a.md")) }},
		{"save by a backup", func() { rename(t, in("a.md"), in("a.md~")); write(t, in("a.md"), "un quater") }},
		{"file from elsewhere", func() { write(t, dir+"-ailleurs", "dehors"); rename(t, dir+"-ailleurs", in("d.md")) }},
		{"rename", func() { rename(t, in("c.md"), in("fiches/c.md")) }},
		{"delete", func() { remove(t, in("fiches/c.md")) }},
		{"new folder", func() { write(t, in("aides/e.md"), "cinq") }},
		{"file in the new folder", func() { write(t, in("aides/f.md"), "six") }},
		{"new folders in folders", func() { write(t, in("territoires/bretagne/aides/g.md"), "sept") }},
		{"file in the deepest", func() { write(t, in("territoires/bretagne/aides/h.md"), "huit") }},
		{"rename a folder", func() { rename(t, in("territoires"), in("autres")) }},
		{"edit below the renamed folder", func() { write(t, in("autres/bretagne/aides/h.md"), "huit bis") }},
		{"folder below the renamed folder", func() { write(t, in("autres/bretagne/fiches/i.md"), "neuf") }},
		{"file in that folder", func() { write(t, in("autres/bretagne/fiches/j.md"), "dix") }},
		{"delete a folder", func() { remove(t, in("autres")) }},
		{"same folder again", func() { write(t, in("autres/k.md"), "onze") }},
		{"file in the same folder", func() { write(t, in("autres/l.md"), "douze") }},
		{"checkout of 500 files", func() {
			for i := range 500 {
				write(t, in(fmt.Sprintf("dossier%d/%d.md", i%10, i)), "texte")
			}
		}},
		{"edit after the checkout", func() { write(t, in("dossier7/497.md"), "autre texte") }},
		{"checkout that removes them", func() {
			for i := range 10 {
				remove(t, in(fmt.Sprintf("dossier%d", i)))
			}
		}},
		{"the folder itself made again", func() { remove(t, dir); write(t, in("a.md"), "une autre vie") }},
		{"edit in the folder made again", func() { write(t, in("a.md"), "corrigé") }},
	} {
		before, _ := listing(dir)
		step.do()
		want, err := listing(dir)
		if err != nil || want == before {
			t.Fatalf("%s: nothing to wait for (%v)", step.name, err)
		}
		v.untilShown("/", func(_ int, body string) bool { return strings.HasPrefix(body, want+"<script") })
		if t.Failed() {
			t.Fatalf("%s: not seen", step.name)
		}
	}
}

// TestFolderAway renames the whole folder away, then back.
func TestFolderAway(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "contenu")
	write(t, filepath.Join(dir, "a.md"), "un")
	v := visit(t, Options{Folders: []string{dir}, Build: list(dir)})
	good := v.untilTrouble("")
	rename(t, dir, dir+"-ailleurs")
	if away := v.untilTrouble("no such file"); away.Version != good.Version {
		t.Error("the last good site is gone")
	}
	rename(t, dir+"-ailleurs", dir)
	v.untilTrouble("")
	write(t, filepath.Join(dir, "sous", "b.md"), "deux")
	v.untilShown("/", func(_ int, body string) bool { return strings.Contains(body, "sous/b.md: deux") })
}

// TestLinkedFolder serves a folder through a link, as some keep their documents.
func TestLinkedFolder(t *testing.T) {
	dir := t.TempDir()
	real, link := filepath.Join(dir, "documents"), filepath.Join(dir, "contenu")
	write(t, filepath.Join(real, "fiches", "a.md"), "un")
	if err := os.Symlink(real, link); err != nil {
		t.Skip(err)
	}
	v := visit(t, Options{Folders: []string{link}, Build: list(link)})
	v.untilTrouble("")
	write(t, filepath.Join(real, "fiches", "a.md"), "deux")
	v.untilShown("/", func(_ int, body string) bool { return strings.Contains(body, "a.md: deux") })
}

// TestSameSiteSameVersion breaks the site and mends it as it was: pages have
// nothing to load again.
func TestSameSiteSameVersion(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.md"), "un")
	v := visit(t, Options{Folders: []string{dir}, Build: list(dir)})
	before := v.untilTrouble("")
	write(t, filepath.Join(dir, "faux"), "du texte")
	if broken := v.untilTrouble("c'est faux"); broken.Version != before.Version {
		t.Errorf("a failed build: version %s, then %s", before.Version, broken.Version)
	}
	remove(t, filepath.Join(dir, "faux"))
	if mended := v.untilTrouble(""); mended.Version != before.Version {
		t.Errorf("the same site: version %s, then %s", before.Version, mended.Version)
	}
	write(t, filepath.Join(dir, "a.md"), "deux")
	if edited := v.next(); edited.Version == before.Version {
		t.Errorf("another site: same version %s", edited.Version)
	}
}

// TestFirstBuildBroken serves what is wrong at every address until it is mended.
func TestFirstBuildBroken(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "faux"), "<b>du texte</b>")
	v := visit(t, Options{Folders: []string{dir}, Build: list(dir)})
	status, body := v.get("/fiches/x/")
	for _, want := range []string{"c&#39;est faux", "&lt;b&gt;du texte", "contenu/faux:1:1", `<html lang="fr">`, scriptPath} {
		if status != 503 || !strings.Contains(body, want) {
			t.Errorf("status %d, no %q in\n%s", status, want, body)
		}
	}
	first := v.next()
	if len(first.Trouble) > 0 || !strings.Contains(body, `data-version="`+first.Version+`"`) {
		t.Errorf("the page would load itself again, or show the text twice: %+v", first)
	}
	write(t, filepath.Join(dir, "faux"), "un autre texte")
	if second := v.next(); second.Version == first.Version {
		t.Error("another mistake, and the page would not load itself again")
	}
	remove(t, filepath.Join(dir, "faux"))
	v.untilShown("/", func(status int, _ string) bool { return status == 200 })
}

// TestFirstBuildFails ends Run, because the command was called wrongly.
func TestFirstBuildFails(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	wrong := errors.New("unknown edition")
	err = Run(t.Context(), l, Options{
		Folders: []string{t.TempDir()},
		Explain: error.Error,
		Build:   func(context.Context) (Site, []diag.Diagnostic, error) { return nil, nil, wrong },
	})
	if !errors.Is(err, wrong) {
		t.Errorf("got %v", err)
	}
	if _, err := l.Accept(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("the listener is still open: %v", err)
	}
}

// TestLaterFailureIsShown keeps serving, and says what failed in the caller's words.
func TestLaterFailureIsShown(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.md"), "un")
	build := func(ctx context.Context) (Site, []diag.Diagnostic, error) {
		if _, err := os.Stat(filepath.Join(dir, "panne")); err == nil {
			return nil, nil, errors.New("disk full")
		}
		return list(dir)(ctx)
	}
	v := visit(t, Options{Folders: []string{dir}, Build: build, Explain: func(err error) string { return "en français : " + err.Error() }})
	v.untilTrouble("")
	write(t, filepath.Join(dir, "panne"), "")
	v.untilTrouble("en français : disk full")
	if status, body := v.get("/"); status != 200 || !strings.Contains(body, "a.md: un") {
		t.Errorf("the last good site is gone: %d\n%s", status, body)
	}
}

// TestReports checks that the caller hears of each build in turn.
func TestReports(t *testing.T) {
	dir := t.TempDir()
	results := make(chan Result, 100)
	v := visit(t, Options{Folders: []string{dir}, Build: list(dir), Report: func(r Result) { results <- r }})
	if r := <-results; !r.Good() {
		t.Errorf("first build: %+v", r)
	}
	write(t, filepath.Join(dir, "faux"), "du texte")
	v.untilTrouble("c'est faux")
	for r := range results {
		if diag.HasErrors(r.Problems) {
			return
		}
	}
}

// TestStopDuringBuild ends a server whose first build lasts.
func TestStopDuringBuild(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	err = Run(ctx, l, Options{
		Folders: []string{t.TempDir()},
		Build: func(ctx context.Context) (Site, []diag.Diagnostic, error) {
			stop()
			<-ctx.Done()
			return nil, nil, ctx.Err()
		},
		Report: func(Result) { t.Error("reported a build that was stopped") },
	})
	if err != nil {
		t.Errorf("got %v", err)
	}
}
