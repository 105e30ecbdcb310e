package diag

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestPrint(t *testing.T) {
	src := NewSource("content/temoignages/gite.md", []byte("---\r\ntitre: Noël\r\nresume: Un essai.\r\nterritoires: [bretange]\r\n---\r\n"))
	at := strings.Index(string(src.Text), "bretange")
	d := New(UnknownPlace, src, Span{at, at + 8}, "territoire inconnu « bretange »", "vouliez-vous dire « bretagne » ?")
	for _, c := range []struct {
		name  string
		d     Diagnostic
		style Style
		want  string
	}{
		{"whole", d, Style{}, `content/temoignages/gite.md:4:15: erreur : territoire inconnu « bretange » [territoire-inconnu]
  4 | territoires: [bretange]
    |               ^~~~~~~~
    = vouliez-vous dire « bretagne » ?

`},
		{"short", d, Style{Short: true}, "content/temoignages/gite.md:4:15: erreur : territoire inconnu « bretange » [territoire-inconnu]\n"},
		{"related, no hint", Diagnostic{Source: src, Span: Span{0, 0}, Rule: DuplicatedKey, Severity: Warning, Message: "deux fois",
			Related: []Related{{src, Span{at, at}, "déjà ici"}}}, Style{}, `content/temoignages/gite.md:1:1: avertissement : deux fois [cle-en-double]
  1 | ---
    | ^
    = content/temoignages/gite.md:4:15 : déjà ici

`},
		{"tabs stay in the indent", New(TabInYAML, NewSource("a.md", []byte("\t\té: x")), Span{5, 6}, "m", ""), Style{},
			"a.md:1:5: erreur : m [tabulation]\n  1 | \t\té: x\n    | \t\t  ^\n\n"},
		{"a long line is cut around the caret", New(BrokenLink, NewSource("a.md", []byte(strings.Repeat("a", 200)+"b"+strings.Repeat("c", 200))), Span{200, 201}, "m", ""), Style{},
			"a.md:1:201: erreur : m [lien-casse]\n  1 | …" + strings.Repeat("a", 33) + "b" + strings.Repeat("c", 66) + "…\n    | " + strings.Repeat(" ", 34) + "^\n\n"},
		{"a file without text", New(MissingSite, NewSource("recueil.yaml", nil), Span{}, "m", ""), Style{}, "recueil.yaml:1:1: erreur : m [site-absent]\n\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			if err := Print(&b, []Diagnostic{c.d}, c.style); err != nil {
				t.Fatal(err)
			}
			if b.String() != c.want {
				t.Errorf("got:\n%s\nwant:\n%s", b.String(), c.want)
			}
		})
	}
}

// TestPieces holds that what is printed in colours is the pieces, each in that of
// its role.
func TestPieces(t *testing.T) {
	list := []Diagnostic{
		New(BrokenLink, NewSource("a.md", []byte("un deux")), Span{3, 7}, "m", "h"),
		New(ReviewPast, NewSource("b.md", nil), Span{}, "n", ""),
	}
	want := []Piece{
		{"a.md:1:4", Place}, {": ", Plain}, {"erreur :", Grave}, {" m [lien-casse]\n  1 | un deux\n    |    ", Plain}, {"^~~~", Pointer}, {"\n    = h\n\n", Plain},
		{"b.md:1:1", Place}, {": ", Plain}, {"avertissement :", Mild}, {" n [relecture-passee]\n\n", Plain},
	}
	if got := Pieces(list, Style{}); !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	var b strings.Builder
	if err := Print(&b, list[1:], Style{Colour: true}); err != nil {
		t.Fatal(err)
	}
	if want := "\x1b[1mb.md:1:1\x1b[0m: \x1b[1;33mavertissement :\x1b[0m n [relecture-passee]\n\n"; b.String() != want {
		t.Errorf("got  %q\nwant %q", b.String(), want)
	}
}

func TestPrintJSON(t *testing.T) {
	src := NewSource("a.md", []byte("un\ndeux trois\n"))
	var b bytes.Buffer
	if err := PrintJSON(&b, []Diagnostic{New(BrokenLink, src, Span{8, 13}, "m", "h")}); err != nil {
		t.Fatal(err)
	}
	var got []map[string]any
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]any{"fichier": "a.md", "ligne": 2.0, "colonne": 6.0, "colonne_fin": 11.0, "regle": "lien-casse", "gravite": "erreur", "extrait": "deux trois", "conseil": "h"} {
		if got[0][key] != want {
			t.Errorf("%s: got %v, want %v", key, got[0][key], want)
		}
	}
}

func TestSortDropsWhatIsSaidTwice(t *testing.T) {
	a, b := NewSource("a.md", []byte("xxxx")), NewSource("b.md", []byte("xxxx"))
	got := Sort([]Diagnostic{
		New(BrokenLink, b, Span{0, 1}, "m", ""), New(BrokenLink, a, Span{2, 3}, "m", ""), New(BrokenLink, a, Span{1, 3}, "m", ""), New(BrokenLink, b, Span{0, 1}, "m", ""),
	})
	if len(got) != 3 || got[0].Source != a || got[0].Span.Start != 1 || got[2].Source != b {
		t.Errorf("got %v", got)
	}
}

func TestRulesAreNamedOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules() {
		if seen[r.Name] || r.Name == "" || !strings.HasSuffix(r.Summary, ".") {
			t.Errorf("rule %q: named twice, or without a sentence", r.Name)
		}
		seen[r.Name] = true
		if got, ok := RuleNamed(r.Name); !ok || got != r {
			t.Errorf("rule %q is not found by its name", r.Name)
		}
	}
}

// FuzzPosition: a position leads back to the offset it came from, at the start
// of a character.
func FuzzPosition(f *testing.F) {
	f.Add([]byte("\ufeffa\r\né\tb\n\n"), 5)
	f.Add([]byte("\xff\xfe\n"), 1)
	f.Add([]byte(""), 0)
	f.Fuzz(func(t *testing.T, text []byte, offset int) {
		src := NewSource("a", text)
		line, column := src.Position(offset)
		if line < 1 || column < 1 {
			t.Fatalf("position %d:%d", line, column)
		}
		back := src.Offset(line, column)
		if again, col := src.Position(back); again != line || col > column {
			t.Fatalf("offset %d is %d:%d, which is offset %d at %d:%d", offset, line, column, back, again, col)
		}
		var b bytes.Buffer
		if err := Print(&b, []Diagnostic{New(BrokenLink, src, Span{offset, offset + 3}, "m", "")}, Style{}); err != nil {
			t.Fatal(err)
		}
	})
}
