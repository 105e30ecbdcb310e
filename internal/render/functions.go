package render

import (
	"fmt"
	"html/template"
	"strings"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/lists"
	"recueil/internal/reference"
)

// functions are those that templates may call. All are pure.
var functions = template.FuncMap{
	"typo":    french.Typography, // French typography of a plain text
	"nombre":  french.Number,     // 15000 → 15 000
	"compte":  count,             // 2 "document" → 2 documents
	"externe": isOutside,         // reports whether an address is of another site
}

// count writes a number and what it counts, which takes an s from two on, on one line.
func count(n int, noun string) string {
	return french.Number(n) + "\u00a0" + french.Plural(n, noun)
}

// isOutside reports whether an address is of another site: those of the site are relative.
func isOutside(address any) bool { // a string or a template.URL
	text := fmt.Sprint(address)
	return strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://")
}

// sizeLabel names a class of staff size, in the middle of a line.
func sizeLabel(slug string) string {
	size, ok := reference.SizeNamed(slug)
	if !ok {
		return slug
	}
	return size.Label
}

// few joins the first words of a list, and says when there are more.
func few(words []string, most int) string {
	if len(words) > most {
		return strings.Join(words[:most], ", ") + " et " + count(len(words)-most, "autre")
	}
	return strings.Join(words, ", ")
}

// whereIn says where a document takes place, and whether it is borrowed of elsewhere.
func (s *site) whereIn(d *content.Document) string {
	if s.view.Borrowed(d) {
		return french.Typography(edition.Elsewhere + " : " + where(d))
	}
	return where(d)
}

// where says where a document takes place: the town of its firm or adviser,
// then its territories; "" when it says neither.
func where(d *content.Document) string {
	names := lists.Of(d.Territories, func(t reference.Territory) string { return t.Name })
	territories, town := french.Typography(few(names, 2)), french.Typography(d.Town())
	switch {
	case town == "":
		return territories
	case territories == "" || strings.EqualFold(town, territories):
		return town
	}
	return fmt.Sprintf("%s (%s)", town, territories)
}
