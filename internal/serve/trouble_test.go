package serve

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"recueil/internal/diag"
)

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
