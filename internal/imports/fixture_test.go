package imports

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"recueil/internal/check"
	"recueil/internal/content"
	"recueil/internal/diag"
)

var update = flag.Bool("update", false, "rewrite the expectations in testdata")

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
	if *update {
		if err := os.WriteFile("testdata/"+name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
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
}{
	{
		name: "advisers", source: "activateurs.csv", kind: "activateurs", plan: Advisers, file: advisersFile,
		from: ";NUMÉRIQUE EXEMPLE;", to: ";Numérique Exemple;", source1: "Île-de-France,https://www.francenum.gouv.fr/activateurs/numerique-exemple", source2: "Île-de-France,https://www.francenum.gouv.fr/activateurs/nouvelle-adresse",
		removed: "afn-017,", removedPath: advisersFile + " : Sans lien",
	},
	{
		name: "aids", source: "aides.json", kind: "aides", plan: Aids, file: "aides/pret-exemple.md",
		from: "Un prêt sans garantie.\n\n", to: "Un prêt sans garantie, que nous avons vérifié.\n\n", source1: "De 10 000 € à 50 000 €", source2: "De 10 000 € à 75 000 €",
		removed: `"id_aid": 54`, removedPath: "aides/diagnostic-l-exemple.md",
	},
	{
		name: "testimonials", source: "temoignages.csv", kind: "temoignages", plan: Testimonials, file: "temoignages/une-epicerie-vend-sur-internet.md",
		from: "La rue est en travaux.", to: "La rue fut longtemps en travaux.", source1: "Deux ventes sur trois.", source2: "Trois ventes sur quatre.",
		removed: "22/11/2026 11:20:00;", removedPath: "temoignages/une-taille-etrange.md",
	},
}

// TestImports imports each fixture, and again: the second time changes nothing.
func TestImports(t *testing.T) {
	for _, tt := range imported {
		t.Run(tt.name, func(t *testing.T) {
			f, source := newFolder(), read(t, tt.source)
			first, _ := f.take(t, tt.plan, source, "essai", "2026-11-28")
			compare(t, tt.name+".said", []byte(first))
			compare(t, tt.name+".made", f.files(tt.kind))
			made := f.files(tt.kind)
			second, again := f.take(t, tt.plan, source, "essai", "2027-01-31")
			if len(again.Files)+len(again.Kept)+len(again.Gone) > 0 || again.Same == 0 || !bytes.Equal(made, f.files(tt.kind)) {
				t.Errorf("the same source again is not nothing:\n%s", second)
			}
			if problems := f.problems(t); problems != "" {
				t.Errorf("what was made has errors:\n%s", problems)
			}
		})
	}
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
