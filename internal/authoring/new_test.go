package authoring

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"recueil/internal/check"
	"recueil/internal/content"
	"recueil/internal/diag"
)

// problemsIn loads a file beside a site, a sector and a theme, and returns what check says
// of it.
func problemsIn(t *testing.T, file File) []diag.Diagnostic {
	t.Helper()
	page := func(head string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\n" + head + "---\nUn texte.\n")}
	}
	fsys := fstest.MapFS{
		"recueil.yaml":         {Data: []byte("titre: Essai\nbase_url: https://recueil.example.org\n")},
		"secteurs/commerce.md": page("titre: Commerce\nresume: Au détail.\n"),
		"themes/vendre.md":     page("titre: Vendre\nresume: En ligne.\n"),
		file.Path:              {Data: file.Data},
	}
	coll, problems, err := content.Load(context.Background(), []content.Root{{Name: "content", FS: fsys}}, 1)
	if err != nil {
		t.Fatal(err)
	}
	var its []diag.Diagnostic
	for _, p := range append(problems, check.Collection(coll)...) {
		if p.Source.Path == "content/"+file.Path {
			its = append(its, p)
		}
	}
	return its
}

// TestNewFilesPass holds that of a new file of any sort, check says at most what is still to
// be written; and nothing is wrong once a comment gives way to its example.
func TestNewFilesPass(t *testing.T) {
	for _, def := range content.Definitions() {
		if strings.HasSuffix(def.Name, ".yaml") {
			continue
		}
		t.Run(def.Name, func(t *testing.T) {
			d := Draft{Of: def, Slug: "essai", Values: map[string][]string{"titre": {`L'« essai » : "un" # titre`}, "territoires": {"bretagne"}}}
			for _, k := range def.Keys {
				if k.Name == "date" && k.Required {
					d.Values["date"] = []string{"2026-11-22"}
				}
			}
			file := New(d)
			for _, p := range problemsIn(t, file) {
				if p.Severity != diag.Warning || p.Rule != diag.MissingKey {
					t.Errorf("%s: %s\n%s", p.Rule.Name, p.Message, file.Data)
				}
			}
			whole := strings.ReplaceAll(uncommented(string(file.Data)), `resume: ""`, "resume: Un essai.")
			for _, k := range def.Keys { // an author writes what is required
				whole = strings.ReplaceAll(whole, "\n"+k.Name+`: ""`, "\n"+k.Name+": "+k.Example)
			}
			for _, p := range problemsIn(t, File{file.Path, []byte(whole)}) {
				if formal[p.Rule] {
					t.Errorf("with its examples, %s: %s\n%s", p.Rule.Name, p.Message, whole)
				}
			}
			if strings.Contains(string(file.Data), "<!--  -->") {
				t.Errorf("a heading has no question: add it to questions\n%s", file.Data)
			}
		})
	}
}

// formal are the rules of what a header is made of, and not of what it names.
var formal = map[*diag.Rule]bool{diag.BadYAML: true, diag.UnknownKey: true, diag.MissingKey: true, diag.DuplicatedKey: true,
	diag.WrongType: true, diag.BadDate: true, diag.BadURL: true, diag.TooLong: true, diag.MisplacedKey: true}

// uncommented takes the sign of a comment away from the lines that show a key.
func uncommented(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if rest, ok := strings.CutPrefix(line, "# "); ok && strings.Contains(rest, ":") {
			lines[i] = rest
		}
	}
	return strings.Join(lines, "\n")
}
