package content

import (
	"strings"

	"recueil/internal/french"
)

// maxSlug is the most characters of a slug.
const maxSlug = 80

// Slug makes a slug of a title, at most as long as an address takes; "" when nothing
// is left of it.
func Slug(title string) string {
	slug := french.Slug(title)
	return strings.TrimRight(slug[:min(len(slug), maxSlug)], "-")
}
