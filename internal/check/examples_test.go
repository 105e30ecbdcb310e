package check_test

import (
	"cmp"
	"context"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"recueil/internal/check"
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/spelling"
)

// foundElsewhere are the rules that another command or another flag finds; the
// command's own tests run their examples.
var foundElsewhere = []*diag.Rule{diag.BadImageFile, diag.BadTemplate, diag.BadAsset, diag.BrokenPromise, diag.DeadLink}

// TestExamples runs the example of every rule: its wrong files give its output,
// and its right ones nothing of the rule.
func TestExamples(t *testing.T) {
	dictionary, err := spelling.Load(os.DirFS("../spelling"), "testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range diag.Rules() {
		t.Run(rule.Name, func(t *testing.T) {
			e, err := check.ExampleOf(rule)
			if err != nil {
				t.Fatal(err)
			}
			if e.Why == "" || len(e.Wrong) == 0 || len(e.Right) == 0 || e.Output == "" {
				t.Fatal("the example lacks its reason, wrong files, their output or right files")
			}
			elsewhere := slices.Contains(foundElsewhere, rule)
			if plain := slices.Equal(e.Command, []string{"check"}); plain == elsewhere {
				t.Fatalf("found by %s, and listed as found elsewhere: %v", e.Command, elsewhere)
			}
			if elsewhere {
				return
			}
			words := dictionary
			if rule != diag.Misspelt { // the tests' dictionary knows few words
				words = nil
			}
			wrong := problemsOf(t, e.Wrong, words)
			if !ofRule(wrong, rule) {
				t.Errorf("the wrong files do not break the rule:\n%s", printed(wrong))
			}
			if got := printed(wrong); got != e.Output {
				t.Errorf("got:\n%s\nwant:\n%s", got, e.Output)
			}
			if right := problemsOf(t, e.Right, words); ofRule(right, rule) {
				t.Errorf("the right files break the rule:\n%s", printed(right))
			}
		})
	}
}

func ofRule(list []diag.Diagnostic, rule *diag.Rule) bool {
	return slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.Rule == rule })
}

func printed(list []diag.Diagnostic) string {
	var b strings.Builder
	_ = diag.Print(&b, list, diag.Style{}) // a strings.Builder never fails
	return b.String()
}

// problemsOf checks files as the command does.
func problemsOf(t *testing.T, files []txtar.File, dictionary *spelling.Dictionary) []diag.Diagnostic {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, data := range check.ExampleTree(files) {
		if name, ok := strings.CutPrefix(name, "content/"); ok {
			fsys[name] = &fstest.MapFile{Data: data}
		}
	}
	coll, problems, err := content.Load(context.Background(), []content.Root{{Name: "content", FS: fsys}}, 1)
	if err != nil {
		t.Fatal(err)
	}
	problems = slices.Concat(problems, check.Collection(coll), check.Thorough(coll, dictionary))
	var editions []check.Edition
	for _, choice := range edition.At(coll, "2026-11-22").Every(edition.Sets{Declared: true}) {
		view, more := edition.Select(choice)
		editions = append(editions, check.Edition{Name: cmp.Or(choice.Slug(), "nationale"), View: view, Problems: append(more, check.View(view, coll)...)})
	}
	return diag.Sort(check.Accept(coll, append(problems, check.Merge(editions)...)))
}
