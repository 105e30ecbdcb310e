package search

import (
	"context"
	"errors"
	"fmt"
	"slices"

	index "github.com/blevesearch/bleve_index_api"
)

// shelf reads the postings of single terms, where walk reads them all. It keeps
// Bleve's readers, and our numbers of their documents.
type shelf struct {
	readers []index.IndexReader
	numbers [][]int
}

// openShelf returns the shelf of an index, the same one each time.
func (x *Index) openShelf() (*shelf, error) {
	x.shelving.Lock()
	defer x.shelving.Unlock()
	if x.shelf != nil {
		return x.shelf, nil
	}
	s := &shelf{}
	for _, part := range x.parts {
		advanced, err := part.Advanced()
		if err != nil {
			return nil, errors.Join(err, s.close())
		}
		reader, err := advanced.Reader()
		if err != nil {
			return nil, errors.Join(err, s.close())
		}
		s.readers = append(s.readers, reader)
		numbers, err := numbersOf(reader, x.numbers)
		if err != nil {
			return nil, errors.Join(err, s.close())
		}
		s.numbers = append(s.numbers, numbers)
	}
	x.shelf = s
	return s, nil
}

func (s *shelf) close() error {
	var err error
	for _, reader := range s.readers {
		err = errors.Join(err, reader.Close())
	}
	return err
}

// postings returns the postings of a term in each text field, by number.
func (s *shelf) postings(ctx context.Context, term string) ([][]posting, error) {
	found := make([][]posting, len(fields))
	for i, reader := range s.readers {
		for f := range fields {
			c := cursor{reader: reader, numbers: s.numbers[i], field: f}
			if err := c.postings(ctx, term, &found[f]); err != nil {
				return nil, fmt.Errorf("term %q: %w", term, err)
			}
		}
	}
	for _, list := range found {
		slices.SortFunc(list, func(a, b posting) int { return a.doc - b.doc })
	}
	return found, nil
}
