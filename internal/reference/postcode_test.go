package reference

import "testing"

func TestTerritoriesOfPostcode(t *testing.T) {
	for _, tt := range []struct{ name, code, want string }{
		{"a prefix", "35000", "dep-35"},
		{"a zero", "01000", "dep-01"},
		{"southern Corsica", "20090", "dep-2A"},
		{"southern Corsica, inland", "20190", "dep-2A"},
		{"northern Corsica", "20200", "dep-2B"},
		{"Bastia's boxes", "20600", "dep-2B"},
		{"no part of Corsica", "20900", ""},
		{"overseas", "97410", "dep-974"},
		{"Saint-Barthélemy, which begins as Guadeloupe", "97133", "com-977"},
		{"Saint-Martin, which begins as Guadeloupe", "97150", "com-978"},
		{"Guadeloupe", "97110", "dep-971"},
		{"a collectivity", "98800", "com-988"},
		{"Clipperton", "98799", "com-989"},
		{"of two departments", "01200", "dep-01 dep-74"},
		{"of the department beside", "94390", "dep-91"},
		{"Monaco", "98000", ""},
		{"no department", "96000", ""},
		{"a department", "35", ""},
		{"a lost zero", "1000", ""},
		{"letters", "2A004", ""},
		{"nothing", "", ""},
	} {
		got := ""
		for _, place := range TerritoriesOfPostcode(tt.code) {
			got += " " + place.ID()
		}
		if want := " " + tt.want; got != want && got+want != " " {
			t.Errorf("%s: %s is in%s, want%s", tt.name, tt.code, got, want)
		}
	}
	two := 0
	for code, places := range postcodePlaces {
		for _, place := range places {
			if place.Kind == nil {
				t.Errorf("%s serves a territory that does not exist", code)
			}
		}
		if len(places) == 2 {
			two++
		}
	}
	if len(postcodePlaces) != 20 || two != 16 {
		t.Errorf("%d postcodes, %d of two departments", len(postcodePlaces), two)
	}
}
