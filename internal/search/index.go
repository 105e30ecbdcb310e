package search

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search/searcher"
	"golang.org/x/sync/errgroup"
)

func init() {
	// Above ten clauses Bleve's disjunction turns to a heap, which adds scores
	// in an order that depends on the documents before; a last bit then decides
	// between equal documents. The slice adds them in the order of the clauses.
	searcher.DisjunctionHeapTakeover = 1 << 20
}

// A field is one text of a record.
type field struct {
	name string
	of   func(Record) string
}

// The text fields, in the order of the format. They weigh the same: doc.go says
// what was measured.
var fields = []field{
	{"titre", func(r Record) string { return r.Title }},
	{"resume", func(r Record) string { return r.Summary }},
	{"mots_cles", func(r Record) string { return r.Keywords }},
	{"corps", func(r Record) string { return r.Body }},
}

// titleField and summaryField are places in fields: of what a question may name,
// and of what a result shows unless a passage of the body has more of its words.
const (
	titleField   = 0
	summaryField = 1
)

// bodyField is the place of the body in fields. Its lengths are exported as
// runs and its postings name passages; the others' lengths are in the postings.
const bodyField = 3

// closedField is the field that puts closed documents last.
const closedField = "close"

// Index is a Bleve index of records and what the export needs besides it.
type Index struct {
	records     []Record // by number
	surveys     []surveyed
	firstClosed int
	facets      []facet
	synonyms    Synonyms
	lexicon     lexicon
	parts       []bleve.Index // one, or the halves of BuildToExport
	dir         string
	walker      func(context.Context, func(termPostings) error) error // of an index taken from a stock, which has no parts
}

// Build indexes the records with Bleve, in a temporary folder that Close
// removes. Documents are numbered as doc.go says; the same input gives the same
// numbers, whatever Bleve does with its own.
func Build(records []Record, vocabulary Vocabulary, synonyms Synonyms) (*Index, error) {
	return build(records, vocabulary, synonyms, 1)
}

// BuildToExport is Build for an index that is exported and never searched:
// Bleve builds two at once, each of half of the documents, which is quicker,
// and Export joins them.
func BuildToExport(records []Record, vocabulary Vocabulary, synonyms Synonyms) (*Index, error) {
	return build(records, vocabulary, synonyms, 2)
}

func build(records []Record, vocabulary Vocabulary, synonyms Synonyms, parts int) (*Index, error) {
	surveys, err := survey(records)
	if err != nil {
		return nil, fmt.Errorf("survey records: %w", err)
	}
	order, firstClosed := number(records, surveys)
	x := &Index{firstClosed: firstClosed, facets: vocabulary.facets(), synonyms: synonyms}
	for _, i := range order {
		x.records = append(x.records, records[i])
		x.surveys = append(x.surveys, surveys[i])
	}
	if x.dir, err = os.MkdirTemp("", "recueil-recherche-"); err != nil {
		return nil, fmt.Errorf("make index folder: %w", err)
	}
	x.parts = make([]bleve.Index, parts)
	if err := x.fill(); err != nil {
		return nil, errors.Join(fmt.Errorf("build index: %w", err), os.RemoveAll(x.dir))
	}
	return x, nil
}

// Close releases the index and removes its folder.
func (x *Index) Close() error {
	var err error
	for _, part := range x.parts {
		err = errors.Join(err, part.Close())
	}
	if x.dir != "" {
		err = errors.Join(err, os.RemoveAll(x.dir))
	}
	return err
}

// fill builds the parts, each of every so many documents, and the lexicon.
func (x *Index) fill() error {
	var group errgroup.Group
	for p := range x.parts {
		group.Go(func() (err error) {
			x.parts[p], err = x.fillPart(filepath.Join(x.dir, fmt.Sprint(p)), p)
			return err
		})
	}
	x.lexicon = newLexicon(x.surveys)
	return group.Wait()
}

// fillPart writes the documents whose number leaves rest once divided by the
// number of parts, and opens their index.
func (x *Index) fillPart(path string, rest int) (bleve.Index, error) {
	if rest >= len(x.records) {
		return bleve.New(path, x.mapping())
	}
	builder, err := bleve.NewBuilder(path, x.mapping(), map[string]any{"batchSize": 500, "buildPathPrefix": x.dir})
	if err != nil {
		return nil, err
	}
	for n := rest; n < len(x.records); n += len(x.parts) {
		if err := builder.Index(documentID(n), x.document(x.records[n])); err != nil {
			return nil, errors.Join(err, builder.Close())
		}
	}
	if err := builder.Close(); err != nil {
		return nil, err
	}
	return bleve.OpenUsing(path, map[string]any{"read_only": true})
}

// document is a record as Bleve takes it.
func (x *Index) document(r Record) map[string]any {
	doc := map[string]any{closedField: "0"}
	if r.Closed {
		doc[closedField] = "1"
	}
	for _, f := range fields {
		doc[f.name] = f.of(r)
	}
	for _, f := range x.facets {
		doc[f.name] = f.listed(r)
	}
	return doc
}

// documentID is the number with leading zeros, so that the order of numbers is
// Bleve's order of identifiers.
func documentID(n int) string { return fmt.Sprintf("%08d", n) }

// mapping keeps from the text only what scores need: no stored text, no
// positions, no columns.
func (x *Index) mapping() mapping.IndexMapping {
	document := bleve.NewDocumentStaticMapping()
	add := func(name, analyzer string, docValues bool) {
		m := bleve.NewTextFieldMapping()
		m.Analyzer, m.DocValues = analyzer, docValues
		m.Store, m.IncludeTermVectors, m.IncludeInAll = false, false, false
		document.AddFieldMappingsAt(name, m)
	}
	for _, f := range fields {
		add(f.name, AnalyzerName, false)
	}
	for _, f := range x.facets {
		add(f.name, keyword.Name, false)
	}
	add(closedField, keyword.Name, true)
	m := bleve.NewIndexMapping()
	m.DefaultMapping = document
	return m
}
