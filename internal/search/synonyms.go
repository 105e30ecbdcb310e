package search

import (
	"slices"
	"strings"
)

// Synonym says that who asks for From also means each of To. Both are words as
// people write them; several words mean all of them.
type Synonym struct {
	From string
	To   []string
}

// Synonyms are applied to questions, never to the index, at half weight.
type Synonyms []Synonym

// Group returns the entries of words that all mean the same.
func Group(words ...string) Synonyms {
	var list Synonyms
	for i, from := range words {
		list = append(list, Synonym{from, slices.Delete(slices.Clone(words), i, i+1)})
	}
	return list
}

// termsOf returns the terms of a phrase, and nil if the index lacks one.
func termsOf(phrase string, known map[string]bool) []string {
	var list []string
	for _, t := range Analyze(phrase) {
		if !known[t.Term] {
			return nil
		}
		list = append(list, t.Term)
	}
	return list
}

// synonymTable gives, for the terms of a phrase joined by spaces, the phrases
// that may stand for it, in the same form.
type synonymTable map[string][]string

// compile keeps of the entries what an index can answer: words it has not are
// left out. Order is the entries' own.
func (s Synonyms) compile(known map[string]bool) synonymTable {
	table := synonymTable{}
	for _, entry := range s {
		var words []string
		for _, t := range Analyze(entry.From) {
			words = append(words, t.Term)
		}
		from := strings.Join(words, " ")
		for _, phrase := range entry.To {
			to := strings.Join(termsOf(phrase, known), " ")
			if from != "" && to != "" && to != from && !slices.Contains(table[from], to) {
				table[from] = append(table[from], to)
			}
		}
	}
	return table
}

// maxPhrase is how many words of a question an entry may take.
const maxPhrase = 4

// match returns the longest entry that starts at the first of the terms: how
// many terms it takes, and what may stand for them; or 0.
func (t synonymTable) match(terms []string) (int, []string) {
	for n := min(maxPhrase, len(terms)); n > 0; n-- {
		if found, ok := t[strings.Join(terms[:n], " ")]; ok {
			return n, found
		}
	}
	return 0, nil
}
