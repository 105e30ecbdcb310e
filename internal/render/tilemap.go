package render

import (
	"strings"
	"unicode/utf8"

	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/reference"
)

// TileMap is a schematic map of our own drawing: one labelled tile a territory, about
// where it lies. That of France has its regions, the overseas ones in a column on the
// left, and the overseas collectivities that have firms in a row below; that of a region
// has its departments. Lengths are in units of the drawing.
type TileMap struct {
	Width, Height int    `fr:"en unités du dessin"`
	Shown         int    `fr:"largeur à l'écran où les noms se lisent, en pixels"`
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
	Number     TileLine   `fr:"nombre de documents, sous le nom ; vide : aucun"`
}

// TileLine is a line of a tile's label, placed by its middle.
type TileLine struct {
	X, Y int    `fr:"milieu de la ligne"`
	Text string `fr:"ce qui s'écrit"`
}

// spot is where a territory's tile is, in columns and rows, and its label, whose
// lines together are the territory's name (nil: where it can be cut). The rows of the south are shifted by
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
	{"reg-94", 5, 4.5, []string{"Corse"}},
	{"reg-01", 0, 0, []string{"Guadeloupe"}},
	{"reg-02", 0, 1, []string{"Martinique"}},
	{"reg-03", 0, 2, []string{"Guyane"}},
	{"reg-04", 0, 3, []string{"La Réunion"}},
	{"reg-06", 0, 4, []string{"Mayotte"}},
	{"com-975", 0, 5.6, []string{"Saint-", "Pierre-et-", "Miquelon"}},
	{"com-977", 1, 5.6, []string{"Saint-", "Barthélemy"}},
	{"com-978", 2, 5.6, []string{"Saint-", "Martin"}},
	{"com-986", 3, 5.6, []string{"Wallis et ", "Futuna"}},
	{"com-987", 4, 5.6, []string{"Polynésie ", "française"}},
	{"com-988", 5, 5.6, []string{"Nouvelle-", "Calédonie"}},
}

// spotsInside are the departments of each region that has several.
var spotsInside = map[string][]spot{
	"reg-11": {dep("95", 1, 0), dep("93", 2, 0), dep("78", 0, 1), dep("92", 1, 1), dep("75", 2, 1), dep("77", 3, 1), dep("91", 1, 2), dep("94", 2, 2)},
	"reg-24": {dep("28", 1, 0), dep("45", 2, 0), dep("37", 0, 1), dep("41", 1, 1), dep("18", 2, 1), dep("36", 1, 2)},
	"reg-27": {dep("89", 0, 0), dep("21", 1, 0), dep("70", 2, 0), dep("90", 3, 0), dep("58", 0, 1), dep("71", 1, 1), dep("39", 2, 1), dep("25", 3, 1)},
	"reg-28": {dep("50", 0, 0), dep("14", 1, 0), dep("76", 2, 0), dep("61", 1, 1), dep("27", 2, 1)},
	"reg-32": {dep("62", 0, 0), dep("59", 1, 0), dep("80", 0, 1), dep("02", 1, 1), dep("60", 0.5, 2)},
	"reg-44": {dep("08", 0, 0), dep("55", 1, 0), dep("57", 2, 0), dep("67", 3, 0), dep("51", 0, 1), dep("52", 1, 1), dep("54", 2, 1), dep("68", 3, 1), dep("10", 0, 2), dep("88", 2, 2)},
	"reg-52": {dep("53", 1, 0), dep("72", 2, 0), dep("44", 0, 1), dep("49", 1, 1), dep("85", 0.5, 2)},
	"reg-53": {dep("29", 0, 0), dep("22", 1, 0), dep("35", 2, 0), dep("56", 1, 1)},
	"reg-75": {dep("79", 1, 0), dep("86", 2, 0), dep("17", 0, 1), dep("16", 1, 1), dep("87", 2, 1), dep("23", 3, 1), dep("33", 0, 2), dep("24", 1, 2), dep("19", 2, 2), dep("40", 0, 3), dep("47", 1, 3), dep("64", 0, 4)},
	"reg-76": {dep("46", 1, 0), dep("12", 2, 0), dep("48", 3, 0), dep("32", 0, 1), dep("82", 1, 1), dep("81", 2, 1), dep("34", 3, 1), dep("30", 4, 1), dep("65", 0, 2), dep("31", 1, 2), dep("11", 2, 2), dep("09", 1, 3), dep("66", 2, 3)},
	"reg-84": {dep("03", 0, 0), dep("42", 1, 0), dep("69", 2, 0), dep("01", 3, 0), dep("74", 4, 0), dep("63", 0, 1), dep("43", 1, 1), dep("07", 2, 1), dep("38", 3, 1), dep("73", 4, 1), dep("15", 0, 2), dep("26", 2.5, 2)},
	"reg-93": {dep("05", 1, 0), dep("84", 0, 1), dep("04", 1, 1), dep("06", 2, 1), dep("13", 0, 2), dep("83", 1, 2)},
	"reg-94": {dep("2B", 0, 0), dep("2A", 0, 1)},
}

func dep(code string, col, row float64) spot { return spot{id: "dep-" + code, col: col, row: row} }

// The size of a tile, what lies between two, around them all for their outlines, and the
// height of a line.
const (
	tileEdge   = 1
	tileWidth  = 57
	tileHeight = 54
	tileGap    = 3
	tileLine   = 11
)

// tileMap draws the territories of the edition.
func (p place) tileMap() TileMap { return p.draw(spots, p.outermost()) }

// regionMap draws what is inside a region, documents or not; nothing where a map would
// show one tile.
func (p place) regionMap(region reference.Territory) *TileMap {
	inside := spotsInside[region.ID()]
	if len(inside) < 2 {
		return nil
	}
	m := p.draw(inside, p.listsInside(region, reference.Department))
	return &m
}

// draw makes a tile for each spot, with the list of its territory if there is one.
func (p place) draw(spots []spot, shown []*edition.List) TileMap {
	lists := map[string]*edition.List{}
	for _, l := range shown {
		lists[l.Territory.ID()] = l
	}
	var m TileMap
	for _, s := range spots {
		t := p.tile(s, lists[s.id])
		m.Tiles = append(m.Tiles, t)
		m.Width, m.Height = max(m.Width, t.right()), max(m.Height, t.bottom())
	}
	m.Shown = m.Width * 7 / 5
	return m
}

func (p place) tile(s spot, l *edition.List) Tile {
	if l == nil {
		return s.tile(0)
	}
	t := s.tile(len(l.Documents))
	t.Href = p.to(l.Address)
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

// tile draws the tile of a spot: its label in the middle, and the number of its documents
// under it.
func (s spot) tile(documents int) Tile {
	territory := s.territory()
	t := Tile{
		Name: french.Typography(territory.Name), Count: documents, W: tileWidth, H: tileHeight,
		X: tileEdge + int(s.col*(tileWidth+tileGap)), Y: tileEdge + int(s.row*(tileHeight+tileGap)),
	}
	lines := s.lines
	if lines == nil {
		lines = labelLines(t.Name)
	}
	rows := len(lines)
	if documents > 0 {
		t.Shade, rows = shade(documents), rows+1
	}
	top := t.Y + tileHeight/2 - (rows-1)*tileLine/2 + 3 // 3 brings the baseline to the middle
	for i, line := range lines {
		t.Lines = append(t.Lines, TileLine{t.X + tileWidth/2, top + i*tileLine, line})
	}
	if documents > 0 {
		t.Number = TileLine{t.X + tileWidth/2, top + len(lines)*tileLine + 1, french.Number(documents)}
	}
	return t
}

// right and bottom are how far a map must go to hold a tile.
func (t Tile) right() int  { return t.X + t.W + tileEdge }
func (t Tile) bottom() int { return t.Y + t.H + tileEdge }

// longestTileLine is how many letters a tile is wide.
const longestTileLine = 11

// labelLines cuts a name after hyphens and spaces, in lines that a tile holds.
func labelLines(name string) []string {
	var lines []string
	line := ""
	for _, part := range strings.FieldsFunc(strings.NewReplacer("-", "-\n", " ", " \n").Replace(name), func(r rune) bool { return r == '\n' }) {
		if line != "" && utf8.RuneCountInString(line+strings.TrimSpace(part)) > longestTileLine {
			lines, line = append(lines, line), ""
		}
		line += part
	}
	return append(lines, line)
}
