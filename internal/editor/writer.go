package editor

import (
	"bytes"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/lists"
)

// writer makes the edits of a file, one at a time, each as small as what differs.
type writer struct{ *File }

// change returns an edit that brings a value, which is at i among the contents of its
// parent, nearer to another, which says something else.
func (w writer) change(parent *yaml.Node, i int, v Value) (diag.Edit, error) {
	n := parent.Content[i]
	switch {
	case n.Kind == yaml.SequenceNode && v.Kind == List && len(n.Content) > 0:
		return w.changeList(n, v.List)
	case n.Kind == yaml.MappingNode && v.Kind == Group && len(n.Content) > 0:
		return w.changeGroup(n, v.Group)
	case n.Kind == yaml.ScalarNode && v.Kind <= Truth && !content.IsNull(n):
		return w.changeScalar(n, v, inFlow(parent))
	}
	return w.rewrite(parent, i, v)
}

// changeList returns an edit of a list, of the first item that differs: it is taken away
// or added, another comes in its place from further on with its remarks, or it changes.
func (w writer) changeList(n *yaml.Node, list []Value) (diag.Edit, error) {
	old := n.Content
	head := 0
	for head < min(len(old), len(list)) && said(old[head], list[head]) {
		head++
	}
	tail := 0
	for tail < min(len(old), len(list))-head && said(old[len(old)-1-tail], list[len(list)-1-tail]) {
		tail++
	}
	old, list = old[:len(old)-tail], list[:len(list)-tail]
	if head == len(old) {
		return w.insert(n, head, list[head], "")
	}
	if head == len(list) {
		return w.remove(n, head)
	}
	from := slices.IndexFunc(old[head:], func(n *yaml.Node) bool { return said(n, list[head]) })
	if from < 0 {
		from = slices.IndexFunc(old[head:], func(n *yaml.Node) bool { return alike(n, list[head]) })
	}
	stays := slices.ContainsFunc(list[head+1:], func(v Value) bool { return alike(old[head], v) })
	switch {
	case from > 0 && stays:
		return w.move(n, head+from, head)
	case from > 0:
		return w.remove(n, head)
	case from < 0 && stays:
		return w.insert(n, head, list[head], "")
	}
	return w.change(n, head, list[head])
}

// alike reports whether an item of a list is the one that a value is now: it says the
// same, or is a group whose first key does.
func alike(n *yaml.Node, v Value) bool {
	if said(n, v) {
		return true
	}
	if n.Kind != yaml.MappingNode || v.Kind != Group || len(v.Group) == 0 || !v.Group[0].Value.says() {
		return false
	}
	at := keyIn(n, v.Group[0].Key)
	return at >= 0 && said(n.Content[at+1], v.Group[0].Value)
}

// move returns the edit that puts the item at from before the one at to, which it follows:
// with the remarks above it, when each has its lines. Between brackets, the two change
// places.
func (w writer) move(n *yaml.Node, from, to int) (diag.Edit, error) {
	text := w.source.Text
	if inFlow(n) {
		a, b := w.places[n.Content[to]], w.places[n.Content[from]]
		return diag.Edit{Span: diag.Span{Start: a.Start, End: b.End}, Text: string(text[b.Start:b.End]) + string(text[a.End:b.Start]) + string(text[a.Start:a.End])}, nil
	}
	for i := to; i <= from; i++ {
		if _, no := w.indentOf(n, i); no != nil {
			return diag.Edit{}, no
		}
	}
	begins := func(i int) int {
		if i == 0 {
			return lineStart(text, w.places[n.Content[i]].Start)
		}
		return nextLine(text, w.places.endOfEntry(text, n, i-1))
	}
	start, middle, end := begins(to), begins(from), begins(from+1)
	return diag.Edit{Span: diag.Span{Start: start, End: end}, Text: string(text[middle:end]) + string(text[start:middle])}, nil
}

// changeGroup returns an edit of a group, of its first key that differs.
func (w writer) changeGroup(n *yaml.Node, group []Entry) (diag.Edit, error) {
	order := lists.Of(group, func(e Entry) string { return e.Key })
	for _, e := range group {
		switch at := keyIn(n, e.Key); {
		case at < 0 && e.Value.says():
			return w.addKey(n, e.Key, e.Value, order)
		case at >= 0 && said(n.Content[at+1], e.Value):
		case at >= 0 && !e.Value.says():
			return w.remove(n, at)
		case at >= 0:
			return w.change(n, at+1, e.Value)
		}
	}
	return diag.Edit{}, unkept(group[0].Key) // it differs, so that one of its keys does
}

// addKey returns the edit that adds a key to a group, after those that come before it
// in order.
func (w writer) addKey(n *yaml.Node, key string, v Value, order []string) (diag.Edit, error) {
	before := order[:max(0, slices.Index(order, key))]
	at := 0
	for i := 0; i < len(n.Content); i += 2 {
		if slices.Contains(before, n.Content[i].Value) || !slices.Contains(order, key) {
			at = i + 2
		}
	}
	return w.insert(n, at, v, key)
}

// insert returns the edit that puts an item, or a key and its value, before what is at
// i among the contents of a list or a group.
func (w writer) insert(n *yaml.Node, i int, v Value, key string) (diag.Edit, error) {
	if n == w.root && len(n.Content) == 0 {
		return w.put(w.yaml.Start, w.line(key, v, "")+w.eol()), nil
	}
	last := len(n.Content) == i
	if inFlow(n) {
		item := w.flowItem(key, v)
		if last {
			return w.put(w.places.endOfEntry(w.source.Text, n, i-1), ", "+item), nil
		}
		return w.put(w.places[n.Content[i]].Start, item+", "), nil
	}
	indent, no := w.indentOf(n, max(0, min(i, len(n.Content)-1)))
	if no != nil {
		return diag.Edit{}, no
	}
	item := w.line(key, v, strings.Repeat(" ", len(indent)))
	if n.Kind == yaml.SequenceNode {
		item = "- " + w.item(v, strings.Repeat(" ", len(indent)+2))
	}
	if !last && n.Kind == yaml.MappingNode { // before the key itself, which may follow a dash
		return w.put(w.places[n.Content[i]].Start, item+w.eol()+strings.Repeat(" ", len(indent))), nil
	}
	at := 0
	if last {
		at = nextLine(w.source.Text, w.places.endOfEntry(w.source.Text, n, i-1))
	} else {
		at = lineStart(w.source.Text, w.places[n.Content[i]].Start)
	}
	return w.put(at, strings.Repeat(" ", len(indent))+item+w.eol()), nil
}

// indentOf returns what is before an item's dash, or before a key, on its line. It
// refuses a line where something else is, but for the dash before a first key.
func (w writer) indentOf(n *yaml.Node, i int) (string, error) {
	if n.Kind == yaml.MappingNode {
		i -= i % 2
	}
	start := w.places[n.Content[i]].Start
	before := string(w.source.Text[lineStart(w.source.Text, start):start])
	before = strings.TrimPrefix(before, "\ufeff")
	blank := strings.TrimLeft(before, " ") == ""
	switch {
	case n.Kind == yaml.SequenceNode && strings.TrimSpace(before) == "-":
		return before[:strings.IndexByte(before, '-')], nil
	case n.Kind == yaml.MappingNode && (blank || i == 0 && strings.Trim(before, " -") == ""):
		return strings.ReplaceAll(before, "-", " "), nil
	}
	return "", &Refusal{Message: "une liste de l'en-tête est écrite d'une façon que le formulaire ne sait pas garder : changez-la dans le texte du fichier"}
}

// remove returns the edit that takes away an item, or a key with its value: i is that of
// the key. What says nothing without it is the caller's to take away whole.
func (w writer) remove(n *yaml.Node, i int) (diag.Edit, error) {
	text := w.source.Text
	last := i
	if n.Kind == yaml.MappingNode {
		last++
	}
	start, end := w.places[n.Content[i]].Start, w.places.endOfEntry(text, n, last)
	follows := last+1 < len(n.Content)
	switch {
	case inFlow(n) && follows:
		end = w.places[n.Content[last+1]].Start
	case inFlow(n) && i > 0:
		start = w.places.endOfEntry(text, n, i-1)
	case inFlow(n):
	case n.Kind == yaml.MappingNode && i == 0 && follows && w.afterDash(start):
		end = w.places[n.Content[last+1]].Start
	default:
		if _, no := w.indentOf(n, i); no != nil {
			return diag.Edit{}, no
		}
		return diag.Edit{Span: diag.Span{Start: lineStart(text, start), End: nextLine(text, end)}}, nil
	}
	if bytes.ContainsRune(text[start:w.places[n.Content[i]].Start], '#') || bytes.ContainsRune(text[w.places.endOfEntry(text, n, last):end], '#') {
		return diag.Edit{}, &Refusal{Message: "une remarque « # » suit ce que vous supprimez : supprimez-le dans le texte du fichier"}
	}
	return diag.Edit{Span: diag.Span{Start: start, End: end}}, nil
}

// afterDash reports whether a dash is before an offset on its line.
func (w writer) afterDash(at int) bool {
	return bytes.ContainsRune(w.source.Text[lineStart(w.source.Text, at):at], '-')
}

// changeScalar returns the edit that writes another text in the place of one.
func (w writer) changeScalar(n *yaml.Node, v Value, flow bool) (diag.Edit, error) {
	span := w.places[n]
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 {
		if strings.Contains(v.Text, "\n") && !flow && n.Style == 0 {
			if text, ok := content.Block(v.Text, w.deeper(span.Start), w.eol()); ok {
				return diag.Edit{Span: span, Text: text}, nil
			}
		}
		return diag.Edit{Span: span, Text: written(v, n.Style, flow)}, nil
	}
	lines := nextLine(w.source.Text, span.Start)
	first := string(w.source.Text[lines:lineEnd(w.source.Text, lines)])
	indent := first[:len(first)-len(strings.TrimLeft(first, " "))]
	text := v.Text
	if n.Style&yaml.FoldedStyle != 0 {
		text = strings.ReplaceAll(text, "\n", "\n\n")
	}
	if body, ok := content.Block(text, indent, w.eol()); ok && indent != "" && lines < span.End {
		return diag.Edit{Span: diag.Span{Start: lines, End: span.End}, Text: strings.TrimPrefix(body, "|-"+w.eol())}, nil
	}
	return diag.Edit{Span: span, Text: written(v, yaml.DoubleQuotedStyle, false)}, nil
}

// deeper is the indentation of what is under the key of an offset's line.
func (w writer) deeper(at int) string {
	line := string(w.source.Text[lineStart(w.source.Text, at):at])
	line = strings.TrimPrefix(line, "\ufeff")
	return strings.Repeat(" ", len(line)-len(strings.TrimLeft(line, " -"))+2)
}

// rewrite returns the edit that writes a value of another form in the place of one, or
// where there is none yet.
func (w writer) rewrite(parent *yaml.Node, i int, v Value) (diag.Edit, error) {
	n, text := parent.Content[i], w.source.Text
	if inFlow(parent) {
		if content.IsNull(n) && n.Value == "" {
			return w.put(w.places.endOfEntry(text, parent, i), " "+w.flow(v)), nil
		}
		return diag.Edit{Span: w.places[n], Text: w.flow(v)}, nil
	}
	if parent.Kind == yaml.SequenceNode {
		return diag.Edit{Span: w.places[n], Text: w.item(v, w.deeper(w.places[n].Start))}, nil
	}
	key := parent.Content[i-1]
	colon := w.places[key].End + bytes.IndexByte(text[w.places[key].End:], ':') + 1
	end := w.places.endOfEntry(text, parent, i)
	written := w.after(v, w.deeper(w.places[key].Start))
	if bytes.ContainsRune(text[colon:w.places[n].Start], '#') || end == colon && strings.Contains(written, w.eol()) && lineEnd(text, colon) != colon {
		written = " " + w.flow(v) // a remark follows the colon, and stays
		if end != colon {
			return diag.Edit{}, unkept(key.Value)
		}
	}
	return diag.Edit{Span: diag.Span{Start: colon, End: end}, Text: written}, nil
}

// line writes a key and its value, in lines behind an indentation, the first left out.
func (w writer) line(key string, v Value, indent string) string {
	return key + ":" + w.after(v, indent+"  ")
}

// after writes what follows the colon of a key, what is under it behind an indentation.
func (w writer) after(v Value, indent string) string {
	switch {
	case v.Kind == Text && strings.Contains(v.Text, "\n"):
		if text, ok := content.Block(v.Text, indent, w.eol()); ok {
			return " " + text
		}
	case v.Kind == Group && len(v.Group) > 0:
		return w.eol() + indent + w.item(v, indent)
	case v.Kind == List && slices.ContainsFunc(v.List, func(v Value) bool { return v.Kind > Truth }):
		var out strings.Builder
		for _, item := range v.List {
			out.WriteString(w.eol() + indent + "- " + w.item(item, indent+"  "))
		}
		return out.String()
	}
	return " " + w.flow(v)
}

// item writes a value as an item of a list: a group in lines, of which all but the first
// are behind an indentation.
func (w writer) item(v Value, indent string) string {
	if v.Kind != Group {
		return w.inBlock(v)
	}
	var lines []string
	for _, e := range v.Group {
		if e.Value.says() {
			lines = append(lines, w.line(e.Key, e.Value, indent))
		}
	}
	return strings.Join(lines, w.eol()+indent)
}

func (w writer) inBlock(v Value) string {
	if v.Kind <= Truth {
		return written(v, 0, false)
	}
	return w.flow(v)
}

// flow writes a value on one line.
func (w writer) flow(v Value) string {
	switch v.Kind {
	case List:
		return "[" + strings.Join(lists.Of(v.List, func(item Value) string { return w.flowItem("", item) }), ", ") + "]"
	case Group:
		var items []string
		for _, e := range v.Group {
			if e.Value.says() {
				items = append(items, w.flowItem(e.Key, e.Value))
			}
		}
		return "{" + strings.Join(items, ", ") + "}"
	}
	return written(v, 0, false)
}

// flowItem writes an item between brackets, or a key and its value.
func (w writer) flowItem(key string, v Value) string {
	text := w.flow(v)
	if v.Kind <= Truth {
		text = written(v, 0, true)
	}
	if key == "" {
		return text
	}
	return key + ": " + text
}

func (w writer) put(at int, text string) diag.Edit {
	return diag.Edit{Span: diag.Span{Start: at, End: at}, Text: text}
}

// eol is the line end of the file's header.
func (w writer) eol() string {
	if bytes.HasSuffix(w.source.Text[:w.yaml.Start], []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}

func inFlow(n *yaml.Node) bool { return n.Style&yaml.FlowStyle != 0 }
