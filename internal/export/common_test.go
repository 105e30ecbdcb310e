package export

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"recueil/internal/content"
	"recueil/internal/edition"
)

// bretagne returns views of the small recueil: the national edition and that of Bretagne
// made in one run, and the latter made alone.
func bretagne(t *testing.T) (national, together, alone *edition.View) {
	t.Helper()
	at := edition.At(collection(t, tree(t, "testdata/content.txtar")), today)
	choice, err := at.Choose("", "bretagne")
	if err != nil {
		t.Fatal(err)
	}
	run := edition.Together([]edition.Choice{at.National(), choice})
	national, _ = edition.Select(run[0])
	together, _ = edition.Select(run[1])
	alone, _ = edition.Select(choice)
	return national, together, alone
}

// TestCommonDocumentsAreReadBack wants, of an edition made with the national one, the
// documents that it has when it is made alone, and no change between the two; fewer in its
// own file.
func TestCommonDocumentsAreReadBack(t *testing.T) {
	national, together, alone := bretagne(t)
	files := export(t, together)
	got, err := ReadDataset([]byte(files[dataName]), func(address string) ([]byte, error) {
		if address != "../../"+dataName {
			return nil, fmt.Errorf("asks for %s", address)
		}
		return []byte(export(t, national)[dataName]), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	whole := NewDataset(alone)
	for _, set := range []*Dataset{&got, &whole} {
		slices.SortFunc(set.Documents, func(a, b Document) int { return strings.Compare(a.ID, b.ID) })
	}
	for i, d := range whole.Documents {
		if i >= len(got.Documents) || got.Documents[i].ID != d.ID || got.Documents[i].Title != d.Title || got.Documents[i].Text != d.Text {
			t.Errorf("%s is not read back: %+v", d.ID, got.Documents)
		}
	}
	if c := ChangesSince(got, whole); len(c.Types)+len(c.Filled)+len(c.Emptied) > 0 {
		t.Errorf("changes %+v", c)
	}
	own := published(together)
	if n := len(own.Common.Documents); n < 3 || len(own.Documents) < 2 || n+len(own.Documents) != len(whole.Documents) {
		t.Errorf("%d documents are common, %d are the edition's own, of %d", n, len(own.Documents), len(whole.Documents))
	}
	if err := validator(t, export(t, national)["recueil.schema.json"]).Validate(parse(t, files[dataName])); err != nil {
		t.Error(err)
	}
}

func encoded(t *testing.T, set Dataset) string {
	t.Helper()
	file, err := encodeJSON(dataName, set)
	if err != nil {
		t.Fatal(err)
	}
	return string(file.Data)
}

// TestCommonDocumentsOfAnotherDay reads an edition beside national data that are not of
// its run, or that name themselves.
func TestCommonDocumentsOfAnotherDay(t *testing.T) {
	set := func(day content.Date, documents ...string) []byte {
		set := Dataset{Version: Version, Edition: Edition{Date: day}}
		set.Common = &Common{"../../" + dataName, []string{"fiches/a"}}
		for _, id := range documents {
			set.Documents = append(set.Documents, Document{ID: id})
		}
		return []byte(encoded(t, set))
	}
	for _, tt := range []struct {
		name     string
		national []byte
		want     error
	}{
		{"of the run", set(today, "fiches/a"), nil},
		{"of another day", set("2026-11-21", "fiches/a"), ErrOtherDay},
		{"without the document", set(today, "fiches/b"), ErrOtherDay},
	} {
		_, err := ReadDataset(set(today), func(string) ([]byte, error) { return tt.national, nil })
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
}
