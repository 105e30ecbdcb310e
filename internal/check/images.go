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

// maxImage is the most bytes of a picture as it was taken: readers are sent
// smaller ones, but editors share the originals.
const maxImage = 2_000_000

// heavyImages reports the pictures of a document that are too big to share, and
// those of whose author nothing is known.
func heavyImages(c *content.Collection, d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	weigh := func(dest string, span diag.Span) {
		if size := sizeOf(c, d, dest); size > maxImage {
			problems = append(problems, diag.New(diag.HeavyImage, d.Source, span, fmt.Sprintf("l'image « %s » pèse %s Mo", dest, strings.Replace(fmt.Sprintf("%.1f", float64(size)/1e6), ".", ",", 1)),
				"réduisez-la à moins de 2 Mo : 2 000 points de large suffisent"))
		}
	}
	if d.Image != nil {
		weigh(d.Image.File, d.Value("image.fichier"))
		if d.Image.File != "" && d.Image.Credit == "" {
			problems = append(problems, diag.New(diag.MissingCredit, d.Source, d.Value("image.fichier"), "l'image n'a pas de crédit",
				"écrivez qui l'a faite : « credit: \"Photo : Nom, organisme\" »"))
		}
	}
	for _, image := range d.Body.Images() {
		weigh(image.Dest, image.Span)
	}
	return problems
}

// sizeOf returns the bytes of a picture that a document shows: its territory's
// own before that of the base tree; 0 when it is not there.
func sizeOf(c *content.Collection, d *content.Document, dest string) int64 {
	path, size := content.ImagePath(d.Folder(), dest), int64(0)
	for _, f := range c.Files {
		if f.Path != path || f.Overlay.ID() != "" && f.Overlay != d.Overlay {
			continue
		}
		if n, err := f.Size(); err == nil && (size == 0 || f.Overlay == d.Overlay) {
			size = n
		}
	}
	return size
}
