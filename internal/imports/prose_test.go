package imports

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestSummaryOf cuts texts where a sentence, a word or, if need be, a letter ends.
func TestSummaryOf(t *testing.T) {
	sentence := "Elle vend ses pots au marché et en ligne depuis un an."
	for _, tt := range []struct{ name, text, want string }{
		{"short enough", sentence, sentence},
		{"sentences", strings.Repeat(sentence+" ", 8), strings.TrimSpace(strings.Repeat(sentence+" ", 5))},
		{"a long sentence", strings.Repeat("été, ", 80), strings.TrimSuffix(strings.Repeat("été, ", 59), ", ") + "…"},
		{"a long word", strings.Repeat("é", 400), strings.Repeat("é", 299) + "…"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := summaryOf(tt.text); got != tt.want || utf8.RuneCountInString(got) > mostSummary {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
