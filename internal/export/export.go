package export

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
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

// Files returns the exports of an edition by name, each name once. The same view
// always gives the same bytes. An error is a mistake of ours.
func Files(v *edition.View) ([]File, error) {
	var files []File
	for _, part := range []func(*edition.View) ([]File, error){robots, data, feeds, sitemap, calendars, languageModels, near, headers} {
		more, err := part(v)
		if err != nil {
			return nil, err
		}
		files = append(files, more...)
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return files, nil
}

const (
	dataName  = "recueil.json"
	tableName = "recueil.csv"
)

// data makes the dataset, its schema, unless the national edition of the run has it, and
// its table, which has the same documents.
func data(v *edition.View) ([]File, error) {
	set := published(v)
	files, err := encodeDataset(set, wholeDocuments)
	if err != nil {
		return nil, err
	}
	if !v.Together() {
		schema, err := encodeJSON(strings.TrimPrefix(edition.DataSchema, "/"), Schema())
		if err != nil {
			return nil, err
		}
		files = append(files, schema)
	}
	table, err := table(set.Documents)
	return append(files, table), err
}

// encodeDataset makes recueil.json and, of an edition of more than whole documents,
// the parts that hold them.
func encodeDataset(set Dataset, whole int) ([]File, error) {
	documents := set.Documents
	set.Documents = []Document{}
	if len(documents) <= whole {
		file, err := encodeDocuments(dataName, set, documents)
		return []File{file}, err
	}
	var files []File
	for _, part := range partsOf(documents) {
		file, err := encodeDocuments(part.Address, datasetPart{[]Document{}}, part.documents)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
		set.Parts = append(set.Parts, part.Part)
	}
	file, err := encodeJSON(dataName, set)
	return append(files, file), err
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
