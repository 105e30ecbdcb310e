package content

import (
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// ImagePath returns the path in the tree, "images/a.jpg", of a picture that a
// document of that folder names: "images/a.jpg", "/images/a.jpg",
// "../images/a.jpg" or "a.jpg". Spaces and accents may be written as in addresses,
// %20 and %C3%A9.
func ImagePath(folder, name string) string {
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	name = norm.NFC.String(name)
	switch {
	case strings.HasPrefix(name, "/"):
		return strings.TrimPrefix(path.Clean(name), "/")
	case strings.HasPrefix(name, "images/"):
		return path.Clean(name)
	case !strings.Contains(name, "/"):
		return "images/" + name
	}
	return strings.TrimPrefix(path.Join("/", folder, name), "/")
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
