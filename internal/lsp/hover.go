package lsp

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/lists"
	"recueil/internal/reference"
)

// hover explains the key, the value, the link or the word at a place.
func (s *session) hover(d *document, p documentParams) any {
	offset := d.text.offset(p.Position)
	if h, ok := s.headerOf(d); ok && h.holds(offset) {
		at, m, ok := h.around(offset)
		if !ok {
			return nil
		}
		if explanation := s.explain(at, m); explanation != "" {
			return hover{markdownText(explanation), h.text.between(at.start, at.start+len(at.word))}
		}
		return nil
	}
	if link, ok := s.linkAt(d, offset); ok && s.collection != nil {
		for _, target := range s.at(d.read.Document, link.dest) {
			return hover{markdownText(presented(target)), d.text.rangeOf(link.span)}
		}
		return nil
	}
	start, end := wordAround(d.text.raw, offset, isWordPart)
	if definition := s.defined(d.text.raw[start:end]); definition != "" {
		return hover{markdownText(definition), d.text.between(start, end)}
	}
	return nil
}

// around returns what is written around a place of the header, and what it means.
func (h header) around(offset int) (spot, meaning, bool) {
	start, end := wordAround(h.text.raw, offset, isNamePart)
	if start == end {
		return spot{}, meaning{}, false
	}
	at, ok := h.at(end)
	if !ok {
		return spot{}, meaning{}, false
	}
	if !strings.HasSuffix(at.word, h.text.raw[start:end]) { // quotes end in it
		return spot{}, meaning{}, false
	}
	m, ok := h.meaningOf(at)
	return at, m, ok
}

// isNamePart reports whether a letter may be in a key or a name.
func isNamePart(r rune) bool { return isWordPart(r) || strings.ContainsRune("-_/.", r) }

func isWordPart(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// wordAround returns where the word around a place begins and ends.
func wordAround(raw string, offset int, part func(rune) bool) (start, end int) {
	outside := func(r rune) bool { return !part(r) }
	start = len(strings.TrimRightFunc(raw[:offset], part))
	if end = strings.IndexFunc(raw[offset:], outside); end < 0 {
		return start, len(raw)
	}
	return start, offset + end
}

// explain says what a key is for, and what its value means.
func (s *session) explain(at spot, m meaning) string {
	if m.isKey {
		if k, ok := content.KeyNamed(m.keys, at.word); ok {
			return explained(k)
		}
		return ""
	}
	if len(at.path) == 0 {
		return ""
	}
	var parts []string
	if value := s.valueWords(m.of, at.word); value != "" {
		parts = append(parts, value)
	}
	return strings.Join(append(parts, explained(m.of)), "\n\n---\n\n")
}

// valueWords says a value in words, or "" when there is nothing to add to it.
func (s *session) valueWords(k content.KeyDefinition, value string) string {
	for _, v := range k.Values {
		if v.Name == value && v.Label != "" {
			return "`" + value + "` : " + v.Label
		}
	}
	if t, ok := reference.ParseTerritory(value); ok && k.Kind == content.KindTerritory {
		return "`" + value + "` : " + t.Label()
	}
	for _, d := range s.collection.Named(k) {
		if k.NameOf(d) == value {
			return presented(d)
		}
	}
	return ""
}

// presented is what is said of a document that is named.
func presented(d *content.Document) string {
	return strings.TrimSpace("**" + escaped(d.Title) + "**\n\n" + escaped(d.Summary))
}

// escaped keeps what authors write from being read as Markdown or HTML.
func escaped(text string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "<", "&lt;", "&", "&amp;").Replace(text)
}

// explained says all that a definition says of a key, as Markdown.
func explained(k content.KeyDefinition) string {
	title := "**" + k.Label + "** — `" + k.Name + "`"
	if k.Required {
		title += " (obligatoire)"
	}
	parts := []string{title, k.Help}
	if len(k.Values) > 0 {
		list := "Valeurs :\n"
		for _, v := range k.Values {
			list += "\n- `" + v.Name + "`"
			if v.Label != "" && v.Label != v.Name {
				list += " : " + v.Label
			}
		}
		parts = append(parts, list)
	}
	if len(k.Keys) > 0 {
		names := lists.Of(k.Keys, func(key content.KeyDefinition) string { return "`" + key.Name + "`" })
		parts = append(parts, "Ses clés : "+strings.Join(names, ", "))
	}
	if k.Max > 0 {
		parts = append(parts, fmt.Sprintf("%s au plus.", french.Count(k.Max, "caractère")))
	}
	if k.Example != "" {
		example := k.Example
		if k.List {
			example = "[" + example + "]"
		}
		parts = append(parts, "```yaml\n"+k.Name+": "+example+"\n```")
	}
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), "\n\n")
}

// defined is the definition of a word of the glossary, or "".
func (s *session) defined(word string) string {
	if word == "" || s.collection == nil {
		return ""
	}
	for _, d := range s.collection.Glossary {
		if content.Slug(word) == content.Slug(d.Term) || d.Acronym != "" && word == d.Acronym {
			return "**" + escaped(d.Term) + "**\n\n" + escaped(d.Text)
		}
	}
	return ""
}

// written is a link or a picture of the text.
type writtenLink struct {
	dest    string
	span    diag.Span
	picture bool
}

// linkAt returns the link whose address is at a place.
func (s *session) linkAt(d *document, offset int) (link writtenLink, ok bool) {
	if d.read.Document == nil {
		return writtenLink{}, false
	}
	at := d.text.read(offset)
	for _, l := range d.read.Document.Body.Links() {
		if l.Span.Start <= at && at <= l.Span.End {
			return writtenLink{l.Dest, l.Span, false}, true
		}
	}
	for _, l := range d.read.Document.Body.Images() {
		if l.Span.Start <= at && at <= l.Span.End {
			return writtenLink{l.Dest, l.Span, true}, true
		}
	}
	return writtenLink{}, false
}

// definition returns where what is named at a place is written.
func (s *session) definition(d *document, p documentParams) any {
	if s.collection == nil {
		return nil
	}
	offset := d.text.offset(p.Position)
	if h, ok := s.headerOf(d); ok && h.holds(offset) {
		at, m, ok := h.around(offset)
		if !ok || m.isKey {
			return nil
		}
		return s.places(s.bearing(m.of, at.word), s.filesAt("/"+at.word), "")
	}
	link, ok := s.linkAt(d, offset)
	if !ok {
		return nil
	}
	to := edition.Locate(d.read.Document, link.dest, string(s.collection.Site.BaseURL))
	if link.picture {
		return s.places(nil, s.filesAt("/"+content.ImagePath(d.read.Document.Folder(), link.dest)), "")
	}
	return s.places(s.at(d.read.Document, link.dest), s.filesAt(to.Address), to.Fragment)
}

// bearing lists the documents that a key names so, those of overlays too.
func (s *session) bearing(k content.KeyDefinition, name string) []*content.Document {
	var list []*content.Document
	for _, named := range s.collection.Named(k) {
		for _, d := range s.collection.Documents {
			if k.NameOf(named) == name && d.Key() == named.Key() {
				list = append(list, d)
			}
		}
	}
	return list
}

// filesAt lists the files that are copied to an address.
func (s *session) filesAt(address string) []*content.File {
	var list []*content.File
	for _, f := range s.collection.Files {
		if "/"+f.Path == address {
			list = append(list, f)
		}
	}
	return list
}

// places are where documents begin, or where their heading is, and files.
func (s *session) places(documents []*content.Document, files []*content.File, anchor string) any {
	list := []location{}
	for _, d := range documents {
		span := diag.Span{}
		for _, h := range d.Body.Headings() {
			if anchor != "" && h.ID == anchor {
				span = h.Span
			}
		}
		list = append(list, s.place(d.Source, span))
	}
	for _, f := range files {
		list = append(list, location{URI: s.tree.uri(f.Name())})
	}
	return list
}

// symbols lists the headings of a document, nested.
func (s *session) symbols(d *document, _ documentParams) any {
	if d.read.Document == nil {
		return []documentSymbol{}
	}
	headings := d.read.Document.Body.Headings()
	var nest func(level int) []documentSymbol
	nest = func(level int) []documentSymbol {
		list := []documentSymbol{}
		for len(headings) > 0 && headings[0].Level >= level {
			h := headings[0]
			headings = headings[1:]
			symbol := documentSymbol{Name: h.Text, Kind: symbolString, Range: d.text.rangeOf(h.Span), SelectionRange: d.text.rangeOf(h.Span)}
			symbol.Children = nest(h.Level + 1)
			if len(headings) > 0 { // its part ends where the next one begins
				symbol.Range.End = d.text.rangeOf(headings[0].Span).Start
			} else {
				symbol.Range.End = d.text.position(len(d.text.raw))
			}
			list = append(list, symbol)
		}
		return list
	}
	return nest(0)
}
