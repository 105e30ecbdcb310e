package render

import (
	"fmt"
	"net/url"
	"strings"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/markdown"
)

// pictureSizes is how wide a picture of the text is shown: the column of text,
// or the whole of a narrower screen.
const pictureSizes = "(min-width: 46rem) 42rem, 94vw"

// plainWidth is the width of the picture that browsers without srcset load.
const plainWidth = 960

// picture returns a picture of the content as the page shows it. File is its
// path in the content.
func (p place) picture(file string) (markdown.Picture, bool) {
	source, ok := p.in.Pictures[file]
	if !ok || len(source.Files) == 0 {
		return markdown.Picture{}, false
	}
	var set []string
	plain := source.Files[0].Path
	for _, f := range source.Files {
		set = append(set, fmt.Sprintf("%s %dw", p.rel(f.Path), f.Width))
		if f.Width <= plainWidth {
			plain = f.Path
		}
	}
	shown := markdown.Picture{Src: p.rel(plain), Width: source.Width, Height: source.Height}
	if len(set) > 1 {
		shown.SrcSet, shown.Sizes = strings.Join(set, ", "), pictureSizes
	}
	return shown, true
}

// pictureURL returns the full URL of the largest file of a picture, "" of one
// that does not exist.
func (s *site) pictureURL(file string) string {
	files := s.in.Pictures[file].Files
	if len(files) == 0 {
		return ""
	}
	return s.absolute(files[len(files)-1].Path)
}

// widest returns the URL of the largest file of a picture, "" of one that does not
// exist.
func (p place) widest(file string) string {
	files := p.in.Pictures[file].Files
	if len(files) == 0 {
		return ""
	}
	return p.rel(files[len(files)-1].Path)
}

// Illustration is the picture of a document.
type Illustration struct {
	markdown.Picture
	Alt    string `fr:"texte de remplacement"`
	Credit string `fr:"auteur de l'image"`
}

// illustration returns the picture of a document. One that is not there, as in a draft,
// has no address: its text takes its place.
func (p place) illustration(d *content.Document) *Illustration {
	if d.Image == nil {
		return nil
	}
	shown, ok := p.picture(content.ImagePath(d.Folder(), d.Image.File))
	if !ok && d.Image.Alt == "" {
		return nil
	}
	return &Illustration{shown, d.Image.Alt, french.Typography(d.Image.Credit)}
}

// textResolver answers for the links and pictures of a document's text.
type textResolver struct {
	place
	document *content.Document
}

// Link implements markdown.Resolver. What the view holds but has no page, such
// as a file of fichiers/, is linked to as it is; a picture, in its largest size.
func (r textResolver) Link(dest string) (string, bool) {
	to, ok := r.view.Resolve(r.document, dest)
	if !ok {
		return "", false
	}
	if to.External != "" {
		return to.External, true
	}
	switch name, picture := to.Picture(); {
	case picture:
		href := r.widest(name)
		return href, href != ""
	case to.Address == "":
		return to.Suffix(), to.Suffix() != ""
	case strings.HasSuffix(to.Address, "/"):
		href := r.to(to.Address + to.Suffix())
		return href, href != ""
	}
	file := url.URL{Path: r.view.Where(to.Address)} // whose name may hold what ends an address
	return r.rel(file.EscapedPath() + to.Suffix()), true
}

// Term implements markdown.Resolver.
func (r textResolver) Term(id string) (string, bool) {
	href := r.to(edition.GlossaryPage + "#" + id)
	return href, href != ""
}

// Image implements markdown.Resolver.
func (r textResolver) Image(dest string) (markdown.Picture, bool) {
	return r.picture(content.ImagePath(r.document.Folder(), dest))
}
