package french

import "testing"

func TestHidden(t *testing.T) {
	for _, c := range []struct {
		name   string
		char   rune
		hidden bool
	}{
		{"a letter", 'é', false},
		{"a no-break space", '\u00a0', false},
		{"an override", '\u202e', true},
		{"an isolate", '\u2066', true},
		{"a mark of Arabic", '\u200f', true},
		{"a soft hyphen", '\u00ad', true},
		{"a line end", '\n', true},
		{"a tag", '\U000e0041', true},
	} {
		if got := IsHidden(c.char); got != c.hidden {
			t.Errorf("%s: got %v", c.name, got)
		}
	}
}
