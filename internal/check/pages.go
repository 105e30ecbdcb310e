package check

import (
	"maps"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

// pages are the addresses that some edition of the collection may have.
type pages map[string]page

// page is what stands at an address: documents, or a page that the site makes by
// itself, whose anchors are its own business unless it explains words.
type page struct {
	documents []*content.Document
	glossary  []content.Definition
	own       bool
	headings  []string // of a guide, those that an edition shows; nil: any
}

func pagesOf(c *content.Collection) pages {
	p := make(pages, len(c.Documents))
	for _, address := range edition.OwnAddresses(c) {
		p[address] = page{own: true}
	}
	if len(c.Glossary) > 0 {
		p[edition.GlossaryPage] = page{own: true, glossary: c.Glossary}
	}
	for _, f := range c.Files {
		p["/"+strings.TrimPrefix(f.Path, "racine/")] = page{}
	}
	for _, d := range c.Documents {
		if d.Remove {
			continue
		}
		p.put(d.Address(), d)
		for _, alias := range d.Aliases {
			p.put(alias, d)
		}
	}
	return p
}

func (p pages) put(address string, d *content.Document) {
	at := p[address]
	at.documents = append(at.documents, d)
	p[address] = at
}

func (p pages) addresses() []string { return slices.Sorted(maps.Keys(p)) }

// softened makes of a mistake about a page that is a draft a warning.
func (p page) softened(d diag.Diagnostic) diag.Diagnostic {
	if p.draft() {
		d.Severity = diag.Warning
	}
	return d
}

// draft reports whether a document there is one: a link to it becomes text.
func (p page) draft() bool {
	return slices.ContainsFunc(p.documents, func(d *content.Document) bool { return d.Draft })
}
