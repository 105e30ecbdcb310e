package search

import (
	"cmp"
	"maps"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"recueil/internal/french"
)

// lexicon holds every form of the index, sorted, with its class, from 1 to 15:
// those of titles, which people type, are above the others, and in each half
// stand those of more documents. The client has the same forms and classes, so
// both complete and correct alike.
type lexicon struct {
	forms   []string
	classes []byte
	terms   map[string]bool // the terms that the forms give: all those indexed
	sorted  []string        // the terms, in order
}

// newLexicon makes the lexicon of the forms, from how many documents, and how
// many titles, have each.
func newLexicon(counts, titles map[string]int) lexicon {
	l := lexicon{forms: make([]string, 0, len(counts)), terms: make(map[string]bool, len(counts))}
	for form := range counts {
		l.forms = append(l.forms, form)
		l.terms[stem(form)] = true
	}
	slices.Sort(l.forms)
	l.sorted = slices.Sorted(maps.Keys(l.terms))
	for _, form := range l.forms {
		l.classes = append(l.classes, classOf(counts[form], titles[form] > 0))
	}
	return l
}

// classSteps are the numbers of documents from which a form is of the next class:
// close where small sites have theirs, and then further apart.
var classSteps = []int{2, 4, 8, 32, 128, 512}

// classOf is from 1 to 7 by the number of documents, and 8 more for a form of a
// title.
func classOf(documents int, titled bool) byte {
	class := 1
	for _, step := range classSteps {
		if documents >= step {
			class++
		}
	}
	if titled {
		class += 8
	}
	return byte(class)
}

// starting returns the range of the forms that start with a prefix.
func (l lexicon) starting(prefix string) (from, to int) {
	from = sort.SearchStrings(l.forms, prefix)
	n := sort.Search(len(l.forms)-from, func(i int) bool { return !strings.HasPrefix(l.forms[from+i], prefix) })
	return from, from + n
}

const (
	minPrefix      = 2 // letters from which a word being typed is completed
	maxCompletions = 8
	maxCorrections = 3
)

// completions returns the forms that a prefix most probably starts: those of
// the highest classes, then in alphabetical order; not the prefix itself, and if it
// is a form, none of a lower class (vendre is not the start of vendredi). One
// more than maxCompletions says that there are others.
func (l lexicon) completions(prefix string) []string {
	if utf8.RuneCountInString(prefix) < minPrefix {
		return nil
	}
	from, to := l.starting(prefix)
	var least byte
	if from < to && l.forms[from] == prefix {
		least = l.classes[from]
		from++
	}
	var found []int
	for i := from; i < to; i++ {
		if l.classes[i] >= least {
			found = append(found, i)
		}
	}
	slices.SortStableFunc(found, func(a, b int) int { return cmp.Compare(l.classes[b], l.classes[a]) })
	var forms []string
	for _, i := range found[:min(len(found), maxCompletions+1)] {
		forms = append(forms, l.forms[i])
	}
	return forms
}

const (
	minRoot   = 5 // letters that a family shares, at least
	neighbour = 6 // places, on each side, where a word's family is looked for
)

// family returns the terms that share most of a term's letters from the start, as
// rénover and rénovation do, or électrique and électricité: seven in ten of them.
// They are its neighbours in the dictionary, so the file that has its postings
// mostly has theirs.
func (l lexicon) family(term string) []string {
	at, known := slices.BinarySearch(l.sorted, term)
	if !known || len(term) < minRoot || !isPlain(term) {
		return nil
	}
	root := term[:max(minRoot, (7*len(term)+9)/10)]
	near := slices.Concat(l.sorted[max(0, at-neighbour):at], l.sorted[at+1:min(len(l.sorted), at+1+neighbour)])
	return slices.DeleteFunc(near, func(t string) bool { return !strings.HasPrefix(t, root) })
}

// minPart is how many letters a part of a compound has, at least, where a word is
// parted; digits may be one.
const minPart = 2

// split parts a word that is not known into two that are, the longest first part
// first: plateforme, AR7.
func (l lexicon) split(form string) (parts [][]string) {
	if len(form) < minPart || !isSpelt(form) {
		return nil
	}
	from, to := l.starting(form[:minPart])
	for i := to - 1; i >= from; i-- {
		tail, found := strings.CutPrefix(form, l.forms[i])
		if found && isPart(l.forms[i], tail) && l.terms[stem(tail)] {
			parts = append(parts, []string{stem(l.forms[i]), stem(tail)})
		}
	}
	return parts
}

// isPart reports whether a word may be parted between head and tail.
func isPart(head, tail string) bool {
	return tail != "" && head[len(head)-1] > '9' && (len(head) >= minPart && len(tail) >= minPart || tail[0] <= '9')
}

// A correction is a known form near a word that is not known.
type correction struct {
	form     string
	distance int
	class    byte
}

// corrections returns the known forms nearest to a word, if it is one: a number or
// a code is right or unknown. It looks where the
// correction most often is, and further only if there is none: see rings.
func (l lexicon) corrections(word string) []correction {
	letters := []rune(word)
	most := tolerance(len(letters))
	if most == 0 || strings.ContainsAny(word, "0123456789") {
		return nil
	}
	for i, ring := range rings(letters) {
		var found []correction
		for _, prefix := range ring {
			found = append(found, l.near(letters, prefix, allowed(i, most))...)
		}
		if len(found) > 0 {
			return nearest(found)
		}
	}
	return nil
}

// near returns the forms that a prefix starts, at most so many edits from a word.
func (l lexicon) near(word []rune, prefix string, most int) (found []correction) {
	from, to := l.starting(prefix)
	for i := from; i < to; i++ {
		if d := french.Distance(word, []rune(l.forms[i]), most); d <= most {
			found = append(found, correction{l.forms[i], d, l.classes[i]})
		}
	}
	return found
}

// rings are the starts of the forms to look at, nearest first: the word's own
// four letters; its two; those that it has if a letter is too many, or two are
// exchanged, at its start; its first letter. The client mostly has the forms of
// the first ring with the file where it did not find the word; it fetches a file
// or two for each of the next ones, and the last is several files.
func rings(word []rune) [][]string {
	two := func(i, j int) string { return string([]rune{word[i], word[j]}) }
	third := []string{two(0, 2), two(1, 0), two(1, 2)}
	slices.Sort(third)
	return [][]string{{string(word[:4])}, {two(0, 1)}, slices.Compact(third), {string(word[:1])}}
}

// allowed is how many edits a form of a ring may be from the word: in the first,
// one, since a nearer one may be in the next.
func allowed(ring, most int) int {
	if ring == 0 {
		return 1
	}
	return most
}

// tolerance is how many edits a word of so many letters may have.
func tolerance(letters int) int {
	switch {
	case letters < 5:
		return 0
	case letters < 9:
		return 1
	}
	return 2
}

// nearest keeps the corrections of the smallest distance, the most frequent
// first.
func nearest(found []correction) []correction {
	slices.SortStableFunc(found, func(a, b correction) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(b.class, a.class))
	})
	n := 1
	for n < len(found) && n < maxCorrections && found[n].distance == found[0].distance {
		n++
	}
	return found[:n]
}
