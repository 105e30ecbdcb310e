package site_test

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"recueil/assets"
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/publish"
	"recueil/internal/site"
	"recueil/templates"
)

// editsOf500 is how long the tests that edit a recueil at random are: "make egalite" asks
// for as much as the promise says (more than 200 edits of 500 documents), "go test" for
// what takes a few seconds.
var editsOf500 = flag.Int("retouches", 0, "edits of 500 documents after which serve's site and a warm build are compared with a cold build; 0: a few, of few documents")

// editsAsked returns how many documents to make and how often to edit them, few being
// the edits of a short run.
func editsAsked(few int) (documents, edits int) {
	if *editsOf500 > 0 {
		return 500, *editsOf500
	}
	return 40, few
}

// proofCompared is after how many edits the test of proofs compares whole sites.
const proofCompared = 8

// TestProofsEqualBuilds edits a recueil at random, as its author would under serve,
// and looks whether the proof of each state is the site that Build makes: whether
// there is one after each edit, and every byte of it after some.
func TestProofsEqualBuilds(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a recueil many times")
	}
	documents, edits := editsAsked(60)
	a := newEditing(t, documents)
	desk := site.NewDesk(time.Now)
	for i := range edits {
		name, mend := a.edit()
		a.compare(desk, fmt.Sprintf("edit %d (%s)", i, name), i%proofCompared == 0 || i == edits-1)
		if mend != nil {
			mend()
		}
		if t.Failed() {
			return
		}
	}
	if a.compared < edits/proofCompared/2 {
		t.Errorf("only %d whole sites were compared: the others had errors", a.compared)
	}
}

// TestFirstEditNeedNotWait edits a sheet before the first proof has settled: the sheet is
// there without every page being tried, and a page that the templates break is found when
// the proof settles. From then on no edit passes until it is mended.
func TestFirstEditNeedNotWait(t *testing.T) {
	a := newEditing(t, 0)
	for _, name := range []string{"fiches/a", "temoignages/b"} {
		a.write(name+".md", "---\ntitre: Une page\nresume: De quoi lire.\ndate: 2025-01-01\n---\nUn texte.\n")
	}
	sound := a.templates
	a.templates = with(t, sound, "pages/temoignage.html", `{{define "main"}}{{.Absent}}{{end}}`)
	desk := site.NewDesk(time.Now)
	edit := func(text string) (*site.Proof, string) {
		t.Helper()
		a.write("fiches/a.md", a.read("fiches/a.md")+text+"\n")
		proof, problems, err := desk.Proof(t.Context(), a.input(), a.opt)
		if err != nil {
			t.Fatal(err)
		}
		return proof, said(diag.Errors(problems))
	}
	if first, problems := edit("Rien."); first == nil {
		t.Fatal(problems)
	}
	second, problems := edit("Une phrase de plus.")
	if second == nil {
		t.Fatal(problems)
	}
	if page, _, err := second.Read(t.Context(), "fiches/a/index.html"); err != nil || !bytes.Contains(page, []byte("Une phrase de plus.")) {
		t.Error("the edit is not shown", err)
	}
	found, err := second.Settle(t.Context())
	if err != nil || !strings.Contains(said(found), "pages/temoignage.html") {
		t.Errorf("settling finds %q, %v: not the template", said(found), err)
	}
	if _, problems := edit("Encore une."); !strings.Contains(problems, "pages/temoignage.html") {
		t.Errorf("the edit after it is shown, or not for the template: %q", problems)
	}
	a.templates = sound
	if mended, problems := edit("Enfin."); mended == nil {
		t.Error(problems)
	}
}

// editing is a recueil in a folder, and who edits it.
type editing struct {
	*rand.Rand
	t         *testing.T
	dir       string
	templates fs.FS
	assets    fs.FS
	opt       site.Options
	documents []string // their files
	written   int      // dates files: none is written twice at one date
	compared  int      // whole sites, which had no error
}

func newEditing(t *testing.T, documents int) *editing {
	a := &editing{Rand: rand.New(rand.NewPCG(18, 2)), t: t, dir: t.TempDir(), templates: templates.FS, assets: assets.FS,
		opt: site.Options{Today: "2026-06-01", Jobs: 2}}
	a.write("recueil.yaml", "titre: Essai\nbase_url: https://essai.example.org\n")
	a.write("glossaire.yaml", "- {terme: devis, definition: Un prix promis.}\n")
	a.write("editions/bretagne.yaml", "titre: En Bretagne\nterritoires: [bretagne]\n")
	a.write("images/plan.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0h8v8z"/></svg>`)
	for _, slug := range sectors {
		a.write("secteurs/"+slug+".md", "---\ntitre: Le "+slug+"\nresume: Un métier.\n---\n")
	}
	for _, slug := range themes {
		a.write("themes/"+slug+".md", "---\ntitre: Bien "+slug+"\nresume: Un besoin.\n---\nPar où commencer.\n")
	}
	for range documents {
		a.create()
	}
	return a
}

var (
	sectors  = []string{"commerce", "batiment", "culture", "transport"}
	themes   = []string{"vendre", "facturer", "recruter"}
	places   = []string{"bretagne", "finistere", "normandie", "la-reunion"}
	folders  = []string{"fiches", "temoignages", "fiches", "formations", "aides"}
	somewhat = strings.Fields("atelier boutique camion client commande devis facture gîte livraison logiciel matériel menuisier paiement photo rayon site stock vente")
)

func (a *editing) write(name, text string) {
	a.t.Helper()
	file := filepath.Join(a.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		a.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		a.t.Fatal(err)
	}
	a.written++
	if date := time.Unix(1_700_000_000+int64(a.written), 0); a.written%7 > 0 { // the others are dated now
		if err := os.Chtimes(file, date, date); err != nil {
			a.t.Fatal(err)
		}
	}
}

func (a *editing) read(name string) string {
	a.t.Helper()
	text, err := os.ReadFile(filepath.Join(a.dir, filepath.FromSlash(name)))
	if err != nil {
		a.t.Fatal(err)
	}
	return string(text)
}

func (a *editing) pick(list []string) string { return list[a.IntN(len(list))] }

func (a *editing) words(n int) string {
	var list []string
	for range n {
		list = append(list, a.pick(somewhat))
	}
	return strings.Join(list, " ")
}

// create writes a document, that leads to another.
func (a *editing) create() string {
	name := fmt.Sprintf("%s/doc-%d.md", a.pick(folders), a.written)
	places := places
	if a.IntN(40) == 0 {
		name, places = "territoires/bretagne/"+name, places[:1] // no other may be named there
	}
	text := fmt.Sprintf("---\ntitre: Titre %s %d\nresume: Résumé %s.\ndate: 2025-%02d-%02d\n", a.words(2), a.written, a.words(4), 1+a.IntN(12), 1+a.IntN(28))
	text += fmt.Sprintf("secteurs: [%s]\nthemes: [%s]\n", a.pick(sectors), a.pick(themes))
	if a.IntN(2) == 0 {
		text += "territoires: [" + a.pick(places) + "]\n"
	}
	if strings.Contains(name, "aides/") {
		text += fmt.Sprintf("organisme: Une région\nnature: subvention\nfin: 2026-%02d-01\n", 1+a.IntN(12))
	}
	if strings.Contains(name, "temoignages/") && a.IntN(3) == 0 {
		text += fmt.Sprintf("temoin: {nom: Camille Essai, fonction: gérance, consentement: {reference: F-%d, date: 2025-01-01, expire: 2026-%02d-01}}\n", a.written, 1+a.IntN(12))
	}
	text += "---\n## Pourquoi\n\n" + a.words(12) + ".\n"
	if a.IntN(10) == 0 {
		text += "\n![Un plan](/images/plan.svg)\n"
	}
	if len(a.documents) > 0 && a.IntN(2) == 0 {
		if to := a.pick(a.documents); !strings.HasPrefix(to, "territoires/") {
			text += "\nVoir [ceci](/" + strings.TrimSuffix(to, ".md") + "/#pourquoi).\n"
		}
	}
	a.write(name, text)
	a.documents = append(a.documents, name)
	return name
}

// rewrite edits a document.
func (a *editing) rewrite(how func(text string) string) {
	name := a.pick(a.documents)
	a.write(name, how(a.read(name)))
}

// edit makes one edit. It returns how to mend it when the next must not find it.
func (a *editing) edit() (name string, mend func()) {
	spoil := func(file, from, to string) func() {
		before := a.read(file)
		a.write(file, strings.Replace(before, from, to, 1))
		return func() { a.write(file, before) }
	}
	switch n := a.IntN(22); n {
	case 0, 1, 2, 3:
		a.rewrite(func(s string) string { return s + "\nEncore " + a.words(5) + ".\n" })
		return "text", nil
	case 4:
		a.rewrite(func(s string) string { return strings.Replace(s, "resume: ", "resume: "+a.pick(somewhat)+" ", 1) })
		return "summary", nil
	case 5:
		a.rewrite(func(s string) string { return strings.Replace(s, "titre: ", "titre: "+a.pick(somewhat)+" ", 1) })
		return "title", nil
	case 6:
		a.rewrite(func(s string) string {
			if strings.Contains(s, "tailles: ") {
				return s
			}
			return strings.Replace(s, "secteurs: [", "tailles: [1-9]\nsecteurs: [", 1)
		})
		return "size", nil
	case 7:
		a.rewrite(func(s string) string { return strings.Replace(s, "tailles: [1-9]\n", "", 1) })
		return "no size", nil
	case 8:
		a.create()
		return "new document", nil
	case 9, 10:
		i := a.IntN(len(a.documents))
		from := a.documents[i]
		to := strings.Replace(from, "/doc-", "/nouveau-", 1)
		if to == from || strings.HasPrefix(from, "territoires/") {
			return "nothing", nil
		}
		text := a.read(from)
		a.remove(from)
		a.write(to, strings.Replace(text, "titre:", "alias: [/"+strings.TrimSuffix(from, ".md")+"/]\ntitre:", 1))
		a.documents[i] = to
		return "rename", nil
	case 11:
		i := a.IntN(len(a.documents))
		gone := a.documents[i]
		text := a.read(gone)
		a.remove(gone) // an error, if another leads there
		return "delete " + gone, func() { a.write(gone, text) }
	case 12:
		file := "secteurs/" + a.pick(sectors) + ".md"
		a.write(file, strings.Replace(a.read(file), "titre: ", "titre: "+a.pick(somewhat)+" ", 1))
		return "sector", nil
	case 13:
		file := "themes/" + a.pick(themes) + ".md"
		a.write(file, a.read(file)+"\n"+a.words(6)+".\n")
		return "theme", nil
	case 14:
		a.templates = with(a.t, templates.FS, "parts/pied.html", string(a.must(fs.ReadFile(templates.FS, "parts/pied.html")))+fmt.Sprintf("<!-- %d -->", a.written))
		return "template", nil
	case 15:
		a.write("recueil.yaml", fmt.Sprintf("titre: Essai %d\nbase_url: https://essai.example.org\n", a.IntN(9)))
		return "settings", nil
	case 16:
		a.write("glossaire.yaml", fmt.Sprintf("- {terme: %s, definition: Un mot.}\n", a.pick(somewhat)))
		return "glossary", nil
	case 17:
		a.write("synonymes.yaml", fmt.Sprintf("groupes: [[%s, %s]]\n", somewhat[a.IntN(9)], somewhat[9+a.IntN(9)]))
		return "synonyms", nil
	case 18:
		a.opt.Today = content.Date(fmt.Sprintf("2026-%02d-15", 1+a.IntN(12)))
		return "date", nil
	case 19:
		file := a.pick(a.documents)
		return "no heading in " + file, spoil(file, "## Pourquoi\n", "") // an error elsewhere, if another leads there
	case 20:
		return "broken link", spoil(a.pick(a.documents), "## Pourquoi", "[rien](/fiches/absente/)\n\n## Pourquoi")
	}
	a.assets = with(a.t, assets.FS, "css/site.css", string(a.must(fs.ReadFile(assets.FS, "css/site.css")))+fmt.Sprintf("\n.x%d{color:red}", a.written))
	return "style", nil
}

func (a *editing) remove(name string) {
	if err := os.Remove(filepath.Join(a.dir, filepath.FromSlash(name))); err != nil {
		a.t.Fatal(err)
	}
}

func (a *editing) must(data []byte, err error) []byte {
	if err != nil {
		a.t.Fatal(err)
	}
	return data
}

func (a *editing) input() site.Input {
	return site.Input{Content: []content.Root{{Name: "content", FS: os.DirFS(a.dir)}}, Templates: a.templates, Assets: a.assets}
}

// compare makes a proof and compares it with what Build says; the whole site, if asked.
func (a *editing) compare(desk *site.Desk, edit string, whole bool) {
	a.t.Helper()
	proof, problems, err := desk.Proof(a.t.Context(), a.input(), a.opt)
	if err != nil {
		a.t.Fatalf("%s: %v", edit, err)
	}
	if proof != nil {
		more, err := proof.Settle(a.t.Context())
		if err != nil {
			a.t.Fatalf("%s: %v", edit, err)
		}
		problems = append(problems, more...)
	}
	if bad := diag.HasErrors(problems); bad || whole {
		out := publish.NewMemory()
		_, want, err := site.Build(a.t.Context(), a.input(), out, a.opt)
		if err != nil {
			a.t.Fatalf("%s: %v", edit, err)
		}
		if got, want := said(diag.Errors(diag.Sort(problems))), said(diag.Errors(want)); got != want {
			a.t.Errorf("%s: the proof says\n%s\nBuild says\n%s", edit, got, want)
		}
		if !bad {
			a.compareFiles(proof, out, edit)
		}
	}
}

// said prints problems, a line each.
func said(problems []diag.Diagnostic) string {
	var b strings.Builder
	for _, p := range problems {
		line, column := p.Source.Position(p.Span.Start)
		fmt.Fprintf(&b, "%s:%d:%d: %s [%s]\n", p.Source.Path, line, column, p.Message, p.Rule.Name)
	}
	return b.String()
}

func (a *editing) compareFiles(proof *site.Proof, out *publish.Memory, edit string) {
	a.t.Helper()
	a.compared++
	want := filesOf(a.t, out.FS())
	names, err := proof.Files(a.t.Context())
	if err != nil {
		a.t.Fatal(err)
	}
	if !slices.Equal(names, slices.Sorted(maps.Keys(want))) {
		a.t.Errorf("%s: other files than Build's", edit)
	}
	for _, name := range names {
		got, problems, err := proof.Read(a.t.Context(), name)
		if err != nil || len(problems) > 0 || !bytes.Equal(got, want[name]) {
			a.t.Errorf("%s: %s is not what Build writes (%v, %v)", edit, name, err, problems)
		}
	}
}
