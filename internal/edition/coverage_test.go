package edition_test

import (
	"slices"
	"strings"
	"testing"

	"recueil/internal/edition"
	"recueil/internal/reference"
)

func territory(t *testing.T, word string) reference.Territory {
	t.Helper()
	if word == "" {
		return reference.Territory{}
	}
	found, ok := reference.ParseTerritory(word)
	if !ok {
		t.Fatalf("no territory %q", word)
	}
	return found
}

// covered is a collection with a document of each sort that counts, or not.
var covered = map[string]string{
	"temoignages/two-departments.md": dated("secteurs: [commerce]\nterritoires: [finistere, 35]\ntailles: [1-9]\n"),
	"temoignages/two-sectors.md":     dated("secteurs: [commerce, industrie]\nterritoires: [bretagne]\n"),
	"temoignages/generic.md":         dated(""),
	"fiches/sized.md":                dated("secteurs: [commerce]\ntailles: [1-9, 10-49]\n"),
	"aides/open.md":                  page("secteurs: [industrie]\nterritoires: [mayotte]\n", ""),
	"aides/closed.md":                page("secteurs: [industrie]\nterritoires: [mayotte]\nfin: 2026-01-01\n", ""),
	"formations/other.md":            page("secteurs: [industrie]\nterritoires: [mayotte]\n", ""),
}

func TestCoverageCount(t *testing.T) {
	view, _ := choose(t, load(t, covered), "")
	coverage := view.Coverage()
	for _, c := range []struct {
		name, sector, territory, size string
		want                          edition.Count
	}{
		{"everything but closed aids and other types", "", "", "", edition.Count{Testimonials: 3, Sheets: 1, Aids: 1}},
		{"a sector, generic ones left out", "commerce", "", "", edition.Count{Testimonials: 2, Sheets: 1}},
		{"two sectors count in both", "industrie", "", "", edition.Count{Testimonials: 1, Aids: 1}},
		{"two departments of a region count once", "", "bretagne", "", edition.Count{Testimonials: 2}},
		{"a pair", "commerce", "bretagne", "", edition.Count{Testimonials: 2}},
		{"all three", "commerce", "bretagne", "1-9", edition.Count{Testimonials: 1}},
		{"two sizes", "commerce", "", "10-49", edition.Count{Sheets: 1}},
		{"nothing there", "commerce", "corse", "", edition.Count{}},
		{"a slug that a region and a department share", "industrie", "mayotte", "", edition.Count{Aids: 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			cell := edition.Cell{Sector: c.sector, Territory: territory(t, c.territory), Size: c.size}
			if got := coverage.Count(cell); got != c.want {
				t.Errorf("Count(%+v) = %+v, want %+v", cell, got, c.want)
			}
		})
	}
}

// TestCoverageTerritories wants the territories of the edition alone.
func TestCoverageTerritories(t *testing.T) {
	coll := load(t, covered)
	for name, want := range map[string]string{
		"@bretagne": "reg-53", "@finistere": "reg-53", "@mayotte": "reg-06", "@976": "reg-06", "@polynesie-francaise": "com-987",
	} {
		view, _ := choose(t, coll, name)
		var got []string
		for _, t := range view.Coverage().Territories {
			got = append(got, t.ID())
		}
		if strings.Join(got, " ") != want {
			t.Errorf("territories of %s: %v, want %s", name, got, want)
		}
	}
	view, _ := choose(t, coll, "")
	if n := len(view.Coverage().Territories); n != len(reference.Region.Territories())+len(reference.Collectivity.Territories()) {
		t.Errorf("the national edition covers %d territories", n)
	}
}

// TestCoverageGaps wants the headings that no document of the sector fills.
func TestCoverageGaps(t *testing.T) {
	view, _ := choose(t, load(t, covered), "")
	var got []string
	for _, g := range view.Coverage().Gaps {
		for _, h := range g.Headings {
			got = append(got, g.Sector.Slug+"/"+string(h.Type))
		}
	}
	want := []string{
		"commerce/formations", "commerce/activateurs", "commerce/aides", "commerce/contacts",
		"industrie/fiches", "industrie/activateurs", "industrie/contacts",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestCoverageReviews wants what is past its date at 2026-11-22, by author.
func TestCoverageReviews(t *testing.T) {
	view, _ := choose(t, load(t, map[string]string{
		"fiches/a.md": dated("auteur: Une union\nrevoir_le: 2026-11-21\n"),
		"fiches/b.md": dated("auteur: Une union\nrevoir_le: 2026-03-01\n"),
		"fiches/c.md": dated("auteur: Élan\nrevoir_le: 2026-03-01\n"),
		"fiches/d.md": dated("revoir_le: 2026-03-01\n"),
		"fiches/e.md": dated("auteur: Une union\nrevoir_le: 2026-11-22\n"),
	}), "")
	var got string
	for _, a := range view.Coverage().Reviews {
		got += a.Author + ":"
		for _, d := range a.Documents {
			got += " " + d.Slug
		}
		got += "; "
	}
	if want := "Élan: c; Une union: b a; : d; "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
