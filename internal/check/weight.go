package check

import (
	"fmt"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
)

// maxImage is the most bytes of a picture as it was taken: readers are sent
// smaller ones, but editors share the originals.
const maxImage = 2_000_000

// heavyImages reports the pictures of a document that are too big to share.
func heavyImages(s *survey, d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	weigh := func(dest string, span diag.Span) {
		if size := sizeOf(s, d, dest); size > maxImage {
			problems = append(problems, diag.New(diag.HeavyImage, d.Source, span, fmt.Sprintf("l'image « %s » pèse %s Mo", dest, strings.Replace(fmt.Sprintf("%.1f", float64(size)/1e6), ".", ",", 1)),
				"réduisez-la à moins de 2 Mo : 2 000 points de large suffisent"))
		}
	}
	if d.Image != nil {
		weigh(d.Image.File, d.Value("image.fichier"))
	}
	for _, image := range d.Body.Images() {
		weigh(image.Dest, image.Span)
	}
	return problems
}

// sizeOf returns the bytes of a picture that a document shows: its territory's
// own before that of the base tree; 0 when it is not there.
func sizeOf(s *survey, d *content.Document, dest string) (size int64) {
	for _, f := range s.known().files[content.ImagePath(d.Folder(), dest)] {
		if n, err := f.Size(); err == nil && (f.Overlay == d.Overlay || f.Overlay.Kind == nil && size == 0) {
			size = n
		}
	}
	return size
}
