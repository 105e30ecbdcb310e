package render

import (
	_ "embed"
	"html/template"
	"reflect"
	"slices"
	"strings"
	text "text/template"
)

//go:embed manual.md
var manual string

// Manual is the manual of the templates and styles, in French and Markdown, for
// whoever changes the look of a site: the kinds of pages, what their templates
// receive, the functions, the parts and the styles. What it says of the data is
// read in the code, where each field has its sentence in the tag "fr".
func Manual() (string, error) {
	var d dataTypes
	for _, kind := range kinds {
		d.add(reflect.TypeOf(kind.data))
	}
	d.add(reflect.TypeFor[CoveragePage]())
	d.add(reflect.TypeFor[BookletPage]())
	d.add(reflect.TypeFor[LeafletPage]())
	d.add(reflect.TypeFor[LetterPage]())
	t, err := text.New("manual.md").Delims("[[", "]]").Parse(manual)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	err = t.Execute(&out, map[string]any{"Kinds": kinds, "Types": d})
	return out.String(), err
}

// Data is the name of the struct that a kind's template receives.
func (k kind) Data() string { return reflect.TypeOf(k.data).Name() }

// dataTypes are the structs that templates meet, each once, in the order in which
// pages lead to them.
type dataTypes []dataType

type dataType struct{ reflect.Type }

// add adds a type and those that its fields lead to. The graph of schema.org is
// written as it is: templates need not know what is in it.
func (d *dataTypes) add(t reflect.Type) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || t == reflect.TypeFor[Graph]() || slices.Contains(*d, dataType{t}) {
		return
	}
	*d = append(*d, dataType{t})
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() {
			d.add(f.Type)
		}
	}
}

// Embeds names the structs whose fields a type has too.
func (t dataType) Embeds() []string {
	var names []string
	for i := range t.NumField() {
		if f := t.Field(i); f.Anonymous {
			names = append(names, f.Name)
		}
	}
	return names
}

// Fields are the fields of a type's own.
func (t dataType) Fields() []dataField {
	var fields []dataField
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() && !f.Anonymous {
			fields = append(fields, dataField{f})
		}
	}
	return fields
}

type dataField struct{ reflect.StructField }

// Help says what a field is; those that are a document's own are said by their key.
func (f dataField) Help() string {
	if key := f.Tag.Get("key"); key != "" {
		return "clé « " + key + " » du document"
	}
	return f.Tag.Get("fr")
}

// Shape says in French what kind of value a field has.
func (f dataField) Shape() string { return shapeOf(f.Type) }

func shapeOf(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Slice:
		return "liste : " + shapeOf(t.Elem())
	case reflect.Pointer:
		return shapeOf(t.Elem()) + ", ou rien"
	case reflect.Struct:
		return t.Name()
	case reflect.Bool:
		return "oui ou non"
	case reflect.Int:
		return "nombre"
	}
	if t == reflect.TypeFor[template.HTML]() {
		return "HTML"
	}
	return "texte"
}
