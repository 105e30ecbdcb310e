package assets

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

func tree(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func TestBuildNamesByContent(t *testing.T) {
	fsys := tree(map[string]string{
		"css/site.css":                "@import \"./tokens.css\";\nbody { color: var(--texte) }",
		"css/tokens.css":              ":root { --texte: #111 }",
		"js/theme.ts":                 "const n: number = 1; document.title = String(n);",
		"js/_draft.ts":                "document.title = 'brouillon';",
		"js/theme.test.ts":            "document.title = 'essai';",
		"search/main.ts":              "import { f } from './analyze'; document.title = f('x');",
		"search/analyze.ts":           "export function f(s: string): string { return s }",
		"search/recueil-recherche.ts": "export const format = 1;",
		"tsconfig.json":               "{}",
	})
	bundle, problems, err := Build(fsys)
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	var names []string
	for _, f := range bundle.Files {
		names = append(names, f.Name)
	}
	want := []string{"recherche/recueil-recherche.js", "ressources/recherche-main-", "ressources/site-", "ressources/theme-"}
	if len(names) != len(want) {
		t.Fatalf("got %q, want %q", names, want)
	}
	for i, prefix := range want {
		if !strings.HasPrefix(names[i], prefix) {
			t.Errorf("file %d is %q, want %q…", i, names[i], prefix)
		}
	}
	before := bundle.Addresses()["css/site.css"]
	fsys["css/tokens.css"].Data = []byte(":root { --texte: #222 }")
	bundle, _, _ = Build(fsys)
	if after, ok := bundle.Addresses()["css/site.css"]; !ok || after == before {
		t.Errorf("the name %q stays when an import changes (%q)", after, before)
	}
	if _, ok := bundle.Addresses()["js/_draft.ts"]; ok {
		t.Error("a file starting with an underscore ships")
	}
}

func TestBuildSaysWhere(t *testing.T) {
	tests := map[string]struct{ name, text, place, message string }{
		"syntax":         {"js/a.ts", "const é = 1;\nconst = 2;", "2:7", "un nom est attendu à la place de « = »"},
		"after accents":  {"js/a.ts", "const s = \"éé\" +;", "1:17", "« ; » n'est pas à sa place"},
		"unknown import": {"js/a.ts", "import './non';", "1:8", "« ./non » n'existe pas"},
		"a package":      {"js/a.ts", "import 'react';", "1:8", "« react » n'existe pas"},
		"css warning":    {"css/site.css", "a { colr: red; width: }}", "1:5", "la propriété « colr » n'existe pas"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			bundle, problems, err := Build(tree(map[string]string{test.name: test.text}))
			if err != nil || len(problems) == 0 || len(bundle.Files) != 0 {
				t.Fatalf("got %d files, problems %v, error %v", len(bundle.Files), problems, err)
			}
			d := problems[0]
			line, column := d.Source.Position(d.Span.Start)
			if got := place(line, column); !strings.HasPrefix(got, test.place) || !strings.Contains(d.Message, test.message) {
				t.Errorf("got %s %q, want %s %q", got, d.Message, test.place, test.message)
			}
			if d.Source.Path != "assets/"+test.name {
				t.Errorf("the source is %q", d.Source.Path)
			}
		})
	}
}

func place(line, column int) string { return fmt.Sprintf("%d:%d", line, column) }

// An edition's colours change the style sheet, its name and nothing else.
func TestStyled(t *testing.T) {
	plain, problems, err := Build(fstest.MapFS{
		"css/site.css": {Data: []byte("a{color:red}")},
		"js/menu.ts":   {Data: []byte("document.title = 'x'")},
	})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	before := string(plain.Files[1].Data)
	blue, green := plain.Styled(":root{--primaire:#00f}"), plain.Styled(":root{--primaire:#0f0}")
	if got := string(blue.Files[1].Data); !strings.HasSuffix(got, ":root{--primaire:#00f}") || !strings.HasPrefix(got, "a{color:red}") {
		t.Errorf("blue: got %q", got)
	}
	name := blue.Addresses()["css/site.css"]
	other := green.Addresses()["css/site.css"]
	if name == other || blue.Files[1].Name != name {
		t.Errorf("two colours, names %q and %q", name, other)
	}
	if string(plain.Files[1].Data) != before || blue.Files[0].Name != plain.Files[0].Name {
		t.Error("the bundle itself has changed")
	}
}

// TestBuildLinksBundles imports one entry from another, at once or when it is
// needed; what is no entry is part of each.
func TestBuildLinksBundles(t *testing.T) {
	fsys := tree(map[string]string{
		"search/main.ts":              "import { name } from './dom'; export const open = () => import('./panel').then((m) => m.show(name));",
		"search/dom.ts":               "export const name = 'partout';",
		"search/panel.ts":             "import { name } from './dom'; export const show = (n: string) => n + name;",
		"search/box.ts":               "import('./main').then((m) => m.open());",
		"search/recueil-recherche.ts": "import { open } from './main'; open();",
	})
	bundle, problems, err := Build(fsys)
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	panel := bundle.Addresses()["search/panel.ts"]
	search := bundle.Addresses()["search/main.ts"]
	for entry, want := range map[string]string{
		"search/main.ts": "../" + panel, "search/box.ts": "../" + search, "search/recueil-recherche.ts": "../" + search,
	} {
		name := bundle.Addresses()[entry]
		for _, f := range bundle.Files {
			if f.Name == name && !strings.Contains(string(f.Data), want) {
				t.Errorf("%s does not import %q: %s", entry, want, f.Data)
			}
		}
	}
}
