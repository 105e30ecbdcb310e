package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/french"
	"recueil/internal/spelling"
)

// speller knows the words of the dictionary, and the recueil's own: those of
// orthographe.txt, of the glossary and of its search.
type speller struct {
	dictionary *spelling.Dictionary
	own        map[string]bool // in lower case
	seen       map[string]bool // what right has answered
}

func newSpeller(dictionary *spelling.Dictionary, c *content.Collection) speller {
	s := speller{dictionary, map[string]bool{}, map[string]bool{}}
	for _, w := range c.Words {
		s.learn(w)
	}
	for _, entry := range c.Glossary {
		s.learn(entry.Term)
		s.learn(entry.Acronym)
	}
	return s
}

func (s speller) learn(text string) {
	s.own[strings.ToLower(text)] = true
	for _, w := range wordsIn(text) {
		s.own[strings.ToLower(w.text)] = true
	}
}

// misspelt reports each word of a document that neither the dictionary nor the
// recueil knows, once.
func misspelt(s *survey, d *content.Document) []diag.Diagnostic {
	spell, names := s.speller(), map[string]bool{}
	for _, name := range properNames(d) {
		for _, w := range wordsIn(name) {
			names[w.text] = true
		}
	}
	var problems []diag.Diagnostic
	for _, p := range s.proseOf(d) {
		for _, w := range wordsIn(p.text) {
			if names[w.text] || spell.right(w.text) {
				continue
			}
			names[w.text] = true
			problems = append(problems, diag.New(diag.Misspelt, d.Source, p.span(w.at, w.at+len(w.text)), fmt.Sprintf("le mot « %s » n'est pas dans le dictionnaire", w.text),
				spell.advice(w.text)))
		}
	}
	return problems
}

// right reports whether a word is spelt right, as far as can be told: figures,
// acronyms and names, which no dictionary holds, are.
func (s speller) right(text string) bool {
	answer, known := s.seen[text]
	if !known {
		answer = s.judge(text)
		s.seen[text] = answer
	}
	return answer
}

func (s speller) judge(text string) bool {
	bare := unelided(word{text: text}).text
	first, _ := utf8.DecodeRuneInString(bare)
	if strings.ContainsFunc(bare, unicode.IsDigit) || unicode.IsUpper(first) || utf8.RuneCountInString(bare) == 1 {
		return true
	}
	return s.knows(text) || s.own[strings.ToLower(bare)]
}

func (s speller) knows(text string) bool {
	if s.dictionary.Knows(text) || s.own[strings.ToLower(text)] || s.own[strings.ToLower(strings.TrimSuffix(text, "s"))] {
		return true
	}
	parts := strings.Split(text, "-")
	for _, part := range parts {
		if len(parts) == 1 || !s.knows(part) {
			return false
		}
	}
	return true
}

func (s speller) advice(text string) string {
	if better, ok := s.nearest(text); ok {
		return fmt.Sprintf("vouliez-vous dire « %s » ? sinon, ajoutez le mot à orthographe.txt", better)
	}
	return "corrigez-le, ou ajoutez-le à orthographe.txt s'il est juste"
}

const (
	accented = "àâäéèêëîïôöùûüçœ"
	letters  = "esaitnrulodcmpévqfbghàxèjêôùçâîûœkwzyïëü"
)

// nearest returns a word that one slip makes of the text: two letters exchanged,
// an accent, a letter too many, too few or wrong. The order is that of likelihood.
func (s speller) nearest(text string) (string, bool) {
	runes := []rune(text)
	kinds := []func([]rune, int) []string{exchanged, accents, dropped, added, replaced}
	if len(runes) < 4 { // too short to tell: nearly any letters make a word
		kinds = kinds[:2]
	}
	for _, slips := range kinds {
		for i := range runes {
			for _, candidate := range slips(runes, i) {
				if candidate != text && s.knows(candidate) {
					return candidate, true
				}
			}
		}
	}
	return "", false
}

func exchanged(r []rune, i int) []string {
	if i+1 == len(r) {
		return nil
	}
	return []string{string(r[:i]) + string(r[i+1]) + string(r[i]) + string(r[i+2:])}
}

func accents(r []rune, i int) []string {
	if !unicode.IsLetter(r[i]) {
		return nil
	}
	var list []string
	for _, a := range accented + "eauioc" {
		if french.FoldLetter(a) == french.FoldLetter(r[i]) {
			list = append(list, string(r[:i])+string(a)+string(r[i+1:]))
		}
	}
	return list
}

func dropped(r []rune, i int) []string {
	return []string{string(r[:i]) + string(r[i+1:])}
}

func added(r []rune, i int) []string {
	var list []string
	for _, a := range letters {
		list = append(list, string(r[:i+1])+string(a)+string(r[i+1:]))
	}
	return list
}

func replaced(r []rune, i int) []string {
	var list []string
	for _, a := range letters {
		list = append(list, string(r[:i])+string(a)+string(r[i+1:]))
	}
	return list
}
