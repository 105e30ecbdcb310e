package edition_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

// abroad is a story of another territory, with some of what makes it full.
func abroad(head string) string {
	return dated("tailles: [1-9]\n" + head)
}

func TestEditionsBorrowStories(t *testing.T) {
	files := map[string]string{
		"temoignages/rennes.md":                           abroad("secteurs: [commerce]\nterritoires: [35]\n"),
		"temoignages/partout.md":                          abroad("secteurs: [commerce]\n"),
		"temoignages/caen.md":                             abroad("secteurs: [industrie]\nterritoires: [calvados]\n"),
		"temoignages/brest.md":                            abroad("secteurs: [industrie]\nterritoires: [finistere]\n"),
		"temoignages/lille.md":                            abroad("secteurs: [industrie]\nterritoires: [nord]\nbilan: echec\noutils: [Caisse]\n"),
		"temoignages/nice.md":                             abroad("secteurs: [industrie]\nterritoires: [alpes-maritimes]\nbilan: mitige\n"),
		"temoignages/nantes.md":                           abroad("secteurs: [commerce]\nterritoires: [loire-atlantique]\n"),
		"temoignages/amorce.md":                           abroad("secteurs: [industrie]\nterritoires: [nord]\namorce: true\nbilan: echec\noutils: [Caisse]\ncout: 3 €\n"),
		"temoignages/conseil.md":                          abroad("secteurs: [industrie]\nterritoires: [nord]\npublic: accompagnateur\nbilan: echec\noutils: [Caisse]\n"),
		"temoignages/brouillon.md":                        abroad("secteurs: [industrie]\nterritoires: [nord]\nbrouillon: true\nbilan: echec\noutils: [Caisse]\n"),
		"fiches/manche.md":                                dated("secteurs: [commerce]\nterritoires: [manche]\n"),
		"aides/nord.md":                                   page("territoires: [nord]\nsecteurs: [industrie]\n", ""),
		"contacts/nord.md":                                page("territoires: [nord]\nsecteurs: [industrie]\n", ""),
		"activateurs/nord.md":                             page("territoires: [nord]\nsecteurs: [industrie]\n", ""),
		"territoires/nord/fiches/x.md":                    dated("secteurs: [industrie]\n"),
		"territoires/nord/temoignages/t.md":               dated("secteurs: [industrie]\nbilan: echec\n"),
		"territoires/ille-et-vilaine/temoignages/nice.md": "---\nretire: true\n---\n",
	}
	for name, keys := range map[string]string{
		"nomme":    "emprunte: [temoignages/caen, fiches/manche, temoignages/rennes, aides/nord, contacts/nord, activateurs/nord, temoignages/partout, temoignages/t]",
		"jamais":   "ailleurs: jamais",
		"besoin":   "ailleurs: si-aucun",
		"toujours": "ailleurs: toujours",
		"deux":     "emprunte: [temoignages/caen]\nailleurs: si-aucun",
	} {
		files["editions/"+name+".yaml"] = "titre: Une édition\nterritoires: [ille-et-vilaine]\n" + keys + "\n"
	}
	coll := load(t, files)
	for _, c := range []struct{ edition, borrowed string }{
		{"", ""},
		{"@35", ""},
		{"jamais", ""},
		{"nomme", "caen manche"},       // neither its own, nor what is for all, nor aids, people or another territory's files
		{"besoin", "brest caen lille"}, // of the region first, then the fullest; « commerce » has a story; nice is removed here
		{"toujours", "brest caen lille nantes"},
		{"deux", "brest caen lille"}, // those named count among the three
	} {
		v, _ := choose(t, coll, c.edition)
		var borrowed []*content.Document
		for _, d := range v.Documents() {
			if v.Borrowed(d) {
				borrowed = append(borrowed, d)
			}
		}
		if got := keys(borrowed); got != c.borrowed {
			t.Errorf("edition %q borrows %q, want %q", c.edition, got, c.borrowed)
		}
	}
}

// TestWhatIsBorrowedIsNotCounted looks at all that is made of the edition's own
// documents.
func TestWhatIsBorrowedIsNotCounted(t *testing.T) {
	coll := load(t, map[string]string{
		"temoignages/caen.md":    abroad("secteurs: [industrie]\nterritoires: [calvados]\nthemes: [vendre]\nrevoir_le: 2026-02-01\n"),
		"temoignages/rennes.md":  abroad("secteurs: [industrie, commerce]\nterritoires: [35]\n"),
		"editions/bretagne.yaml": "titre: Une édition\nterritoires: [bretagne]\nemprunte: [temoignages/caen]\n",
	})
	v, _ := choose(t, coll, "bretagne")
	if got := keys(v.OfType(content.Testimonials)); got != "rennes" {
		t.Errorf("testimonials: %s", got)
	}
	if got := keys(v.ForFirms(content.Testimonials)); got != "rennes" {
		t.Errorf("for firms: %s", got)
	}
	var lists []string
	for _, l := range v.Lists() {
		if len(l.Elsewhere) > 0 || slices.ContainsFunc(l.Documents, v.Borrowed) || l.Territory.Kind != nil {
			lists = append(lists, fmt.Sprintf("%s %s + %s", l.Address, keys(l.Documents), keys(l.Elsewhere)))
		}
	}
	want := []string{
		"/temoignages/ rennes + caen", "/secteurs/industrie/tout/ rennes + caen",
		"/secteurs/commerce/regions/bretagne/ rennes + ", "/secteurs/industrie/regions/bretagne/ rennes + ",
		"/regions/bretagne/ rennes + ", "/departements/ille-et-vilaine/ rennes + ", "/tailles/1-9/ rennes + caen", "/themes/vendre/  + caen",
	}
	if !slices.Equal(lists, want) {
		t.Errorf("lists:\n%s\nwant\n%s", strings.Join(lists, "\n"), strings.Join(want, "\n"))
	}
	coverage := v.Coverage()
	if n := coverage.Count(edition.Cell{Sector: "industrie"}).Testimonials; n != 1 || len(coverage.Reviews) != 0 {
		t.Errorf("coverage counts %d stories and %d reviews", n, len(coverage.Reviews))
	}
}

func TestGuidesShowWhatIsBorrowedApart(t *testing.T) {
	coll := load(t, map[string]string{
		"temoignages/caen.md":    abroad("secteurs: [industrie]\nterritoires: [calvados]\n"),
		"temoignages/lille.md":   abroad("territoires: [nord]\n"),
		"secteurs/industrie.md":  page("a_la_une: [temoignages/lille]\n", ""),
		"editions/bretagne.yaml": "titre: Une édition\nterritoires: [bretagne]\nailleurs: si-aucun\n",
	})
	v, _ := choose(t, coll, "bretagne")
	sector, _ := v.Document("secteurs/industrie")
	for _, h := range v.Guide(sector) {
		stories := h.Type == content.Testimonials
		if h.Shown() != stories || !h.Empty() {
			t.Errorf("%s: shown %v, empty %v", h.Title, h.Shown(), h.Empty())
		}
		if got := keys(h.Elsewhere); stories && got != "caen lille" {
			t.Errorf("elsewhere: %s", got)
		}
	}
}

// TestOnlyTextsAreBorrowed stops who makes a new type of document from lending it
// unawares.
func TestOnlyTextsAreBorrowed(t *testing.T) {
	for _, of := range content.Types() {
		if want := of == content.Testimonials || of == content.Sheets; edition.CanBorrow(of) != want {
			t.Errorf("CanBorrow(%s) = %v", of, !want)
		}
	}
}

// TestGuidesOfBretagneHaveStories reads the repository's own content.
func TestGuidesOfBretagneHaveStories(t *testing.T) {
	coll, problems, err := content.Load(context.Background(), []content.Root{{Name: "content", FS: os.DirFS("../../content")}}, 2)
	if err != nil || diag.HasErrors(problems) {
		t.Fatal(err, problems)
	}
	v, _ := choose(t, coll, "bretagne")
	for _, sector := range v.Sectors() {
		stories := slices.ContainsFunc(v.Guide(sector), func(h edition.Heading) bool { return h.Type == content.Testimonials && h.Shown() })
		told := slices.ContainsFunc(coll.Documents, func(d *content.Document) bool {
			return d.Type == content.Testimonials && d.For() == content.ForFirms && !d.Stub && slices.Contains(d.Sectors, sector.Slug)
		})
		if told && !stories {
			t.Errorf("the guide %s has no story, and the collection does", sector.Slug)
		}
		if wanted := sector.Slug == "hebergement-restauration" || sector.Slug == "batiment"; wanted && !stories {
			t.Errorf("the guide %s has no story", sector.Slug)
		}
	}
}
