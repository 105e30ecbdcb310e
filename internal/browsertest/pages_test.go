package browsertest

import (
	"bytes"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// kinds are the kinds of pages, by an example from the golden site, and words
// that the page must show.
var kinds = []struct{ name, address, words string }{
	{"home", "/", "Ma situation"},
	{"guide", "/secteurs/hebergement-restauration/", "Infos pratiques"},
	{"testimonial", "/temoignages/hotel-reservation-directe/", "Douze chambres"},
	{"sheet", "/fiches/fiche-google/", "Cherchez le nom de votre entreprise"},
	{"sheet with a wide table", "/fiches/facturation-electronique/", "Particulièrement"},
	{"course", "/formations/tuto-photo/", "École d’essai"},
	{"aid", "/aides/cheque-numerique/", "Gardez le devis"},
	{"closed aid", "/aides/diagnostic-clos/", "Fermée depuis"},
	{"adviser", "/activateurs/point-ajaccio/", "Ajaccio"},
	{"contact", "/contacts/chambre-bretonne/", "Chambre d’essai"},
	{"quiz", "/diagnostics/par-ou-commencer/", "Vous trouve-t-on"},
	{"theme", "/themes/etre-visible/", "Quand cela vous concerne"},
	{"plain page", "/pages/a-propos/", "Un texte court"},
	{"list", "/temoignages/", "Un gîte normand"},
	{"region", "/regions/bretagne/", "Un hôtel reprend"},
	{"sector and region", "/secteurs/commerce/regions/bretagne/", "boulangerie"},
	{"sectors", "/secteurs/", "Commerce de détail"},
	{"territories", "/territoires/", "Normandie"},
	{"sheet with words of the glossary", "/fiches/mots-de-passe/", "une autre CCI vous répond"},
	{"glossary", "/glossaire/", "Chambre de commerce"},
	{"department", "/departements/ille-et-vilaine/", "Ille-et-Vilaine"},
	{"size", "/tailles/1-9/", "salariés"},
	{"agenda", "/evenements/", "Visiter un atelier connecté"},
	{"event", "/evenements/atelier-caisse/", "Venez avec votre caisse"},
	{"exchanges", "/echanges/", "Une mercerie cherche"},
	{"exchange", "/echanges/photographier/", "Une crêperie montre sa méthode"},
	{"search", "/recherche/", "Parcourir"},
	{"not found", "/nulle-part/", "mal écrite"},
}

// gone is the fault that a page which does not exist always causes.
const gone = "404 (Not Found)"

// TestPagesWorkAndFit reads each kind of page at 320 pixels: its words are
// there, nothing scrolls sideways, nothing is reported, nothing leaves the site.
func TestPagesWorkAndFit(t *testing.T) {
	t.Parallel()
	s := serve(t, built(t, goldenSite), goldenPath)
	b := open(t, s)
	b.expect(gone)
	b.width(320)
	for _, k := range kinds {
		b.visit(k.address)
		if text := b.text("main"); !strings.Contains(text, k.words) {
			t.Errorf("%s: %q is not in %q", k.name, k.words, text)
		}
		if wide := value[[]string](b, tooWide); len(wide) > 0 {
			t.Errorf("%s: wider than 320 pixels: %v", k.name, wide)
		}
	}
}

// tooWide lists the elements that stick out when the page scrolls sideways.
const tooWide = `(() => {
	const page = document.documentElement;
	if (page.scrollWidth <= page.clientWidth) return [];
	return [...document.querySelectorAll("body *")]
		.filter((e) => e.getBoundingClientRect().right > page.clientWidth + 1)
		.map((e) => e.tagName + "." + e.className + " " + Math.round(e.getBoundingClientRect().right))
		.slice(0, 8);
})()`

// TestOwnContentFits does the same on pages of the repository's own content,
// whose words are longer: some of each kind, and all that have a table.
func TestOwnContentFits(t *testing.T) {
	t.Parallel()
	site := built(t, ownSite)
	s := serve(t, site, ownPath)
	b := open(t, s)
	b.width(320)
	addresses := append(withTables(t, site),
		"/", "/secteurs/hebergement-restauration/", "/temoignages/", "/temoignages/petit-hotel-alpilles-diagnostic-cci/", "/aides/", "/themes/", "/territoires/", "/glossaire/", "/recherche/")
	for _, address := range addresses {
		b.visit(address)
		if wide := value[[]string](b, tooWide); len(wide) > 0 {
			t.Errorf("%s: wider than 320 pixels: %v", address, wide)
		}
	}
}

// withTables lists the addresses of the pages that hold a table.
func withTables(t *testing.T, site fs.FS) []string {
	t.Helper()
	var list []string
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		address, ok := strings.CutSuffix(name, "index.html")
		if err != nil || !ok {
			return err
		}
		data, err := fs.ReadFile(site, name)
		if bytes.Contains(data, []byte("<table")) {
			list = append(list, "/"+address)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestGuidesHaveTheirHeadings reads the hospitality guide of both sites: the six
// headings, in order, each with a card of its own. Below them, the golden site has something to come.
func TestGuidesHaveTheirHeadings(t *testing.T) {
	want := []string{"Infos pratiques", "Témoignages", "Formations ou tutos", "Activateurs", "Aides financières", "Contacts"}
	for _, s := range []*server{serve(t, built(t, goldenSite), goldenPath), serve(t, built(t, ownSite), ownPath)} {
		b := open(t, s)
		b.visit("/secteurs/hebergement-restauration/")
		got := value[[]string](b, `[...document.querySelectorAll(".rubrique")]
			.filter((r) => r.querySelector(":scope:not(.autour) > .cartes .carte a") && !r.matches("[data-agenda]"))
			.map((r) => r.querySelector("h2").innerText)`)
		if !slices.Equal(got, want) {
			t.Errorf("%s: the headings with cards are %q", s.URL, got)
		}
	}
}

// TestPagesWithoutScript reads each kind of page with scripts off: its content
// and its navigation show, on a phone and on a wide screen.
func TestPagesWithoutScript(t *testing.T) {
	t.Parallel()
	s := serve(t, built(t, goldenSite), goldenPath)
	b := open(t, s)
	b.expect(gone)
	b.withoutScripts()
	for _, k := range kinds {
		b.visit(k.address)
		for _, width := range []int64{360, 1280} {
			b.width(width)
			if text := b.text("main"); !strings.Contains(text, k.words) {
				t.Errorf("%s at %d: %q is not in %q", k.name, width, k.words, text)
			}
			entries := value[int](b, `[...document.querySelectorAll("header nav a")].filter((a) => a.checkVisibility()).length`)
			if entries < 4 {
				t.Errorf("%s at %d: %d entries of the menu can be seen", k.name, width, entries)
			}
		}
	}
	b.visit("/recherche/")
	if text := b.text("main"); !strings.Contains(text, "JavaScript") {
		t.Errorf("the search does not say that it needs JavaScript: %q", text)
	}
	b.visit("/fiches/mots-de-passe/")
	b.leave(chromedp.Click(chromedp.CSS(".sigle")))
	if text := b.text(":target"); !strings.Contains(text, "Établissement public") {
		t.Errorf("an acronym leads to %q", text)
	}
}

// TestUnderAnyPath serves the site under a path that it was not built for.
func TestUnderAnyPath(t *testing.T) {
	t.Parallel()
	s := serve(t, built(t, goldenSite), "/un/chemin/")
	b := open(t, s)
	for _, k := range kinds {
		if k.name != "not found" { // 404.html is the one page bound to its base address
			b.visit(k.address)
		}
	}
	b.visit("/recherche/?q=hotel")
	b.results()
	first := value[string](b, `document.querySelector("a[data-resultat]").href.split("#")[0]`)
	if !strings.HasPrefix(first, s.URL) {
		t.Errorf("the first result leads to %s, outside %s", first, s.URL)
	}
}
