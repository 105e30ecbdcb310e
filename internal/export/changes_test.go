package export

import (
	"slices"
	"testing"

	"recueil/internal/content"
	"recueil/internal/edition"
)

func TestReadDataset(t *testing.T) {
	for name, data := range map[string]string{"no JSON": "titre: Essai", "another version": `{"version": 99}`, "no version": "{}", "no dataset": "[]"} {
		if _, err := ReadDataset([]byte(data), nil); err == nil {
			t.Errorf("%s is read", name)
		}
	}
}

// TestDatasetIsReadBack wants no change between what an edition publishes and itself.
func TestDatasetIsReadBack(t *testing.T) {
	v := national(t)
	files := gathered(t, Files(v))
	i := slices.IndexFunc(files, func(f File) bool { return f.Name == dataName })
	set, err := ReadDataset(files[i].Data, nil)
	if err != nil {
		t.Fatal(err)
	}
	if c := ChangesSince(set, NewDataset(v)); len(c.Types)+len(c.Filled)+len(c.Emptied) > 0 || c.Since != v.Today() {
		t.Errorf("changes %+v", c)
	}
}

// TestFilledHeadings compares the headings that a dataset fills with those of the view
// that it was made of.
func TestFilledHeadings(t *testing.T) {
	v := national(t)
	filled, want := filledHeadings(NewDataset(v)), 0
	for _, s := range v.Sectors() {
		for _, h := range v.Guide(s) {
			if got := filled[headingKey{s.Slug, h.Type}]; got == h.Empty() {
				t.Errorf("%s, %s: filled %v, and %d documents name the sector", s.Slug, h.Type, got, h.Count())
			}
			if !h.Empty() {
				want++
			}
		}
	}
	if want == 0 {
		t.Error("no guide of the sample has anything")
	}
}

// TestChangesSince counts what came and went, stubs and closed aids left out.
func TestChangesSince(t *testing.T) {
	sheet := func(id string, stub bool, sectors ...string) Document {
		return Document{ID: "fiches/" + id, Type: content.Sheets, Slug: id, Sectors: sectors, Stub: stub}
	}
	aid := func(state edition.AidState) Document {
		return Document{ID: "aides/a", Type: content.Aids, Slug: "a", Sectors: []string{"commerce"}, Aid: &Aid{Status: string(state)}}
	}
	set := func(documents ...Document) Dataset {
		return Dataset{Vocabularies: Vocabularies{Sectors: []SectorTerm{{Slug: "commerce", Title: "Commerce"}}}, Documents: documents}
	}
	advice := sheet("b", false, "commerce")
	advice.Audience = content.ForAdvisers
	for _, c := range []struct {
		name        string
		before, now Dataset
		want        Changes
	}{
		{"nothing", set(sheet("a", false)), set(sheet("a", false)), Changes{}},
		{"added", set(), set(sheet("a", false, "commerce")), Changes{Types: []TypeChange{{content.Sheets, 1, 0}}, Filled: []GuideHeading{{"Commerce", content.Sheets}}}},
		{"a stub is written", set(sheet("a", true, "commerce")), set(sheet("a", false, "commerce")), Changes{Types: []TypeChange{{content.Sheets, 1, 0}}, Filled: []GuideHeading{{"Commerce", content.Sheets}}}},
		{"an aid closes", set(aid(edition.Open)), set(aid(edition.Closed)), Changes{Types: []TypeChange{{content.Aids, 0, 1}}, Emptied: []GuideHeading{{"Commerce", content.Aids}}}},
		{"one for another", set(sheet("a", false)), set(sheet("b", false)), Changes{Types: []TypeChange{{content.Sheets, 1, 1}}}},
		{"not for firms", set(), set(advice), Changes{Types: []TypeChange{{content.Sheets, 1, 0}}}},
		{"a new guide", Dataset{}, set(sheet("a", false, "commerce")), Changes{Types: []TypeChange{{content.Sheets, 1, 0}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ChangesSince(c.before, c.now)
			if !slices.Equal(got.Types, c.want.Types) || !slices.Equal(got.Filled, c.want.Filled) || !slices.Equal(got.Emptied, c.want.Emptied) {
				t.Errorf("changes %+v, want %+v", got, c.want)
			}
		})
	}
}
