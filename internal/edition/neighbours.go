package edition

import (
	"slices"

	"recueil/internal/content"
	"recueil/internal/reference"
)

// MostRelated is the most documents that [View.Related] and [View.Similar] are
// asked for.
const MostRelated = 24

// neighbours finds the documents of one type that share most with another
// document, without looking at all of them.
//
// Each document stands in one list for every combination of values that another
// may share with it: its sector or any, its trade, its branch or any, its place, its
// region or any, its size or any, its theme or any, a sector or a theme at the least. The lists are in
// reading order and keep their first MostRelated+1 documents, which is enough:
// all that stand before a document in the list of what it shares with another
// share as much or more, and are read first, so the closest n, whatever their
// combination, are among the first n of their list, the document itself aside.
type neighbours map[combination][]int32

// combination is what documents may have in common. The zero value of a field
// stands for any value.
type combination struct {
	sector, theme, size string
	trade               reference.NAF // a division, or a section alone
	audience            content.Audience
	scope               scope
}

// scope is how documents may meet in space.
type scope struct {
	kind scopeKind
	of   reference.Territory
}

type scopeKind byte

const (
	anywhere scopeKind = iota
	everyone           // that names no territory
	named              // that names this territory
	within             // that names this territory or one inside it
)

// findNeighbours prepares the neighbours of each type, closed aids and stubs left
// out.
func (v *View) findNeighbours() map[content.Type]neighbours {
	near := map[content.Type]neighbours{}
	for t, documents := range v.byType {
		near[t] = newNeighbours(documents, func(d *content.Document) bool { return v.Closed(d) || d.Stub })
	}
	return near
}

// newNeighbours lists the documents by what others may share with them, but for
// those left out.
func newNeighbours(documents []*content.Document, out func(*content.Document) bool) neighbours {
	n := neighbours{}
	for i, d := range documents {
		if out(d) {
			continue
		}
		for c := range combinations(d, d.For(), scopesOf(d)) {
			if list := n[c]; len(list) <= MostRelated {
				n[c] = append(list, int32(i))
			}
		}
	}
	return n
}

// candidates returns the positions of documents among which the n closest to one
// are, in their order: those for firms, and those for whom it is itself. When what they offer is bound to places, those that can
// only be had elsewhere are left out.
func (n neighbours) candidates(d *content.Document, bound bool, most int) []int {
	var list []int
	for _, audience := range distinct([]content.Audience{content.ForFirms, d.For()}) {
		for c := range combinations(d, audience, sought(d, bound)) {
			of := n[c]
			for _, i := range of[:min(most+1, len(of))] {
				list = append(list, int(i))
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// combinations yields what a document may have in common with others, for that
// audience and in these scopes.
func combinations(d *content.Document, audience content.Audience, scopes []scope) func(yield func(combination) bool) {
	sectors, themes, sizes, trades := orAny(d.Sectors), orAny(d.Themes), orAny(d.Sizes), tradesOf(d)
	return func(yield func(combination) bool) {
		for _, sector := range sectors {
			for _, theme := range themes {
				if sector == "" && theme == "" {
					continue
				}
				for _, size := range sizes {
					for _, trade := range trades {
						for _, p := range scopes {
							if !yield(combination{sector, theme, size, trade, audience, p}) {
								return
							}
						}
					}
				}
			}
		}
	}
}

// tradesOf lists the trade of a document, from any to its division.
func tradesOf(d *content.Document) []reference.NAF {
	division := tradeOf(d)
	if division.Code == "" {
		return []reference.NAF{{}}
	}
	return []reference.NAF{{}, {Section: division.Section}, division}
}

// orAny lists values, each once, after the one that stands for any.
func orAny(values []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(append([]string{""}, values...))))
}

// scopesOf lists the scopes in which others find a document.
func scopesOf(d *content.Document) []scope {
	scopes := []scope{{}}
	if len(d.Territories) == 0 {
		return append(scopes, scope{kind: everyone})
	}
	for _, t := range d.Territories {
		scopes = append(scopes, scope{named, t})
		for _, around := range append(t.Around(), t) {
			if around.Kind.Holds() {
				scopes = append(scopes, scope{within, around})
			}
		}
	}
	return distinct(scopes)
}

// sought lists the scopes in which a document looks for others.
func sought(d *content.Document, bound bool) []scope {
	if len(d.Territories) == 0 {
		return []scope{{}}
	}
	var scopes []scope
	for _, t := range d.Territories {
		scopes = append(scopes, scope{named, t})
		if !bound {
			scopes = append(scopes, scope{within, t.Outermost()})
			continue
		}
		scopes = append(scopes, scope{within, t})
		for _, around := range t.Around() { // which meets it, as its neighbours there do not
			scopes = append(scopes, scope{named, around})
		}
	}
	if bound {
		return distinct(append(scopes, scope{kind: everyone}))
	}
	return distinct(append(scopes, scope{}))
}
