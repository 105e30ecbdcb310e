package render

import (
	"net/url"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/french"
)

// textFact is a fact that is a plain text; it has no value when the text is empty.
func textFact(label, text string) Fact {
	if text == "" {
		return Fact{Label: label}
	}
	return Fact{Label: label, Values: []Link{{Text: french.Typography(text)}}}
}

// external is a fact that is a link to another site, by its host name.
func external(label string, address content.URL) Fact {
	if address == "" {
		return Fact{Label: label}
	}
	return Fact{Label: label, Values: []Link{{Text: hostOf(address), Href: string(address)}}}
}

// hostOf is what a reader recognises of an address.
func hostOf(address content.URL) string {
	u, err := url.Parse(string(address))
	if err != nil {
		return string(address)
	}
	return strings.TrimPrefix(u.Host, "www.")
}

// known drops the facts without a value.
func known(facts ...Fact) []Fact {
	return slices.DeleteFunc(facts, func(f Fact) bool { return len(f.Values) == 0 && f.Phone == nil })
}

// placeFact says a town, then the territories it is in.
func placeFact(town string, territories []Link) Fact {
	fact := textFact("Lieu", town)
	fact.Values = append(fact.Values, territories...)
	return fact
}

// facts are what a document's own keys say of it, nil when its kind tells none.
func (p place) facts(d *content.Document) []Fact {
	if k := kindOf(d.Type); k.facts != nil {
		return k.facts(p, d)
	}
	return nil
}
