package browsertest

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"recueil/assets"
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/publish"
	"recueil/internal/site"
	"recueil/templates"
)

// today is the day that the sites are built for.
const today = content.Date("2026-11-22")

// The paths under which the sites are served: those of their base addresses,
// which only 404.html depends on.
const (
	goldenPath = "/recueil/"
	ownPath    = "/"
)

var (
	goldenRoots = []content.Root{
		{Name: "content", FS: os.DirFS("../site/testdata/golden/content")},
		{Name: "federation", FS: os.DirFS("../site/testdata/golden/federation")},
	}
	ownRoots = []content.Root{{Name: "content", FS: os.DirFS("../../content")}}

	goldenSite = sync.OnceValues(func() (fs.FS, error) { return construct(goldenRoots) })
	ownSite    = sync.OnceValues(func() (fs.FS, error) { return construct(ownRoots) })
)

// construct builds the national edition of a content in memory.
func construct(roots []content.Root) (fs.FS, error) {
	out := publish.NewMemory()
	in := site.Input{Content: roots, Templates: templates.FS, Assets: assets.FS}
	_, problems, err := site.Build(context.Background(), in, out, site.Options{Today: today, Jobs: 2})
	if err != nil {
		return nil, err
	}
	if diag.HasErrors(problems) {
		return nil, fmt.Errorf("%d problems in %s, the first: %s", len(problems), roots[0].Name, problems[0].Message)
	}
	return out.FS(), nil
}

// built returns a site, and fails the test when it could not be built.
func built(t testing.TB, construct func() (fs.FS, error)) fs.FS {
	t.Helper()
	fsys, err := construct()
	if err != nil {
		t.Fatal(err)
	}
	return fsys
}

// policy is the strictest that the site must live with.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; manifest-src 'self'"

// server serves a site under a path, as a plain static host would.
type server struct {
	fsys   fs.FS
	prefix string
	URL    string // of the home page

	// broken makes the files of the search answer 404.
	broken atomic.Bool
}

func serve(t *testing.T, fsys fs.FS, prefix string) *server {
	t.Helper()
	s := &server{fsys: fsys, prefix: prefix}
	h := httptest.NewServer(s)
	t.Cleanup(h.Close)
	s.URL = h.URL + prefix
	return s
}

// mediaTypes are written down: those of the machine depend on it.
var mediaTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
	".png": "image/png", ".jpg": "image/jpeg", ".xml": "application/xml", ".json": "application/json",
	".csv": "text/csv", ".txt": "text/plain; charset=utf-8", ".bin": "application/octet-stream",
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Security-Policy", policy)
	name, inside := strings.CutPrefix(r.URL.Path, s.prefix)
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	data, err := fs.ReadFile(s.fsys, name)
	missing := err != nil || !inside || s.broken.Load() && path.Ext(name) == ".bin"
	if missing {
		name = "404.html"
		data, _ = fs.ReadFile(s.fsys, name)
	}
	w.Header().Set("Content-Type", mediaTypes[path.Ext(name)])
	if missing {
		w.WriteHeader(http.StatusNotFound)
	}
	w.Write(data)
}
