package site

import (
	"context"
	"encoding/base64"
	"html/template"

	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/images"
	"recueil/internal/publish"
	"recueil/internal/render"
)

// Booklet makes one HTML file of an edition, or of what in asks of it, to print; the
// pictures of in are found here. Its style and pictures are inside, so that it asks for
// nothing. Problems are those of its pictures and templates; with an error among them
// there is no booklet. The error is a failure to read the content, or the context's.
func Booklet(ctx context.Context, in render.BookletInput, pages render.Standalone, cache images.Cache) ([]byte, []diag.Diagnostic, error) {
	var problems []diag.Diagnostic
	in.Pictures = map[string]render.InnerPicture{}
	for _, name := range in.View.Pictures() {
		if err := ctx.Err(); err != nil {
			return nil, problems, err
		}
		picture, problem, err := innerPicture(in.View, name, cache)
		switch {
		case err != nil:
			return nil, problems, err
		case problem != nil:
			problems = append(problems, *problem)
		default:
			in.Pictures[name] = picture
		}
	}
	logo, found, err := innerLogo(in.View)
	if err != nil || diag.HasErrors(problems) {
		return nil, diag.Sort(problems), err
	}
	if found {
		in.Pictures[in.View.Site().Logo] = logo
	}
	page, more := pages.Booklet(in)
	return page, diag.Sort(append(problems, more...)), nil
}

// Leaflet makes one HTML file of a sheet that [render.Leaflets] lists, to print on one
// A4 page and to give: as [Booklet] does, with the edition's logo alone.
func Leaflet(in render.LeafletInput, pages render.Standalone) ([]byte, []diag.Diagnostic, error) {
	logo, found, err := innerLogo(in.View)
	if err != nil {
		return nil, nil, err
	}
	if found {
		in.Logo = &logo
	}
	page, problems := pages.Leaflet(in)
	return page, problems, nil
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

// innerLogo is the edition's logo as it is, a file of fichiers/, if it has one.
func innerLogo(v *edition.View) (render.InnerPicture, bool, error) {
	name := v.Site().Logo
	if _, ok := v.File(name); !ok {
		return render.InnerPicture{}, false, nil
	}
	_, data, err := readFile(v, name)
	return render.InnerPicture{URI: dataURI(name, data)}, err == nil, err
}

func dataURI(name string, data []byte) template.URL {
	return template.URL("data:" + publish.ContentType(name) + ";base64," + base64.StdEncoding.EncodeToString(data))
}
