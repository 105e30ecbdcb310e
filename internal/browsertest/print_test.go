package browsertest

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/render"
	"recueil/internal/site"
	"recueil/templates"
)

// sheetForPaper has all that a screen scrolls or folds: a wide table, long lines of code,
// an address, the words of a film.
const sheetForPaper = "---\ntitre: Vendre au marché\nresume: Ce que la caisse change.\ndate: 2026-01-01\n" +
	"video: {url: \"https://video.example.org/x\", titre: Un film, transcription: \"Bonjour. MOTDUFILM.\"}\n---\n" +
	"| Accompagnement | Investissement | Communication | Cybersécurité | Référencement | Dématérialisation | Responsabilité | Anticonstitutionnellement |\n|---|---|---|---|---|---|---|---|\n| a | b | c | d | e | f | g | recommandé |\n\n" +
	"```\nrecueil build --content content --out public --date 2026-01-01 --toutes-les-regions --tous-les-departements --jobs 2\n```\n\n" +
	"<https://un-site.example.org/une/adresse/qui/ne/finit/jamais/sans-un-mot-ni-une-espace-du-tout-jusqu-a-la-fin-de-la-ligne.html>\n"

// paper is how wide the text of an A4 sheet is without its margins, in CSS pixels.
const paper = (210 - 2*16) * 96 / 25

// TestNothingIsCutOnPaper lays a page and the booklet out as they are printed: nothing
// sticks out or scrolls, and what is folded is there.
func TestNothingIsCutOnPaper(t *testing.T) {
	t.Parallel()
	root := content.Root{Name: "content", FS: fstest.MapFS{
		"recueil.yaml": {Data: []byte("titre: Essai\nbase_url: https://essai.example.org/\n")},
		"fiches/a.md":  {Data: []byte(sheetForPaper)},
	}}
	fsys, err := construct([]content.Root{root})
	if err != nil {
		t.Fatal(err)
	}
	b := open(t, serve(t, fsys, ownPath))
	b.onPaper()
	b.visit("/fiches/a/")
	b.wholeOnPaper("the page")

	b = open(t, &server{URL: "file://"})
	b.onPaper()
	b.do(chromedp.Navigate("file://" + bookletOf(t, root)))
	b.wholeOnPaper("the booklet")
}

// TestLeafletsAreOnePage lays out the leaflets of the repository's own content that say the
// most, with a contact: none is higher than a sheet of A4 without its margins.
func TestLeafletsAreOnePage(t *testing.T) {
	t.Parallel()
	coll, problems, err := content.Load(t.Context(), []content.Root{{Name: "content", FS: os.DirFS("../../content")}}, 2)
	if err != nil || diag.HasErrors(problems) {
		t.Fatal(err, problems)
	}
	editions := edition.At(coll, today)
	editions.BaseURL = "https://recueil.test/" // a code to scan is part of the page
	view, _ := edition.Select(editions.National())
	contact, _ := view.Document("contacts/cci")
	pages := map[string][]byte{}
	ours, _ := render.ParseStandalone(templates.FS)
	for _, d := range render.Leaflets(view) {
		page, problems, err := site.Leaflet(render.LeafletInput{View: view, Document: d, Contact: contact}, ours)
		if err != nil || diag.HasErrors(problems) {
			t.Fatal(err, problems)
		}
		pages[d.Slug] = page
	}
	longest := slices.SortedFunc(maps.Keys(pages), func(a, b string) int { return len(pages[b]) - len(pages[a]) })
	b := open(t, &server{URL: "file://"})
	b.onPaper()
	const height = (297 - 2*12) * 96 / 25.4
	for _, name := range longest[:5] {
		file := filepath.Join(t.TempDir(), name+".html")
		if err := os.WriteFile(file, pages[name], 0o644); err != nil {
			t.Fatal(err)
		}
		b.do(chromedp.Navigate("file://" + file))
		if got := value[float64](b, `document.querySelector("main").getBoundingClientRect().height`); got > height {
			t.Errorf("the leaflet of %s is %.0f pixels high, and a page %.0f", name, got, height)
		}
	}
}

// onPaper shows the pages that follow as they are printed, on the width of a sheet.
func (b *tab) onPaper() {
	b.Helper()
	b.width(paper)
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		return err
	}))
}

// wholeOnPaper looks for what is cut in the page, and for the words that are folded on
// screens.
func (b *tab) wholeOnPaper(name string) {
	b.Helper()
	cut := value[[]string](b, fmt.Sprintf(`[...document.querySelectorAll("pre, .tableau, table, td, th, p")]
		.filter((e) => e.scrollWidth > e.clientWidth + 1 && !e.closest(".invisible") && getComputedStyle(e).display !== "inline" || e.getBoundingClientRect().right > %d + 1)
		.map((e) => e.tagName + " " + e.innerText.slice(0, 40) + " " + e.scrollWidth + ">" + e.clientWidth)`, paper))
	if len(cut) > 0 {
		b.Errorf("%s: cut on paper: %q", name, cut)
	}
	if !value[bool](b, `[...document.querySelectorAll("p")].find((p) => p.textContent.includes("MOTDUFILM"))?.checkVisibility() ?? false`) {
		b.Errorf("%s: the words of the film are not printed", name)
	}
	if text := b.text("main"); !strings.Contains(text, "recommandé") {
		b.Errorf("%s: the table is not printed", name)
	}
}

// bookletOf writes the booklet of a content, and returns its path.
func bookletOf(t *testing.T, root content.Root) string {
	t.Helper()
	coll, problems, err := content.Load(t.Context(), []content.Root{root}, 1)
	if err != nil || diag.HasErrors(problems) {
		t.Fatal(err, problems)
	}
	view, _ := edition.Select(edition.At(coll, today).National())
	ours, _ := render.ParseStandalone(templates.FS)
	page, problems, err := site.Booklet(t.Context(), render.BookletInput{View: view}, ours, nil)
	if err != nil || diag.HasErrors(problems) {
		t.Fatal(err, problems)
	}
	file := filepath.Join(t.TempDir(), "livret.html")
	if err := os.WriteFile(file, page, 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}
