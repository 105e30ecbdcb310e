package editor

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"recueil/internal/content"
	"recueil/internal/images"
)

// added is a picture that was added to the content.
type added struct {
	File string `json:"fichier"` // as documents name it: "images/a.jpg"
}

// addPicture writes a picture in the folder images/, no larger than pages show it and
// without what cameras write in it, such as where it was taken.
func (e *Editor) addPicture(_ context.Context, q question) (any, error) {
	data, err := base64.StdEncoding.DecodeString(q.Picture)
	if err != nil {
		return nil, &Refusal{Message: "l'image n'est pas arrivée entière"}
	}
	ready, err := images.Process(path.Base(q.Name), data, nil)
	if err != nil {
		return nil, &Refusal{Message: unusable(err)}
	}
	widest := ready.Variants[len(ready.Variants)-1]
	stem := content.Slug(strings.TrimSuffix(path.Base(q.Name), path.Ext(q.Name)))
	if stem = strings.Trim(stem[:min(len(stem), longestSlug)], "-"); stem == "" {
		stem = "image"
	}
	home := e.opt.Folders[len(e.opt.Folders)-1]
	for n := 1; n < 1000; n++ {
		name := "images/" + stem + path.Ext(widest.Name)
		if n > 1 {
			name = fmt.Sprintf("images/%s-%d%s", stem, n, path.Ext(widest.Name))
		}
		if err := create(home, name, widest.Data); !errors.Is(err, fs.ErrExist) {
			return added{name}, err
		}
	}
	return nil, &Refusal{Message: "trop d'images ont déjà ce nom : renommez la vôtre"}
}

// unusable says why a picture is refused.
func unusable(err error) string {
	switch {
	case errors.Is(err, images.ErrTooLarge):
		return fmt.Sprintf("cette image est trop grande : réduisez-la à moins de %d Mo et %d millions de points", images.MaxBytes>>20, images.MaxPixels/1_000_000)
	case errors.Is(err, images.ErrAnimated):
		return "cette image est animée : gardez-en une seule vue, en JPEG ou en PNG"
	case errors.Is(err, images.ErrUnsafeSVG):
		return "ce dessin SVG contient un script ou un lien vers l'extérieur : exportez-le en PNG"
	}
	return "ce fichier n'est pas une image lisible : enregistrez-la de nouveau en JPEG ou en PNG"
}
