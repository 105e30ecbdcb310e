package export

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"recueil/internal/content"
	"recueil/internal/reference"
)

// decode reads recueil.json back.
func decode(t testing.TB, text string) Dataset {
	t.Helper()
	var set Dataset
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&set); err != nil {
		t.Fatal(err)
	}
	return set
}

func TestDatasetReadsBack(t *testing.T) {
	for name, selected := range editions {
		v := selected(t)
		set := decode(t, export(t, v)[dataName])
		if len(set.Documents) != len(v.Documents()) {
			t.Errorf("%s: %d documents, want %d", name, len(set.Documents), len(v.Documents()))
		}
		for i, d := range v.Documents() {
			got := set.Documents[i]
			if got.ID != d.ID() || got.Title != d.Title || got.Text != d.Body.Text() || string(got.URL) != v.Site().BaseURL+d.Key()+"/" {
				t.Errorf("%s: document %d is %+v, want %s", name, i, got, d.Key())
			}
		}
	}
}

// TestReferencesAreClosed checks that whatever a document names is in the file.
func TestReferencesAreClosed(t *testing.T) {
	for name, selected := range editions {
		set := decode(t, export(t, selected(t))[dataName])
		known := knownTerms(set)
		for _, d := range set.Documents {
			for _, ref := range references(d) {
				if !known[ref] {
					t.Errorf("%s: %s names %s, which the file does not hold", name, d.ID, ref)
				}
			}
		}
	}
}

func knownTerms(set Dataset) map[string]bool {
	known := map[string]bool{}
	for _, s := range set.Vocabularies.Sectors {
		known["secteurs/"+s.Slug] = true
	}
	for _, s := range set.Vocabularies.Themes {
		known["themes/"+s.Slug] = true
	}
	for _, p := range set.Vocabularies.Territories {
		known[p.ID] = true
	}
	for _, s := range set.Vocabularies.Sizes {
		known[string(s.Slug)] = true
	}
	for _, s := range set.Vocabularies.Types {
		known[string(s.Slug)] = true
	}
	for _, d := range set.Documents {
		known[string(d.Type)+"/"+d.Slug] = true
	}
	return known
}

func references(d Document) []string {
	list := append([]string{string(d.Type)}, d.Territories...)
	for _, s := range d.Sectors {
		list = append(list, "secteurs/"+s)
	}
	for _, s := range d.Themes {
		list = append(list, "themes/"+s)
	}
	for _, s := range d.Sizes {
		list = append(list, string(s))
	}
	if d.Sheet != nil {
		list = append(list, d.Sheet.SeeAlso...)
	}
	if d.Sector != nil {
		list = append(list, d.Sector.Featured...)
	}
	if d.Quiz != nil {
		for _, q := range d.Quiz.Questions {
			for _, c := range q.Choices {
				for slug := range c.Themes {
					list = append(list, "themes/"+slug)
				}
			}
		}
	}
	return list
}

func TestDocument(t *testing.T) {
	set := decode(t, export(t, national(t))[dataName])
	find := func(id string) Document {
		i := slices.IndexFunc(set.Documents, func(d Document) bool { return d.ID == id })
		if i < 0 {
			t.Fatalf("no document %s", id)
		}
		return set.Documents[i]
	}
	is := func(what string, got, want any) {
		t.Helper()
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %v, want %v", what, got, want)
		}
	}
	moved := find("temoignages/epicerie-ancienne")
	is("slug of a moved document", moved.Slug, "epicerie")
	is("canonical territories", moved.Territories, []string{"dep-35"})
	is("a licence of its own", moved.Licence, "CC-BY-4.0")
	is("no territory", find("fiches/caisse").Territories, []string{})
	is("the licence of the site", find("fiches/caisse").Licence, "etalab-2.0")
	is("a witness whose consent was withdrawn", moved.Testimonial.Witness, &Witness{Role: "gérante"})
	is("a witness who agrees", find("temoignages/mercerie").Testimonial.Witness, &Witness{"Claude Accord", "gérant"})
	is("an open aid", find("aides/cheque").Aid.Status, "ouverte")
	is("a closed aid", find("aides/passee").Aid.Status, "close")
	is("a course that is paid for", *find("formations/cours").Course.Free, false)
	is("a course that does not say", find("formations/tuto").Course.Free, (*bool)(nil))
	is("versions of codes", find("secteurs/commerce").Sector.NAF, []NAF{{"47", "rev2"}, {"47.11", "2025"}})
	is("a postcode", find("activateurs/conseil").Adviser.Postcode, content.Postcode("01000"))
	is("version", set.Version, 3)
	is("credit of reference data", slices.Contains(set.Credits, "Source : Insee, Code officiel géographique 2026, NAF rév. 2 et Sirene — Licence Ouverte 2.0 — relevé du 22/11/2026"), true)
}

// TestPlaces checks that the territories used come with the regions of their
// departments.
func TestPlaces(t *testing.T) {
	var got []string
	for _, p := range NewDataset(national(t)).Vocabularies.Territories {
		got = append(got, p.ID+" "+string(p.Kind)+" "+p.Region)
	}
	want := []string{"reg-28 region ", "reg-53 region ", "reg-84 region ", "dep-01 departement reg-84", "dep-35 departement reg-53"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestEveryKeyIsDecided compares the contract's keys with the format's: a key
// that editors may write is exported under the same name and with the same
// values, or is named here as left out.
func TestEveryKeyIsDecided(t *testing.T) {
	for _, c := range []struct {
		from, to reflect.Type
		leftOut  string
	}{
		{reflect.TypeFor[content.Front](), reflect.TypeFor[Document](), "image brouillon recherche ignore import retire remplace"},
		{reflect.TypeFor[content.Origin](), reflect.TypeFor[Origin](), "lignes"},
		{reflect.TypeFor[content.Testimonial](), reflect.TypeFor[Testimonial](), ""},
		{reflect.TypeFor[content.Firm](), reflect.TypeFor[Firm](), ""},
		{reflect.TypeFor[content.Witness](), reflect.TypeFor[Witness](), "consentement"},
		{reflect.TypeFor[content.Result](), reflect.TypeFor[Result](), ""},
		{reflect.TypeFor[content.Sheet](), reflect.TypeFor[Sheet](), ""},
		{reflect.TypeFor[content.Video](), reflect.TypeFor[Video](), ""},
		{reflect.TypeFor[content.Course](), reflect.TypeFor[Course](), ""},
		{reflect.TypeFor[content.Aid](), reflect.TypeFor[Aid](), ""},
		{reflect.TypeFor[content.Adviser](), reflect.TypeFor[Adviser](), ""},
		{reflect.TypeFor[content.Contact](), reflect.TypeFor[Contact](), "consentement"},
		{reflect.TypeFor[content.Sector](), reflect.TypeFor[Sector](), ""},
		{reflect.TypeFor[content.Keeper](), reflect.TypeFor[Keeper](), "consentement"},
		{reflect.TypeFor[content.NAFCode](), reflect.TypeFor[NAF](), ""},
		{reflect.TypeFor[content.Quiz](), reflect.TypeFor[Quiz](), ""},
		{reflect.TypeFor[content.Question](), reflect.TypeFor[Question](), ""},
		{reflect.TypeFor[content.Choice](), reflect.TypeFor[Choice](), ""},
	} {
		exported := jsonFields(c.to)
		for i := range c.from.NumField() {
			tag := c.from.Field(i).Tag
			field, ok := exported[tag.Get("key")]
			if left := slices.Contains(strings.Fields(c.leftOut), tag.Get("key")); ok == left {
				t.Errorf("%s.%s: exported %t, left out %t", c.from, tag.Get("key"), ok, left)
			}
			for _, value := range strings.Split(tag.Get("enum"), "|") {
				if ok && !slices.Contains(strings.Split(field.Get("enum"), "|"), value) {
					t.Errorf("%s.%s: the schema does not have the value %q", c.from, tag.Get("key"), value)
				}
			}
		}
	}
}

func jsonFields(t reflect.Type) map[string]reflect.StructTag {
	fields := map[string]reflect.StructTag{}
	for i := range t.NumField() {
		key, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		fields[key] = t.Field(i).Tag
	}
	return fields
}

// TestPlacesNotUnderstood checks that a draft's mistake does not become an empty
// name, which the schema could not tell from a territory.
func TestPlacesNotUnderstood(t *testing.T) {
	bretagne, _ := reference.ParseTerritory("bretagne")
	if got := ids([]reference.Territory{{}, bretagne}); !slices.Equal(got, []string{"reg-53"}) {
		t.Errorf("got %q", got)
	}
}
