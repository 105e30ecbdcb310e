package check

import (
	"fmt"

	"recueil/internal/content"
	"recueil/internal/diag"
)

// takenAliases reports the former addresses of a document that pages of the site
// itself have: nobody would be led from there.
func takenAliases(own pages, d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for i, alias := range d.Aliases {
		if _, taken := own[alias]; taken {
			problems = append(problems, diag.New(diag.DuplicatedSlug, d.Source, d.Value(fmt.Sprintf("alias[%d]", i)), fmt.Sprintf("l'adresse %s est celle d'une page que le site fait lui-même", alias),
				"retirez-la des « alias »"))
		}
	}
	return problems
}
