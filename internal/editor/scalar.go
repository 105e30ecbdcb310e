package editor

import (
	"regexp"
	"strings"
	"unicode"

	"recueil/internal/content"

	"go.yaml.in/yaml/v4"
)

// written writes a text in the style of the one before it, when that keeps it as it
// was typed, or else between double quotes.
func written(v Value, style yaml.Style, flow bool) string {
	switch {
	case v.Kind == Truth || v.Kind == Number:
		return v.Text
	case style&yaml.SingleQuotedStyle != 0 && !strings.Contains(v.Text, "\n"):
		return "'" + strings.ReplaceAll(v.Text, "'", "''") + "'"
	case style&yaml.DoubleQuotedStyle == 0 && needsNoQuotes(v.Text, flow):
		return v.Text
	}
	return content.Quoted(v.Text)
}

// day matches what YAML takes for a date, and every reader of ours for the text it is.
var day = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

// needsNoQuotes reports whether every reader of YAML takes a text without quotes for
// that text: 01000, NON or 1.10 may lose something in another one's hands.
func needsNoQuotes(text string, flow bool) bool {
	bare := inWord.ReplaceAllString(text, "$1$2")
	if old11[strings.ToLower(text)] || strings.ContainsAny(bare, "\n\t\"'“”„‟″‘’‚‛′#") || strings.Contains(text, ": ") || strings.HasSuffix(text, ":") ||
		flow && strings.ContainsAny(text, ",[]{}") {
		return false
	}
	line := "k: " + text
	if flow {
		line = "{" + line + "}"
	}
	var doc yaml.Node
	if yaml.Unmarshal([]byte(line+"\n"), &doc) != nil || doc.Content[0].Kind != yaml.MappingNode || len(doc.Content[0].Content) != 2 {
		return false
	}
	n := doc.Content[0].Content[1]
	return n.Kind == yaml.ScalarNode && n.Style == 0 && n.Value == text && (n.Tag == "!!str" || day.MatchString(text))
}

// inWord matches an apostrophe within words: l'atelier.
var inWord = regexp.MustCompile(`(\pL)['’](\pL)`)

// old11 are the words that older readers of YAML take for yes and no.
var old11 = map[string]bool{"y": true, "n": true, "yes": true, "no": true, "on": true, "off": true}

// invisible returns the first character of a value that no editor shows and that YAML
// refuses.
func invisible(v Value) (r rune, found bool) {
	for _, c := range v.Text {
		if unicode.IsControl(c) && c != '\n' && c != '\t' || c == '\u2028' || c == '\u2029' || c == '\ufeff' || c == unicode.ReplacementChar {
			return c, true
		}
	}
	for _, item := range v.List {
		if r, found = invisible(item); found {
			return r, true
		}
	}
	for _, e := range v.Group {
		if r, found = invisible(e.Value); found {
			return r, true
		}
	}
	return 0, false
}
