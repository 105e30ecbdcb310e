package search

import (
	"slices"
	"strings"
)

// Synonym says that who asks for one of some phrases also means each of others.
// A phrase is written as people write it; several words mean all of them.
type Synonym struct {
	Asked, Meant []string
}

// Synonyms are applied to questions, never to the index, at half weight.
type Synonyms []Synonym

// Group is the entry of phrases that all mean the same.
func Group(phrases ...string) Synonym { return Synonym{phrases, phrases} }

// phrase returns the terms of a phrase, joined by spaces; a compound is one.
func phrase(text string) string {
	return strings.Join(termsIn(questionWords(text)), " ")
}

// phrases returns the phrases of a list, each once, those without a term left
// out.
func phrases(list []string) []string {
	var found []string
	for _, text := range list {
		if p := phrase(text); p != "" && !slices.Contains(found, p) {
			found = append(found, p)
		}
	}
	return found
}

// usable returns an entry as terms: the phrases asked, and of those meant the
// ones that an index can answer, having all their terms.
func (s Synonym) usable(known map[string]bool) (asked, meant []string) {
	unknown := func(term string) bool { return !known[term] }
	return phrases(s.Asked), slices.DeleteFunc(phrases(s.Meant), func(p string) bool { return slices.ContainsFunc(strings.Fields(p), unknown) })
}

// synonymTable gives, for the terms of a phrase joined by spaces, the phrases
// that may stand for it, in the same form.
type synonymTable map[string][]string

// compile keeps of the entries what an index can answer. Order is the entries'
// own.
func (s Synonyms) compile(known map[string]bool) synonymTable {
	table := synonymTable{}
	for _, entry := range s {
		asked, meant := entry.usable(known)
		for _, from := range asked {
			for _, to := range meant {
				if to != from && !slices.Contains(table[from], to) {
					table[from] = append(table[from], to)
				}
			}
		}
	}
	return table
}

// exported writes what compile makes, in its order, as lines: a group is the
// phrases that mean each other, parted by "|"; another entry, or the phrases of a
// group that the index lacks and that are only asked, stand before "=", and what
// they mean after it.
func (s Synonyms) exported(known map[string]bool) []string {
	var lines []string
	for _, entry := range s {
		asked, meant := entry.usable(known)
		if slices.Equal(entry.Asked, entry.Meant) && len(meant) > 1 {
			lines = append(lines, strings.Join(meant, "|"))
			asked = without(asked, meant...)
		}
		for _, from := range asked {
			if to := without(meant, from); len(to) > 0 {
				lines = append(lines, from+"="+strings.Join(to, "|"))
			}
		}
	}
	return lines
}

func without(list []string, others ...string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(others, s) })
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
