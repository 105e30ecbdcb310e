package french

import "testing"

func TestHidden(t *testing.T) {
	for _, c := range []struct {
		name              string
		char              rune
		hidden, direction bool
	}{
		{"a letter", 'é', false, false},
		{"a no-break space", '\u00a0', false, false},
		{"an override", '\u202e', true, true},
		{"an isolate", '\u2066', true, true},
		{"a mark of Arabic", '\u200f', true, false},
		{"a soft hyphen", '\u00ad', true, false},
		{"a line end", '\n', true, false},
		{"a tag", '\U000e0041', true, true},
	} {
		if h, d := IsHidden(c.char), ChangesDirection(c.char); h != c.hidden || d != c.direction {
			t.Errorf("%s: hidden %v, changes direction %v", c.name, h, d)
		}
	}
}
