package edition_test

import (
	"slices"
	"strings"
	"testing"

	"recueil/internal/content"
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
		for _, r := range a.Reviews {
			got += " " + r.Slug
		}
		got += "; "
	}
	if want := "Élan: c; Une union: b a; : d; "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestReviewBy wants the day that a document says, or else the months of its type after
// its last review.
func TestReviewBy(t *testing.T) {
	coll := load(t, map[string]string{
		"recueil.yaml":         "titre: Essai\nbase_url: https://recueil.example.org\nrevoir_apres: {fiches: 6, contacts: 0}\n",
		"fiches/said.md":       dated("revoir_le: 2030-01-01\n"),
		"fiches/dated.md":      page("date: 2025-01-31\n", ""),
		"fiches/updated.md":    page("date: 2025-01-31\nmaj: 2026-02-10\n", ""),
		"temoignages/story.md": page("date: 2025-03-01\n", ""),
		"aides/verified.md":    page("maj: 2025-03-01\nverifie_le: 2025-06-01\n", ""),
		"aides/undated.md":     page("", ""),
		"contacts/never.md":    page("date: 2025-03-01\n", ""),
	})
	view, _ := choose(t, coll, "")
	for key, want := range map[string]string{
		"fiches/said": "2030-01-01", "fiches/dated": "2025-07-31", "fiches/updated": "2026-08-10", "temoignages/story": "2027-03-01",
		"aides/verified": "2026-06-01", "aides/undated": "", "contacts/never": "",
	} {
		d, ok := view.Document(key)
		if got := view.ReviewBy(d); !ok || string(got) != want {
			t.Errorf("%s is to review by %q, want %q", key, got, want)
		}
	}
	// The structural documents of the collection have no date either.
	if n := view.Coverage().Undated; n != 1+len(view.Sectors())+len(view.Themes()) {
		t.Errorf("%d documents have no date", n)
	}
}

// TestCoverageStubs names the stubs, which wait to be written and not to be reviewed.
func TestCoverageStubs(t *testing.T) {
	view, _ := choose(t, load(t, map[string]string{
		"fiches/a.md": dated("amorce: true\nrevoir_le: 2026-03-01\nsecteurs: [commerce]\n"),
		"fiches/b.md": dated(""),
	}), "")
	c := view.Coverage()
	if len(c.Stubs) != 1 || c.Stubs[0].Slug != "a" || len(c.Reviews) != 0 || c.Count(edition.Cell{}).Total() != 1 {
		t.Errorf("stubs %v, reviews %v, %d documents", c.Stubs, c.Reviews, c.Count(edition.Cell{}).Total())
	}
}

// TestDigest wants what is new on the first and the last day, what changed, what ends soon,
// and neither stubs, nor what is closed, nor what is announced for later.
func TestDigest(t *testing.T) {
	aid := func(keys string) string { return page(keys, "") }
	view, _ := choose(t, load(t, map[string]string{
		"fiches/first.md":      page("date: 2026-11-01\n", ""),
		"fiches/last.md":       page("date: 2026-11-22\n", ""),
		"fiches/before.md":     page("date: 2026-10-31\n", ""),
		"fiches/updated.md":    page("date: 2026-01-01\nmaj: 2026-11-05\n", ""),
		"fiches/stub.md":       page("date: 2026-11-05\namorce: true\n", ""),
		"fiches/breton.md":     page("date: 2026-11-05\nterritoires: [bretagne]\n", ""),
		"aides/opened.md":      aid("debut: 2026-11-10\n"),
		"aides/later.md":       aid("debut: 2026-12-10\n"),
		"aides/ending.md":      aid("fin: 2026-12-31\n"),
		"aides/ends-first.md":  aid("fin: 2026-12-01\n"),
		"aides/closed.md":      aid("fin: 2026-11-10\nmaj: 2026-11-05\n"),
		"themes/new.md":        page("date: 2026-11-05\n", ""),
		"temoignages/late.md":  page("date: 2020-01-01\nauteur: Une union\n", ""),
		"temoignages/young.md": page("date: 2026-01-01\n", ""),
	}), "@normandie")
	digest := view.Digest("2026-11-01")
	for _, c := range []struct {
		name, want string
		got        []*content.Document
	}{
		{"new", "fiches/last fiches/first aides/opened", digest.New},
		{"updated", "fiches/updated", digest.Updated},
		{"ending", "aides/ends-first aides/ending", digest.Ending},
	} {
		var keys []string
		for _, d := range c.got {
			keys = append(keys, d.Key())
		}
		if got := strings.Join(keys, " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if len(digest.Reviews) != 1 || digest.Reviews[0].Author != "Une union" {
		t.Errorf("reviews %+v", digest.Reviews)
	}
}
