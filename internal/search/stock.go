package search

import (
	"context"
	"errors"
	"iter"
	"slices"

	"recueil/internal/content"
	"recueil/internal/edition"
)

// Stock holds what Bleve says of every document that the editions of a run may
// hold, so that each is analysed and indexed once however many editions hold
// it. A score depends only on the number of documents, on how many have a term,
// how often, and on the length of the field: an edition's index is the stock's
// postings of its documents, counted again. It is safe for use by several
// goroutines.
type Stock struct {
	records  map[*content.Document]Record
	numbers  map[identity]int // of a document in the stock
	surveys  []surveyed
	forms    forms
	terms    []string
	postings [][fieldCount][]stocked // of each term, by field
}

// identity is what tells a document of the stock from the others: two
// territories may have their own at one address.
type identity struct{ url, title, summary, keywords, body, standing string }

func identityOf(r Record) identity {
	return identity{r.URL, r.Title, r.Summary, r.Keywords, r.Body, r.Standing}
}

// stocked is a posting with the document's number in the stock.
type stocked struct{ doc, freq, length uint32 }

// NewStock indexes the documents of all the editions, each once.
func NewStock(ctx context.Context, views iter.Seq[*edition.View]) (*Stock, error) {
	known := map[*content.Document]Record{}
	var records []Record
	seen := map[identity]bool{}
	for v := range views {
		for _, d := range v.Documents() {
			if _, again := known[d]; again || !d.Searched() {
				continue
			}
			r := recordOf(v, d)
			known[d] = r
			if id := identityOf(r); !seen[id] {
				seen[id] = true
				records = append(records, r)
			}
		}
	}
	s, err := stockOf(ctx, records)
	if err != nil {
		return nil, err
	}
	s.records = known
	return s, nil
}

func stockOf(ctx context.Context, records []Record) (s *Stock, err error) {
	x, err := BuildToExport(records, Vocabulary{}, nil)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	s = &Stock{numbers: map[identity]int{}, surveys: x.surveys, forms: x.forms}
	for _, documents := range []formDocuments{s.forms.all, s.forms.titled} {
		for _, docs := range documents {
			for i, place := range docs {
				docs[i] = uint32(x.numbers[place])
			}
		}
	}
	for n, r := range x.records {
		s.numbers[identityOf(r)] = n
	}
	return s, x.walk(ctx, func(t termPostings) error {
		s.keep(t)
		return nil
	})
}

// keep copies the postings of a term, which are the walk's.
func (s *Stock) keep(t termPostings) {
	var kept [fieldCount][]stocked
	for i, list := range t.fields {
		for _, p := range list {
			kept[i] = append(kept[i], stocked{uint32(p.doc), uint32(p.freq), uint32(p.length)})
		}
	}
	s.terms = append(s.terms, t.term)
	s.postings = append(s.postings, kept)
}

// Edition returns the index of an edition, to export: the bytes are those of an
// index built for it alone. An edition with a document that the stock has not
// is indexed alone.
func (s *Stock) Edition(v *edition.View) (*Index, error) {
	var records []Record
	for _, d := range v.Documents() {
		if !d.Searched() {
			continue
		}
		r, ok := s.records[d]
		if !ok { // a copy, from which a name was taken out
			r = recordOf(v, d)
		}
		r.Standing = standingOf(v, d) // an edition may have its own page of a sector
		records = append(records, r)
	}
	if slices.ContainsFunc(records, func(r Record) bool { _, ok := s.numbers[identityOf(r)]; return !ok }) {
		return ToExport(v)
	}
	return s.narrow(records, VocabularyOf(v), synonymsOf(v.Synonyms())), nil
}

// narrow makes the index of some of the stock's documents.
func (s *Stock) narrow(records []Record, vocabulary Vocabulary, synonyms Synonyms) *Index {
	surveys := make([]surveyed, len(records))
	for i, r := range records {
		surveys[i] = s.surveys[s.numbers[identityOf(r)]]
	}
	x := &Index{numbering: number(records, surveys), facets: vocabulary.facets(), synonyms: synonyms}
	renumber := make([]int, len(s.surveys))
	for i := range renumber {
		renumber[i] = -1
	}
	for n, i := range x.order {
		x.records = append(x.records, records[i])
		x.surveys = append(x.surveys, surveys[i])
		renumber[s.numbers[identityOf(records[i])]] = n
	}
	x.lexicon = s.forms.lexicon(func(doc uint32) bool { return renumber[doc] >= 0 })
	x.walker = func(ctx context.Context, visit func(termPostings) error) error { return s.walk(ctx, renumber, visit) }
	return x
}

// walk is an edition's own walk: the terms that its documents have, with their
// postings under its numbers.
func (s *Stock) walk(ctx context.Context, renumber []int, visit func(termPostings) error) error {
	found := termPostings{fields: make([][]posting, fieldCount)}
	for i, term := range s.terms {
		if err := ctx.Err(); err != nil {
			return err
		}
		found.term = term
		any := false
		for f, list := range s.postings[i] {
			found.fields[f] = renumbered(found.fields[f][:0], list, renumber)
			any = any || len(found.fields[f]) > 0
		}
		if !any {
			continue
		}
		if err := visit(found); err != nil {
			return err
		}
	}
	return nil
}

// renumbered appends the postings of the documents kept, by number.
func renumbered(out []posting, list []stocked, renumber []int) []posting {
	for _, p := range list {
		if n := renumber[p.doc]; n >= 0 {
			out = append(out, posting{n, int(p.freq), int(p.length)})
		}
	}
	slices.SortFunc(out, func(a, b posting) int { return a.doc - b.doc })
	return out
}
