package export

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"iter"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/edition"
)

// File is a file of the site.
type File struct {
	Name string // from the site's root: "secteurs/commerce/flux.xml"
	Data []byte
}

// Files yields the exports of an edition, each name once, and holds one of them at a time:
// those of all its documents take as much memory as the content. The same view always
// gives the same bytes in the same order. An error is a mistake of ours: nothing of use
// comes after it.
func Files(v *edition.View) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		for file, err := range data(v) {
			if !yield(file, err) {
				return
			}
		}
		for _, part := range []func(*edition.View) ([]File, error){robots, feeds, sitemap, calendars, languageModels, near, headers} {
			files, err := part(v)
			if err != nil {
				yield(File{}, err)
				return
			}
			for _, file := range files {
				if !yield(file, nil) {
					return
				}
			}
		}
	}
}

const (
	dataName  = "recueil.json"
	tableName = "recueil.csv"
)

// data makes the dataset, its schema, unless the national edition of the run has it, and
// its table, which has the same documents.
func data(v *edition.View) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		set := published(v)
		for file, err := range encodeDataset(set, wholeDocuments) {
			if !yield(file, err) {
				return
			}
		}
		if !v.Together() && !yield(encodeJSON(strings.TrimPrefix(edition.DataSchema, "/"), Schema())) {
			return
		}
		yield(table(set.Documents))
	}
}

// encodeDataset makes recueil.json, after the parts that hold the documents of an edition
// of more than whole.
func encodeDataset(set Dataset, whole int) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		documents := set.Documents
		set.Documents = []Document{}
		if len(documents) <= whole {
			yield(encodeDocuments(dataName, set, documents))
			return
		}
		for _, part := range partsOf(documents) {
			if !yield(encodeDocuments(part.Address, datasetPart{[]Document{}}, part.documents)) {
				return
			}
			set.Parts = append(set.Parts, part.Part)
		}
		yield(encodeJSON(dataName, set))
	}
}

// datasetPart is the file of a part.
type datasetPart struct {
	Documents []Document `json:"documents"`
}

// encodeDocuments writes a value whose last key is its documents as encodeJSON does,
// but one document after the other: to encode the whole takes three times its memory.
// In the value they are empty.
func encodeDocuments(name string, value any, documents []Document) (File, error) {
	file, err := encodeJSON(name, value)
	if err != nil || len(documents) == 0 {
		return file, err
	}
	const none, end = "[]\n}\n", "\n ]\n}\n"
	b := bytes.NewBuffer(bytes.TrimSuffix(file.Data, []byte(none)))
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	e.SetIndent("  ", " ")
	before := "[\n  "
	for _, d := range documents {
		b.WriteString(before)
		if err := e.Encode(d); err != nil {
			return File{}, fmt.Errorf("encode %s: %w", name, err)
		}
		b.Truncate(b.Len() - len("\n"))
		before = ",\n  "
	}
	b.WriteString(end)
	return File{name, b.Bytes()}, nil
}

// encodeJSON writes a value as readers of data expect it: indented, and with
// "<" and "&" as they are, since it never stands in a page.
func encodeJSON(name string, value any) (File, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(value); err != nil {
		return File{}, fmt.Errorf("encode %s: %w", name, err)
	}
	return File{name, b.Bytes()}, nil
}

func encodeXML(name string, value any) (File, error) {
	b, err := xml.MarshalIndent(value, "", " ")
	if err != nil {
		return File{}, fmt.Errorf("encode %s: %w", name, err)
	}
	return File{name, slices.Concat([]byte(xml.Header), b, []byte("\n"))}, nil
}

// changed is the day a document last changed, "" when it does not say.
func changed(d *content.Document) content.Date { return max(d.Date, d.Updated) }
