package browsertest

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"recueil/assets"
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/editor"
	"recueil/internal/export"
	live "recueil/internal/serve"
	"recueil/internal/site"
)

// servesEditor runs the live server with its editor until the end of the test.
func (a author) servesEditor() *server {
	a.Helper()
	folder := a.file("content")
	prepare := func() (site.Input, site.Options, error) {
		root, err := os.OpenRoot(folder)
		if err != nil {
			return site.Input{}, site.Options{}, err
		}
		in := site.Input{Content: []content.Root{{Name: filepath.ToSlash(folder), FS: root.FS()}}, Templates: os.DirFS(a.file("templates")), Assets: fs.FS(assets.FS)}
		return in, site.Options{Today: today, Jobs: 2}, nil
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		a.Fatal(err)
	}
	desk := site.NewDesk(time.Now)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		ended <- live.Run(ctx, l, live.Options{
			Guards:  export.Guards,
			Folders: []string{folder},
			Build: func(ctx context.Context) (live.Site, []diag.Diagnostic, error) {
				in, opt, err := prepare()
				if err != nil {
					return nil, nil, err
				}
				proof, problems, err := desk.Proof(ctx, in, opt)
				return proof, problems, err
			},
			Editor: editor.New(editor.Options{
				Folders: []string{folder}, Prepare: prepare, Explain: error.Error, Now: time.Now,
				Choices: func(e edition.Editions) ([]edition.Choice, error) { return []edition.Choice{e.National()}, nil },
			}),
			Explain: error.Error, Report: func(live.Result) {},
		})
	}()
	a.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			a.Error(err)
		}
	})
	return &server{URL: "http://" + l.Addr().String() + "/"}
}

// openEditor opens a tab for a site with an editor. Chromium asks itself for the sign of
// its own fields of dates, and says that a preview runs no script.
func openEditor(t *testing.T, s *server) *tab {
	t.Helper()
	b := open(t, s)
	b.expect("request outside the site: data:image/svg+xml;base64,")
	b.expect("Blocked script execution")
	return b
}

// tabTo presses the tab key until a condition holds on the element that has the focus,
// called e, which may be in a shadow tree.
func (b *tab) tabTo(condition string) {
	b.Helper()
	for range 150 {
		b.do(chromedp.KeyEvent(kb.Tab))
		if value[bool](b, `((e) => Boolean(`+condition+`))(document.activeElement?.shadowRoot?.activeElement ?? document.activeElement)`) {
			return
		}
	}
	b.Fatalf("no tab leads to %s", condition)
}

func (b *tab) types(text string) {
	b.Helper()
	b.do(chromedp.KeyEvent(text))
}

// read returns a file of the author's.
func (a author) read(name string) string {
	a.Helper()
	text, err := os.ReadFile(a.file(name))
	if err != nil {
		a.Fatal(err)
	}
	return string(text)
}

// TestFirstTestimonialByKeyboard begins at the home page, and writes, saves and sees a
// testimonial without ever leaving the keyboard.
func TestFirstTestimonialByKeyboard(t *testing.T) {
	t.Parallel()
	a := newAuthor(t)
	a.save("content/secteurs/commerce.md", "---\ntitre: Commerce\nresume: Les boutiques.\n---\n")
	b := openEditor(t, a.servesEditor())
	b.expect("404") // of the new page, until the site is made again
	b.width(1280)
	b.visit("/")
	b.tabTo(`e.textContent === "Nouvelle page"`)
	b.leave(enter)
	b.tabTo(`e.id === "titre"`)
	b.types("Une boulangerie : ses commandes en ligne")
	b.leave(enter)

	b.until(`document.querySelector("#bilan").textContent.includes("erreur")`) // the summary is missing
	b.until(`document.querySelector("#c-resume[aria-invalid]") && document.querySelector("#c-resume-erreur").textContent.includes("Résumé")`)
	b.tabTo(`e.closest?.("[data-cle=resume]")`)
	b.types("Ce que la boutique a gagné, et ce qu’elle referait autrement.")
	b.until(`document.querySelector("#c-resume-compte").textContent.startsWith("61 caractères")`)
	b.tabTo(`e.closest?.("[data-cle=secteurs]")`)
	b.types(" ") // ticks the box
	b.tabTo(`e.classList.contains("cm-content") || e.id === "texte"`)
	b.types("Les clients appelaient pendant la fournée.")
	b.until(`document.querySelector("#bilan").textContent && !document.querySelector("#bilan").textContent.includes("erreur")`)
	b.until(`document.querySelector("#apercu").contentDocument?.body?.innerText.includes("pendant la fournée")`)
	b.tabTo(`e.id === "enregistrer"`)
	b.do(enter)
	b.until(`document.querySelector("#message").textContent.startsWith("Enregistré")`)

	got := a.read("content/temoignages/une-boulangerie-ses-commandes-en-ligne.md")
	for _, want := range []string{"titre: \"Une boulangerie : ses commandes en ligne\"\n", "resume: Ce que la boutique a gagné, et ce qu’elle referait autrement.\n", "date: " + string(today) + "\n", "secteurs: [commerce]\n", "Les clients appelaient pendant la fournée."} {
		if !strings.Contains(got, want) {
			t.Errorf("the file lacks %q:\n%s", want, got)
		}
	}
	b.visit("/temoignages/une-boulangerie-ses-commandes-en-ligne/")
	b.until(`document.querySelector("main").innerText.includes("pendant la fournée")`)
}

// TestOneWordChangesOneWord edits a document written by hand, in the form and in the
// text, and compares its bytes.
func TestOneWordChangesOneWord(t *testing.T) {
	t.Parallel()
	a := newAuthor(t)
	before := "---\r\n# à revoir au printemps\r\ntitre:   'Choisir une caisse'\r\nresume: Un essai.   # court\r\ndate: 2026-11-22\r\nmots_cles: [ tiroir,  \"01000\" ]\r\n---\r\n\r\nUne caisse se choisit *lent*ement.\r\n\r\n* un\r\n- deux\r\n"
	a.save(sheet, before)
	b := openEditor(t, a.servesEditor())
	b.visit("/fiches/caisse/")
	b.tabTo(`e.textContent === "Modifier"`)
	b.leave(enter)
	b.until(`document.querySelector("#bilan").textContent.match(/conseil|Rien/)`)

	value[struct{}](b, `(document.querySelector("#c-resume").focus(), document.querySelector("#c-resume").select(), ({}))`)
	b.types("Un autre essai.")
	b.tabTo(`e.classList.contains("cm-content") || e.id === "texte"`)
	b.types(kb.End + " !")
	b.tabTo(`e.id === "enregistrer"`)
	b.do(enter)
	b.until(`document.querySelector("#message").textContent.startsWith("Enregistré")`)
	want := strings.NewReplacer("Un essai.", "Un autre essai.").Replace(before)
	want = strings.Replace(want, "---\r\n\r\nUne", "---\r\n !\r\nUne", 1)
	if got := a.read(sheet); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// quiz is a document with lists in a list, and questionnaire what it says.
const (
	quiz          = "content/diagnostics/essai.md"
	questionnaire = "---\ntitre: \"Un essai ?\"\nresume: Un essai.\nquestions:\n" +
		"  - texte: 'Vendez-vous ?'\n    choix:\n      - texte: Non\n        themes: {vendre-en-ligne: 2, etre-visible: 1} # beaucoup\n      - texte: Oui\n" +
		"  # de la fin\n  - texte: \"Vous voit-on ?\"\n    choix:\n      - texte: Non\n        themes: {etre-visible: 3}\n      - texte: Rarement\n      - texte: Oui\n---\n"
)

// TestQuestionnaireByKeyboard adds an answer to a question and gives it points, has another
// question come first and takes an answer away, and compares the bytes.
func TestQuestionnaireByKeyboard(t *testing.T) {
	t.Parallel()
	a := newAuthor(t)
	for slug, title := range map[string]string{"etre-visible": "Être visible", "vendre-en-ligne": "Vendre en ligne"} {
		a.save("content/themes/"+slug+".md", "---\ntitre: "+title+"\nresume: Un thème.\n---\n")
	}
	a.save(quiz, questionnaire)
	b := openEditor(t, a.servesEditor())
	b.visit("/_recueil/atelier/?fichier=" + filepath.ToSlash(a.file(quiz)))
	b.until(`document.querySelector("#bilan").textContent.match(/conseil|Rien/)`)

	const questions = `[data-cle=questions] > fieldset > ol > li`
	b.tabTo(`e.matches("summary") && e.innerText === "Vendez-vous\u00a0?"`)
	b.do(enter)
	b.tabTo(`e.matches("summary") && e.innerText === "Vous voit-on\u00a0?"`)
	b.do(enter)
	b.focus(questions + `:first-child [data-cle=choix] > fieldset > ol > li:last-child > .outils > [data-retirer]`)
	b.tabTo(`e.matches("[data-ajouter]") && e.innerText.includes("Réponses")`)
	b.do(enter)
	b.types("Un peu")
	b.tabTo(`e.matches("[data-ajouter]") && e.innerText.includes("Points")`)
	b.do(enter)
	b.types("v") // chooses the theme that begins so
	b.tabTo(`e.matches("[data-cle=nombre] input")`)
	b.types("4")
	b.focus(questions + `:first-child [data-cle=nombre] input`)
	b.types(kb.End + kb.Backspace + "5")
	b.focus(questions + `:last-child [data-cle=choix] > fieldset > ol > li:nth-child(2) > .outils > [data-retirer]`)
	b.do(enter)
	b.focus(questions + `:first-child > .outils > [data-place="1"]`)
	b.do(enter)
	if at := b.text(":focus"); !strings.HasPrefix(at, "Monter") {
		t.Errorf("the focus is on %q, and not on the button that is left", at)
	}
	b.until(`document.querySelector("#bilan").textContent.match(/conseil|Rien/)`)
	b.tabTo(`e.id === "enregistrer"`)
	b.do(enter)
	b.until(`document.querySelector("#message").textContent.startsWith("Enregistré")`)
	want := "---\ntitre: \"Un essai ?\"\nresume: Un essai.\nquestions:\n" +
		"  # de la fin\n  - texte: \"Vous voit-on ?\"\n    choix:\n      - texte: Non\n        themes: {etre-visible: 3}\n      - texte: Oui\n" +
		"  - texte: 'Vendez-vous ?'\n    choix:\n      - texte: Non\n        themes: {vendre-en-ligne: 5, etre-visible: 1} # beaucoup\n      - texte: Oui\n      - texte: Un peu\n        themes:\n          vendre-en-ligne: 4\n---\n"
	if got := a.read(quiz); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// focus puts the focus where a test begins to use the keyboard.
func (b *tab) focus(selector string) {
	b.Helper()
	if !value[bool](b, fmt.Sprintf(`((e) => { e?.focus(); return Boolean(e) && document.activeElement === e; })(document.querySelector(%q))`, selector)) {
		b.Fatalf("%s cannot have the focus", selector)
	}
}

// TestConflictShowsBoth saves a document that somebody else changed meanwhile.
func TestConflictShowsBoth(t *testing.T) {
	t.Parallel()
	a := newAuthor(t)
	b := openEditor(t, a.servesEditor())
	b.expect("409")
	b.visit("/_recueil/atelier/?fichier=" + filepath.ToSlash(a.file(sheet)))
	b.until(`document.querySelector("#bilan").textContent.match(/conseil|Rien/)`)
	a.change(sheet, "lentement", "à deux")
	value[struct{}](b, `(document.querySelector("#c-titre").focus(), document.querySelector("#c-titre").select(), ({}))`)
	b.types("Choisir sa caisse")
	b.do(enter)
	b.until(`document.querySelector("#conflit").open`)
	if mine, now := b.text("#mien mark"), b.text("#actuel"); !strings.Contains(mine, "Choisir sa caisse") || !strings.Contains(now, "à deux") {
		t.Errorf("the two versions: %q, %q", mine, now)
	}
	if got := a.read(sheet); !strings.Contains(got, "à deux") || strings.Contains(got, "sa caisse") {
		t.Errorf("the file changed: %s", got)
	}
	b.tabTo(`e.id === "garder-mien"`)
	b.do(enter)
	b.until(`document.querySelector("#message").textContent.startsWith("Enregistré")`)
	if got := a.read(sheet); !strings.Contains(got, "sa caisse") || strings.Contains(got, "à deux") {
		t.Errorf("my version is not saved: %s", got)
	}
}

// TestEditorMends makes a fix that a diagnostic offers, and edits as text a header that no
// form can show.
func TestEditorMends(t *testing.T) {
	t.Parallel()
	a := newAuthor(t)
	a.save(sheet, "---\ntitre: Caisse : choisir\nresume: Un essai.\ndate: 2026-11-22\n---\nTexte.\n")
	b := openEditor(t, a.servesEditor())
	b.expect("503")
	b.visit("/_recueil/atelier/?fichier=" + filepath.ToSlash(a.file(sheet)))
	b.until(`document.querySelector("#problemes li button:nth-of-type(2)")?.textContent === "Corriger"`)
	if said := b.text("#formulaire"); !strings.Contains(said, "en-tête a une erreur d'écriture") {
		t.Errorf("the form says %q", said)
	}
	value[struct{}](b, `(document.querySelector("#problemes li button:nth-of-type(2)").click(), ({}))`)
	b.until(`document.querySelector("#c-titre")?.value === "Caisse : choisir"`)
	value[struct{}](b, `(document.querySelector("#c-titre").focus(), ({}))`)
	b.do(enter)
	b.until(`document.querySelector("#message").textContent.startsWith("Enregistré")`)
	if got, want := a.read(sheet), "---\ntitre: \"Caisse : choisir\"\nresume: Un essai.\ndate: 2026-11-22\n---\nTexte.\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestEditorWithoutItsComponent edits the whole file in the plain field, which stays when
// the component cannot be loaded.
func TestEditorWithoutItsComponent(t *testing.T) {
	t.Parallel()
	a := newAuthor(t)
	b := openEditor(t, a.servesEditor())
	b.expect("texte.js")
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: "http://*:*/*/texte.js", Block: true}}})
		return err
	}))
	b.visit("/_recueil/atelier/?fichier=" + filepath.ToSlash(a.file(sheet)))
	b.until(`document.querySelector("#bilan").textContent.match(/conseil|Rien/)`)
	value[struct{}](b, `(document.querySelector("#c-titre").focus(), document.querySelector("#c-titre").select(), ({}))`)
	b.types("Peser")
	b.tabTo(`e.id === "tout-le-fichier"`)
	b.do(enter)
	b.until(`document.querySelector("#texte").value.startsWith("---\ntitre: Peser\n")`)
	b.until(`document.activeElement.id === "texte" && document.activeElement.offsetParent`)
	value[struct{}](b, `(document.querySelector("#texte").setSelectionRange(4, 4), ({}))`)
	b.types("# à la main\r")
	b.tabTo(`e.id === "enregistrer"`)
	b.do(enter)
	b.until(`document.querySelector("#message").textContent.startsWith("Enregistré")`)
	if got, want := a.read(sheet), "---\n# à la main\ntitre: Peser\nresume: Un essai.\ndate: 2026-11-22\n---\nUne caisse se choisit lentement.\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestEditorTakesAPicture adds a picture from the disk, with what it shows.
func TestEditorTakesAPicture(t *testing.T) {
	t.Parallel()
	a := newAuthor(t)
	var data bytes.Buffer
	if err := png.Encode(&data, image.NewGray(image.Rect(0, 0, 1700, 900))); err != nil {
		t.Fatal(err)
	}
	a.save("Ma vitrine.png", data.String())
	b := openEditor(t, a.servesEditor())
	b.visit("/_recueil/atelier/?fichier=" + filepath.ToSlash(a.file(sheet)))
	b.until(`document.querySelector("#bilan").textContent.match(/conseil|Rien/)`)
	b.tabTo(`e.id === "ajouter-image"`)
	b.do(enter)
	b.do(chromedp.SetUploadFiles("#image-fichier", []string{a.file("Ma vitrine.png")}))
	b.tabTo(`e.id === "image-alt"`)
	b.types("La vitrine")
	b.tabTo(`e.id === "image-ajouter"`)
	b.do(enter)
	b.until(`document.querySelector("#texte").value.includes("![La vitrine](../images/ma-vitrine.")`)
	b.until(`document.querySelector("#bilan").textContent.match(/^Rien/) && document.querySelector("#apercu").contentDocument?.querySelector("main img")?.naturalWidth > 0`)
	if _, err := os.Stat(a.file("content/images/ma-vitrine.png")); err != nil {
		t.Error(err)
	}
}

// TestEditorIsAccessible examines the editor's pages at two widths, with mistakes.
func TestEditorIsAccessible(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	if err != nil {
		lacking(t, "axe-core is missing: npm ci in internal/browsertest")
	}
	a := newAuthor(t)
	a.change(sheet, "date: 2026-11-22", "date: hier")
	a.save(quiz, questionnaire)
	b := openEditor(t, a.servesEditor())
	b.expect("503")
	for _, width := range []int64{360, 1280} {
		b.width(width)
		b.visit("/_recueil/atelier/nouvelle")
		b.audit(string(axe), "kinds of pages", width)
		b.fits("kinds of pages", width)
		b.visit("/_recueil/atelier/?fichier=" + filepath.ToSlash(a.file(sheet)))
		b.until(`document.querySelector("#c-date[aria-invalid]") && document.querySelector("#c-date-erreur li")`)
		b.isComfortable(string(axe), "form", width)
		b.visit("/_recueil/atelier/?fichier=" + filepath.ToSlash(a.file(quiz)))
		b.until(`document.querySelector("#bilan").textContent.match(/erreur|conseil|Rien/)`)
		b.isComfortable(string(axe), "form of a questionnaire", width)
	}
}

// isComfortable examines a form, all of which is open: that a hand can press all of it,
// and what axe says.
func (b *tab) isComfortable(axe, name string, width int64) {
	b.Helper()
	value[struct{}](b, `(document.querySelectorAll("details").forEach((d) => { d.open = true; }), ({}))`)
	b.audit(axe, name, width)
	b.fits(name, width)
	small := value[[]string](b, `[...document.querySelectorAll("button, input, select, textarea, summary, a")].filter((e) => e.offsetParent && (e.labels?.[0]?.parentElement.matches(".case") ? e.parentElement : e).getBoundingClientRect().height < 44).map((e) => e.outerHTML.slice(0, 90))`)
	if len(small) > 0 {
		b.Errorf("%s: targets of less than 44 pixels: %s", name, strings.Join(small, "\n"))
	}
}
