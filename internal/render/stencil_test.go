package render

import (
	"bytes"
	"strings"
	"testing"
)

// TestCardsAreThoseOfTheirTemplate holds that a card made from a stencil is the one
// that its template makes, wherever it stands and whatever its text says.
func TestCardsAreThoseOfTheirTemplate(t *testing.T) {
	templates := parsed(t)
	odd := doc("titre: \"recueil.blanc.adresse & recueil.blanc.raison\"\nresume: \"Un récit sur les blancs.\"\ndate: 2026-01-09", "Texte.")
	view := viewOf(t, with(map[string]string{"temoignages/blancs.md": odd}), "")
	s := newSite(Input{View: view})
	for _, d := range view.Documents() {
		for _, root := range []string{"", "../../", "../../../../", "/un dossier/à&part/"} {
			for _, level := range []int{2, 3, 4} {
				for _, why := range []string{"", "même secteur, même région", `"autre" & <raison>`} {
					c := place{s, "/x/", root}.card(d, level)
					c.Reason = why
					for _, c := range []Card{c, untyped([]Card{c})[0]} { // which a page has changed
						var want bytes.Buffer
						if err := templates.parts.ExecuteTemplate(&want, "carte", c); err != nil {
							t.Fatal(err)
						}
						if got, err := templates.cards([]Card{c}); err != nil || string(got) != want.String() {
							t.Errorf("%s under %q at level %d, reason %q:\n%s\n%v\nwant\n%s", d.Key(), root, level, why, got, err, want.String())
						}
					}
				}
			}
		}
	}
}

// TestSurroundingsAreThoseOfThePage holds that what stands around a page, which
// pages share, is what would be made for it alone.
func TestSurroundingsAreThoseOfThePage(t *testing.T) {
	in := Input{View: viewOf(t, fixture, "")}
	for path, page := range rendered(t, in) {
		if !strings.HasSuffix(path, "index.html") {
			continue
		}
		alone := ""
		for _, p := range parsed(t).Pages(in) { // of another site, on which no page was made before
			if p.Path == path {
				data, _, _ := p.Render()
				alone = string(data)
			}
		}
		if page != alone {
			t.Errorf("%s is not the same among the others as alone:\n%s\nalone\n%s", path, page, alone)
		}
	}
}
