package content

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"recueil/internal/diag"
)

// Mark is what the value of a key is to other rooms: a word of its "is" tag.
type Mark string

const (
	ProperName   Mark = "name"       // of a firm, a body, a tool: it explains itself
	Searched     Mark = "searched"   // the text may not say it, and people look for it
	Town         Mark = "town"       // where the document takes place
	Past         Mark = "past"       // the date of what has happened
	DocumentKeys Mark = "documents"  // keys of other documents
	Respondent   Mark = "respondent" // key of a contact, or [EditionContact]
	SectorSlugs  Mark = "sectors"
	ThemeSlugs   Mark = "themes"
	StaffSizes   Mark = "sizes" // classes of [reference.Sizes]
	FilePath     Mark = "file"  // of images/ or fichiers/
	Prose        Mark = "prose" // sentences, for which a form gives room
)

// EditionContact names, where a contact is expected, that of whichever edition is read.
const EditionContact = "edition"

// Key is a key that has a value, by its path: "entreprise.site", "outils[0]". In a map,
// the key of the map is the value.
type Key struct {
	Path, Text string
	Span       diag.Span // of the value
}

// Marked lists the values that have a mark, in the order of the keys' definitions: those
// that every type shares, then the type's own.
func (d *Document) Marked(mark Mark) []Key {
	return d.keys(func(f reflect.StructField, _ reflect.Type) bool {
		return slices.Contains(strings.Fields(f.Tag.Get("is")), string(mark))
	})
}

// Town is where the document takes place, "" when it does not say.
func (d *Document) Town() string {
	for _, town := range d.Marked(Town) {
		return town.Text
	}
	return ""
}

// Links lists the addresses of other sites that keys give.
func (d *Document) Links() []Key {
	return d.keys(func(_ reflect.StructField, t reflect.Type) bool { return t == reflect.TypeFor[URL]() })
}

// Texts lists the values that are written in words, and the addresses to write to.
func (d *Document) Texts() []Key {
	return d.keys(func(_ reflect.StructField, t reflect.Type) bool {
		return t == reflect.TypeFor[string]() || t == reflect.TypeFor[Email]()
	})
}

func (d *Document) keys(keep func(reflect.StructField, reflect.Type) bool) []Key {
	var list []Key
	w := walker{leaf: func(path string, f reflect.StructField, v reflect.Value) {
		if !keep(f, v.Type()) {
			return
		}
		span := d.spans.values[path]
		if f.Type.Kind() == reflect.Map {
			span = d.spans.keys[path]
		}
		list = append(list, Key{path, v.String(), span})
	}}
	w.group("", reflect.ValueOf(&d.Front).Elem())
	w.own(d.Type, &d.Own)
	return list
}

// groups visits the groups of keys of a type's own part, itself first, as pointers.
func (o *Own) groups(t Type, visit func(path string, group any)) {
	w := walker{visit: visit}
	w.own(t, o)
}

// field returns the pointer that belongs to a type; not valid when the type has no keys
// of its own.
func (o *Own) field(t Type) reflect.Value {
	v := reflect.ValueOf(o).Elem()
	for i := range v.NumField() {
		if v.Type().Field(i).Tag.Get("type") == string(t) {
			return v.Field(i)
		}
	}
	return reflect.Value{}
}

// eachOwn returns pointers to the keys of each type that has its own, without values.
func eachOwn() []any {
	var list []any
	t := reflect.TypeFor[Own]()
	for i := range t.NumField() {
		list = append(list, reflect.New(t.Field(i).Type.Elem()).Interface())
	}
	return list
}

// walker visits the keys of front matter that have a value, and their groups. Either
// function may be nil.
type walker struct {
	leaf  func(path string, f reflect.StructField, v reflect.Value)
	visit func(path string, group any)
}

func (w walker) own(t Type, o *Own) {
	if v := o.field(t); v.IsValid() && !v.IsNil() {
		w.group("", v.Elem())
	}
}

func (w walker) group(path string, v reflect.Value) {
	if w.visit != nil && v.CanAddr() {
		w.visit(path, v.Addr().Interface())
	}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if key, ok := f.Tag.Lookup("key"); ok && !v.Field(i).IsZero() {
			w.value(join(path, key), f, v.Field(i))
		}
	}
}

func (w walker) value(path string, f reflect.StructField, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		w.value(path, f, v.Elem())
	case reflect.Struct:
		w.group(path, v)
	case reflect.Slice:
		for i := range v.Len() {
			w.value(fmt.Sprintf("%s[%d]", path, i), f, v.Index(i))
		}
	case reflect.Map:
		for _, key := range sortedKeys(v.Interface().(Points)) {
			w.value(join(path, key), f, reflect.ValueOf(key))
		}
	case reflect.String:
		if w.leaf != nil {
			w.leaf(path, f, v)
		}
	}
}
