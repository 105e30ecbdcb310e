package editor

import (
	"strings"
	"testing"

	"recueil/internal/content"
)

// TestEveryKeyHasAField holds that the form asks for every key of every type, and that
// what is only edited as text is known to be so.
func TestEveryKeyHasAField(t *testing.T) {
	asText := map[string]bool{"questions": true} // lists of lists
	for _, kind := range content.Types() {
		defined := content.DefinitionOf(kind).Keys
		fields := fieldsOf(kind)
		if len(fields) != len(defined) {
			t.Errorf("%s: %d fields for %d keys", kind, len(fields), len(defined))
		}
		for _, f := range fields {
			if (f.Kind == otherField) != asText[f.Key] {
				t.Errorf("%s: %s is asked for as %q", kind, f.Key, f.Kind)
			}
			if f.Label == "" || strings.ContainsAny(f.Help, "`") {
				t.Errorf("%s: %s is explained as to who writes YAML: %q", kind, f.Key, f.Help)
			}
		}
	}
}

// TestFormShowsEveryDocument holds that no field of a real document falls back to text.
func TestFormShowsEveryDocument(t *testing.T) {
	e := &Editor{roots: []content.Root{{Name: "../../content"}}}
	shown := 0
	for name, text := range documents(t) {
		kind, ok := e.typeOf(name)
		if !ok {
			continue
		}
		f, err := Open(text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, field := range fieldsOf(kind) {
			if c := controlOf(field, f.Value(field.Key), ""); c.Kind == otherField && field.Kind != otherField {
				t.Errorf("%s: %s is only shown as text", name, field.Key)
			}
		}
		if made := e.sections(f, kind); len(made.Unknown) > 0 {
			t.Errorf("%s: the form does not know %v", name, made.Unknown)
		}
		shown++
	}
	if shown < 300 {
		t.Errorf("%d documents shown", shown)
	}
}
