package content

import (
	"strings"
	"testing"
)

func TestSlug(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Mon Gîte à l'Œuvre", "mon-gite-a-l-oeuvre"},
		{"  -- ", ""},
		{"ÉTÉ 2026 !", "ete-2026"},
		{strings.Repeat("a", 130), strings.Repeat("a", 120)},
		{strings.Repeat("a", 119) + " bc", strings.Repeat("a", 119)},
	} {
		if got := Slug(c.in); got != c.want {
			t.Errorf("Slug(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}
