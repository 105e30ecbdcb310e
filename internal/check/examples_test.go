package check

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"recueil/internal/check/checktest"
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/spelling"
)

// foundByBuild are the rules of what only a build reads: pictures, files, templates,
// styles and scripts. The command's own tests run their examples.
var foundByBuild = []*diag.Rule{diag.BadImageFile, diag.ActiveFile, diag.BadTemplate, diag.BadAsset}

// TestExamples runs the example of every rule: its wrong files give its output,
// and its right ones nothing of the rule. The command's own tests run those that
// ask for more than « recueil check ».
func TestExamples(t *testing.T) {
	for _, of := range diag.Rules() {
		t.Run(of.Name, func(t *testing.T) {
			e := exampleOf(t, of)
			asked := slices.ContainsFunc(rules, func(r rule) bool { return r.of == of && r.needs != nil && of != diag.Misspelt })
			elsewhere := asked || slices.Contains(foundByBuild, of)
			if plain := slices.Equal(e.Command, []string{"check"}); plain == elsewhere {
				t.Fatalf("found by %s, and needs what check alone has not: %v", e.Command, elsewhere)
			}
			if elsewhere {
				return
			}
			opt := Options{}
			if of == diag.Misspelt { // the tests' dictionary knows few words
				opt.Dictionary = dictionaryOf(t)
			}
			wrong := problemsOf(t, e.Wrong, opt)
			if len(ofRule(wrong, of)) == 0 {
				t.Errorf("the wrong files do not break the rule:\n%s", printed(wrong))
			}
			if got := printed(wrong); got != e.Output {
				t.Errorf("got:\n%s\nwant:\n%s", got, e.Output)
			}
			if right := problemsOf(t, e.Right, opt); len(ofRule(right, of)) > 0 {
				t.Errorf("the right files break the rule:\n%s", printed(right))
			}
		})
	}
}

// TestEveryRuleHasOnePlace wants each rule of diag to be found in one place: by
// its line of the list, which finds nothing else, or where the files of its
// example are read.
func TestEveryRuleHasOnePlace(t *testing.T) {
	for _, of := range diag.Rules() {
		t.Run(of.Name, func(t *testing.T) {
			coll, reading := loadExample(t, exampleOf(t, of).Wrong)
			choices := edition.At(coll, exampleDay).Every(edition.Sets{Declared: true})
			for _, choice := range choices {
				_, more := edition.Select(choice)
				reading = append(reading, more...)
			}
			places := len(ofRule(reading, of))
			if places > 0 || slices.Contains(foundByBuild, of) {
				places = 1
			}
			for _, r := range rules {
				own := run(coll, r, choices, Options{Dictionary: dictionaryOf(t)})
				if len(own) != len(ofRule(own, r.of)) {
					t.Errorf("the functions of %s find other rules:\n%s", r.of.Name, printed(own))
				}
				if r.of == of {
					places++
					if len(own) == 0 && (r.needs == nil || of == diag.Misspelt) {
						t.Error("its functions do not find it")
					}
				}
			}
			if places != 1 {
				t.Errorf("found in %d places", places)
			}
		})
	}
}

// run runs one rule on a collection and some editions of it.
func run(c *content.Collection, r rule, choices []edition.Choice, opt Options) []diag.Diagnostic {
	s := newSurvey(c, opt)
	s.rules = []rule{r}
	able := append(s.able(cheap), s.able(thorough)...)
	problems := s.together(able)
	for _, d := range c.Documents {
		problems = append(problems, s.alone(able, d)...)
	}
	for _, choice := range choices {
		view, _ := edition.Select(choice)
		for _, d := range view.Documents() {
			problems = append(problems, s.seen(view, d)...)
		}
	}
	return problems
}

func exampleOf(t *testing.T, rule *diag.Rule) Example {
	t.Helper()
	e, err := ExampleOf(rule)
	if err != nil {
		t.Fatal(err)
	}
	if e.Why == "" || len(e.Wrong) == 0 || len(e.Right) == 0 || e.Output == "" {
		t.Fatal("the example lacks its reason, wrong files, their output or right files")
	}
	return e
}

func dictionaryOf(t *testing.T) *spelling.Dictionary {
	t.Helper()
	dictionary, err := spelling.Load(os.DirFS("../spelling"), "testdata")
	if err != nil {
		t.Fatal(err)
	}
	return dictionary
}

func ofRule(list []diag.Diagnostic, rule *diag.Rule) []diag.Diagnostic {
	return slices.DeleteFunc(slices.Clone(list), func(d diag.Diagnostic) bool { return d.Rule != rule })
}

func printed(list []diag.Diagnostic) string {
	var b strings.Builder
	_ = diag.Print(&b, list, diag.Style{}) // a strings.Builder never fails
	return b.String()
}

// exampleDay is the date that the examples are checked at.
const exampleDay = "2026-11-22"

// problemsOf checks files as the command does.
func problemsOf(t *testing.T, files []txtar.File, opt Options) []diag.Diagnostic {
	t.Helper()
	coll, problems := loadExample(t, files)
	return Run(coll, problems, edition.At(coll, exampleDay).Every(edition.Sets{Declared: true}), opt)
}

func loadExample(t *testing.T, files []txtar.File) (*content.Collection, []diag.Diagnostic) {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, data := range checktest.Tree(files) {
		if name, ok := strings.CutPrefix(name, "content/"); ok {
			fsys[name] = &fstest.MapFile{Data: data}
		}
	}
	coll, problems, err := content.Load(context.Background(), []content.Root{{Name: "content", FS: fsys}}, 1)
	if err != nil {
		t.Fatal(err)
	}
	return coll, problems
}
