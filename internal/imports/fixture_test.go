package imports

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"recueil/internal/check"
	"recueil/internal/content"
	"recueil/internal/diag"
)

// folder is a content folder in memory, that plans are carried out in.
type folder fstest.MapFS

func newFolder() folder {
	f := folder{"recueil.yaml": {Data: []byte("titre: Essai\nbase_url: https://recueil.example.org\n")}}
	for _, slug := range []string{"commerce", "coiffure", "restauration"} {
		f["secteurs/"+slug+".md"] = &fstest.MapFile{Data: []byte("---\ntitre: " + slug + "\nresume: Un secteur.\n---\n")}
	}
	for _, slug := range []string{"vendre-en-ligne", "etre-visible"} {
		f["themes/"+slug+".md"] = &fstest.MapFile{Data: []byte("---\ntitre: " + slug + "\nresume: Un thème.\n---\n")}
	}
	f["aides/une-aide-deja-ecrite-a-la-main.md"] = &fstest.MapFile{Data: []byte("---\ntitre: Une aide déjà écrite à la main\nresume: Un essai.\n---\n")}
	f["temoignages/un-titre-deja-ecrit-a-la-main.md"] = &fstest.MapFile{Data: []byte("---\ntitre: Un titre déjà écrit à la main\nresume: Un essai.\ndate: 2026-01-01\n---\n")}
	return f
}

// planner plans the import of a source.
type planner func(context.Context, []byte, Options) (*Plan, error)

// take imports a source into the folder, and says what was done.
func (f folder) take(t *testing.T, plan planner, data []byte, origin, date string) (string, *Plan) {
	t.Helper()
	p, err := plan(context.Background(), data, Options{Roots: []content.Root{{Name: "content", FS: fstest.MapFS(f)}}, Origin: origin, Date: content.Date(date)})
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range p.Files {
		f[strings.TrimPrefix(file.Path, "content/")] = &fstest.MapFile{Data: file.Text}
	}
	return said(p), p
}

// said writes a plan as a person reads it.
func said(p *Plan) string {
	var out strings.Builder
	for _, n := range p.Notes {
		fmt.Fprintf(&out, "%d: %s\n", n.Line, n.Message)
	}
	for _, f := range p.Files {
		fmt.Fprintf(&out, "%s new=%t\n", f.Path, f.New)
		for _, row := range f.Rows {
			fmt.Fprintf(&out, "  %s\n", row)
		}
	}
	for _, k := range p.Kept {
		fmt.Fprintf(&out, "kept %s\n%s", k.Path, k.Diff)
	}
	for _, path := range p.Gone {
		fmt.Fprintf(&out, "gone %s\n", path)
	}
	fmt.Fprintf(&out, "same=%d\n", p.Same)
	return out.String()
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// compare compares what was made with an expectation.
func compare(t *testing.T, name string, got []byte) {
	t.Helper()
	if want := read(t, name); !bytes.Equal(got, want) {
		t.Errorf("%s is not what is expected:\n%s", name, difference(name, want, got))
	}
}

// files writes the files of a kind, one after the other.
func (f folder) files(kind string) []byte {
	var out bytes.Buffer
	for _, name := range sortedKeys(f) {
		if strings.HasPrefix(name, kind+"/") {
			fmt.Fprintf(&out, "== %s\n%s", name, f[name].Data)
		}
	}
	return out.Bytes()
}

// imported are the fixtures: what the tests then change in a document, and in the source.
var imported = []struct {
	name, source, kind   string
	plan                 planner
	file                 string // that an editor changes
	from, to             string // what they change in it
	source1, source2     string // what the source says first, and later
	removed, removedPath string // the row that the source loses, and its document
	want                 []expected
	forms                func(*testing.T, []byte) map[string]form
}{
	{
		name: "advisers", source: "activateurs.csv", kind: "activateurs", plan: Advisers, file: advisersFile,
		from: ";NUMÉRIQUE EXEMPLE;", to: ";Numérique Exemple;", source1: "Île-de-France,https://www.francenum.gouv.fr/activateurs/numerique-exemple", source2: "Île-de-France,https://www.francenum.gouv.fr/activateurs/nouvelle-adresse",
		removed: "afn-017,", removedPath: advisersFile + " : Sans lien",
		want: expectedAdvisers, forms: advisersForms,
	},
	{
		name: "aids", source: "aides.json", kind: "aides", plan: Aids, file: "aides/pret-exemple.md",
		from: "Un prêt sans garantie.\n\n", to: "Un prêt sans garantie, que nous avons vérifié.\n\n", source1: "De 10 000 € à 50 000 €", source2: "De 10 000 € à 75 000 €",
		removed: `"id_aid": 54`, removedPath: "aides/diagnostic-l-exemple.md",
		want: expectedAids, forms: aidsForms,
	},
	{
		name: "testimonials", source: "temoignages.csv", kind: "temoignages", plan: Testimonials, file: "temoignages/une-epicerie-vend-sur-internet.md",
		from: "La rue est en travaux.", to: "La rue fut longtemps en travaux.", source1: "Deux ventes sur trois.", source2: "Trois ventes sur quatre.",
		removed: "22/11/2026 11:20:00;", removedPath: "temoignages/une-taille-etrange.md",
		want: expectedTestimonials, forms: testimonialsForms,
	},
}

// TestRowsBecomeWhatIsExpected imports each fixture in each form that programs give it. What
// rows become is in the tables of expected_test.go; a second import changes nothing, and a
// third keeps what an editor wrote meanwhile.
func TestRowsBecomeWhatIsExpected(t *testing.T) {
	for _, tt := range imported {
		source := read(t, tt.source)
		for name, form := range tt.forms(t, source) {
			t.Run(tt.name+" "+name, func(t *testing.T) {
				f := newFolder()
				_, p := f.take(t, tt.plan, form.data, "essai", "2026-11-28")
				want := form.wants(tt.want)
				compareNotes(t, p.Notes, want, form.at)
				made := wanted(want)
				if tt.kind == "activateurs" {
					compareRows(t, string(f[advisersFile].Data), made)
				} else {
					compareDocuments(t, f, tt.kind, p.Files, made)
				}
				if problems := f.problems(t); problems != "" {
					t.Errorf("what was made has errors:\n%s", problems)
				}
				before := f.files(tt.kind)
				second, again := f.take(t, tt.plan, form.data, "essai", "2027-01-31")
				if len(again.Files)+len(again.Kept)+len(again.Gone) > 0 || again.Same != len(made) || !bytes.Equal(before, f.files(tt.kind)) {
					t.Errorf("the same source again is not nothing:\n%s", second)
				}
				f[tt.file] = &fstest.MapFile{Data: bytes.Replace(f[tt.file].Data, []byte(tt.from), []byte(tt.to), 1)}
				edited := f.files(tt.kind)
				third, kept := f.take(t, tt.plan, form.data, "essai", "2027-02-28")
				if len(kept.Files)+len(kept.Gone) > 0 || len(kept.Kept) != 1 || bytes.Equal(edited, before) || !bytes.Equal(edited, f.files(tt.kind)) {
					t.Errorf("what an editor wrote is not kept:\n%s", third)
				}
			})
		}
	}
}

// wanted are the rows that become something.
func wanted(rows []expected) []expected {
	return slices.DeleteFunc(slices.Clone(rows), func(e expected) bool { return e.path == "" })
}

// compareNotes compares what is said of each row, at its line, with what is expected.
func compareNotes(t *testing.T, notes []Note, rows []expected, at func(line int) int) {
	t.Helper()
	said := map[int]string{}
	for _, n := range notes {
		if n.Line > at(1) {
			said[n.Line] += n.Message + "\n"
		}
	}
	for _, e := range rows {
		line := at(e.line)
		got, says := said[line], sayLine.ReplaceAllStringFunc(e.says, func(s string) string {
			n, _ := strconv.Atoi(s[len("la ligne "):])
			return fmt.Sprintf("la ligne %d", at(n))
		})
		left := strings.Contains(got, "ligne laissée : ")
		if left != (e.path == "") || !strings.Contains(got, says) || (says == "") != (got == "") {
			t.Errorf("line %d, said %q, want %q", line, got, says)
		}
		delete(said, line)
	}
	if len(said) > 0 {
		t.Errorf("said of rows that nobody expects: %v", said)
	}
}

var sayLine = regexp.MustCompile(`la ligne \d+`)

// compareRows compares the rows of the table of advisers, in their order.
func compareRows(t *testing.T, table string, want []expected) {
	t.Helper()
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(table, "\ufeff")))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	cell := func(row []string, column string) string { return row[slices.Index(rows[0], column)] }
	if len(rows)-1 != len(want) {
		t.Errorf("%d rows, want %d", len(rows)-1, len(want))
	}
	for i, e := range want[:min(len(want), len(rows)-1)] {
		var facts []string
		for _, column := range []string{"titre", "categorie", "commune", "code_postal", "territoires", "services"} {
			facts = append(facts, cell(rows[i+1], column))
		}
		if got := strings.Join(facts, ";"); cell(rows[i+1], "slug") != e.path || got != e.facts {
			t.Errorf("line %d is %s: %s\nwant %s: %s", e.line, cell(rows[i+1], "slug"), got, e.path, e.facts)
		}
	}
}

// compareDocuments compares the documents that were made, in their order: a fact is a line
// of its document, or after "!" what no line of it has.
func compareDocuments(t *testing.T, f folder, kind string, files []File, want []expected) {
	t.Helper()
	if len(files) != len(want) {
		t.Errorf("%d documents, want %d", len(files), len(want))
	}
	for i, e := range want[:min(len(want), len(files))] {
		name := kind + "/" + e.path + ".md"
		if files[i].Path != "content/"+name || !files[i].New {
			t.Errorf("line %d is %s, want %s", e.line, files[i].Path, name)
			continue
		}
		text := string(f[name].Data)
		lines := strings.Split(text, "\n")
		for _, fact := range strings.Split(e.facts, "\n") {
			absent, not := strings.CutPrefix(fact, "!")
			if !not && !slices.Contains(lines, fact) || not && saysAny(lines, absent) {
				t.Errorf("line %d, %s, %q:\n%s", e.line, name, fact, text)
			}
		}
	}
}

// saysAny reports whether a line has a text, or for "key:" begins with it.
func saysAny(lines []string, text string) bool {
	return slices.ContainsFunc(lines, func(line string) bool {
		return strings.HasPrefix(line, text) || !strings.HasSuffix(text, ":") && strings.Contains(line, text)
	})
}

// problems are the errors of a folder.
func (f folder) problems(t *testing.T) string {
	t.Helper()
	coll, problems, err := content.Load(context.Background(), []content.Root{{Name: "content", FS: fstest.MapFS(f)}}, 1)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, p := range diag.Errors(append(problems, check.Collection(coll)...)) {
		fmt.Fprintf(&out, "%s: %s\n", p.Source.Path, p.Message)
	}
	return out.String()
}

// TestImportsKeepWhatEditorsChange holds the three cases: a document that nobody touched
// is updated, one that an editor changed is kept while what the source has is said, and
// one that left the source is said and stays.
func TestImportsKeepWhatEditorsChange(t *testing.T) {
	for _, tt := range imported {
		t.Run(tt.name, func(t *testing.T) {
			source := read(t, tt.source)
			later := bytes.ReplaceAll(source, []byte(tt.source1), []byte(tt.source2))
			if bytes.Equal(source, later) {
				t.Fatal("the source does not change")
			}
			f := newFolder()
			f.take(t, tt.plan, source, "essai", "2026-11-28")

			untouched := newFolder()
			for name, file := range f {
				untouched[name] = file
			}
			if report, p := untouched.take(t, tt.plan, later, "essai", "2026-12-01"); len(p.Files) != 1 || len(p.Kept)+len(p.Gone) > 0 {
				t.Errorf("untouched:\n%s", report)
			}
			if got := string(untouched[tt.file].Data); !strings.Contains(got, "2026-12-01") {
				t.Errorf("untouched, it is not updated:\n%s", got)
			}

			edited := bytes.Replace(f[tt.file].Data, []byte(tt.from), []byte(tt.to), 1)
			if bytes.Equal(edited, f[tt.file].Data) {
				t.Fatalf("the editor changes nothing of\n%s", edited)
			}
			f[tt.file] = &fstest.MapFile{Data: edited}
			if report, p := f.take(t, tt.plan, source, "essai", "2026-12-01"); len(p.Files) > 0 || len(p.Kept) != 1 || p.Kept[0].Diff != "" {
				t.Errorf("edited, and the source is as it was:\n%s", report)
			}
			report, p := f.take(t, tt.plan, later, "essai", "2026-12-01")
			if len(p.Files) > 0 || len(p.Kept) != 1 || !strings.Contains(p.Kept[0].Diff, "+") || !bytes.Equal(f[tt.file].Data, edited) {
				t.Errorf("edited, and the source changed:\n%s", report)
			}
			compare(t, tt.name+".kept", []byte(p.Kept[0].Diff))

			report, p = f.take(t, tt.plan, withoutLine(source, tt.removed), "essai", "2026-12-01")
			if len(p.Files) > 0 || len(p.Gone) != 1 || p.Gone[0] != "content/"+tt.removedPath {
				t.Errorf("gone from the source:\n%s", report)
			}
		})
	}
}

// withoutLine returns a source without the line that says a text.
func withoutLine(source []byte, says string) []byte {
	lines := strings.SplitAfter(string(source), "\n")
	return []byte(strings.Join(slices.DeleteFunc(lines, func(line string) bool { return strings.Contains(line, says) }), ""))
}

// TestRowsThatSpoilKeepTheirDocuments holds that a row which cannot be used any more is
// said, with its document, which is not said to have left the source.
func TestRowsThatSpoilKeepTheirDocuments(t *testing.T) {
	for _, tt := range []struct {
		name, source, from, to, want string
		plan                         planner
	}{
		{"an aid taken down", "aides.json", `"id_aid": "43", "status": "1"`, `"id_aid": "43", "status": "0"`, "(status 0) ; son document reste tel quel : content/aides/pret-exemple.md", Aids},
		{"a testimonial of no sector", "temoignages.csv", ";Coiffure;", ";Coifffure;", "« coiffure » ? ; son document reste tel quel : content/temoignages/une-coiffeuse-prend-ses-rendez-vous-en-ligne.md", Testimonials},
		{"an adviser of no place", "activateurs.csv", "75011,Paris,Île-de-France", ",Paris,", "18: ligne laissée : elle n'a ni code postal ni région", Advisers},
	} {
		f, source := newFolder(), read(t, tt.source)
		f.take(t, tt.plan, source, "essai", "2026-11-28")
		report, p := f.take(t, tt.plan, bytes.Replace(source, []byte(tt.from), []byte(tt.to), 1), "essai", "2026-12-01")
		if len(p.Gone)+len(p.Files) > 0 || !strings.Contains(report, tt.want) {
			t.Errorf("%s:\n%s", tt.name, report)
		}
	}
}

// TestColumnsThatAnImportForgets holds that an import which is not told again what a column
// is takes nothing away: it is refused, and says what to type; a column that is said not to
// be read takes away what it gave.
func TestColumnsThatAnImportForgets(t *testing.T) {
	const table = "Clé;Titre;Date;Résumé;Votre problème;Remarques\nA1;Un titre;22/11/2026;Un essai.;Le téléphone sonne.;rien\nA2;Un autre titre;23/11/2026;Un essai.;La rue est en travaux.;\n"
	told := map[string]string{"cle": "id", "votre-probleme": "besoin"}
	for name, tt := range map[string]struct {
		columns map[string]string
		source  string
		want    string // part of the refusal, or ""
		files   int    // that are updated
	}{
		"said again":           {told, table, "", 0},
		"a part":               {map[string]string{"cle": "id"}, table, "--colonnes \"Votre problème=…\", comme la première fois", 0},
		"a part, and a change": {map[string]string{"cle": "id"}, strings.Replace(table, "Le téléphone sonne.", "Le téléphone sonnait.", 1), "la colonne « Votre problème » avait donné une partie de content/temoignages/un-autre-titre.md", 0},
		"a part, to be left":   {map[string]string{"cle": "id", "votre-probleme": ""}, table, "", 2},
		"the identifier":       {map[string]string{"votre-probleme": "besoin"}, table, "dites avec --colonnes ce que sont « Clé », « Remarques »", 0},
		"nothing but a change": {told, strings.Replace(table, "Le téléphone sonne.", "Le téléphone sonnait.", 1), "", 1},
	} {
		f := newFolder()
		options := func(columns map[string]string) Options {
			return Options{Roots: []content.Root{{Name: "content", FS: fstest.MapFS(f)}}, Origin: "essai", Date: "2026-11-28", Columns: columns}
		}
		first, err := Testimonials(t.Context(), []byte(table), options(told))
		if err != nil || len(first.Files) != 2 {
			t.Fatal(first, err)
		}
		for _, file := range first.Files {
			f[strings.TrimPrefix(file.Path, "content/")] = &fstest.MapFile{Data: file.Text}
		}
		again, err := Testimonials(t.Context(), []byte(tt.source), options(tt.columns))
		refused := (*UnreadableError)(nil)
		switch {
		case tt.want != "" && (!errors.As(err, &refused) || !strings.Contains(refused.Message, tt.want)):
			t.Errorf("%s: %v %v, want %q", name, again, err, tt.want)
		case tt.want == "" && (err != nil || len(again.Files) != tt.files):
			t.Errorf("%s: %v %v, want %d files", name, again, err, tt.files)
		}
	}
}

// TestOneSourceInTwoForms holds that answers which come once as CSV and once as a workbook
// are the same answers.
func TestOneSourceInTwoForms(t *testing.T) {
	forms := tablesAndWorkbooks(t, read(t, "temoignages.csv"))
	f := newFolder()
	f.take(t, Testimonials, forms["as it is"].data, "essai", "2026-11-28")
	if report, p := f.take(t, Testimonials, forms["a workbook typed in Excel"].data, "essai", "2026-11-29"); len(p.Files)+len(p.Gone) > 0 {
		t.Errorf("the workbook changes what the table gave:\n%s", report)
	}
}
