package browsertest

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestOwnersFindWhoIsNear asks for advisers by postcode, department and town, with the
// keyboard alone: those of the department, then those of the region, while the field keeps
// the focus and a live region says how many. Nothing of what is asked is in a request.
func TestOwnersFindWhoIsNear(t *testing.T) {
	t.Parallel()
	s := serve(t, built(t, goldenSite), goldenPath)
	b := open(t, s)
	b.width(360)
	b.visit("/activateurs/")
	b.do(chromedp.Focus(chromedp.CSS("#proches_lieu")))
	found := `[...document.querySelectorAll(".proches-trouves h3, .proches-trouves h4 a")].map((e) => e.textContent).join(", ")`
	const rennes = "Ille-et-Vilaine (35), Atelier d’essai, Rennes"
	for _, asked := range []struct{ text, said, found string }{
		{"35000", "Ille-et-Vilaine (35)\u00a0: 1. Bretagne\u00a0: 0. La liste entière est plus bas.", rennes},
		{"rennes", "Ille-et-Vilaine (35)\u00a0: 1. Bretagne\u00a0: 0. La liste entière est plus bas.", rennes},
		{"29", "Finistère (29)\u00a0: 0. Bretagne\u00a0: 1. La liste entière est plus bas.", "Bretagne, Atelier d’essai, Rennes"},
		{"20200", "Haute-Corse (2B)\u00a0: 0. Corse\u00a0: 1. La liste entière est plus bas.", "Corse, Point numérique d’Ajaccio"},
		{"01200", "Aucun résultat pour Ain (01), Haute-Savoie (74), Auvergne-Rhône-Alpes. La liste entière est plus bas.", ""},
		{"97500", "Aucun résultat pour Saint-Pierre-et-Miquelon (975). La liste entière est plus bas.", ""},
		{"nulle part", "«\u00a0nulle part\u00a0» n’est pas un lieu connu ici\u00a0: essayez le code postal, ou le nom du département.", ""},
	} {
		value[struct{}](b, `document.querySelector("#proches_lieu").select(), ({})`)
		b.do(chromedp.KeyEvent(asked.text), chromedp.KeyEvent(kb.Enter))
		b.until(`document.querySelector(".proches-dit").textContent === ` + strconv.Quote(asked.said))
		if got := value[string](b, found); got != asked.found {
			t.Errorf("%s finds %q, want %q", asked.text, got, asked.found)
		}
		if got := value[string](b, `document.activeElement.id + document.querySelector(".proches-dit").role`); got != "proches_lieustatus" {
			t.Errorf("after %s the focus and the live region are %q", asked.text, got)
		}
	}
	if sent := value[string](b, `location.search + performance.getEntriesByType("resource").map((r) => r.name).join(" ")`); strings.Contains(sent, "35000") || strings.Contains(sent, "?") {
		t.Errorf("the reader's place is in %s", sent)
	}
	value[struct{}](b, `document.querySelector("#proches_lieu").select(), ({})`)
	b.do(chromedp.KeyEvent("35"), chromedp.KeyEvent(kb.Enter))
	b.until(found + ` === ` + strconv.Quote(rennes))
	b.leave(chromedp.Click(chromedp.CSS(".proches-trouves a")))
	b.arrives(goldenPath + "activateurs/atelier-d-essai-rennes/")
}

// TestListsOfPeopleWithoutScripts holds that the field is not shown where it cannot work,
// and that the list is there.
func TestListsOfPeopleWithoutScripts(t *testing.T) {
	t.Parallel()
	s := serve(t, built(t, goldenSite), goldenPath)
	b := open(t, s)
	b.withoutScripts()
	b.visit("/activateurs/")
	if got := value[bool](b, `!document.querySelector(".proches").checkVisibility() && document.querySelectorAll(".carte-titre a").length > 0`); !got {
		t.Error("without scripts the field is shown, or the list is not")
	}
}
