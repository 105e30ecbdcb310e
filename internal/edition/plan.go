package edition

import (
	"slices"

	"recueil/internal/content"
	"recueil/internal/lists"
)

// planned lists what a plan takes up for one theme, and how many of each at most.
var planned = []struct {
	of   content.Type
	most int
}{
	{content.Sheets, 3}, {content.Testimonials, 1}, {content.Aids, 2}, {content.Contacts, 1},
}

// Plan returns what may be done first about a theme that the answers to a questionnaire
// point to: sheets, a case, aids and a contact, in that order, each the best first by
// how far the theme is its first one, then by its words. All are for firms, none is a
// stub or a closed aid, and aids and contacts are had in the whole of the edition. Where
// no contact names the theme, that of the edition stands.
func (v *View) Plan(quiz, theme *content.Document) []*content.Document {
	var plan []*content.Document
	for _, p := range planned {
		list := v.about(quiz, theme, p.of)
		if contact := v.site.Contact; p.of == content.Contacts && len(list) == 0 && contact != nil {
			list = append(list, contact)
		}
		plan = append(plan, list[:min(p.most, len(list))]...)
	}
	return plan
}

// about lists documents of a type that name a theme, the best for a questionnaire
// first, of the [MostRelated] that are read first.
func (v *View) about(quiz, theme *content.Document, t content.Type) []*content.Document {
	scopes := []scope{{}}
	if bound(t) {
		scopes = []scope{{kind: everyone}}
		for _, territory := range v.territory {
			scopes = append(scopes, scope{named, territory})
		}
	}
	var positions []int
	for _, s := range scopes {
		for _, i := range v.neighbours()[t][combination{theme: theme.Slug, audience: content.ForFirms, scope: s}] {
			positions = append(positions, int(i))
		}
	}
	slices.Sort(positions)
	list := lists.Of(slices.Compact(positions), func(i int) *content.Document { return v.byType[t][i] })
	words := v.affinities()
	quiz, theme = v.former(quiz), v.former(theme)
	fit := map[*content.Document]float64{}
	for _, d := range list {
		fit[d] = words.between(v.former(d), theme) + words.between(v.former(d), quiz) - float64(slices.Index(d.Themes, theme.Slug))
	}
	bestFirst(list, fit)
	return list
}
