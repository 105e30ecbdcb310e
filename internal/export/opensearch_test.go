package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"recueil/internal/content"
	"recueil/internal/edition"
)

// openSearch returns the two files of an edition by name.
func openSearch(t testing.TB, v *edition.View) map[string]string {
	t.Helper()
	list, err := OpenSearch(v)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range list {
		files[f.Name] = string(f.Data)
	}
	return files
}

// TestBulk reads the file as an engine does, two lines at a time, and compares
// what it gets with recueil.json.
func TestBulk(t *testing.T) {
	for name, selected := range editions {
		t.Run(name, func(t *testing.T) {
			v := selected(t)
			set, text := NewDataset(v), openSearch(t, v)[bulkName]
			if !strings.HasSuffix(text, "\n") || strings.Contains(text, "\n\n") {
				t.Error("the last line must end, and none may be empty")
			}
			lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
			if len(lines) != 2*len(set.Documents) {
				t.Fatalf("%d lines for %d documents", len(lines), len(set.Documents))
			}
			ids := map[string]bool{}
			for i, d := range set.Documents {
				if want := fmt.Sprintf(`{"index":{"_id":%q}}`, d.ID); lines[2*i] != want {
					t.Errorf("action %s, want %s", lines[2*i], want)
				}
				if ids[d.ID] || len(d.ID) > 512 {
					t.Errorf("the id %q comes twice, or is too long", d.ID)
				}
				ids[d.ID] = true
				checkIndexed(t, lines[2*i+1], d, set.Edition)
			}
		})
	}
}

// checkIndexed wants a line to be a document of recueil.json and its edition,
// and nothing more.
func checkIndexed(t *testing.T, line string, want Document, from Edition) {
	t.Helper()
	var got, dataset, source map[string]any
	for text, into := range map[string]*map[string]any{line: &got, marshalled(t, want): &dataset, marshalled(t, from): &source} {
		if err := json.Unmarshal([]byte(text), into); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
	}
	dataset["edition"] = source
	if !reflect.DeepEqual(got, dataset) {
		t.Errorf("document %s is\n%v\nwant\n%v", want.ID, got, dataset)
	}
}

func marshalled(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestIndexKnowsEveryKey walks through every document with the mapping beside
// it: each key has a field that takes its value.
func TestIndexKnowsEveryKey(t *testing.T) {
	for name, selected := range editions {
		files := openSearch(t, selected(t))
		var index struct {
			Mappings map[string]any `json:"mappings"`
		}
		if err := json.Unmarshal([]byte(files[indexName]), &index); err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(strings.TrimSpace(files[bulkName]), "\n") {
			var document map[string]any
			if err := json.Unmarshal([]byte(line), &document); err != nil {
				t.Fatal(err)
			}
			if i%2 == 1 {
				checkMapped(t, name, document, index.Mappings)
			}
		}
	}
}

// scalarFields are the types of field that take each type of JSON.
var scalarFields = map[reflect.Kind][]any{
	reflect.String: {"text", "keyword", "date"}, reflect.Bool: {"boolean"}, reflect.Float64: {"integer"},
}

func checkMapped(t *testing.T, at string, value any, field map[string]any) {
	t.Helper()
	switch value := value.(type) {
	case map[string]any:
		if field["enabled"] == false {
			return
		}
		properties, _ := field["properties"].(map[string]any)
		for key, inner := range value {
			mapped, ok := properties[key].(map[string]any)
			if !ok {
				t.Errorf("%s.%s has no field", at, key)
				continue
			}
			checkMapped(t, at+"."+key, inner, mapped)
		}
	case []any:
		for _, item := range value {
			checkMapped(t, at, item, field)
		}
	default:
		if !slices.Contains(scalarFields[reflect.TypeOf(value).Kind()], field["type"]) {
			t.Errorf("%s is %v, its field %v", at, value, field)
		}
	}
}

// TestIndexFields fixes how the values that portals filter and search by are
// held.
func TestIndexFields(t *testing.T) {
	properties := newSearchIndex().Mappings["properties"].(map[string]any)
	for path, want := range map[string]string{
		"id": "keyword", "type": "keyword", "secteurs": "keyword", "territoires": "keyword", "tailles": "keyword", "url": "keyword",
		"titre": "text", "resume": "text", "texte": "text", "mots_cles": "text", "auteur": "text",
		"date": "date", "source.date": "date", "aide.fin": "date", "aide.etat": "keyword", "aide.conditions": "text",
		"temoignage.entreprise.siret": "keyword", "temoignage.entreprise.commune": "text", "temoignage.resultats.libelle": "text",
		"formation.gratuit": "boolean", "diagnostic.questions.choix.themes": "object", "edition.slug": "keyword", "edition.titre": "text", "edition.date": "date",
	} {
		field := map[string]any{"properties": properties}
		for _, key := range strings.Split(path, ".") {
			inner, _ := field["properties"].(map[string]any)
			field, _ = inner[key].(map[string]any)
		}
		if field["type"] != want {
			t.Errorf("%s: got %v, want %s", path, field, want)
		}
	}
	if _, whole := properties["texte"].(map[string]any)["fields"]; whole {
		t.Error("the text of documents is too long to be kept whole")
	}
}

// TestAnalysis wants each name that the settings use to be defined, or one that
// both engines ship.
func TestAnalysis(t *testing.T) {
	analysis := frenchAnalysis()
	filters := analysis["filter"].(map[string]any)
	analyzer := analysis["analyzer"].(map[string]any)[analyzerName].(map[string]any)
	for _, name := range analyzer["filter"].([]string) {
		if _, defined := filters[name]; !defined && name != "lowercase" && name != "asciifolding" {
			t.Errorf("the filter %s is not defined", name)
		}
	}
	words := filters["recueil_mots_vides"].(map[string]any)["stopwords"].([]string)
	if slices.Contains(words, "ete") || slices.Contains(words, "été") || !slices.Contains(words, "les") {
		t.Errorf("stop words: %v", words)
	}
	for _, w := range words {
		if strings.ToLower(w) != w || strings.ContainsFunc(w, func(r rune) bool { return r > 'z' }) {
			t.Errorf("the stop word %q never comes: filters before have folded it", w)
		}
	}
}

func TestOpenSearchIsRepeatable(t *testing.T) {
	one, two := openSearch(t, national(t)), openSearch(t, national(t))
	for name := range one {
		if one[name] != two[name] {
			t.Errorf("%s differs", name)
		}
	}
}

// FuzzBulk wants two lines for a document whatever its title and text hold.
func FuzzBulk(f *testing.F) {
	f.Add("Un titre", "Du texte.")
	f.Add("« \\ \"", "ligne\r\nligne   < & >")
	f.Fuzz(func(t *testing.T, title, text string) {
		set := Dataset{Documents: []Document{{ID: "fiches/x", Type: content.Sheets, Title: title, Text: text}}}
		file, err := bulkFile(set)
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(file.Data, []byte("\n")); n != 2 {
			t.Errorf("%d lines in %q", n, file.Data)
		}
	})
}
