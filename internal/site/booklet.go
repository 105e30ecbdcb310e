package site

import (
	"context"
	"encoding/base64"
	"html/template"
	"io/fs"
	"path"

	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/images"
	"recueil/internal/render"
)

// Booklet makes one HTML file of an edition, to print: the guides of the sectors,
// by slug, and the documents that they list, or everything without sectors. Its
// style and pictures are inside, so that it asks for nothing. Problems are those
// of its pictures and templates; with an error among them there is no booklet.
// The error is a failure to read the content, or the context's.
func Booklet(ctx context.Context, v *edition.View, templates fs.FS, sectors []string, cache images.Cache) ([]byte, []diag.Diagnostic, error) {
	pages, problems := render.ParseStandalone(templates)
	if diag.HasErrors(problems) {
		return nil, problems, nil
	}
	in := render.BookletInput{View: v, Sectors: sectors, Pictures: map[string]render.InnerPicture{}}
	for _, name := range v.Pictures() {
		if err := ctx.Err(); err != nil {
			return nil, problems, err
		}
		picture, problem, err := innerPicture(v, name, cache)
		switch {
		case err != nil:
			return nil, problems, err
		case problem != nil:
			problems = append(problems, *problem)
		default:
			in.Pictures[name] = picture
		}
	}
	if err := addLogo(in); err != nil || diag.HasErrors(problems) {
		return nil, diag.Sort(problems), err
	}
	page, more := pages.Booklet(in)
	return page, diag.Sort(append(problems, more...)), nil
}

// printedWidth is the widest picture that paper needs: about 140 points an inch
// over the width of an A4 sheet without its margins.
const printedWidth = 960

// innerPicture makes a picture of the content ready to stand in the page.
func innerPicture(v *edition.View, name string, cache images.Cache) (render.InnerPicture, *diag.Diagnostic, error) {
	picture, problem, err := processed(v, name, cache)
	if err != nil || problem != nil {
		return render.InnerPicture{}, problem, err
	}
	chosen := picture.Variants[0]
	for _, variant := range picture.Variants {
		if variant.Width <= printedWidth {
			chosen = variant
		}
	}
	widest := picture.Variants[len(picture.Variants)-1].Name
	return render.InnerPicture{URI: dataURI(chosen.Name, chosen.Data), Widest: widest, Width: chosen.Width, Height: chosen.Height}, nil, nil
}

// addLogo adds the logo as it is: a file of fichiers/.
func addLogo(in render.BookletInput) error {
	name := in.View.Site().Logo
	if _, ok := in.View.File(name); !ok {
		return nil
	}
	_, data, err := readFile(in.View, name)
	in.Pictures[name] = render.InnerPicture{URI: dataURI(name, data)}
	return err
}

// mediaTypes are those of pictures. The system's own table differs from machine
// to machine.
var mediaTypes = map[string]string{
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp", ".svg": "image/svg+xml",
}

func dataURI(name string, data []byte) template.URL {
	return template.URL("data:" + mediaTypes[path.Ext(name)] + ";base64," + base64.StdEncoding.EncodeToString(data))
}
