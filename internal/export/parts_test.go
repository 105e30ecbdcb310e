package export

import (
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"

	"recueil/internal/content"
)

// manySheets are documents of two types: so many sheets, and an aid.
func manySheets(n int) Dataset {
	set := Dataset{Version: Version, Documents: []Document{}}
	for i := range n {
		set.Documents = append(set.Documents, Document{ID: fmt.Sprintf("fiches/f-%d", i), Type: content.Sheets, Title: fmt.Sprintf("Fiche %d", i)})
	}
	set.Documents = append(set.Documents, Document{ID: "aides/a", Type: content.Aids, Title: "Une aide"})
	return set
}

// encodedParts makes the files of a dataset that is in parts, by name.
func encodedParts(t *testing.T, set Dataset) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, f := range gathered(t, encodeDataset(set, 10)) {
		files[f.Name] = f.Data
	}
	return files
}

// TestPartsAreReadBack reads a large edition as who keeps a copy of it does.
func TestPartsAreReadBack(t *testing.T) {
	set := manySheets(600)
	files := encodedParts(t, set)
	for _, name := range []string{"donnees/fiches-0.json", "donnees/fiches-3.json", "donnees/aides-0.json"} {
		if files[name] == nil {
			t.Errorf("no %s", name)
		}
	}
	got, err := ReadDataset(files[dataName], func(address string) ([]byte, error) { return files[address], nil })
	if err != nil {
		t.Fatal(err)
	}
	titles := func(set Dataset) (list []string) {
		for _, d := range set.Documents {
			list = append(list, string(d.Type)+" "+d.Title)
		}
		slices.Sort(list)
		return list
	}
	if !reflect.DeepEqual(titles(got), titles(set)) {
		t.Errorf("read %d documents, want the %d written", len(got.Documents), len(set.Documents))
	}
	absent := func(string) ([]byte, error) { return nil, fs.ErrNotExist }
	if _, err := ReadDataset(files[dataName], absent); err == nil {
		t.Error("a dataset is read without its parts")
	}
}

// TestAChangeChangesOnePart edits a document, then takes one away: the file that has
// it is other, and recueil.json if it counts one less.
func TestAChangeChangesOnePart(t *testing.T) {
	before := manySheets(600)
	edited, shorter := manySheets(600), manySheets(600)
	edited.Documents[300].Title = "Autre"
	shorter.Documents = slices.Delete(shorter.Documents, 300, 301)
	for _, c := range []struct {
		name string
		set  Dataset
		want string
	}{
		{"edited", edited, "donnees/fiches"},
		{"gone", shorter, "donnees/fiches recueil.json"},
	} {
		now, changed := encodedParts(t, c.set), []string{}
		for name, data := range encodedParts(t, before) {
			if string(now[name]) != string(data) {
				kind, _, _ := strings.Cut(name, "-")
				changed = append(changed, kind)
			}
		}
		slices.Sort(changed)
		if got := strings.Join(changed, " "); got != c.want {
			t.Errorf("%s: changed %s, want %s", c.name, got, c.want)
		}
	}
}

// TestPartsFollowSchema holds that the schema of recueil.json knows its parts.
func TestPartsFollowSchema(t *testing.T) {
	v := national(t)
	files := gathered(t, encodeDataset(NewDataset(v), 0))
	i := slices.IndexFunc(files, func(f File) bool { return f.Name == dataName })
	text := string(files[i].Data)
	if err := validator(t, export(t, v)["recueil.schema.json"]).Validate(parse(t, text)); err != nil || !strings.Contains(text, `"parties"`) {
		t.Errorf("%v in %s", err, text)
	}
}
