package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/lists"
	"recueil/internal/reference"
)

// setFlags are the flags that name several editions at once.
func setFlags(c *cobra.Command, sets *edition.Sets) {
	f := c.Flags()
	f.BoolVar(&sets.Declared, "toutes-les-editions", false, "avec l'édition nationale, toutes celles de editions/")
	for _, kind := range reference.Kinds() {
		f.BoolFunc(french.Slug(kind.Every), "avec l'édition nationale, une par "+kind.Singular, func(value string) error {
			wanted, err := strconv.ParseBool(value)
			if wanted {
				sets.Of = append(sets.Of, kind)
			}
			return err
		})
	}
}

func (a *app) editionsCommand() *cobra.Command {
	var src source
	var sets edition.Sets
	var form string
	c := &cobra.Command{
		Use:   "editions",
		Short: "Liste les éditions, ce qu'elles tiennent et ce qui leur manque",
		Long: `editions liste l'édition nationale et les éditions déclarées : leurs documents, et les rubriques vides de leurs guides.
Avec --toutes-les-regions et les options de même sorte, il liste les éditions que ces options fabriquent.

--format matrice écrit le JSON que prend la matrice de travaux de GitHub ou de GitLab, pour répartir une grande
fabrication : chaque entrée a les options de « recueil build » pour une édition.`,
		Args: refuseWords,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := format(form, "texte", "json", "matrice"); err != nil {
				return err
			}
			editions, err := a.editions(c.Context(), src, "la liste serait incomplète")
			if err != nil {
				return err
			}
			if !sets.Several() {
				sets.Declared = true
			}
			return a.printSummaries(summaries(editions.Every(sets)), form)
		},
	}
	src.treeFlags(c)
	setFlags(c, &sets)
	c.Flags().StringVar(&form, "format", "texte", "`FORMAT` du résultat : texte, json ou matrice")
	return c
}

// summary is what an edition holds and lacks.
type summary struct {
	Slug        string   `json:"edition"`
	Title       string   `json:"titre"`
	Territories []string `json:"territoires"`
	Address     string   `json:"base_url"`
	Documents   int      `json:"documents"`
	Empty       int      `json:"rubriques_vides"` // of its guides
	Options     string   `json:"options"`         // of « recueil build »
}

func summaries(choices []edition.Choice) []summary {
	var list []summary
	for _, choice := range choices {
		view, _ := edition.Select(choice)
		s := summary{Slug: choice.Slug(), Title: view.Site().Title, Address: view.Site().BaseURL,
			Territories: lists.Of(view.Territories(), reference.Territory.ID), Documents: len(view.Own()), Options: options(choice)}
		for _, sector := range view.Sectors() {
			for _, h := range view.Guide(sector) {
				if h.Empty() {
					s.Empty++
				}
			}
		}
		list = append(list, s)
	}
	return list
}

// options writes the options that make an edition alone.
func options(c edition.Choice) string {
	switch {
	case c.Edition != nil:
		return "--edition " + c.Edition.Slug
	case c.Slug() != "":
		return "--territoire " + c.Territory.ID()
	}
	return ""
}

func (a *app) printSummaries(list []summary, form string) error {
	switch form {
	case "json":
		return a.printJSON(list)
	case "matrice":
		return json.NewEncoder(a.stdout).Encode(matrix(list))
	}
	width := len("édition")
	for _, s := range list {
		width = max(width, utf8.RuneCountInString(edition.NameOf(s.Slug)))
	}
	for _, s := range list {
		fmt.Fprintf(a.stdout, "%s%s  %s, %s  %s\n", edition.NameOf(s.Slug), strings.Repeat(" ", width-utf8.RuneCountInString(edition.NameOf(s.Slug))),
			french.Count(s.Documents, "document"), emptyHeadings(s.Empty), s.Title)
	}
	return nil
}

func emptyHeadings(n int) string {
	switch n {
	case 0:
		return "aucune rubrique vide"
	case 1:
		return "1 rubrique vide"
	}
	return fmt.Sprintf("%d rubriques vides", n)
}

// matrix is the form that a matrix of jobs takes on GitHub; GitLab's
// parallel:matrix takes its list.
func matrix(list []summary) map[string][]map[string]string {
	include := lists.Of(list, func(s summary) map[string]string {
		return map[string]string{"edition": edition.NameOf(s.Slug), "options": s.Options, "dossier": folder(s)}
	})
	return map[string][]map[string]string{"include": include}
}

// folder is where the edition goes in the published site.
func folder(s summary) string {
	if s.Slug == "" {
		return "."
	}
	return edition.EditionsFolder + "/" + s.Slug
}
