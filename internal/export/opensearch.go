package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/edition"
)

// The files for a search engine.
const (
	indexName = "index.json"
	bulkName  = "documents.ndjson"
)

// OpenSearch returns what an OpenSearch or Elasticsearch cluster takes to hold an
// edition, for a portal that gathers several: index.json, the body of the request
// that creates an index (settings and mapping), and documents.ndjson, that of
// « _bulk » on it. A document is the one of recueil.json, with the edition it comes
// from under "edition"; its _id is its "id" there, so that loading again
// replaces. Both files keep to what the two engines have in common. The same view
// always gives the same bytes. An error is a mistake of ours.
func OpenSearch(v *edition.View) ([]File, error) {
	set := NewDataset(v)
	bulk, err := bulkFile(set)
	if err != nil {
		return nil, err
	}
	index, err := encodeJSON(indexName, newSearchIndex())
	return []File{bulk, index}, err
}

// bulkFile writes two lines for each document: what to do, and the document.
func bulkFile(set Dataset) (File, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b) // which ends each value with a line feed
	e.SetEscapeHTML(false)
	for _, d := range set.Documents {
		var action bulkAction
		action.Index.ID = d.ID
		for _, line := range []any{action, indexed{d, set.Edition}} {
			if err := e.Encode(line); err != nil {
				return File{}, fmt.Errorf("encode %s: %w", bulkName, err)
			}
		}
	}
	return File{bulkName, b.Bytes()}, nil
}

// bulkAction names no index: the address of the request does.
type bulkAction struct {
	Index struct {
		ID string `json:"_id"`
	} `json:"index"`
}

// indexed is a document as the engine holds it.
type indexed struct {
	Document
	From Edition `json:"edition"`
}

// searchIndex is the body that creates an index. Maps are written by key.
type searchIndex struct {
	Settings map[string]any `json:"settings"`
	Mappings map[string]any `json:"mappings"`
}

// newSearchIndex keys the mapping on the structs of the format, as the schema is. A
// key that the mapping does not know is kept and not indexed.
func newSearchIndex() searchIndex {
	properties := propertiesOf(reflect.TypeFor[Document]())
	properties["edition"] = map[string]any{"properties": propertiesOf(reflect.TypeFor[Edition]())}
	return searchIndex{
		Settings: map[string]any{"analysis": frenchAnalysis()},
		Mappings: map[string]any{"_meta": map[string]any{"recueil": Version}, "dynamic": false, "properties": properties},
	}
}

// analyzerName is the French analyser of the index.
const analyzerName = "recueil_francais"

// frenchAnalysis cuts French into terms with filters that both engines ship.
// Accents go before the stop words and the stemmer, so that what is typed without
// them meets what is written with them. The engines' own list of French stop words
// drops « été », which is a season: ours does not.
func frenchAnalysis() map[string]any {
	return map[string]any{
		"filter": map[string]any{
			"recueil_elision": map[string]any{
				"type": "elision", "articles_case": true,
				"articles": strings.Fields("c d j l m n qu s t jusqu lorsqu presqu puisqu quelqu quoiqu"),
			},
			"recueil_mots_vides": map[string]any{"type": "stop", "stopwords": strings.Fields(emptyWords)},
			"recueil_racine":     map[string]any{"type": "stemmer", "language": "light_french"},
		},
		"analyzer": map[string]any{
			analyzerName: map[string]any{
				"type": "custom", "tokenizer": "standard",
				"filter": []string{"recueil_elision", "lowercase", "asciifolding", "recueil_mots_vides", "recueil_racine"},
			},
		},
	}
}

const emptyWords = `a au aux avec ce ces cet cette comme dans de des du elle elles en et eux il ils je la le les leur leurs lui ma mais
me mes moi mon ne ni nos notre nous on ou par pas pour qu que qui sa se ses si son sur ta te tes toi ton tu un une vos votre vous y`

// exactKeys are the texts that are looked for whole: identifiers and terms, by key.
var exactKeys = strings.Fields("id slug adresse secteurs themes territoires alias licence code version code_postal telephone naf compte fuseau voir_aussi a_la_une")

// exactTypes are the types whose texts are looked for whole.
var exactTypes = []reflect.Type{
	reflect.TypeFor[content.Type](), reflect.TypeFor[content.URL](), reflect.TypeFor[content.Email](), reflect.TypeFor[content.SIRET](), reflect.TypeFor[Size](),
}

// longest is the longest value that is also kept whole for sorting and counting,
// in characters; what a term may hold is 32,766 bytes.
const longest = 300

func propertiesOf(t reflect.Type) map[string]any {
	properties := map[string]any{}
	for i := range t.NumField() {
		field := t.Field(i)
		key, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		properties[key] = fieldOf(field.Type, key, field.Tag)
	}
	return properties
}

// fieldOf is the mapping of a value. An engine maps a list as it does its items.
func fieldOf(t reflect.Type, key string, tag reflect.StructTag) map[string]any {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	exact := tag.Get("enum") != "" || slices.Contains(exactKeys, key) || slices.Contains(exactTypes, t)
	switch {
	case t == reflect.TypeFor[content.Date]():
		return map[string]any{"type": "date", "format": "strict_date"}
	case t == reflect.TypeFor[content.PartialDate]():
		return map[string]any{"type": "date", "format": "strict_date||strict_year_month||strict_year"}
	case t == reflect.TypeFor[content.DateTime]():
		return map[string]any{"type": "date", "format": "strict_date||strict_date_hour_minute"}
	case t.Kind() == reflect.Struct:
		return map[string]any{"properties": propertiesOf(t)}
	case t.Kind() == reflect.Map: // whose keys are the editors'
		return map[string]any{"type": "object", "enabled": false}
	case t.Kind() == reflect.Bool:
		return map[string]any{"type": "boolean"}
	case t.Kind() == reflect.Int:
		return map[string]any{"type": "integer"}
	case exact:
		return map[string]any{"type": "keyword"}
	}
	return textField(tag.Get("csv") == "-")
}

// textField is a text to search in; a long one is not kept whole as well.
func textField(long bool) map[string]any {
	field := map[string]any{"type": "text", "analyzer": analyzerName}
	if !long {
		field["fields"] = map[string]any{"brut": map[string]any{"type": "keyword", "ignore_above": longest}}
	}
	return field
}
