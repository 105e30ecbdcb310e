package browsertest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience bounds each step in the browser. Nothing waits that long unless
// something is broken, or the machine is very busy.
const patience = 20 * time.Second

// browser is Chromium, started by the first test that needs it.
var browser struct {
	once sync.Once
	ctx  context.Context
	stop func()
	err  error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if browser.stop != nil {
		browser.stop()
	}
	os.Exit(code)
}

// lacking skips the test, or fails it where nothing may lack.
func lacking(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("RECUEIL_NAVIGATEUR") == "exige" {
		t.Fatal(what)
	}
	t.Skip(what)
}

// executable finds Chromium under the names that systems give it.
func executable() (string, bool) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if file, err := exec.LookPath(name); err == nil {
			return file, true
		}
	}
	return "", false
}

// start runs Chromium with a profile of its own and nothing that asks the
// network by itself.
func start(file string) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(file), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	browser.ctx, browser.stop = ctx, func() { cancel(); stop() }
	browser.err = chromedp.Do(ctx)
}

// tab is a page of the browser, in a profile that no other tab shares.
type tab struct {
	*testing.T
	ctx    context.Context
	origin string // that requests may not leave

	mu       sync.Mutex
	faults   []string
	expected []string
}

// open opens a tab for a site, or skips the test when there is no Chromium. At
// the end of the test, faults that it did not expect fail it.
func open(t *testing.T, s *server) *tab {
	t.Helper()
	file, ok := executable()
	if !ok {
		lacking(t, "Chromium is missing: apt-get install chromium")
	}
	browser.once.Do(func() { start(file) })
	if browser.err != nil {
		t.Fatal(browser.err)
	}
	b := &tab{T: t, origin: s.URL}
	ctx, cancel := chromedp.NewContext(browser.ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(b.listen))
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	b.ctx = ctx
	t.Cleanup(b.report)
	return b
}

// listen collects what is wrong in the page.
func (b *tab) listen(event any) {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		b.fault("exception: " + e.ExceptionDetails.Text + " " + described(e.ExceptionDetails.Exception))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			b.fault("console: " + described(e.Args...))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			b.fault(fmt.Sprintf("log: %s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL))
		}
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, b.origin) {
			b.fault("request outside the site: " + e.Request.URL)
		}
	}
}

func described(objects ...*runtime.RemoteObject) string {
	var words []string
	for _, o := range objects {
		if o != nil {
			words = append(words, o.Description+string(o.Value))
		}
	}
	return strings.Join(words, " ")
}

func (b *tab) fault(text string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.faults = append(b.faults, text)
}

// expect announces faults that hold a text.
func (b *tab) expect(text string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.expected = append(b.expected, text)
}

func (b *tab) report() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.faults {
		known := false
		for _, text := range b.expected {
			known = known || strings.Contains(f, text)
		}
		if !known {
			b.Error(f)
		}
	}
}

// do runs steps in the tab.
func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

// visit loads a page of the site.
func (b *tab) visit(address string) {
	b.Helper()
	b.do(chromedp.Navigate(b.origin + strings.TrimPrefix(address, "/")))
}

// leave runs steps that load another page, and waits for it.
func (b *tab) leave(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

// arrives waits until the tab is at a path, or below: a page that it was still leaving
// answers for itself, or not at all.
func (b *tab) arrives(path string) {
	b.Helper()
	var at string
	var err error
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(time.Second / 50) {
		at, err = chromedp.Run(b.ctx, chromedp.Evaluate[string]("location.pathname"))
		if err == nil && strings.HasPrefix(at, path) {
			return
		}
	}
	b.Fatalf("the tab is at %s (%v), not at %s", at, err, path)
}

// value evaluates an expression, and waits if it is a promise.
func value[T any](b *tab, expression string) T {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return v
}

// until waits for a condition to hold, looking each time the document changes.
func (b *tab) until(condition string) {
	b.Helper()
	message := value[string](b, fmt.Sprintf(`new Promise((done) => {
		const holds = () => (%s);
		const end = (text) => { observer.disconnect(); removeEventListener("popstate", look); done(text); };
		const look = () => { if (holds()) end(""); };
		const observer = new MutationObserver(look);
		observer.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
		addEventListener("popstate", look);
		setTimeout(() => end("still not so: " + document.querySelector("main").innerText.slice(0, 600)), %d);
		look();
	})`, condition, (patience/2).Milliseconds()))
	if message != "" {
		b.Fatalf("waited for %s: %s", condition, message)
	}
}

// text returns what a reader sees of an element.
func (b *tab) text(selector string) string {
	b.Helper()
	return value[string](b, fmt.Sprintf(`document.querySelector(%q)?.innerText ?? "(absent)"`, selector))
}

// width sets the width of the window, in CSS pixels.
func (b *tab) width(pixels int64) {
	b.Helper()
	b.do(chromedp.EmulateViewport(pixels, 800))
}

// scheme sets the colours that the reader's system asks for, light or dark, and
// that nothing moves: colours then change at once.
func (b *tab) scheme(name string) {
	b.Helper()
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}, {Name: "prefers-reduced-motion", Value: "reduce"}},
		})
		return err
	}))
}

// withoutScripts stops the scripts of the pages that follow.
func (b *tab) withoutScripts() {
	b.Helper()
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
}

// enter presses the key as a keyboard does: a page that refuses the key gets no
// character from it. chromedp's own key events send one all the same.
func enter(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
	key := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: "Enter", Code: "Enter", Text: "\r", WindowsVirtualKeyCode: 13}
	if _, err := cdp.Call(ctx, t, input.DispatchKeyEvent, key); err != nil {
		return chromedp.Void{}, err
	}
	key.Type, key.Text = input.DispatchKeyEventTypeKeyUp, ""
	_, err := cdp.Call(ctx, t, input.DispatchKeyEvent, key)
	return chromedp.Void{}, err
}

// before runs a script at the start of each page that follows.
func (b *tab) before(script string) {
	b.Helper()
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return err
	}))
}
