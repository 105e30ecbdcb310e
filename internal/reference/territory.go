package reference

import (
	"slices"
	"strings"
)

// Kind is a kind of territory. What differs from one kind to another is said
// here, and nowhere else.
type Kind struct {
	Name     string // in data: "region"
	Prefix   string // of canonical forms: "reg"
	Folder   string // of addresses: "regions"
	Singular string // "région"
	Plural   string // "Régions"
	Every    string // "toutes les régions"
	Bare     bool   // a bare code, such as 35, is of this kind
	Coded    bool   // people say its code beside its name: "Ille-et-Vilaine (35)"
	Within   *Kind  // what contains each territory of this kind, or nil
	table    string // in data/: code, name and slug, then the code of what contains it
}

// The kinds of territory.
var (
	Region       = &Kind{Name: "region", Prefix: "reg", Folder: "regions", Singular: "région", Plural: "Régions", Every: "toutes les régions", table: "regions.csv"}
	Department   = &Kind{Name: "departement", Prefix: "dep", Folder: "departements", Singular: "département", Plural: "Départements", Every: "tous les départements", Bare: true, Coded: true, Within: Region, table: "departements.csv"}
	Collectivity = &Kind{Name: "outre-mer", Prefix: "com", Folder: "outre-mer", Singular: "collectivité d'outre-mer", Plural: "Outre-mer", Every: "toutes les collectivités", Bare: true, table: "outre-mer-collectivites.csv"}
)

var kinds = []*Kind{Region, Department, Collectivity}

// Kinds lists the kinds of territory. Of two territories that have one slug, that
// of the first kind takes it.
func Kinds() []*Kind { return slices.Clone(kinds) }

// Territory is a part of France. The zero value is no territory.
type Territory struct {
	Kind   *Kind
	Code   string // Insee (COG): "53", "2A", "975"
	Name   string // "Bretagne"
	Slug   string // "bretagne"; five are shared by a region and a department
	Within string // the canonical form of what contains it directly, or ""
}

// ID returns the canonical form: reg-53, dep-35, com-975; "" of no territory.
func (t Territory) ID() string {
	if t.Kind == nil {
		return ""
	}
	return t.Kind.Prefix + "-" + t.Code
}

// Key is the name for addresses where all kinds meet in one list: the slug, or
// the canonical form where another territory has the slug.
func (t Territory) Key() string {
	if byWord[t.Slug] != t {
		return t.ID()
	}
	return t.Slug
}

// Label is the name as people say it: "Bretagne", "Ille-et-Vilaine (35)".
func (t Territory) Label() string {
	if t.Kind != nil && t.Kind.Coded {
		return t.Name + " (" + t.Code + ")"
	}
	return t.Name
}

// Meets reports whether a document of territory t belongs in an edition of
// territory e: they are the same, or one contains the other. The relation is
// symmetric.
func (t Territory) Meets(e Territory) bool {
	return t == e || t.Contains(e) || e.Contains(t)
}

// Contains reports whether d lies within t, as a department does within its region.
func (t Territory) Contains(d Territory) bool {
	for d.Within != "" {
		if d = byID[d.Within]; d == t {
			return true
		}
	}
	return false
}

// Around lists the territories that contain t, from the outermost.
func (t Territory) Around() []Territory {
	var around []Territory
	for t.Within != "" {
		t = byID[t.Within]
		around = append([]Territory{t}, around...)
	}
	return around
}

// Inside lists the territories that t contains.
func (t Territory) Inside() []Territory {
	return slices.DeleteFunc(Territories(), func(d Territory) bool { return !t.Contains(d) })
}

// Outermost returns what contains t and is contained in nothing: its region, or
// itself.
func (t Territory) Outermost() Territory {
	for t.Within != "" {
		t = byID[t.Within]
	}
	return t
}

var (
	territories  = readTerritories()
	byID, byWord = indexTerritories()
)

func readTerritories() []Territory {
	var list []Territory
	for _, kind := range kinds {
		columns := 3
		if kind.Within != nil {
			columns = 4
		}
		for _, row := range rows(kind.table, columns) {
			t := Territory{Kind: kind, Code: row[0], Name: row[1], Slug: row[2]}
			if kind.Within != nil {
				t.Within = kind.Within.Prefix + "-" + row[3]
			}
			list = append(list, t)
		}
	}
	return list
}

// indexTerritories maps canonical forms, and the words that editors write, in
// small letters. A word that two territories have is the first kind's.
func indexTerritories() (ids, words map[string]Territory) {
	ids, words = map[string]Territory{}, map[string]Territory{}
	take := func(word string, t Territory) {
		if _, taken := words[strings.ToLower(word)]; !taken {
			words[strings.ToLower(word)] = t
		}
	}
	for _, t := range territories {
		ids[t.ID()] = t
		take(t.Slug, t)
		take(t.ID(), t)
		if t.Kind.Bare {
			take(t.Code, t)
		}
	}
	return ids, words
}

// Territories lists them all: those of one kind after those of another, each by
// code.
func Territories() []Territory { return slices.Clone(territories) }

// Holds reports whether territories of the kind contain others.
func (k *Kind) Holds() bool {
	return slices.ContainsFunc(kinds, func(other *Kind) bool { return other.Within == k })
}

// Territories lists those of a kind by code.
func (k *Kind) Territories() []Territory {
	return slices.DeleteFunc(Territories(), func(t Territory) bool { return t.Kind != k })
}

// ParseTerritory reads what editors write: a slug (bretagne), a canonical form
// (reg-53) or a bare code, which is never a region's (35, 2A, 971, 975). Letters
// may be of either case.
func ParseTerritory(s string) (Territory, bool) {
	t, ok := byWord[strings.ToLower(s)]
	return t, ok
}

// TerritoryWords lists every form that ParseTerritory reads, for suggestions:
// slugs first, then canonical forms.
func TerritoryWords() []string {
	var slugs, ids []string
	for _, t := range territories {
		slugs = append(slugs, t.Slug)
		ids = append(ids, t.ID())
	}
	return slices.Concat(slugs, ids)
}
