package site_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/render"
	"recueil/internal/site"
	"recueil/templates"
)

// viewOf selects the edition of a slug from what an input holds.
func viewOf(t *testing.T, in site.Input, slug string) *edition.View {
	t.Helper()
	coll, problems, err := content.Load(context.Background(), in.Content, 1)
	if err != nil || diag.HasErrors(problems) {
		t.Fatalf("load: %v, %v", err, rulesOf(problems))
	}
	choice, err := edition.At(coll, goldenDay).Choose(slug, "")
	if err != nil {
		t.Fatal(err)
	}
	view, _ := edition.Select(choice)
	return view
}

func standalone(t *testing.T, tree fs.FS) render.Standalone {
	t.Helper()
	pages, problems := render.ParseStandalone(tree)
	if len(problems) > 0 {
		t.Fatal(rulesOf(problems))
	}
	return pages
}

func bookletOf(t *testing.T, v *edition.View) string {
	t.Helper()
	page, problems, err := site.Booklet(context.Background(), render.BookletInput{View: v}, standalone(t, templates.FS), nil)
	if err != nil || len(problems) > 0 {
		t.Fatalf("booklet: %v, %v", err, rulesOf(problems))
	}
	return string(page)
}

// TestBookletContentsHavePages gives a booklet the headings of its own print: its contents
// have the page of each document, whichever spaces the print left out, and whatever heads
// its text.
func TestBookletContentsHavePages(t *testing.T) {
	v := viewOf(t, small(map[string]string{
		"secteurs/commerce.md": "---\ntitre: Commerce\nresume: Vendre.\n---\n## Une fiche\n",
		"fiches/une.md":        sheetTitled("Une fiche"),
		"fiches/autre.md":      sheetTitled("Une autre : la suite"),
	}), "")
	printed := []render.PrintedHeading{
		{Title: "Essai", Page: 1}, {Title: "Sommaire", Page: 2}, {Title: "Commerce", Page: 3}, {Title: "Une fiche", Page: 3}, {Title: "Fiches pratiques", Page: 4},
		{Title: "Une autre :lasuite", Page: 4}, {Title: "Une fiche", Page: 5},
	}
	for _, tt := range []struct {
		name    string
		printed []render.PrintedHeading
		want    []string
	}{
		{"printed", printed, []string{"3", "4", "5"}},
		{"not yet", nil, nil},
	} {
		page, problems, err := site.Booklet(t.Context(), render.BookletInput{View: v, Printed: tt.printed}, standalone(t, templates.FS), nil)
		if err != nil || len(problems) > 0 {
			t.Fatal(err, rulesOf(problems))
		}
		var got []string
		for _, m := range regexp.MustCompile(`<span class="invisible">page </span>(\d+)</span>`).FindAllSubmatch(page, -1) {
			got = append(got, string(m[1]))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: the contents have the pages %v, want %v", tt.name, got, tt.want)
		}
	}
}

func sheetTitled(title string) string {
	return "---\ntitre: \"" + title + "\"\nresume: Quoi.\ndate: 2026-01-01\n---\nUn texte.\n"
}

// TestBookletHoldsNothingElse looks for the markers in the booklet of each
// edition, as in its site.
func TestBookletHoldsNothingElse(t *testing.T) {
	for _, e := range editions {
		page := bookletOf(t, viewOf(t, golden(), e.opt.Slug))
		found := 0
		for _, m := range markers {
			allowed := m.public
			if e.opt.Slug == "bretagne" {
				allowed = m.bretagne
			}
			there := strings.Contains(page, m.word)
			if there && !allowed {
				t.Errorf("%s: the booklet holds the marker %s of %s", e.folder, m.word, m.of)
			}
			if there {
				found++
			}
		}
		if found < 5 {
			t.Errorf("%s: only %d markers are in the booklet", e.folder, found)
		}
	}
}

// TestBookletPictures wants pictures inside the page, and the same bytes twice.
func TestBookletPictures(t *testing.T) {
	view := viewOf(t, golden(), "")
	page := bookletOf(t, view)
	if !strings.Contains(page, `src="data:image/jpeg;base64,`) && !strings.Contains(page, `src="data:image/png;base64,`) {
		t.Error("no picture is in the page")
	}
	if strings.Contains(page, "ZgotmplZ") || strings.Contains(page, `src="http`) || strings.Contains(page, `src="../`) {
		t.Error("a picture is outside the page")
	}
	if again := bookletOf(t, viewOf(t, golden(), "")); again != page {
		t.Error("the same edition gives another booklet")
	}
}

// TestBookletProblems wants a picture that cannot be read and a template that is
// wrong to be said, and no booklet.
func TestBookletProblems(t *testing.T) {
	tree := fstest.MapFS{
		"recueil.yaml": {Data: []byte("titre: Essai\nbase_url: https://recueil.example.org\n")},
		"images/a.jpg": {Data: []byte("du texte")},
		"fiches/a.md":  {Data: []byte("---\ntitre: A\nresume: Un essai.\ndate: 2026-01-01\n---\n![Une image](../images/a.jpg)\n")},
	}
	view := viewOf(t, inputOf(content.Root{Name: "content", FS: tree}), "")
	wrong := layeredFile{templates.FS, "autonomes/livret.html", []byte("{{.Absent}}")}
	for _, c := range []struct {
		name      string
		templates fs.FS
		want      string
	}{{"picture", templates.FS, diag.BadImageFile.Name}, {"template", wrong, diag.BadTemplate.Name}} {
		t.Run(c.name, func(t *testing.T) {
			if c.name == "template" {
				view = viewOf(t, golden(), "")
			}
			page, problems, err := site.Booklet(context.Background(), render.BookletInput{View: view}, standalone(t, c.templates), nil)
			if err != nil || page != nil || len(problems) != 1 || problems[0].Rule.Name != c.want {
				t.Errorf("%d bytes, problems %v, error %v", len(page), rulesOf(problems), err)
			}
		})
	}
}

// layeredFile is a tree with one file of other content.
type layeredFile struct {
	fs.FS
	name string
	data []byte
}

func (l layeredFile) Open(name string) (fs.File, error) {
	if name == l.name {
		return fstest.MapFS{name: {Data: l.data}}.Open(name)
	}
	return l.FS.Open(name)
}

func TestBookletStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	page, _, err := site.Booklet(ctx, render.BookletInput{View: viewOf(t, golden(), "")}, standalone(t, templates.FS), nil)
	if !errors.Is(err, context.Canceled) || !bytes.Equal(page, nil) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}
