package serve

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

var smallSite = fstest.MapFS{
	"index.html":               {Data: []byte("<body>accueil</body></html>")},
	"fiches/x/index.html":      {Data: []byte("<body>fiche, avec &lt;/body> dans le texte</body>")},
	"404.html":                 {Data: []byte("<body>introuvable</body>")},
	"sans-corps.html":          {Data: []byte("texte")},
	"fichiers/a.pdf":           {Data: []byte("%PDF")},
	"secteurs/a/flux.xml":      {Data: []byte("<feed/>")},
	"recherche/index/mots.bin": {Data: []byte("0123456789")},
}

func answer(t *testing.T, s state, change func(*http.Request)) *httptest.ResponseRecorder {
	t.Helper()
	b := newBoard()
	b.post(s)
	r := httptest.NewRequest("GET", "/", nil)
	r.Host = "127.0.0.1:8080"
	change(r)
	w := httptest.NewRecorder()
	newHandler(b, Options{}).ServeHTTP(w, r)
	return w
}

func TestAddresses(t *testing.T) {
	tag := `<script src="/_recueil/direct.js" data-version="v1" data-evenements="/_recueil/evenements" defer></script>` + "\n"
	for name, c := range map[string]struct {
		path   string
		status int
		kind   string
		body   string
	}{
		"home":                 {"/", 200, "text/html; charset=utf-8", "<body>accueil" + tag + "</body></html>"},
		"page":                 {"/fiches/x/", 200, "text/html; charset=utf-8", "<body>fiche, avec &lt;/body> dans le texte" + tag + "</body>"},
		"page by its file":     {"/fiches/x/index.html", 200, "text/html; charset=utf-8", "<body>fiche, avec &lt;/body> dans le texte" + tag + "</body>"},
		"page without a body":  {"/sans-corps.html", 200, "text/html; charset=utf-8", "texte" + tag},
		"with a query":         {"/?q=a", 200, "text/html; charset=utf-8", "<body>accueil" + tag + "</body></html>"},
		"absent":               {"/fiches/y/", 404, "text/html; charset=utf-8", "<body>introuvable" + tag + "</body>"},
		"folder without page":  {"/fiches/", 404, "text/html; charset=utf-8", "<body>introuvable" + tag + "</body>"},
		"the same, no slash":   {"/fiches", 404, "text/html; charset=utf-8", "<body>introuvable" + tag + "</body>"},
		"file as a folder":     {"/fichiers/a.pdf/", 404, "text/html; charset=utf-8", "<body>introuvable" + tag + "</body>"},
		"out of the site":      {"/fiches/%2e%2e/%2e%2e/etc/passwd", 404, "text/html; charset=utf-8", "<body>introuvable" + tag + "</body>"},
		"a name with no sense": {"/%00", 404, "text/html; charset=utf-8", "<body>introuvable" + tag + "</body>"},
		"feed":                 {"/secteurs/a/flux.xml", 200, "application/atom+xml", "<feed/>"},
		"index":                {"/recherche/index/mots.bin", 200, "application/octet-stream", "0123456789"},
		"document":             {"/fichiers/a.pdf", 200, "application/pdf", "%PDF"},
		"script":               {scriptPath, 200, "text/javascript; charset=utf-8", string(script)},
	} {
		t.Run(name, func(t *testing.T) {
			w := answer(t, state{site: &finished{smallSite, "v1"}}, func(r *http.Request) {
				r.URL = httptest.NewRequest("GET", c.path, nil).URL
			})
			if w.Code != c.status || w.Header().Get("Content-Type") != c.kind || w.Body.String() != c.body {
				t.Errorf("got %d %s\n%s\nwant %d %s\n%s", w.Code, w.Header().Get("Content-Type"), w.Body, c.status, c.kind, c.body)
			}
			if w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("Last-Modified") != "" {
				t.Errorf("may be kept: %v", w.Header())
			}
		})
	}
}

func TestFolderGetsItsSlash(t *testing.T) {
	w := answer(t, state{site: &finished{smallSite, "v1"}}, func(r *http.Request) { r.URL.Path, r.URL.RawQuery = "/fiches/x", "q=a" })
	if w.Code != 302 || w.Header().Get("Location") != "/fiches/x/?q=a" {
		t.Errorf("got %d %v", w.Code, w.Header())
	}
}

func TestNoPageOfItsOwn(t *testing.T) {
	w := answer(t, state{site: &finished{fstest.MapFS{}, "v1"}}, func(*http.Request) {})
	if w.Code != 404 || w.Body.String() != "Cette page n'existe pas.\n" {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
}

func TestPartOfAFile(t *testing.T) {
	w := answer(t, state{site: &finished{smallSite, "v1"}}, func(r *http.Request) {
		r.URL.Path = "/recherche/index/mots.bin"
		r.Header.Set("Range", "bytes=2-4")
	})
	if w.Code != 206 || w.Body.String() != "234" {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
}

func TestHead(t *testing.T) {
	w := answer(t, state{site: &finished{smallSite, "v1"}}, func(r *http.Request) { r.Method = "HEAD" })
	if w.Code != 200 || w.Body.Len() != 0 || w.Header().Get("Content-Length") == "" {
		t.Errorf("got %d %q %v", w.Code, w.Body, w.Header())
	}
}

func TestGuard(t *testing.T) {
	for name, c := range map[string]struct {
		method, host string
		status       int
	}{
		"address":              {"GET", "127.0.0.1:8080", 200},
		"address, no port":     {"GET", "127.0.0.1", 200},
		"name":                 {"GET", "localhost:8080", 200},
		"name in capitals":     {"GET", "LOCALHOST", 200},
		"another name":         {"GET", "exemple.fr:8080", 403},
		"name that starts so":  {"GET", "localhost.exemple.fr", 403},
		"address and name":     {"GET", "127.0.0.1.exemple.fr:8080", 403},
		"all addresses":        {"GET", "0.0.0.0:8080", 403},
		"none":                 {"GET", "", 403},
		"writes":               {"POST", "127.0.0.1:8080", 405},
		"writes, another name": {"POST", "exemple.fr", 403},
	} {
		for _, path := range []string{"/", scriptPath, "/absent/"} {
			t.Run(name+" "+path, func(t *testing.T) {
				w := answer(t, state{site: &finished{smallSite, "v1"}}, func(r *http.Request) { r.Method, r.Host, r.URL.Path = c.method, c.host, path })
				status := w.Code
				if path == "/absent/" && status == 404 {
					status = 200 // the site was asked
				}
				if status != c.status || w.Header().Get("Cache-Control") != "no-store" {
					t.Errorf("got %d %v, want %d", w.Code, w.Header(), c.status)
				}
				if c.status != 200 && strings.Contains(w.Body.String(), "<body>") {
					t.Errorf("shows the site: %s", w.Body)
				}
			})
		}
	}
}

// The stream of events is guarded too; asked from elsewhere it must answer at
// once, or this test would not end.
func TestGuardedEvents(t *testing.T) {
	w := answer(t, state{site: &finished{smallSite, "v1"}}, func(r *http.Request) { r.Host, r.URL.Path = "exemple.fr", Events })
	if w.Code != 403 {
		t.Errorf("got %d", w.Code)
	}
}

// desk is an editor that says what it was asked.
type desk struct{}

func (desk) Root() string                   { return "/_recueil/atelier/" }
func (desk) NewAddress() string             { return "/_recueil/atelier/nouvelle" }
func (desk) EditAddress(file string) string { return "/_recueil/atelier/?fichier=" + file + `&"` }
func (desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	fmt.Fprint(w, r.Method, " ", r.URL.Path)
}

// TestEditor leads from each page to the editor, which alone is told anything, and by
// nobody whose host is another's.
func TestEditor(t *testing.T) {
	b := newBoard()
	b.post(state{site: &finished{smallSite, "v1"}})
	for name, c := range map[string]struct {
		method, host, path string
		status             int
		holds, lacks       string
	}{
		"a page of a file":        {"GET", "localhost:1", "/fiches/x/", 200, ` data-nouvelle="/_recueil/atelier/nouvelle" data-modifier="/_recueil/atelier/?fichier=fiches/x.md&amp;&#34;" defer>`, ""},
		"a page of none":          {"GET", "localhost:1", "/", 200, ` data-nouvelle="/_recueil/atelier/nouvelle" defer>`, "data-modifier"},
		"no page":                 {"GET", "localhost:1", "/fiches/y/", 404, `data-nouvelle=`, "data-modifier"},
		"told":                    {"POST", "localhost:1", "/_recueil/atelier/enregistrer", 200, "POST /_recueil/atelier/enregistrer", ""},
		"told under another host": {"POST", "example.org", "/_recueil/atelier/enregistrer", 403, "", "POST"},
		"the site told":           {"POST", "localhost:1", "/fiches/x/", 405, "", "data-"},
		"the editor by a detour":  {"POST", "localhost:1", "/_recueil/atelier/../../fiches/x/", 307, "", "data-"},
	} {
		r := httptest.NewRequest(c.method, c.path, nil)
		r.Host = c.host
		w := httptest.NewRecorder()
		newHandler(b, Options{Editor: desk{}}).ServeHTTP(w, r)
		if body := w.Body.String(); w.Code != c.status || !strings.Contains(body, c.holds) || c.lacks != "" && strings.Contains(body, c.lacks) {
			t.Errorf("%s: %d: %s", name, w.Code, body)
		}
	}
}

// TestGuards sends, with each file of the site, the headers that it is to have.
func TestGuards(t *testing.T) {
	b := newBoard()
	b.post(state{site: &finished{smallSite, "v1"}})
	guards := func(name string) map[string]string { return map[string]string{"X-Of": name} }
	for path, want := range map[string]string{"/": "", "/fiches/x/": "fiches/x", "/ressources/a.css": "ressources/a.css", Events + "/none": "_recueil/evenements/none", scriptPath: ""} {
		r := httptest.NewRequest("GET", "http://localhost"+path, nil)
		w := httptest.NewRecorder()
		newHandler(b, Options{Guards: guards}).ServeHTTP(w, r)
		if got := w.Header().Get("X-Of"); got != want {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
}
