package check

import (
	"fmt"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/probe"
)

// outside is a link to another site, and where it stands.
type outside struct {
	address string
	span    diag.Span
}

// outsideLinks lists the links of a document to other sites: those of its text,
// then those of its keys. What is under homes is this site.
func outsideLinks(d *content.Document, homes []string) []outside {
	var list []outside
	add := func(address string, span diag.Span) {
		address, _, _ = strings.Cut(address, "#")
		if content.ValidURL(address) {
			list = append(list, outside{address, span})
		}
	}
	for _, link := range d.Body.Links() {
		add(edition.Locate(d, link.Dest, homes...).External, link.Span)
	}
	for _, link := range d.Links() {
		add(link.Text, link.Span)
	}
	return list
}

// OutsideLinks lists the addresses of other sites that the collection links to,
// in order, once each.
func OutsideLinks(c *content.Collection) []string {
	var list []string
	homes := edition.Homes(c)
	for _, d := range c.Documents {
		for _, link := range outsideLinks(d, homes) {
			list = append(list, link.address)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// deadLinks reports the links to other sites that asking has shown to be dead.
// Addresses without an answer are left alone.
func deadLinks(s *survey, d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for _, link := range outsideLinks(d, s.homes()) {
		a, asked := s.Answers[link.address]
		if !asked || a.Alive() {
			continue
		}
		what, hint := deadBecause(a)
		problems = append(problems, diag.New(diag.DeadLink, d.Source, link.span,
			fmt.Sprintf("%s (vérifié le %s)", what, content.Date(a.Day).French()), hint))
	}
	return problems
}

// deadBecause says what came of asking for a page, and what to do about it.
func deadBecause(a probe.Answer) (what, hint string) {
	const later = "réessayez un autre jour ; si rien ne change, remplacez le lien ou supprimez-le"
	switch {
	case a.Status == 404 || a.Status == 410:
		return "la page liée n'existe plus", "cherchez sa nouvelle adresse sur le même site, ou supprimez le lien"
	case a.Status >= 500:
		return fmt.Sprintf("le site lié est en panne (code %d)", a.Status), later
	case a.Status > 0:
		return fmt.Sprintf("le site lié refuse la page (code %d)", a.Status), "ouvrez le lien vous-même : s'il ne marche pas, remplacez-le ou supprimez-le"
	case a.Failure == probe.NoHost:
		return "le site lié n'existe plus", "vérifiez l'adresse lettre à lettre, ou supprimez le lien"
	case a.Failure == probe.TimedOut:
		return "le site lié ne répond pas", later
	case a.Failure == probe.Insecure:
		return "le site lié n'est pas sûr : son certificat n'est pas valable", "prévenez son responsable, ou remplacez le lien"
	}
	return "le site lié refuse la connexion", later
}
