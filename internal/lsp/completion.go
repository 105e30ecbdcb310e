package lsp

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/lists"
	"recueil/internal/markdown"
	"recueil/internal/reference"
)

// triggers are the signs after which an editor asks by itself.
const triggers = ":[{,(/#!-"

// completion lists what may be written at a place.
func (s *session) completion(d *document, p documentParams) any {
	offset := d.text.offset(p.Position)
	list := []completionItem{}
	line := d.text.position(offset).Line
	start, end := d.text.lines[line], d.text.lineEnd(line)
	if blank(d.text.raw[:start]+d.text.raw[end:]) && blank(strings.Trim(d.text.raw[start:end], "-")) {
		return append(list, s.beginning(d, start, end)...)
	}
	if h, ok := s.headerOf(d); ok && h.holds(offset) {
		return append(list, s.inHeader(h, offset)...)
	}
	return append(list, s.inBody(d, offset)...)
}

func blank(text string) bool { return strings.TrimSpace(text) == "" }

// beginning is the header that a file without a text needs, its required keys, in the place
// of the one line that may have a hyphen or two: editors want completions on their own line.
func (s *session) beginning(d *document, start, end int) []completionItem {
	_, name := s.tree.split(d.text.source.Path)
	definition, ok := content.DefinitionAt(name)
	if !ok || path.Ext(name) != ".md" {
		return nil
	}
	begun, holes := "---\n", 0
	for _, k := range definition.Keys {
		if !k.Required {
			continue
		}
		value := ""
		if s.snippets {
			holes++
			value = strings.ReplaceAll(stub(k), "$1", fmt.Sprintf("$%d", holes))
		}
		begun += k.Name + ": " + value + "\n"
	}
	c := choice{name: begun + "---\n", label: "En-tête : " + definition.Label, kind: kindKeyword}
	if s.snippets {
		c.insert = c.name + "\n$0"
	}
	items := d.text.items([]choice{c}, start, end, asIs)
	items[0].Label, items[0].FilterText = "---", "---"
	return items
}

// choice is something that may be written.
type choice struct {
	name   string // what is written
	label  string // in words, or ""
	help   string // Markdown
	kind   int
	insert string // a snippet, or "": its name
}

// items are the choices, to be written between two places.
func (t *text) items(choices []choice, start, end int, around func(string) string) []completionItem {
	var list []completionItem
	for i, c := range choices {
		item := completionItem{
			Label: c.name, Kind: c.kind, Detail: c.label, SortText: fmt.Sprintf("%05d", i), FilterText: strings.TrimSpace(c.name + " " + french.Fold(c.label)),
			InsertTextFormat: plainText, TextEdit: textEdit{t.between(start, end), around(c.name)},
		}
		if c.insert != "" {
			item.InsertTextFormat, item.TextEdit.NewText = snippet, around(c.insert)
		}
		if c.help != "" {
			help := markdownText(c.help)
			item.Documentation = &help
		}
		list = append(list, item)
	}
	return list
}

func asIs(name string) string { return name }

// inHeader lists keys, or values.
func (s *session) inHeader(h header, offset int) []completionItem {
	at, ok := h.at(offset)
	if !ok {
		return nil
	}
	m, ok := h.meaningOf(at)
	if !ok {
		return nil
	}
	space := ""
	if at.start > 0 && h.text.raw[at.start-1] == ':' {
		space = " "
	}
	if m.isKey {
		return h.text.items(s.keys(h, m, at), at.start, offset, func(name string) string { return space + name })
	}
	around := func(value string) string {
		switch {
		case m.of.List && at.alone:
			value = "- " + value
		case m.of.List && !at.item:
			value = "[" + value + "]"
		}
		return space + value
	}
	return h.text.items(s.values(h, m.of), at.start, offset, around)
}

// keys lists those that are not beside the spot yet, the required ones first.
func (s *session) keys(h header, m meaning, at spot) []choice {
	var list []choice
	if m.of.Kind == content.KindNumbers {
		for _, c := range s.values(h, m.of) {
			if c.name += ": "; !at.taken[c.name] {
				list = append(list, c)
			}
		}
		return list
	}
	for _, k := range m.keys {
		if at.taken[k.Name] {
			continue
		}
		c := choice{name: k.Name, label: k.Label, help: explained(k), kind: kindProperty}
		if c.insert = k.Name + ": "; s.snippets {
			c.insert += stub(k)
		} else {
			c.name, c.insert = c.insert, ""
		}
		list = append(list, c)
	}
	slices.SortStableFunc(list, func(a, b choice) int { return cmp.Compare(needed(m.keys, b), needed(m.keys, a)) })
	return list
}

func needed(keys []content.KeyDefinition, c choice) int {
	if k, _ := content.KeyNamed(keys, strings.TrimSuffix(c.name, ": ")); k.Required {
		return 1
	}
	return 0
}

// stub is a snippet of the value of a key: what is to be typed is the hole.
func stub(k content.KeyDefinition) string {
	hole := "$1"
	switch {
	case k.Kind == content.KindGroup && !k.List:
		return "\n  $1"
	case k.Kind == content.KindGroup:
		return "\n  - $1"
	case k.Kind == content.KindChoice && !k.List:
		names := lists.Of(k.Values, func(v content.Value) string { return v.Name })
		hole = "${1|" + strings.Join(names, ",") + "|}"
	case k.Kind == content.KindBoolean:
		hole = "${1|true,false|}"
	case k.Kind == content.KindText || k.Kind == content.KindProse:
		hole = `"$1"`
	}
	if k.List {
		return "[" + hole + "]"
	}
	return hole
}

// values lists those that a key of a file may take, as far as they are known.
func (s *session) values(h header, k content.KeyDefinition) []choice {
	var list []choice
	switch {
	case k.Values != nil:
		for _, v := range k.Values {
			list = append(list, choice{name: v.Name, label: v.Label, kind: kindKeyword})
		}
	case k.Kind == content.KindBoolean:
		return []choice{{name: "true", label: "oui", kind: kindKeyword}, {name: "false", label: "non", kind: kindKeyword}}
	case k.Kind == content.KindTerritory:
		for _, t := range reference.Territories() {
			list = append(list, choice{name: t.Key(), label: t.Label(), kind: kindValue})
		}
	case k.Names == content.FilePath && s.collection != nil:
		for _, f := range s.collection.Files {
			if f.Overlay == (reference.Territory{}) {
				list = append(list, choice{name: f.Path, kind: kindFile})
			}
		}
	case k.Names != "":
		for _, d := range s.collection.Named(k) {
			if d.Source.Path != h.text.source.Path {
				list = append(list, choice{name: k.NameOf(d), label: d.Title, help: escaped(d.Summary), kind: kindReference})
			}
		}
	}
	return list
}

var (
	linkAhead    = regexp.MustCompile(`(!?)\[[^\[\]]*\]\(<?([^()<>\s]*)$`)
	calloutAhead = regexp.MustCompile(`^[ \t]*(?:>[ \t]*)+(\[!?[\pL]*)$`)
	wordAhead    = regexp.MustCompile(`[\pL\pN]{2,}$`)
)

// inBody lists where a link may lead, the marks of callouts, and the words of the glossary.
func (s *session) inBody(d *document, offset int) []completionItem {
	if d.read.Document == nil || s.collection == nil {
		return nil
	}
	begin := d.text.lines[d.text.position(offset).Line]
	before := d.text.raw[begin:offset]
	if m := linkAhead.FindStringSubmatch(before); m != nil {
		return d.text.items(s.targets(d.read.Document, m[1] != "", m[2]), offset-len(m[2]), offset, asIs)
	}
	if m := calloutAhead.FindStringSubmatch(before); m != nil {
		end := offset
		if strings.HasPrefix(d.text.raw[offset:], "]") { // which editors add by themselves
			end++
		}
		list := lists.Of(markdown.Callouts(), func(c markdown.Callout) choice { return choice{name: c.Mark, label: c.Title, kind: kindKeyword} })
		return d.text.items(list, offset-len(m[1]), end, asIs)
	}
	if word := wordAhead.FindString(before); word != "" {
		return d.text.items(s.terms(word), offset-len(word), offset, asIs)
	}
	return nil
}

// targets lists where a link of a document may lead; after a #, the headings of the page.
func (s *session) targets(from *content.Document, picture bool, written string) []choice {
	var list []choice
	if page, _, found := strings.Cut(written, "#"); found {
		for _, d := range s.at(from, page) {
			for _, h := range d.Body.Headings() {
				list = append(list, choice{name: page + "#" + h.ID, label: h.Text, kind: kindReference})
			}
		}
		return list
	}
	for _, f := range s.collection.Files {
		if f.Overlay == (reference.Territory{}) && strings.HasPrefix(f.Path, "images/") == picture {
			list = append(list, choice{name: linkTo(from, f.Path), kind: kindFile})
		}
	}
	if picture {
		return list
	}
	for _, d := range s.collection.Documents {
		if d.Overlay == (reference.Territory{}) && path.Ext(d.Path) == ".md" && d.Key() != from.Key() {
			list = append(list, choice{name: linkTo(from, d.Path), label: d.Title, help: escaped(d.Summary), kind: kindReference})
		}
	}
	return list
}

// linkTo is the way from a document to a file of the same tree.
func linkTo(from *content.Document, file string) string {
	if path.Dir(file) == from.Folder() {
		return path.Base(file)
	}
	return "../" + file
}

// at lists the documents that a link of a document leads to: several where territories
// have theirs.
func (s *session) at(from *content.Document, link string) []*content.Document {
	address := edition.Locate(from, link, string(s.collection.Site.BaseURL)).Address
	if address == from.Address() {
		return []*content.Document{from}
	}
	var list []*content.Document
	for _, d := range s.collection.Documents {
		if address != "" && (d.Address() == address || slices.Contains(d.Aliases, address)) {
			list = append(list, d)
		}
	}
	return list
}

// terms lists the words of the glossary that begin as written.
func (s *session) terms(word string) []choice {
	var list []choice
	for _, d := range s.collection.Glossary {
		for _, term := range []string{d.Acronym, d.Term} {
			if term != "" && strings.HasPrefix(french.Fold(term), french.Fold(word)) {
				list = append(list, choice{name: term, label: "glossaire", help: escaped(d.Text), kind: kindText})
			}
		}
	}
	return list
}
