package editor

import (
	"strings"
	"testing"

	"recueil/internal/content"
)

// TestEveryKeyHasAField holds that the form asks for every key of every type.
func TestEveryKeyHasAField(t *testing.T) {
	for _, kind := range content.Types() {
		defined := content.DefinitionOf(kind).Keys
		fields := fieldsOf(kind)
		if len(fields) != len(defined) {
			t.Errorf("%s: %d fields for %d keys", kind, len(fields), len(defined))
		}
		for _, f := range fields {
			if f.Kind == otherField {
				t.Errorf("%s: %s is only edited as text", kind, f.Key)
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

// TestPartsThatNoFieldShows holds that a key of which a part fits in no field is edited as
// text, all of it.
func TestPartsThatNoFieldShows(t *testing.T) {
	for name, tt := range map[string]struct {
		header string
		kind   fieldKind
	}{
		"as it should be":           {"questions: [{texte: a, choix: [{texte: b, themes: {c: 1}}]}]", listField},
		"answers without points":    {"questions: [{texte: a, choix: [{texte: b}]}]", listField},
		"nothing yet":               {"titre: a", listField},
		"points in a list":          {"questions: [{texte: a, choix: [{texte: b, themes: [c]}]}]", otherField},
		"points of several words":   {"questions: [{texte: a, choix: [{texte: b, themes: {c d: 1}}]}]", otherField},
		"points that are a group":   {"questions: [{texte: a, choix: [{texte: b, themes: {c: {d: 1}}}]}]", otherField},
		"answers that are a group":  {"questions: [{texte: a, choix: {texte: b}}]", otherField},
		"a question that is a list": {"questions: [[a]]", otherField},
	} {
		f, err := Open([]byte("---\n" + tt.header + "\n---\n"))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, field := range fieldsOf(content.Quizzes) {
			if c := controlOf(field, f.Value(field.Key), ""); field.Key == "questions" && c.Kind != tt.kind {
				t.Errorf("%s: asked for as %q", name, c.Kind)
			}
		}
	}
}
