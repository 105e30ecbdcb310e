package check

import (
	"maps"
	"slices"

	"recueil/internal/content"
	"recueil/internal/edition"
)

// pages are the addresses that some edition of the collection may have.
type pages map[string]page

// page is the documents at an address, or the words that it explains: neither
// for a page of the site itself, whose anchors are its own business.
type page struct {
	documents []*content.Document
	glossary  []content.Definition
}

func pagesOf(c *content.Collection) pages {
	p := sitePages(c)
	for _, f := range c.Files {
		p["/"+f.Path] = page{}
	}
	for _, d := range c.Documents {
		if d.Remove {
			continue
		}
		for _, address := range append([]string{d.Address()}, d.Aliases...) {
			p[address] = page{documents: append(p[address].documents, d)}
		}
	}
	return p
}

// sitePages are the pages that the site makes by itself.
func sitePages(c *content.Collection) pages {
	p := pages{}
	for _, address := range edition.OwnAddresses(c) {
		p[address] = page{}
	}
	if len(c.Glossary) > 0 {
		p[edition.GlossaryPage] = page{glossary: c.Glossary}
	}
	return p
}

func (p pages) addresses() []string { return slices.Sorted(maps.Keys(p)) }

// published is the set of addresses that lead somewhere in some edition: not
// drafts, to which a link becomes text without a word, nor what is reported as
// broken.
func (p pages) published() map[string]bool {
	set := map[string]bool{}
	for address, at := range p {
		draft := func(d *content.Document) bool { return d.Draft }
		set[address] = len(at.documents) == 0 || !slices.ContainsFunc(at.documents, draft)
	}
	return set
}
