package check

import (
	"recueil/internal/content"
	"recueil/internal/diag"
)

// missingCredit reports the picture of a document of whose author nothing is
// known. Those of the text have a legend for it, if they need one.
func missingCredit(_ *survey, d *content.Document) []diag.Diagnostic {
	if d.Image == nil || d.Image.File == "" || d.Image.Credit != "" {
		return nil
	}
	return []diag.Diagnostic{diag.New(diag.MissingCredit, d.Source, d.Value("image.fichier"), "l'image n'a pas de crédit",
		"écrivez qui l'a faite : « credit: \"Photo : Nom, organisme\" »")}
}
