package search

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"
	"golang.org/x/sync/errgroup"
)

// A field is one text of a record.
type field struct {
	name string
	of   func(Record) string
}

// The text fields, in the order of the format. What they weigh, fieldWeights
// says.
var fields = []field{
	{"titre", func(r Record) string { return r.Title }},
	{"resume", func(r Record) string { return r.Summary }},
	{"mots_cles", func(r Record) string { return r.Keywords }},
	{"corps", func(r Record) string { return r.Body }},
	{"situation", func(r Record) string { return r.Standing }},
}

const fieldCount = 5

// titleField and summaryField are places in fields: of what a question may name,
// and of what a result shows unless a passage of the body has more of its words.
const (
	titleField   = 0
	summaryField = 1
)

// bodyField is the place of the body in fields. Its lengths are exported as
// runs and its postings name passages; the others' lengths are in the postings.
const bodyField = 3

// standingField is the place of what documents stand for, whose words count alike
// in every document: its postings tell only which have them.
const standingField = 4

// Index is a Bleve index of records and what the export needs besides it.
type Index struct {
	records []Record // by number
	surveys []surveyed
	numbers []int // of each document, by the identifier that Bleve has of it
	numbering
	facets   []facet
	synonyms Synonyms
	forms    forms // by place in the records that were given
	lexicon  lexicon
	parts    []bleve.Index // one, or the halves that fillToExport makes
	shelf    *shelf        // of the parts, once a question has been asked
	shelving sync.Mutex
	dir      string
	grain    int                                                   // how much larger than usual its files are: see grainOf
	kept     *kept                                                 // of the stock that it is taken from
	walker   func(context.Context, func(termPostings) error) error // of an index taken from a stock, which has no parts
}

// Build indexes the records with Bleve, in a folder of the system's temporary one that
// Close removes. Documents are numbered as doc.go says; the same input gives the same
// numbers, whatever Bleve does with its own.
func Build(records []Record, vocabulary Vocabulary, synonyms Synonyms) (*Index, error) {
	return build("", records, vocabulary, synonyms, 1, (*Index).fillToSearch)
}

// build makes an index in a folder of scratch, or of the system's temporary one if that is
// empty, with files of so many times the usual size. What fillToExport fills is only for
// exporting, without Bleve's own analysis, and quicker: Bleve builds two at once, each of
// half of the documents, from the terms that we have found; Export joins them.
func build(scratch string, records []Record, vocabulary Vocabulary, synonyms Synonyms, grain int, fill func(*Index, []Record) error) (*Index, error) {
	dir, err := os.MkdirTemp(scratch, "recueil-recherche-")
	if err != nil {
		return nil, fmt.Errorf("make index folder: %w", err)
	}
	x := &Index{facets: vocabulary.facets(), synonyms: synonyms, dir: dir, grain: grain}
	if err := fill(x, records); err != nil {
		return nil, errors.Join(fmt.Errorf("build index: %w", err), os.RemoveAll(dir))
	}
	x.lexicon = x.forms.lexicon(func(uint32) bool { return true })
	return x, nil
}

// Close releases the index and removes its folder.
func (x *Index) Close() error {
	var err error
	if x.shelf != nil {
		err = x.shelf.close()
	}
	for _, part := range x.parts {
		err = errors.Join(err, part.Close())
	}
	if x.dir != "" {
		err = errors.Join(err, os.RemoveAll(x.dir))
	}
	return err
}

// arrange numbers the documents, and puts what we know of them in that order.
func (x *Index) arrange(records []Record, surveys []surveyed) {
	x.numbering = number(records, surveys, x.grain)
	x.numbers = make([]int, len(x.order))
	for n, i := range x.order {
		x.records = append(x.records, records[i])
		x.surveys = append(x.surveys, surveys[i])
		x.numbers[i] = n
	}
}

// fillToSearch gives Bleve whole documents, under their numbers, which break
// ties; Bleve analyses their texts.
func (x *Index) fillToSearch(records []Record) error {
	surveys, forms, err := survey(records, runtime.GOMAXPROCS(0), nil)
	if err != nil {
		return err
	}
	x.arrange(records, surveys)
	x.forms = forms
	part, err := newPart(filepath.Join(x.dir, "0"), textMapping(AnalyzerName), len(records) == 0)
	if err != nil {
		return err
	}
	for n, r := range x.records {
		x.numbers[n] = n
		if err := part.index(n, documentOf(r, filling(x.surveys[n].terms))); err != nil {
			return errors.Join(err, part.builder.Close())
		}
	}
	opened, err := part.open()
	x.parts = []bleve.Index{opened}
	return err
}

// halves is how many indexes fillToExport builds at once: as many as the
// machines that build sites have processors, at least.
const halves = 2

// fillToExport gives Bleve documents as they are analysed, under their places in
// records: their numbers are known only once all have been.
func (x *Index) fillToExport(records []Record) error {
	parts := make([]*part, halves)
	for p := range parts {
		var err error
		if parts[p], err = newPart(filepath.Join(x.dir, fmt.Sprint(p)), textMapping(termsAnalyzerName), p >= len(records)); err != nil {
			return err
		}
	}
	surveys, forms, err := survey(records, halves, func(p, i int, tokens analysed) error { return parts[p].index(i, tokens.document()) })
	if err != nil {
		return err
	}
	x.arrange(records, surveys)
	x.forms = forms
	x.parts = make([]bleve.Index, halves)
	var group errgroup.Group
	for p := range parts {
		group.Go(func() (err error) {
			x.parts[p], err = parts[p].open()
			return err
		})
	}
	return group.Wait()
}

// A part is an index that Bleve builds. Its builder takes no less than one
// document: a part without any is an index of Bleve's that stays empty.
type part struct {
	path    string
	builder bleve.Builder
	empty   bleve.Index
}

func newPart(path string, m mapping.IndexMapping, empty bool) (p *part, err error) {
	p = &part{path: path}
	if empty {
		p.empty, err = bleve.New(path, m)
		return p, err
	}
	p.builder, err = bleve.NewBuilder(path, m, map[string]any{"batchSize": batchSize, "mergeMax": mergeMax, "buildPathPrefix": filepath.Dir(path)})
	return p, err
}

// batchSize is how many documents Bleve analyses before it writes them: more take
// more memory, some 50 KB each, fewer leave more pieces to join.
const batchSize = 250

// mergeMax is how many pieces Bleve joins at once: those of 16,000 documents, so that few
// are written twice.
const mergeMax = 64

func (p *part) index(id int, document map[string]any) error {
	return p.builder.Index(documentID(id), document)
}

// open ends the building, and opens what was built.
func (p *part) open() (bleve.Index, error) {
	if p.empty != nil {
		return p.empty, nil
	}
	if err := p.builder.Close(); err != nil {
		return nil, err
	}
	return bleve.OpenUsing(p.path, map[string]any{"read_only": true})
}

// documentOf is a record as Bleve takes it, to analyse, with the filling of its
// body.
func documentOf(r Record, filling string) map[string]any {
	doc := map[string]any{}
	for _, f := range fields {
		doc[f.name] = f.of(r)
	}
	doc[fields[bodyField].name] = r.Body + "\n" + filling
	return doc
}

// documentID is a number with leading zeros, so that the order of numbers is
// Bleve's order of identifiers.
func documentID(n int) string { return fmt.Sprintf("%08d", n) }

// textMapping keeps from the text only what scores need: no stored text, no
// positions, no columns. Facets, and what is closed, we have from the records.
func textMapping(analyzer string) mapping.IndexMapping {
	document := bleve.NewDocumentStaticMapping()
	for _, f := range fields {
		m := bleve.NewTextFieldMapping()
		m.Analyzer = analyzer
		m.DocValues, m.Store, m.IncludeTermVectors, m.IncludeInAll = false, false, false, false
		document.AddFieldMappingsAt(f.name, m)
	}
	m := bleve.NewIndexMapping()
	m.DefaultMapping = document
	return m
}
