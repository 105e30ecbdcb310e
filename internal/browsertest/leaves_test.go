package browsertest

import (
	"bytes"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestSheetsAreOneLeaf prints every sheet and aid of the site that RECUEIL_SITE holds: an
// animator hands them out, so each is one A4 page: those of a key moment without
// exception, of the others nineteen in twenty.
func TestSheetsAreOneLeaf(t *testing.T) {
	folder := os.Getenv("RECUEIL_SITE")
	if folder == "" {
		t.Skip("RECUEIL_SITE names no site")
	}
	fsys := os.DirFS(folder)
	b := open(t, serve(t, fsys, publishedPath(t, fsys)))
	printed, longer := 0, 0
	for _, kind := range []string{"fiches", "aides"} {
		pages, err := fs.Glob(fsys, kind+"/*/index.html")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range pages {
			html, err := fs.ReadFile(fsys, name)
			if err != nil || !bytes.Contains(html, []byte(`<article class="document `)) {
				continue // a list, or a former address
			}
			address := "/" + strings.TrimSuffix(name, "index.html")
			b.visit(address)
			printed++
			n := b.leaves()
			if n == 1 {
				continue
			}
			longer++
			t.Logf("%s takes %d pages", address, n)
			if bytes.Contains(html, []byte("<dt>Moment clé</dt>")) {
				t.Errorf("%s is of a key moment", address)
			}
		}
	}
	if longer*20 > printed {
		t.Error("too many are longer")
	}
	t.Logf("%d of %d sheets and aids are one page", printed-longer, printed)
}

var leaf = regexp.MustCompile(`/Type /Page\b`)

// leaves counts the pages that the page takes when printed as its style sheet says.
func (b *tab) leaves() int {
	b.Helper()
	pdf, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		b.Fatal(err)
	}
	return len(leaf.FindAll(pdf, -1))
}
