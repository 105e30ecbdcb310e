package edition_test

import (
	"strings"
	"testing"

	"recueil/internal/content"
	"recueil/internal/edition"
)

// agenda is a recueil of events and exchanges, as on 22 November 2026.
var agenda = map[string]string{
	"evenements/hier.md":     page("debut: 2026-11-21 09:00\nlieu: A\n", ""),
	"evenements/ce-jour.md":  page("debut: 2026-11-22 09:00\nlieu: A\nterritoires: [bretagne]\n", ""),
	"evenements/commerce.md": page("debut: 2027-02-01\nlieu: A\nsecteurs: [commerce]\nterritoires: [35]\n", ""),
	"evenements/autre.md":    page("debut: 2026-12-01\nlieu: A\nsecteurs: [industrie]\nterritoires: [normandie]\n", ""),
	"evenements/pour-qui.md": page("debut: 2026-12-02\nlieu: A\npublic: accompagnateur\n", ""),

	"echanges/besoin.md":       page("sens: besoin\ncontact: edition\nfin: 2026-12-31\nterritoires: [35]\nthemes: [vendre]\n", ""),
	"echanges/meme.md":         page("sens: besoin\ncontact: edition\nfin: 2026-12-31\nterritoires: [35]\n", ""),
	"echanges/pres.md":         page("sens: offre\ncontact: edition\nfin: 2026-12-31\nterritoires: [35]\n", ""),
	"echanges/autre-theme.md":  page("sens: offre\ncontact: edition\nfin: 2026-12-31\nterritoires: [35]\nthemes: [autre]\n", ""),
	"echanges/en-bretagne.md":  page("sens: offre\ncontact: edition\nfin: 2026-11-22\nterritoires: [29]\nthemes: [vendre]\n", ""),
	"echanges/fini.md":         page("sens: offre\ncontact: edition\nfin: 2026-11-21\nterritoires: [35]\n", ""),
	"echanges/en-normandie.md": page("sens: offre\ncontact: edition\nfin: 2026-12-31\nterritoires: [normandie]\n", ""),
	"themes/autre.md":          page("", ""),
	"editions/bretagne.yaml":   "titre: Bretagne\nterritoires: [bretagne]\n",
}

func slugs(documents []*content.Document) string {
	var list []string
	for _, d := range documents {
		list = append(list, d.Slug)
	}
	return strings.Join(list, " ")
}

// What is to come is announced, the next first, until the day after it.
func TestComing(t *testing.T) {
	coll := load(t, agenda)
	for _, c := range []struct {
		edition, sector, want string
		most                  int
	}{
		{"", "", "ce-jour autre commerce", 9},
		{"", "", "ce-jour autre", 2},
		{"", "commerce", "ce-jour commerce", 9},
		{"", "commerce", "commerce", 1}, // the sector's own before those for all
		{"bretagne", "", "ce-jour commerce", 9},
	} {
		v, _ := choose(t, coll, c.edition)
		if got := slugs(v.Coming(c.sector, c.most)); got != c.want {
			t.Errorf("%q %q, at most %d: got %q, want %q", c.edition, c.sector, c.most, got, c.want)
		}
	}
}

func TestAgendas(t *testing.T) {
	coll := load(t, agenda)
	for _, c := range []struct{ edition, address, want string }{
		{"", "/evenements/", "ce-jour autre commerce pour-qui"},
		{"", "/evenements/passes/", "hier"},
		{"", "/evenements/regions/bretagne/", "ce-jour commerce"},
		{"", "/evenements/departements/ille-et-vilaine/", "commerce"},
		{"", "/evenements/regions/normandie/", "autre"},
		{"", "/echanges/termines/", "fini"},
		{"bretagne", "/evenements/regions/bretagne/", "ce-jour commerce"},
		{"bretagne", "/evenements/regions/normandie/", ""},
	} {
		v, _ := choose(t, coll, c.edition)
		got := ""
		if l, ok := v.List(c.address); ok {
			got = slugs(l.Documents)
		}
		if got != c.want {
			t.Errorf("%q %s: got %q, want %q", c.edition, c.address, got, c.want)
		}
	}
}

// What answers an exchange is its contrary, near first, and never too far to meet.
func TestMatches(t *testing.T) {
	v, _ := choose(t, load(t, agenda), "")
	for slug, want := range map[string]string{
		"besoin":      "pres (même département (Ille-et-Vilaine)), en-bretagne (même région (Bretagne))",
		"en-bretagne": "besoin (même région (Bretagne)), meme (même région (Bretagne))",
		"fini":        "",
	} {
		d, ok := v.Document("echanges/" + slug)
		if !ok {
			t.Fatalf("no %s", slug)
		}
		var got []string
		for _, m := range v.Matches(d) {
			got = append(got, m.Document.Slug+" ("+m.Reason+")")
		}
		if text := strings.Join(got, ", "); text != want {
			t.Errorf("%s: got %q, want %q", slug, text, want)
		}
	}
	if _, isClosed := v.List(edition.EndAddress(content.Exchanges)); !isClosed {
		t.Error("what is over is in no list")
	}
}
