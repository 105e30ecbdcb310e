package render

import (
	"html/template"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/reference"
)

// CoveragePage is the animators' to-do list of an edition: what it has by trade,
// place and size, and what waits for somebody.
type CoveragePage struct {
	Title   string            `fr:"titre du recueil"`
	Edition string            `fr:"nom de l'édition ; vide : nationale"`
	Day     string            `fr:"jour, en lettres"`
	Style   template.CSS      `fr:"couleurs de l'édition"`
	Sum     []CoverageSum     `fr:"documents par type"`
	Steps   []CoverageStep    `fr:"échelle des couleurs"`
	Map     CoverageMap       `fr:"carte des territoires"`
	Heat    HeatTable         `fr:"territoires × secteurs"`
	Sizes   HeatTable         `fr:"secteurs × tailles"`
	Details []HeatTable       `fr:"pour un secteur : territoires × tailles"`
	Bare    []string          `fr:"secteurs dont aucun document ne nomme à la fois un territoire et une taille"`
	Gaps    []CoverageGap     `fr:"guides dont des rubriques sont vides"`
	Reviews []CoverageReviews `fr:"ce qui attend une relecture"`
}

// CoverageSum is how many documents of a type there are.
type CoverageSum struct {
	Label string `fr:"type"`
	Count int    `fr:"nombre de documents"`
}

// CoverageStep explains a step of the scale.
type CoverageStep struct {
	Step int    `fr:"degré"`
	Text string `fr:"ce qu'il veut dire"`
}

// CoverageMap is the map of territories with their numbers of documents.
type CoverageMap struct {
	Width, Height int            `fr:"en unités du dessin"`
	Tiles         []CoverageTile `fr:"une par territoire"`
}

// CoverageTile is a territory of the map.
type CoverageTile struct {
	Tile
	Step    int  `fr:"degré de couleur"`
	Outside bool `fr:"hors de l'édition"`
}

// HeatTable is a table of numbers of documents, whose cells have a step of the
// scale. No number is said by colour alone.
type HeatTable struct {
	Title   string    `fr:"titre"`
	Corner  string    `fr:"ce que les lignes et les colonnes sont"`
	Columns []string  `fr:"titres des colonnes"`
	Rows    []HeatRow `fr:"lignes"`
}

// HeatRow is a row of a heat table.
type HeatRow struct {
	Name  string     `fr:"titre de la ligne"`
	Cells []HeatCell `fr:"une par colonne"`
}

// HeatCell is a number of documents, and how it is made up.
type HeatCell struct {
	Total int    `fr:"nombre de documents"`
	Step  int    `fr:"degré de couleur, 0 pour aucun document, jusqu'à 4"`
	Parts string `fr:"« 2 T, 1 F »"`
}

// CoverageGap is a guide with empty headings.
type CoverageGap struct {
	Sector   string `fr:"secteur"`
	File     string `fr:"fichier du guide"`
	Headings string `fr:"rubriques vides : « Activateurs, Contacts »"`
}

// CoverageReviews is what an author has to review.
type CoverageReviews struct {
	Author    string           `fr:"qui relit"`
	Documents []CoverageReview `fr:"ce qu'il doit relire"`
}

// CoverageReview is a document past its review date.
type CoverageReview struct {
	Title string `fr:"titre"`
	File  string `fr:"fichier"`
	Day   string `fr:"jour de relecture dépassé, en lettres"`
}

// Coverage makes the page of an edition's coverage. Its diagnostics are about
// templates.
func (s Standalone) Coverage(v *edition.View) ([]byte, []diag.Diagnostic) {
	return s.render(aloneCoverage, coveragePage(v))
}

func coveragePage(v *edition.View) CoveragePage {
	c, site := v.Coverage(), v.Site()
	sum := c.Count(edition.Cell{})
	page := CoveragePage{
		Title: french.Typography(site.Title), Edition: site.Edition, Day: v.Today().French(), Style: Tint(site.Colours),
		Sum: []CoverageSum{
			{content.Testimonials.Plural(), sum.Testimonials}, {content.Sheets.Plural(), sum.Sheets}, {content.Aids.Plural(), sum.Aids},
		},
		Steps: []CoverageStep{{0, "aucun"}, {1, "1"}, {2, "2 ou 3"}, {3, "4 à 7"}, {4, "8 et plus"}},
		Map:   coverageMap(c), Heat: byTerritory(c), Sizes: bySize(c),
	}
	for _, sector := range c.Sectors {
		if table := inSector(c, sector); len(table.Rows) > 0 {
			page.Details = append(page.Details, table)
		} else {
			page.Bare = append(page.Bare, french.Typography(sector.Title))
		}
	}
	page.Gaps, page.Reviews = gaps(c), reviews(c)
	return page
}

// stepOf is the step of the scale of a number of documents: each about twice the
// one before, since the first ones matter most.
func stepOf(n int) int {
	switch {
	case n == 0:
		return 0
	case n == 1:
		return 1
	case n <= 3:
		return 2
	case n <= 7:
		return 3
	}
	return 4
}

func heatCell(n edition.Count) HeatCell {
	var parts []string
	for _, part := range []struct {
		n      int
		letter string
	}{{n.Testimonials, "T"}, {n.Sheets, "F"}, {n.Aids, "A"}} {
		if part.n > 0 {
			parts = append(parts, french.Number(part.n)+"\u00a0"+part.letter)
		}
	}
	return HeatCell{n.Total(), stepOf(n.Total()), strings.Join(parts, ", ")}
}

// byTerritory has a row for each territory and a column for each sector; the
// first of both is whatever a document says there.
func byTerritory(c edition.Coverage) HeatTable {
	table := HeatTable{Title: "Par territoire et par secteur", Corner: "Territoire", Columns: append([]string{"Tous secteurs"}, titles(c.Sectors)...)}
	for _, t := range append([]reference.Territory{{}}, c.Territories...) {
		row := HeatRow{Name: "Tous territoires"}
		if t.Name != "" {
			row.Name = french.Typography(t.Name)
		}
		row.Cells = append(row.Cells, heatCell(c.Count(edition.Cell{Territory: t})))
		for _, s := range c.Sectors {
			row.Cells = append(row.Cells, heatCell(c.Count(edition.Cell{Sector: s.Slug, Territory: t})))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func titles(documents []*content.Document) []string {
	var list []string
	for _, d := range documents {
		list = append(list, french.Typography(d.Title))
	}
	return list
}

func sizeLabels(c edition.Coverage) []string {
	var list []string
	for _, s := range c.Sizes {
		list = append(list, s.Label)
	}
	return list
}

// bySize has a row for each sector and a column for each size.
func bySize(c edition.Coverage) HeatTable {
	table := HeatTable{Title: "Par secteur et par taille", Corner: "Secteur", Columns: sizeLabels(c)}
	for _, s := range c.Sectors {
		row := HeatRow{Name: french.Typography(s.Title)}
		for _, size := range c.Sizes {
			row.Cells = append(row.Cells, heatCell(c.Count(edition.Cell{Sector: s.Slug, Size: size.Slug})))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// inSector has a row for each territory where some document of the sector names
// a size too.
func inSector(c edition.Coverage, sector *content.Document) HeatTable {
	table := HeatTable{Title: french.Typography(sector.Title), Corner: "Territoire", Columns: sizeLabels(c)}
	for _, t := range c.Territories {
		row := HeatRow{Name: french.Typography(t.Name)}
		for _, size := range c.Sizes {
			row.Cells = append(row.Cells, heatCell(c.Count(edition.Cell{Sector: sector.Slug, Territory: t, Size: size.Slug})))
		}
		if slices.ContainsFunc(row.Cells, func(cell HeatCell) bool { return cell.Total > 0 }) {
			table.Rows = append(table.Rows, row)
		}
	}
	return table
}

// coverageMap writes the number of documents of each territory under its name.
func coverageMap(c edition.Coverage) CoverageMap {
	m := CoverageMap{Width: mapWidth, Height: mapHeight}
	for _, s := range spots {
		n := c.Count(edition.Cell{Territory: s.territory()}).Total()
		outside := !slices.Contains(c.Territories, s.territory())
		if !outside {
			s.lines = append(slices.Clone(s.lines), french.Number(n))
		}
		m.Tiles = append(m.Tiles, CoverageTile{s.tile(), stepOf(n), outside})
	}
	return m
}

func gaps(c edition.Coverage) []CoverageGap {
	var list []CoverageGap
	for _, g := range c.Gaps {
		var headings []string
		for _, h := range g.Headings {
			headings = append(headings, h.Title)
		}
		list = append(list, CoverageGap{french.Typography(g.Sector.Title), g.Sector.Source.Path, strings.Join(headings, ", ")})
	}
	return list
}

func reviews(c edition.Coverage) []CoverageReviews {
	var list []CoverageReviews
	for _, r := range c.Reviews {
		author := CoverageReviews{Author: french.Typography(r.Author)}
		for _, d := range r.Documents {
			author.Documents = append(author.Documents, CoverageReview{french.Typography(d.Title), d.Source.Path, d.ReviewBy.French()})
		}
		list = append(list, author)
	}
	return list
}
