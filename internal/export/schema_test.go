package export

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"recueil/internal/content"
	"recueil/internal/edition"
)

// validator compiles the published schema. Formats are checked, not only noted.
func validator(t testing.TB, text string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("recueil.schema.json", parse(t, text)); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("recueil.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func parse(t testing.TB, text string) any {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func TestDatasetFollowsSchema(t *testing.T) {
	for name, selected := range editions {
		files := export(t, selected(t))
		if err := validator(t, files["recueil.schema.json"]).Validate(parse(t, files[dataName])); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSchemaRefuses(t *testing.T) {
	files := export(t, national(t))
	schema := validator(t, files["recueil.schema.json"])
	for _, c := range []struct{ name, old, new string }{
		{"another version", `"version": 3`, `"version": 4`},
		{"a document without title", `"titre": "La mercerie",`, ``},
		{"an unknown type", `"type": "fiches"`, `"type": "fiche"`},
		{"a date of another form", `"maj": "2026-02-20"`, `"maj": "20/02/2026"`},
		{"a day that does not exist", `"maj": "2026-02-20"`, `"maj": "2026-02-30"`},
		{"an unknown state", `"etat": "close"`, `"etat": "fermee"`},
		{"a relative address", `"url": "https://recueil.example.org/essai/fiches/caisse/"`, `"url": "/fiches/caisse/"`},
		{"a short SIRET", `"73282932000074"`, `"732829320"`},
		{"a partial date of another form", `"date": "2025-06"`, `"date": "juin 2025"`},
		{"text in place of a list", `"tailles": []`, `"tailles": "1-9"`},
		{"points in words", `"vendre-en-ligne": 2`, `"vendre-en-ligne": "deux"`},
		{"a word in place of yes or no", `"gratuit": false`, `"gratuit": "non"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			changed := strings.Replace(files[dataName], c.old, c.new, 1)
			if changed == files[dataName] {
				t.Fatalf("%s is not in the file", c.old)
			}
			if schema.Validate(parse(t, changed)) == nil {
				t.Errorf("accepted %s", c.new)
			}
		})
	}
}

// TestSchemaAllowsNewKeys keeps the promise that keys may be added.
func TestSchemaAllowsNewKeys(t *testing.T) {
	files := export(t, national(t))
	text := strings.Replace(files[dataName], `"titre": "La mercerie",`, `"titre": "La mercerie", "nouveau": 1,`, 1)
	if err := validator(t, files["recueil.schema.json"]).Validate(parse(t, text)); err != nil {
		t.Error(err)
	}
}

// TestEveryKeyIsExplained walks the schema: each key has a description, and each
// object says what it must hold.
func TestEveryKeyIsExplained(t *testing.T) {
	var walk func(path string, s *JSONSchema)
	walk = func(path string, s *JSONSchema) {
		if s.Items != nil {
			walk(path+"[]", s.Items)
		}
		for _, p := range s.Properties {
			if at := path + "." + p.key; p.key == "" || !strings.HasSuffix(p.schema.Description, ".") {
				t.Errorf("%s: %q is not an explanation", at, p.schema.Description)
			}
			walk(path+"."+p.key, p.schema)
		}
	}
	walk("", Schema())
}

// TestEnumsAreWhole compares the values that tags repeat with where they are
// defined.
func TestEnumsAreWhole(t *testing.T) {
	var types []string
	for _, typ := range content.Types() {
		types = append(types, string(typ))
	}
	states := []edition.AidState{edition.Upcoming, edition.Open, edition.ClosingSoon, edition.Closed, edition.Unverified}
	for _, c := range []struct {
		in   reflect.Type
		key  string
		want []string
	}{
		{reflect.TypeFor[Document](), "type", types},
		{reflect.TypeFor[Aid](), "etat", strings.Fields(strings.Trim(fmt.Sprint(states), "[]"))},
	} {
		if got := strings.Split(jsonFields(c.in)[c.key].Get("enum"), "|"); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.key, got, c.want)
		}
	}
}
