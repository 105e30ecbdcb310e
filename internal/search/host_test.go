package search

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"recueil/internal/assets"
)

// tab is a page of a Chromium of its own.
type tab struct {
	testing.TB
	ctx context.Context

	mutex  sync.Mutex
	thrown []string // what no code has caught
}

func (b *tab) listen(event any) {
	if e, ok := event.(*runtime.EventExceptionThrown); ok {
		b.mutex.Lock()
		defer b.mutex.Unlock()
		b.thrown = append(b.thrown, e.ExceptionDetails.Text)
	}
}

// uncaught returns the errors that the pages have left to the browser.
func (b *tab) uncaught() []string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return slices.Clone(b.thrown)
}

// openTab starts Chromium, or skips the test where there is none;
// RECUEIL_NAVIGATEUR=exige makes that a failure.
func openTab(t testing.TB) *tab {
	t.Helper()
	found := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if where, err := exec.LookPath(name); err == nil {
			found = where
			break
		}
	}
	if found == "" {
		if os.Getenv("RECUEIL_NAVIGATEUR") == "exige" {
			t.Fatal("Chromium is missing: apt-get install chromium")
		}
		t.Skip("Chromium is missing: apt-get install chromium")
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(found), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("ignore-certificate-errors", true), chromedp.WindowSize(1280, 800))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	b := &tab{TB: t}
	ctx, stop = chromedp.NewContext(ctx, chromedp.WithListener(b.listen))
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil { // the browser ends with the context of its first use
		t.Fatal(err)
	}
	b.ctx = ctx
	return b
}

// patience bounds each step in the browser.
const patience = 30 * time.Second

// visit loads a page.
func (b *tab) visit(address string) {
	b.Helper()
	ctx, stop := context.WithTimeout(b.ctx, patience)
	defer stop()
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		b.Fatal(err)
	}
}

// value evaluates an expression, and waits if it is a promise.
func value[T any](b *tab, expression string) T {
	b.Helper()
	ctx, stop := context.WithTimeout(b.ctx, patience)
	defer stop()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return v
}

// act runs statements in the page.
func (b *tab) act(statements string) {
	b.Helper()
	value[bool](b, statements+"; true")
}

// until waits for a condition, looked at whenever the document changes.
func (b *tab) until(condition string) {
	b.Helper()
	if left := value[string](b, fmt.Sprintf(`new Promise((done) => {
		const end = (text) => { observer.disconnect(); done(text); };
		const look = () => { if (%s) end(""); };
		const observer = new MutationObserver(look);
		observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
		setTimeout(() => end(document.body.innerText.slice(0, 600) || "(nothing)"), %d);
		look();
	})`, condition, (patience/2).Milliseconds())); left != "" {
		b.Fatalf("waited for %s; the page says %q", condition, left)
	}
}

// ready waits until the list of results has a state, and a total if it is ready.
func (b *tab) ready(state string) {
	b.Helper()
	b.until(fmt.Sprintf(`document.querySelector("[data-resultats]").dataset.etat === %q`, state))
}

const total = `document.querySelector("[data-total]").textContent`

// bundles is what the site publishes of the client.
var bundles = sync.OnceValues(func() (assets.Bundle, error) {
	bundle, problems, err := assets.Build(os.DirFS("../../assets"))
	if err == nil && len(problems) > 0 {
		err = errors.New(problems[0].Message)
	}
	return bundle, err
})

// searchPage has the parts that the search page's template promises.
const searchPage = `<!DOCTYPE html><html lang="fr"><meta charset="utf-8"><title>Recherche</title>
<script src="../js/page.ts"></script>
<script type="module" src="../search/main.ts"></script>
<main><h1>Recherche</h1><form role="search" action="./" data-recherche><label for="q">Chercher</label>
<input type="search" id="q" name="q" autocomplete="off"><button type="submit">Rechercher</button></form>
<p data-total role="status"></p><div data-facettes></div><div><ol data-resultats></ol></div></main>`

const otherPage = `<!DOCTYPE html><html lang="fr"><meta charset="utf-8"><title>Accueil</title>
<script type="module" src="search/box.ts"></script>
<form role="search" action="recherche/" data-recherche><span><input type="search" name="q" aria-label="Chercher"></span></form>`

// host serves a site under a sub-path. Its files may be changed while it does.
type host struct {
	*httptest.Server
	mutex sync.Mutex
	files map[string][]byte // by name from the root of the site
	sent  []sentFile
	hold  chan struct{}                         // what files of the index wait for
	fault func(name string, data []byte) []byte // what becomes of a file; nil is not found
	whole bool                                  // knows no ranges, and sends whole files
	wrong bool                                  // takes files of the index for pages, and compresses them again
	open  bool                                  // lets pages of other sites have its files
	phone bool                                  // answers as slowly as over a phone's network
	free  time.Time                             // when that network has sent what it was given
}

// newHost serves the files of an index, and pages that search it, over HTTP/1.1.
func newHost(t testing.TB, files map[string][]byte) *host {
	h := hostOf(t, files)
	h.Start()
	return h
}

// newSecureHost is newHost over TLS and HTTP/2, as hosts are.
func newSecureHost(t testing.TB, files map[string][]byte) *host {
	h := hostOf(t, files)
	h.EnableHTTP2 = true
	h.StartTLS()
	return h
}

func hostOf(t testing.TB, files map[string][]byte) *host {
	h := &host{files: maps.Clone(files)}
	bundle, err := bundles()
	if err != nil {
		t.Fatal(err)
	}
	for name, page := range map[string]string{"recherche/": searchPage, "": otherPage} {
		for _, entry := range []string{"js/page.ts", "search/main.ts", "search/box.ts"} {
			address := bundle.Addresses()[entry]
			page = strings.ReplaceAll(page, entry, address)
		}
		h.files[name] = []byte(page)
	}
	for _, file := range bundle.Files {
		h.files[file.Name] = file.Data
	}
	h.Server = httptest.NewUnstartedServer(h)
	t.Cleanup(h.Close)
	return h
}

// sentFile is a file, or a range of one, that a host has sent, and the bytes of the
// response's body.
type sentFile struct {
	name     string
	bytes    int
	from, to int // 0 and 0: all of it
}

// take returns what has been sent since the last call.
func (h *host) take() []sentFile {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	sent := h.sent
	h.sent = nil
	return sent
}

// ServeHTTP implements http.Handler.
func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/sous/chemin/")
	h.mutex.Lock()
	data, ok := h.files[name]
	wait := h.hold
	if h.fault != nil && ok {
		data = h.fault(name, data)
		ok = data != nil
	}
	h.mutex.Unlock()
	if wait != nil && strings.HasSuffix(name, ".bin") {
		<-wait
	}
	if !ok {
		http.NotFound(w, r)
		return
	}
	kind := map[string]string{".js": "text/javascript", ".bin": "application/octet-stream", ".wasm": "application/wasm"}[path.Ext(name)]
	if kind == "" || h.wrong && strings.HasSuffix(name, ".bin") {
		kind = "text/html; charset=utf-8"
	}
	w.Header().Set("Content-Type", kind)
	status := http.StatusOK
	from, to := rangeOf(r)
	if h.whole {
		from, to = 0, 0
	}
	if to > 0 {
		if to > len(data) {
			http.Error(w, "no such range", http.StatusRequestedRangeNotSatisfiable)
			return
		}
		w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, to-1, len(data)))
		data, status = data[from:to], http.StatusPartialContent
	}
	if h.open {
		w.Header().Set("Access-Control-Allow-Origin", "*")
	}
	if strings.HasPrefix(kind, "text/") && status == http.StatusOK { // as hosts do
		var zipped bytes.Buffer
		zip := gzip.NewWriter(&zipped)
		zip.Write(data)
		zip.Close()
		data = zipped.Bytes()
		w.Header().Set("Content-Encoding", "gzip")
	}
	h.mutex.Lock()
	h.sent = append(h.sent, sentFile{name, len(data), from, to})
	arrives := time.Now()
	if h.phone {
		arrives = h.arrival(arrives, len(data))
	}
	h.mutex.Unlock()
	time.Sleep(time.Until(arrives))
	w.WriteHeader(status)
	w.Write(data)
}

// rangeOf returns the range of bytes that a request asks for, or nothing.
func rangeOf(r *http.Request) (from, to int) {
	if n, _ := fmt.Sscanf(r.Header.Get("Range"), "bytes=%d-%d", &from, &to); n < 2 {
		return 0, 0
	}
	return from, to + 1
}

// arrival is when a phone has a response of so many bytes, asked for now: 150 ms
// after, at 1.6 Mbit/s, behind what is already on its way.
func (h *host) arrival(now time.Time, size int) time.Time {
	const delay, perSecond = 150 * time.Millisecond, 200_000
	if h.free.Before(now.Add(delay)) {
		h.free = now.Add(delay)
	}
	h.free = h.free.Add(time.Duration(size) * time.Second / perSecond)
	return h.free
}

// setPhone changes whether the host answers as over a phone's network.
func (h *host) setPhone(phone bool) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.phone = phone
}

func (h *host) address(rest string) string { return h.URL + "/sous/chemin/" + rest }

// setFault changes what becomes of files.
func (h *host) setFault(fault func(string, []byte) []byte) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.fault = fault
}
