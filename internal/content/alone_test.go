package content

import (
	"context"
	"slices"
	"testing"
	"testing/fstest"

	"recueil/internal/diag"
)

// aloneFiles are a content with a mistake in each sort of file that is read by itself.
func aloneFiles() fstest.MapFS {
	return fstest.MapFS{
		"recueil.yaml":                {Data: []byte("titre: Recueil\nbase_url: https://example.org\n")},
		"fiches/a.md":                 {Data: []byte("---\ntitre: Un : deux\nresume: R\ndate: 2026-01-01\n---\n\n##Titre\n\nDu SEO.\n")},
		"fiches/b.md":                 {Data: []byte("---\ntitre: B\nresume: R\ndat: 2026-01-01\n---\n")},
		"editions/x.yaml":             {Data: []byte("titre: X\nterritoires: [nulle-part]\n")},
		"glossaire.yaml":              {Data: []byte("- terme: référencement\n  sigle: SEO\n  definition: Être trouvé.\n")},
		"activateurs/activateurs.csv": {Data: []byte("titre,code_postal\nConseil,99\n")},
		"inconnu/a.md":                {Data: []byte("---\n---\n")},
		"territoires/ici/a.md":        {Data: []byte("---\n---\n")},
	}
}

// TestReadAlone holds that each file read by itself has the problems that a load of all
// finds in it.
func TestReadAlone(t *testing.T) {
	for _, root := range []string{"content", "."} {
		roots := []Root{{Name: root, FS: aloneFiles()}}
		coll, problems, err := Load(context.Background(), roots, 1)
		if err != nil {
			t.Fatal(err)
		}
		for name, file := range aloneFiles() {
			if root != "." {
				name = root + "/" + name
			}
			want := slices.DeleteFunc(slices.Clone(problems), func(p diag.Diagnostic) bool { return p.Source.Path != name })
			read, ok := ReadAlone(roots, name, file.Data, coll.Glossary)
			if !ok || !slices.EqualFunc(read.Problems, want, sameProblem) {
				t.Errorf("%s: %v, %v; want %v", name, ok, read.Problems, want)
			}
		}
	}
	if _, ok := ReadAlone([]Root{{Name: "content", FS: aloneFiles()}}, "ailleurs/a.md", nil, nil); ok {
		t.Error("a file of no root was read")
	}
}

func sameProblem(a, b diag.Diagnostic) bool {
	return a.Span == b.Span && a.Rule == b.Rule && a.Message == b.Message
}

func TestDefinitionAt(t *testing.T) {
	for name, want := range map[string]string{
		"fiches/a.md":                          "fiches",
		"territoires/bretagne/fiches/a.md":     "fiches",
		"recueil.yaml":                         "recueil.yaml",
		"editions/x.yaml":                      "editions",
		"territoires/bretagne/editions/x.yaml": "",
		"territoires/nulle-part/fiches/a.md":   "",
		"fiches/b/a.md":                        "",
		"glossaire.yaml":                       "",
		"fiches/a.txt":                         "",
	} {
		def, ok := DefinitionAt(name)
		if def.Name != want || ok != (want != "") {
			t.Errorf("%s: %q, %v; want %q", name, def.Name, ok, want)
		}
	}
}
