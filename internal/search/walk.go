package search

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	index "github.com/blevesearch/bleve_index_api"
)

// A posting is one document that has a term in a field.
type posting struct {
	doc     int // its number
	freq    int // how many times the field has the term
	length  int // how many terms the field has
	passage int // of a body, the first that has the term, unless more than maxPlaced have it
}

// termPostings are a term's postings in each text field, by number.
type termPostings struct {
	term   string
	fields [][]posting
}

// walk calls visit for every term of the text fields, in order, with what Bleve
// holds of it in all the parts; from a stock, bodies come without their lengths. The postings are visit's only during the call.
func (x *Index) walk(ctx context.Context, visit func(termPostings) error) error {
	if x.walker != nil {
		return x.walker(ctx, visit)
	}
	w := walker{ctx: ctx, numbers: x.numbers, found: termPostings{fields: make([][]posting, len(fields))}}
	defer w.close()
	for _, part := range x.parts {
		if err := w.open(part); err != nil {
			return fmt.Errorf("open index: %w", err)
		}
	}
	for {
		more, err := w.next()
		if err != nil {
			return fmt.Errorf("walk index: %w", err)
		}
		if !more {
			return nil
		}
		if w.found.term == filler {
			continue
		}
		x.locate(w.found)
		if err := visit(w.found); err != nil {
			return err
		}
	}
}

// locate notes the passages of the bodies that have a term.
func (x *Index) locate(t termPostings) {
	list, key := t.fields[bodyField], placeKey(t.term)
	if len(list) > maxPlaced {
		return
	}
	for i, p := range list {
		list[i].passage = x.surveys[p.doc].place(key)
	}
}

// walker merges the dictionaries of all fields and parts.
type walker struct {
	ctx     context.Context
	numbers []int // our number of a document, by our identifier
	cursors []*cursor
	readers []index.IndexReader
	found   termPostings
}

// cursor stands on a term of the dictionary of one field of one part.
type cursor struct {
	reader  index.IndexReader
	numbers []int // Bleve's number of a document → ours
	field   int
	dict    index.FieldDict
	entry   *index.DictEntry
}

func (w *walker) open(part bleve.Index) error {
	advanced, err := part.Advanced()
	if err != nil {
		return err
	}
	reader, err := advanced.Reader()
	if err != nil {
		return err
	}
	w.readers = append(w.readers, reader)
	numbers, err := numbersOf(reader, w.numbers)
	if err != nil {
		return err
	}
	for i, f := range fields {
		dict, err := reader.FieldDict(f.name)
		if err != nil {
			return err
		}
		c := &cursor{reader: reader, numbers: numbers, field: i, dict: dict}
		w.cursors = append(w.cursors, c)
		if c.entry, err = dict.Next(); err != nil {
			return err
		}
	}
	return nil
}

// numbersOf tells our number of each document that Bleve numbers in its own,
// changing, order; known tells it by our identifier.
func numbersOf(reader index.IndexReader, known []int) ([]int, error) {
	all, err := reader.DocIDReaderAll()
	if err != nil {
		return nil, err
	}
	defer all.Close()
	var numbers []int
	for {
		id, err := all.Next()
		if err != nil || id == nil {
			return numbers, err
		}
		external, err := reader.ExternalID(id)
		if err != nil {
			return nil, err
		}
		i, err := strconv.Atoi(external)
		if err != nil {
			return nil, err
		}
		for uint64(len(numbers)) <= id.Value() {
			numbers = append(numbers, -1)
		}
		numbers[id.Value()] = known[i]
	}
}

// next reads the next term; it reports whether there is one.
func (w *walker) next() (bool, error) {
	first := ""
	any := false
	for _, c := range w.cursors {
		if c.entry != nil && (!any || c.entry.Term < first) {
			first, any = c.entry.Term, true
		}
	}
	if !any {
		return false, nil
	}
	w.found.term = first
	for i := range w.found.fields {
		w.found.fields[i] = w.found.fields[i][:0]
	}
	for _, c := range w.cursors {
		if c.entry == nil || c.entry.Term != first {
			continue
		}
		if err := c.read(w.ctx, &w.found.fields[c.field]); err != nil {
			return false, fmt.Errorf("term %q: %w", first, err)
		}
	}
	for _, list := range w.found.fields {
		slices.SortFunc(list, func(a, b posting) int { return a.doc - b.doc })
	}
	return true, nil
}

// read adds the postings of the cursor's term to a list and moves on.
func (c *cursor) read(ctx context.Context, list *[]posting) error {
	err := c.postings(ctx, c.entry.Term, list)
	if err != nil {
		return err
	}
	c.entry, err = c.dict.Next()
	return err
}

// postings adds the postings of a term in the cursor's field to a list.
func (c *cursor) postings(ctx context.Context, term string, list *[]posting) error {
	reader, err := c.reader.TermFieldReader(ctx, []byte(term), fields[c.field].name, true, true, false)
	if err != nil {
		return err
	}
	defer reader.Close()
	var doc index.TermFieldDoc
	for {
		found, err := reader.Next(&doc)
		if err != nil {
			return err
		}
		if found == nil {
			return nil
		}
		// Bleve keeps 1/√length as a float32, from which the length comes back exactly.
		length := int(math.Round(1 / (found.Norm * found.Norm)))
		*list = append(*list, posting{doc: c.numbers[found.ID.Value()], freq: int(found.Freq), length: length})
	}
}

func (w *walker) close() {
	for _, c := range w.cursors {
		c.dict.Close()
	}
	for _, r := range w.readers {
		r.Close()
	}
}
