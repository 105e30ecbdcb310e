package site

import (
	"context"
	"errors"
	"fmt"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/images"
	"recueil/internal/lists"
	"recueil/internal/render"
)

// pictures makes the pictures that the documents show ready for pages, and
// writes them.
func (b *builder) pictures(ctx context.Context) ([]diag.Diagnostic, error) {
	names := b.view.Pictures()
	defer b.opt.begin(Picturing, len(names))()
	ready := make([]images.Picture, len(names))
	faults := make([]*diag.Diagnostic, len(names))
	err := b.each(ctx, len(names), func(i int) (err error) {
		ready[i], faults[i], err = b.picture(names[i])
		return err
	})
	known := map[*content.File]images.Picture{}
	var problems []diag.Diagnostic
	b.pages.Pictures = map[string]render.Picture{}
	for i, name := range names {
		if faults[i] != nil && b.view.OnlyDrafts(name) {
			faults[i].Severity = diag.Warning // its text is shown in its place
		}
		if faults[i] != nil {
			problems = append(problems, *faults[i])
			continue
		}
		b.pages.Pictures[name] = forPages(ready[i])
		file, _ := b.view.File(name)
		known[file] = ready[i]
	}
	if b.known != nil {
		b.known = known
	}
	return problems, err
}

// picture makes one picture ready and writes its files.
func (b *builder) picture(name string) (images.Picture, *diag.Diagnostic, error) {
	file, _ := b.view.File(name)
	picture, made := b.known[file]
	var problem *diag.Diagnostic
	if !made {
		var err error
		if picture, problem, err = processed(b.view, name, b.opt.Cache); err != nil {
			return picture, problem, err
		}
	}
	for _, v := range picture.Variants {
		if err := b.write(v.Name, v.Data); err != nil {
			return picture, nil, err
		}
	}
	return picture, problem, nil
}

// processed makes a picture of the edition ready, or says why it is refused.
func processed(v *edition.View, name string, cache images.Cache) (images.Picture, *diag.Diagnostic, error) {
	file, data, err := readFile(v, name)
	if err != nil {
		return images.Picture{}, nil, err
	}
	picture, err := images.Process(name, data, cache)
	if err != nil {
		return picture, unreadable(file, err), nil
	}
	return picture, nil, nil
}

func readFile(v *edition.View, name string) (*content.File, []byte, error) {
	file, ok := v.File(name)
	if !ok {
		return nil, nil, fmt.Errorf("picture %s: not in the edition", name) // the checks would have said so
	}
	data, err := file.Read()
	if err != nil {
		return file, nil, fmt.Errorf("read %s: %w", file.Name(), err)
	}
	return file, data, nil
}

// unreadable says why a picture is refused. The place is the file itself: its
// bytes have no lines.
func unreadable(file *content.File, err error) *diag.Diagnostic {
	message, hint := "ce fichier n'est pas une image lisible", "enregistrez-la de nouveau en JPEG ou en PNG"
	switch {
	case errors.Is(err, images.ErrTooLarge):
		message, hint = "cette image est trop grande", fmt.Sprintf("réduisez-la à moins de %d Mo et %d millions de points", images.MaxBytes>>20, images.MaxPixels/1_000_000)
	case errors.Is(err, images.ErrAnimated):
		message, hint = "cette image est animée", "gardez-en une seule vue, en JPEG ou en PNG"
	case errors.Is(err, images.ErrUnsafeSVG):
		message, hint = "ce dessin SVG contient un script ou un lien vers l'extérieur", "exportez-le sans script ni lien, ou en PNG"
	}
	d := diag.New(diag.BadImageFile, diag.NewSource(file.Name(), nil), diag.Span{}, message, hint)
	return &d
}

func forPages(p images.Picture) render.Picture {
	out := render.Picture{Width: p.Width, Height: p.Height}
	out.Files = lists.Of(p.Variants, func(v images.Variant) render.PictureFile { return render.PictureFile{Path: v.Name, Width: v.Width} })
	return out
}
