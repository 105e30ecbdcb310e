package check

import (
	"fmt"
	"regexp"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
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
			p := diag.New(diag.BrokenLink, d.Source, link.Span, fmt.Sprintf("le lien « %s » ne mène à aucune page", link.Dest), "")
			problems = append(problems, s.pages().mend(p, link.Dest, to.Address))
		}
		if to.Query == "" {
			continue
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

// mend says what to do about a link that leads nowhere.
func (p pages) mend(d diag.Diagnostic, dest, address string) diag.Diagnostic {
	write := func(better string, sure bool) diag.Diagnostic {
		d.Hint, d.Fix = "écrivez "+better, content.Rewrite(d, dest, better)
		d.Fix.Confirm = !sure
		return d
	}
	root := edition.Locate(&content.Document{Path: "x"}, dest) // as if it were from the root
	_, fromRoot := p[root.Address]
	switch {
	case mailbox.MatchString(dest):
		return write("mailto:"+dest, true)
	case webSite.MatchString(dest):
		return write("https://"+dest, false) // the site may know http alone
	case fromRoot && strings.Contains(dest, "/") && root.External == "":
		return write("/"+strings.TrimLeft(dest, "./"), true)
	case strings.HasPrefix(address, "/fichiers/"):
		d.Hint = french.DidYouMean(address, p.addresses(), "déposez le fichier dans fichiers/, ou corrigez son nom")
		return d
	}
	d.Hint = french.DidYouMean(address, p.addresses(), "corrigez le nom du document, ou ôtez le lien ; un lien s'écrit /fiches/mon-document/ ou ../fiches/mon-document.md")
	return d
}
