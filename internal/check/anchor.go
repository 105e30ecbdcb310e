package check

import (
	"fmt"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/lists"
	"recueil/internal/markdown"
)

// brokenAnchors reports links of the text to a heading that the page has in no edition,
// or to a word that the glossary does not have.
func brokenAnchors(s *survey, d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for _, link := range d.Body.Links() {
		to := s.locate(d, link.Dest)
		if at, ok := s.pages()[to.Address]; ok && to.Fragment != "" && at.lacks(to.Fragment) {
			problems = append(problems, at.softened(brokenAnchor(at, to, d.Source, link)))
		}
	}
	return problems
}

// missingAnchors reports links to a heading that the page has in another edition, not
// in this one: an overlay took its place, or a guide's heading has nothing to show. They
// are warnings: the reader comes to the right page, and its author may not be the link's.
func missingAnchors(s *survey, v *edition.View, d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for _, link := range d.Body.Links() {
		to, ok := v.Resolve(d, link.Dest)
		target, found := v.Document(strings.Trim(to.Address, "/"))
		if !ok || !found || to.Fragment == "" || s.pages()[to.Address].lacks(to.Fragment) {
			continue
		}
		if here := inView(v, target); here.lacks(to.Fragment) {
			p := brokenAnchor(here, to, d.Source, link)
			p.Hint = fmt.Sprintf("donnez ce titre à %s, ou supprimez « #%s » de l'adresse", target.Source.Path, to.Fragment)
			if target.Type == content.Sectors {
				p.Hint = fmt.Sprintf("cette rubrique du guide y est vide : supprimez « #%s » de l'adresse", to.Fragment)
			}
			p.Severity, p.Fix = diag.Warning, diag.Fix{}
			problems = append(problems, p)
		}
	}
	return problems
}

// inView is the page of a document as the edition has it.
func inView(v *edition.View, d *content.Document) page {
	at := page{documents: []*content.Document{d}}
	if d.Type == content.Sectors {
		at.headings = []string{}
		for _, h := range v.Guide(d) {
			if h.Shown() {
				at.headings = append(at.headings, h.Anchor)
			}
		}
	}
	return at
}

// brokenAnchor says that a page lacks the anchor of a link, and which is near.
func brokenAnchor(at page, to edition.Destination, src *diag.Source, link markdown.Link) diag.Diagnostic {
	anchors := at.anchors()
	message, hint := fmt.Sprintf("la page %s n'a pas de titre « #%s »", to.Address, to.Fragment), "titres de la page : "+strings.Join(anchors[:min(most, len(anchors))], ", ")
	if more := len(anchors) - most; more > 0 {
		hint += fmt.Sprintf(" et %s", french.Count(more, "autre"))
	}
	switch {
	case len(at.glossary) > 0:
		message, hint = fmt.Sprintf("le glossaire n'explique pas « #%s »", to.Fragment), "ajoutez le mot à glossaire.yaml, ou menez à /glossaire/ tout court"
	case len(anchors) == 0:
		hint = fmt.Sprintf("cette page n'a aucun titre : supprimez « #%s » de l'adresse", to.Fragment)
	}
	d := diag.New(diag.BrokenAnchor, src, link.Span, message, hint)
	page, _, _ := strings.Cut(link.Dest, "#")
	if near, ok := french.Nearest(to.Fragment, anchors); ok {
		d.Hint = fmt.Sprintf("vouliez-vous dire « %s#%s » ?", page, near)
		d.Fix = content.Rewrite(d, link.Dest, page+"#"+near)
		d.Fix.Confirm = content.Slug(near) != content.Slug(to.Fragment)
	}
	return d
}

// most is how many names a hint lists: more, said for each link of a page, hide the rest.
const most = 8

// lacks reports whether a page whose anchors are known has none of that name.
func (p page) lacks(id string) bool {
	return len(p.documents)+len(p.glossary) > 0 && !slices.Contains(p.anchors(), id)
}

// anchors lists the anchors that a page has, each once: its headings' and words',
// and a guide's own.
func (p page) anchors() []string {
	var ids []string
	add := func(id string) {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, d := range p.glossary {
		add(d.Anchor())
	}
	for _, d := range p.documents {
		for _, h := range d.Body.Headings() {
			add(h.ID)
		}
		if d.Type == content.Sectors {
			for _, anchor := range p.guide() {
				add(anchor)
			}
		}
	}
	return ids
}

// guide lists the anchors of a guide's own headings: those that it has in an edition, or
// else all that it may have.
func (p page) guide() []string {
	if p.headings != nil {
		return p.headings
	}
	return lists.Of(edition.GuideHeadings(), func(h edition.Heading) string { return h.Anchor })
}
