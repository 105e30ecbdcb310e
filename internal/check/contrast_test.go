package check

import (
	"math"
	"testing"

	"recueil/internal/content"
)

// The expected ratios are those that WCAG's own examples and tools give.
func TestContrastWithWhite(t *testing.T) {
	for _, c := range []struct {
		colour content.Colour
		want   float64
	}{
		{"#000000", 21}, {"#ffffff", 1}, {"#777777", 4.48}, {"#767676", 4.54}, {"#ff0000", 4.0}, {"#0000ff", 8.59},
	} {
		if got := contrastWithWhite(c.colour); math.Abs(got-c.want) > 0.01 {
			t.Errorf("%s: got %.2f, want %.2f", c.colour, got, c.want)
		}
	}
}
