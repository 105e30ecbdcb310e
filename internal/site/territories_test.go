package site_test

import (
	"context"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"recueil/assets"
	bundle "recueil/internal/assets"
	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/publish"
	"recueil/internal/reference"
	"recueil/internal/site"
)

// kept says which of the territorial editions hold a marker: those whose
// territory meets one of its own (or, inverted, does not).
var kept = []struct {
	word, territories string
	inverted          bool
}{
	{word: "MARQUEKORRIGAN", territories: "reg-53"},
	{word: "MARQUEVEZINOISE", territories: "dep-35"},
	{word: "MARQUEFARGOADEC", territories: "dep-29"},
	{word: "MARQUEHERWMINE", territories: "reg-53"},
	{word: "MARQUENJORDHEIM", territories: "reg-28"},
	{word: "MARQUECOUTANWICK", territories: "dep-50"},
	{word: "MARQUEOXYTANWIK", territories: "reg-76"},
	{word: "MARQUEDORIWXIEN", territories: "com-975"},
	{word: "MARQUERIMPLAWCE", territories: "reg-53 reg-28", inverted: true}, // both replace it
	{word: "MARQUERETIRWEX", territories: "reg-53", inverted: true},         // Bretagne removes it
	{word: "MARQUEFEDERATION"},                                              // of no territory: everywhere
}

// withheld are words that no edition may hold: of a draft, and of people who
// withdrew or whose consent expired.
var withheld = []string{"MARQUEBROUWILLONX", "Retiraquet", "06 39 98 76 54", "Retiramarque", "Finexpire"}

// TestEveryTerritoryHoldsItsOwn makes the editions of all regions, departments
// and collectivities in one run, and looks for each marker in every file of
// each, those of the search decompressed.
func TestEveryTerritoryHoldsItsOwn(t *testing.T) {
	src, problems, err := site.Open(t.Context(), golden(), site.Options{Today: goldenDay, Jobs: 2})
	if err != nil {
		t.Fatal(err, problems)
	}
	memory := publish.NewMemory()
	choices := src.Every(edition.Sets{Of: reference.Kinds()})
	made, problems, err := src.BuildAll(context.Background(), choices, memory)
	if err != nil || len(made) != 1+len(reference.Territories()) {
		t.Fatalf("%d editions, %v, %v", len(made), err, problems)
	}
	files := memory.FS()
	for _, choice := range choices[1:] {
		texts := textsOf(t, files, "editions/"+choice.Slug())
		for _, m := range kept {
			want := m.territories == "" || meets(t, m.territories, choice) != m.inverted
			if found := holding(texts, m.word); want != (len(found) > 0) {
				t.Errorf("%s: marker %s in %v, want it there: %v", choice.Slug(), m.word, found, want)
			}
		}
		for _, word := range withheld {
			if found := holding(texts, word); len(found) > 0 {
				t.Errorf("%s: %s is in %v", choice.Slug(), word, found)
			}
		}
	}
}

// meets reports whether one of a marker's territories meets one of an edition's.
func meets(t *testing.T, ids string, choice edition.Choice) bool {
	t.Helper()
	here := []reference.Territory{choice.Territory}
	if choice.Edition != nil {
		here = choice.Edition.Territories
	}
	for _, id := range strings.Fields(ids) {
		of, ok := reference.ParseTerritory(id)
		if !ok {
			t.Fatal(id)
		}
		if slices.ContainsFunc(here, of.Meets) {
			return true
		}
	}
	return false
}

// textsOf reads the files of a folder, in small letters.
func textsOf(t *testing.T, files fs.FS, folder string) map[string]string {
	t.Helper()
	texts := map[string]string{}
	err := fs.WalkDir(files, folder, func(name string, item fs.DirEntry, err error) error {
		if err != nil || item.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, name)
		texts[name] = strings.ToLower(string(data) + inflated(t, data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// TestEveryKindOfTerritoryIsEverywhere makes a site with a document of a
// territory of each kind, and looks for it wherever the site knows territories. A
// kind that a room has forgotten fails here.
func TestEveryKindOfTerritoryIsEverywhere(t *testing.T) {
	for _, kind := range reference.Kinds() {
		t.Run(kind.Name, func(t *testing.T) {
			place := kind.Territories()[0]
			in := golden()
			in.Content = []content.Root{{Name: "content", FS: fstest.MapFS{
				"recueil.yaml": {Data: []byte("titre: Essai\nbase_url: https://recueil.example.org\n")},
				"fiches/a.md": {Data: []byte("---\ntitre: Un essai\nresume: Il est d'un territoire.\ndate: 2026-01-01\nterritoires: [" + place.ID() + "]\n---\n" +
					"[La liste](" + edition.TerritoryAddress(place) + ")\n")},
				"territoires/" + place.Key() + "/fiches/b.md": {Data: []byte("---\ntitre: Ajout\nresume: Il est ajouté.\ndate: 2026-01-01\n---\n")},
			}}}
			files := publish.NewMemory()
			if _, problems, err := site.Build(t.Context(), in, files, site.Options{Today: goldenDay}); err != nil || len(problems) > 0 {
				t.Fatal(err, rulesOf(problems))
			}
			address := strings.TrimPrefix(edition.TerritoryAddress(place), "/")
			wanted := map[string][]string{
				address + "index.html":   {`href="../../territoires/"`, ">Un essai<"},
				"territoires/index.html": {`href="../` + address + `"`},
				"index.html":             {`value="` + place.Outermost().Key() + `"`, place.Key(), `href="` + strings.TrimPrefix(edition.TerritoryAddress(place.Outermost()), "/") + `"`},
				"fiches/a/index.html":    {`href="../../` + address + `"`},
				"sitemap.xml":            {"https://recueil.example.org/" + address},
				"recueil.json":           {`"id": "` + place.ID() + `"`, `"genre": "` + kind.Name + `"`},
				"recueil.schema.json":    {`"` + kind.Name + `"`},
			}
			for _, around := range place.Around() {
				wanted[address+"index.html"] = append(wanted[address+"index.html"], `href="../..`+edition.TerritoryAddress(around)+`"`)
				wanted["recueil.json"] = append(wanted["recueil.json"], `"id": "`+around.ID()+`"`)
			}
			for name, texts := range wanted {
				data, err := fs.ReadFile(files.FS(), name)
				if err != nil {
					t.Error(err)
				}
				for _, text := range texts {
					if !strings.Contains(string(data), text) {
						t.Errorf("%s does not hold %s", name, text)
					}
				}
			}
			found := ""
			for name, text := range textsOf(t, files.FS(), "recherche") {
				if strings.Contains(text, strings.ToLower(place.Name)) && name != "recherche/index.html" {
					found = name
				}
			}
			if found == "" {
				t.Errorf("the search does not know %s", place.Name)
			}
			ofPlace := publish.NewMemory()
			if _, _, err := site.Build(t.Context(), in, ofPlace, site.Options{Today: goldenDay, Territory: place.ID()}); err != nil {
				t.Fatal(err)
			}
			if _, err := fs.Stat(ofPlace.FS(), "fiches/b/index.html"); err != nil {
				t.Errorf("what the territory adds is not in its edition: %v", err)
			}
		})
	}
}

// TestClientKnowsTheSearchPage holds the scripts, which cannot read the plan of
// addresses, to it.
func TestClientKnowsTheSearchPage(t *testing.T) {
	if !strings.HasPrefix(bundle.Module, edition.SearchFolder+"/") {
		t.Errorf("the module is at %s", bundle.Module)
	}
	script, err := fs.ReadFile(assets.FS, "js/page/ahead.ts")
	if err != nil || !strings.Contains(string(script), `endsWith("`+edition.SearchPage+`")`) {
		t.Errorf("js/page/ahead.ts does not know %s: %v", edition.SearchPage, err)
	}
}
