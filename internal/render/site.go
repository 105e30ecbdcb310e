package render

import (
	"bytes"
	"strings"
	"sync"

	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/lists"
)

// The files of the site that have no address of their own, and the page that says
// how to contribute, which a recueil may write.
const (
	notFoundPath = "404.html"
	iconPath     = "icone.svg"
	contribute   = "/pages/contribuer/"
)

// site is what the pages of one edition share. It does not change once planned.
type site struct {
	in    Input
	view  *edition.View
	info  edition.Site
	cards sync.Map        // by key of the document: see cardOf
	pages map[string]bool // addresses that have a page

	synonyms func() [][]string // folded, when first asked for
	sides    sides
	plan     []planned
}

// planned is a page to make: data returns the struct that its template takes.
type planned struct {
	path string
	kind string
	data func() any
}

// Pages lists every page of the site of in: home, documents, lists, indexes,
// glossary, search, 404, redirects and the icon, in that order.
func (t *Templates) Pages(in Input) []Page {
	s := newSite(in)
	return lists.Of(s.plan, func(p planned) Page {
		return Page{Path: p.path, Render: func() ([]byte, []diag.Diagnostic, error) { return t.render(p) }}
	})
}

func newSite(in Input) *site {
	s := &site{
		in: in, view: in.View, info: in.View.Site(),
		pages:    make(map[string]bool, len(in.View.Documents())),
		synonyms: sync.OnceValue(func() [][]string { return foldedSynonyms(in.View) }),
	}
	s.planHome()
	s.planDocuments()
	s.planLists()
	s.planIndexes()
	s.planEditions()
	s.planGlossary()
	s.planSearch()
	s.planNotFound()
	s.planRedirects()
	s.planIcon()
	return s
}

// add plans a page at an address, unless it has one already: documents come
// before the lists of the same address, which they show themselves; and what is shared
// with the national edition of the run has its page there.
func (s *site) add(address, kind string, data func(place) any) {
	if s.pages[address] {
		return
	}
	s.pages[address] = true
	if s.view.Where(address) != address {
		return
	}
	s.plan = append(s.plan, planned{filePath(address), kind, func() any { return data(s.at(address)) }})
}

// filePath is the file of an address: "/fiches/x/" → "fiches/x/index.html".
func filePath(address string) string {
	path := strings.TrimPrefix(address, "/")
	if path == "" || strings.HasSuffix(path, "/") {
		path += "index.html"
	}
	return path
}

// render runs the template of a planned page.
func (t *Templates) render(p planned) ([]byte, []diag.Diagnostic, error) {
	var out bytes.Buffer
	if err := t.sets[p.kind].ExecuteTemplate(&out, "base", p.data()); err != nil {
		return nil, []diag.Diagnostic{t.diagnostic("pages/"+p.kind+".html", err)}, nil
	}
	return out.Bytes(), nil, nil
}
