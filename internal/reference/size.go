package reference

// Size is a class of staff size.
type Size struct{ Slug, Label string }

// The classes group those of Sirene (Insee): NN and 00; 01 to 03; 11 and 12;
// 21, 22 and 31; 32 to 53.
var sizes = []Size{
	{"sans-salarie", "Sans salarié"},
	{"1-9", "1 à 9 salariés"},
	{"10-49", "10 à 49 salariés"},
	{"50-249", "50 à 249 salariés"},
	{"250-et-plus", "250 salariés et plus"},
}

// Sizes lists the classes from the smallest.
func Sizes() []Size { return append([]Size(nil), sizes...) }

// SizeNamed returns the class of that slug.
func SizeNamed(slug string) (Size, bool) {
	for _, s := range sizes {
		if s.Slug == slug {
			return s, true
		}
	}
	return Size{}, false
}

// SizeSlugs lists the slugs of the classes, from the smallest.
func SizeSlugs() []string {
	var slugs []string
	for _, s := range sizes {
		slugs = append(slugs, s.Slug)
	}
	return slugs
}
