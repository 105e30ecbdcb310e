package export

import (
	"strings"
	"testing"
)

// TestLinkText writes titles as a list of links can hold them.
func TestLinkText(t *testing.T) {
	for text, want := range map[string]string{
		"Vendre [en ligne]\n  ici": "Vendre (en ligne) ici",
		"":                         "",
	} {
		if got := linkText(text); got != want || strings.ContainsAny(got, "[]\n") {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
	}
}
