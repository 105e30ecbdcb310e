package check

import (
	"fmt"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
)

// missingImages reports pictures of the text that content/images does not hold.
func missingImages(c *content.Collection, d *content.Document) []diag.Diagnostic {
	images := d.Body.Images()
	if len(images) == 0 {
		return nil
	}
	known := picturesFor(c, d)
	var problems []diag.Diagnostic
	for _, image := range images {
		path := content.ImagePath(d.Folder(), image.Dest)
		if !slices.Contains(known, path) {
			problems = append(problems, diag.New(diag.MissingImage, d.Source, image.Span, fmt.Sprintf("l'image « %s » n'existe pas", image.Dest),
				diag.DidYouMean(path, known, "déposez-la dans images/ et écrivez « ../images/nom.jpg »")))
		}
	}
	return problems
}

// picturesFor lists the pictures that a document may show: those of the base
// tree and of its own territory.
func picturesFor(c *content.Collection, d *content.Document) []string {
	var list []string
	for _, f := range c.Files {
		if strings.HasPrefix(f.Path, "images/") && (f.Overlay.ID() == "" || f.Overlay == d.Overlay) {
			list = append(list, f.Path)
		}
	}
	return list
}
