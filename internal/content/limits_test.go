//go:build unix

package content

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"recueil/internal/diag"
)

// TestUnreadFiles puts in a folder what must not be read, or cannot be: each is reported
// at its place, and the others are read.
func TestUnreadFiles(t *testing.T) {
	cases := []struct {
		name, at string
		make     func(path string) error
		want     string
	}{
		{"a pipe", "fiches/x.md", func(p string) error { return syscall.Mkfifo(p, 0o600) }, "fiches/x.md fichier-non-lu"},
		{"a pipe among files", "fichiers/x.pdf", func(p string) error { return syscall.Mkfifo(p, 0o600) }, "fichiers/x.pdf fichier-non-lu"},
		{"a pipe for a glossary", "glossaire.yaml", func(p string) error { return syscall.Mkfifo(p, 0o600) }, "glossaire.yaml fichier-non-lu"},
		{"a device", "fiches/x.md", func(p string) error { return os.Symlink("/dev/zero", p) }, "fiches/x.md fichier-non-lu"},
		{"a link out", "fiches/x.md", func(p string) error { return os.Symlink("../../../etc/passwd", p) }, "fiches/x.md fichier-non-lu"},
		{"a picture out", "images/x.jpg", func(p string) error { return os.Symlink("/etc/hostname", p) }, "images/x.jpg fichier-non-lu"},
		{"a folder out", "fichiers/x", func(p string) error { return os.Symlink("/etc", p) }, "fichiers/x fichier-non-lu"},
		{"a folder within", "fichiers/x", func(p string) error { return os.Symlink("../fiches", p) }, "fichiers/x fichier-non-lu"},
		{"a link to nothing", "fiches/x.md", func(p string) error { return os.Symlink("y.md", p) }, "fiches/x.md fichier-non-lu"},
		{"a link to itself", "fiches/x.md", func(p string) error { return os.Symlink("x.md", p) }, "fiches/x.md fichier-non-lu"},
		{"a link within", "racine/x.txt", func(p string) error { return os.Symlink("../recueil.yaml", p) }, ""},
		{"a name in another encoding", "fiches/caf\xe9.md", empty(0), "fiches/caf\uFFFD.md fichier-non-lu"},
		{"a folder in another encoding", "images/\xe9t\xe9", func(p string) error { return os.Mkdir(p, 0o700) }, "images/\uFFFDt\uFFFD fichier-non-lu"},
		{"a long document", "fiches/x.md", empty(50 << 20), "fiches/x.md trop-grand"},
		{"a long glossary", "glossaire.yaml", empty(50 << 20), "glossaire.yaml trop-grand"},
		{"a long table", "activateurs/activateurs.csv", empty(50 << 20), "activateurs/activateurs.csv trop-grand"},
		{"a film", "fichiers/x.mp4", empty(500 << 20), "fichiers/x.mp4 trop-grand"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, c.at)
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := c.make(path); err != nil {
				t.Skip(err) // file systems of some machines take no such name
			}
			want := []string{"autre.md cle-inconnue"}
			if c.want != "" {
				want = append(want, c.want)
			}
			other := page("date: 2026-01-01\nbogue: 1\n", "")
			if err := os.MkdirAll(dir+"/fiches", 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(dir+"/fiches/autre.md", []byte(other), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(dir+"/recueil.yaml", []byte("titre: Essai\nbase_url: https://recueil.example.org\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			root, err := os.OpenRoot(dir)
			if err != nil {
				t.Fatal(err)
			}
			defer root.Close()
			_, problems := load(t, root.FS())
			var got []string
			for _, p := range problems {
				got = append(got, strings.TrimPrefix(strings.TrimPrefix(p.Source.Path, "content/"), "fiches/autre")+" "+p.Rule.Name)
			}
			for i := range want {
				want[i] = strings.TrimPrefix(want[i], "autre")
			}
			if !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// empty makes a file of that size that takes no room.
func empty(size int64) func(string) error {
	return func(path string) error {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			return err
		}
		return os.Truncate(path, size)
	}
}

// TestLongParts wants what is too long in a file to be reported, there, and nothing
// else to be said of it.
func TestLongParts(t *testing.T) {
	words := func(n int, by string) string { return strings.Repeat("mot"+by, n) }
	cases := []struct{ name, file, text, want string }{
		{"values on one line", "fiches/x.md", page("date: 2026-01-01\nmots_cles: ["+words(10_000, ", ")+"]\n", ""), "fiches/x.md:5:1 trop-grand"},
		{"values on lines", "fiches/x.md", page("date: 2026-01-01\nmots_cles:\n"+strings.Repeat("- mot\n", 2000), ""), "fiches/x.md:506:3 trop-grand"},
		{"a word of a hundred thousand letters", "fiches/x.md", page("date: 2026-01-01\n", "\n"+strings.Repeat("a", 100_000)+"\n"), "fiches/x.md:7:1 trop-grand"},
		{"a picture in the text", "fiches/x.md", page("date: 2026-01-01\n", "\n![a](data:image/png;base64,"+strings.Repeat("A", 100_000)+")\n"), "fiches/x.md:7:6 trop-grand"},
		{"a draft's line", "fiches/x.md", page("brouillon: true\n", "\n"+words(25_000, " ")), "fiches/x.md:7:1 trop-grand"},
		{"a group of synonyms", "synonymes.yaml", "groupes:\n-\n" + strings.Repeat("  - mot\n", 2000), "synonymes.yaml:503:5 trop-grand"},
		{"groups of synonyms", "synonymes.yaml", "groupes:\n" + strings.Repeat("- [a, b]\n", 5001), "synonymes.yaml:5002:3 trop-grand"},
		{"definitions", "glossaire.yaml", strings.Repeat("- {}\n", 5001), "glossaire.yaml:5001:3 trop-grand"},
		{"groups of a document", "temoignages/x.md", page("date: 2026-01-01\nresultats:\n"+strings.Repeat("- {valeur: a}\n", 501), ""), "temoignages/x.md:506:3 trop-grand"},
		{"rows", "activateurs/activateurs.csv", "titre;resume;brouillon\n" + strings.Repeat(";\n", 10) + strings.Repeat("a;b;true\n", 10_001), "activateurs/activateurs.csv:10012:1 trop-grand"},
		{"a definition", "glossaire.yaml", "- terme: a\n  definition: " + words(100_000, " ") + "\n", "glossaire.yaml:2:1 trop-grand"},
		{"the site's title", "recueil.yaml", "titre: " + words(100_000, " ") + "\n", "recueil.yaml:1:1 trop-grand"},
		{"a cell", "activateurs/activateurs.csv", "titre;resume\n\"" + words(100_000, " ") + "\";b\nc;d\n", "activateurs/activateurs.csv:2:1 trop-grand"},
		{"a cell of many lines", "activateurs/activateurs.csv", "titre;resume\na;\"" + words(100_000, "\n") + "\"\n", "activateurs/activateurs.csv:2:1 trop-grand"},
		{"headings", "activateurs/activateurs.csv", words(100_000, ";") + "\n", "activateurs/activateurs.csv:1:1 trop-grand"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, problems := load(t, tree(map[string]string{c.file: c.text}))
			if got := strings.TrimSpace(short(problems)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// TestHeadOfIsTheFirstLine holds where what is missing is reported.
func TestHeadOfIsTheFirstLine(t *testing.T) {
	for text, want := range map[string]diag.Span{"ab\ncd": {Start: 0, End: 2}, "\ufeffab\r\n": {Start: 3, End: 5}, "": {}} {
		if got := headOf(diag.NewSource("x", []byte(text))); got != want {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}

// TestDisguised wants the characters that turn a text around to be reported on each line,
// however they are written, and the marks that other scripts need to be left alone.
func TestDisguised(t *testing.T) {
	text := "---\ntitre: \"Un \\u202etitre\"\nresume: Un texte.\ndate: 2026-01-01\n---\n\nA\u202eb\u202ec.\n\nD &#x202E; e &#8238;.\n\nF \u2067g.\n\nH \U000e0041i.\n\nJ \u200fk, \u00adl.\n"
	_, problems := load(t, tree(map[string]string{"fiches/x.md": text}))
	want := "fiches/x.md:2:12 texte-deguise\nfiches/x.md:7:2 texte-deguise\nfiches/x.md:9:3 texte-deguise\nfiches/x.md:11:3 texte-deguise\nfiches/x.md:13:3 texte-deguise\n"
	if got := short(problems); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestInvisibleCharacters wants those that some program takes for the end of a line, or for a
// command, to be refused in a value; the ends of lines of a text are a part of it.
func TestInvisibleCharacters(t *testing.T) {
	for value, want := range map[string]string{
		`"a\rb"`: "U+000D", `"a\r\nb"`: "U+000D", `"a\vb"`: "U+000B", `"a\fb"`: "U+000C", `"a\0b"`: "U+0000", `"a\eb"`: "U+001B", `"a\x1eb"`: "U+001E",
		`"a\Nb"`: "U+0085", `"a\Lb"`: "U+2028", `"a\Pb"`: "U+2029", `"a\x7fb"`: "U+007F",
		`"a\tb"`: "", "|\n  a\n  b": "", "|\r\n  a\r\n  b\r": "", "a\u00a0b": "", "a\u00adb": "", "\U0001f468\u200d\U0001f33e": "",
	} {
		_, problems := load(t, tree(map[string]string{"fiches/x.md": page("date: 2026-01-01\nauteur: "+value+"\n", "")}))
		got := ""
		for _, p := range problems {
			got += p.Rule.Name + p.Message
		}
		if want == "" && got != "" || want != "" && (!strings.HasPrefix(got, diag.DisguisedText.Name) || !strings.Contains(got, want)) {
			t.Errorf("%q: got %q, want %s", value, got, want)
		}
	}
	_, problems := load(t, tree(map[string]string{"activateurs/activateurs.csv": "titre;resume;commune\r\nUn;\"Il\r\naide\";\"Ren\u2028nes\"\r\n"}))
	if got, want := short(problems), "activateurs/activateurs.csv:3:7 texte-deguise\n"; got != want {
		t.Errorf("in a table: got %q, want %q", got, want)
	}
}
