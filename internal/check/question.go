package check

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/french"
	"recueil/internal/reference"
)

// searchProblem says what is wrong in the question of a link to the search, such as
// /recherche/?q=vente&type=aides: the page would leave it out.
func (s *survey) searchProblem(query string) (message, hint string) {
	values, err := url.ParseQuery(query)
	if err != nil {
		return fmt.Sprintf("la question « %s » ne se lit pas", query), "écrivez /recherche/?q=mots+cherchés&type=aides"
	}
	facets := s.searchValues()
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if name == "q" {
			continue
		}
		known, ok := facets[name]
		if !ok {
			names := append([]string{"q"}, slices.Sorted(maps.Keys(facets))...)
			return fmt.Sprintf("la recherche n'a pas de filtre « %s »", name), french.DidYouMean(name, names, "filtres : "+strings.Join(names, ", "))
		}
		for _, value := range values[name] {
			if !slices.Contains(known, value) {
				return fmt.Sprintf("le filtre « %s » n'a pas de valeur « %s »", name, value), french.DidYouMean(value, known, "prenez une valeur du filtre dans l'adresse de la page de recherche")
			}
		}
	}
	return "", ""
}

// searchValues lists what each filter of the search takes.
func (s *survey) searchValues() map[string][]string {
	values := map[string][]string{
		"taille":  reference.SizeSlugs(),
		"type":    content.TypeNames(),
		"secteur": s.known().sectors.list,
		"theme":   s.known().themes.list,
		"public":  {string(content.ForFirms), string(content.ForAdvisers), string(content.ForBranches), string(content.ForEditors)},
	}
	for _, t := range reference.Territories() {
		values["territoire"] = append(values["territoire"], t.Key(), t.ID())
	}
	return values
}
