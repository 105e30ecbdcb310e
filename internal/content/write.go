package content

import (
	"encoding/json"
	"strings"
)

// Quoted writes a text between double quotes, as every reader of YAML reads it.
func Quoted(text string) string {
	var b strings.Builder // a text of JSON is one of YAML
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(text) // a string is always written
	return strings.TrimSpace(b.String())
}

// Block writes a text of several lines under a key, in the style « |- », each line behind
// the same indentation; it is not ok for a text that YAML would not read back.
func Block(text, indent, eol string) (written string, ok bool) {
	var out strings.Builder
	out.WriteString("|-")
	for line := range strings.SplitSeq(text, "\n") {
		if line != strings.TrimSpace(line) {
			return "", false
		}
		out.WriteString(eol)
		if line != "" {
			out.WriteString(indent + line)
		}
	}
	return out.String(), true
}
