package render

import (
	"strings"
	"testing"

	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/reference"
)

// drawn checks that tiles are within their map, hold their label and do not overlap, and
// returns them by name.
func drawn(t *testing.T, m TileMap) map[string]Tile {
	t.Helper()
	byName := map[string]Tile{}
	for i, a := range m.Tiles {
		var label strings.Builder
		for _, line := range append(a.Lines, a.Number) {
			if line.Text != "" && (line.X < a.X || line.X > a.X+a.W || line.Y < a.Y || line.Y > a.Y+a.H) {
				t.Errorf("%s: %q is outside its tile", a.Name, line.Text)
			}
		}
		for _, line := range a.Lines {
			label.WriteString(line.Text)
			if n := len([]rune(strings.TrimSpace(line.Text))); n > longestTileLine {
				t.Errorf("%s: %q is wider than its tile", a.Name, line.Text)
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
		byName[a.Name] = a
	}
	return byName
}

// Every region has a tile, under its own name, and no two tiles overlap.
func TestTileMap(t *testing.T) {
	p := (&site{view: viewOf(t, fixture, ""), pages: map[string]bool{"/regions/bretagne/": true}}).at("/")
	tiles := drawn(t, p.tileMap())
	for _, region := range reference.Region.Territories() {
		tile, ok := tiles[french.Typography(region.Name)]
		if !ok {
			t.Errorf("%s is not drawn", region.Name)
		}
		list, listed := p.view.List(edition.TerritoryAddress(region))
		if listed != (tile.Href != "") || listed && (tile.Count != len(list.Documents) || tile.Number.Text == "") {
			t.Errorf("%s: got %+v", region.Name, tile)
		}
	}
}

// A region that has several departments has a tile for each, and for no other.
func TestRegionMap(t *testing.T) {
	p := (&site{view: viewOf(t, fixture, ""), pages: map[string]bool{"/departements/ille-et-vilaine/": true}}).at("/")
	linked := 0
	for _, region := range reference.Region.Territories() {
		var inside []string
		for _, d := range reference.Department.Territories() {
			if region.Contains(d) {
				inside = append(inside, french.Typography(d.Name))
			}
		}
		m := p.regionMap(region)
		if m == nil {
			if len(inside) > 1 {
				t.Errorf("%s has no map of its %d departments", region.Name, len(inside))
			}
			continue
		}
		tiles := drawn(t, *m)
		if len(tiles) != len(inside) {
			t.Errorf("%s: %d tiles, %d departments", region.Name, len(tiles), len(inside))
		}
		for _, name := range inside {
			tile, ok := tiles[name]
			if !ok {
				t.Errorf("%s is not drawn in %s", name, region.Name)
			}
			if (tile.Href != "") != (tile.Count > 0) {
				t.Errorf("%s: got %+v", name, tile)
			}
			if tile.Href != "" {
				linked++
			}
		}
	}
	if linked == 0 {
		t.Error("no department that has documents is linked")
	}
}
