package markdown

import (
	"strings"
	"testing"

	"recueil/internal/diag"
)

func TestPassages(t *testing.T) {
	source := "---\ntitre: x\n---\n## Un *titre*\n\nUne phrase\nsur deux **lig**nes, du `code` et https://exemple.fr.\n\nÉcrivez à a\\_b@exemple.fr, le <span lang=\"en\">cloud</span> <i lang=\"fr\">aussi</i>.\n\n- Un point\n\n```\ncode\n```\n\n| a | b |\n|---|---|\n| c | d\\*e |\n\nNote[^1].\n\n[^1]: Le bas.\n"
	body, _ := Parse(diag.NewSource("a.md", []byte(source)), strings.Index(source, "##"), Terms{})
	var got []string
	for _, p := range body.Passages() {
		got = append(got, p.Text)
	}
	want := []string{"Un titre", "Une phrase sur deux lignes, du " + Thing + " et " + Thing + ".", "Écrivez à " + Thing + ", le " + Thing + " aussi.", "Un point", "a", "b", "c", "d*e", "Note.", "Le bas."}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestPassageSpan finds words of the text again in the source, through markup
// and line ends.
func TestPassageSpan(t *testing.T) {
	for _, tt := range []struct{ name, source, word, want string }{
		{"plain", "Bonjour le monde", "monde", "monde"},
		{"first", "Bonjour le monde", "Bonjour", "Bonjour"},
		{"after a line end", "Bonjour\r\nle monde", "monde", "monde"},
		{"bold", "Un **mot** gras", "mot", "mot"},
		{"part bold", "Un **mot**s gras", "mots", "mot**s"},
		{"link", "Un [lien](/a/) ici", "lien", "lien"},
		{"after an entity", "A &amp; B, fin", "fin", "fin"},
		{"list", "- un\n- deux mots", "mots", "mots"},
		{"no-break space", "Ah\u00a0! Oui", "Oui", "Oui"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			body, _ := Parse(diag.NewSource("a.md", []byte(tt.source)), 0, Terms{})
			for _, p := range body.Passages() {
				if at := strings.Index(p.Text, tt.word); at >= 0 {
					span := p.Span(at, at+len(tt.word))
					if got := tt.source[span.Start:span.End]; got != tt.want {
						t.Errorf("%q: got %q, want %q", tt.source, got, tt.want)
					}
					return
				}
			}
			t.Errorf("%q: no passage holds %q", tt.source, tt.word)
		})
	}
}
