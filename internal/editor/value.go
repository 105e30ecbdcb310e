package editor

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/lists"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"
)

// Value is what a key of a header says. The zero Value says nothing: its key is not
// there. In JSON it is null, a text, a whole number, true or false, an array, or an
// object whose keys keep their order.
type Value struct {
	Kind  Kind
	Text  string  // of a Text, the figures of a Number, or "true" or "false" of a Truth
	List  []Value // of a List
	Group []Entry // of a Group
}

// Kind says which of its fields a [Value] has.
type Kind int

const (
	Nothing Kind = iota
	Text
	Number // a whole one, which is never written between quotes
	Truth  // true or false, neither
	List
	Group
)

// Entry is a key and what it says.
type Entry struct {
	Key   string
	Value Value
}

// Of returns the value that is a text; nothing for an empty one.
func Of(text string) Value {
	if text == "" {
		return Value{}
	}
	return Value{Kind: Text, Text: text}
}

// says reports whether there is anything to write of a value.
func (v Value) says() bool {
	switch v.Kind {
	case List:
		return slices.ContainsFunc(v.List, Value.says)
	case Group:
		return slices.ContainsFunc(v.Group, func(e Entry) bool { return e.Value.says() })
	}
	return v.Kind != Nothing
}

// plain returns the value as files hold it: without what says nothing, line ends
// and accents in one form, no blanks at the ends of texts.
func (v Value) plain() Value {
	switch v.Kind {
	case Text, Truth:
		v.Text = norm.NFC.String(strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(v.Text)))
	case List:
		var list []Value
		for _, item := range v.List {
			if item.says() {
				list = append(list, item.plain())
			}
		}
		v.List = list
	case Group:
		v.Group = lists.Of(v.Group, func(e Entry) Entry { return Entry{e.Key, e.Value.plain()} })
	}
	return v
}

// valueOf reads a node as the content's reader does: a number is the text that it is
// written as.
func valueOf(n *yaml.Node) Value {
	switch n.Kind {
	case yaml.SequenceNode:
		return Value{Kind: List, List: lists.Of(n.Content, valueOf)}
	case yaml.MappingNode:
		v := Value{Kind: Group}
		for i := 0; i+1 < len(n.Content); i += 2 {
			v.Group = append(v.Group, Entry{n.Content[i].Value, valueOf(n.Content[i+1])})
		}
		return v
	}
	if content.IsNull(n) {
		return Value{}
	}
	v := Value{Kind: Text, Text: n.Value}.plain()
	if n.Style == 0 && (v.Text == "true" || v.Text == "false") {
		v.Kind = Truth
	}
	return v
}

// said reports whether a node says what a value does. A group of which one key only
// says something may be written as that one text; keys of a node that the value does
// not name at all are somebody else's.
func said(n *yaml.Node, v Value) bool {
	now := valueOf(n)
	switch {
	case !v.says():
		return !now.says() || now.Kind == Text && now.Text == "" // as web editors leave a key that is not there
	case !now.says():
		return false
	case now.Kind == List && v.Kind == List:
		return slices.EqualFunc(n.Content, v.List, said)
	case now.Kind == Group && v.Kind == Group:
		return !slices.ContainsFunc(v.Group, func(e Entry) bool {
			at := keyIn(n, e.Key)
			return at < 0 && e.Value.says() || at >= 0 && !said(n.Content[at+1], e.Value)
		})
	case now.Kind == Text && v.Kind == Group:
		short, one := v.only()
		return one && said(n, short)
	}
	return (now.Kind == v.Kind || now.Kind == Text && v.Kind == Number) && now.Text == v.Text
}

// only returns the one thing that a group says, if it is one, and in its first key.
func (v Value) only() (Value, bool) {
	saying := 0
	for _, e := range v.Group {
		if e.Value.says() {
			saying++
		}
	}
	if saying != 1 || !v.Group[0].Value.says() {
		return Value{}, false
	}
	return v.Group[0].Value, true
}

// keyIn returns where a key of a mapping is among its contents, or -1.
func keyIn(mapping *yaml.Node, key string) int {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == key {
			return i
		}
	}
	return -1
}

// MarshalJSON writes the value as browsers read it.
func (v Value) MarshalJSON() ([]byte, error) {
	switch v.Kind {
	case Text:
		return json.Marshal(v.Text)
	case Number, Truth:
		return []byte(v.Text), nil
	case List:
		return json.Marshal(append([]Value{}, v.List...))
	case Group:
		var out bytes.Buffer
		for i, e := range v.Group {
			out.WriteByte("{,"[min(i, 1)])
			key, _ := json.Marshal(e.Key) // of a string: it cannot fail
			value, err := json.Marshal(e.Value)
			if err != nil {
				return nil, err
			}
			fmt.Fprintf(&out, "%s:%s", key, value)
		}
		if len(v.Group) == 0 {
			out.WriteByte('{')
		}
		out.WriteByte('}')
		return out.Bytes(), nil
	}
	return []byte("null"), nil
}

// figures match a number as the form sends it: all that is typed elsewhere is sent as text.
var figures = regexp.MustCompile(`^-?\d{1,9}$`)

// UnmarshalJSON reads what browsers write.
func (v *Value) UnmarshalJSON(data []byte) error {
	*v = Value{}
	switch data = bytes.TrimSpace(data); {
	case bytes.Equal(data, []byte("null")):
		return nil
	case bytes.Equal(data, []byte("true")), bytes.Equal(data, []byte("false")):
		v.Kind, v.Text = Truth, string(data)
		return nil
	case figures.Match(data):
		v.Kind, v.Text = Number, string(data)
		return nil
	case data[0] == '"':
		v.Kind = Text
		return json.Unmarshal(data, &v.Text)
	case data[0] == '[':
		v.Kind = List
		return json.Unmarshal(data, &v.List)
	case data[0] == '{':
		v.Kind = Group
		return v.unmarshalGroup(data)
	}
	return fmt.Errorf("%q is no value of a header", data)
}

// unmarshalGroup reads an object in the order in which it is written.
func (v *Value) unmarshalGroup(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		e := Entry{Key: key.(string)}
		if err := d.Decode(&e.Value); err != nil {
			return err
		}
		v.Group = append(v.Group, e)
	}
	return nil
}
