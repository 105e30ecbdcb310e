package check

import (
	"fmt"
	"regexp"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/french"
)

// brokenLinks reports links of the text that lead to nothing.
func brokenLinks(s *survey, d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for _, link := range d.Body.Links() {
		to := s.locate(d, link.Dest)
		if to.External != "" {
			continue
		}
		if _, ok := s.pages()[to.Address]; !ok {
			problems = append(problems, diag.New(diag.BrokenLink, d.Source, link.Span, fmt.Sprintf("le lien « %s » ne mène à aucune page", link.Dest),
				s.pages().hint(link.Dest, to.Address)))
		}
		if message, hint := s.searchProblem(to.Query); message != "" {
			problems = append(problems, diag.New(diag.BrokenLink, d.Source, link.Span, message, hint))
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
		return french.DidYouMean(address, p.addresses(), "déposez le fichier dans fichiers/, ou corrigez son nom")
	}
	return french.DidYouMean(address, p.addresses(), "écrivez l'adresse depuis la racine du site (/fiches/mon-document/) ou le chemin du fichier (../fiches/mon-document.md)")
}
