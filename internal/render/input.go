package render

import (
	"net/url"
	"strings"

	"recueil/internal/diag"
	"recueil/internal/edition"
)

// Input is one edition of the site and what its pages refer to. The zero value
// of every field but View is usable: what is missing is left out of the pages.
type Input struct {
	View        *edition.View
	Assets      map[string]string  // entry, such as "css/site.css" or "js/page.ts" → path from the site's root
	Pictures    map[string]Picture // by path in the content: "images/a.jpg"
	Editions    []EditionLink      // the editions that the page /editions/ leads to; none: no such page
	Local       []EditionLink      // the editions that the pages of their territories lead to
	AllEditions string             // where the page of all editions is, for the footer: absolute, or from the site's root
	PageSize    int                // documents a list page holds; 0 is 24
}

// Picture is an image of the content made ready for pages.
type Picture struct {
	Width, Height int           // in pixels, of the largest file
	Files         []PictureFile // from the smallest; at least one
}

// PictureFile is one size of a picture.
type PictureFile struct {
	Path  string // from the site's root: "images/a-1f2e3d4c-480.jpg"
	Width int    // in pixels
}

// EditionLink leads to another edition.
type EditionLink struct {
	Name        string
	URL         string   // absolute, or from the site's root
	Territories []string // in their canonical form: "reg-53"
}

// Page is one file of the site. Render may be called from any goroutine, any
// number of times, and always gives the same bytes. Its diagnostics are about
// templates.
type Page struct {
	Path   string // from the site's root: "fiches/x/index.html"
	Render func() ([]byte, []diag.Diagnostic, error)
}

const defaultPageSize = 24

func (in Input) pageSize() int {
	if in.PageSize <= 0 {
		return defaultPageSize
	}
	return in.PageSize
}

// basePath is the path that the base URL puts the site under: "/", "/recueil/".
func basePath(baseURL string) string {
	u, err := url.Parse(baseURL)
	if err != nil {
		return "/" // the loader has refused such an address already
	}
	return strings.TrimSuffix(u.Path, "/") + "/"
}
