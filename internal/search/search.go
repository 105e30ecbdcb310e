package search

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
)

// Query is a question and the facets chosen, by name ("secteur"), each with the
// slugs of its values.
type Query struct {
	Text   string
	Facets map[string][]string
}

// Result is a document of an answer.
type Result struct {
	Record
	Number int
	Score  float64
}

// Answer is everything that an index says of a query, in order: open documents
// before closed ones, then by score, then by number.
type Answer struct {
	Results   []Result
	Relaxed   bool     // no document has all the words: each result has a part of them
	Lost      []string // words that nothing in the index stands for
	Corrected []string // "wrong right": words read as others
}

// Search asks Bleve. A query without words lists what its facets choose; one
// whose words are all unknown, or say nothing, finds nothing.
func (x *Index) Search(ctx context.Context, q Query) (Answer, error) {
	if len(x.parts) > 1 {
		return Answer{}, errors.New("search: the index was built in halves")
	}
	p := x.plan(q.Text)
	answer := Answer{Lost: p.lost, Corrected: p.corrected}
	tree := p.tree(false)
	if len(p.clauses) == 0 {
		if !isBlank(q.Text) {
			return answer, nil
		}
		tree = bleve.NewMatchAllQuery()
	}
	var err error
	if answer.Results, err = x.run(ctx, tree, q.Facets); err != nil {
		return Answer{}, err
	}
	if len(answer.Results) == 0 && len(p.clauses) > 1 {
		answer.Relaxed = true
		answer.Results, err = x.run(ctx, p.tree(true), q.Facets)
	}
	return answer, err
}

// run executes a tree among the documents that the facets choose. The facets
// are a filter: they leave scores as they are.
func (x *Index) run(ctx context.Context, tree query.Query, chosen map[string][]string) ([]Result, error) {
	if len(x.records) == 0 {
		return nil, nil
	}
	request := bleve.NewSearchRequestOptions(x.filtered(tree, chosen), len(x.records), 0, false)
	request.SortBy([]string{closedField, "-_score", "_id"})
	found, err := x.parts[0].SearchInContext(ctx, request)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	results := make([]Result, len(found.Hits))
	for i, hit := range found.Hits {
		n, err := strconv.Atoi(hit.ID)
		if err != nil {
			return nil, fmt.Errorf("search: document %q: %w", hit.ID, err)
		}
		results[i] = Result{Record: x.records[n], Number: n, Score: hit.Score}
	}
	return results, nil
}

func (x *Index) filtered(tree query.Query, chosen map[string][]string) query.Query {
	var filters []query.Query
	for _, f := range x.facets {
		if slugs := chosen[f.name]; len(slugs) > 0 {
			filters = append(filters, f.query(slugs))
		}
	}
	if len(filters) == 0 {
		return tree
	}
	q := query.NewBooleanQuery([]query.Query{tree}, nil, nil)
	q.AddFilter(query.NewConjunctionQuery(filters))
	return q
}

// query matches the documents that list one of the values, or nothing.
func (f facet) query(slugs []string) query.Query {
	codes := []string{}
	if !f.single {
		codes = append(codes, everyValue)
	}
	for _, slug := range slugs {
		codes = append(codes, f.codes(slug)...)
	}
	slices.Sort(codes)
	return anyOf(slices.Compact(codes), func(code string) query.Query { return termQuery(f.name, code, 1) })
}

// tree is the query that Bleve executes. Relaxed, it asks for any of the clauses;
// else for all of them, or for a title that the question names: it has them all,
// or all but a word being typed that may become any of too many. Bleve multiplies
// a disjunction by the share of its clauses that match: a document so named
// comes first.
func (p plan) tree(relaxed bool) query.Query {
	anywhere := func(c clause) query.Query { return c.query(0, len(fields)) }
	if relaxed {
		return anyOf(p.clauses, anywhere)
	}
	inTitle := func(c clause) query.Query { return c.query(titleField, titleField+1) }
	named := []query.Query{allOf(p.clauses, anywhere), allOf(p.clauses, inTitle)}
	if last := len(p.clauses) - 1; p.unfinished && last > 0 {
		named = append(named, allOf(p.clauses[:last], inTitle))
	}
	return query.NewDisjunctionQuery(named)
}

// query asks for any alternative of a clause, in any field from one place to
// another. An alternative's boost is multiplied by how many there are, so that a
// word counts the same however many may stand for it.
func (c clause) query(from, to int) query.Query {
	return anyOf(c, func(a alternative) query.Query {
		return allOf(a.terms, func(term string) query.Query {
			return anyOf(fields[from:to], func(f field) query.Query { return termQuery(f.name, term, a.weight*float64(len(c))) })
		})
	})
}

func termQuery(field, term string, boost float64) query.Query {
	q := query.NewTermQuery(term)
	q.SetField(field)
	q.SetBoost(boost)
	return q
}

func anyOf[T any](list []T, f func(T) query.Query) query.Query {
	if len(list) == 1 {
		return f(list[0])
	}
	return query.NewDisjunctionQuery(mapped(list, f))
}

func allOf[T any](list []T, f func(T) query.Query) query.Query {
	if len(list) == 1 {
		return f(list[0])
	}
	return query.NewConjunctionQuery(mapped(list, f))
}

func mapped[T any](list []T, f func(T) query.Query) []query.Query {
	var out []query.Query
	for _, item := range list {
		out = append(out, f(item))
	}
	return out
}

// isBlank tells whether a question has no letter or digit at all.
func isBlank(question string) bool {
	return !strings.ContainsFunc(question, func(c rune) bool { return letter(c) > dropped })
}
