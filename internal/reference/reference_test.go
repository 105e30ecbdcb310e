package reference

import (
	"slices"
	"testing"
)

func TestTablesAreWhole(t *testing.T) {
	for _, c := range []struct {
		name      string
		got, want int
	}{
		{"regions", len(Region.Territories()), 18},
		{"departments", len(Department.Territories()), 101},
		{"collectivities", len(Collectivity.Territories()), 8},
		{"NAF divisions", len(nafDivisions), 88},
		{"territories", len(Territories()), 127},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %d, want %d", c.name, c.got, c.want)
		}
	}
	for _, d := range Territories() {
		if d.Kind.Within != nil && byID[d.Within].Kind != d.Kind.Within {
			t.Errorf("%s lies within %q", d.Name, d.Within)
		}
	}
}

func TestParseTerritory(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"bretagne", "reg-53"},
		{"Bretagne", "reg-53"},
		{"ille-et-vilaine", "dep-35"},
		{"reg-53", "reg-53"},
		{"35", "dep-35"},
		{"01", "dep-01"}, // a region's code too: a bare code is a department's
		{"53", "dep-53"},
		{"2A", "dep-2A"},
		{"2b", "dep-2B"},
		{"dep-2a", "dep-2A"},
		{"971", "dep-971"},
		{"975", "com-975"},
		{"guadeloupe", "reg-01"},
		{"la-reunion", "reg-04"},
		{"1", ""},
		{"bretange", ""},
		{"", ""},
		{"reg-", ""},
	} {
		got, ok := ParseTerritory(c.in)
		if got.ID() != c.want || ok != (c.want != "") {
			t.Errorf("ParseTerritory(%q) = %q, %v; want %q", c.in, got.ID(), ok, c.want)
		}
	}
}

func TestMeets(t *testing.T) {
	of := func(s string) Territory {
		place, ok := ParseTerritory(s)
		if !ok {
			t.Fatalf("no territory %q", s)
		}
		return place
	}
	for _, c := range []struct {
		document, edition string
		want              bool
	}{
		{"ille-et-vilaine", "bretagne", true},
		{"bretagne", "finistere", true},
		{"ille-et-vilaine", "finistere", false},
		{"bretagne", "normandie", false},
		{"bretagne", "bretagne", true},
		{"975", "975", true},
		{"975", "bretagne", false},
		{"971", "guadeloupe", true},
	} {
		if got := of(c.document).Meets(of(c.edition)); got != c.want {
			t.Errorf("%s meets %s: got %v", c.document, c.edition, got)
		}
		if of(c.document).Meets(of(c.edition)) != of(c.edition).Meets(of(c.document)) {
			t.Errorf("%s and %s: not symmetric", c.document, c.edition)
		}
	}
}

func TestKeysAreUniqueAndParse(t *testing.T) {
	seen := map[string]bool{}
	for _, place := range Territories() {
		key := place.Key()
		if got, ok := ParseTerritory(key); !ok || got != place || seen[key] {
			t.Errorf("key %q of %s reads as %s", key, place.ID(), got.ID())
		}
		seen[key] = true
	}
}

func TestDivisionOf(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"55", "55"}, {"55.10Z", "55"}, {"5510Z", "55"}, {"47.1", "47"},
		{"04", ""}, {"5", ""}, {"55.10ZZ", ""}, {"I", ""}, {"", ""},
	} {
		if got, _ := DivisionOf(c.in); got.Code != c.want {
			t.Errorf("DivisionOf(%q) = %q, want %q", c.in, got.Code, c.want)
		}
	}
}

func TestSizes(t *testing.T) {
	if got, ok := SizeNamed("1-9"); !ok || got.Label != "1 à 9 salariés" {
		t.Errorf("1-9: got %v", got)
	}
	if !slices.Contains(SizeSlugs(), "250-et-plus") || len(Sizes()) != 5 {
		t.Errorf("sizes: got %v", SizeSlugs())
	}
}

// TestKindsAreWhole wants every kind to say all that others read, and to be told
// from the others by it.
func TestKindsAreWhole(t *testing.T) {
	seen := map[string]bool{}
	for i, kind := range Kinds() {
		for _, text := range []string{"n:" + kind.Name, "p:" + kind.Prefix, "f:" + kind.Folder, "s:" + kind.Singular, "P:" + kind.Plural, "e:" + kind.Every} {
			if len(text) == 2 || seen[text] {
				t.Errorf("%s: %q is empty, or another kind's", kind.Name, text)
			}
			seen[text] = true
		}
		if kind.Within != nil && !slices.Contains(Kinds()[:i], kind.Within) {
			t.Errorf("%s comes before what contains it", kind.Name)
		}
		if len(kind.Territories()) == 0 {
			t.Errorf("%s has no territory", kind.Name)
		}
	}
}
