package search

import (
	"slices"
	"strings"
)

// Weights of what stands for a word, the word itself being 1. A correction
// weighs 1/(1+edits), as Bleve's own fuzzy query has it.
const (
	completionWeight = 0.5
	synonymWeight    = 0.5
	familyWeight     = 0.4
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

// plan reads a question. The client does the same, with the same results, from
// the parts of the lexicon that it fetches; the tests compare the two.
func (x *Index) plan(question string) plan {
	tokens := questionWords(question)
	open := len(tokens) > 0 && tokens[len(tokens)-1].End == len(question)
	var terms []string
	for _, t := range tokens {
		terms = append(terms, t.Term)
	}
	var p plan
	table := x.synonyms.compile(x.lexicon.terms)
	for i := 0; i < len(tokens); {
		n, synonyms := table.match(terms[i:])
		n = max(n, 1)
		last := open && i+n == len(tokens)
		p.add(x.lexicon, tokens[i:i+n], synonyms, last && n == 1)
		i += n
	}
	return p
}

// questionWords returns the words of a question, each once.
func questionWords(question string) []Token {
	var tokens []Token
	for _, t := range Analyze(question) {
		if len(tokens) == maxWords {
			break
		}
		if !slices.ContainsFunc(tokens, func(o Token) bool { return o.Term == t.Term }) {
			tokens = append(tokens, t)
		}
	}
	return tokens
}

// add adds the clause of one word or phrase; open says that its reader may
// still be typing it.
func (p *plan) add(l lexicon, tokens []Token, synonyms []string, open bool) {
	var c clause
	var exact []string
	for _, t := range tokens {
		exact = append(exact, t.Term)
	}
	if !slices.ContainsFunc(exact, func(term string) bool { return !l.terms[term] }) {
		c = append(c, alternative{exact, 1})
	}
	for _, phrase := range synonyms {
		c.add(strings.Fields(phrase), synonymWeight)
	}
	form := tokens[0].Form
	if open {
		completions := l.completions(form)
		p.unfinished = len(completions) > maxCompletions
		for _, completion := range completions[:min(len(completions), maxCompletions)] {
			c.add([]string{stem(completion)}, completionWeight)
		}
	}
	if len(tokens) == 1 {
		for _, term := range l.family(exact[0]) {
			c.add([]string{term}, familyWeight)
		}
	}
	if len(c) == 0 && len(tokens) == 1 {
		for i, near := range l.corrections(form) {
			c.add([]string{stem(near.form)}, 1/float64(1+near.distance))
			if i == 0 {
				p.corrected = append(p.corrected, form+" "+near.form)
			}
		}
	}
	if len(c) == 0 {
		for _, t := range tokens {
			p.lost = append(p.lost, t.Form)
		}
		return
	}
	p.clauses = append(p.clauses, c)
}

// add adds an alternative, unless there are enough or it is there already.
func (c *clause) add(terms []string, weight float64) {
	same := func(a alternative) bool { return slices.Equal(a.terms, terms) }
	if len(*c) < maxAlternatives && !slices.ContainsFunc(*c, same) {
		*c = append(*c, alternative{terms, weight})
	}
}
