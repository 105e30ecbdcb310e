package render

import (
	"strings"
	"testing"

	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/reference"
)

// Every region has a tile, under its own name, and no two tiles overlap.
func TestTileMap(t *testing.T) {
	p := (&site{view: viewOf(t, fixture, ""), pages: map[string]bool{"/regions/bretagne/": true}}).at("/")
	m := p.tileMap()
	drawn := map[string]Tile{}
	for i, a := range m.Tiles {
		var label strings.Builder
		for _, line := range a.Lines {
			label.WriteString(line.Text)
			if line.X < a.X || line.X > a.X+a.W || line.Y < a.Y || line.Y > a.Y+a.H {
				t.Errorf("%s: %q is outside its tile", a.Name, line.Text)
			}
		}
		if label.String() != a.Name {
			t.Errorf("%s is labelled %q", a.Name, label.String())
		}
		if a.X < 0 || a.Y < 0 || a.X+a.W > m.Width || a.Y+a.H > m.Height {
			t.Errorf("%s is outside the map", a.Name)
		}
		for _, b := range m.Tiles[:i] {
			if a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H {
				t.Errorf("%s and %s overlap", a.Name, b.Name)
			}
		}
		drawn[a.Name] = a
	}
	for _, region := range reference.Region.Territories() {
		tile, ok := drawn[french.Typography(region.Name)]
		if !ok {
			t.Errorf("%s is not drawn", region.Name)
		}
		list, listed := p.view.List(edition.TerritoryAddress(region))
		if listed != (tile.Href != "") || listed && tile.Count != len(list.Documents) {
			t.Errorf("%s: got %+v", region.Name, tile)
		}
	}
}
