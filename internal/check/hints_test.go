package check

import (
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"recueil/internal/diag"
)

// The hints that say what to write in the place of what is wrong, or how to name a file.
var (
	rewriteHint = regexp.MustCompile(`^vouliez-vous dire « (.+) » \?$`)
	renameHint  = regexp.MustCompile(`^renommez-le « (.+) »$`)
)

// hiding are the rules of mistakes that hide what follows, or the place of what is wrong.
var hiding = []*diag.Rule{diag.MissingFence, diag.UnclosedFence, diag.IndentedFence, diag.BadYAML, diag.UnknownKey, diag.BadFileName}

// TestHintsCanBeFollowed does what each hint says, to the letter, in the examples of all
// the rules and in files as people write them: what was wrong is so no longer, and
// nothing else is.
func TestHintsCanBeFollowed(t *testing.T) {
	trees := map[string][]txtar.File{"messy": archive(t, "testdata/messy.txtar")}
	for _, of := range diag.Rules() {
		if !slices.Contains(foundByBuild, of) {
			trees[of.Name] = exampleOf(t, of).Wrong
		}
	}
	followed := 0
	for _, name := range slices.Sorted(maps.Keys(trees)) {
		files := trees[name]
		before := problemsOf(t, files, Options{})
		for _, p := range before {
			mended, ok := follow(files, p)
			if !ok {
				continue
			}
			followed++
			after := problemsOf(t, mended, Options{})
			if left := count(after, p); left >= count(before, p) {
				t.Errorf("%s: %s: %s\n%q leaves it", name, p.Source.Path, p.Message, p.Hint)
			}
			if slices.Contains(hiding, p.Rule) {
				continue // what it hid may be wrong too
			}
			for _, q := range after {
				if q.Severity == diag.Error && count(before, q) == 0 {
					t.Errorf("%s: %s: %s\n%q brings: %s: %s", name, p.Source.Path, p.Message, p.Hint, q.Rule.Name, q.Message)
				}
			}
		}
	}
	if followed < 60 {
		t.Errorf("%d hints followed: too few to show anything", followed)
	}
}

// follow does what the hint of a problem says, if it says it in words that need no
// thought: its fix, another word, another name.
func follow(files []txtar.File, p diag.Diagnostic) ([]txtar.File, bool) {
	at := slices.IndexFunc(files, func(f txtar.File) bool { return f.Name == p.Source.Path })
	if at < 0 {
		return nil, false
	}
	files = slices.Clone(files)
	file := &files[at]
	fix := p.Fix
	if m := renameHint.FindStringSubmatch(p.Hint); m != nil && !strings.HasSuffix(file.Name, ".csv") && p.Rule == diag.BadFileName {
		file.Name = path.Join(path.Dir(file.Name), m[1]+path.Ext(file.Name))
		return files, true
	}
	if m := rewriteHint.FindStringSubmatch(p.Hint); m != nil && len(fix.Edits) == 0 && p.Span.End > p.Span.Start && (p.Rule != diag.BrokenLink || strings.Contains(m[1], "/")) {
		fix = diag.Replace(p.Span, m[1])
	}
	if len(fix.Edits) == 0 {
		return nil, false
	}
	file.Data, _ = diag.Apply(p.Source.Text, []diag.Fix{fix})
	return files, true
}

// count counts the problems that say the same as one, in its file.
func count(problems []diag.Diagnostic, p diag.Diagnostic) (n int) {
	for _, q := range problems {
		if q.Rule == p.Rule && q.Message == p.Message && q.Source.Path == p.Source.Path {
			n++
		}
	}
	return n
}

func archive(t *testing.T, name string) []txtar.File {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return txtar.Parse(data).Files
}
