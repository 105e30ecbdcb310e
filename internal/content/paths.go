package content

import (
	"maps"
	"path"
	"slices"
	"strings"
)

// ImagePath returns the path in the tree, "images/a.jpg", of a picture that a
// document of that folder names: "images/a.jpg", "/images/a.jpg",
// "../images/a.jpg" or "a.jpg".
func ImagePath(folder, name string) string {
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
