package check

import (
	"fmt"
	"regexp"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

// exampleAddresses reports the addresses of the site and of its editions that are
// nobody's, once somebody signs the site: before, it is a draft that nobody opens.
func exampleAddresses(s *survey) []diag.Diagnostic {
	if s.Site.Publisher == nil {
		return nil
	}
	var problems []diag.Diagnostic
	look := func(src *diag.Source, span diag.Span, address content.URL) {
		if address.IsPlaceholder() {
			problems = append(problems, diag.New(diag.ExampleAddress, src, span, fmt.Sprintf("« %s » est une adresse d'exemple : elle ne mène nulle part", address),
				"écrivez l'adresse où le site sera publié ; les liens à partager et les codes à scanner en sont faits"))
		}
	}
	look(s.Site.Source, s.Site.Value("base_url"), s.Site.BaseURL)
	for _, e := range s.Editions {
		look(e.Source, e.Value("base_url"), e.BaseURL)
	}
	return problems
}

// editionsWithoutContact reports the editions that say neither a contact nor how to
// write to a publisher of their own, once somebody signs them.
func editionsWithoutContact(s *survey) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for _, e := range s.Editions {
		if signed := e.Publisher != nil || s.Site.Publisher != nil; signed && e.Contact == "" && (e.Publisher == nil || e.Publisher.Email == "" && e.Publisher.Phone == "") {
			problems = append(problems, diag.New(diag.NoContact, e.Source, e.Value("titre"), "l'édition ne dit pas à qui écrire",
				"ajoutez « contact: contacts/… », ou « editeur: {courriel: …} »"))
		}
	}
	return problems
}

// unfilled is what stands where an editor was to write; shown is code, where a page may
// explain the marks.
var (
	unfilled = regexp.MustCompile(`À compléter par l['’]éditeur`)
	shown    = regexp.MustCompile("(?s)```.*?```|`[^`]+`")
)

// unfilledPages reports a page with marks that the publisher of the edition leaves
// without words, or where an editor was to write.
func unfilledPages(_ *survey, v *edition.View, d *content.Document) []diag.Diagnostic {
	if d.Type != content.Pages {
		return nil
	}
	text := string(d.Source.Text)
	if keys := v.Site().Unsaid(shown.ReplaceAllString(text, "")); len(keys) > 0 {
		return []diag.Diagnostic{unfilledPage(d, text, "{editeur."+keys[0]+"}", "la page attend ce que l'éditeur doit dire : "+strings.Join(keys, ", "),
			"écrivez ces clés dans « editeur », dans recueil.yaml ou dans le fichier de l'édition")}
	}
	if found := unfilled.FindString(text); found != "" {
		return []diag.Diagnostic{unfilledPage(d, text, found, "la page attend ce que l'éditeur doit écrire",
			"écrivez-le, ou mettez une marque, comme {editeur.adresse}, que la clé « editeur » remplira")}
	}
	return nil
}

// unfilledPage points at the first place where a page has some words.
func unfilledPage(d *content.Document, text, words, message, hint string) diag.Diagnostic {
	at := max(0, strings.Index(text, words))
	return diag.New(diag.UnfilledPage, d.Source, diag.Span{Start: at, End: min(at+len(words), len(text))}, message, hint)
}
