// Package authoring helps people write content: it mends what is mechanical.
//
// [Mend] works on what check reports: a rule whose mistakes have one right answer
// has a function here that writes it at the place of the diagnostic. Beside that, it
// makes links lead to where documents now are, and takes away the blanks after
// fences. Every other byte of a file stays as its author left it: comments, order,
// layout, line ends. No mend adds or removes a line. Where there is a doubt, such as
// a former address of two documents, nothing is done.
package authoring

import (
	"cmp"
	"context"
	"path"
	"slices"
	"strings"

	"recueil/internal/check"
	"recueil/internal/content"
	"recueil/internal/diag"
)

// Mended is a file that was mended.
type Mended struct {
	Path          string // as printed: "content/fiches/x.md"
	Root          int    // among the roots
	Name          string // in its root: "fiches/x.md"
	Before, After []byte
	Mends         int
}

// passes is how often a file is read again to find what an unreadable mistake
// hid. Each pass mends all that the one before brought to light.
const passes = 5

// Mend reads the roots and returns the files that it mended, by path, and what
// is still wrong in the whole content. Only files that wanted accepts, by their
// path as printed, are mended. Nothing is written.
func Mend(ctx context.Context, roots []content.Root, wanted func(path string) bool) ([]Mended, []diag.Diagnostic, error) {
	m := newMender(roots)
	for range passes {
		coll, problems, err := content.Load(ctx, m.patched, 1)
		if err != nil {
			return nil, nil, err
		}
		if m.problems = diag.Sort(append(problems, check.Collection(coll)...)); !m.pass(coll, wanted) {
			break
		}
	}
	list := make([]Mended, 0, len(m.mended))
	for _, f := range m.mended {
		list = append(list, *f)
	}
	slices.SortFunc(list, func(a, b Mended) int { return cmp.Compare(a.Path, b.Path) })
	return list, m.problems, nil
}

// mender keeps what was mended so far, over the files as they are.
type mender struct {
	roots    []content.Root
	patched  []content.Root
	patches  []map[string][]byte // by root, then name
	mended   map[string]*Mended  // by path
	problems []diag.Diagnostic
}

func newMender(roots []content.Root) *mender {
	m := &mender{roots: roots, mended: map[string]*Mended{}}
	for _, root := range roots {
		patch := map[string][]byte{}
		m.patches = append(m.patches, patch)
		m.patched = append(m.patched, content.Root{Name: root.Name, FS: patchedFS{root.FS, patch}})
	}
	return m
}

// pass mends what is wrong in the files as they now are, and tells whether it
// changed any.
func (m *mender) pass(coll *content.Collection, wanted func(string) bool) bool {
	edits := map[*diag.Source][]edit{}
	add := func(src *diag.Source, e edit, ok bool) {
		if ok && wanted(src.Path) && e.changes(src) {
			edits[src] = append(edits[src], e)
		}
	}
	moved := movesOf(coll)
	for _, p := range m.problems {
		e, ok := mendOf(p, moved)
		add(p.Source, e, ok)
	}
	for _, d := range coll.Documents {
		if path.Ext(d.Source.Path) == ".md" {
			for _, e := range slices.Concat(fenceEdits(d.Source), moved.linkEdits(d)) {
				add(d.Source, e, true)
			}
		}
	}
	for src, list := range edits {
		m.apply(src, list)
	}
	return len(edits) > 0
}

func (m *mender) apply(src *diag.Source, edits []edit) {
	root, name := m.locate(src.Path)
	f := m.mended[src.Path]
	if f == nil {
		f = &Mended{Path: src.Path, Root: root, Name: name, Before: src.Text}
		m.mended[src.Path] = f
	}
	text, n := applied(src.Text, edits)
	f.After, f.Mends = text, f.Mends+n
	m.patches[root][name] = text
}

// locate finds the root of a file as printed: of nested ones, the inner.
func (m *mender) locate(printed string) (root int, name string) {
	best := -1
	for i, r := range m.roots {
		rest, inside := strings.CutPrefix(printed, strings.TrimSuffix(r.Name, "/")+"/")
		if r.Name == "." {
			rest, inside = printed, true
		}
		if inside && (best < 0 || len(r.Name) >= len(m.roots[best].Name)) {
			best, name = i, rest
		}
	}
	return max(best, 0), name
}

// edit replaces a range of bytes.
type edit struct {
	span diag.Span
	text string
}

func (e edit) changes(src *diag.Source) bool {
	return e.text != string(src.Text[e.span.Start:e.span.End])
}

// applied returns a text with edits made, and their number: of two that overlap,
// the first.
func applied(text []byte, edits []edit) ([]byte, int) {
	slices.SortStableFunc(edits, func(a, b edit) int {
		return cmp.Or(cmp.Compare(a.span.Start, b.span.Start), cmp.Compare(a.span.End, b.span.End))
	})
	var out []byte
	at, n := 0, 0
	for _, e := range edits {
		if e.span.Start < at {
			continue
		}
		out = append(append(out, text[at:e.span.Start]...), e.text...)
		at, n = e.span.End, n+1
	}
	return append(out, text[at:]...), n
}
