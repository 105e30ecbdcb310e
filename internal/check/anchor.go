package check

import (
	"fmt"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/french"
)

// brokenAnchors reports links of the text to a heading that the page does not have,
// or to a word that the glossary does not.
func brokenAnchors(s *survey, d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for _, link := range d.Body.Links() {
		to := edition.Locate(d, link.Dest)
		if at, ok := s.pages()[to.Address]; ok && to.Fragment != "" && at.lacks(to.Fragment) {
			problems = append(problems, brokenAnchor(at, to, d.Source, link.Span))
		}
	}
	return problems
}

func brokenAnchor(at page, to edition.Destination, src *diag.Source, span diag.Span) diag.Diagnostic {
	anchors := at.anchors()
	if len(at.glossary) > 0 {
		return diag.New(diag.BrokenAnchor, src, span, fmt.Sprintf("le glossaire n'explique pas « #%s »", to.Fragment),
			french.DidYouMean(to.Fragment, anchors, "ajoutez le mot à glossaire.yaml, ou menez à /glossaire/ tout court"))
	}
	hint := "titres de la page : " + strings.Join(anchors, ", ")
	if len(anchors) == 0 {
		hint = fmt.Sprintf("cette page n'a aucun titre : supprimez « #%s » de l'adresse", to.Fragment)
	}
	return diag.New(diag.BrokenAnchor, src, span, fmt.Sprintf("la page %s n'a pas de titre « #%s »", to.Address, to.Fragment),
		french.DidYouMean(to.Fragment, anchors, hint))
}

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
			for _, h := range edition.GuideHeadings() {
				add(h.Anchor)
			}
		}
	}
	return ids
}
