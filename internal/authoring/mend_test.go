package authoring

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

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
	if len(list) > 1 || f.Path != "content/fiches/x.md" || string(f.Before) != text {
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
			doc("titre: x\n" + rest + "secteurs: [\"commerce\", commerce]\nmots_cles: [\"a b\", c]\n")},
		{"tabs", doc("titre: x\n" + rest + "source:\n\ttitre: y\n \turl: https://exemple.fr\n"), doc("titre: x\n" + rest + "source:\n  titre: y\n   url: https://exemple.fr\n")},
		{"blanks after the fences", "--- \t\ntitre: x\n" + rest + "---  \nfin", "---\ntitre: x\n" + rest + "---\nfin"},
		{"blanks after the fences, with carriage returns", "--- \r\ntitre: x\r\n---\t\r\nfin", "---\r\ntitre: x\r\n---\r\nfin"},
		{"fence too far right", "---\ntitre: a : b\n" + rest + " ---\nfin", "---\ntitre: \"a : b\"\n" + rest + "---\nfin"},
		{"renamed sector", doc("titre: x\n" + rest + "secteurs: [boutiques, \"boutiques\"]\n"), doc("titre: x\n" + rest + "secteurs: [commerce, \"commerce\"]\n")},
		{"renamed theme", doc("titre: x\n" + rest + "themes:\n  - securite # ancien\n"), doc("titre: x\n" + rest + "themes:\n  - se-proteger # ancien\n")},
		{"renamed document", doc("titre: x\n" + rest + "voir_aussi: [fiches/ancien-titre]\n"), doc("titre: x\n" + rest + "voir_aussi: [fiches/nouveau-titre]\n")},
		{"misspelt sector", doc("titre: x\n" + rest + "secteurs: [comerce]\n"), ""},
		{"misspelt but for capitals and accents", doc("titre: x\n" + rest + "secteurs: [Commerce, 'Boutiques']\nthemes: [Se protéger]\ntailles: [Sans salarié]\nvoir_aussi: [fiches/nouveau-titre.md, /fiches/ancien-titre/]\n"),
			doc("titre: x\n" + rest + "secteurs: [commerce, 'commerce']\nthemes: [se-proteger]\ntailles: [sans-salarie]\nvoir_aussi: [fiches/nouveau-titre, fiches/nouveau-titre]\n")},
		{"key with a capital and accents", doc("Titre : x\nrésumé: y\ndate: 2026-01-01\n"), doc("titre : x\nresume: y\ndate: 2026-01-01\n")},
		{"key that is there already", doc("titre: x\nTitre: z\n" + rest), ""},
		{"choice with a capital and an accent", doc("titre: x\n" + rest + "niveau: Débutant\n"), doc("titre: x\n" + rest + "niveau: debutant\n")},
		{"what is to confirm", doc("titre: 'L'été'\nresume: @y\ndate: 2026-01-01\nniveau: debutan\nauteur: Nous #1\nvideo: {url: exemple.fr, titre: z}\nretire: true\n"), ""},
		{"misspelt key", doc("titr: x\n" + rest), ""},
		{"no space after the colon", doc("titre:Meca : la vente\n" + rest), doc("titre: \"Meca : la vente\"\n" + rest)},
		{"year first", doc("titre: x\nresume: y\ndate: 2026/3/1\n"), doc("titre: x\nresume: y\ndate: 2026-03-01\n")},
		{"year of two figures", doc("titre: x\nresume: y\ndate: 22/11/26\n"), ""},
		{"links to a document that moved", doc("titre: x\n"+rest) + "Voir [a](ancien-titre.md#fin), [b](../fiches/ancien-titre.md \"t\"), [c](/fiches/ancien-titre/#fin),\n[d](../themes/securite/), [e](</themes/securite>).\n",
			doc("titre: x\n"+rest) + "Voir [a](nouveau-titre.md#fin), [b](../fiches/nouveau-titre.md \"t\"), [c](/fiches/nouveau-titre/#fin),\n[d](../themes/se-proteger/), [e](</themes/se-proteger>).\n"},
		{"what is no link to a document that moved", doc("titre: x\n"+rest) + "/fiches/ancien-titre/ `[a](/fiches/ancien-titre/)` [b][b] <!-- [c](/fiches/ancien-titre/) --> [d](https://exemple.fr/fiches/ancien-titre/)\n\n[b]: /fiches/ancien-titre/\n", ""},
		{"no-break space before the colon", doc("titre" + nbsp + ": x\n" + rest), doc("titre: x\n" + rest)},
		{"no-break space after the colon", doc("titre:" + narrow + "x\n" + rest), doc("titre: x\n" + rest)},
		{"no-break spaces of indentation", doc("titre: x\n" + rest + "source:\n" + nbsp + nbsp + "titre" + nbsp + ": y\n"), doc("titre: x\n" + rest + "source:\n  titre: y\n")},
		{"no-break space in a text", doc("titre: \"Oui" + nbsp + ": non\"\n" + rest), ""},
		{"what a mistake hid", doc("titre" + nbsp + ": a : b\nresume: “c : d”\ndate: 2/1/2026\nsecteurs: [boutiques]\n"),
			doc("titre: \"a : b\"\nresume: \"c : d\"\ndate: 2026-01-02\nsecteurs: [commerce]\n")},
		{"mistakes of the text", "---\ntitre: x\n" + rest + "---\n~~~\n\ttitre: a : b\n~~~\n22/11/2026 --- \n", ""},
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

// TestMendInDoubt leaves a former name that two documents had, that another has
// now, or that a territory knows otherwise.
func TestMendInDoubt(t *testing.T) {
	other := "---\ntitre: z\n" + rest + "alias: [/fiches/ancien-titre/]\n---\n"
	for _, tt := range []struct{ name, file, text string }{
		{"two had it", "fiches/z.md", other},
		{"another has it", "fiches/ancien-titre.md", "---\ntitre: z\n" + rest + "---\n"},
		{"a territory has it", "territoires/bretagne/fiches/ancien-titre.md", "---\ntitre: z\n" + rest + "---\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			fsys := tree("fiches/x.md", "---\ntitre: x\n"+rest+"voir_aussi: [fiches/ancien-titre]\n---\n[a](/fiches/ancien-titre/)\n")
			fsys[tt.file] = &fstest.MapFile{Data: []byte(tt.text)}
			list, _, err := Mend(context.Background(), []content.Root{{Name: "content", FS: fsys}}, everything)
			if err != nil || len(list) > 0 {
				t.Errorf("mended %v, %v", list, err)
			}
		})
	}
}

// TestMendOfTerritory follows, in a territory's files, the documents that moved
// there, which means nothing to the other files.
func TestMendOfTerritory(t *testing.T) {
	const names = "---\ntitre: x\n" + rest + "voir_aussi: [fiches/locale]\n---\n"
	fsys := tree("fiches/x.md", names)
	fsys["territoires/bretagne/fiches/y.md"] = &fstest.MapFile{Data: []byte(names)}
	fsys["territoires/bretagne/fiches/notre.md"] = &fstest.MapFile{Data: []byte("---\ntitre: z\n" + rest + "alias: [/fiches/locale/]\n---\n")}
	list, _, err := Mend(context.Background(), []content.Root{{Name: "content", FS: fsys}}, everything)
	if err != nil || len(list) != 1 || list[0].Path != "content/territoires/bretagne/fiches/y.md" || !strings.Contains(string(list[0].After), "[fiches/notre]") {
		t.Errorf("mended %+v, %v", list, err)
	}
}

// TestMendOtherFiles mends what the other files name: the site's menu, an edition,
// a table of advisers.
func TestMendOtherFiles(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"recueil.yaml":           {"titre: Un : essai\nbase_url: https://recueil.example.org\nnavigation: [{titre: A, page: /fiches/ancien-titre/}] # menu\n", "titre: \"Un : essai\"\nbase_url: https://recueil.example.org\nnavigation: [{titre: A, page: /fiches/nouveau-titre/}] # menu\n"},
		"editions/bretagne.yaml": {"titre: B\nterritoires: [bretagne]\ncontact:  fiches/ancien-titre # eux\nsecteurs: [boutiques]", "titre: B\nterritoires: [bretagne]\ncontact:  fiches/nouveau-titre # eux\nsecteurs: [commerce]"},
		"activateurs/activateurs.csv": {"titre,resume,secteurs,date\r\nA,\"Un « boutiques », dit\",boutiques|commerce| Boutiques,1/3/2026\r\nB,\"Deux\nlignes\",\"commerce|boutiques\",\"2026-03-01\"\r\n",
			"titre,resume,secteurs,date\r\nA,\"Un « boutiques », dit\",commerce|commerce| commerce,2026-03-01\r\nB,\"Deux\nlignes\",\"commerce|commerce\",\"2026-03-01\"\r\n"},
	} {
		fsys := tree(name, c.in)
		list, _, err := Mend(context.Background(), []content.Root{{Name: "content", FS: fsys}}, everything)
		if err != nil || len(list) != 1 || string(list[0].After) != c.want {
			t.Errorf("%s: mended %+v, %v\nwant %s", name, list, err, c.want)
		}
	}
}

// TestMendTables mends the headings of a table and what its spreadsheet made of numbers,
// and no byte elsewhere.
func TestMendTables(t *testing.T) {
	const in = "\ufeffsep=;\r\nTitre;\"Résumé\";Code Postal;territoires;Tailles;Observations\r\nA;Il aide.; 1000;1|35;01-sept;rien\r\n;;;;;\r\n"
	const want = "\ufeffsep=;\r\ntitre;\"resume\";code_postal;territoires;tailles;Observations\r\nA;Il aide.; 01000;01|35;1-9;rien\r\n;;;;;\r\n"
	list, _, err := Mend(context.Background(), []content.Root{{Name: "content", FS: tree("activateurs/activateurs.csv", in)}}, everything)
	if err != nil || len(list) != 1 || string(list[0].After) != want {
		t.Errorf("mended %+v, %v\nwant %s", list, err, want)
	}
}

// TestMendOnlyWanted mends the files asked for, and says what remains in all.
func TestMendOnlyWanted(t *testing.T) {
	fsys := tree("fiches/x.md", "---\ntitre: a : b\n"+rest+"---\n")
	fsys["fiches/y.md"] = fsys["fiches/x.md"]
	list, problems, err := Mend(context.Background(), []content.Root{{Name: ".", FS: fsys}}, func(p string) bool { return p == "fiches/y.md" })
	if err != nil || len(list) != 1 || list[0].Path != "fiches/y.md" {
		t.Errorf("mended %v, %v", list, err)
	}
	problems = slices.DeleteFunc(problems, func(p diag.Diagnostic) bool { return p.Severity != diag.Error })
	if len(problems) != 1 || problems[0].Source.Path != "fiches/x.md" {
		t.Errorf("remain %v", problems)
	}
}

// TestMendInTheRightRoot mends, of two trees, the file that counts.
func TestMendInTheRightRoot(t *testing.T) {
	fsys := tree("fiches/x.md", "---\ntitre: a : b\n"+rest+"---\n")
	inner := fstest.MapFS{"fiches/x.md": {Data: []byte("---\ntitre: c : d\n" + rest + "---\n")}}
	list, _, err := Mend(context.Background(), []content.Root{{Name: "a", FS: fsys}, {Name: "a/b", FS: inner}}, everything)
	if err != nil || len(list) != 1 || list[0].Path != "a/b/fiches/x.md" || !strings.Contains(string(list[0].After), `"c : d"`) {
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
		{"two near", lines(30), lines(30, 4, 10), 1},
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
