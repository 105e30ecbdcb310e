package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/lists"
	"recueil/internal/search"
)

func (a *app) searchCommand() *cobra.Command {
	var src source
	var sectors []string
	var form string
	c := &cobra.Command{
		Use:   "search MOTS…",
		Short: "Cherche dans le contenu, comme le site",
		Long: `search cherche les mots donnés dans une édition, et montre la réponse que le site donne dans le navigateur :
d'abord les documents qui ont tous les mots, ensuite ceux qui en ont une partie.`,
		RunE: func(c *cobra.Command, words []string) error {
			if err := format(form, "texte", "json"); err != nil {
				return err
			}
			if len(words) == 0 {
				return usagef("il manque les mots à chercher")
			}
			query := search.Query{Text: strings.Join(words, " "), Facets: map[string][]string{"secteur": sectors}}
			answer, err := a.search(c.Context(), src, query)
			if err != nil {
				return err
			}
			return a.printAnswer(answer, form)
		},
	}
	src.flags(c)
	c.Flags().StringArrayVar(&sectors, "secteur", nil, "`SECTEUR` où chercher ; répété, l'un ou l'autre")
	c.Flags().StringVar(&form, "format", "texte", "`FORMAT` du résultat : texte ou json")
	return c
}

// search indexes the edition that the flags name and asks it.
func (a *app) search(ctx context.Context, src source, query search.Query) (search.Answer, error) {
	view, err := a.view(ctx, src, "la recherche n'a pas eu lieu")
	if err != nil {
		return search.Answer{}, err
	}
	if err := knownSectors(view, query.Facets["secteur"]); err != nil {
		return search.Answer{}, err
	}
	index, err := search.OfEdition(view)
	if err != nil {
		return search.Answer{}, err
	}
	defer index.Close()
	answer, err := index.Search(ctx, query)
	for i, r := range answer.Results {
		if d, ok := view.Document(strings.Trim(r.URL, "/")); ok {
			answer.Results[i].Title = d.Title // as its author wrote it
		}
	}
	return answer, err
}

func knownSectors(v *edition.View, slugs []string) error {
	known := lists.Of(v.Sectors(), func(d *content.Document) string { return d.Slug })
	for _, slug := range slugs {
		if _, ok := v.Document("secteurs/" + slug); !ok {
			return usagef("secteur inconnu « %s » ; %s", slug, french.DidYouMean(slug, known, "secteurs : "+strings.Join(known, ", ")))
		}
	}
	return nil
}

type jsonAnswer struct {
	Total   int          `json:"total"`
	Whole   int          `json:"avec_tous_les_mots"`
	Results []jsonResult `json:"resultats"`
}

type jsonResult struct {
	URL   string  `json:"url"`
	Title string  `json:"titre"`
	Score float64 `json:"score"`
	Part  bool    `json:"partiel,omitempty"`
}

func (a *app) printAnswer(answer search.Answer, form string) error {
	if form == "json" {
		results := lists.Of(answer.Results, func(r search.Result) jsonResult { return jsonResult{r.URL, r.Title, r.Score, r.Partial} })
		return a.printJSON(jsonAnswer{len(results), answer.Whole, results})
	}
	for i, r := range answer.Results {
		if r.Partial && !r.Closed && i > 0 && !answer.Results[i-1].Partial {
			fmt.Fprintln(a.stdout, "Ensuite, des documents qui n'ont qu'une partie des mots :")
		}
		fmt.Fprintf(a.stdout, "%7.4f  %s\n         %s\n", r.Score, r.Title, r.URL)
	}
	if len(answer.Results) == 0 {
		fmt.Fprintln(a.stdout, "Aucun résultat.")
		return nil
	}
	fmt.Fprintf(a.stdout, "%s.\n", french.Count(len(answer.Results), "résultat"))
	if answer.Whole == 0 {
		fmt.Fprintln(a.stdout, "Aucun document n'a tous les mots : ceux-ci en ont au moins un.")
	}
	return nil
}
