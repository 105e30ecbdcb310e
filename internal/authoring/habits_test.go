package authoring

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"recueil/internal/check"
	"recueil/internal/content"
	"recueil/internal/diag"
)

// habitHead is the front matter that each text of the corpus stands under.
const habitHead = "---\ntitre: Une fiche\nresume: Ce que la caisse change le samedi matin.\ndate: 2026-01-01\n---\n"

// habit is a text as somebody wrote it, and what was expected of it by hand: what
// check says, what corrige makes of it, and what then remains.
type habit struct {
	name, text, mended string
	found, remain      []string // "3:1 signe-restant", lines counted from the text's first
}

// habits reads the corpus: for each text X, X.md, X.check when check finds anything,
// X.corrige when corrige changes it and X.reste when anything remains. In them, ⍽ is
// a no-break space.
func habits(t *testing.T) []habit {
	t.Helper()
	archives, err := filepath.Glob("testdata/habitudes/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var list []habit
	for _, archive := range archives {
		a, err := txtar.ParseFile(archive)
		if err != nil {
			t.Fatal(err)
		}
		family := strings.TrimSuffix(filepath.Base(archive), ".txtar")
		for _, f := range a.Files {
			data := strings.ReplaceAll(string(f.Data), "⍽", "\u00a0")
			name, isText := strings.CutSuffix(f.Name, ".md")
			if isText {
				list = append(list, habit{name: family + "/" + name, text: data, mended: data})
				continue
			}
			last := &list[len(list)-1]
			switch f.Name {
			case filepath.Base(last.name) + ".check":
				last.found = lines(data)
			case filepath.Base(last.name) + ".corrige":
				last.mended = data
			case filepath.Base(last.name) + ".reste":
				last.remain = lines(data)
			default:
				t.Fatalf("%s: %s belongs to no text", archive, f.Name)
			}
		}
	}
	return list
}

func lines(data string) []string { return strings.Split(strings.TrimSpace(data), "\n") }

// TestHabits compares what check and corrige do of each text with what was expected
// by hand, and counts the problems that corrige mends.
func TestHabits(t *testing.T) {
	corpus := habits(t)
	found, mended := 0, 0
	for _, h := range corpus {
		t.Run(h.name, func(t *testing.T) {
			before := checked(t, h.text)
			if got := placesOf(before); !slices.Equal(got, h.found) {
				t.Errorf("check says\n%s\nwant %q", spoken(before), h.found)
			}
			got, _ := mendOne(t, habitHead+h.text)
			if got != habitHead+h.mended {
				t.Errorf("corrige writes\n%q\nwant\n%q", strings.TrimPrefix(got, habitHead), h.mended)
			}
			after := checked(t, strings.TrimPrefix(got, habitHead))
			if got := placesOf(after); !slices.Equal(got, h.remain) {
				t.Errorf("then remains\n%s\nwant %q", spoken(after), h.remain)
			}
			found, mended = found+len(before), mended+len(before)-len(after)
		})
	}
	if len(corpus) < 60 || mended*100 < found*60 {
		t.Errorf("%d texts, of whose %d problems corrige mends %d: want 60 texts and 60 %%", len(corpus), found, mended)
	}
	t.Logf("%d texts: corrige mends %d of %d problems", len(corpus), mended, found)
}

// TestHabitsFollowed follows every fix of the corpus by itself, those to confirm
// too: the problem that carried it is then gone.
func TestHabitsFollowed(t *testing.T) {
	for _, h := range habits(t) {
		before := checked(t, h.text)
		for _, p := range before {
			if len(p.Fix.Edits) == 0 {
				if p.Hint == "" {
					t.Errorf("%s: %s says nothing of what to do", h.name, p.Rule.Name)
				}
				continue
			}
			text, _ := diag.Apply(p.Source.Text, []diag.Fix{p.Fix})
			after := checked(t, strings.TrimPrefix(string(text), habitHead))
			if count(after, p.Rule) >= count(before, p.Rule) {
				t.Errorf("%s: %s\nis followed by writing\n%s\nand then check says\n%s", h.name, spoken([]diag.Diagnostic{p}), text, spoken(after))
			}
		}
	}
}

func count(list []diag.Diagnostic, rule *diag.Rule) int {
	n := 0
	for _, p := range list {
		if p.Rule == rule {
			n++
		}
	}
	return n
}

// checked returns what a build would say of a sheet of that text.
func checked(t *testing.T, text string) []diag.Diagnostic {
	t.Helper()
	coll, problems, err := content.Load(context.Background(), []content.Root{{Name: "content", FS: tree("fiches/x.md", habitHead+text)}}, 1)
	if err != nil {
		t.Fatal(err)
	}
	problems = diag.Sort(append(problems, check.Collection(coll)...))
	return slices.DeleteFunc(problems, func(p diag.Diagnostic) bool { return p.Source.Path != "content/fiches/x.md" })
}

// placesOf lists problems by their place in the text and their rule.
func placesOf(list []diag.Diagnostic) []string {
	var places []string
	for _, p := range list {
		line, column := p.Source.Position(p.Span.Start)
		places = append(places, fmt.Sprintf("%d:%d %s", line-strings.Count(habitHead, "\n"), column, p.Rule.Name))
	}
	return places
}

func spoken(list []diag.Diagnostic) string {
	var b strings.Builder
	_ = diag.Print(&b, list, diag.Style{}) // a strings.Builder never fails
	return b.String()
}
