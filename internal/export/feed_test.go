package export

import (
	"encoding/xml"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

const atom = "http://www.w3.org/2005/Atom"

// readFeed parses a feed and checks what RFC 4287 requires of any.
func readFeed(t testing.TB, name, text string) atomFeed {
	t.Helper()
	var f atomFeed
	if err := xml.Unmarshal([]byte(text), &f); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if f.XMLName.Space != atom || f.Title == "" || f.Author.Name == "" {
		t.Errorf("%s: lacks a title or an author: %+v", name, f)
	}
	checkIRI(t, name, f.ID)
	checkInstant(t, name, f.Updated)
	checkLinks(t, name, f.Links, "self", "alternate")
	seen := map[string]bool{}
	for i, e := range f.Entries {
		at := fmt.Sprintf("%s, entry %d", name, i)
		checkIRI(t, at, e.ID)
		checkInstant(t, at, e.Updated)
		checkLinks(t, at, e.Links, "alternate")
		if e.Published != "" {
			checkInstant(t, at, e.Published)
		}
		if e.Title == "" || e.Summary == "" || seen[e.ID] || len(e.Categories) == 0 {
			t.Errorf("%s: lacks something, or has the id of another: %+v", at, e)
		}
		seen[e.ID] = true
	}
	return f
}

func checkIRI(t testing.TB, at, s string) {
	t.Helper()
	if u, err := url.Parse(s); err != nil || !u.IsAbs() || u.Host == "" {
		t.Errorf("%s: %q is not absolute", at, s)
	}
}

func checkInstant(t testing.TB, at, s string) {
	t.Helper()
	if _, err := time.Parse(time.RFC3339, s); err != nil {
		t.Errorf("%s: %v", at, err)
	}
}

func checkLinks(t testing.TB, at string, links []atomLink, rels ...string) {
	t.Helper()
	var got []string
	for _, l := range links {
		checkIRI(t, at, l.Href)
		got = append(got, l.Rel)
	}
	if !slices.Equal(got, rels) {
		t.Errorf("%s: links %q, want %q", at, got, rels)
	}
}

func entryIDs(f atomFeed) []string {
	list := []string{}
	for _, e := range f.Entries {
		list = append(list, e.ID)
	}
	return list
}

func TestFeeds(t *testing.T) {
	const base = "https://recueil.example.org/essai/"
	want := map[string]struct {
		updated string
		entries []string
	}{
		"flux.xml": {"2026-03-05T00:00:00Z", []string{
			"aides/cheque", "secteurs/commerce", "temoignages/mercerie", "temoignages/epicerie-ancienne", "fiches/caisse"}},
		"secteurs/commerce/flux.xml":            {"2026-02-20T00:00:00Z", []string{"temoignages/mercerie", "temoignages/epicerie-ancienne"}},
		"secteurs/tourisme/flux.xml":            {"2026-02-20T00:00:00Z", []string{"temoignages/mercerie"}},
		"regions/bretagne/flux.xml":             {"2026-03-05T00:00:00Z", []string{"aides/cheque", "temoignages/epicerie-ancienne"}},
		"regions/normandie/flux.xml":            {"2026-02-20T00:00:00Z", []string{"temoignages/mercerie"}},
		"regions/auvergne-rhone-alpes/flux.xml": {"2026-11-22T00:00:00Z", nil}, // its documents are not dated
	}
	found := 0
	for name, text := range export(t, national(t)) {
		if !strings.HasSuffix(name, "flux.xml") {
			continue
		}
		found++
		f := readFeed(t, name, text)
		ids := []string{}
		for _, id := range want[name].entries {
			ids = append(ids, base+id+"/")
		}
		if got := entryIDs(f); !slices.Equal(got, ids) || f.Updated != want[name].updated || f.ID != base+name {
			t.Errorf("%s: %s, updated %s: got %q, want %q", name, f.ID, f.Updated, got, ids)
		}
	}
	if found != len(want) {
		t.Errorf("%d feeds, want %d", found, len(want))
	}
}

func TestFeedEntry(t *testing.T) {
	f := readFeed(t, feedName, export(t, national(t))[feedName])
	i := slices.IndexFunc(f.Entries, func(e atomEntry) bool { return strings.Contains(e.ID, "epicerie-ancienne") })
	got := f.Entries[i]
	want := atomEntry{
		ID:    "https://recueil.example.org/essai/temoignages/epicerie-ancienne/",
		Title: "L’épicerie\u202f: «\u202fvendre\u202f» <mieux>", Summary: "+30\u202f% en six mois & moins de papier.",
		Published: "2026-01-15T00:00:00Z", Updated: "2026-02-20T00:00:00Z",
		Rights: "Licence : CC-BY-4.0",
	}
	if got.ID != want.ID || got.Title != want.Title || got.Summary != want.Summary || got.Published != want.Published || got.Updated != want.Updated || got.Rights != want.Rights {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got.Author == nil || got.Author.Name != "Chambre de Rennes" || got.Links[0].Href != "https://recueil.example.org/essai/temoignages/epicerie/" {
		t.Errorf("author %v, links %v", got.Author, got.Links)
	}
	if terms := fmt.Sprint(got.Categories); terms != "[{ temoignages Témoignage} {https://recueil.example.org/essai/secteurs/ commerce Commerce} {https://recueil.example.org/essai/themes/ vendre-en-ligne Vendre en ligne}]" {
		t.Errorf("categories %s", terms)
	}
}

// TestFeedWithoutPublisher checks the author that Atom requires.
func TestFeedWithoutPublisher(t *testing.T) {
	v := view(t, fstest.MapFS{"recueil.yaml": {Data: []byte("titre: Seul\nbase_url: https://seul.example.org\n")}}, "")
	if f := readFeed(t, feedName, export(t, v)[feedName]); f.Author.Name != "Seul" || len(f.Entries) != 0 {
		t.Errorf("got %+v", f)
	}
}

func TestFeedKeepsTheLatest(t *testing.T) {
	fsys := fstest.MapFS{"recueil.yaml": {Data: []byte("titre: Long\nbase_url: https://long.example.org\n")}}
	for i := range 80 {
		day := time.Date(2025, 1, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		fsys[fmt.Sprintf("fiches/f-%d.md", i)] = &fstest.MapFile{Data: []byte("---\ntitre: T\nresume: R\ndate: " + day + "\n---\n")}
	}
	f := readFeed(t, feedName, export(t, view(t, fsys, ""))[feedName])
	ids := entryIDs(f)
	if len(ids) != 50 || ids[0] != "https://long.example.org/fiches/f-79/" || ids[49] != "https://long.example.org/fiches/f-30/" {
		t.Errorf("%d entries, from %s to %s", len(ids), ids[0], ids[len(ids)-1])
	}
}
