package site

import (
	"context"
	"fmt"
	"strings"

	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/images"
	"recueil/internal/render"
)

// poster is a picture to share, and where it stands.
type poster struct {
	address string
	images.Poster
}

// posters draws what networks show beside a link: one picture for the edition, one for
// each of its sectors.
func (b *builder) posters(ctx context.Context) ([]diag.Diagnostic, error) {
	list := postersOf(b.view)
	return nil, b.each(ctx, len(list), func(i int) error {
		data, err := list[i].PNG()
		if err != nil {
			return fmt.Errorf("draw %s: %w", list[i].address, err)
		}
		return b.write(strings.TrimPrefix(list[i].address, "/"), data)
	})
}

func postersOf(v *edition.View) []poster {
	info := v.Site()
	colours := render.Tinted(info.Colours)
	var named string
	if info.Edition != "" {
		named = "Édition " + info.Edition
	}
	plain := images.Poster{Ground: colours.Primary, Accent: colours.Accent}
	of := func(address, title, above, below string) poster {
		drawn := plain
		drawn.Title, drawn.Above, drawn.Below = title, above, below
		return poster{address, drawn}
	}
	list := []poster{of(edition.Poster, info.Title, named, info.Publisher.Name)}
	for _, sector := range v.Sectors() {
		if address := edition.SectorPoster(sector); v.Where(address) != address {
			continue
		}
		list = append(list, of(edition.SectorPoster(sector), sector.Title, named, info.Title))
	}
	return list
}
