package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/export"
	"recueil/internal/french"
	"recueil/internal/lists"
	"recueil/internal/reference"
	"recueil/internal/render"
)

func (a *app) coverageCommand() *cobra.Command {
	var src source
	var since, out, form string
	c := &cobra.Command{
		Use:   "couverture",
		Short: "Compte ce que le recueil contient, et ce qui manque",
		Long: `couverture compte les témoignages, les fiches et les aides d'une édition par secteur, par territoire et par taille,
nomme les rubriques vides des guides, et liste par auteur ce qui a dépassé sa date de relecture.

Seul compte ce qu'un document nomme : sans secteur, sans territoire ou sans taille, il vaut pour tous mais ne remplit
aucune case. Celui d'un département compte pour sa région. Les amorces sont nommées à part et ne comptent pas.

Un document est à relire passé son « revoir_le » ou, sans cette clé, passé les mois que « revoir_apres » donne à son type dans recueil.yaml :
par défaut un an, deux pour un témoignage, un thème ou une page.

--depuis compare avec un recueil.json publié plus tôt par la même édition. --out écrit le même bilan dans une page avec ses tableaux et sa carte.`,
		Example: `  recueil couverture --edition bretagne --depuis recueil-mars.json --out bilan.html`,
		Args:    refuseWords,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := format(form, "texte", "json"); err != nil {
				return err
			}
			view, err := a.view(c.Context(), src, "le bilan serait incomplet")
			if err != nil {
				return err
			}
			changes, err := changesSince(view, since)
			if err != nil {
				return err
			}
			if err := a.writeCoverage(view, changes, out); err != nil {
				return err
			}
			return a.printCoverage(view, changes, form, out)
		},
	}
	src.flags(c)
	c.Flags().StringVar(&since, "depuis", "", "`FICHIER` recueil.json d'un jour plus ancien, à comparer")
	c.Flags().StringVar(&out, "out", "", "`FICHIER` où écrire aussi le bilan, en une page à ouvrir ou à imprimer")
	c.Flags().StringVar(&form, "format", "texte", "`FORMAT` du résultat : texte ou json")
	return c
}

// writeCoverage writes the page, if it is asked for.
func (a *app) writeCoverage(v *edition.View, changes *export.Changes, out string) error {
	if out == "" {
		return nil
	}
	page, err := a.alone("", "la page n'a pas été écrite", func(pages render.Standalone) ([]byte, []diag.Diagnostic, error) {
		page, problems := pages.Coverage(v, changesInWords(changes))
		return page, problems, nil
	})
	if err != nil {
		return err
	}
	return writeFile(out, page)
}

func (a *app) printCoverage(v *edition.View, changes *export.Changes, form, out string) error {
	c := v.Coverage()
	if form == "json" {
		return a.printJSON(newJSONCoverage(v, c, changes))
	}
	fmt.Fprintf(a.stdout, "Couverture de l'édition %s au %s : %s.\n", v.Site().Name(), v.Today().French(), inFull(c.Count(edition.Cell{})))
	if changes != nil {
		fmt.Fprintln(a.stdout, changesInWords(changes))
	}
	a.printTotals(c)
	a.printCells(c)
	a.printGaps(c)
	a.printStubs(c)
	a.printReviews(c)
	if out != "" {
		fmt.Fprintf(a.stdout, "\nLa page est dans %s.\n", out)
	}
	return nil
}

// inFull says a count in words: "2 témoignages, 1 fiche".
func inFull(n edition.Count) string {
	var words []string
	for _, part := range []struct {
		n    int
		word string
	}{{n.Testimonials, "témoignage"}, {n.Sheets, "fiche"}, {n.Aids, "aide"}} {
		if part.n > 0 {
			words = append(words, french.Count(part.n, part.word))
		}
	}
	return cmp.Or(strings.Join(words, ", "), "aucun document")
}

// printTotals prints a line for each sector, territory and size.
func (a *app) printTotals(c edition.Coverage) {
	line := func(name string, cell edition.Cell) {
		n := c.Count(cell)
		fmt.Fprintf(a.stdout, "%11d  %6d  %5d  %s\n", n.Testimonials, n.Sheets, n.Aids, name)
	}
	title := func(name string) { fmt.Fprintf(a.stdout, "\ntémoignages  fiches  aides  %s\n", name) }
	title("par secteur")
	for _, s := range c.Sectors {
		line(s.Title, edition.Cell{Sector: s.Slug})
	}
	title("par territoire")
	for _, t := range c.Territories {
		line(t.Name, edition.Cell{Territory: t})
	}
	title("par taille")
	for _, s := range c.Sizes {
		line(s.Label, edition.Cell{Size: s.Slug})
	}
}

// printCells prints the combinations of sector, territory and size that have
// documents; those that have none are too many to read.
func (a *app) printCells(c edition.Coverage) {
	fmt.Fprintln(a.stdout, "\nSecteur, territoire et taille :")
	filled := 0
	for _, s := range c.Sectors {
		for _, t := range c.Territories {
			for _, size := range c.Sizes {
				if n := c.Count(edition.Cell{Sector: s.Slug, Territory: t, Size: size.Slug}); n.Total() > 0 {
					filled++
					fmt.Fprintf(a.stdout, "  %s, %s, %s : %s\n", s.Title, t.Name, size.Label, inFull(n))
				}
			}
		}
	}
	fmt.Fprintf(a.stdout, "  Sans aucun document : %d combinaisons sur %d.\n",
		len(c.Sectors)*len(c.Territories)*len(c.Sizes)-filled, len(c.Sectors)*len(c.Territories)*len(c.Sizes))
}

// printPart prints a titled list, or that there is nothing in it.
func (a *app) printPart(title, none string, lines []string) {
	if len(lines) == 0 {
		lines = []string{none}
	}
	fmt.Fprintf(a.stdout, "\n%s\n  %s\n", title, strings.Join(lines, "\n  "))
}

func headingTitle(h edition.Heading) string { return h.Title }

func (a *app) printGaps(c edition.Coverage) {
	a.printPart("Rubriques vides des guides :", "aucune", lists.Of(c.Gaps, func(g edition.Gap) string {
		return g.Sector.Title + " : " + strings.Join(lists.Of(g.Headings, headingTitle), ", ")
	}))
}

func (a *app) printStubs(c edition.Coverage) {
	a.printPart("Amorces, à terminer, qui ne comptent pas :", "aucune", lists.Of(c.Stubs, func(d *content.Document) string {
		return fmt.Sprintf("%s : « %s »", d.Source.Path, d.Title)
	}))
}

func (a *app) printReviews(c edition.Coverage) {
	var lines []string
	for _, r := range c.Reviews {
		lines = append(lines, cmp.Or(r.Author, "Sans auteur"))
		for _, d := range r.Reviews {
			line, column := d.Source.Position(d.Value("revoir_le").Start)
			lines = append(lines, fmt.Sprintf("  %s:%d:%d : %s, « %s »", d.Source.Path, line, column, d.By.French(), d.Title))
		}
	}
	a.printPart("À relire, date passée :", "rien", lines)
	if c.Undated > 0 {
		fmt.Fprintf(a.stdout, "  Sans aucune date, que rien ne rappellera : %s.\n", french.Count(c.Undated, "document"))
	}
}

// jsonCoverage is the coverage for machines. In a cell, a key that is missing
// stands for whatever documents say there; combinations without documents are
// left out.
type jsonCoverage struct {
	Edition     string         `json:"edition"`
	Date        content.Date   `json:"date"`
	Sectors     []jsonTerm     `json:"secteurs"`
	Territories []jsonTerm     `json:"territoires"`
	Sizes       []jsonTerm     `json:"tailles"`
	Cells       []jsonCell     `json:"cellules"`
	Gaps        []jsonGap      `json:"rubriques_vides"`
	Stubs       []jsonStub     `json:"amorces"`
	Reviews     []jsonReviewer `json:"a_relire"`
	Undated     int            `json:"sans_date"`
	Changes     *jsonChanges   `json:"changements,omitempty"`
}

type jsonTerm struct {
	ID   string `json:"id"`
	Name string `json:"nom"`
}

type jsonCell struct {
	Sector       string `json:"secteur,omitempty"`
	Territory    string `json:"territoire,omitempty"`
	Size         string `json:"taille,omitempty"`
	Testimonials int    `json:"temoignages"`
	Sheets       int    `json:"fiches"`
	Aids         int    `json:"aides"`
}

type jsonGap struct {
	Sector   string   `json:"secteur"`
	Headings []string `json:"rubriques"`
}

type jsonStub struct {
	Document string `json:"document"`
	Title    string `json:"titre"`
	File     string `json:"fichier"`
}

type jsonReviewer struct {
	Author    string       `json:"auteur"`
	Documents []jsonReview `json:"documents"`
}

type jsonReview struct {
	jsonStub
	ReviewBy content.Date `json:"revoir_le"`
}

func newJSONCoverage(v *edition.View, c edition.Coverage, changes *export.Changes) jsonCoverage {
	stub := func(d *content.Document) jsonStub { return jsonStub{d.Key(), d.Title, d.Source.Path} }
	return jsonCoverage{
		Edition: v.Site().Slug, Date: v.Today(), Cells: jsonCells(c), Undated: c.Undated, Changes: newJSONChanges(changes),
		Sectors:     lists.Of(c.Sectors, func(d *content.Document) jsonTerm { return jsonTerm{d.Slug, d.Title} }),
		Territories: lists.Of(c.Territories, func(t reference.Territory) jsonTerm { return jsonTerm{t.ID(), t.Name} }),
		Sizes:       lists.Of(c.Sizes, func(s reference.Size) jsonTerm { return jsonTerm{s.Slug, s.Label} }),
		Gaps: lists.Of(c.Gaps, func(g edition.Gap) jsonGap {
			return jsonGap{g.Sector.Slug, lists.Of(g.Headings, func(h edition.Heading) string { return string(h.Type) })}
		}),
		Stubs: lists.Of(c.Stubs, stub),
		Reviews: lists.Of(c.Reviews, func(r edition.AuthorReviews) jsonReviewer {
			return jsonReviewer{r.Author, lists.Of(r.Reviews, func(d edition.Review) jsonReview { return jsonReview{stub(d.Document), d.By} })}
		}),
	}
}

// jsonCells lists the cells that have documents, the widest combinations of each
// sector first.
func jsonCells(c edition.Coverage) []jsonCell {
	cells := []jsonCell{}
	for _, sector := range append([]string{""}, lists.Of(c.Sectors, func(d *content.Document) string { return d.Slug })...) {
		for _, t := range append([]reference.Territory{{}}, c.Territories...) {
			for _, size := range append([]string{""}, lists.Of(c.Sizes, func(s reference.Size) string { return s.Slug })...) {
				if n := c.Count(edition.Cell{Sector: sector, Territory: t, Size: size}); n.Total() > 0 {
					cells = append(cells, jsonCell{sector, t.ID(), size, n.Testimonials, n.Sheets, n.Aids})
				}
			}
		}
	}
	return cells
}
