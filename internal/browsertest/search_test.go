package browsertest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/search"
)

// settled holds when the list of results answers the query of the address.
const settled = `document.querySelector("[data-resultats]").dataset.etat === "pret" && document.querySelector("[data-total]").textContent !== ""`

// results waits for an answer with results.
func (b *tab) results() {
	b.Helper()
	b.until(settled + ` && document.querySelector("a[data-resultat]") !== null`)
}

// found lists the addresses of the results that are shown, from the site's root.
func (b *tab) found() []string {
	b.Helper()
	links := value[[]string](b, `[...document.querySelectorAll("a[data-resultat]")].map((a) => a.origin + a.pathname)`)
	for i, link := range links {
		links[i] = "/" + strings.TrimPrefix(link, b.origin)
	}
	return links
}

// choose opens « Filtrer » and ticks a value of a facet, by its label, once the
// facets have come.
func (b *tab) choose(label string) {
	b.Helper()
	box := fmt.Sprintf(`[...document.querySelectorAll("[data-facettes] label")].find((l) => l.textContent.includes(%q))`, label)
	b.until(`document.querySelector(".facettes") !== null`)
	value[struct{}](b, `document.querySelector(".facettes").open = true, ({})`)
	b.until(box + ` !== undefined`)
	value[struct{}](b, box+`.querySelector("input").click(), ({})`)
}

// TestSearchHotel is the journey of an hotel keeper, on both sites: an address
// that asks, a facet that narrows, and the way back.
func TestSearchHotel(t *testing.T) {
	for _, c := range []struct {
		name, first string
		s           *server
	}{
		{"golden site", "/temoignages/hotel-reservation-directe/", serve(t, built(t, goldenSite), goldenPath)},
		{"own content", "/temoignages/hotels-golfe-ajaccio/", serve(t, built(t, ownSite), ownPath)},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := open(t, c.s)
			b.visit("/recherche/?q=hotel")
			b.results()
			all, total := b.found(), b.text("[data-total]")
			if all[0] != c.first {
				t.Errorf("first result %s, want %s", all[0], c.first)
			}
			b.choose("Témoignages")
			b.until(`location.search.includes("type=temoignages")`)
			b.until(settled + fmt.Sprintf(` && document.querySelector("[data-total]").innerText !== %q`, total))
			narrowed := b.found()
			if len(narrowed) == 0 || slices.ContainsFunc(narrowed, func(a string) bool { return !strings.HasPrefix(a, "/temoignages/") }) {
				t.Errorf("the facet leaves %v", narrowed)
			}
			value[struct{}](b, `history.back(), ({})`)
			b.until(settled + fmt.Sprintf(` && document.querySelector("[data-total]").innerText === %q`, total))
			if again := b.found(); !slices.Equal(again, all) {
				t.Errorf("back gives %v, want %v", again, all)
			}
		})
	}
}

// TestSearchPageAnswersAsTheCommand asks the same of the page and of "recueil search".
func TestSearchPageAnswersAsTheCommand(t *testing.T) {
	coll, _, err := content.Load(context.Background(), goldenRoots, 2)
	if err != nil {
		t.Fatal(err)
	}
	view, _ := edition.Select(edition.At(coll, today).National())
	index, err := search.OfEdition(view)
	if err != nil {
		t.Fatal(err)
	}
	defer index.Close()
	b := open(t, serve(t, built(t, goldenSite), goldenPath))
	for _, q := range []string{"hotel", "réservation", "chèque numérique", "l’hôtel", "resto", "MARQUENJORDHEIM", "fiche carte", "réservaton"} {
		answer, err := index.Search(context.Background(), search.Query{Text: q})
		if err != nil {
			t.Fatal(err)
		}
		b.visit("/recherche/?q=" + strings.ReplaceAll(q, " ", "+"))
		b.results()
		got := b.found()
		var want []string
		for _, r := range answer.Results {
			want = append(want, r.URL)
		}
		if n := min(len(got), len(want)); n == 0 || !slices.Equal(got[:n], want[:n]) {
			t.Errorf("%q: the page gives %v, the command %v", q, got, want)
		}
	}
}

// TestSearchPageByKeyboard types a query and sends it, then one without result.
func TestSearchPageByKeyboard(t *testing.T) {
	b := open(t, serve(t, built(t, goldenSite), goldenPath))
	b.visit("/recherche/")
	b.do(chromedp.SendKeys(chromedp.CSS("#q"), "hôtel"+kb.Enter))
	b.until(`new URLSearchParams(location.search).get("q") === "hôtel"`)
	b.results()
	if marks := value[int](b, `document.querySelectorAll(".resultat mark").length`); marks == 0 {
		t.Error("no word is marked in the results")
	}
	value[struct{}](b, `document.querySelector("#q").value = "", ({})`)
	b.do(chromedp.SendKeys(chromedp.CSS("#q"), "xyzzyx"+kb.Enter))
	b.until(`new URLSearchParams(location.search).get("q") === "xyzzyx"`)
	b.until(settled + ` && document.querySelector("a[data-resultat]") === null`)
	if text := b.text("[data-total]"); !strings.Contains(text, "Aucun résultat") || !strings.Contains(text, "xyzzyx") {
		t.Errorf("without result the page says %q", text)
	}
	if !value[bool](b, `document.querySelector(".parcourir").checkVisibility()`) {
		t.Error("without result the page leads nowhere")
	}
}

// TestSuggestions types in the box of the home page, walks through the
// suggestions, closes them and opens one.
func TestSuggestions(t *testing.T) {
	b := open(t, serve(t, built(t, goldenSite), goldenPath))
	b.width(1280)
	b.visit("/")
	const options = `document.querySelectorAll(".suggestions [role=option]")`
	const chosen = `document.querySelector(".suggestions [aria-selected=true]")`
	b.do(chromedp.SendKeys(chromedp.CSS("#accueil_q"), "hot"))
	b.until(options + `.length > 0 && ` + options + `[0].checkVisibility()`)
	b.do(chromedp.KeyEvent(kb.ArrowDown))
	b.until(chosen + ` !== null`)
	b.do(chromedp.KeyEvent(kb.Escape))
	b.until(`![...` + options + `].some((o) => o.checkVisibility())`)
	if typed := value[string](b, `document.querySelector("#accueil_q").value`); typed != "hot" {
		t.Errorf("after Escape the field holds %q", typed)
	}
	b.do(chromedp.KeyEvent("e"))
	b.until(options + `.length > 0 && ` + options + `[0].checkVisibility()`)
	b.do(chromedp.KeyEvent(kb.ArrowDown))
	b.until(chosen + ` !== null`)
	b.leave(enter)
	if heading := b.text("h1"); !strings.Contains(heading, "hôtel") {
		t.Errorf("Enter on a suggestion opens %q", heading)
	}
}

// TestSuggestionsAreLinks opens a suggestion in a tab of its own, and listens to what
// is said of the suggestions.
func TestSuggestionsAreLinks(t *testing.T) {
	b := open(t, serve(t, built(t, goldenSite), goldenPath))
	b.width(1280)
	b.visit("/")
	const said = `document.querySelector("#accueil_q ~ [role=status]").textContent`
	b.do(chromedp.SendKeys(chromedp.CSS("#accueil_q"), "hot"))
	b.until(`/^[0-9] suggestions?$/.test(` + said + `)`)
	hrefs := value[[]string](b, `[...document.querySelectorAll(".suggestions [role=option] a")].map((a) => a.origin + a.pathname)`)
	if len(hrefs) == 0 || len(hrefs) != value[int](b, `document.querySelectorAll(".suggestions [role=option]").length`) {
		t.Errorf("the options hold %v", hrefs)
	}
	b.do(chromedp.SendKeys(chromedp.CSS("#accueil_q"), "zzzzqq"))
	b.until(said + `.startsWith("Aucune suggestion")`)
}

// TestSearchPageSaysWhatItAsks names the question in its title, and leaves out a
// filter that does not exist.
func TestSearchPageSaysWhatItAsks(t *testing.T) {
	b := open(t, serve(t, built(t, goldenSite), goldenPath))
	b.visit("/recherche/?q=hotel&theme=inconnu&type=temoignages")
	b.results()
	b.until(`!location.search.includes("inconnu") && location.search.includes("type=temoignages")`)
	b.until(`document.querySelector(".resultats-conseil").textContent.includes("inconnu")`)
	if title := value[string](b, `document.title`); !strings.HasPrefix(title, "«\u00a0hotel\u00a0» – ") {
		t.Errorf("the title is %q", title)
	}
}

// TestBoxSendsToTheSearch presses Enter in the header's box.
func TestBoxSendsToTheSearch(t *testing.T) {
	b := open(t, serve(t, built(t, goldenSite), goldenPath))
	b.width(1280)
	b.visit("/fiches/fiche-google/")
	b.leave(chromedp.SendKeys(chromedp.CSS("#entete_q"), "hotel"+kb.Enter))
	b.results()
	if path := value[string](b, `location.pathname`); path != goldenPath+"recherche/" {
		t.Errorf("Enter leads to %s", path)
	}
}

// TestMissingIndex takes the search's files away, then brings them back.
func TestMissingIndex(t *testing.T) {
	s := serve(t, built(t, goldenSite), goldenPath)
	s.broken.Store(true)
	b := open(t, s)
	b.expect(gone)
	b.visit("/recherche/?q=hotel")
	b.until(`document.querySelector("[data-resultats]").dataset.etat === "erreur"`)
	if text := b.text(".recherche-erreur"); len(text) < 20 {
		t.Errorf("the page says %q", text)
	}
	s.broken.Store(false)
	b.do(chromedp.Click(chromedp.CSS(".recherche-erreur button")))
	b.results()
	if n := value[int](b, `document.querySelectorAll(".recherche-erreur").length`); n != 0 {
		t.Error("the message stays after the search works again")
	}
}
