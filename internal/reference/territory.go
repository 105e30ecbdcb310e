package reference

import (
	"slices"
	"strings"
)

// Kind is a kind of territory.
type Kind int

const (
	Region Kind = iota + 1
	Department
	Collectivity // overseas collectivity, without region
)

// Territory is a region, a department or an overseas collectivity. The zero
// value is no territory.
type Territory struct {
	Kind   Kind
	Code   string // Insee (COG): "53", "2A", "975"
	Name   string // "Bretagne"
	Slug   string // "bretagne"; five are shared by a region and a department
	Region string // a department's region code
}

// ID returns the canonical form: reg-53, dep-35, com-975; "" of no territory.
func (t Territory) ID() string {
	switch t.Kind {
	case Region:
		return "reg-" + t.Code
	case Department:
		return "dep-" + t.Code
	case Collectivity:
		return "com-" + t.Code
	}
	return ""
}

// Key is the name for addresses where regions and departments meet in one list: the
// slug, or the canonical form of a department whose slug is its region's.
func (t Territory) Key() string {
	if t.Kind == Department && bySlug[t.Slug] != t {
		return t.ID()
	}
	return t.Slug
}

// Meets tells whether a document of territory t belongs in an edition of
// territory e: they are the same, or t is e's region, or a department of e. The
// relation is symmetric.
func (t Territory) Meets(e Territory) bool {
	return t == e || t.Contains(e) || e.Contains(t)
}

// Contains tells whether d is a department of region t.
func (t Territory) Contains(d Territory) bool {
	return t.Kind == Region && d.Kind == Department && d.Region == t.Code
}

var (
	regions        = readTerritories("regions.csv", Region, 3)
	departments    = readTerritories("departements.csv", Department, 4)
	collectivities = readTerritories("outre-mer-collectivites.csv", Collectivity, 3)
	bySlug, byID   = indexTerritories()
)

func readTerritories(name string, kind Kind, columns int) []Territory {
	var list []Territory
	for _, row := range rows(name, columns) {
		t := Territory{Kind: kind, Code: row[0], Name: row[1], Slug: row[2]}
		if kind == Department {
			t.Region = row[3]
		}
		list = append(list, t)
	}
	return list
}

// indexTerritories maps slugs and canonical forms. Regions come first, so that
// a slug shared with a department is the region's.
func indexTerritories() (slugs, ids map[string]Territory) {
	slugs, ids = map[string]Territory{}, map[string]Territory{}
	for _, t := range Territories() {
		ids[t.ID()] = t
		if _, taken := slugs[t.Slug]; !taken {
			slugs[t.Slug] = t
		}
	}
	return slugs, ids
}

// Territories lists them all: regions, departments, overseas collectivities,
// each by code.
func Territories() []Territory {
	return slices.Concat(regions, departments, collectivities)
}

// Regions lists the regions by code.
func Regions() []Territory { return slices.Clone(regions) }

// Departments lists the departments of a region by code.
func Departments(region Territory) []Territory {
	return slices.DeleteFunc(slices.Clone(departments), func(d Territory) bool { return !region.Contains(d) })
}

// Collectivities lists the overseas collectivities by code.
func Collectivities() []Territory { return slices.Clone(collectivities) }

// RegionOf returns the region of a department.
func RegionOf(d Territory) (Territory, bool) {
	t, ok := byID["reg-"+d.Region]
	return t, ok && d.Kind == Department
}

// ParseTerritory reads what editors write: a slug (bretagne), a canonical form
// (reg-53) or a bare code, which is a department's or a collectivity's (35, 2A,
// 971, 975). Letters may be of either case.
func ParseTerritory(s string) (Territory, bool) {
	low := strings.ToLower(s)
	if t, ok := bySlug[low]; ok {
		return t, true
	}
	for _, id := range []string{low, "dep-" + low, "com-" + low} {
		if t, ok := byID[upperCode(id)]; ok {
			return t, true
		}
	}
	return Territory{}, false
}

// upperCode restores the capitals of dep-2a and dep-2b.
func upperCode(id string) string {
	kind, code, found := strings.Cut(id, "-")
	if !found {
		return id
	}
	return kind + "-" + strings.ToUpper(code)
}

// TerritoryWords lists every form that ParseTerritory reads, for suggestions:
// slugs first, then canonical forms.
func TerritoryWords() []string {
	var slugs, ids []string
	for _, t := range Territories() {
		slugs = append(slugs, t.Slug)
		ids = append(ids, t.ID())
	}
	return slices.Concat(slugs, ids)
}
