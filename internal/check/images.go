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
	eachPicture(d, look)
	return problems
}

// eachPicture visits the pictures that a document shows: its own, then those of its text.
// Write writes the address of a file of the content as its place has it.
func eachPicture(d *content.Document, visit func(dest string, span diag.Span, write func(file string) string)) {
	if d.Image != nil {
		visit(d.Image.File, d.Value("image.fichier"), func(file string) string { return file })
	}
	for _, image := range d.Body.Images() {
		visit(image.Dest, image.Span, inText)
	}
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

// missingCredit reports the picture of a document of whose author nothing is
// known. Those of the text have a legend for it, if they need one.
func missingCredit(_ *survey, d *content.Document) []diag.Diagnostic {
	if d.Image == nil || d.Image.File == "" || d.Image.Credit != "" {
		return nil
	}
	return []diag.Diagnostic{diag.New(diag.MissingCredit, d.Source, d.Value("image.fichier"), "l'image n'a pas de crédit",
		"écrivez qui l'a faite : « credit: \"Photo : Nom, organisme\" »")}
}

// maxImage is the most bytes of a picture as it was taken: readers are sent
// smaller ones, but editors share the originals.
const maxImage = 2_000_000

// heavyImages reports the pictures of a document that are too big to share.
func heavyImages(s *survey, d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	eachPicture(d, func(dest string, span diag.Span, _ func(string) string) {
		if size := sizeOf(s, d, dest); size > maxImage {
			problems = append(problems, diag.New(diag.HeavyImage, d.Source, span, fmt.Sprintf("l'image « %s » pèse %s Mo", dest, strings.Replace(fmt.Sprintf("%.1f", float64(size)/1e6), ".", ",", 1)),
				"réduisez-la à moins de 2 Mo : 2 000 points de large suffisent"))
		}
	})
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
