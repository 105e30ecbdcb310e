package check

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/lists"
	"recueil/internal/markdown"
)

// unexplainedAcronyms reports, at its first use, each acronym of a document that
// neither the text nor the glossary explains.
func unexplainedAcronyms(s *survey, d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	var known map[string]bool // what the document explains, read when there is need
	for _, p := range s.proseOf(d) {
		for _, w := range acronymsOf(p.text) {
			name := singular(w.text)
			if s.acronyms()[name] {
				continue
			}
			if known == nil {
				known = explainedIn(d)
			}
			if known[name] {
				continue
			}
			known[name] = true
			problems = append(problems, diag.New(diag.UnexplainedAcronym, d.Source, p.span(w.at, w.at+len(w.text)), fmt.Sprintf("le sigle « %s » n'est pas expliqué", w.text),
				fmt.Sprintf("écrivez-le en toutes lettres la première fois, suivi de « (%s) », ou ajoutez-le à glossaire.yaml", w.text)))
		}
	}
	return problems
}

// everyday are the acronyms that readers know better than what they stand for:
// of things and units, of the great unions and firms, of legal forms.
var everyday = []string{
	"CD", "CFDT", "CFTC", "CGC", "CGT", "DVD", "EDF", "FO", "GPS", "HT", "OK", "PC", "PDF", "QR", "RH", "SA", "SARL", "SAS",
	"SMS", "SNCF", "TTC", "TV", "TVA", "USB", "VTT", "WC",
}

// explainedEverywhere is the acronyms that need no explanation in any document:
// everyday ones, and those of the glossary.
func explainedEverywhere(c *content.Collection) map[string]bool {
	known := map[string]bool{}
	for _, w := range everyday {
		known[w] = true
	}
	for _, entry := range c.Glossary {
		for _, w := range append(wordsIn(entry.Term), wordsIn(entry.Acronym)...) {
			known[w.text] = true
		}
	}
	return known
}

// inBrackets matches « meaning (SIGLE) », and explainedAfter « SIGLE (meaning) »
// or « SIGLE, meaning » as a definition has it; abbreviated matches abbr tags.
var (
	inBrackets     = regexp.MustCompile(`\pL[»"*_]*[\s\x{a0}]+\((?:l[’']|les? |la )?([\p{Lu}\d&-]{2,})s?(?:[,;][^)]*)?\)`)
	explainedAfter = regexp.MustCompile(`([\p{Lu}\d&-]{2,})[*_]*[\s\x{a0}]+\([^)]*\pL{3,}[^)]*\)`)
	abbreviated    = regexp.MustCompile(`<abbr\s+title=[^>]*>([^<]*)</abbr>`)
)

// explainedIn is the acronyms that a document explains anywhere, and those of
// the names that it gives.
func explainedIn(d *content.Document) map[string]bool {
	known := map[string]bool{}
	for _, form := range []*regexp.Regexp{inBrackets, explainedAfter, abbreviated} {
		for _, m := range form.FindAllSubmatch(d.Source.Text, -1) {
			known[singular(string(m[1]))] = true
		}
	}
	for _, name := range append(properNames(d), linkTexts(d)...) {
		for _, w := range wordsIn(name) {
			known[unelided(w).text] = true
		}
	}
	return known
}

// properNames lists the names that a document gives of firms, bodies and tools,
// which explain themselves.
func properNames(d *content.Document) []string {
	return lists.Of(d.Marked(content.ProperName), func(k content.Key) string { return k.Text })
}

// linkTexts lists the texts of a document's links: what a link names, its page
// explains.
func linkTexts(d *content.Document) []string {
	return lists.Of(d.Body.Links(), func(link markdown.Link) string { return link.Text })
}

// acronymsOf lists the words of a text that are acronyms: capitals, but for
// the kinds of callouts, Roman numerals, and words within a row in capitals.
func acronymsOf(text string) []word {
	words := wordsIn(text)
	shouting := func(i int) bool {
		return i >= 0 && i < len(words) && isCapitals(words[i].text) && len(words[i].text) > 1
	}
	var found []word
	for i, w := range words {
		w = unelided(w)
		callout := strings.HasSuffix(text[:w.at], "[!")
		if callout || !isCapitals(singular(w.text)) || roman.MatchString(w.text) || shouting(i-1) && shouting(i+1) {
			continue
		}
		found = append(found, w)
	}
	return found
}

var roman = regexp.MustCompile(`^[IVXLCM]+$`)

// unelided takes an elided article away: "l’OPCO" is about OPCO.
func unelided(w word) word {
	if i := strings.LastIndexAny(w.text, "'’"); i >= 0 {
		_, size := utf8.DecodeRuneInString(w.text[i:])
		return word{w.text[i+size:], w.at + i + size}
	}
	return w
}

// singular takes the plural's s of "PMEs" away.
func singular(s string) string {
	if stem := strings.TrimSuffix(s, "s"); isCapitals(stem) {
		return stem
	}
	return s
}
