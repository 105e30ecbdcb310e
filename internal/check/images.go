package check

import (
	"fmt"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/french"
	"recueil/internal/reference"
)

// missingImages reports the pictures of a document that its tree and the base
// tree do not hold.
func missingImages(s *survey, d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	look := func(dest string, span diag.Span, form string) {
		if path := content.ImagePath(d.Folder(), dest); dest != "" && !s.known().holds(path, d.Overlay) {
			problems = append(problems, diag.New(diag.MissingImage, d.Source, span, fmt.Sprintf("l'image « %s » n'existe pas", dest),
				french.DidYouMean(path, picturesFor(s, d), fmt.Sprintf("déposez-la dans images/ et écrivez « %s »", form))))
		}
	}
	if d.Image != nil {
		look(d.Image.File, d.Value("image.fichier"), "images/nom.jpg")
	}
	for _, image := range d.Body.Images() {
		look(image.Dest, image.Span, "../images/nom.jpg")
	}
	return problems
}

// holds reports whether a file is in the base tree or in that of a territory.
func (k known) holds(path string, overlay reference.Territory) bool {
	return slices.ContainsFunc(k.files[path], func(f *content.File) bool { return f.Overlay == overlay || f.Overlay.Kind == nil })
}

// picturesFor lists the pictures that a document may show: those of the base
// tree and of its own territory.
func picturesFor(s *survey, d *content.Document) []string {
	var list []string
	for _, f := range s.Files {
		if strings.HasPrefix(f.Path, "images/") && s.known().holds(f.Path, d.Overlay) {
			list = append(list, f.Path)
		}
	}
	return list
}

// missingLogos looks at those of the site and of its editions.
func missingLogos(s *survey) []diag.Diagnostic {
	var problems []diag.Diagnostic
	look := func(src *diag.Source, span diag.Span, logo string) {
		if logo != "" && len(s.known().files[logo]) == 0 {
			problems = append(problems, diag.New(diag.MissingImage, src, span, fmt.Sprintf("le logo « %s » n'existe pas", logo), "déposez-le dans fichiers/ et écrivez « fichiers/nom.svg »"))
		}
	}
	for _, e := range s.Editions {
		look(e.Source, e.Value("logo"), e.Logo)
	}
	if p := s.Site.Publisher; p != nil {
		look(s.Site.Source, s.Site.Value("editeur.logo"), p.Logo)
	}
	return problems
}
