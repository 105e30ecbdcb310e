package diag

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// TestApply makes fixes in « un deux trois », given as the words that each replaces
// and by what.
func TestApply(t *testing.T) {
	const text = "un deux trois"
	at := func(word, by string) Edit {
		i := strings.Index(text, word)
		return Edit{Span{i, i + len(word)}, by}
	}
	one := func(word, by string) Fix { return Fix{Edits: []Edit{at(word, by)}} }
	for _, tt := range []struct {
		name  string
		fixes []Fix
		want  string
		made  int
	}{
		{"none", nil, text, 0},
		{"a problem without a fix", []Fix{{}}, text, 0},
		{"in any order", []Fix{one("trois", "3"), one("un", "1")}, "1 deux 3", 2},
		{"what touches", []Fix{one("un ", "1-"), one("deux", "2")}, "1-2 trois", 2},
		{"what overlaps: the first", []Fix{one("deux trois", "x"), one("un deux", "y")}, "y trois", 1},
		{"the same twice", []Fix{one("deux", "2"), one("deux", "II")}, "un 2 trois", 1},
		{"added before what is replaced", []Fix{one("deux", "2"), Replace(Span{3, 3}, "le ")}, "un le 2 trois", 2},
		{"taken away", []Fix{one(" deux", "")}, "un trois", 1},
		{"all of a fix", []Fix{{Edits: []Edit{at("un", "1"), at("trois", "3")}}, one("deux", "2")}, "1 2 3", 2},
		{"or nothing of it", []Fix{one("un deux", "x"), {Edits: []Edit{at("deux", "2"), at("trois", "3")}}}, "x trois", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, made := Apply([]byte(text), tt.fixes); string(got) != tt.want || made != tt.made {
				t.Errorf("got %q, %d made; want %q, %d", got, made, tt.want, tt.made)
			}
		})
	}
}

// TestFixLines rewrites and takes away whole lines, found by a word of them.
func TestFixLines(t *testing.T) {
	for _, tt := range []struct{ name, text, word, rewritten, deleted string }{
		{"a line", "a\nb c\nd\n", "c", "a\nX\nY\nd\n", "a\nd\n"},
		{"the first, after a byte-order mark", "\ufeffa\nb\n", "a", "\ufeffX\nY\nb\n", "\ufeffb\n"},
		{"the last, without its end", "a\nb", "b", "a\nX\nY", "a\n"},
		{"carriage returns", "a\r\nb\r\nc\r\n", "b", "a\r\nX\r\nY\r\nc\r\n", "a\r\nc\r\n"},
		{"several lines", "a\nb\nc\nd\n", "b\nc", "a\nX\nY\nd\n", "a\nd\n"},
		{"a line and its end", "a\nb\nc\n", "b\n", "a\nX\nY\nc\n", "a\nc\n"},
		{"nothing of a line", "a\n\nb\n", "", "X\nY\n\nb\n", "\nb\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			src := NewSource("a", []byte(tt.text))
			at := strings.Index(tt.text, tt.word)
			span := Span{at, at + len(tt.word)}
			if got, _ := Apply(src.Text, []Fix{ReplaceLines(src, span, "X\nY")}); string(got) != tt.rewritten {
				t.Errorf("rewritten: got %q, want %q", got, tt.rewritten)
			}
			if got, _ := Apply(src.Text, []Fix{DeleteLines(src, span)}); string(got) != tt.deleted {
				t.Errorf("deleted: got %q, want %q", got, tt.deleted)
			}
		})
	}
}

// TestFixForMachines finds the fix in the forms that other programs read, at the
// line and the column of each edit.
func TestFixForMachines(t *testing.T) {
	d := New(BadDate, NewSource("a.md", []byte("é\ndate: 1/2/2026\n")), Span{9, 17}, "m", "écrivez 2026-02-01")
	d.Fix = Replace(d.Span, "2026-02-01")
	var list []struct {
		Fix struct {
			Safe  bool            `json:"sure"`
			Edits json.RawMessage `json:"modifications"`
		} `json:"correction"`
	}
	print := func(p func(*strings.Builder) error) []byte { return []byte(printed(t, p)) }
	if err := json.Unmarshal(print(func(b *strings.Builder) error { return PrintJSON(b, []Diagnostic{d}) }), &list); err != nil {
		t.Fatal(err)
	}
	const edits = `[{"ligne":2,"colonne":7,"ligne_fin":2,"colonne_fin":15,"texte":"2026-02-01"}]`
	if got := compact(t, list[0].Fix.Edits); !list[0].Fix.Safe || got != edits {
		t.Errorf("JSON: got %s, safe %v", got, list[0].Fix.Safe)
	}
	var log struct {
		Runs []struct {
			Results []struct{ Fixes json.RawMessage }
		}
	}
	if err := json.Unmarshal(print(func(b *strings.Builder) error { return PrintSARIF(b, []Diagnostic{d}) }), &log); err != nil {
		t.Fatal(err)
	}
	const fixes = `[{"description":{"text":"écrivez 2026-02-01"},"artifactChanges":[{"artifactLocation":{"uri":"a.md"},"replacements":[` +
		`{"deletedRegion":{"startLine":2,"startColumn":7,"endLine":2,"endColumn":15},"insertedContent":{"text":"2026-02-01"}}]}]}]`
	if got := compact(t, log.Runs[0].Results[0].Fixes); got != fixes {
		t.Errorf("SARIF: got %s", got)
	}
}

func compact(t *testing.T, raw json.RawMessage) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Compact(&b, raw); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
