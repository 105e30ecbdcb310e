package markdown

import (
	"testing"

	"recueil/internal/diag"
)

// Cut or altered data are refused, or are another text: never a panic, nor memory that
// the data have not.
func FuzzKept(f *testing.F) {
	src := diag.NewSource("a.md", []byte("# A\n\n[b](c.md) ![d](e.png) devis\n\n- f\n"))
	body, _ := Parse(src, 0, glossary)
	whole := string(body.Append(nil))
	for cut := range whole {
		f.Add(whole[:cut])
	}
	f.Add(whole + "x")
	f.Fuzz(func(t *testing.T, data string) {
		kept, err := Kept(src, 0, data)
		if data != whole && len(data) < len(whole) && whole[:len(data)] == data && err == nil {
			t.Errorf("%d of %d bytes are taken for the whole", len(data), len(whole))
		}
		if err == nil {
			kept.HTML(everything{})
		}
	})
}
