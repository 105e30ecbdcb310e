package authoring

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"recueil/internal/check"
	"recueil/internal/check/checktest"
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

// TestExamplesFollowed follows, in the example of every rule, each fix that a problem
// carries, those to confirm too: the problem is then gone. A problem without a fix
// says in words what to do.
func TestExamplesFollowed(t *testing.T) {
	followed := 0
	for _, rule := range diag.Rules() {
		e, err := check.ExampleOf(rule)
		if err != nil {
			t.Fatal(err)
		}
		fsys := fstest.MapFS{}
		for name, data := range checktest.Tree(e.Wrong) {
			if name, ok := strings.CutPrefix(name, "content/"); ok {
				fsys[name] = &fstest.MapFile{Data: data}
			}
		}
		before := everyProblem(t, fsys)
		for _, p := range before {
			name := strings.TrimPrefix(p.Source.Path, "content/")
			if len(p.Fix.Edits) == 0 {
				if p.Hint == "" && len(p.Related) == 0 {
					t.Errorf("%s: « %s » says nothing of what to do", rule.Name, p.Message)
				}
				continue
			}
			text, _ := diag.Apply(p.Source.Text, []diag.Fix{p.Fix})
			then := fstest.MapFS{}
			for other, f := range fsys {
				then[other] = f
			}
			then[name] = &fstest.MapFile{Data: text}
			after := everyProblem(t, then)
			if count(after, p.Rule) >= count(before, p.Rule) {
				t.Errorf("%s: %s\nis followed by writing\n%s\nand then check says\n%s", rule.Name, spoken([]diag.Diagnostic{p}), text, spoken(after))
			}
			followed++
		}
	}
	if followed < 20 {
		t.Errorf("%d fixes followed: too few to show anything", followed)
	}
}

// everyProblem returns all that check finds in a content, without a dictionary.
func everyProblem(t *testing.T, fsys fstest.MapFS) []diag.Diagnostic {
	t.Helper()
	coll, problems, err := content.Load(context.Background(), []content.Root{{Name: "content", FS: fsys}}, 1)
	if err != nil {
		t.Fatal(err)
	}
	choices := edition.At(coll, "2026-11-22").Every(edition.Sets{Declared: true})
	return check.Run(coll, problems, choices, check.Options{})
}
