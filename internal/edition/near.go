package edition

import (
	"slices"

	"recueil/internal/content"
	"recueil/internal/reference"
)

// Near is what an owner finds near the firm: the documents of a type that are in an
// outermost territory, a region or what stands alone, in the order of the type's list.
type Near struct {
	Around    reference.Territory
	Documents []*content.Document
}

// Near lists what owners may find by a postcode, for a type that is looked for so
// ([content.Type.IsNear]), by territory in the order of [reference.Territories]. A document
// of several regions is in each; one without territory is in none, since it is near all.
func (v *View) Near(t content.Type) []Near {
	if !t.IsNear() {
		return nil
	}
	in := map[reference.Territory][]*content.Document{}
	for _, d := range v.OfType(t) {
		var seen []reference.Territory
		for _, place := range d.Territories {
			if around := place.Outermost(); place.Kind != nil && !slices.Contains(seen, around) && v.near(place) {
				seen, in[around] = append(seen, around), append(in[around], d)
			}
		}
	}
	var list []Near
	for _, around := range reference.Territories() {
		if documents := in[around]; len(documents) > 0 {
			list = append(list, Near{around, documents})
		}
	}
	return list
}

// HasNear reports whether owners may find documents of a type by a postcode.
func (v *View) HasNear(t content.Type) bool {
	return t.IsNear() && slices.ContainsFunc(v.OfType(t), func(d *content.Document) bool { return slices.ContainsFunc(d.Territories, v.near) })
}

// NearAddress is the address of what the field « Près de chez vous » reads first, for the
// list of a type, or of what it reads for an outermost territory, by its key.
func NearAddress(t content.Type, around string) string {
	if around != "" {
		around = "-" + around
	}
	return TypeAddress(t) + "proches" + around + ".json"
}
