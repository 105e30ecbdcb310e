package search

import (
	"context"
	"crypto/sha256"
	"errors"
	"iter"
	"slices"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
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
	kept     *kept
	scratch  string
	changed  int // how many documents were indexed or dropped since it was begun or read
}

// identity is the digest of what tells a document of the stock from the others: two
// territories may have their own at one address.
type identity [sha256.Size]byte

func identityOf(r Record) identity {
	return identity(digestOf(r.URL, r.Title, r.Summary, r.Keywords, r.Body, string(r.own[:]), r.Standing))
}

// digestOf is of texts, and of where each ends.
func digestOf(texts ...string) [sha256.Size]byte {
	var b body
	for _, text := range texts {
		b.text(text)
	}
	return sha256.Sum256(b.bytes)
}

// stocked is a posting with the document's number in the stock. Extra is the length of
// the field or, for the body, the passage.
type stocked struct{ doc, freq, extra uint32 }

// NewStock indexes the documents of all the editions, each once, and does so in a folder of
// scratch, or of the system's temporary one if that is empty.
func NewStock(ctx context.Context, scratch string, views iter.Seq[*edition.View]) (*Stock, error) {
	s := &Stock{numbers: map[identity]int{}, forms: newForms(), kept: &kept{}, scratch: scratch}
	return s, s.Renew(ctx, views)
}

// Renew makes it a stock of the documents of other editions: only those that it has
// not yet are indexed. What was done when ctx ends need not be done again. The
// indexes that it gave before must not be used any more, and no other goroutine may
// use it meanwhile.
func (s *Stock) Renew(ctx context.Context, views iter.Seq[*edition.View]) error {
	known := map[*content.Document]Record{}
	var fresh []Record
	seen := map[identity]bool{}
	for v := range views {
		for _, d := range v.Documents() {
			if _, again := known[d]; again && !d.Type.IsStructural() || !d.Searched() {
				continue
			}
			r := s.recordOf(v, d)
			known[d] = r
			id := identityOf(r)
			if _, indexed := s.numbers[id]; !indexed && !seen[id] {
				fresh = append(fresh, r)
			}
			seen[id] = true
		}
	}
	s.records = known
	s.changed += len(fresh)
	if stale := len(s.surveys) + len(fresh) - len(seen); stale > tolerated+len(seen)/8 {
		s.drop(func(id identity) bool { return seen[id] })
		s.changed += stale
	}
	for some := range slices.Chunk(fresh, atOnce) {
		if err := ctx.Err(); err != nil {
			return err
		}
		more, err := stockOf(ctx, s.scratch, some)
		if err != nil {
			return err
		}
		s.join(more)
	}
	return nil
}

// atOnce is how many documents are indexed between two looks at whether to go on: fewer
// than maxPlaced, so that every passage is noted.
const atOnce = 2000

// tolerated is how many documents that no edition holds any more a stock of few may
// keep: to drop them takes as long as to read them all.
const tolerated = 50

// recordOf makes the record of a document in an edition, or takes the one that was
// made: an edition may have its own page of a sector, another date, or its page elsewhere;
// and plain pages say who publishes it. The typography of a body waits until it is indexed
// or shown: a document that is known already may never need it.
func (s *Stock) recordOf(v *edition.View, d *content.Document) Record {
	r, ok := s.records[d]
	if !ok || d.Type.IsStructural() {
		r, own := headOf(v, d), v.OwnText(d)
		r.text, r.own = func() string { return french.Typography(own) }, digestOf(own)
		return r
	}
	r.Standing, r.Place, r.Closed, r.Page = standingOf(v, d), placeOf(v, d), v.Closed(d), v.Where(d.Address())
	return r
}

// join adds what another stock holds, none of which this one has.
func (s *Stock) join(more *Stock) {
	offset := uint32(len(s.surveys))
	s.surveys = append(s.surveys, more.surveys...)
	for id, n := range more.numbers {
		s.numbers[id] = int(offset) + n
	}
	for _, f := range []struct{ all, more formDocuments }{{s.forms.all, more.forms.all}, {s.forms.titled, more.forms.titled}} {
		for form, docs := range f.more {
			for _, doc := range docs {
				f.all[form] = append(f.all[form], offset+doc)
			}
		}
	}
	s.joinTerms(more, offset)
}

// joinTerms merges the terms of another stock, whose documents come after.
func (s *Stock) joinTerms(more *Stock, offset uint32) {
	terms := make([]string, 0, len(s.terms)+len(more.terms))
	postings := make([][fieldCount][]stocked, 0, cap(terms))
	i := 0
	for j, term := range more.terms {
		for ; i < len(s.terms) && s.terms[i] < term; i++ {
			terms, postings = append(terms, s.terms[i]), append(postings, s.postings[i])
		}
		var lists [fieldCount][]stocked
		if i < len(s.terms) && s.terms[i] == term {
			lists = s.postings[i]
			i++
		}
		for f, list := range more.postings[j] {
			for _, p := range list {
				p.doc += offset
				lists[f] = append(lists[f], p)
			}
		}
		terms, postings = append(terms, term), append(postings, lists)
	}
	s.terms, s.postings = append(terms, s.terms[i:]...), append(postings, s.postings[i:]...)
}

// drop forgets the documents that are not kept.
func (s *Stock) drop(kept func(identity) bool) {
	renumber := make([]int, len(s.surveys))
	for i := range renumber {
		renumber[i] = -1
	}
	for id, n := range s.numbers {
		if kept(id) {
			renumber[n] = 0
		} else {
			delete(s.numbers, id)
		}
	}
	var surveys []surveyed
	for n, kept := range renumber {
		if kept == 0 {
			renumber[n] = len(surveys)
			surveys = append(surveys, s.surveys[n])
		}
	}
	for id, n := range s.numbers {
		s.numbers[id] = renumber[n]
	}
	s.surveys = surveys
	s.forms.all.renumber(renumber)
	s.forms.titled.renumber(renumber)
	s.dropPostings(renumber)
}

// renumber gives documents their new numbers, and forgets those that have none.
func (d formDocuments) renumber(to []int) {
	for form, docs := range d {
		var kept []uint32
		for _, doc := range docs {
			if to[doc] >= 0 {
				kept = append(kept, uint32(to[doc]))
			}
		}
		if d[form] = kept; len(kept) == 0 {
			delete(d, form)
		}
	}
}

func (s *Stock) dropPostings(renumber []int) {
	var terms []string
	var postings [][fieldCount][]stocked
	for i, term := range s.terms {
		var lists [fieldCount][]stocked
		any := false
		for f, list := range s.postings[i] {
			for _, p := range list {
				if n := renumber[p.doc]; n >= 0 {
					lists[f] = append(lists[f], stocked{uint32(n), p.freq, p.extra})
					any = true
				}
			}
		}
		if any {
			terms, postings = append(terms, term), append(postings, lists)
		}
	}
	s.terms, s.postings = terms, postings
}

func stockOf(ctx context.Context, scratch string, records []Record) (s *Stock, err error) {
	x, err := build(scratch, records, Vocabulary{}, nil, 1, (*Index).fillToExport)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	s = &Stock{numbers: map[identity]int{}, surveys: x.surveys, forms: x.forms, kept: &kept{}}
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
			extra := p.length
			if i == bodyField {
				extra = p.passage
			}
			kept[i] = append(kept[i], stocked{uint32(p.doc), uint32(p.freq), uint32(extra)})
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
		r := s.recordOf(v, d)
		records = append(records, r)
	}
	if slices.ContainsFunc(records, func(r Record) bool { _, ok := s.numbers[identityOf(r)]; return !ok }) {
		return ToExport(v, s.scratch)
	}
	return s.narrow(records, VocabularyOf(v), synonymsOf(v.Synonyms()), grainOf(v)), nil
}

// narrow makes the index of some of the stock's documents.
func (s *Stock) narrow(records []Record, vocabulary Vocabulary, synonyms Synonyms, grain int) *Index {
	surveys := make([]surveyed, len(records))
	for i, r := range records {
		surveys[i] = s.surveys[s.numbers[identityOf(r)]]
	}
	x := &Index{numbering: number(records, surveys, grain), facets: vocabulary.facets(), synonyms: synonyms, grain: grain, kept: s.kept}
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
			found.fields[f] = renumbered(found.fields[f][:0], list, renumber, f == bodyField)
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
func renumbered(out []posting, list []stocked, renumber []int, ofBody bool) []posting {
	for _, p := range list {
		n := renumber[p.doc]
		if n < 0 {
			continue
		}
		found := posting{doc: n, freq: int(p.freq)}
		if ofBody {
			found.passage = int(p.extra)
		} else {
			found.length = int(p.extra)
		}
		out = append(out, found)
	}
	slices.SortFunc(out, func(a, b posting) int { return a.doc - b.doc })
	return out
}
