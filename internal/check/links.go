package check

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/reference"
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
	p := pages{"/aides/closes/": {}}
	if len(c.Glossary) > 0 {
		p[edition.GlossaryAddress] = page{glossary: c.Glossary}
	}
	for _, address := range slices.Concat(edition.SitePages(), edition.ExportPages()) {
		p[address] = page{}
	}
	for _, t := range content.Types() {
		if t != content.Pages {
			p["/"+string(t)+"/"] = page{}
		}
	}
	for _, t := range reference.Territories() {
		p[edition.TerritoryAddress(t)] = page{}
	}
	for _, s := range reference.Sizes() {
		p["/tailles/"+s.Slug+"/"] = page{}
	}
	for _, f := range c.Files {
		p["/"+f.Path] = page{}
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
		p[address] = page{documents: append(p[address].documents, d)}
	}
	if d.Type != content.Sectors {
		return
	}
	p[d.Address()+"tout/"] = page{}
	for _, region := range reference.Regions() {
		p[d.Address()+"regions/"+region.Slug+"/"] = page{}
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
				known.hint(link.Dest, to.Address)))
		case to.Fragment != "" && at.lacks(to.Fragment):
			problems = append(problems, brokenAnchor(at, to, d.Source, link.Span))
		}
	}
	return problems
}

// webSite and mailbox match addresses that their authors forgot to begin.
var (
	webSite = regexp.MustCompile(`^(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:fr|com|org|net|eu|bzh)(?:/|$))`)
	mailbox = regexp.MustCompile(`^[^/\s@]+@[^/\s@]+\.\w+$`)
)

// hint says what to do about a link that leads nowhere.
func (p pages) hint(dest, address string) string {
	switch {
	case mailbox.MatchString(dest):
		return "écrivez mailto:" + dest
	case webSite.MatchString(dest):
		return "écrivez https://" + dest
	case strings.HasPrefix(address, "/fichiers/"):
		return diag.DidYouMean(address, p.addresses(), "déposez le fichier dans fichiers/, ou corrigez son nom")
	}
	return diag.DidYouMean(address, p.addresses(), "écrivez l'adresse depuis la racine du site (/fiches/mon-document/) ou le chemin du fichier (../fiches/mon-document.md)")
}

func (p pages) addresses() []string { return slices.Sorted(maps.Keys(p)) }

func brokenAnchor(at page, to edition.Destination, src *diag.Source, span diag.Span) diag.Diagnostic {
	anchors := at.anchors()
	if len(at.glossary) > 0 {
		return diag.New(diag.BrokenAnchor, src, span, fmt.Sprintf("le glossaire n'explique pas « #%s »", to.Fragment),
			diag.DidYouMean(to.Fragment, anchors, "ajoutez le mot à glossaire.yaml, ou menez à /glossaire/ tout court"))
	}
	hint := "titres de la page : " + strings.Join(anchors, ", ")
	if len(anchors) == 0 {
		hint = fmt.Sprintf("cette page n'a aucun titre : supprimez « #%s » de l'adresse", to.Fragment)
	}
	return diag.New(diag.BrokenAnchor, src, span, fmt.Sprintf("la page %s n'a pas de titre « #%s »", to.Address, to.Fragment),
		diag.DidYouMean(to.Fragment, anchors, hint))
}

// lacks tells whether a page whose anchors are known has none of that name.
func (p page) lacks(id string) bool {
	return len(p.documents)+len(p.glossary) > 0 && !slices.Contains(p.anchors(), id)
}

// anchors lists the anchors that a page has: its headings' and words', and a
// guide's own.
func (p page) anchors() []string {
	var ids []string
	for _, d := range p.glossary {
		ids = append(ids, d.Anchor())
	}
	for _, d := range p.documents {
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
	for address, at := range p {
		draft := func(d *content.Document) bool { return d.Draft }
		set[address] = len(at.documents) == 0 || !slices.ContainsFunc(at.documents, draft)
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
