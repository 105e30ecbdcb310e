package lsp

import (
	"strings"
	"testing"
	"unicode/utf8"

	"recueil/internal/content"
)

// TestPositions holds where a word is, for editors of each sort. The text is the editor's,
// whatever its line ends and however its accents are written.
func TestPositions(t *testing.T) {
	for name, test := range map[string]struct {
		raw          string
		utf16, utf8_ position
	}{
		"plain":              {"a\nb mot", position{1, 2}, position{1, 2}},
		"accents":            {"é\nété mot", position{1, 4}, position{1, 6}},
		"an emoji":           {"\n😀 mot", position{1, 3}, position{1, 5}},
		"accents apart":      {"e\u0301\ne\u0301te\u0301 mot", position{1, 6}, position{1, 8}},
		"Windows' line ends": {"a\r\nb\r\nc mot", position{2, 2}, position{2, 2}},
		"old Macs' ones":     {"a\rb\rc mot", position{2, 2}, position{2, 2}},
		"a byte-order mark":  {"\ufeffa mot", position{0, 3}, position{0, 5}},
	} {
		for units, want := range map[units]position{utf16Units: test.utf16, utf8Units: test.utf8_} {
			text := newText("a.md", test.raw, units)
			inSource := strings.Index(string(text.source.Text), "mot")
			if got := text.position(text.written(inSource)); got != want {
				t.Errorf("%s, %s: %v, want %v", name, units, got, want)
			}
			if got := text.read(text.offset(want)); got != inSource {
				t.Errorf("%s, %s: byte %d of the source, want %d", name, units, got, inSource)
			}
		}
	}
}

// FuzzPositions holds that every place of a text is found again, and that none is outside.
func FuzzPositions(f *testing.F) {
	for _, raw := range []string{"", "a\r\n\rb\n", "😀é\ufeff", "e\u0301\r", "\u2126\x00"} {
		f.Add(raw, 1, 2)
	}
	f.Fuzz(func(t *testing.T, raw string, line, character int) {
		if !utf8.ValidString(raw) {
			return // JSON has none
		}
		for _, units := range []units{utf16Units, utf8Units} {
			text := newText("a.md", raw, units)
			for at := range raw {
				if p := text.position(at); text.position(text.offset(p)) != p {
					t.Errorf("%q: byte %d is at %v, which is byte %d", raw, at, p, text.offset(p))
				}
			}
			for at := range text.source.Text {
				if w := text.written(at); w < 0 || w > len(raw) {
					t.Errorf("%q: byte %d of the source was written at %d", raw, at, w)
				}
			}
			if at := text.offset(position{line, character}); at < 0 || at > len(raw) {
				t.Errorf("%q: %d:%d is byte %d", raw, line, character, at)
			}
		}
	})
}

// TestChanges applies what editors send.
func TestChanges(t *testing.T) {
	text := newText("a.md", "été 😀\r\nfin", utf16Units)
	for _, step := range []struct {
		change change
		want   string
	}{
		{change{&textRange{position{0, 4}, position{0, 6}}, "☀"}, "été ☀\r\nfin"},
		{change{&textRange{position{0, 99}, position{1, 0}}, " "}, "été ☀ fin"},
		{change{&textRange{position{9, 0}, position{9, 9}}, "."}, "été ☀ fin."},
		{change{nil, "neuf"}, "neuf"},
	} {
		if text = text.apply(step.change); text.raw != step.want {
			t.Errorf("%q, want %q", text.raw, step.want)
		}
	}
}

// FuzzHeader holds that any place of a header that is being typed can be asked about, and
// that what is said to be written there is.
func FuzzHeader(f *testing.F) {
	for _, header := range []string{
		"titre: \"a\"\nsecteurs: [a, b\n", "resultats:\n  - valeur: 3\n    lib\n", "image: {fichier: x, alt: 'é, {'", "- - a: [{\n-", "\ufeffa:\r\n\tb", "\"titre\" : 😀",
	} {
		f.Add(header, 3)
		f.Add(header, len(header))
	}
	definition, _ := content.DefinitionAt("temoignages/a.md")
	f.Fuzz(func(t *testing.T, raw string, offset int) {
		if !utf8.ValidString(raw) || offset < 0 || offset > len(raw) {
			return
		}
		h := header{text: newText("a.md", raw, utf16Units), end: len(raw), definition: definition}
		offset = h.text.offset(h.text.position(offset)) // where an editor may ask
		for _, at := range []func() (spot, bool){
			func() (spot, bool) { return h.at(offset) },
			func() (spot, bool) { s, _, ok := h.around(offset); return s, ok },
		} {
			s, ok := at()
			if !ok {
				continue
			}
			h.meaningOf(s)
			if s.start < 0 || s.start+len(s.word) > len(raw) || raw[s.start:s.start+len(s.word)] != s.word {
				t.Errorf("%q at %d: %+v", raw, offset, s)
			}
		}
	})
}
