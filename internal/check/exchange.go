package check

import (
	"recueil/internal/content"
	"recueil/internal/diag"
)

// missingTerritory reports an exchange that is of no territory: people who answer it have
// to meet, and nothing is found to match it.
func missingTerritory(_ *survey, d *content.Document) []diag.Diagnostic {
	if d.Exchange == nil || len(d.Territories) > 0 || d.Draft {
		return nil
	}
	return []diag.Diagnostic{diag.New(diag.NoTerritory, d.Source, d.Value("sens"), "l'échange ne dit pas dans quel territoire il se fait",
		"ajoutez par exemple « territoires: [ille-et-vilaine] » : on se rencontre près de chez soi, et la page propose ce qui y répond")}
}
