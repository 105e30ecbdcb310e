package render

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"recueil/internal/content"
	"recueil/internal/french"
	"recueil/templates"
)

func standalone(t *testing.T) Standalone {
	t.Helper()
	s, problems := ParseStandalone(templates.FS)
	if len(problems) > 0 {
		t.Fatalf("parse templates: %s", describe(problems))
	}
	return s
}

func coverageOf(t *testing.T, changes map[string]string, territory string) string {
	t.Helper()
	page, problems := standalone(t).Coverage(viewOf(t, with(changes), territory), "")
	if len(problems) > 0 {
		t.Fatalf("render coverage: %s", describe(problems))
	}
	return string(page)
}

// real is the fixture at an address that paper may lead to.
func real(changes map[string]string) map[string]string {
	files := with(changes)
	files["recueil.yaml"] = strings.Replace(files["recueil.yaml"], "https://essai.example.org/", "https://essai.test/", 1)
	return files
}

func bookletOf(t *testing.T, changes map[string]string, territory string, in BookletInput) string {
	t.Helper()
	if in.View == nil {
		in.View = viewOf(t, real(changes), territory)
	}
	page, problems := standalone(t).Booklet(in)
	if len(problems) > 0 {
		t.Fatalf("render booklet: %s", describe(problems))
	}
	return string(page)
}

// outside finds what makes a browser ask for something: a document that stands
// alone has none of it.
var outside = regexp.MustCompile(`<(?:script|link|iframe|object|embed)\b|\bsrc="(?:[^d]|d[^a])|@import|url\(`)

func letterOf(t *testing.T, since content.Date) string {
	t.Helper()
	page, problems := standalone(t).Letter(NewLetter(viewOf(t, real(nil), ""), since, true))
	if len(problems) > 0 {
		t.Fatalf("render letter: %s", describe(problems))
	}
	return string(page)
}

// TestLetter wants news of each type under its title, and the same in both forms.
func TestLetter(t *testing.T) {
	page := letterOf(t, "2026-01-01")
	mustHave(t, page, "<h2>Nouveau\u202f: témoignages</h2>", `<li><a href="https://essai.test/recueil/fiches/site/">Faire un site</a> : Pas à pas.</li>`,
		"<h2>Ferme bientôt</h2>", "jusqu’au 31 décembre 2026", "<h2>À relire</h2>", "La fédération, avant le 1er février 2026")
	letter := NewLetter(viewOf(t, real(nil), ""), "2026-01-01", true)
	if items, lines := strings.Count(page, "<li>"), strings.Count(string(letter.Markdown()), "\n- ["); items != lines || items == 0 {
		t.Errorf("%d items in HTML, %d in Markdown", items, lines)
	}
	mustHave(t, letterOf(t, "2026-11-22"), "Du 22 novembre 2026 au 22 novembre 2026")
}

// TestStandsAlone checks these documents as any page of the site is: nothing is
// asked for, identifiers are unique, what refers to one finds it, headings never
// skip a level.
func TestStandsAlone(t *testing.T) {
	for name, page := range map[string]string{
		"coverage": coverageOf(t, nil, ""), "coverage of a region": coverageOf(t, nil, "bretagne"),
		"booklet": bookletOf(t, nil, "", BookletInput{}), "booklet of a region": bookletOf(t, nil, "bretagne", BookletInput{Sectors: []string{"commerce"}}),
		"leaflet": leafletOf(t, stepsSheet, "fiches/marche"), "letter": letterOf(t, "2026-01-01"),
	} {
		t.Run(name, func(t *testing.T) {
			if found := outside.FindString(page); found != "" {
				t.Errorf("it asks for something: %s", found)
			}
			tree, err := html.Parse(strings.NewReader(page))
			if err != nil {
				t.Fatal(err)
			}
			checkReferences(t, tree)
			checkOutline(t, name, page)
			if n := strings.Count(page, "<h1>"); n != 1 {
				t.Errorf("it has %d headings of level 1", n)
			}
		})
	}
}

// checkReferences wants what refers to an identifier to find it.
func checkReferences(t *testing.T, tree *html.Node) {
	t.Helper()
	ids, references := map[string]bool{}, []string{}
	eachElement(tree, func(n *html.Node) {
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				ids[a.Val] = true
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				references = append(references, a.Val[1:])
			case a.Key == "aria-labelledby" || a.Key == "aria-describedby":
				references = append(references, strings.Fields(a.Val)...)
			}
		}
	})
	for _, r := range references {
		if !ids[r] {
			t.Errorf("nothing has the identifier %q", r)
		}
	}
}

func mustHave(t *testing.T, page string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(page, w) {
			t.Errorf("missing: %s", w)
		}
	}
}

func mustNotHave(t *testing.T, page string, unwanted ...string) {
	t.Helper()
	for _, w := range unwanted {
		if strings.Contains(page, w) {
			t.Errorf("should not be there: %s", w)
		}
	}
}

func TestCoveragePage(t *testing.T) {
	page := coverageOf(t, map[string]string{
		"temoignages/autre.md": doc("titre: Autre\nresume: Un récit.\ndate: 2026-01-01\nrevoir_le: 2026-03-01\nsecteurs: [commerce]\nterritoires: [bretagne]", ""),
	}, "")
	mustHave(t, page,
		"<li><strong>3</strong> Témoignages</li>", "<li><strong>2</strong> Fiches pratiques</li>", // the closed aid does not count
		`<th scope="row">Bretagne</th><td class="p2"><b>3</b> <span class="parts">3`+"\u00a0T</span></td>",
		`<th scope="row">Corse</th><td class="p0"><b>0</b></td>`,
		"<h3>La fédération</h3>", "à relire avant le 1er février 2026", `<span class="fichier">content/temoignages/boutique.md</span>`, "<h3>Sans auteur</h3>",
		`<text x="29" y="`, // the map is drawn
		"Par secteur, territoire et taille",
	)
	region := coverageOf(t, nil, "bretagne")
	mustHave(t, region, "édition Bretagne", `class="hors"`, `<th scope="row">Bretagne</th>`)
	mustNotHave(t, region, `<th scope="row">Corse</th>`)
}

// TestCoverageMap wants each number of the map to be the table's.
func TestCoverageMap(t *testing.T) {
	page := coveragePage(viewOf(t, fixture, ""))
	rows := map[string]HeatRow{}
	for _, row := range page.Heat.Rows {
		rows[row.Name] = row
	}
	for _, tile := range page.Map.Tiles {
		row, ok := rows[tile.Name]
		if last := tile.Lines[len(tile.Lines)-1]; !ok || last.Text != french.Number(row.Cells[0].Total) || tile.Step != row.Cells[0].Step {
			t.Errorf("tile %s says %q in step %d, the table %+v", tile.Name, last.Text, tile.Step, row)
		}
		for _, line := range tile.Lines {
			if line.Y < tile.Y || line.Y > tile.Y+tile.H {
				t.Errorf("%s: %q is outside its tile", tile.Name, line.Text)
			}
		}
	}
}

func TestStepOf(t *testing.T) {
	var got []int
	for _, n := range []int{0, 1, 2, 3, 4, 7, 8, 1000} {
		got = append(got, stepOf(n))
	}
	if want := []int{0, 1, 2, 2, 3, 3, 4, 4}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestParseStandaloneReports wants a mistake at its place in the template.
func TestParseStandaloneReports(t *testing.T) {
	tree := fstest.MapFS{"base.html": {Data: []byte(`{{define "base"}}{{end}}`)}, "autonomes/commun.html": {}}
	tree["autonomes/couverture.html"] = &fstest.MapFile{Data: []byte("<p>\n{{.Title")}
	_, problems := ParseStandalone(tree)
	got := describe(problems)
	for _, want := range []string{"templates/autonomes/couverture.html:2:1:", "templates/autonomes/livret.html:1:1: le gabarit manque [gabarit]"} {
		if !strings.Contains(got, want) {
			t.Errorf("missing %q in %s", want, got)
		}
	}
}
