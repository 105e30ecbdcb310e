package edition

import (
	"slices"
	"strings"

	"recueil/internal/content"
)

// Coming lists the next events of the edition that are for firms, at most n, the next
// first: those that name a sector, then those for all; of every sector where it is "".
func (v *View) Coming(sector string, n int) []*content.Document {
	var named, wide []*content.Document
	for _, t := range content.Types() {
		if !t.IsDated() {
			continue
		}
		for _, d := range v.ForFirms(t) {
			switch {
			case sector == "" || slices.Contains(d.Sectors, sector):
				named = append(named, d)
			case len(d.Sectors) == 0:
				wide = append(wide, d)
			}
		}
	}
	list := append(named, wide...)
	list = list[:min(n, len(list))]
	slices.SortStableFunc(list, func(a, b *content.Document) int { return strings.Compare(string(a.Begins()), string(b.Begins())) })
	return list
}

// Agendas lists the addresses of the agendas that a document is in, whether or not it is
// over, each once: that of the edition, then those of its territories and of what contains
// them, as far as they meet the edition's. Only what takes place at a given time is in one.
func (v *View) Agendas(d *content.Document) []string {
	if !d.Type.IsDated() {
		return nil
	}
	addresses := []string{TypeAddress(d.Type)}
	for _, t := range d.Territories {
		for _, place := range append(t.Around(), t) {
			if place.Kind != nil && v.near(place) {
				addresses = append(addresses, AgendaAddress(d.Type, place))
			}
		}
	}
	return distinct(addresses)
}

// Matches lists the exchanges of the edition that answer one, and why: offers a need, needs
// an offer, which are not over and, where both name themes, share one. Those that name a
// same territory come first, then those of a same region; within either, in reading order.
// Elsewhere is too far to meet.
func (v *View) Matches(d *content.Document) []Similar {
	if d.Exchange == nil || v.Closed(d) {
		return nil
	}
	var near, around []Similar
	for _, other := range v.OfType(d.Type) {
		if other.Exchange.Sense == d.Exchange.Sense || len(d.Themes) > 0 && len(other.Themes) > 0 && !share(d.Themes, other.Themes) {
			continue
		}
		if place := sharedPlace(d, other); place.Kind != nil {
			near = append(near, Similar{other, sameTerritory(place)})
		} else if region := sharedRegion(d, other); region.Kind != nil {
			around = append(around, Similar{other, sameTerritory(region)})
		}
	}
	return append(near, around...)
}
