package authoring

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v4"

	"recueil/internal/content"
	"recueil/internal/diag"
)

// mistake is one that an editor may make in a good file.
type mistake struct {
	name string
	// of changes a line of a front matter at the edge; it returns the line that a
	// mend should then give, which is the same unless the mistake says more.
	of func(line string) (broken, mended string)
}

var mistakes = []mistake{
	{"quotes of a word processor", func(l string) (string, string) {
		key, value, ok := quotedLine(l)
		if !ok || strings.ContainsAny(value, "“”") {
			return l, l
		}
		return key + ": “" + value + "”", l
	}},
	{"no-break space before the colon", func(l string) (string, string) { return strings.Replace(l, ":", "\u00a0:", 1), l }},
	{"no space after the colon", func(l string) (string, string) { return strings.Replace(l, ": ", ":", 1), l }},
	{"key with a capital", func(l string) (string, string) { return strings.ToUpper(l[:1]) + l[1:], l }},
	{"French date", func(l string) (string, string) {
		d, ok := content.ParseDate(strings.TrimPrefix(l, "date: "))
		if !ok {
			return l, l
		}
		return "date:   " + d.Time().Format("02/01/2006") + "  # 1/2/2026, “dit-on” : oui", "date:   " + string(d) + "  # 1/2/2026, “dit-on” : oui"
	}},
	{"colon without quotes", func(l string) (string, string) {
		key, value, ok := quotedLine(l)
		if !ok || strings.ContainsAny(value[:1], "«[{&*!|>%@`#'-") {
			return l, l
		}
		return key + ":   Avant : " + value + "\t# note : “a”", key + ":   \"Avant : " + value + "\"\t# note : “a”"
	}},
	{"slug with a capital", func(l string) (string, string) {
		before, slug, ok := strings.Cut(l, "s: [")
		if !ok || slug == "]" || before == "alias" {
			return l, l
		}
		return before + "s: [" + strings.ToUpper(slug[:1]) + slug[1:], l
	}},
}

// quotedLine cuts a line whose value is between quotes and holds none.
func quotedLine(line string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(line, ": ")
	if !ok || len(value) < 3 || strings.ContainsAny(key, " #") || strings.Count(value, `"`) != 2 || value[0] != '"' || value[len(value)-1] != '"' || strings.Contains(value, `\`) {
		return "", "", false
	}
	return key, value[1 : len(value)-1], true
}

// remarks is what an editor may also have in a header. Nothing of it is a mistake.
const remarks = "# titre:  à revoir : “bientôt”, le 1/2/2026 ; secteurs: [Boutiques]  \n\n  \t \n"

// saved are the ways in which editors' programs write the same lines.
var saved = []func(string) string{
	func(text string) string { return text },
	func(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") },
	func(text string) string { return "\ufeff" + text },
	func(text string) string { return strings.TrimRight(text, "\n") },
}

// TestBrokenContentIsMended makes each mistake in every document of the repository,
// in files of every kind, and mends it: but for the mistake, no byte changes.
func TestBrokenContentIsMended(t *testing.T) {
	for _, m := range mistakes {
		t.Run(m.name, func(t *testing.T) {
			broken, want := brokenContent(t, m)
			list, problems, err := Mend(context.Background(), []content.Root{{Name: "content", FS: broken}}, everything)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range list {
				name := strings.TrimPrefix(f.Path, "content/")
				if w, ok := want[name]; !ok || string(f.After) != w {
					t.Errorf("%s:\n%s", name, Mended{Path: name, Before: []byte(w), After: f.After}.Diff())
				}
				delete(want, name)
			}
			for name := range want {
				t.Errorf("%s: not mended:\n%s", name, broken[name].Data[:200])
			}
			if len(list) < 20 {
				t.Errorf("%d files mended: too few to show anything", len(list))
			}
			for _, p := range problems {
				if p.Severity == diag.Error {
					t.Errorf("%s: %s remains", p.Source.Path, p.Rule.Name)
				}
			}
		})
	}
}

// brokenContent returns the repository's content with a mistake wherever the front
// matter can have it, and what mending should make of each file that has it.
func brokenContent(t *testing.T, m mistake) (broken fstest.MapFS, want map[string]string) {
	t.Helper()
	broken, want = fstest.MapFS{}, map[string]string{}
	for _, name := range documents(t) {
		data, err := os.ReadFile(filepath.Join(ours, name))
		if err != nil {
			t.Fatal(err)
		}
		as := saved[len(broken)%len(saved)]
		broken[name] = &fstest.MapFile{Data: data}
		head, ok := content.FrontMatter(diag.NewSource(name, data))
		if !ok || filepath.Ext(name) != ".md" {
			continue
		}
		wrong, right := eachLine(string(data[head.Start:head.End]), m)
		if wrong != right {
			start, end := string(data[:head.Start])+remarks, string(data[head.End:])
			broken[name].Data, want[name] = []byte(as(start+wrong+end)), as(start+right+end)
		}
	}
	return broken, want
}

// documents lists the files of the repository's content, without its pictures.
func documents(t *testing.T) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(ours, func(path string, item os.DirEntry, err error) error {
		if err != nil || item.IsDir() {
			return err
		}
		name, err := filepath.Rel(ours, path)
		names = append(names, filepath.ToSlash(name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// eachLine makes the mistake in the lines that begin with one of the usual keys.
func eachLine(head string, m mistake) (broken, mended string) {
	wrong := strings.Split(head, "\n")
	right := slices.Clone(wrong)
	for i, l := range wrong {
		key, value, _ := strings.Cut(l, ":")
		if slices.Contains([]string{"titre", "resume", "date", "auteur", "secteurs", "themes", "tailles"}, key) && !strings.ContainsAny(value, "|>") {
			wrong[i], right[i] = m.of(l)
		}
	}
	return strings.Join(wrong, "\n"), strings.Join(right, "\n")
}

// FuzzMend holds that each pass changes nothing but what check points at, adds and
// removes no line of a front matter, has nothing left to mend at the end, breaks no file that could
// be read, and keeps the words of the values that it mends.
func FuzzMend(f *testing.F) {
	for _, head := range []string{
		"titre: a : b\n", "\ttitre: “a”\n", "titre\u00a0:\u202f“a : b”\n", "date: 1/2/2026\n", "resume: |\n  a: b: c\n\t“d”\n",
		"secteurs: [boutiques, ‘a’, Commerce]\n", "resume: \"a\n  b: c: d\"\n", "source: {titre: “a”, date: mars 2026}\n", "titre: 'l’été'\n", "x: [“a”,“b”,\"c”]\n",
		"titre:a\nTitre: b # c : d\n", "# a\n \t# b : “c”\nresume: a : b   # c : “d”\n", "titre: “a\n  b”\ntitre: a#b : c #d\n",
	} {
		f.Add(head, "Le texte.\n")
		f.Add(strings.ReplaceAll(head, "\n", "\r\n"), "[a](/fiches/ancien-titre/) “b” : c\t1/2/2026")
	}
	f.Add("titre: a\n--- \ntitre: b : c\n", "---\n")
	f.Fuzz(func(t *testing.T, head, body string) {
		text := "---\n" + head + "---\n" + body
		got := mendAndWatch(t, text)
		if again := mendAndWatch(t, got); again != got {
			t.Errorf("%q: mended %q, then again %q", text, got, again)
		}
		before, ok := content.FrontMatter(diag.NewSource("x.md", []byte(text)))
		after, still := content.FrontMatter(diag.NewSource("x.md", []byte(got)))
		if ok && !still {
			t.Fatalf("%q: fences lost in %q", text, got)
		}
		if !ok { // a fence that was mended: there is nothing to compare
			return
		}
		var was, is yaml.Node
		if yaml.Unmarshal([]byte(text[before.Start:before.End]), &was) == nil && yaml.Unmarshal([]byte(got[after.Start:after.End]), &is) != nil {
			t.Errorf("%q could be read, and %q cannot", text, got)
		}
	})
}

// mendAndWatch mends a sheet as Mend does, and looks at each pass.
func mendAndWatch(t *testing.T, text string) string {
	t.Helper()
	const name = "fiches/x.md"
	m := newMender([]content.Root{{Name: "content", FS: tree(name, text)}})
	for range passes {
		coll, err := m.read(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		problems := m.problems
		if !m.pass(coll, everything) {
			break
		}
		after := string(m.mended["content/"+name].After)
		was := documentAt(coll, name)
		text = string(was.Source.Text) // accents and line ends as all rooms read them
		untouched := changesOnly
		if addsLines(was, problems) {
			untouched = func(before, after string, places []diag.Span) bool { return lineChangesOnly(before, after, 0, places) }
		}
		if places := pointedAt(t, was, problems); !untouched(text, after, places) {
			t.Fatalf("%q\nbecame %q,\nwhich is more than %v", text, after, places)
		}
		if coll, _, err = content.Load(context.Background(), m.now(), 1); err != nil {
			t.Fatal(err)
		}
		disguised := slices.ContainsFunc(problems, func(p diag.Diagnostic) bool { return p.Rule == diag.DisguisedText }) // whose signs go
		if is := documentAt(coll, name); !disguised && (was.Title != is.Title && was.Title != "" || was.Summary != is.Summary && was.Summary != "") {
			t.Errorf("%q: the title %q and the summary %q became %q and %q", text, was.Title, was.Summary, is.Title, is.Summary)
		}
		text = after
	}
	return text
}

func documentAt(c *content.Collection, name string) *content.Document {
	for _, d := range c.Documents {
		if d.Path == name {
			return d
		}
	}
	return nil
}

// pointedAt returns what a pass may change in a file: where the safe fixes of its
// problems are, what follows the fences' hyphens, and links.
func pointedAt(t *testing.T, d *content.Document, problems []diag.Diagnostic) []diag.Span {
	t.Helper()
	var places []diag.Span
	for _, p := range problems {
		if p.Source != d.Source {
			continue
		}
		for _, e := range p.Fix.Edits {
			line, _ := d.Source.Position(p.Span.Start)
			if at, _ := d.Source.Position(e.Span.Start); at != line && inHead(d, p.Span) {
				t.Errorf("%q: %s on line %d mends line %d", d.Source.Text, p.Rule.Name, line, at)
			}
			if e.Span.Start == e.Span.End {
				e.Span.Start-- // what is added is compared with the byte before it
			}
			if p.Fix.Safe() {
				places = append(places, e.Span)
			}
		}
	}
	for _, f := range bareFences(d.Source) {
		places = append(places, f.Edits[0].Span)
	}
	for _, l := range d.Body.Links() {
		places = append(places, l.Span)
	}
	return places
}

// inHead reports whether a place is in the front matter, whose mends add no line and
// keep to the line of their problem.
func inHead(d *content.Document, at diag.Span) bool {
	head, ok := content.FrontMatter(d.Source)
	return !ok || at.Start < head.End
}

// addsLines reports whether mending the text of a document changes its lines.
func addsLines(d *content.Document, problems []diag.Diagnostic) bool {
	return slices.ContainsFunc(problems, func(p diag.Diagnostic) bool {
		return p.Source == d.Source && !inHead(d, p.Span) && slices.ContainsFunc(p.Fix.Edits, func(e diag.Edit) bool {
			return strings.Contains(e.Text+string(d.Source.Text[e.Span.Start:e.Span.End]), "\n")
		})
	})
}

// changesOnly reports whether two texts have the same lines, and the same bytes but
// within places of the first.
func changesOnly(before, after string, places []diag.Span) bool {
	start := 0
	lines := strings.SplitAfter(after, "\n")
	for i, line := range strings.SplitAfter(before, "\n") {
		if i >= len(lines) || !lineChangesOnly(line, lines[i], start, places) {
			return false
		}
		start += len(line)
	}
	return strings.Count(before, "\n") == strings.Count(after, "\n")
}

// lineChangesOnly is changesOnly of a line that starts at an offset: what is
// between the places is found in the other line, in the same order.
func lineChangesOnly(before, after string, start int, places []diag.Span) bool {
	kept := []string{""}
	for i := range len(before) {
		free := slices.ContainsFunc(places, func(s diag.Span) bool { return s.Start <= start+i && start+i < s.End })
		last := &kept[len(kept)-1]
		switch {
		case !free:
			*last += before[i : i+1]
		case *last != "" || len(kept) == 1:
			kept = append(kept, "")
		}
	}
	after, ok := strings.CutPrefix(after, kept[0])
	if !ok || len(kept) == 1 {
		return ok && after == ""
	}
	last := kept[len(kept)-1]
	after, ok = strings.CutSuffix(after, last)
	for _, part := range kept[1 : len(kept)-1] {
		_, rest, found := strings.Cut(after, part)
		after, ok = rest, ok && found
	}
	return ok
}

// TestChangesOnly shows what the fuzzer sees.
func TestChangesOnly(t *testing.T) {
	place := func(text string) []diag.Span {
		at := strings.Index(text, "<")
		return []diag.Span{{Start: at, End: strings.Index(text, ">") + 1}}
	}
	for _, tt := range []struct {
		name, before, after string
		want                bool
	}{
		{"nothing", "a: <b> # c\nd", "a: <b> # c\nd", true},
		{"the place", "a: <b> # c\nd", "a: “b” # c\nd", true},
		{"the comment", "a: <b> # c\nd", "a: “b” # C\nd", false},
		{"the space before it", "a: <b>  # c\nd", "a: “b” # c\nd", false},
		{"the indentation", "  a: <b>\n", " a: <b>\n", false},
		{"another line", "a: <b>\n d\n", "a: <b>\nd\n", false},
		{"a line less", "a: <b>\n\n", "a: <b>\n", false},
		{"a line more", "a: <b>", "a: <b>\n", false},
		{"the line end", "a: <b>\r\n", "a: <b>\n", false},
	} {
		if got := changesOnly(tt.before, tt.after, place(tt.before)); got != tt.want {
			t.Errorf("%s: got %v", tt.name, got)
		}
	}
}
