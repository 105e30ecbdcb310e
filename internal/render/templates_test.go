package render

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"recueil/templates"
)

// overlaid returns the templates with some of them replaced, or taken out when
// their text is "".
func overlaid(t *testing.T, changes map[string]string) fstest.MapFS {
	t.Helper()
	tree := fstest.MapFS{}
	err := fs.WalkDir(templates.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(templates.FS, name)
		tree[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range changes {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
		if text == "" {
			delete(tree, name)
		}
	}
	return tree
}

func TestBrokenTemplates(t *testing.T) {
	for _, c := range []struct {
		name, file, text string
		line, column     int
		message          string
	}{
		{"unclosed action", "pages/liste.html", "{{define \"main\"}}\n  {{if .Heading}}\n{{end}}", 3, 1, "n'est pas fermé avant la fin"},
		{"unknown function", "parts/carte.html", "{{define \"carte\"}}\n{{inconnue .}}\n{{end}}", 2, 1, "la fonction « inconnue » n'existe pas"},
		{"missing part", "pages/liste.html", "{{define \"main\"}}\n{{template \"perdu\" .}}{{end}}", 2, 12, "la partie « perdu » n'existe pas"},
		{"unclosed attribute", "pages/page.html", "{{define \"main\"}}<p class=\"{{if .Heading}}a\">{{end}}</p>{{end}}", 1, 33, "restent ouverts ou non"},
		{"missing file", "pages/guide.html", "", 1, 1, "le gabarit manque"},
		{"missing base", "base.html", "", 1, 1, "le gabarit manque"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, problems := Parse(overlaid(t, map[string]string{c.file: c.text}))
			if len(problems) == 0 {
				t.Fatal("no diagnostic")
			}
			p := problems[0]
			line, column := p.Source.Position(p.Span.Start)
			if p.Source.Path != "templates/"+c.file || line != c.line || column != c.column || !strings.Contains(p.Message, c.message) {
				t.Errorf("got %s, want templates/%s:%d:%d: … %s", describe(problems), c.file, c.line, c.column, c.message)
			}
		})
	}
}

// A misspelt field only shows when the template runs: the page has no bytes,
// and the diagnostic is on the template.
func TestTemplateThatFails(t *testing.T) {
	broken := "{{define \"main\"}}\n<h1>é {{.Titel}}</h1>\n{{end}}"
	set, problems := Parse(overlaid(t, map[string]string{"pages/page.html": broken}))
	if len(problems) > 0 {
		t.Fatalf("parse: %s", describe(problems))
	}
	for _, p := range set.Pages(Input{View: viewOf(t, fixture, "")}) {
		data, problems, err := p.Render()
		if p.Path != "pages/contribuer/index.html" {
			if err != nil || len(problems) > 0 {
				t.Errorf("%s: %v%s", p.Path, err, describe(problems))
			}
			continue
		}
		if err != nil || data != nil || len(problems) != 1 {
			t.Fatalf("got %q, %v, %v", data, problems, err)
		}
		line, column := problems[0].Source.Position(problems[0].Span.Start)
		if problems[0].Source.Path != "templates/pages/page.html" || line != 2 || column != 9 {
			t.Errorf("got %s, want templates/pages/page.html:2:9", describe(problems))
		}
	}
}

// Every sector of the repository's own content has its scene, of three kilobytes at most;
// another sector has its pictogram.
func TestScenes(t *testing.T) {
	set, problems := Parse(templates.FS)
	if len(problems) > 0 {
		t.Fatal(describe(problems))
	}
	sectors, err := fs.Glob(os.DirFS("../../content/secteurs"), "*.md")
	if err != nil || len(sectors) == 0 {
		t.Fatal(sectors, err)
	}
	drawn := map[string]string{}
	for _, name := range append(sectors, "pisciculture.md") {
		slug := strings.TrimSuffix(name, ".md")
		var out strings.Builder
		if err := set.parts.ExecuteTemplate(&out, "scene", slug); err != nil {
			t.Fatal(err)
		}
		scene := strings.TrimSpace(out.String())
		if isScene := strings.HasPrefix(scene, `<svg class="scene"`); isScene == (slug == "pisciculture") || out.Len() > 3000 {
			t.Errorf("%s: got %d bytes: %.40s", slug, out.Len(), scene)
		}
		if other, ok := drawn[scene]; ok {
			t.Errorf("%s and %s have one scene", slug, other)
		}
		drawn[scene] = slug
	}
}
