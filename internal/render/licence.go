package render

import (
	"cmp"

	"recueil/internal/content"
)

// licences name the licences that recueils use, with the page of their text.
var licences = map[string]Link{
	"etalab-2.0":   {Text: "Licence Ouverte 2.0", Href: "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"},
	"CC0-1.0":      {Text: "CC0 1.0", Href: "https://creativecommons.org/publicdomain/zero/1.0/deed.fr"},
	"CC-BY-4.0":    {Text: "CC BY 4.0", Href: "https://creativecommons.org/licenses/by/4.0/deed.fr"},
	"CC-BY-SA-4.0": {Text: "CC BY-SA 4.0", Href: "https://creativecommons.org/licenses/by-sa/4.0/deed.fr"},
}

// licence returns the name of a licence and the page of its text. One that is
// not known keeps the name that the author wrote.
func (s *site) licence(id string) Link {
	if known, ok := licences[id]; ok {
		return known
	}
	return Link{Text: id}
}

// licenceOf returns the licence of a document: its own, or the site's.
func (s *site) licenceOf(d *content.Document) string { return cmp.Or(d.Licence, s.info.Licence) }
