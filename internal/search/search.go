package search

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Query is a question and the facets chosen, by name ("secteur"), each with the
// slugs of its values. Without a choice of "public", the documents for firms
// answer.
type Query struct {
	Text   string
	Facets map[string][]string
}

// Result is a document of an answer.
type Result struct {
	Record
	Number  int
	Score   float64  // 0 in an answer to no words
	Partial bool     // it has some of the words, not all
	Named   []string // the facets chosen of which the document names a value, not applying to all
}

// Answer is everything that an index says of a query, best first: doc.go says in
// which order.
type Answer struct {
	Results   []Result
	Whole     int      // how many of them have all the words
	Lost      []string // words that nothing in the index stands for
	Corrected []string // "wrong right": words read as others
}

// Search answers a query: documents with all its words, or with a title that it
// names, then those with some; without words, what its facets choose. One whose
// words are all unknown, or say nothing, finds nothing.
func (x *Index) Search(ctx context.Context, q Query) (Answer, error) {
	if x.walker != nil {
		return Answer{}, errors.New("search: the index was taken from a stock, to export")
	}
	p := x.plan(q.Text)
	answer := Answer{Lost: p.lost, Corrected: p.corrected}
	chosen := x.choose(q.Facets)
	if len(p.clauses) == 0 {
		if isBlank(q.Text) {
			answer.Results = x.situated(chosen)
			answer.Whole = len(answer.Results)
		}
		return answer, nil
	}
	shelf, err := x.openShelf()
	if err != nil {
		return Answer{}, fmt.Errorf("search: %w", err)
	}
	found, err := x.corpus(ctx, shelf).rank(p)
	if err != nil {
		return Answer{}, fmt.Errorf("search: %w", err)
	}
	for n, tier := range found.tiers {
		if named, kept := chosen.of(x.records[n]); tier > 0 && kept {
			score := rounded(found.scores[n] * (1 + float64(named.level())/levelShare))
			answer.Results = append(answer.Results, Result{x.records[n], n, score, tier == someWords, named})
		}
	}
	slices.SortFunc(answer.Results, func(a, b Result) int {
		return cmp.Or(
			compareBool(a.Closed, b.Closed),
			cmp.Compare(found.tiers[b.Number], found.tiers[a.Number]),
			compareBool(a.Stub, b.Stub),
			cmp.Compare(b.Score, a.Score),
			x.fullest(a.Number, b.Number))
	})
	for _, r := range answer.Results {
		if !r.Partial {
			answer.Whole++
		}
	}
	return answer, nil
}

// corpus is what rank asks of the index.
func (x *Index) corpus(ctx context.Context, s *shelf) corpusOf {
	return corpusOf{
		documents: len(x.records),
		average:   averages(x.surveys),
		titles:    func(doc int) int { return x.surveys[doc].lengths[titleField] },
		postings:  func(term string) ([][]posting, error) { return s.postings(ctx, term) },
		places:    func(doc int, term string) int { return x.surveys[doc].place(placeKey(term)) },
	}
}

// averages measures the fields.
func averages(surveys []surveyed) (mean [fieldCount]float64) {
	for f := range mean {
		mean[f] = float64(totalLength(surveys, f)) / float64(max(1, len(surveys)))
	}
	return mean
}

func totalLength(surveys []surveyed, field int) int {
	sum := 0
	for _, s := range surveys {
		sum += s.lengths[field]
	}
	return sum
}

// fullest puts the longest body first, then the first number.
func (x *Index) fullest(a, b int) int {
	return cmp.Or(cmp.Compare(x.surveys[b].lengths[bodyField], x.surveys[a].lengths[bodyField]), cmp.Compare(a, b))
}

// isBlank reports whether a question has no letter or digit at all.
func isBlank(question string) bool {
	return !strings.ContainsFunc(question, func(c rune) bool { return letter(c) > dropped })
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
