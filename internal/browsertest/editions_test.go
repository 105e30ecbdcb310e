package browsertest

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"recueil/assets"
	"recueil/internal/edition"
	"recueil/internal/publish"
	"recueil/internal/reference"
	"recueil/internal/site"
	"recueil/templates"
)

// constructTogether builds the national edition of the golden content and that of Normandie in one run.
func constructTogether() (fs.FS, error) {
	in := site.Input{Content: goldenRoots, Templates: templates.FS, Assets: assets.FS}
	src, _, err := site.Open(context.Background(), in, site.Options{Today: today, Jobs: 2})
	if err != nil {
		return nil, err
	}
	choices := slices.DeleteFunc(src.Every(edition.Sets{Of: []*reference.Kind{reference.Region}}), func(c edition.Choice) bool {
		return c.Slug() != "" && c.Slug() != "normandie"
	})
	out := publish.NewMemory()
	made, _, err := src.BuildAll(context.Background(), choices, out)
	if err == nil && len(made) != 2 {
		err = fmt.Errorf("%d editions", len(made))
	}
	return out.FS(), err
}

// TestReadersGoToSharedPagesAndBack opens from an edition what it has in common with the
// others, by a list and by the search, and goes back to the edition.
func TestReadersGoToSharedPagesAndBack(t *testing.T) {
	t.Parallel()
	s := serve(t, built(t, constructTogether), goldenPath)
	b := open(t, s)
	b.width(360)
	const normandie = goldenPath + "editions/normandie/"
	inEdition := func() bool { return strings.HasPrefix(value[string](b, "location.pathname"), normandie) }

	b.visit("editions/normandie/fiches/")
	const shared = `[...document.querySelectorAll("main .carte-titre a")].map((a) => a.href).find((href) => !href.includes("/editions/"))`
	address := value[string](b, shared)
	title := value[string](b, `[...document.querySelectorAll("main .carte-titre a")].find((a) => !a.href.includes("/editions/")).innerText`)
	b.leave(chromedp.Navigate(address))
	if got := b.text("h1"); got != title || inEdition() {
		t.Fatalf("%s says %q, not %q", address, got, title)
	}
	if got := b.text(".fil li:first-child"); got != "Édition Normandie" {
		t.Fatalf("the breadcrumb begins with %q", got)
	}
	b.leave(chromedp.Click(chromedp.CSS(".fil li:first-child a")))
	b.arrives(normandie)

	b.visit("editions/normandie/recherche/?q=" + strings.ReplaceAll(title, " ", "%20"))
	b.until(`document.querySelector("[data-resultats] a")`)
	found := value[[]string](b, `[...document.querySelectorAll("[data-resultats] a")].map((a) => a.href.replace(/[?#].*/, ""))`)
	if !slices.Contains(found, address) {
		t.Errorf("the search of the edition leads to %v, not to %s", found, address)
	}
	if !slices.ContainsFunc(found, func(a string) bool { return strings.Contains(a, normandie) }) {
		t.Errorf("the search of the edition leads to %v, none of its own", found)
	}

	other := open(t, s) // of a reader who comes from elsewhere
	other.visit(strings.TrimPrefix(address, s.URL))
	if got := other.text(".fil li:first-child"); got != "Accueil" {
		t.Errorf("the breadcrumb of whoever comes from elsewhere begins with %q", got)
	}
}
