package site_test

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"recueil/internal/content"
	"recueil/internal/site"
)

// markers are invented words of the golden content, and the editions that may
// hold them. Each begins with MARQUE and goes on with letters found nowhere else.
var markers = []struct {
	word, of         string
	public, bretagne bool
}{
	{"MARQUEKORRIGAN", "Bretagne", true, true},
	{"MARQUEVEZINOISE", "Ille-et-Vilaine, its overlay too", true, true},
	{"MARQUEFARGOADEC", "Finistère, its overlay too", true, true},
	{"MARQUEHERWMINE", "Bretagne's overlay", false, true},
	{"MARQUENJORDHEIM", "Normandie, its overlay too", true, false},
	{"MARQUECOUTANWICK", "Manche, its overlay too", true, false},
	{"MARQUEOXYTANWIK", "Occitanie", true, false},
	{"MARQUEDORIWXIEN", "Saint-Pierre-et-Miquelon", true, false},
	{"MARQUERIMPLAWCE", "a sheet that Bretagne replaces", true, false},
	{"MARQUERETIRWEX", "what Bretagne removes", true, false},
	{"MARQUEFEDERATION", "the second root", true, true},
	{"MARQUEBROUWILLONX", "a draft", false, false},
	{"MARQUECOMWENTAIRE", "a comment", false, false},
	{"MARQUEXIFWANOK", "the EXIF data of a photograph", false, false},
	{"Retiraquet", "a contact who withdrew", false, false},
	{"06 39 98 76 54", "a withdrawn contact's telephone", false, false},
	{"Retiramarque", "a guide's keeper who withdrew", false, false},
	{"Finexpire", "a witness whose consent expired", false, false},
	{"Quintric", "a witness who agreed", true, true},
	{"Kerdoncuff", "a keeper who agreed", true, true},
	{"Legalloudec", "a contact who agreed", true, true},
}

// TestEditionsHoldNothingElse looks for each marker in every file of each
// edition, those of the search decompressed.
func TestEditionsHoldNothingElse(t *testing.T) {
	for _, e := range editions {
		files, _ := build(t, golden(), e.opt)
		texts := map[string]string{}
		for name, data := range files {
			texts[name] = strings.ToLower(string(data) + inflated(t, data))
		}
		for _, m := range markers {
			want := m.public
			if e.folder == "bretagne" {
				want = m.bretagne
			}
			if found := holding(texts, m.word); want != (len(found) > 0) {
				t.Errorf("%s: marker %s of %s: in %v, want it there: %v", e.folder, m.word, m.of, found, want)
			}
		}
	}
}

// holding lists the files that hold a marker. Terms of the search share their
// first letters with the term before and may lose an ending: the middle tells.
func holding(texts map[string]string, word string) []string {
	core := strings.ToLower(word)
	if rest, ok := strings.CutPrefix(core, "marque"); ok {
		core = rest[1 : len(rest)-1]
	}
	var names []string
	for name, text := range texts {
		if strings.Contains(text, core) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// inflated returns what a file of the search holds: one gzip stream, or, in a
// pack, a zlib stream at each place.
func inflated(t *testing.T, data []byte) string {
	t.Helper()
	if bytes.HasPrefix(data, []byte{0x1f, 0x8b, 8}) {
		r, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	var all strings.Builder
	for at := range data {
		if data[at] != 0x78 { // how such a stream begins
			continue
		}
		r, err := zlib.NewReader(bytes.NewReader(data[at:]))
		if err != nil {
			continue
		}
		if text, err := io.ReadAll(r); err == nil {
			all.Write(text)
		}
	}
	return all.String()
}

// TestMarkersReachTheSearch makes sure that the test above sees what the search
// holds: a marker that is there is found in its files.
func TestMarkersReachTheSearch(t *testing.T) {
	files, _ := build(t, golden(), editions[0].opt)
	texts := map[string]string{}
	for name, data := range files {
		if strings.HasSuffix(name, ".bin") {
			texts[name] = inflated(t, data)
		}
	}
	for _, word := range []string{"MARQUEKORRIGAN", "MARQUENJORDHEIM", "MARQUEOXYTANWIK"} {
		if len(holding(texts, word)) < 2 {
			t.Errorf("%s is in %v: want it in terms and in passages", word, holding(texts, word))
		}
	}
}

// TestBorrowingBringsNothingElse builds the edition of Bretagne with a story of
// Normandie and a sheet of Occitanie: these and no other document of elsewhere are in
// it, and what they link to stays behind.
func TestBorrowingBringsNothingElse(t *testing.T) {
	in := golden()
	in.Content = append(in.Content, content.Root{Name: "emprunts", FS: fstest.MapFS{
		"editions/bretagne.yaml": {Data: []byte("titre: Emprunts\nterritoires: [bretagne]\nbase_url: https://bretagne.example.org\nailleurs: jamais\nemprunte: [temoignages/emprunte, fiches/occitanie]\n")},
		"temoignages/emprunte.md": {Data: []byte("---\ntitre: Un pêcheur EMPRWUNT\nresume: Un récit.\ndate: 2026-01-01\nsecteurs: [commerce]\nterritoires: [manche]\n" +
			"temoin: {nom: Yann Finexpire, consentement: {reference: C-1, date: 2023-11-01, expire: 2025-11-01}}\n---\n" +
			"Voir [le glacier](glacier-cotentin.md) et [la fiche](../fiches/fiche-google.md).\n")},
	}})
	files, _ := build(t, in, site.Options{Today: goldenDay, Jobs: 2, Slug: "bretagne"})
	texts := map[string]string{}
	for name, data := range files {
		texts[name] = strings.ToLower(string(data) + inflated(t, data))
	}
	for _, m := range markers {
		want := m.bretagne || m.word == "MARQUEOXYTANWIK" // the sheet's own
		if found := holding(texts, m.word); want != (len(found) > 0) {
			t.Errorf("marker %s of %s: in %v, want it there: %v", m.word, m.of, found, want)
		}
	}
	for name, want := range map[string]string{
		"temoignages/emprunte/index.html":   "ailleurs en france : manche",
		"secteurs/commerce/index.html":      "ailleurs en france : manche",
		"secteurs/commerce/tout/index.html": "<h2>ailleurs en france</h2>",
		"fiches/occitanie/index.html":       "ailleurs en france : occitanie",
		"sitemap.xml":                       "temoignages/emprunte/",
		"temoignages/index.html":            "ailleurs en france : manche",
	} {
		text := strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(texts[name])
		if !strings.Contains(text, want) {
			t.Errorf("%s does not say %q", name, want)
		}
	}
	if strings.Contains(texts["temoignages/emprunte/index.html"], "glacier-cotentin") {
		t.Error("the story links to another that the edition does not borrow")
	}
	for name, text := range texts {
		own := strings.HasSuffix(name, "flux.xml") || name == "recueil.json" || name == "recueil.csv"
		if own && strings.Contains(text, "emprwunt") {
			t.Errorf("%s has the borrowed story as the edition's", name)
		}
	}
	if found := holding(texts, "ailleurs en france"); !slices.ContainsFunc(found, func(name string) bool {
		return strings.HasPrefix(name, "recherche/") && strings.HasSuffix(name, ".bin")
	}) {
		t.Errorf("the search does not say where it is from: %v", found)
	}
}
