package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// owners come to the home page with a trade and a place.
var owners = []struct{ who, trade, sector, place, size string }{
	{"a restaurant of five in Bretagne", "restaurant", "hebergement-restauration", "bretagne", "1-9"},
	{"a baker in Bourgogne", "boulangerie", "artisanat", "bourgogne-franche-comte", "1-9"},
	{"a plumber in Auvergne", "plomberie", "batiment", "auvergne-rhone-alpes", "sans-salarie"},
	{"a hairdresser in the north", "coiffeuse", "artisanat", "hauts-de-france", "1-9"},
	{"a joiner in a department that no document names", "menuiserie", "batiment", "jura", "sans-salarie"},
}

// tell fills « Ma situation » on the home page: the trade finds the sector.
func (b *tab) tell(trade, sector, place, size string) {
	b.Helper()
	b.do(chromedp.SetValue(chromedp.CSS("#situation_territoire"), place), chromedp.SetValue(chromedp.CSS("#situation_taille"), size),
		chromedp.SendKeys(chromedp.CSS("#situation_metier"), trade))
	if got := value[string](b, `document.querySelector("#situation_secteur").value`); got != sector {
		b.Errorf("the trade %q leads to the sector %q, not %q", trade, got, sector)
	}
}

// firstStory is the first case that a guide shows, and stays so: not a stub, not hidden.
const firstStory = `[...document.querySelectorAll(".carte-temoignages .carte-titre a")].find((a) => a.checkVisibility())`

// nextSteps are the kinds of what stands beside a story, « Et pour vous ? ».
const nextSteps = `[...document.querySelectorAll("[aria-labelledby=pour_vous_titre] .carte")].map((c) => c.className.replace("carte carte-", ""))`

// TestOwnersFindTheirCase follows each owner from home: one tap sends the form, one
// opens a case of her trade, and the third reaches an aid or a contact.
func TestOwnersFindTheirCase(t *testing.T) {
	t.Parallel()
	s := serve(t, built(t, ownSite), ownPath)
	for _, owner := range owners {
		t.Run(owner.who, func(t *testing.T) {
			b := open(t, s)
			b.width(360)
			b.visit("/")
			b.tell(owner.trade, owner.sector, owner.place, owner.size)
			b.leave(chromedp.Click(chromedp.CSS(".situation-actions .bouton")))
			if got := value[string](b, "location.pathname"); got != ownPath+"secteurs/"+owner.sector+"/" {
				t.Fatalf("the form leads to %s", got)
			}
			if said := b.text(".situation-dite"); !strings.Contains(said, "Pour vous") {
				t.Errorf("the guide says %q", said)
			}
			address := value[string](b, firstStory+".href")
			b.leave(chromedp.Navigate(address))
			kinds := strings.Join(value[[]string](b, nextSteps), " ")
			for _, kind := range []string{"fiches", "aides", "contacts"} {
				if !strings.Contains(kinds, kind) {
					t.Errorf("%s leads to %s, and to no %s", address, kinds, kind)
				}
			}
		})
	}
}

// TestOwnerWithoutScripts goes the same way by links alone: sector, region, case, and
// an aid and a contact from there.
func TestOwnerWithoutScripts(t *testing.T) {
	t.Parallel()
	s := serve(t, built(t, ownSite), ownPath)
	b := open(t, s)
	b.withoutScripts()
	b.width(360)
	b.visit("/")
	for _, link := range []string{
		`.situation a[href="#secteurs_titre"]`,
		`a[href="secteurs/hebergement-restauration/"]`,
		`.autour a[href*="/regions/bretagne/"], .autour a[href="regions/bretagne/"]`,
		`.carte-temoignages .carte-titre a`,
		`[aria-labelledby=pour_vous_titre] .carte-contacts a`,
	} {
		if strings.Contains(link, "#") {
			b.do(chromedp.Click(chromedp.CSS(link)))
			continue
		}
		b.leave(chromedp.Click(chromedp.CSS(link)))
	}
	b.arrives(ownPath + "contacts/")
}

// near moves the focus on to what a selector names, in a number of tabs at most.
func (b *tab) near(selector string, most int) {
	b.Helper()
	for tabs := 0; !value[bool](b, fmt.Sprintf(`document.activeElement.matches(%q)`, selector)); tabs++ {
		if tabs == most {
			b.Fatalf("after %d tabs the focus is on %s, not on %s", tabs, value[string](b, `document.activeElement.outerHTML.slice(0, 200)`), selector)
		}
		b.do(chromedp.KeyEvent(kb.Tab))
	}
}

// TestOwnerByKeyboard goes the way of the restaurant owner with the keyboard alone: home,
// the guide of her trade, a story, and a contact that goes with it. Nothing is far.
func TestOwnerByKeyboard(t *testing.T) {
	t.Parallel()
	s := serve(t, built(t, ownSite), ownPath)
	b := open(t, s)
	b.width(1280)
	b.visit("/")
	b.do(chromedp.KeyEvent(kb.Tab), enter) // « Aller au contenu »
	b.near("#situation_metier", 3)
	b.do(chromedp.KeyEvent("restaurant"))
	b.leave(enter)
	if got := value[string](b, "location.pathname"); got != ownPath+"secteurs/hebergement-restauration/" {
		t.Fatalf("Enter leads to %s", got)
	}
	if said := b.text(".situation-dite"); said != "(absent)" {
		t.Errorf("a guide that the sector alone opens says %q", said)
	}
	b.do(chromedp.KeyEvent(kb.Tab), enter)
	b.near(`.sommaire a[href="#temoignages"]`, 4)
	b.do(enter)
	b.near(".carte-temoignages .carte-titre a", 1)
	b.leave(enter)
	b.do(chromedp.KeyEvent(kb.Tab), enter)
	for _, kind := range []string{"aides", "contacts"} { // in the order of the page
		b.near("[aria-labelledby=pour_vous_titre] .carte-"+kind+" a", 25)
	}
	b.leave(enter)
	b.arrives(ownPath + "contacts/")
}

// TestSituationIsKeptAndForgotten reads a list with a situation, shows all of it with
// one click, opens the search on it, and forgets it.
func TestSituationIsKeptAndForgotten(t *testing.T) {
	t.Parallel()
	s := serve(t, built(t, ownSite), ownPath)
	b := open(t, s)
	b.visit("/")
	b.tell("boulangerie", "artisanat", "bretagne", "1-9")
	b.leave(chromedp.Click(chromedp.CSS(".situation-actions .bouton")))

	b.visit("/aides/")
	hidden := `document.querySelectorAll(".carte[hidden]").length`
	if value[int](b, hidden) == 0 {
		t.Error("the list hides no aid of elsewhere")
	}
	if elsewhere := value[[]string](b, `[...document.querySelectorAll(".carte:not([hidden])")].map((c) => c.dataset.territoire || "").filter((t) => t && !t.includes("bretagne"))`); len(elsewhere) > 0 {
		t.Errorf("the list shows aids of %v", elsewhere)
	}
	b.do(chromedp.Click(chromedp.CSS(".situation-dite button")))
	if n := value[int](b, hidden); n > 0 {
		t.Errorf("%d aids stay hidden", n)
	}

	b.visit("/recherche/")
	b.results()
	b.until(`document.querySelector("button.filtre") !== null`)
	if chips := value[[]string](b, `[...document.querySelectorAll("button.filtre")].map((c) => c.textContent)`); len(chips) != 3 {
		t.Errorf("the search opens on %v", chips)
	}
	if asked := value[string](b, "location.search"); asked != "" {
		t.Errorf("the address says %q", asked)
	}
	b.visit("/recherche/?type=fiches")
	b.results()
	b.until(`document.querySelector("button.filtre") !== null`)
	if chips := value[[]string](b, `[...document.querySelectorAll("button.filtre")].map((c) => c.textContent)`); fmt.Sprint(chips) != "[Fiches pratiques]" {
		t.Errorf("an address that asks is changed: %v", chips)
	}

	b.visit("/")
	if first := value[string](b, `document.querySelector(".carte-temoignages").dataset.secteur`); !strings.Contains(first, "artisanat") {
		t.Errorf("the first story of the home page is of %s", first)
	}
	b.do(chromedp.Click(chromedp.CSS(".situation-actions [type=reset]")))
	if kept := value[string](b, `String(localStorage.getItem("recueil-situation"))`); kept != "null" {
		t.Errorf("the browser keeps %s", kept)
	}
}
