package editor

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"recueil/internal/content"
)

// fieldsOf lists the fields of a type of document, in the order of their definition.
func fieldsOf(t content.Type) []field {
	list := structFields(reflect.TypeFor[content.Front]())
	own := reflect.TypeFor[content.Own]()
	for i := range own.NumField() {
		if f := own.Field(i); f.Tag.Get("type") == string(t) {
			list = append(list, structFields(f.Type.Elem())...)
		}
	}
	return list
}

func structFields(t reflect.Type) []field {
	var list []field
	for i := range t.NumField() {
		def := t.Field(i)
		key, ok := def.Tag.Lookup("key")
		if !ok {
			continue
		}
		f := field{Key: key, Label: key, Required: def.Tag.Get("required") != "", Blank: def.Tag.Get("required") == "blank"}
		f.Max, _ = strconv.Atoi(def.Tag.Get("max"))
		if enum := def.Tag.Get("enum"); enum != "" {
			for _, v := range strings.Split(enum, "|") {
				f.Choices = append(f.Choices, option{v, v})
			}
		}
		kindOf(&f, def.Type)
		if slices.Contains([]string{"secteurs", "themes", "territoires", "tailles"}, key) {
			f.Part, f.From = 1, key
		}
		list = append(list, f)
	}
	return list
}

func kindOf(f *field, t reflect.Type) {
	switch {
	case t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Bool:
		f.Kind = yesNoField
	case t.Kind() == reflect.Pointer:
		kindOf(f, t.Elem())
	case t == reflect.TypeFor[content.Date]():
		f.Kind = dateField
	case t == reflect.TypeFor[content.URL]():
		f.Kind = urlField
	case t.Kind() == reflect.String && f.Choices != nil:
		f.Kind = choiceField
	case t.Kind() == reflect.String && f.Max > 0:
		f.Kind = longField
	case t.Kind() == reflect.String:
		f.Kind = textField
	case t.Kind() == reflect.Bool:
		f.Kind = tickField
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct && t.Elem().NumField() > 0 && t.Elem().Field(0).Tag.Get("key") != "":
		f.Kind, f.Item = listField, &field{Label: f.Label, Kind: groupField, Fields: structFields(t.Elem())}
	case t.Kind() == reflect.Slice:
		f.Kind = linesField
	case t.Kind() == reflect.Struct:
		f.Kind, f.Fields = groupField, structFields(t)
	default:
		f.Kind = otherField
	}
}
