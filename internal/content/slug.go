package content

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// maxSlug is the most characters of a slug.
const maxSlug = 80

// Slug makes a slug of a title: letters without accents, digits, and hyphens
// for all the rest; "" when nothing is left.
func Slug(title string) string {
	var b strings.Builder
	folded := norm.NFD.String(strings.NewReplacer("œ", "oe", "æ", "ae", "Œ", "oe", "Æ", "ae").Replace(title))
	for _, r := range strings.ToLower(folded) {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			b.WriteRune(r)
		case r >= 0x300 && r < 0x370: // an accent, now apart from its letter
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	slug := b.String()
	return strings.Trim(slug[:min(len(slug), maxSlug)], "-")
}
