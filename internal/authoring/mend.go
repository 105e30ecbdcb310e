// Package authoring helps people write content: it mends what is mechanical.
//
// [Mend] makes the fixes that problems carry when they have one right answer,
// whatever the rule: a new one takes no change here. Beside that it tidies what is
// no mistake, so that check has nothing to say of it (tidy.go): links that reach a
// document that moved by its former address, and blanks after fences. Every other
// byte of a file stays as its author left it: comments, order, layout, line ends.
// Where there is a doubt, such as a former address of two documents, nothing is done.
//
// [Formed] goes further where it is asked to: it writes a whole file in one canonical form
// (form.go), so that what people and web editors write differs by what they changed.
package authoring

import (
	"bytes"
	"cmp"
	"context"
	"io/fs"
	"slices"

	"github.com/rogpeppe/go-internal/diff"

	"recueil/internal/check"
	"recueil/internal/content"
	"recueil/internal/diag"
)

// Mended is a file that was mended.
type Mended struct {
	Path          string // as printed, which is where it lies: "content/fiches/x.md"
	Before, After []byte
	Mends         int
	Formed        bool // beside, brought to the canonical form; see [Formed]
}

// passes is how often a file is read again to find what an unreadable mistake
// hid. Each pass mends all that the one before brought to light.
const passes = 10

// Mend reads the roots and returns the files that it mended, by path, and what
// is still wrong in the whole content. Only files that wanted accepts, by their
// path as printed, are mended. Nothing is written.
func Mend(ctx context.Context, roots []content.Root, wanted func(path string) bool) ([]Mended, []diag.Diagnostic, error) {
	m := newMender(roots)
	if err := m.passes(ctx, wanted); err != nil {
		return nil, nil, err
	}
	return m.files(), m.problems, nil
}

// passes mends what is wrong, and what that hid.
func (m *mender) passes(ctx context.Context, wanted func(string) bool) error {
	for range passes {
		coll, err := m.read(ctx)
		if err != nil {
			return err
		}
		if !m.pass(coll, wanted) {
			break
		}
	}
	return nil
}

// files lists what was mended, by path.
func (m *mender) files() []Mended {
	list := make([]Mended, 0, len(m.mended))
	for _, f := range m.mended {
		list = append(list, *f)
	}
	slices.SortFunc(list, func(a, b Mended) int { return cmp.Compare(a.Path, b.Path) })
	return list
}

// mender keeps what was mended so far, over the files as they are.
type mender struct {
	roots    []content.Root
	mended   map[string]*Mended // by path
	problems []diag.Diagnostic
}

func newMender(roots []content.Root) *mender {
	return &mender{roots: roots, mended: map[string]*Mended{}}
}

// now returns the roots as they would be with what was mended so far.
func (m *mender) now() []content.Root {
	texts := map[string][]byte{}
	for path, f := range m.mended {
		texts[path] = f.After
	}
	return content.WithUnsaved(m.roots, texts)
}

// read reads the files as they now are, and what is wrong in them.
func (m *mender) read(ctx context.Context) (*content.Collection, error) {
	coll, problems, err := content.Load(ctx, m.now(), 1)
	if err != nil {
		return nil, err
	}
	m.problems = diag.Sort(append(problems, check.Collection(coll)...))
	return coll, nil
}

// pass mends what is wrong in the files as they now are, and reports whether it
// changed any.
func (m *mender) pass(coll *content.Collection, wanted func(string) bool) bool {
	changed := false
	for src, fixes := range fixesOf(coll, m.problems) {
		if wanted(src.Path) {
			m.apply(src, fixes)
			changed = true
		}
	}
	return changed
}

// fixesOf returns what there is to mend, by file.
func fixesOf(coll *content.Collection, problems []diag.Diagnostic) map[*diag.Source][]diag.Fix {
	fixes := map[*diag.Source][]diag.Fix{}
	for _, p := range problems {
		if p.Fix.Safe() {
			fixes[p.Source] = append(fixes[p.Source], p.Fix)
		}
	}
	moved := coll.Moves()
	for _, d := range coll.Documents {
		if tidied := tidy(d, moved); len(tidied) > 0 {
			fixes[d.Source] = append(fixes[d.Source], tidied...)
		}
	}
	return fixes
}

func (m *mender) apply(src *diag.Source, fixes []diag.Fix) {
	f := m.mended[src.Path]
	if f == nil {
		f = &Mended{Path: src.Path, Before: m.written(src)}
		m.mended[src.Path] = f
	}
	text, n := diag.Apply(src.Text, fixes)
	f.After, f.Mends = text, f.Mends+n
}

// written returns the bytes of a file as they are on disk: a source may hold its accents
// and line ends in another form.
func (m *mender) written(src *diag.Source) []byte {
	if i, name := content.RootOf(m.roots, src.Path); i >= 0 {
		if data, err := fs.ReadFile(m.roots[i].FS, name); err == nil {
			return data
		}
	}
	return src.Text
}

// Diff writes what was mended in a file as a unified diff, which patch and git
// apply take.
func (m Mended) Diff() string {
	text := diff.Diff("a/"+m.Path, m.Before, "b/"+m.Path, m.After)
	_, text, _ = bytes.Cut(text, []byte("\n")) // « diff a b », which git writes otherwise
	return string(text)
}
