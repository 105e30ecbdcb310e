package export

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"

	"recueil/internal/content"
)

// JSONSchema is a JSON Schema, draft 2020-12: the words of it that recueil.json
// needs.
type JSONSchema struct {
	Dialect     string      `json:"$schema,omitempty"`
	Title       string      `json:"title,omitempty"`
	Description string      `json:"description,omitempty"`
	Type        string      `json:"type,omitempty"`
	Const       int         `json:"const,omitempty"`
	Enum        []string    `json:"enum,omitempty"`
	Format      string      `json:"format,omitempty"`
	Pattern     string      `json:"pattern,omitempty"`
	Items       *JSONSchema `json:"items,omitempty"`
	Properties  properties  `json:"properties,omitempty"`
	Values      *JSONSchema `json:"additionalProperties,omitempty"` // of an object whose keys are free
	Required    []string    `json:"required,omitempty"`
}

// properties are the keys of an object in the order of the structs, which is the
// order that people read about them in.
type properties []property

type property struct {
	key    string
	schema *JSONSchema
}

// MarshalJSON writes the properties as an object that keeps their order.
func (p properties) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, property := range p {
		if i > 0 {
			b.WriteByte(',')
		}
		value, err := json.Marshal(property.schema)
		if err != nil {
			return nil, err
		}
		b.WriteString(`"` + property.key + `":`)
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// Schema returns the schema of [Dataset]. Keys that it does not name are
// allowed: they may be added without a new version.
func Schema() *JSONSchema {
	s := schemaOf(reflect.TypeFor[Dataset]())
	s.Dialect = "https://json-schema.org/draft/2020-12/schema"
	s.Title = "Recueil numérique : données ouvertes"
	s.Description = "Tous les documents d'une édition du recueil, et les termes qu'ils emploient. Une liste vide de secteurs, de thèmes, de territoires ou de tailles veut dire : tous. Les dates s'écrivent AAAA-MM-JJ."
	s.Properties[0].schema.Const = Version
	return s
}

// forms are the texts that have a form of their own. Addresses may have accents,
// so they are IRIs.
var forms = map[reflect.Type]JSONSchema{
	reflect.TypeFor[content.Date]():        {Type: "string", Format: "date"},
	reflect.TypeFor[content.PartialDate](): {Type: "string", Pattern: `^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$`},
	reflect.TypeFor[content.DateTime]():    {Type: "string", Pattern: `^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?$`},
	reflect.TypeFor[content.URL]():         {Type: "string", Format: "iri"},
	reflect.TypeFor[content.Email]():       {Type: "string", Format: "email"},
	reflect.TypeFor[content.SIRET]():       {Type: "string", Pattern: `^[0-9]{14}$`},
	reflect.TypeFor[PlaceKind]():           {Type: "string", Enum: placeKinds()},
}

func schemaOf(t reflect.Type) *JSONSchema {
	if form, ok := forms[t]; ok {
		return &form
	}
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem())
	case reflect.Slice:
		return &JSONSchema{Type: "array", Items: schemaOf(t.Elem())}
	case reflect.Map:
		return &JSONSchema{Type: "object", Values: schemaOf(t.Elem())}
	case reflect.Struct:
		return objectOf(t)
	case reflect.Bool:
		return &JSONSchema{Type: "boolean"}
	case reflect.Int:
		return &JSONSchema{Type: "integer"}
	}
	return &JSONSchema{Type: "string"}
}

func objectOf(t reflect.Type) *JSONSchema {
	object := &JSONSchema{Type: "object"}
	for i := range t.NumField() {
		tag := t.Field(i).Tag
		key, option, _ := strings.Cut(tag.Get("json"), ",")
		s := schemaOf(t.Field(i).Type)
		s.Description = tag.Get("doc")
		if enum := tag.Get("enum"); enum != "" {
			s.Enum = strings.Split(enum, "|")
		}
		object.Properties = append(object.Properties, property{key, s})
		if option != "omitempty" {
			object.Required = append(object.Required, key)
		}
	}
	return object
}
