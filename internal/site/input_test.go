package site_test

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"slices"
	"testing"
	"testing/fstest"

	"recueil/assets"
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/publish"
	"recueil/internal/site"
	"recueil/templates"
)

// goldenDay is the day that the golden site is built for.
const goldenDay = content.Date("2026-11-22")

// golden is the input of the golden site: two roots, the second laid over the
// first.
func golden() site.Input {
	return inputOf(
		content.Root{Name: "content", FS: os.DirFS("testdata/golden/content")},
		content.Root{Name: "federation", FS: os.DirFS("testdata/golden/federation")},
	)
}

func inputOf(roots ...content.Root) site.Input {
	return site.Input{Content: roots, Templates: templates.FS, Assets: assets.FS}
}

// build makes a site in memory, and fails the test if it has a mistake.
func build(t testing.TB, in site.Input, opt site.Options) (map[string][]byte, site.Report) {
	t.Helper()
	out := publish.NewMemory()
	report, problems, err := site.Build(context.Background(), in, out, opt)
	if err != nil {
		t.Fatal(err)
	}
	if diag.HasErrors(problems) {
		t.Fatalf("problems: %v", rulesOf(problems))
	}
	return filesOf(t, out.FS()), report
}

// filesOf reads a whole tree.
func filesOf(t testing.TB, fsys fs.FS) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[name], err = fs.ReadFile(fsys, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func namesOf(files map[string][]byte) []string { return slices.Sorted(maps.Keys(files)) }

// rulesOf lists the rules of the errors among problems, each once.
func rulesOf(problems []diag.Diagnostic) []string {
	var names []string
	for _, p := range problems {
		if p.Severity == diag.Error && !slices.Contains(names, p.Rule.Name) {
			names = append(names, p.Rule.Name)
		}
	}
	return names
}

// with copies a tree and puts one file in it.
func with(t testing.TB, fsys fs.FS, name, text string) fs.FS {
	t.Helper()
	tree := fstest.MapFS{}
	for path, data := range filesOf(t, fsys) {
		tree[path] = &fstest.MapFile{Data: data}
	}
	tree[name] = &fstest.MapFile{Data: []byte(text)}
	return tree
}
