package authoring

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"recueil/internal/content"
	"recueil/internal/lists"
	"recueil/internal/reference"
)

// File is a file that authoring made: its path, with slashes, and its text.
type File struct {
	Path string
	Data []byte
}

// Schemas returns a JSON Schema (2020-12) for each sort of file with keys: that of the
// header of a type of document, as « temoignages.schema.json », of recueil.yaml and of the
// editions. They are for editors, which complete and explain keys as they are typed: they
// refuse no file that check accepts, as people and web editors write them, but some that
// it refuses pass.
//
// Three habits of validators made them what they are. Values are read as written, so a
// text may look like a number (53, 01000) or a date to YAML. Lengths are patterns, since
// « maxLength » counts an emoji twice in some editors. Nothing looks ahead, which Go's
// expressions cannot.
func Schemas() ([]File, error) {
	var files []File
	for _, def := range content.Definitions() {
		s := groupOf(def.Keys)
		s.Schema, s.Title, s.Type = "https://json-schema.org/draft/2020-12/schema", def.Label, "object"
		if _, ok := content.KeyNamed(def.Keys, "retire"); ok { // which needs no other key
			s.If, s.Then, s.Else = &schema{Required: []string{"retire"}, Properties: map[string]*schema{"retire": {Const: true}}}, &schema{}, &schema{Required: s.Required}
			s.Required = nil
		}
		var text bytes.Buffer
		encoder := json.NewEncoder(&text)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		if err := encoder.Encode(s); err != nil {
			return nil, fmt.Errorf("write the schema of %s: %w", def.Name, err)
		}
		files = append(files, File{strings.TrimSuffix(def.Name, ".yaml") + ".schema.json", text.Bytes()})
	}
	return files, nil
}

// schema is what we say of a value in JSON Schema. Beside the standard's keywords, it has
// those with which common editors explain a key.
type schema struct {
	Schema      string `json:"$schema,omitempty"`
	Title       string `json:"title,omitempty"`
	Description string `json:"description,omitempty"`
	Markdown    string `json:"markdownDescription,omitempty"`

	Type           any                `json:"type,omitempty"` // a name, or several
	Const          any                `json:"const,omitempty"`
	Enum           []any              `json:"enum,omitempty"`
	EnumWords      []string           `json:"enumDescriptions,omitempty"`
	Pattern        string             `json:"pattern,omitempty"`
	PatternMessage string             `json:"patternErrorMessage,omitempty"`
	MinLength      int                `json:"minLength,omitempty"`
	MinItems       int                `json:"minItems,omitempty"`
	MinProperties  int                `json:"minProperties,omitempty"`
	Items          *schema            `json:"items,omitempty"`
	Properties     map[string]*schema `json:"properties,omitempty"`
	Required       []string           `json:"required,omitempty"`
	Others         any                `json:"additionalProperties,omitempty"` // false, or the schema of all others
	AnyOf          []*schema          `json:"anyOf,omitempty"`
	If             *schema            `json:"if,omitempty"`
	Then           *schema            `json:"then,omitempty"`
	Else           *schema            `json:"else,omitempty"`
}

func groupOf(keys []content.KeyDefinition) *schema {
	s := &schema{Properties: map[string]*schema{}, Others: false}
	for _, k := range keys {
		s.Properties[k.Name] = keySchema(k)
		if k.Required {
			s.Required = append(s.Required, k.Name)
		}
	}
	return s
}

func keySchema(k content.KeyDefinition) *schema {
	s := valueSchema(k, k.Required || k.List)
	if k.List {
		s = &schema{Type: typeNames(k.Required, "array"), Items: s}
		if k.Required {
			s.MinItems = 1
		}
	}
	s.Title, s.Markdown, s.Description = k.Label, k.Help, strings.ReplaceAll(k.Help, "`", "")
	return s
}

// typeNames adds that a value which is not needed may be left empty.
func typeNames(needed bool, names ...string) any {
	if !needed {
		names = append(names, "null")
	}
	if len(names) == 1 {
		return names[0]
	}
	return names
}

// valueSchema is the schema of one value. One that is not needed may be empty.
func valueSchema(k content.KeyDefinition, needed bool) *schema {
	switch k.Kind {
	case content.KindGroup:
		s := groupOf(k.Keys)
		s.Type = typeNames(needed, "object")
		if !needed && s.Required != nil { // an empty group is none
			s.If, s.Then, s.Required = &schema{MinProperties: 1}, &schema{Required: s.Required}, nil
		}
		return s
	case content.KindShortGroup:
		alone := valueSchema(k.Keys[0], needed)
		k.Kind = content.KindGroup
		return &schema{AnyOf: []*schema{alone, valueSchema(k, needed)}}
	case content.KindNumbers:
		return numbers(k, needed)
	case content.KindBoolean:
		if needed {
			return &schema{Type: "boolean"}
		}
		return &schema{Enum: []any{true, false, "", nil}}
	case content.KindChoice:
		return choice(k, needed)
	case content.KindTerritory: // any other way to write one is for check to read
		words := lists.Of(reference.TerritoryWords(), func(word string) any { return word })
		return &schema{AnyOf: []*schema{{Enum: words}, {Type: []string{"string", "number"}}}}
	}
	return text(k, needed)
}

func numbers(k content.KeyDefinition, needed bool) *schema {
	s := &schema{Type: typeNames(needed, "object"), Others: &schema{Type: "integer"}}
	if k.Values != nil {
		s.Properties, s.Others = map[string]*schema{}, false
		for _, v := range k.Values {
			s.Properties[v.Name] = &schema{Title: v.Label, Type: "integer"}
		}
	}
	return s
}

func choice(k content.KeyDefinition, needed bool) *schema {
	s := &schema{}
	for _, v := range k.Values {
		s.Enum, s.EnumWords = append(s.Enum, v.Name), append(s.EnumWords, v.Label)
	}
	for _, v := range k.Values { // « 2025 », without quotes
		var number int
		if json.Unmarshal([]byte(v.Name), &number) == nil {
			s.Enum, s.EnumWords = append(s.Enum, number), append(s.EnumWords, v.Label)
		}
	}
	if !needed {
		s.Enum, s.EnumWords = append(s.Enum, "", nil), append(s.EnumWords, "", "")
	}
	return s
}

// patterns are the forms of texts, and what to write when a text has another.
var patterns = map[content.Kind]struct{ form, hint string }{
	content.KindDate:        {`^\d{4}-\d{2}-\d{2}([T ].*)?$`, "écrivez l'année, le mois et le jour : 2026-11-22"},
	content.KindPartialDate: {`^\d{4}(-\d{2}(-\d{2}([T ].*)?)?)?$`, "écrivez l'année, le mois ou le jour : 2026, 2026-11 ou 2026-11-22"},
	content.KindDateTime:    {`^\d{4}-\d{2}-\d{2}([T ].*)?$`, "écrivez le jour, puis l'heure s'il y en a une : 2026-11-22 14:30"},
	content.KindYear:        {`^\d{4}$`, "écrivez les quatre chiffres de l'année : 2026"},
	content.KindURL:         {`^[Hh][Tt][Tt][Pp][Ss]?://`, "écrivez l'adresse entière, avec https://"},
	content.KindEmail:       {`@`, "écrivez une adresse de courriel : contact@example.org"},
	content.KindColour:      {`^#[0-9A-Fa-f]{6}$`, `écrivez un dièse et six chiffres, entre guillemets : "#123456"`},
}

// text is the schema of a text of any kind.
func text(k content.KeyDefinition, needed bool) *schema {
	s := &schema{Type: typeNames(needed, "string", "number", "boolean")}
	if needed && !k.Blank {
		s.MinLength = 1
	}
	form := patterns[k.Kind]
	s.Pattern, s.PatternMessage = form.form, form.hint
	if k.Max > 0 {
		s.Pattern, s.PatternMessage = fmt.Sprintf(`^[\s\S]{0,%d}$`, k.Max), fmt.Sprintf("raccourcissez ce texte : %d caractères au plus", k.Max)
	}
	if s.Pattern != "" && !needed {
		s.Pattern = `^\s*$|` + s.Pattern
	}
	return s
}
