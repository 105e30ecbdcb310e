package content

import (
	"fmt"
	"testing"
)

// What is looked for first must let through all that the expression finds: each character
// of it, and each of its escapes.
func TestDisguisesAreLookedFor(t *testing.T) {
	var texts []string
	for _, span := range [][2]rune{{0x202a, 0x202e}, {0x2066, 0x2069}, {0xe0000, 0xe007f}} {
		for r := span[0]; r <= span[1]; r++ {
			texts = append(texts, string(r))
			if r < 0x10000 {
				texts = append(texts, fmt.Sprintf("&#x%x;", r), fmt.Sprintf("&#X%X;", r), fmt.Sprintf("&#%d;", r),
					fmt.Sprintf(`\u%04x`, r), fmt.Sprintf(`\u%04X`, r), fmt.Sprintf(`\U%08X`, r))
			}
		}
	}
	for _, text := range texts {
		whole := []byte("avant " + text + " après")
		if !disguise.Match(whole) || !mayDisguise(whole) {
			t.Errorf("%+q: found %v, looked for %v", text, disguise.Match(whole), mayDisguise(whole))
		}
	}
	if mayDisguise([]byte("L’été — « à 5 % » …")) {
		t.Error("the signs of French are taken for disguises, and each text is looked at twice")
	}
}
