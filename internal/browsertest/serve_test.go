package browsertest

import (
	"context"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"recueil/assets"
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/export"
	live "recueil/internal/serve"
	"recueil/internal/site"
	"recueil/templates"
)

// author is someone who writes a site that the live server shows.
type author struct {
	*testing.T
	dir string
}

// newAuthor writes two sheets and the templates in folders of their own.
func newAuthor(t *testing.T) author {
	t.Helper()
	a := author{t, t.TempDir()}
	a.save("content/recueil.yaml", "titre: Essai\nbase_url: https://recueil.example.org\n")
	a.save("content/fiches/caisse.md", "---\ntitre: Choisir une caisse\nresume: Un essai.\ndate: 2026-11-22\n---\nUne caisse se choisit lentement.\n")
	a.save("content/fiches/autre.md", "---\ntitre: Une autre\nresume: Un essai.\ndate: 2026-11-22\n---\nUn autre texte.\n")
	if err := os.CopyFS(a.file("templates"), templates.FS); err != nil {
		t.Fatal(err)
	}
	return a
}

func (a author) file(name string) string { return filepath.Join(a.dir, filepath.FromSlash(name)) }

func (a author) save(name, text string) {
	a.Helper()
	if err := os.MkdirAll(filepath.Dir(a.file(name)), 0o755); err != nil {
		a.Fatal(err)
	}
	if err := os.WriteFile(a.file(name), []byte(text), 0o644); err != nil {
		a.Fatal(err)
	}
}

// change replaces words of a file.
func (a author) change(name, from, to string) {
	a.Helper()
	text, err := os.ReadFile(a.file(name))
	if err != nil || !strings.Contains(string(text), from) {
		a.Fatalf("%s has no %q (%v)", name, from, err)
	}
	a.save(name, strings.Replace(string(text), from, to, 1))
}

// builder makes the site at each change as the command does.
func (a author) builder() func(context.Context) (live.Site, []diag.Diagnostic, error) {
	desk := site.NewDesk(time.Now)
	return func(ctx context.Context) (live.Site, []diag.Diagnostic, error) {
		in := site.Input{
			Content:   []content.Root{{Name: "content", FS: os.DirFS(a.file("content"))}},
			Templates: os.DirFS(a.file("templates")),
			Assets:    fs.FS(assets.FS),
		}
		proof, problems, err := desk.Proof(ctx, in, site.Options{Today: today, Jobs: 2})
		return proof, problems, err
	}
}

// serves runs the live server until the end of the test.
func (a author) serves() *server {
	a.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		a.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		ended <- live.Run(ctx, l, live.Options{
			Guards:  export.Guards,
			Folders: []string{a.file("content"), a.file("templates")},
			Build:   a.builder(), Explain: error.Error, Report: func(live.Result) {},
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

// panel waits for a condition on the panel of the live server, whose shadow tree
// is root, its dialog and the corner that recalls it.
func (b *tab) panel(condition string) {
	b.Helper()
	message := value[string](b, `new Promise((done) => {
		const end = performance.now() + 10000;
		const look = () => {
			const root = document.querySelector("[data-recueil-serve]")?.shadowRoot;
			const dialog = root?.querySelector("dialog"), corner = root?.querySelector("aside");
			if (root && (`+condition+`)) done("");
			else if (performance.now() > end) done("still not so: " + (root?.innerHTML ?? "no panel"));
			else requestAnimationFrame(look);
		};
		look();
	})`)
	if message != "" {
		b.Fatalf("waited for %s: %s", condition, message)
	}
}

// byAuthor makes a step of what the author does.
func byAuthor(do func()) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(context.Context, *chromedp.Target) error {
		do()
		return nil
	})
}

func escape(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
	key := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: "Escape", Code: "Escape", WindowsVirtualKeyCode: 27}
	if _, err := cdp.Call(ctx, t, input.DispatchKeyEvent, key); err != nil {
		return chromedp.Void{}, err
	}
	key.Type = input.DispatchKeyEventTypeKeyUp
	_, err := cdp.Call(ctx, t, input.DispatchKeyEvent, key)
	return chromedp.Void{}, err
}

const sheet = "content/fiches/caisse.md"

// TestLivePage edits, breaks and mends a page that a browser shows.
func TestLivePage(t *testing.T) {
	t.Parallel()
	a := newAuthor(t)
	b := open(t, a.serves())
	b.visit("/fiches/caisse/")

	b.leave(byAuthor(func() { a.change(sheet, "lentement", "vite") }))
	b.until(`document.querySelector("main").innerText.includes("choisit vite")`)

	a.change(sheet, "titre: Choisir", "titre: Caisse : choisir")
	b.panel(`dialog.open && dialog.innerText.includes("content/fiches/caisse.md:2:") && dialog.innerText.includes("deux-points")`)
	b.panel(`root.activeElement?.textContent === "Fermer"`)
	b.panel(`root.querySelectorAll("pre .erreur").length === 1 && root.querySelectorAll("pre .repere").length === 1`)
	b.until(`document.querySelector("main").innerText.includes("choisit vite")`)

	b.do(escape)
	b.panel(`!dialog.open && !corner.hidden`)
	b.visit("/fiches/autre/")
	b.panel(`!dialog.open && !corner.hidden`) // closed there, closed here
	value[struct{}](b, `document.querySelector("[data-recueil-serve]").shadowRoot.querySelector("aside button").click(), ({})`)
	b.panel(`dialog.open && corner.hidden`)

	a.change(sheet, "titre: Caisse : choisir", "titre: Choisir")
	b.panel(`!dialog.open && corner.hidden`)

	a.change("templates/base.html", "{{.Window}}", "{{.Fenetre}}")
	b.panel(`dialog.open && dialog.innerText.includes("base.html:")`)
	b.leave(byAuthor(func() { a.change("templates/base.html", "{{.Fenetre}}", "Essai : {{.Window}}") }))
	b.until(`document.title.startsWith("Essai : ")`)
	if value[bool](b, `document.querySelector("[data-recueil-serve]") !== null`) {
		t.Error("a panel with nothing to say")
	}
}

// TestLivePageIsAccessible examines the panel, its corner, and the page shown when
// there has been no site yet.
func TestLivePageIsAccessible(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	if err != nil {
		lacking(t, "axe-core is missing: npm ci in internal/browsertest")
	}
	for _, width := range []int64{360, 1280} {
		t.Run(fmt.Sprint(width), func(t *testing.T) { auditLivePage(t, string(axe), width) })
	}
}

func auditLivePage(t *testing.T, axe string, width int64) {
	a := newAuthor(t)
	a.change(sheet, "titre: Choisir", "titr: Choisir")
	b := open(t, a.serves())
	b.expect("503")
	b.width(width)
	b.visit("/")
	b.until(`document.querySelector("pre").innerText.includes("content/fiches/caisse.md:2:1")`)
	b.audit(axe, "no site yet", width)
	b.fits("no site yet", width)
	b.leave(byAuthor(func() { a.change(sheet, "titr: Choisir", "titre: Choisir") }))
	a.change(sheet, "titre: Choisir", "titr: Choisir")
	b.panel(`dialog.open`)
	b.audit(axe, "panel", width)
	b.fits("panel", width)
	b.panel(`["labelledby", "describedby"].every((how) => root.getElementById(dialog.getAttribute("aria-" + how)).textContent)`)
	b.do(escape)
	b.panel(`!corner.hidden`)
	b.audit(axe, "corner", width)
	b.panel(`corner.getBoundingClientRect().left >= 16 && corner.getBoundingClientRect().right <= innerWidth - 16`)
}

// TestLivePageOfManyMistakes closes, from its end, a message longer than the window.
func TestLivePageOfManyMistakes(t *testing.T) {
	t.Parallel()
	a := newAuthor(t)
	b := open(t, a.serves())
	b.width(360)
	b.visit("/")
	for i := range 30 {
		a.save(fmt.Sprintf("content/fiches/fausse-%d.md", i), "---\ntitr: Une fausse\n---\n")
	}
	b.panel(`dialog.open && dialog.innerText.includes("fausse-29.md:2:1")`)
	b.panel(`(dialog.scrollTop = dialog.scrollHeight, dialog.scrollTop > 800)`)
	b.panel(`(() => {
		const close = root.querySelector("dialog button"), { left, top, width, height } = close.getBoundingClientRect();
		return root.elementFromPoint(left + width / 2, top + height / 2) === close;
	})()`)
	b.fits("many mistakes", 360)
}

// fits checks that nothing scrolls sideways but the text itself.
func (b *tab) fits(name string, width int64) {
	b.Helper()
	if wide := value[int64](b, `document.documentElement.scrollWidth`); wide > width {
		b.Errorf("%s: %d pixels wide in a window of %d", name, wide, width)
	}
}
