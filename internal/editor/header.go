package editor

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"recueil/internal/content"
	"recueil/internal/diag"
)

// File is a Markdown file with a header that can be edited key by key. It is
// immutable.
type File struct {
	source *diag.Source
	root   *yaml.Node // the mapping of the header; empty when nothing is written
	yaml   diag.Span  // of the header
	body   int        // where the Markdown begins
	places places
}

// Refusal says why something cannot be edited, or saved, as asked.
type Refusal struct {
	Line    int    // of the file, from 1; 0 when it is of the whole
	Message string // in French: lower case, no full stop
}

func (r *Refusal) Error() string {
	if r.Line > 0 {
		return fmt.Sprintf("ligne %d : %s", r.Line, r.Message)
	}
	return r.Message
}

// Open reads a file, or returns a [*Refusal] that says why its header can only be
// edited as text: it has no fences, YAML does not read it, or it is written in a way
// that could not be kept.
func Open(text []byte) (*File, error) {
	src := diag.NewSource("", text)
	span, ok := content.FrontMatter(src)
	if !ok {
		return nil, &Refusal{Message: "l'en-tête entre deux lignes « --- » ne se trouve pas"}
	}
	header := string(text[span.Start:span.End])
	if strings.ContainsAny(strings.ReplaceAll(header, "\r\n", "\n"), "\r\u0085\u2028\u2029\t") {
		return nil, &Refusal{Message: "l'en-tête contient une tabulation ou un signe invisible, que le formulaire ne sait pas garder"}
	}
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(header), &doc); err != nil {
		return nil, &Refusal{Message: "l'en-tête a une erreur d'écriture"}
	}
	first, _ := src.Position(span.Start)
	f := &File{source: src, yaml: span, body: nextLine(text, span.End), root: &yaml.Node{Kind: yaml.MappingNode}}
	l := &locator{source: src, first: first, end: span.End, places: places{}}
	if len(doc.Content) > 0 && !content.IsNull(doc.Content[0]) {
		if f.root = doc.Content[0]; f.root.Kind != yaml.MappingNode || f.root.Style&yaml.FlowStyle != 0 {
			return nil, &Refusal{Message: "l'en-tête n'est pas une liste de clés, une par ligne"}
		}
		if no := l.locate(f.root); no != nil {
			return nil, no
		}
	}
	f.places = l.places
	return f, nil
}

// Text returns the whole file. Nobody may change it.
func (f *File) Text() []byte { return f.source.Text }

// Entries returns the keys of the header and what they say, in their order.
func (f *File) Entries() []Entry { return valueOf(f.root).Group }

// Value returns what a key says.
func (f *File) Value(key string) Value {
	if at := keyIn(f.root, key); at >= 0 {
		return valueOf(f.root.Content[at+1])
	}
	return Value{}
}

// Line returns the line of the file, from 1, on which a key of the header begins; 0
// when it is not there.
func (f *File) Line(key string) int {
	at := keyIn(f.root, key)
	if at < 0 {
		return 0
	}
	line, _ := f.source.Position(f.places[f.root.Content[at]].Start)
	return line
}

// Set returns the file with another value for a key. Only the bytes of what differs in
// it change: where a group or a list keeps a part, that part keeps its bytes too. A key
// that is not there yet goes after those that come before it in order. A value that
// cannot be written is a [*Refusal].
func (f *File) Set(key string, v Value, order []string) (*File, error) {
	if _, found := invisible(v); found {
		return nil, &Refusal{Message: fmt.Sprintf("la valeur de « %s » contient un signe invisible, que l'en-tête ne peut pas garder : tapez-la de nouveau", key)}
	}
	want := v.plain()
	now := f
	for range 1000 { // more than any header has of values
		edit, more, no := now.towards(key, want, order)
		if no != nil {
			return nil, no
		}
		if !more {
			return now, now.onlyDiffersIn(f, key, want)
		}
		text, _ := diag.Apply(now.source.Text, []diag.Fix{diag.Replace(edit.Span, edit.Text)})
		next, err := Open(text)
		if err != nil || keyIn(now.root, key) < 0 && keyIn(next.root, key) < 0 { // a key that YAML reads as something else
			return nil, unkept(key)
		}
		now = next
	}
	return nil, unkept(key)
}

// towards returns the next edit that brings a key nearer to a value; there is none
// when it says that.
func (f *File) towards(key string, v Value, order []string) (edit diag.Edit, more bool, no error) {
	w := writer{f}
	switch at := keyIn(f.root, key); {
	case at < 0 && !v.says():
		return edit, false, nil
	case at < 0:
		edit, no = w.addKey(f.root, key, v, order)
	case said(f.root.Content[at+1], v):
		return edit, false, nil
	case !v.says():
		edit, no = w.remove(f.root, at)
	default:
		edit, no = w.change(f.root, at+1, v)
	}
	return edit, true, no
}

// onlyDiffersIn is a refusal unless all other keys, and the Markdown, are as they were
// in a former version, and the key says what it should. It holds for every edit: what
// could do harm is not done.
func (f *File) onlyDiffersIn(former *File, key string, v Value) error {
	others := func(f *File) []Entry {
		return slices.DeleteFunc(f.Entries(), func(e Entry) bool { return e.Key == key })
	}
	at := keyIn(f.root, key)
	right := at < 0 && !v.says() || at >= 0 && said(f.root.Content[at+1], v)
	if !right || !sameEntries(others(f), others(former)) || string(f.source.Text[f.body:]) != string(former.source.Text[former.body:]) {
		return unkept(key)
	}
	return nil
}

func sameEntries(a, b []Entry) bool {
	return slices.EqualFunc(a, b, func(a, b Entry) bool { return a.Key == b.Key && sameValue(a.Value, b.Value) })
}

func sameValue(a, b Value) bool {
	return a.Kind == b.Kind && a.Text == b.Text && slices.EqualFunc(a.List, b.List, sameValue) && sameEntries(a.Group, b.Group)
}

func unkept(key string) error {
	return &Refusal{Message: fmt.Sprintf("« %s » ne peut pas être changé sans toucher au reste : changez-le dans le texte du fichier", key)}
}
