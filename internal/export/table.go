package export

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"recueil/internal/lists"
)

// byteOrderMark tells Excel that the table is UTF-8.
const byteOrderMark = "\ufeff"

// table writes the documents as rows; the package comment has the conventions.
func table(documents []Document) (File, error) {
	b := bytes.NewBufferString(byteOrderMark)
	w := csv.NewWriter(b)
	w.Comma = ';'
	columns := columnsOf(reflect.TypeFor[Document](), "", nil)
	cells := names(columns)
	w.Write(cells) // whose error Flush keeps
	for _, d := range documents {
		fill(cells, columns, d)
		w.Write(cells)
	}
	if w.Flush(); w.Error() != nil {
		return File{}, fmt.Errorf("encode %s: %w", tableName, w.Error())
	}
	return File{tableName, b.Bytes()}, nil
}

// column is a value of a document: its path as a name, and as field numbers.
type column struct {
	name  string
	index []int
}

// columnsOf lists the columns of a struct, groups being spread out.
func columnsOf(t reflect.Type, prefix string, index []int) []column {
	var list []column
	for i := range t.NumField() {
		field := t.Field(i)
		if field.Tag.Get("csv") == "-" {
			continue
		}
		key, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		at := append(slices.Clone(index), i)
		if group := field.Type; group.Kind() == reflect.Pointer && group.Elem().Kind() == reflect.Struct {
			list = append(list, columnsOf(group.Elem(), prefix+key+".", at)...)
			continue
		}
		list = append(list, column{prefix + key, at})
	}
	return list
}

func names(columns []column) []string {
	return lists.Of(columns, func(c column) string { return c.name })
}

// fill writes a document in the cells of a row.
func fill(cells []string, columns []column, d Document) {
	of := reflect.ValueOf(&d).Elem() // not of the document itself, which would be copied for each cell
	for i, c := range columns {
		cells[i] = ""
		// The error says that the document has no such group.
		if value, err := of.FieldByIndexErr(c.index); err == nil {
			cells[i] = guard(cell(value))
		}
	}
}

// cell writes a value on one line.
func cell(v reflect.Value) string {
	if size, ok := v.Interface().(Size); ok {
		return size.label()
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return ""
		}
		return cell(v.Elem())
	case reflect.Bool:
		return map[bool]string{true: "oui", false: "non"}[v.Bool()]
	case reflect.Slice:
		return listCell(v)
	case reflect.Struct:
		return groupCell(v)
	}
	return oneLine.Replace(v.String())
}

var oneLine = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ")

func listCell(v reflect.Value) string {
	var values []string
	for i := range v.Len() {
		values = append(values, strings.ReplaceAll(cell(v.Index(i)), "|", "/"))
	}
	return strings.Join(values, "|")
}

// groupCell writes the values of an item of a list: "30 % : de temps gagné".
func groupCell(v reflect.Value) string {
	var values []string
	for i := range v.NumField() {
		if s := cell(v.Field(i)); s != "" {
			values = append(values, s)
		}
	}
	return strings.Join(values, " : ")
}

// formulaSigns begin what spreadsheets run; some read the wide forms too.
const formulaSigns = "=+-@＝＋－＠"

// guard keeps a cell from being run as a formula. One that already starts with
// apostrophes before such a sign gets one more, so that what was written can
// always be found again.
func guard(s string) string {
	rest := strings.TrimLeft(s, "'")
	if first, _ := utf8.DecodeRuneInString(rest); rest != "" && strings.ContainsRune(formulaSigns, first) {
		return "'" + s
	}
	return s
}
