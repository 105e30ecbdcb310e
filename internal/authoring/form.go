package authoring

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"recueil/internal/content"
	"recueil/internal/diag"
)

// Formed mends as [Mend] does, then brings the files without errors that wanted accepts to
// one canonical form: two that say the same, with the same remarks, are then the same but
// for where their remarks stand. Unformed lists those whose header could not be brought to
// it, which are left as they are.
func Formed(ctx context.Context, roots []content.Root, wanted func(path string) bool) (files []Mended, unformed []string, problems []diag.Diagnostic, err error) {
	m := newMender(roots)
	if err := m.passes(ctx, wanted); err != nil {
		return nil, nil, nil, err
	}
	wrong := map[string]bool{}
	for _, p := range diag.Errors(m.problems) {
		wrong[p.Source.Path] = true
	}
	for _, root := range m.now() {
		err := fs.WalkDir(root.FS, ".", func(name string, item fs.DirEntry, err error) error {
			if err != nil {
				return nil // which check reports
			}
			whole := path.Join(root.Name, name)
			if def, ok := content.DefinitionAt(name); !ok || item.IsDir() || wrong[whole] || !wanted(whole) {
				return nil
			} else if text, err := fs.ReadFile(root.FS, name); err == nil && !m.form(def, whole, text) {
				unformed = append(unformed, whole)
			}
			return nil
		})
		if err != nil {
			return nil, nil, nil, err
		}
	}
	return m.files(), unformed, m.problems, nil
}

// form brings a file to its canonical form, and reports whether it could.
func (m *mender) form(def content.FileDefinition, path string, text []byte) bool {
	formed, ok := Form(def, text)
	if !ok || bytes.Equal(formed, text) {
		return ok
	}
	f := m.mended[path]
	if f == nil {
		f = &Mended{Path: path, Before: text}
		m.mended[path] = f
	}
	f.After, f.Formed = formed, true
	return true
}

// Form writes a file in the one form that its definition gives it: its keys in their order,
// those that say nothing left out; texts between double quotes, and days, choices and names
// of pages without; lists of texts on one line, groups a key a line; the text after one
// blank line, and one line end at its end. It is not ok for a file that this would change
// in what it says, or whose remarks would not all be kept: one with YAML's anchors, tags,
// or a key twice.
func Form(def content.FileDefinition, text []byte) (formed []byte, ok bool) {
	src := diag.NewSource("", bytes.TrimPrefix(content.Readable(text), []byte("\ufeff")))
	head, isDocument := string(src.Text), def.IsDocument()
	body := ""
	if isDocument {
		span, ok := content.FrontMatter(src)
		if !ok {
			return nil, false
		}
		head = string(src.Text[span.Start:span.End])
		_, body, _ = strings.Cut(string(src.Text[span.End:]), "\n")
	}
	header, ok := formOfHeader(head, def.Keys)
	if !ok {
		return nil, false
	}
	if again, ok := formOfHeader(header, def.Keys); !ok || again != header {
		return nil, false
	}
	if isDocument {
		header = "---\n" + header + "---\n" + formOfBody(body)
	}
	return []byte(header), true
}

// formOfBody changes only what no reader sees: the blank lines around a text, and its line
// ends.
func formOfBody(body string) string {
	lines := strings.Split(strings.ReplaceAll(body, "\r\n", "\n"), "\n")
	for len(lines) > 0 && strings.TrimSpace(lines[0]) == "" {
		lines = lines[1:]
	}
	for len(lines) > 0 && strings.TrimSpace(lines[len(lines)-1]) == "" {
		lines = lines[:len(lines)-1]
	}
	if len(lines) == 0 {
		return ""
	}
	return "\n" + strings.Join(lines, "\n") + "\n"
}

// formOfHeader writes the YAML of a header.
func formOfHeader(text string, keys []content.KeyDefinition) (header string, ok bool) {
	before, ok := headerOf(text)
	if !ok {
		return "", false
	}
	var w formWriter
	w.remarks("", before.HeadComment)
	for _, n := range before.Content {
		w.remarks("", n.HeadComment)
		w.group(n, keys, "")
		w.remarks("", n.FootComment)
	}
	w.remarks("", before.FootComment)
	header = w.out.String()
	after, ok := headerOf(header)
	if !ok || strings.Count(text, "#") != strings.Count(header, "#") || !slices.Equal(remarksOf(before), remarksOf(after)) {
		return "", false
	}
	group := content.KeyDefinition{Kind: content.KindGroup, Keys: keys}
	return header, reflect.DeepEqual(meaning(before, group), meaning(after, group))
}

// headerOf parses a header; it is not ok where only its author can say in which form it
// should be.
func headerOf(text string) (doc *yaml.Node, ok bool) {
	doc = &yaml.Node{Kind: yaml.DocumentNode}
	decoder := yaml.NewDecoder(strings.NewReader(text))
	if err := decoder.Decode(doc); errors.Is(err, io.EOF) {
		return doc, !strings.Contains(text, "#") // of a header of remarks, nothing is known
	} else if err != nil || decoder.Decode(&yaml.Node{}) != io.EOF {
		return nil, false
	}
	return doc, len(doc.Content) == 1 && doc.Content[0].Kind == yaml.MappingNode && isPlain(doc.Content[0])
}

// isPlain reports whether a node has nothing that only YAML's experts write, and no key
// twice.
func isPlain(n *yaml.Node) bool {
	if n.Kind == yaml.AliasNode || n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 || n.Tag == "!!merge" {
		return false
	}
	if n.Kind == yaml.MappingNode {
		seen := map[string]bool{}
		for i := 0; i < len(n.Content); i += 2 {
			if key := n.Content[i]; key.Kind != yaml.ScalarNode || seen[key.Value] {
				return false
			}
			seen[n.Content[i].Value] = true
		}
	}
	return !slices.ContainsFunc(n.Content, func(n *yaml.Node) bool { return !isPlain(n) })
}

// meaning is what a node says to the reader of content, in which what says nothing is not
// there.
func meaning(n *yaml.Node, k content.KeyDefinition) any {
	switch {
	case n.Kind == yaml.DocumentNode && len(n.Content) == 0, saysNothing(n, k):
		return nil
	case n.Kind == yaml.DocumentNode:
		return meaning(n.Content[0], k)
	case n.Kind == yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			list = append(list, meaning(item, k))
		}
		return list
	case n.Kind == yaml.MappingNode:
		group := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			if said := meaning(n.Content[i+1], keyNamed(k.Keys, n.Content[i].Value)); said != nil {
				group[n.Content[i].Value] = said
			}
		}
		return group
	}
	return strings.TrimSpace(n.Value)
}

// saysNothing reports whether a key with that value is as one that is not there.
func saysNothing(n *yaml.Node, k content.KeyDefinition) bool {
	switch {
	case n.Kind == yaml.DocumentNode:
		return false
	case k.Kind == content.KindBoolean && !k.MayBeNo && n.Value == "false":
		return true
	case k.Blank && n.Kind == yaml.ScalarNode && n.Style != 0:
		return false
	}
	return content.IsEmpty(n)
}

// keyNamed is the definition of a key; of one that no definition names, any value's.
func keyNamed(keys []content.KeyDefinition, name string) content.KeyDefinition {
	if k, ok := content.KeyNamed(keys, name); ok {
		return k
	}
	return content.KeyDefinition{Name: name, Kind: content.KindText}
}

// remarksOf lists the lines of all the remarks of a node, sorted.
func remarksOf(n *yaml.Node) []string {
	var list []string
	for _, remark := range []string{n.HeadComment, n.LineComment, n.FootComment} {
		list = append(list, linesOfRemark(remark)...)
	}
	for _, child := range n.Content {
		list = append(list, remarksOf(child)...)
	}
	slices.Sort(list)
	return list
}

func linesOfRemark(remark string) []string {
	var list []string
	for line := range strings.SplitSeq(remark, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

// formWriter writes nodes in the canonical form, each line behind its indentation.
type formWriter struct{ out strings.Builder }

func (w *formWriter) remarks(indent string, remarks ...string) {
	for _, remark := range remarks {
		for _, line := range linesOfRemark(remark) {
			w.out.WriteString(indent + line + "\n")
		}
	}
}

// entry is a key of a group, and its value.
type entry struct{ key, value *yaml.Node }

// group writes the keys of a group: those that are defined in their order, then the
// others in the author's.
func (w *formWriter) group(n *yaml.Node, keys []content.KeyDefinition, indent string) {
	for _, e := range sortedEntries(n, keys) {
		w.entry(e, keyNamed(keys, e.key.Value), indent)
	}
}

func sortedEntries(n *yaml.Node, keys []content.KeyDefinition) []entry {
	var entries []entry
	for i := 0; i+1 < len(n.Content); i += 2 {
		entries = append(entries, entry{n.Content[i], n.Content[i+1]})
	}
	rank := func(e entry) int {
		if at := slices.IndexFunc(keys, func(k content.KeyDefinition) bool { return k.Name == e.key.Value }); at >= 0 {
			return at
		}
		return len(keys)
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return rank(a) - rank(b) })
	return entries
}

// entry writes a key and its value; of one that says nothing, its remarks.
func (w *formWriter) entry(e entry, k content.KeyDefinition, indent string) {
	w.remarks(indent, e.key.HeadComment)
	name := indent + formOfKey(e.key.Value) + ":"
	switch {
	case saysNothing(e.value, k):
		for _, remark := range remarksInOrder(e.value, e.key.LineComment) {
			w.remarks(indent, remark)
		}
	case e.value.Kind == yaml.MappingNode:
		w.line(name, e.key.LineComment, e.value.LineComment)
		w.remarks(indent+"  ", e.value.HeadComment)
		w.group(e.value, k.Keys, indent+"  ")
		w.remarks(indent+"  ", e.value.FootComment)
	case e.value.Kind == yaml.SequenceNode && !isShort(e.value):
		w.line(name, e.key.LineComment, e.value.LineComment)
		w.remarks(indent+"  ", e.value.HeadComment)
		w.items(e.value, k, indent+"  ")
		w.remarks(indent+"  ", e.value.FootComment)
	default:
		w.remarks(indent, e.value.HeadComment)
		w.line(name+" "+formOfValue(e.value, k, indent+"  "), e.key.LineComment, e.value.LineComment)
		w.remarks(indent, e.value.FootComment)
	}
	w.remarks(indent, e.key.FootComment)
}

// line writes a line, and the remarks after it; those of several lines, and those after
// the lines of a text, stand under it.
func (w *formWriter) line(text string, remarks ...string) {
	first := ""
	if list := linesOfRemark(strings.Join(remarks, "\n")); len(list) == 1 && !strings.Contains(text, "\n") {
		first = " " + list[0]
		remarks = nil
	}
	w.out.WriteString(text + first + "\n")
	w.remarks(text[:len(text)-len(strings.TrimLeft(text, " "))], remarks...)
}

// items writes a list, an item a line or a group.
func (w *formWriter) items(n *yaml.Node, k content.KeyDefinition, indent string) {
	for _, item := range n.Content {
		w.remarks(indent, item.HeadComment)
		if item.Kind != yaml.MappingNode || len(item.Content) == 0 {
			w.line(indent+"- "+formOfValue(item, k, indent+"  "), item.LineComment)
			w.remarks(indent, item.FootComment)
			continue
		}
		if first := sortedEntries(item, k.Keys)[0].key; first.HeadComment != "" { // which stands before the dash
			w.remarks(indent, first.HeadComment)
			first.HeadComment = ""
		}
		var group formWriter
		group.remarks(indent+"  ", item.LineComment)
		group.group(item, k.Keys, indent+"  ")
		w.out.WriteString(indent + "- " + strings.TrimPrefix(group.out.String(), indent+"  "))
		w.remarks(indent, item.FootComment)
	}
}

func remarksInOrder(n *yaml.Node, first string) []string {
	list := []string{first, n.HeadComment, n.LineComment}
	for _, child := range n.Content {
		list = append(list, remarksInOrder(child, "")...)
	}
	return append(list, n.FootComment)
}

// isShort reports whether a list is written on one line: it has only texts, and no remark
// on one of them.
func isShort(n *yaml.Node) bool {
	return !slices.ContainsFunc(n.Content, func(item *yaml.Node) bool {
		return item.Kind != yaml.ScalarNode || len(remarksOf(item)) > 0
	})
}

// formOfValue writes what stands after a key or a dash: a text, or a list or group on one
// line.
func formOfValue(n *yaml.Node, k content.KeyDefinition, indent string) string {
	var items []string
	switch n.Kind {
	case yaml.SequenceNode:
		for _, item := range n.Content {
			items = append(items, formOfValue(item, k, ""))
		}
		return "[" + strings.Join(items, ", ") + "]"
	case yaml.MappingNode:
		for _, e := range sortedEntries(n, k.Keys) {
			items = append(items, formOfKey(e.key.Value)+": "+formOfValue(e.value, keyNamed(k.Keys, e.key.Value), ""))
		}
		return "{" + strings.Join(items, ", ") + "}"
	}
	return formOfText(strings.TrimSpace(n.Value), k, indent)
}

// bare are texts that stand without quotes where their kind has none.
var bare = regexp.MustCompile(`^[\pL\pN][\pL\pN_-]*$`)

// whole are numbers that all readers read alike.
var whole = regexp.MustCompile(`^(0|[1-9]\d*)$`)

// formOfText writes a text of a kind; where there is an indentation, one of several lines
// may stand under its key.
func formOfText(text string, k content.KeyDefinition, indent string) string {
	if k.Kind == content.KindNumbers && whole.MatchString(text) {
		return text
	}
	if strings.Contains(text, "\n") && indent != "" {
		if block, ok := content.Block(text, indent, "\n"); ok {
			return block
		}
	}
	if k.Kind == content.KindShortGroup && len(k.Keys) > 0 {
		k = k.Keys[0]
	}
	if plain[k.Kind] && !bare.MatchString(text) {
		k.Kind = content.KindText
	}
	return Quoted(text, k)
}

// formOfKey writes the name of a key.
func formOfKey(name string) string {
	if bare.MatchString(name) {
		return name
	}
	return content.Quoted(name)
}
