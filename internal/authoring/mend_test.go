package authoring

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v4"

	"recueil/internal/content"
	"recueil/internal/diag"
)

// tree is a small recueil in which the sector « commerce » was called
// « boutiques ».
func tree(name, text string) fstest.MapFS {
	return fstest.MapFS{
		"recueil.yaml":            {Data: []byte("titre: Essai\nbase_url: https://recueil.example.org\n")},
		"secteurs/commerce.md":    {Data: []byte("---\ntitre: Commerce\nresume: Vendre.\nalias: [/secteurs/boutiques/]\n---\n")},
		"themes/se-proteger.md":   {Data: []byte("---\ntitre: Se protéger\nresume: Contre la fraude.\nalias: [/themes/securite/]\n---\n")},
		"fiches/nouveau-titre.md": {Data: []byte("---\ntitre: Autre\nresume: Autre.\ndate: 2026-01-01\nalias: [/fiches/ancien-titre/]\n---\n")},
		name:                      {Data: []byte(text)},
	}
}

func everything(string) bool { return true }

func mendOne(t testing.TB, text string) (string, int) {
	t.Helper()
	list, _, err := Mend(context.Background(), []content.Root{{Name: "content", FS: tree("fiches/x.md", text)}}, everything)
	if err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 {
		return text, 0
	}
	f := list[0]
	if len(list) > 1 || f.Path != "content/fiches/x.md" || f.Name != "fiches/x.md" || string(f.Before) != text {
		t.Fatalf("mended %+v", list)
	}
	return string(f.After), f.Mends
}

const rest = "resume: Un essai. # à revoir\ndate: 2026-01-01\n"

// TestMend mends each kind of mistake, and leaves alone what only looks like one.
func TestMend(t *testing.T) {
	const nbsp, narrow = "\u00a0", "\u202f"
	doc := func(head string) string { return "---\n" + head + "---\nLe  texte : “ici”\t\n" }
	for _, tt := range []struct{ name, in, want string }{
		{"nothing", doc("titre: Un titre\n" + rest), ""},
		{"colon", doc("titre:   Meca : la vente   # note\n" + rest), doc("titre:   \"Meca : la vente\"   # note\n" + rest)},
		{"colon, in a file that cannot be read", doc("titre: Meca : la vente\nmots_cles: [a\n" + rest), doc("titre: \"Meca : la vente\"\nmots_cles: [a\n" + rest)},
		{"colon, with carriage returns", strings.ReplaceAll(doc("titre: a : b\n"+rest), "\n", "\r\n"), strings.ReplaceAll(doc("titre: \"a : b\"\n"+rest), "\n", "\r\n")},
		{"colon, after a byte-order mark", "\ufeff" + doc("titre: a : b\n"+rest), "\ufeff" + doc("titre: \"a : b\"\n"+rest)},
		{"date in figures", doc("titre: x\nresume: y\ndate: 1/3/2026\n"), doc("titre: x\nresume: y\ndate: 2026-03-01\n")},
		{"date in words", doc("titre: x\nresume: y\ndate: \"1er mars 2026\" # fête\n"), doc("titre: x\nresume: y\ndate: \"2026-03-01\" # fête\n")},
		{"month where a day is wanted", doc("titre: x\nresume: y\ndate: mars 2026\n"), ""},
		{"month where one will do", doc("titre: x\n" + rest + "source: {titre: y, date: mars 2026}\n"), doc("titre: x\n" + rest + "source: {titre: y, date: 2026-03}\n")},
		{"day that does not exist", doc("titre: x\nresume: y\ndate: 31/02/2026\n"), ""},
		{"curly quotes", doc("titre: “Un \\ titre”\n" + rest), doc("titre: \"Un \\\\ titre\"\n" + rest)},
		{"curly quotes in a list", doc("titre: x\n" + rest + "secteurs: [“commerce”, ‘boutiques’]\nmots_cles: [“a b”, c]\n"),
			doc("titre: x\n" + rest + "secteurs: [\"commerce\", ‘boutiques’]\nmots_cles: [\"a b\", c]\n")},
		{"tabs", doc("titre: x\n" + rest + "source:\n\ttitre: y\n \turl: https://exemple.fr\n"), doc("titre: x\n" + rest + "source:\n  titre: y\n   url: https://exemple.fr\n")},
		{"blanks after the fences", "--- \t\ntitre: x\n" + rest + "---  \nfin", "---\ntitre: x\n" + rest + "---\nfin"},
		{"blanks after the fences, with carriage returns", "--- \r\ntitre: x\r\n---\t\r\nfin", "---\r\ntitre: x\r\n---\r\nfin"},
		{"fence too far right", "---\ntitre: a : b\n" + rest + " ---\nfin", "---\ntitre: \"a : b\"\n" + rest + "---\nfin"},
		{"renamed sector", doc("titre: x\n" + rest + "secteurs: [boutiques, \"boutiques\"]\n"), doc("titre: x\n" + rest + "secteurs: [commerce, \"commerce\"]\n")},
		{"renamed theme", doc("titre: x\n" + rest + "themes:\n  - securite # ancien\n"), doc("titre: x\n" + rest + "themes:\n  - se-proteger # ancien\n")},
		{"renamed document", doc("titre: x\n" + rest + "voir_aussi: [fiches/ancien-titre]\n"), doc("titre: x\n" + rest + "voir_aussi: [fiches/nouveau-titre]\n")},
		{"misspelt sector", doc("titre: x\n" + rest + "secteurs: [comerce]\n"), ""},
		{"no-break space before the colon", doc("titre" + nbsp + ": x\n" + rest), doc("titre: x\n" + rest)},
		{"no-break space after the colon", doc("titre:" + narrow + "x\n" + rest), doc("titre: x\n" + rest)},
		{"no-break spaces of indentation", doc("titre: x\n" + rest + "source:\n" + nbsp + nbsp + "titre" + nbsp + ": y\n"), doc("titre: x\n" + rest + "source:\n  titre: y\n")},
		{"no-break space in a text", doc("titre: \"Oui" + nbsp + ": non\"\n" + rest), ""},
		{"what a mistake hid", doc("titre" + nbsp + ": a : b\nresume: “c : d”\ndate: 2/1/2026\nsecteurs: [boutiques]\n"),
			doc("titre: \"a : b\"\nresume: \"c : d\"\ndate: 2026-01-02\nsecteurs: [commerce]\n")},
		{"mistakes of the text", "---\ntitre: x\n" + rest + "---\n\ttitre: a : b\n22/11/2026 --- \n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, mends := mendOne(t, tt.in)
			want := tt.want
			if want == "" {
				want = tt.in
			}
			if got != want {
				t.Errorf("%q:\ngot  %q\nwant %q", tt.in, got, want)
			}
			if (mends > 0) != (want != tt.in) {
				t.Errorf("%d mends", mends)
			}
		})
	}
}

// TestMendAliasOfTwo leaves a former name that two documents had.
func TestMendAliasOfTwo(t *testing.T) {
	fsys := tree("fiches/x.md", "---\ntitre: x\n"+rest+"voir_aussi: [fiches/ancien-titre]\n---\n")
	fsys["fiches/z.md"] = &fstest.MapFile{Data: []byte("---\ntitre: z\n" + rest + "alias: [/fiches/ancien-titre/]\n---\n")}
	list, _, err := Mend(context.Background(), []content.Root{{Name: "content", FS: fsys}}, everything)
	if err != nil || len(list) > 0 {
		t.Errorf("mended %v, %v", list, err)
	}
}

// TestMendOnlyWanted mends the files asked for, and says what remains in all.
func TestMendOnlyWanted(t *testing.T) {
	fsys := tree("fiches/x.md", "---\ntitre: a : b\n"+rest+"---\n")
	fsys["fiches/y.md"] = fsys["fiches/x.md"]
	list, problems, err := Mend(context.Background(), []content.Root{{Name: ".", FS: fsys}}, func(p string) bool { return p == "fiches/y.md" })
	if err != nil || len(list) != 1 || list[0].Name != "fiches/y.md" {
		t.Errorf("mended %v, %v", list, err)
	}
	if len(problems) != 1 || problems[0].Source.Path != "fiches/x.md" {
		t.Errorf("remain %v", problems)
	}
}

// TestMendInTheRightRoot mends, of two trees, the file that counts.
func TestMendInTheRightRoot(t *testing.T) {
	fsys := tree("fiches/x.md", "---\ntitre: a : b\n"+rest+"---\n")
	inner := fstest.MapFS{"fiches/x.md": {Data: []byte("---\ntitre: c : d\n" + rest + "---\n")}}
	list, _, err := Mend(context.Background(), []content.Root{{Name: "a", FS: fsys}, {Name: "a/b", FS: inner}}, everything)
	if err != nil || len(list) != 1 || list[0].Root != 1 || list[0].Name != "fiches/x.md" || list[0].Path != "a/b/fiches/x.md" {
		t.Errorf("mended %+v, %v", list, err)
	}
}

// ours is the repository's own content.
const ours = "../../content"

// TestOwnContentIsClean holds that nothing of the repository's content needs
// mending.
func TestOwnContentIsClean(t *testing.T) {
	list, _, err := Mend(context.Background(), []content.Root{{Name: "content", FS: os.DirFS(ours)}}, everything)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		t.Error(f.Diff())
	}
}

// breaks are mistakes that an editor may make in a good file; what mending them
// gives is known.
var breaks = []struct {
	name       string
	make, mend func(line string) string
}{
	{"quotes of a word processor",
		func(l string) string { return twice(l, `"`, "“", "”") }, same},
	{"no-break space before the colon",
		func(l string) string { return strings.Replace(l, ":", "\u00a0:", 1) }, same},
	{"French date",
		func(l string) string {
			if d, ok := content.ParseDate(strings.TrimPrefix(l, "date: ")); ok {
				return "date: " + d.Time().Format("02/01/2006")
			}
			return l
		}, same},
	{"colon without quotes",
		func(l string) string {
			if strings.HasPrefix(l, "titre: \"") && strings.Count(l, `"`) == 2 && !strings.ContainsAny(l[8:9], "«[{&*!|>%@`#'") {
				return "titre: Avant : " + strings.Trim(strings.TrimPrefix(l, "titre: "), `"`)
			}
			return l
		},
		func(l string) string {
			if strings.HasPrefix(l, "titre: \"") && strings.Count(l, `"`) == 2 && !strings.ContainsAny(l[8:9], "«[{&*!|>%@`#'") {
				return strings.Replace(l, `"`, `"Avant : `, 1)
			}
			return l
		}},
}

func same(line string) string { return line }

// twice replaces the two quotes of a value that is between quotes.
func twice(line, quote, open, shut string) string {
	key, value, ok := strings.Cut(line, ": ")
	if !ok || strings.HasPrefix(key, " ") || !strings.HasPrefix(value, quote) || strings.Count(value, quote) != 2 || !strings.HasSuffix(value, quote) || strings.ContainsAny(value, `\“”`) {
		return line
	}
	return key + ": " + open + strings.Trim(value, quote) + shut
}

// TestBrokenContentIsMended makes each mistake in every document of the
// repository, and mends it: but for the mistake, no byte changes.
func TestBrokenContentIsMended(t *testing.T) {
	for _, b := range breaks {
		t.Run(b.name, func(t *testing.T) {
			broken, want, count := brokenContent(t, b.make, b.mend)
			list, _, err := Mend(context.Background(), []content.Root{{Name: "content", FS: broken}}, everything)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range list {
				if w := want[f.Name]; string(f.After) != w {
					t.Errorf("%s:\n%s", f.Name, Mended{Path: f.Name, Before: []byte(w), After: f.After}.Diff())
				}
			}
			if len(list) != count || count < 50 {
				t.Errorf("%d files mended of %d", len(list), count)
			}
		})
	}
}

// brokenContent returns the repository's content with a mistake in the front
// matter of each document that can have it, what mending should give, and how
// many documents have it.
func brokenContent(t *testing.T, breakLine, mendLine func(string) string) (broken fstest.MapFS, want map[string]string, count int) {
	t.Helper()
	broken, want = fstest.MapFS{}, map[string]string{}
	err := filepath.WalkDir(ours, func(path string, item os.DirEntry, err error) error {
		if err != nil || item.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(ours, path)
		name = filepath.ToSlash(name)
		text := string(data)
		if yaml, ok := content.FrontMatter(diag.NewSource(name, data)); ok && strings.HasSuffix(name, ".md") {
			head, body := text[yaml.Start:yaml.End], text[yaml.End:]
			text = text[:yaml.Start] + eachKey(head, breakLine) + body
			want[name] = string(data[:yaml.Start]) + eachKey(head, mendLine) + body
		}
		if text != string(data) {
			count++
		}
		broken[name] = &fstest.MapFile{Data: []byte(text)}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return broken, want, count
}

// eachKey changes the lines of a front matter that begin with one of its usual
// keys.
func eachKey(head string, change func(string) string) string {
	lines := strings.Split(head, "\n")
	for i, l := range lines {
		for _, key := range []string{"titre:", "resume:", "date:", "auteur:"} {
			if strings.HasPrefix(l, key) && !strings.HasSuffix(l, ">") && !strings.HasSuffix(l, "|") {
				lines[i] = change(l)
			}
		}
	}
	return strings.Join(lines, "\n")
}

// FuzzMend holds that mending changes nothing below the front matter, adds and
// removes no line, has nothing left to mend the second time, breaks no file that
// could be read, and keeps every value but those it mends.
func FuzzMend(f *testing.F) {
	for _, head := range []string{
		"titre: a : b\n", "\ttitre: “a”\n", "titre\u00a0:\u202f“a : b”\n", "date: 1/2/2026\n", "resume: |\n  a: b: c\n\t“d”\n",
		"secteurs: [boutiques, ‘a’]\n", "resume: \"a\n  b: c: d\"\n", "source: {titre: “a”, date: mars 2026}\n", "titre: 'l’été'\n", "x: [“a”,“b”,\"c”]\n",
	} {
		f.Add(head, "Le texte.\n")
	}
	f.Add("titre: a\n--- \ntitre: b : c\n", "---\n")
	f.Fuzz(func(t *testing.T, head, body string) {
		text := "---\n" + head + "---\n" + body
		got, _ := mendOne(t, text)
		if strings.Count(got, "\n") != strings.Count(text, "\n") {
			t.Errorf("%q: lines added or removed: %q", text, got)
		}
		if again, n := mendOne(t, got); n > 0 {
			t.Errorf("%q: mended %q, then again %q", text, got, again)
		}
		before, ok := content.FrontMatter(diag.NewSource("x.md", []byte(text)))
		after, still := content.FrontMatter(diag.NewSource("x.md", []byte(got)))
		if !ok {
			return
		}
		if !still || bodyOf(text, before) != bodyOf(got, after) {
			t.Fatalf("%q: the text changed: %q", text, got)
		}
		var was, is yaml.Node
		if yaml.Unmarshal([]byte(text[before.Start:before.End]), &was) == nil && yaml.Unmarshal([]byte(got[after.Start:after.End]), &is) != nil {
			t.Errorf("%q could be read, and %q cannot", text, got)
		}
	})
}

// bodyOf is what follows the closing fence's own line.
func bodyOf(text string, yaml diag.Span) string {
	_, body, _ := strings.Cut(text[yaml.End:], "\n")
	return body
}

// TestDiff compares our diffs with what git makes of them.
func TestDiff(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("no git to apply the diffs with")
	}
	lines := func(n int, changed ...int) []byte {
		var b bytes.Buffer
		for i := range n {
			b.WriteString("ligne ")
			for _, c := range changed {
				if c == i {
					b.WriteString("changée ")
				}
			}
			b.WriteString(strings.Repeat("x", i) + "\n")
		}
		return b.Bytes()
	}
	for _, tt := range []struct {
		name          string
		before, after []byte
		hunks         int
	}{
		{"first line", lines(5), lines(5, 0), 1},
		{"last line", lines(20), lines(20, 19), 1},
		{"last line, without its end", bytes.TrimSuffix(lines(9), []byte("\n")), bytes.TrimSuffix(lines(9, 8), []byte("\n")), 1},
		{"two near", lines(30), lines(30, 4, 11), 1},
		{"two far", lines(30), lines(30, 4, 12), 2},
		{"a run", lines(12), lines(12, 5, 6, 7), 1},
		{"all", lines(3), lines(3, 0, 1, 2), 1},
		{"one line", []byte("a"), []byte("b"), 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			diff := Mended{Path: "f.md", Before: tt.before, After: tt.after}.Diff()
			if n := strings.Count(diff, "\n@@ "); n != tt.hunks {
				t.Errorf("%d hunks, want %d:\n%s", n, tt.hunks, diff)
			}
			if err := os.WriteFile(filepath.Join(dir, "f.md"), tt.before, 0o644); err != nil {
				t.Fatal(err)
			}
			apply := exec.Command(git, "apply", "--unsafe-paths", "--directory="+dir, "-")
			apply.Dir, apply.Stdin = dir, strings.NewReader(diff)
			if out, err := apply.CombinedOutput(); err != nil {
				t.Fatalf("%v: %s\n%s", err, out, diff)
			}
			if got, _ := os.ReadFile(filepath.Join(dir, "f.md")); !bytes.Equal(got, tt.after) {
				t.Errorf("applied:\n%s\nwant:\n%s", got, tt.after)
			}
		})
	}
}
