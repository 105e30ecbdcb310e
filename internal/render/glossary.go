package render

import (
	"cmp"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/lists"
)

// GlossaryPage explains the words of the recueil: the first use of each in a text
// leads to it.
type GlossaryPage struct {
	Frame
	Intro   string           `fr:"chapeau"`
	Letters []GlossaryLetter `fr:"les mots, par initiale"`
}

// GlossaryLetter is the words that begin with a letter.
type GlossaryLetter struct {
	Letter  string          `fr:"l'initiale"`
	Anchor  string          `fr:"son identifiant dans la page"`
	Entries []GlossaryEntry `fr:"mots qui commencent ainsi"`
}

// GlossaryEntry is a word and what it means, or an acronym and the entry that
// explains it.
type GlossaryEntry struct {
	Anchor  string `fr:"identifiant dans la page ; vide pour un sigle"`
	Word    string `fr:"mot, ou sigle que See explique"`
	Acronym string `fr:"sigle du mot"`
	Text    string `fr:"ce qu'il veut dire"`
	See     Link   `fr:"pour un sigle, le mot qui l'explique"`

	key string // its place in the alphabet
}

func (s *site) planGlossary() {
	if len(s.view.Glossary()) > 0 {
		s.add(edition.GlossaryPage, kindGlossary, func(p place) any { return p.glossaryPage() })
	}
}

func (p place) glossaryPage() GlossaryPage {
	const intro = "Les mots et les sigles que l'on rencontre dans le recueil, expliqués simplement."
	page := GlossaryPage{Frame: p.frame("Glossaire", intro), Intro: french.Typography(intro), Letters: letters(p.view.Glossary())}
	p.describe(&page.Frame, p.pageNode("DefinedTermSet", page.Heading, page.Description), nil)
	return page
}

// letters sorts the words of a glossary, and its acronyms among them, since
// readers look for either.
func letters(glossary []content.Definition) []GlossaryLetter {
	entries := glossaryEntries(glossary, "")
	for _, d := range glossary {
		if d.Acronym != "" {
			see := Link{Text: french.Typography(d.Term), Href: "#" + d.Anchor()}
			entries = append(entries, GlossaryEntry{Word: french.Typography(d.Acronym), See: see, key: content.Slug(d.Acronym)})
		}
	}
	var list []GlossaryLetter
	for _, e := range inAlphabet(entries) {
		letter := strings.ToUpper(e.key[:1])
		if letter <= "9" {
			letter = "0–9"
		}
		if n := len(list); n == 0 || list[n-1].Letter != letter {
			list = append(list, GlossaryLetter{Letter: letter, Anchor: "lettre_" + e.key[:1]})
		}
		list[len(list)-1].Entries = append(list[len(list)-1].Entries, e)
	}
	return list
}

// glossaryEntries lists the words of a glossary; their anchors get a prefix.
func glossaryEntries(glossary []content.Definition, prefix string) []GlossaryEntry {
	list := lists.Of(glossary, func(d content.Definition) GlossaryEntry {
		return GlossaryEntry{
			Anchor: prefix + d.Anchor(), Word: french.Typography(d.Term), Acronym: french.Typography(d.Acronym),
			Text: french.Typography(d.Text), key: content.Slug(d.Term),
		}
	})
	return inAlphabet(list)
}

func inAlphabet(entries []GlossaryEntry) []GlossaryEntry {
	slices.SortStableFunc(entries, func(a, b GlossaryEntry) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.Word, b.Word)) })
	return entries
}
