package lsp

import (
	"os"
	"path/filepath"
	"testing"
)

// TestFindTree holds where the content is looked for, and under which names its files are
// printed.
func TestFindTree(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"projet/content/recueil.yaml", "projet/content/fiches/a é.md", "projet/bretagne/fiches/a é.md", "projet/notes/a.md"} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	at := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	for name, test := range map[string]struct {
		folders   []string
		workspace []string
		opened    string // for which the content is looked for
		file      string
		want      string // its name; "" when it is of no content
	}{
		"the content of the workspace":   {nil, []string{"projet"}, "", "projet/content/fiches/a é.md", "content/fiches/a é.md"},
		"the workspace is the content":   {nil, []string{"projet/content"}, "", "projet/content/fiches/a é.md", "fiches/a é.md"},
		"the second of the workspace":    {nil, []string{"projet/notes", "projet"}, "", "projet/content/recueil.yaml", "content/recueil.yaml"},
		"beside the content":             {nil, []string{"projet"}, "", "projet/notes/a.md", ""},
		"that of a file":                 {nil, nil, "projet/content/fiches/a é.md", "projet/content/fiches/a é.md", "projet/content/fiches/a é.md"},
		"of a file that is in none":      {nil, nil, "projet/notes/a.md", "projet/notes/a.md", ""},
		"the folders that are asked for": {[]string{"content", "bretagne"}, []string{"projet"}, "", "projet/bretagne/fiches/a é.md", "bretagne/fiches/a é.md"},
		"the first of them":              {[]string{"content", "bretagne"}, []string{"projet"}, "", "projet/content/fiches/a é.md", "content/fiches/a é.md"},
	} {
		var workspace []string
		for _, w := range test.workspace {
			workspace = append(workspace, at(w))
		}
		opened := ""
		if test.opened != "" {
			opened = at(test.opened)
		}
		tree, err := findTree(Options{Dir: dir, Folders: test.folders}, workspace, opened)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got := ""
		if tree != nil {
			got, _ = tree.path(at(test.file))
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
		if got == "" {
			continue
		}
		if file, ok := fileOf(tree.uri(got)); !ok || file != at(test.file) {
			t.Errorf("%s: the address of the file is %s", name, tree.uri(got))
		}
	}
	if _, err := findTree(Options{Dir: dir, Folders: []string{"nulle-part"}}, nil, ""); err == nil {
		t.Error("a folder that is not there was opened")
	}
}
