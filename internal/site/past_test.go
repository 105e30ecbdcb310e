package site_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"recueil/internal/diag"
	"recueil/internal/images"
	"recueil/internal/publish"
	"recueil/internal/site"
)

// TestWarmBuildsEqualCold edits a recueil at random and builds it each time over the site
// before, with what that build has kept: the files are those of a build that knows
// nothing. Sometimes what was kept is damaged, of another maker or gone, or the former
// site was altered.
func TestWarmBuildsEqualCold(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a recueil many times")
	}
	documents, edits := editsAsked(14)
	a := newEditing(t, documents)
	w := warm{editing: a, out: filepath.Join(t.TempDir(), "public"), kept: filepath.Join(t.TempDir(), "kept"), maker: "one"}
	for i := range edits {
		name, mend := a.edit()
		if i%4 == 3 {
			name += ", " + w.trouble()
		}
		w.compare(fmt.Sprintf("edit %d (%s)", i, name))
		if mend != nil {
			mend()
		}
		if t.Failed() {
			return
		}
	}
	if w.compared < edits/2 {
		t.Errorf("only %d of %d sites were compared: the others had errors", w.compared, edits)
	}
}

// What is kept is left as it is while few texts have changed since, and written again once
// several have.
func TestFewEditsLeaveWhatIsKept(t *testing.T) {
	w := warm{editing: newEditing(t, 120), out: filepath.Join(t.TempDir(), "public"), kept: filepath.Join(t.TempDir(), "kept"), maker: "one"}
	build := func(edited int) (texts, search []byte) {
		for _, name := range w.documents[:edited] {
			w.write(name, w.read(name)+"\nEncore une phrase.\n")
		}
		w.build(fmt.Sprintf("%d edited", edited))
		texts, _ = os.ReadFile(filepath.Join(w.kept, "textes"))
		search, _ = os.ReadFile(filepath.Join(w.kept, "recherche"))
		return texts, search
	}
	build(0)
	texts, search := build(0) // a second build keeps the search
	for _, c := range []struct {
		edited        int
		texts, search bool // written again
	}{
		{0, false, false},
		{1, false, true}, // one text is in most files of so small an index
		{4, true, true},
	} {
		textsNow, searchNow := build(c.edited)
		if len(texts) == 0 || !bytes.Equal(texts, textsNow) != c.texts {
			t.Errorf("after %d edits, texts written again: %v", c.edited, !c.texts)
		}
		if len(search) == 0 || !bytes.Equal(search, searchNow) != c.search {
			t.Errorf("after %d edits, search written again: %v", c.edited, !c.search)
		}
		texts, search = textsNow, searchNow
	}
}

// warm is a recueil that is edited, and built over its former site.
type warm struct {
	*editing
	out, kept, maker string
}

func (w *warm) compare(edit string) {
	w.t.Helper()
	cold := publish.NewMemory()
	_, want, err := site.Build(w.t.Context(), w.input(), cold, w.opt)
	if err != nil {
		w.t.Fatalf("%s: %v", edit, err)
	}
	problems := w.build(edit)
	if got, want := said(problems), said(want); got != want {
		w.t.Errorf("%s: the warm build says\n%s\nthe cold one says\n%s", edit, got, want)
	}
	if diag.HasErrors(problems) {
		return
	}
	w.compared++
	got := filesOf(w.t, os.DirFS(w.out))
	delete(got, ".recueil")
	delete(got, publish.ManifestName)
	files := filesOf(w.t, cold.FS())
	if !slices.Equal(slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(files))) {
		w.t.Errorf("%s: other files than the cold build's", edit)
	}
	for name, data := range files {
		if !bytes.Equal(got[name], data) {
			w.t.Errorf("%s: %s is not what the cold build writes", edit, name)
		}
	}
}

// build builds over the former site, unless there is an error among the problems.
func (w *warm) build(edit string) []diag.Diagnostic {
	w.t.Helper()
	out, err := publish.NewFolder(w.out, false)
	if err != nil {
		w.t.Fatalf("%s: %v", edit, err)
	}
	defer out.Abort()
	opt := w.opt
	opt.Past = site.Past{Cache: images.Dir(w.kept), Maker: w.maker}
	_, problems, err := site.Build(w.t.Context(), w.input(), out, opt)
	if err != nil {
		w.t.Fatalf("%s: %v", edit, err)
	}
	if !diag.HasErrors(problems) {
		if err := out.Commit(); err != nil {
			w.t.Fatalf("%s: %v", edit, err)
		}
	}
	return problems
}

// trouble does something to what the last build left.
func (w *warm) trouble() string {
	entries, _ := os.ReadDir(w.kept)
	if len(entries) == 0 {
		return "nothing kept yet"
	}
	one := filepath.Join(w.kept, entries[w.IntN(len(entries))].Name())
	switch w.IntN(5) {
	case 0:
		data := w.must(os.ReadFile(one))
		data[w.IntN(len(data))] ^= 0x40
		w.must(nil, os.WriteFile(one, data, 0o644))
		return "damaged"
	case 1:
		w.must(nil, os.Truncate(one, int64(w.IntN(40))))
		return "cut"
	case 2:
		w.maker += "+"
		return "another maker"
	case 3:
		w.must(nil, os.RemoveAll(w.kept))
		return "gone"
	}
	home := filepath.Join(w.out, "index.html")
	w.must(nil, os.WriteFile(home, append(w.must(os.ReadFile(home)), ' '), 0o644))
	return "altered site"
}
