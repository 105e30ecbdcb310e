package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/reference"
)

// pages are the addresses that some edition of the collection may have, with
// the documents at each; none for a page that is not a document.
type pages map[string][]*content.Document

func pagesOf(c *content.Collection) pages {
	p := pages{"/aides/closes/": nil}
	for _, address := range slices.Concat(edition.SitePages(), edition.ExportPages()) {
		p[address] = nil
	}
	for _, t := range content.Types() {
		if t != content.Pages {
			p["/"+string(t)+"/"] = nil
		}
	}
	for _, t := range reference.Territories() {
		p[edition.TerritoryAddress(t)] = nil
	}
	for _, s := range reference.Sizes() {
		p["/tailles/"+s.Slug+"/"] = nil
	}
	for _, f := range c.Files {
		p["/"+f.Path] = nil
	}
	for _, d := range c.Documents {
		p.addDocument(d)
	}
	return p
}

func (p pages) addDocument(d *content.Document) {
	if d.Remove {
		return
	}
	for _, address := range append([]string{d.Address()}, d.Aliases...) {
		p[address] = append(p[address], d)
	}
	if d.Type != content.Sectors {
		return
	}
	p[d.Address()+"tout/"] = nil
	for _, region := range reference.Regions() {
		p[d.Address()+"regions/"+region.Slug+"/"] = nil
	}
}

// brokenLinks reports links of the text that lead to nothing, or to a heading
// that the page does not have.
func brokenLinks(known pages, d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for _, link := range d.Body.Links() {
		to := edition.Locate(d, link.Dest)
		if to.External != "" {
			continue
		}
		at, ok := known[to.Address]
		switch {
		case !ok:
			problems = append(problems, diag.New(diag.BrokenLink, d.Source, link.Span, fmt.Sprintf("le lien « %s » ne mène à aucune page", link.Dest),
				diag.DidYouMean(to.Address, known.addresses(), "écrivez l'adresse depuis la racine du site (/fiches/mon-document/) ou le chemin du fichier (../fiches/mon-document.md)")))
		case to.Fragment != "" && len(at) > 0 && !hasAnchor(at, to.Fragment):
			problems = append(problems, diag.New(diag.BrokenAnchor, d.Source, link.Span, fmt.Sprintf("la page %s n'a pas de titre « #%s »", to.Address, to.Fragment),
				diag.DidYouMean(to.Fragment, anchorsOf(at), "titres de la page : "+strings.Join(anchorsOf(at), ", "))))
		}
	}
	return problems
}

func (p pages) addresses() []string { return slices.Sorted(maps.Keys(p)) }

func hasAnchor(documents []*content.Document, id string) bool {
	return slices.Contains(anchorsOf(documents), id)
}

// anchorsOf lists the anchors that a page has: its headings', and a guide's own.
func anchorsOf(documents []*content.Document) []string {
	var ids []string
	for _, d := range documents {
		for _, h := range d.Body.Headings() {
			ids = append(ids, h.ID)
		}
		if d.Type == content.Sectors {
			for _, h := range edition.GuideHeadings() {
				ids = append(ids, h.Anchor)
			}
		}
	}
	return ids
}

// published is the set of addresses that lead somewhere in some edition: not
// drafts, to which a link becomes text without a word, nor what is reported as
// broken.
func (p pages) published() map[string]bool {
	set := map[string]bool{}
	for address, documents := range p {
		draft := func(d *content.Document) bool { return d.Draft }
		set[address] = len(documents) == 0 || !slices.ContainsFunc(documents, draft)
	}
	return set
}

// leavingLinks reports what a document points to and the edition does not hold.
func leavingLinks(v *edition.View, d *content.Document, elsewhere map[string]bool) []diag.Diagnostic {
	var problems []diag.Diagnostic
	leave := func(name, address string, span diag.Span) {
		if elsewhere[address] {
			problems = append(problems, diag.New(diag.LinkLeaves, d.Source, span, fmt.Sprintf("« %s » n'est pas dans cette édition : le lien devient du texte", name),
				"rien à faire si c'est voulu ; sinon, élargissez les « territoires » du document lié"))
		}
	}
	for _, link := range d.Body.Links() {
		if to, ok := v.Resolve(d, link.Dest); !ok {
			leave(link.Dest, to.Address, link.Span)
		}
	}
	for key, names := range named(d) {
		for i, name := range names {
			if _, ok := v.Document(name); !ok {
				leave(name, "/"+name+"/", d.Value(fmt.Sprintf("%s[%d]", key, i)))
			}
		}
	}
	return problems
}

// named lists the documents that front matter names, by key.
func named(d *content.Document) map[string][]string {
	switch {
	case d.Sheet != nil:
		return map[string][]string{"voir_aussi": d.Sheet.SeeAlso}
	case d.Sector != nil:
		return map[string][]string{"a_la_une": d.Sector.Featured}
	}
	return nil
}
