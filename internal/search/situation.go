package search

import (
	"cmp"
	"slices"

	"recueil/internal/lists"
)

// A reader's situation is the values that she chooses. A document that names one
// is made for her; one that lists nothing concerns everybody, and comes after.

// levels is what naming a value of each facet is worth: a document that names the
// sector or the territory comes before one that names everything else, and
// otherwise the number of facets decides, then sector before territory before
// size before theme.
var levels = map[string]int{"secteur": 10, "territoire": 8, "taille": 4, "theme": 3}

// levelShare is how much of its level a document adds to its score: that of the
// sector, half of the score.
const levelShare = 20

// naming is the facets of which a document names a chosen value.
type naming []string

func (n naming) level() int {
	sum := 0
	for _, facet := range n {
		sum += levels[facet]
	}
	return sum
}

// A choice is the values chosen, by facet, as codes.
type choice []chosenFacet

type chosenFacet struct {
	facet
	codes []string
}

// choose reads what is chosen; a slug that no value has is left out.
func (x *Index) choose(facets map[string][]string) choice {
	var c choice
	for _, f := range x.facets {
		slugs := slices.DeleteFunc(slices.Clone(facets[f.name]), func(slug string) bool { return f.place(slug) < 0 })
		chosen := chosenFacet{facet: f}
		if len(slugs) == 0 && f.name == publicFacet {
			chosen.codes = []string{forFirms}
		} else if len(slugs) == 0 {
			continue
		}
		for _, slug := range slugs {
			chosen.codes = append(chosen.codes, f.codes(slug)...)
		}
		c = append(c, chosen)
	}
	return c
}

// of returns the facets of which a record names a value, and reports whether the
// choice keeps it.
func (c choice) of(r Record) (names naming, kept bool) {
	for _, f := range c {
		listed := f.of(r)
		switch {
		case slices.ContainsFunc(listed, func(code string) bool { return slices.Contains(f.codes, code) }):
			if !f.single {
				names = append(names, f.name)
			}
		case f.single || len(listed) > 0:
			return nil, false
		}
	}
	return names, true
}

const (
	firstResults = 10 // of an answer: those that most readers see
	mostOfAType  = 4  // among them, while others would do as well
)

// situated lists what a choice keeps, without words: closed documents after open
// ones, stubs after full ones, what names the sector or the territory first, then
// by level; in a level the types take turns, each with its fullest first.
func (x *Index) situated(chosen choice) []Result {
	var list []placed
	for n, r := range x.records {
		if names, kept := chosen.of(r); kept {
			list = append(list, placed{Result: Result{Record: r, Number: n, Named: names}, level: names.level(), kind: x.kind(r)})
		}
	}
	slices.SortFunc(list, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.class(), b.class()), cmp.Compare(b.level, a.level), cmp.Compare(a.kind, b.kind), x.fullest(a.Number, b.Number))
	})
	for i := range list {
		if i > 0 && list[i].class() == list[i-1].class() && list[i].level == list[i-1].level && list[i].kind == list[i-1].kind {
			list[i].turn = list[i-1].turn + 1
		}
	}
	slices.SortStableFunc(list, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.class(), b.class()), cmp.Compare(b.level, a.level), cmp.Compare(a.turn, b.turn))
	})
	return lists.Of(spread(list), func(p placed) Result { return p.Result })
}

// placed is a result and what places it in the list of a situation.
type placed struct {
	Result
	level int
	kind  int // the place of its type
	turn  int // its place among those of its type and level
}

// class is what comes first of all: see situated.
func (p placed) class() int {
	class := 0
	for i, after := range []bool{p.level < levels["territoire"], p.Stub, p.Closed} {
		if after {
			class |= 1 << i
		}
	}
	return class
}

// spread keeps the first results from being of one type, when others of the same
// class are as near.
func spread(list []placed) []placed {
	var out []placed
	counts := map[int]int{}
	for len(list) > 0 {
		end := 1
		for end < len(list) && list[end].class() == list[0].class() {
			end++
		}
		var first, rest []placed
		for _, p := range list[:end] {
			if len(out)+len(first) < firstResults && counts[p.kind] < mostOfAType {
				first = append(first, p)
				counts[p.kind]++
				continue
			}
			rest = append(rest, p)
		}
		out = append(append(out, first...), rest...)
		list = list[end:]
	}
	return out
}

// typeOrder is the turn of the types that a situation is about, the others
// following in the order of their facet.
var typeOrder = []string{"temoignages", "fiches", "aides", "formations", "contacts"}

// kind is the place of a record's type among those of the facet.
func (x *Index) kind(r Record) int {
	if at := slices.Index(typeOrder, r.Type); at >= 0 {
		return at
	}
	return len(typeOrder) + slices.IndexFunc(x.facets[0].values, func(v Value) bool { return v.Slug == r.Type })
}
