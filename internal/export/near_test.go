package export

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/evanw/esbuild/pkg/api"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/reference"
)

// adviser is an adviser of some territories.
func adviser(slug, town string, territories ...string) *content.Document {
	d := &content.Document{Type: content.Advisers, Slug: slug, Front: content.Front{Title: "Conseil " + slug, Summary: "Il aide."}, Own: content.Own{Adviser: &content.Adviser{Town: town}}}
	for _, word := range territories {
		t, _ := reference.ParseTerritory(word)
		d.Territories = append(d.Territories, t)
	}
	return d
}

// locator runs the script's own search over an atlas.
func locator(t *testing.T, a atlas) func(said string) (departments, around []string) {
	t.Helper()
	source, err := os.ReadFile("../../assets/js/near/places.ts")
	if err != nil {
		t.Fatal(err)
	}
	script := api.Transform(string(source), api.TransformOptions{Loader: api.LoaderTS, Format: api.FormatIIFE, GlobalName: "near", Target: api.ES2017})
	if len(script.Errors) > 0 {
		t.Fatal(script.Errors)
	}
	data, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	vm := goja.New()
	for _, text := range []string{string(script.Code), "const places = " + string(data)} {
		if _, err := vm.RunString(text); err != nil {
			t.Fatal(err)
		}
	}
	return func(said string) (departments, around []string) {
		found, err := vm.RunString(fmt.Sprintf("JSON.stringify(near.locate(places, %q))", said))
		if err != nil {
			t.Fatalf("%s: %v", said, err)
		}
		var got struct{ Departements, Around []string }
		if err := json.Unmarshal([]byte(found.String()), &got); err != nil {
			t.Fatal(err)
		}
		return got.Departements, got.Around
	}
}

func nearOf(documents ...*content.Document) []edition.Near {
	in := map[reference.Territory][]*content.Document{}
	for _, d := range documents {
		for _, t := range d.Territories {
			in[t.Outermost()] = append(in[t.Outermost()], d)
		}
	}
	var list []edition.Near
	for _, t := range reference.Territories() {
		if len(in[t]) > 0 {
			list = append(list, edition.Near{Around: t, Documents: in[t]})
		}
	}
	return list
}

// TestPostcodesInTheBrowser holds that the field of a page takes every postcode for what
// the reference takes it: each prefix of three figures, and all those whose first figures
// mislead, with their neighbours.
func TestPostcodesInTheBrowser(t *testing.T) {
	locate := locator(t, atlasOf(nil))
	var codes []string
	for n := range 1000 {
		codes = append(codes, fmt.Sprintf("%03d00", n), fmt.Sprintf("%03d10", n))
	}
	for code := range reference.UnusualPostcodes() {
		codes = append(codes, code, code[:4]+string('0'+(code[4]-'0'+1)%10))
	}
	for _, code := range codes {
		var want []string
		for _, place := range reference.TerritoriesOfPostcode(code) {
			want = append(want, place.Code)
		}
		got, _ := locate(code)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s is in %v, and in the browser in %v", code, want, got)
		}
	}
}

// TestWhatOwnersSay reads what an owner writes in the field.
func TestWhatOwnersSay(t *testing.T) {
	locate := locator(t, atlasOf(nearOf(adviser("a", "Rennes", "35"), adviser("b", "Saint-Denis", "dep-974"), adviser("c", "Saint-Denis", "93"), adviser("d", "", "bretagne"))))
	for said, want := range map[string]string{
		"35000": "35 in bretagne", "35 000": "35 in bretagne", " 35000 Rennes": "35 in bretagne", "35": "35 in bretagne", "1000": "01 in auvergne-rhone-alpes", "1": "01 in auvergne-rhone-alpes", "01": "01 in auvergne-rhone-alpes",
		"2a": "2A in corse", "20200": "2B in corse", "97400": "974 in la-reunion", "97500": "975 in saint-pierre-et-miquelon", "97133": "977 in saint-barthelemy", "98800": "988 in nouvelle-caledonie", "97610": "976 in mayotte",
		"01200": "01 74 in auvergne-rhone-alpes", "01410": "01 39 in auvergne-rhone-alpes bourgogne-franche-comte", "94390": "91 in ile-de-france", "42620": "03 42 in auvergne-rhone-alpes",
		"Ille-et-Vilaine": "35 in bretagne", "ille et vilaine": "35 in bretagne", "ILLE-ET": "35 in bretagne", "Réunion": "974 in la-reunion", "la réunion": "974 in la-reunion", "Côtes d'Armor": "22 in bretagne", "Bretagne": " in bretagne", "ile de france": " in ile-de-france",
		"rennes": "35 in bretagne", "saint denis": "93 974 in ile-de-france la-reunion", "Paris": "75 in ile-de-france",
		"": " in ", "x": " in ", "99000": " in ", "98000": " in ", "123456": " in ", "Haute": " in ", "nulle part": " in ",
	} {
		departments, around := locate(said)
		slices.Sort(departments)
		slices.Sort(around)
		if got := strings.Join(departments, " ") + " in " + strings.Join(around, " "); got != want {
			t.Errorf("%q is %q, want %q", said, got, want)
		}
	}
}
