package search

import (
	"slices"
	"strings"

	"recueil/internal/lists"
)

// Weights of what stands for a word, the word itself being 1. A correction
// weighs 1/(1+edits), as Bleve's own fuzzy query has it.
const (
	completionWeight = 0.5
	synonymWeight    = 0.5
	familyWeight     = 0.4
	partsWeight      = 0.8 // of the parts of a compound
)

const (
	maxWords        = 10 // of a question; the next ones are not read
	maxAlternatives = 12 // of a word
)

// A plan is what a question asks of the index: a clause for each word or phrase
// that the index knows, and the words that it does not.
type plan struct {
	clauses    []clause
	lost       []string // words that nothing stands for
	corrected  []string // "wrong right" for each word read as another
	unfinished bool     // the last clause is a word being typed, which more forms complete than it has
}

// A clause is met by any of its alternatives.
type clause []alternative

// An alternative is met by a document that has all its terms, in any field.
type alternative struct {
	terms  []string
	weight float64
}

// A questionWord is a word of a question, and the terms of its parts if it is a
// compound: written with hyphens, or apart and known as one.
type questionWord struct {
	Token
	parts []string
}

// plan reads a question. The client does the same, with the same results, from
// the parts of the lexicon that it fetches; the tests compare the two.
func (x *Index) plan(question string) plan {
	table := x.synonyms.compile(x.lexicon.terms)
	words := joined(question, questionWords(question), func(term string) bool { return x.lexicon.terms[term] || table[term] != nil })
	open := len(words) > 0 && words[len(words)-1].End == len(question)
	terms := termsIn(words)
	var p plan
	for i := 0; i < len(words); {
		n, synonyms := table.match(terms[i:])
		n = max(n, 1)
		last := open && i+n == len(words)
		p.add(x.lexicon, words[i:i+n], synonyms, last && n == 1)
		i += n
	}
	return p
}

// questionWords returns the words of a question, each once.
func questionWords(question string) []questionWord {
	var words []questionWord
	tokens := Analyze(question)
	for i := 0; i < len(tokens) && len(words) < maxWords; i++ {
		w := questionWord{Token: tokens[i]}
		for range w.Parts {
			i++
			w.parts = append(w.parts, tokens[i].Term)
		}
		if !slices.ContainsFunc(words, func(o questionWord) bool { return o.Term == w.Term }) {
			words = append(words, w)
		}
	}
	return words
}

// maxFirst bounds the first part of a compound written apart: micro crédit, plate
// forme, AR 7. Longer words seldom start one, and each costs the client a file.
const maxFirst = 7

// joined puts together the neighbours that the index, or its synonyms, knows as
// one word.
func joined(question string, words []questionWord, isKnown func(term string) bool) []questionWord {
	var list []questionWord
	for i := 0; i < len(words); i++ {
		w := words[i]
		if i+1 < len(words) && w.starts(question, words[i+1]) {
			next := words[i+1]
			form := w.Form + next.Form
			if term := stem(form); isKnown(term) {
				w = questionWord{Token{&known{Form: form, Term: term}, w.Start, next.End, 0}, []string{w.Term, next.Term}}
				i++
			}
		}
		list = append(list, w)
	}
	return list
}

// starts reports whether a word may start a compound that the next one ends.
func (w questionWord) starts(question string, next questionWord) bool {
	return len(w.Form) <= maxFirst && w.parts == nil && next.parts == nil && question[w.End:next.Start] == " " &&
		isPlain(w.Form) && isSpelt(next.Form)
}

func termsIn(words []questionWord) []string {
	return lists.Of(words, func(w questionWord) string { return w.Term })
}

// add adds the clause of one word or phrase; open says that its reader may
// still be typing it.
func (p *plan) add(l lexicon, words []questionWord, synonyms []string, open bool) {
	var c clause
	exact := termsIn(words)
	c.addKnown(l, exact, 1)
	form, alone := words[0].Form, len(words) == 1
	if alone {
		c.addKnown(l, words[0].parts, partsWeight)
	}
	for _, phrase := range synonyms {
		c.add(strings.Fields(phrase), synonymWeight)
	}
	if open {
		completions := l.completions(form)
		p.unfinished = len(completions) > maxCompletions
		for _, completion := range completions[:min(len(completions), maxCompletions)] {
			c.add([]string{stem(completion)}, completionWeight)
		}
	}
	if alone {
		for _, term := range l.family(exact[0]) {
			c.add([]string{term}, familyWeight)
		}
	}
	if len(c) == 0 && alone {
		p.addUnknown(l, &c, form)
	}
	if len(c) == 0 {
		for _, w := range words {
			p.lost = append(p.lost, w.Form)
		}
		return
	}
	p.clauses = append(p.clauses, c)
}

// addUnknown adds what a word that is not known may be: two that are, or others that
// are near. In a large index, chance makes two words of many mistakes (réer vation for
// réservation): a known word one edit away then stands beside the two.
func (p *plan) addUnknown(l lexicon, c *clause, form string) {
	for _, parts := range l.split(form) {
		c.add(parts, partsWeight)
	}
	parted := len(*c) > 0
	for i, near := range l.corrections(form) {
		if parted && near.distance > 1 {
			return
		}
		c.add([]string{stem(near.form)}, 1/float64(1+near.distance))
		if i == 0 && !parted {
			p.corrected = append(p.corrected, form+" "+near.form)
		}
	}
}

// addKnown adds an alternative if the index has all its terms.
func (c *clause) addKnown(l lexicon, terms []string, weight float64) {
	if len(terms) > 0 && !slices.ContainsFunc(terms, func(term string) bool { return !l.terms[term] }) {
		c.add(terms, weight)
	}
}

// add adds an alternative, unless there are enough or it is there already.
func (c *clause) add(terms []string, weight float64) {
	same := func(a alternative) bool { return slices.Equal(a.terms, terms) }
	if len(*c) < maxAlternatives && !slices.ContainsFunc(*c, same) {
		*c = append(*c, alternative{terms, weight})
	}
}
