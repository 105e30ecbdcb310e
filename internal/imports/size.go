package imports

import (
	"regexp"
	"slices"
	"strconv"

	"recueil/internal/french"
	"recueil/internal/reference"
)

// sizesOf returns the classes of staff that people write, from the smallest, and the
// texts that are none.
func sizesOf(texts []string) (sizes, strange []string) {
	found := map[string]bool{}
	for _, text := range texts {
		slugs := sizeOf(text)
		if slugs == nil {
			strange = append(strange, text)
		}
		for _, slug := range slugs {
			found[slug] = true
		}
	}
	for _, size := range reference.SizeSlugs() {
		if found[size] {
			sizes = append(sizes, size)
		}
	}
	return sizes, strange
}

// sizeWords are what people call the classes.
var sizeWords = map[string][]string{
	"sans-salarie": {"sans-salarie"}, "aucun": {"sans-salarie"}, "aucun-salarie": {"sans-salarie"}, "independant": {"sans-salarie"}, "0-salarie": {"sans-salarie"},
	"tpe": {"sans-salarie", "1-9"}, "moins-de-10": {"sans-salarie", "1-9"}, "moins-de-10-salaries": {"sans-salarie", "1-9"},
	"pme": {"10-49", "50-249"}, "250": {"250-et-plus"}, "plus-de-250": {"250-et-plus"}, "plus-de-250-salaries": {"250-et-plus"},
}

// madeDates are dates that spreadsheets make of « 1-9 » and « 10-49 »: the first of
// September and of October, or the ninth of January in an American system, in all the ways
// in which they show it.
var madeDates = map[string][]*regexp.Regexp{
	"1-9":   {regexp.MustCompile(`^0?1[/-](?:0?9|sept?\.?)(?:[/-]\d{2,4})?$`), regexp.MustCompile(`^\d{4}-09-01$`), regexp.MustCompile(`^0?9[/-](?:0?1|janv?\.?)(?:[/-]\d{2,4})?$`), regexp.MustCompile(`^\d{4}-01-09$`)},
	"10-49": {regexp.MustCompile(`^(?:0?1/)?10/(?:19|20)?49$`), regexp.MustCompile(`^(?:19|20)49-10-01$`), regexp.MustCompile(`^oct-(?:19|20)?49$`)},
}

var (
	betweenSizes = regexp.MustCompile(`^(?:de-)?(\d+)-(?:a-)?(\d+)(?:-(?:salaries?|personnes))?$`)
	staff        = regexp.MustCompile(`^(\d+)(?:-(?:salaries?|personnes?|employes?|etp))?$`)
)

// sizeOf returns the classes that a text names, none for a text that names no class.
func sizeOf(text string) []string {
	slug := french.Slug(text)
	for _, size := range reference.Sizes() {
		if slug == size.Slug || slug == french.Slug(size.Label) {
			return []string{size.Slug}
		}
		if slices.ContainsFunc(madeDates[size.Slug], func(form *regexp.Regexp) bool { return form.MatchString(text) }) {
			return []string{size.Slug}
		}
	}
	if m := betweenSizes.FindStringSubmatch(slug); m != nil && classOf(m[1]) == classOf(m[2]) {
		return []string{classOf(m[1])}
	}
	if m := staff.FindStringSubmatch(slug); m != nil && sizeWords[slug] == nil {
		return []string{classOf(m[1])}
	}
	return sizeWords[slug]
}

// classOf returns the class of a number of people.
func classOf(figures string) string {
	n, err := strconv.Atoi(figures)
	switch {
	case err != nil || n >= 250:
		return "250-et-plus"
	case n >= 50:
		return "50-249"
	case n >= 10:
		return "10-49"
	case n >= 1:
		return "1-9"
	}
	return "sans-salarie"
}
