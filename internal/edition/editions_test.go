package edition_test

import (
	"testing"

	"recueil/internal/content"
	"recueil/internal/edition"
)

// TestNoSelectionWithoutADate wants a panic rather than a view that would hold
// the names of people who withdrew: consents that end do so at a date.
func TestNoSelectionWithoutADate(t *testing.T) {
	coll := load(t, map[string]string{"temoignages/a.md": testimonialOf("retire_le: 2026-01-01")})
	territory, _ := edition.At(coll, "2026-11-22").Choose("", "bretagne")
	for name, sel := range map[string]func(){
		"the zero choice":                func() { edition.Select(edition.Choice{}) },
		"the zero editions":              func() { edition.Select(edition.Editions{}.National()) },
		"a choice put together by hand":  func() { edition.Select(edition.Choice{Territory: territory.Territory}) },
		"editions without a date":        func() { edition.At(coll, "") },
		"editions at what is not a date": func() { edition.At(coll, content.Date("hier")) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("a view was selected without a date")
				}
			}()
			sel()
		})
	}
}
