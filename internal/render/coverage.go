package render

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/lists"
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
	Changes string            `fr:"ce qui a changé depuis un état plus ancien ; vide : rien à comparer"`
	Gaps    []CoverageGap     `fr:"guides dont des rubriques sont vides"`
	Stubs   []CoverageStub    `fr:"amorces, qui ne comptent nulle part"`
	Reviews []CoverageReviews `fr:"ce qui attend une relecture"`
	Undated int               `fr:"documents qu'aucune date ne rappellera"`
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

// CoverageStub is a document that is still too short to count.
type CoverageStub struct {
	Title string `fr:"titre"`
	File  string `fr:"fichier"`
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

// Coverage makes the page of an edition's coverage, with what changed in words, "" to say
// nothing of it. Its diagnostics are about templates.
func (s Standalone) Coverage(v *edition.View, changes string) ([]byte, []diag.Diagnostic) {
	page := coveragePage(v)
	page.Changes = french.Typography(changes)
	return s.render(aloneCoverage, page)
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
		Map:   coverageMap(c),
	}
	sectors := axisOf(c.Sectors, func(d *content.Document) axisTerm { return axisTerm{d.Title, edition.Cell{Sector: d.Slug}} })
	territories := axisOf(c.Territories, func(t reference.Territory) axisTerm { return axisTerm{t.Name, edition.Cell{Territory: t}} })
	sizes := axisOf(c.Sizes, func(s reference.Size) axisTerm { return axisTerm{s.Label, edition.Cell{Size: s.Slug}} })
	page.Heat = heatTable(c, "Par territoire et par secteur", "Territoire", slices.Concat(axis{{name: "Tous territoires"}}, territories), slices.Concat(axis{{name: "Tous secteurs"}}, sectors), "")
	page.Sizes = heatTable(c, "Par secteur et par taille", "Secteur", sectors, sizes, "")
	for _, sector := range c.Sectors {
		if table := heatTable(c, sector.Title, "Territoire", territories, sizes, sector.Slug); len(table.Rows) > 0 {
			page.Details = append(page.Details, table)
		} else {
			page.Bare = append(page.Bare, french.Typography(sector.Title))
		}
	}
	page.Gaps, page.Reviews, page.Undated = gaps(c), reviews(c), c.Undated
	page.Stubs = lists.Of(c.Stubs, func(d *content.Document) CoverageStub {
		return CoverageStub{french.Typography(d.Title), d.Source.Path}
	})
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

// axis is the rows or the columns of a table: the name of each, and its term.
type axis []axisTerm

type axisTerm struct {
	name string
	edition.Cell
}

func axisOf[T any](terms []T, term func(T) axisTerm) axis {
	var list axis
	for _, t := range terms {
		list = append(list, term(t))
	}
	return list
}

// heatTable has a number for each row and column. A row that counts nothing is left out
// of a table whose every row is in a sector.
func heatTable(c edition.Coverage, title, corner string, rows, columns axis, sector string) HeatTable {
	table := HeatTable{Title: french.Typography(title), Corner: corner}
	for _, column := range columns {
		table.Columns = append(table.Columns, french.Typography(column.name))
	}
	for _, r := range rows {
		row, total := HeatRow{Name: french.Typography(r.name)}, 0
		for _, column := range columns {
			cell := edition.Cell{Sector: cmp.Or(sector, r.Sector, column.Sector), Territory: r.Territory, Size: column.Size}
			row.Cells = append(row.Cells, heatCell(c.Count(cell)))
			total += c.Count(cell).Total()
		}
		if sector == "" || total > 0 {
			table.Rows = append(table.Rows, row)
		}
	}
	return table
}

// coverageMap writes the number of documents of each territory under its name.
func coverageMap(c edition.Coverage) CoverageMap {
	var m CoverageMap
	for _, s := range spots {
		n := c.Count(edition.Cell{Territory: s.territory()}).Total()
		outside := !slices.Contains(c.Territories, s.territory())
		if !outside {
			s.lines = append(slices.Clone(s.lines), french.Number(n))
		}
		t := s.tile(0)
		m.Tiles = append(m.Tiles, CoverageTile{t, stepOf(n), outside})
		m.Width, m.Height = max(m.Width, t.right()), max(m.Height, t.bottom())
	}
	return m
}

func gaps(c edition.Coverage) []CoverageGap {
	var list []CoverageGap
	for _, g := range c.Gaps {
		headings := lists.Of(g.Headings, func(h edition.Heading) string { return h.Title })
		list = append(list, CoverageGap{french.Typography(g.Sector.Title), g.Sector.Source.Path, strings.Join(headings, ", ")})
	}
	return list
}

func reviews(c edition.Coverage) []CoverageReviews {
	var list []CoverageReviews
	for _, r := range c.Reviews {
		author := CoverageReviews{Author: french.Typography(r.Author)}
		for _, d := range r.Reviews {
			author.Documents = append(author.Documents, CoverageReview{french.Typography(d.Title), d.Source.Path, d.By.French()})
		}
		list = append(list, author)
	}
	return list
}
