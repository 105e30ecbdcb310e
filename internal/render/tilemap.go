package render

import (
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/reference"
)

// TileMap is a schematic map of our own drawing: one labelled tile a region,
// about where it lies, the overseas ones in a column on the left, and the
// overseas collectivities that have firms in a row below. Lengths are in units
// of the drawing.
type TileMap struct {
	Width, Height int    `fr:"en unités du dessin"`
	Tiles         []Tile `fr:"une par territoire"`
}

// Tile is a territory of the map; without Href, it has no document.
type Tile struct {
	Name       string     `fr:"nom du territoire"`
	Href       string     `fr:"sa liste ; vide : aucun document"`
	Count      int        `fr:"nombre de documents"`
	Shade      int        `fr:"de 1, peu de documents, à 3, beaucoup"`
	X, Y, W, H int        `fr:"place et taille, en unités du dessin"`
	Lines      []TileLine `fr:"nom, coupé en lignes"`
}

// TileLine is a line of a tile's label, placed by its middle.
type TileLine struct {
	X, Y int    `fr:"milieu de la ligne"`
	Text string `fr:"ce qui s'écrit"`
}

// spot is where a territory's tile is, in columns and rows, and its label, whose
// lines together are the territory's name. The rows of the south are shifted by
// half a column, as bricks are, so that regions touch their neighbours.
type spot struct {
	id       string
	col, row float64
	lines    []string
}

var spots = []spot{
	{"reg-32", 3, 0, []string{"Hauts-", "de-France"}},
	{"reg-28", 2, 1, []string{"Normandie"}},
	{"reg-11", 3, 1, []string{"Île-de-", "France"}},
	{"reg-44", 4, 1, []string{"Grand Est"}},
	{"reg-53", 1, 2, []string{"Bretagne"}},
	{"reg-52", 2, 2, []string{"Pays de ", "la Loire"}},
	{"reg-24", 3, 2, []string{"Centre-", "Val de ", "Loire"}},
	{"reg-27", 4, 2, []string{"Bourgogne-", "Franche-", "Comté"}},
	{"reg-75", 2.5, 3, []string{"Nouvelle-", "Aquitaine"}},
	{"reg-84", 3.5, 3, []string{"Auvergne-", "Rhône-", "Alpes"}},
	{"reg-76", 3, 4, []string{"Occitanie"}},
	{"reg-93", 4, 4, []string{"Provence-", "Alpes-Côte ", "d’Azur"}},
	{"reg-94", 5, 5, []string{"Corse"}},
	{"reg-01", 0, 0, []string{"Guadeloupe"}},
	{"reg-02", 0, 1, []string{"Martinique"}},
	{"reg-03", 0, 2, []string{"Guyane"}},
	{"reg-04", 0, 3, []string{"La Réunion"}},
	{"reg-06", 0, 4, []string{"Mayotte"}},
	{"com-975", 0, 6, []string{"Saint-", "Pierre-et-", "Miquelon"}},
	{"com-977", 1, 6, []string{"Saint-", "Barthélemy"}},
	{"com-978", 2, 6, []string{"Saint-", "Martin"}},
	{"com-986", 3, 6, []string{"Wallis et ", "Futuna"}},
	{"com-987", 4, 6, []string{"Polynésie ", "française"}},
	{"com-988", 5, 6, []string{"Nouvelle-", "Calédonie"}},
}

// The size of a tile, what lies between two, and the height of a line.
const (
	tileWidth  = 57
	tileHeight = 54
	tileGap    = 3
	tileLine   = 11
	mapWidth   = 6*(tileWidth+tileGap) - tileGap
	mapHeight  = 7*(tileHeight+tileGap) - tileGap
)

// tileMap draws the territories of the edition.
func (p place) tileMap() TileMap {
	lists := map[string]*edition.List{}
	for _, l := range p.outermost() {
		lists[l.Territory.ID()] = l
	}
	m := TileMap{Width: mapWidth, Height: mapHeight}
	for _, s := range spots {
		m.Tiles = append(m.Tiles, p.tile(s, lists[s.id]))
	}
	return m
}

func (p place) tile(s spot, l *edition.List) Tile {
	t := s.tile()
	if l != nil {
		t.Href, t.Count, t.Shade = p.to(l.Address), len(l.Documents), shade(len(l.Documents))
	}
	return t
}

// shade says how full a territory's tile looks: the same number looks the same on
// every map.
func shade(documents int) int {
	switch {
	case documents < 5:
		return 1
	case documents < 10:
		return 2
	}
	return 3
}

// territory is the one whose tile stands there.
func (s spot) territory() reference.Territory {
	t, _ := reference.ParseTerritory(s.id) // a test names every spot
	return t
}

// tile draws the tile of a spot, its label in the middle.
func (s spot) tile() Tile {
	territory := s.territory()
	t := Tile{
		Name: french.Typography(territory.Name), W: tileWidth, H: tileHeight,
		X: int(s.col * (tileWidth + tileGap)), Y: int(s.row * (tileHeight + tileGap)),
	}
	top := t.Y + tileHeight/2 - (len(s.lines)-1)*tileLine/2 + 3 // 3 brings the baseline to the middle
	for i, line := range s.lines {
		t.Lines = append(t.Lines, TileLine{t.X + tileWidth/2, top + i*tileLine, line})
	}
	return t
}
