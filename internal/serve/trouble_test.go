package serve

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"recueil/internal/diag"
)

func TestPieces(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []piece
	}{
		"nothing":       {"", nil},
		"plain":         {"a\nb", []piece{{"a\nb", ""}}},
		"one style":     {"a \x1b[1mb\x1b[0m c", []piece{{"a ", ""}, {"b", "gras"}, {" c", ""}}},
		"every style":   {"\x1b[1ma\x1b[0m\x1b[1;31mb\x1b[0m\x1b[1;33mc\x1b[0m\x1b[32md\x1b[0m", []piece{{"a", "gras"}, {"b", "erreur"}, {"c", "avertissement"}, {"d", "repere"}}},
		"unknown style": {"\x1b[44ma\x1b[0m", []piece{{"a", ""}}},
		"not a style":   {"\x1b]0;a", []piece{{"\x1b]0;a", ""}}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := pieces(c.text); !slices.Equal(got, c.want) {
				t.Errorf("%q: got %q, want %q", c.text, got, c.want)
			}
		})
	}
}

// TestTroubleIsTheTerminals compares the text shown with the one printed.
func TestTroubleIsTheTerminals(t *testing.T) {
	source := diag.NewSource("content/a.md", []byte("---\ntitre: <Noël>\n---\n"))
	problem := diag.New(diag.BadYAML, source, diag.Span{Start: 11, End: 18}, "c'est faux", "écrivez autre chose")
	warning := diag.New(diag.ReviewPast, source, diag.Span{}, "c'est vieux", "")
	var printed strings.Builder
	if err := diag.Print(&printed, []diag.Diagnostic{problem}, diag.Style{}); err != nil {
		t.Fatal(err)
	}
	shown := trouble(Result{Problems: []diag.Diagnostic{problem, warning}}, nil)
	if got := textOf(shown); got != strings.TrimRight(printed.String(), "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, printed.String())
	}
	for _, want := range []piece{{"content/a.md:2:8", "gras"}, {"erreur :", "erreur"}, {"^~~~~~", "repere"}} {
		if !slices.Contains(shown, want) {
			t.Errorf("no %q in %q", want, shown)
		}
	}
	if list := trouble(Result{Problems: []diag.Diagnostic{warning}}, nil); list != nil {
		t.Errorf("a warning is no trouble: %q", list)
	}
}

// TestUnwatched is a good build whose changes will not be seen: the site is new,
// and the page says so.
func TestUnwatched(t *testing.T) {
	r := Result{Err: &WatchError{"content", errors.New("too many")}}
	if !r.built() || r.Good() {
		t.Errorf("built %v, good %v", r.built(), r.Good())
	}
	if got := textOf(trouble(r, func(error) string { return "pas vu" })); got != "pas vu" {
		t.Errorf("got %q", got)
	}
}
