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
	if got, want := said(problems), said(want); got != want {
		w.t.Errorf("%s: the warm build says\n%s\nthe cold one says\n%s", edit, got, want)
	}
	if diag.HasErrors(problems) {
		return
	}
	if err := out.Commit(); err != nil {
		w.t.Fatalf("%s: %v", edit, err)
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
