package content

import (
	"fmt"
	"regexp"
	"strings"

	"recueil/internal/french"
)

// MaxSlug is the most characters of a slug.
const MaxSlug = 120

var slugForm = regexp.MustCompile(fmt.Sprintf(`^[a-z0-9-]{1,%d}$`, MaxSlug))

// reserved are the slugs that pages of the site itself use.
var reserved = map[string]bool{"page": true, "tout": true, "flux": true, "regions": true, "closes": true, "index": true}

// Slug makes a slug of a title, at most as long as an address takes; "" when nothing
// is left of it.
func Slug(title string) string {
	slug := french.Slug(title)
	return strings.TrimRight(slug[:min(len(slug), MaxSlug)], "-")
}

// IsSlug reports whether a name has the form of a slug; it may be reserved.
func IsSlug(name string) bool { return slugForm.MatchString(name) }

// IsReserved reports whether a slug is one that pages of the site itself use.
func IsReserved(slug string) bool { return reserved[slug] }

var deviceName = regexp.MustCompile(`^(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)`)

// IsDevice reports whether a name of a file or folder is, whatever its end, that of a
// device on Windows, where nobody could then fetch the content or the site.
func IsDevice(name string) bool { return deviceName.MatchString(name) }
