package content

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"recueil/internal/lists"
	"recueil/internal/reference"
)

// FileDefinition is what may be written in one sort of file: the header of a type of
// document, recueil.yaml, or an edition.
type FileDefinition struct {
	Name  string // the folder of its files, as « temoignages », or its own name
	Label string // one file of the sort, in words
	Keys  []KeyDefinition
}

// IsDocument reports whether the sort's files are documents: a header, and a text.
func (d FileDefinition) IsDocument() bool {
	return slices.ContainsFunc(d.Keys, func(k KeyDefinition) bool { return k.Shared })
}

// KeyDefinition is all that an author may know of a key before writing it. The reader of
// front matter checks the same types, values and limits: both read the tags of one struct.
type KeyDefinition struct {
	Name     string
	Label    string // of a field in a form
	Help     string // one or two sentences, whose only Markdown is `code`
	Form     string // Help where there are fields, and nobody writes YAML
	Example  string // of a value, or of one item of a list; as YAML where it is a group
	Kind     Kind
	List     bool // of values of that kind
	Required bool
	Blank    bool    // a required text may be empty, and then says something
	MayBeNo  bool    // a false is an answer, and not the same as no key
	Shared   bool    // by every type of document
	Values   []Value // the only ones it may take, or names its numbers may have; nil: any of its kind
	Max      int     // characters (code points) that its text may have; 0: any number
	Names    Mark    // what it names: [DocumentKeys], [Respondent], [SectorSlugs], [ThemeSlugs], [FilePath]; or ""
	Keys     []KeyDefinition
}

// KeyNamed returns the definition of a key among others; it is not ok when there is none.
func KeyNamed(keys []KeyDefinition, name string) (k KeyDefinition, ok bool) {
	if i := slices.IndexFunc(keys, func(k KeyDefinition) bool { return k.Name == name }); i >= 0 {
		return keys[i], true
	}
	return KeyDefinition{}, false
}

// NamedType is the type of the documents that the key names by their slugs alone; "" of
// any other key.
func (k KeyDefinition) NamedType() Type {
	return map[Mark]Type{SectorSlugs: Sectors, ThemeSlugs: Themes}[k.Names]
}

// NameOf is how the key names a document.
func (k KeyDefinition) NameOf(d *Document) string {
	if k.NamedType() != "" {
		return d.Slug
	}
	return d.Key()
}

// Named lists the documents of the base tree that a key may name; a nil collection has none.
func (c *Collection) Named(k KeyDefinition) (list []*Document) {
	if c == nil || k.Names != DocumentKeys && k.NamedType() == "" {
		return nil
	}
	for _, d := range c.Documents {
		if d.Overlay == (reference.Territory{}) && !d.Nameless() && (k.Names == DocumentKeys || d.Type == k.NamedType()) {
			list = append(list, d)
		}
	}
	return list
}

// Value is a value that a key may take, and its French words.
type Value struct{ Name, Label string }

// Kind is the kind of value of a key.
type Kind string

const (
	KindText        Kind = "text"         // one line
	KindProse       Kind = "prose"        // one or more sentences
	KindDate        Kind = "date"         // 2026-11-22
	KindPartialDate Kind = "partial-date" // or 2026-11, 2026
	KindDateTime    Kind = "date-time"    // 2026-11-22 14:30, or a day alone
	KindYear        Kind = "year"
	KindURL         Kind = "url"
	KindEmail       Kind = "email"
	KindPhone       Kind = "phone"
	KindColour      Kind = "colour"
	KindSIRET       Kind = "siret"
	KindPostcode    Kind = "postcode"
	KindTerritory   Kind = "territory" // see [reference.ParseTerritory]
	KindChoice      Kind = "choice"    // one of its Values
	KindBoolean     Kind = "boolean"
	KindGroup       Kind = "group"       // of its Keys
	KindShortGroup  Kind = "short-group" // or the value of the first of them, alone
	KindNumbers     Kind = "numbers"     // names, each with a whole number
)

// Definitions lists the sorts of file: the types in reading order, then the site and the
// editions. What it returns is the caller's own.
func Definitions() []FileDefinition {
	list := lists.Of(Types(), DefinitionOf)
	return append(list,
		FileDefinition{siteFile, "Site", keysDefined(reflect.TypeFor[Site]())},
		FileDefinition{"editions", "Édition de territoire", keysDefined(reflect.TypeFor[Edition]())})
}

// DefinitionOf returns the definition of a type's documents: the keys that all share, then
// its own.
func DefinitionOf(t Type) FileDefinition {
	keys := keysDefined(reflect.TypeFor[Front]())
	for i := range keys {
		keys[i].Shared = true
		if keys[i].Name == "date" {
			keys[i].Required = t.IsArticle()
		}
	}
	if own := (&Document{Type: t}).own(); own != nil {
		keys = append(keys, keysDefined(reflect.TypeOf(own).Elem())...)
	}
	return FileDefinition{string(t), t.Label(), keys}
}

func keysDefined(t reflect.Type) []KeyDefinition {
	return lists.Of(keysOfType(t), func(f field) KeyDefinition { return keyDefined(f, t.Field(f.index), wordsFor(t, f.name)) })
}

func keyDefined(f field, def reflect.StructField, w words) KeyDefinition {
	k := KeyDefinition{Name: f.name, Label: w.label, Help: w.help, Form: cmp.Or(w.form, w.help), Example: w.example, Required: f.required, Blank: f.blank, Max: f.max}
	marks := strings.Fields(def.Tag.Get("is"))
	for _, mark := range []Mark{DocumentKeys, Respondent, SectorSlugs, ThemeSlugs, FilePath} {
		if slices.Contains(marks, string(mark)) {
			k.Names = mark
		}
	}
	of := def.Type
	if of.Kind() == reflect.Slice {
		k.List, of = true, of.Elem()
	}
	if of.Kind() == reflect.Pointer {
		of = of.Elem()
		k.MayBeNo = of.Kind() == reflect.Bool
	}
	k.Kind = kindOf(of)
	switch {
	case f.enum != nil:
		k.Kind = KindChoice
		k.Values = lists.Of(f.enum, func(name string) Value { return Value{name, w.values[name]} })
	case slices.Contains(marks, string(StaffSizes)):
		k.Kind = KindChoice
		k.Values = lists.Of(reference.Sizes(), func(s reference.Size) Value { return Value{s.Slug, s.Label} })
	case of == reflect.TypeFor[ReviewTimes]():
		k.Values = lists.Of(Types(), func(t Type) Value { return Value{string(t), t.Label()} })
	case k.Kind == KindGroup || k.Kind == KindShortGroup:
		k.Keys = keysDefined(of)
	case slices.Contains(marks, string(Prose)):
		k.Kind = KindProse
	}
	return k
}

// kinds are those of the types of text with rules of their own.
var kinds = map[reflect.Type]Kind{
	reflect.TypeFor[Date]():                KindDate,
	reflect.TypeFor[PartialDate]():         KindPartialDate,
	reflect.TypeFor[DateTime]():            KindDateTime,
	reflect.TypeFor[Year]():                KindYear,
	reflect.TypeFor[URL]():                 KindURL,
	reflect.TypeFor[Email]():               KindEmail,
	reflect.TypeFor[Phone]():               KindPhone,
	reflect.TypeFor[Colour]():              KindColour,
	reflect.TypeFor[SIRET]():               KindSIRET,
	reflect.TypeFor[Postcode]():            KindPostcode,
	reflect.TypeFor[reference.Territory](): KindTerritory,
	reflect.TypeFor[Points]():              KindNumbers,
	reflect.TypeFor[ReviewTimes]():         KindNumbers,
}

// kindOf returns the kind of a type of Go; "" of one that no key may have, which a test
// reports.
func kindOf(t reflect.Type) Kind {
	if kind, ok := kinds[t]; ok {
		return kind
	}
	switch t.Kind() {
	case reflect.Bool:
		return KindBoolean
	case reflect.Struct:
		if _, short := reflect.New(t).Interface().(shorthand); short {
			return KindShortGroup
		}
		return KindGroup
	case reflect.String:
		if _, special := scalars[t]; !special {
			return KindText
		}
	}
	return ""
}
