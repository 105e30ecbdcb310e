package check

import (
	"fmt"
	"net/url"
	"path"
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
	look := func(dest string, span diag.Span, write func(file string) string) {
		file := content.ImagePath(d.Folder(), dest)
		if dest == "" || s.known().holds(file, d.Overlay) {
			return
		}
		p := diag.New(diag.MissingImage, d.Source, span, fmt.Sprintf("l'image « %s » n'existe pas", dest), "déposez-la à cette place du dossier content : "+file)
		if !strings.HasPrefix(file, "images/") {
			p.Hint = fmt.Sprintf("déposez-la dans images/ et écrivez « %s »", write("images/"+path.Base(file)))
		}
		if near, ok := nearestPicture(file, picturesFor(s, d)); ok {
			p.Hint = fmt.Sprintf("vouliez-vous dire « %s » ?", write(near))
			p.Fix = content.Rewrite(p, dest, write(near))
			p.Fix.Confirm = content.Slug(near) != content.Slug(file)
		}
		problems = append(problems, p)
	}
	if d.Image != nil {
		look(d.Image.File, d.Value("image.fichier"), func(file string) string { return file })
	}
	for _, image := range d.Body.Images() {
		look(image.Dest, image.Span, inText)
	}
	return problems
}

// inText is the address of a file of the content in a text, where a space ends one.
func inText(file string) string {
	address := url.URL{Path: "../" + file}
	return address.EscapedPath()
}

// nearestPicture returns the picture whose name is nearest to a file's, in whatever
// folder it is.
func nearestPicture(file string, pictures []string) (string, bool) {
	byName := map[string]string{}
	var names []string
	for _, p := range pictures {
		byName[path.Base(p)], names = p, append(names, path.Base(p))
	}
	near, ok := french.Nearest(path.Base(file), names)
	return byName[near], ok
}

// holds reports whether a file is in the base tree or in that of a territory.
func (k known) holds(file string, overlay reference.Territory) bool {
	return slices.ContainsFunc(k.files[file], func(f *content.File) bool { return f.Overlay == overlay || f.Overlay.Kind == nil })
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
