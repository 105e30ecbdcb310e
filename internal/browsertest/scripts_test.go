package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestThemeIsRemembered switches to the dark theme and goes to another page.
func TestThemeIsRemembered(t *testing.T) {
	s := serve(t, built(t, goldenSite), goldenPath)
	b := open(t, s)
	b.width(1280)
	b.scheme("light")
	b.visit("/")
	ground := `getComputedStyle(document.body).backgroundColor`
	light := value[string](b, ground)
	b.do(chromedp.Click(chromedp.CSS("[data-theme-bascule]")))
	b.until(`document.documentElement.dataset.theme === "sombre"`)
	dark := value[string](b, ground)
	if dark == light {
		t.Errorf("the page is %s in both themes", dark)
	}
	if text := b.text("[data-theme-bascule]"); !strings.Contains(text, "clair") {
		t.Errorf("the button says %q", text)
	}
	b.visit("/fiches/fiche-google/")
	if now := value[string](b, ground); now != dark {
		t.Errorf("the next page is %s, want %s", now, dark)
	}
}

// clock makes the page believe that it is a certain day.
func clock(day string) string {
	return fmt.Sprintf(`{
	const Real = Date;
	globalThis.Date = class extends Real {
		constructor(...args) { args.length ? super(...args) : super(%q); }
		static now() { return new Real(%q).getTime(); }
	};
}`, day+"T12:00:00", day+"T12:00:00")
}

// TestAidsAgeInTheBrowser reads aids on other days than the build's: a site not
// rebuilt does not lie.
func TestAidsAgeInTheBrowser(t *testing.T) {
	s := serve(t, built(t, goldenSite), goldenPath)
	for _, c := range []struct{ name, day, address, want string }{
		{"still open", "2026-11-23", "/aides/cheque-numerique/", "Ouverte"},
		{"on its last day", "2028-12-31", "/aides/cheque-numerique/", "Ouverte"},
		{"the day after", "2029-01-01", "/aides/cheque-numerique/", "Fermée depuis"},
		{"not open yet", "2026-11-23", "/aides/garantie-a-venir/", "Ouvre"},
		{"open since", "2027-03-01", "/aides/garantie-a-venir/", "Ouverte depuis"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := open(t, s)
			b.before(clock(c.day))
			b.visit(c.address)
			if text := b.text("main [data-etat-texte]"); !strings.HasPrefix(text, c.want) {
				t.Errorf("on %s the page says %q, want %q", c.day, text, c.want)
			}
		})
	}
}

// TestQuiz answers the questionnaire by keyboard, one question at a time, keeps the
// answers, finds the plan again, then begins anew with all the questions at once.
func TestQuiz(t *testing.T) {
	s := serve(t, built(t, goldenSite), goldenPath)
	b := open(t, s)
	b.visit("/diagnostics/par-ou-commencer/")
	shown := `[...document.querySelectorAll(".question legend")].filter((q) => q.checkVisibility()).map((q) => q.firstChild.textContent).join()`
	press := func(text string) {
		b.Helper()
		b.until(fmt.Sprintf(`!!(window.bouton = [...document.querySelectorAll("main button")].find((b) => b.checkVisibility() && b.textContent === %q))`, text))
		value[struct{}](b, `window.bouton.focus(), ({})`)
		b.do(chromedp.KeyEvent(kb.Enter))
	}
	press("Question suivante")
	b.until(`document.activeElement.type === "radio" && document.activeElement.getAttribute("aria-describedby") === "erreur_1"`)
	if got := b.text("#erreur_1"); got != "Choisissez une réponse pour continuer." {
		t.Errorf("without an answer the question says %q", got)
	}
	b.do(chromedp.KeyEvent(" "))
	press("Question suivante")
	b.until(shown + ` === "Question 2 sur 2" && document.activeElement.name === "question_2"`)
	b.do(chromedp.KeyEvent(" "))
	b.do(chromedp.KeyEvent(kb.Enter)) // from an answer, as in any form
	b.until(`document.activeElement.id === "votre_plan"`)
	plan := func() string {
		b.Helper()
		return value[string](b, `[...document.querySelectorAll(".plan-partie")].map((part) => part.querySelector("h3").textContent + ": " + [...part.querySelectorAll("a")].map((a) => a.textContent).join(", ")).join("\n")`)
	}
	const want = `Par où commencer: Être visible, Se protéger
Fiches pratiques: Tenir sa fiche sur une carte en ligne, Choisir des mots de passe que l’on retient
Témoignages: Un gîte normand essaie, et renonce`
	if got := plan(); got != want {
		t.Errorf("the plan is\n%s\nwant\n%s", got, want)
	}
	press("Garder mes réponses")
	b.until(`document.querySelector(".plan-dit").innerText.startsWith("Vos réponses restent")`)
	b.visit("/diagnostics/par-ou-commencer/")
	if got := plan(); got != want {
		t.Errorf("found again, the plan is\n%s\nwant\n%s", got, want)
	}
	press("Effacer et recommencer")
	b.until(`!document.querySelector(".plan-fait").checkVisibility() && document.activeElement.name === "question_1"`)
	press("Toutes les questions")
	b.until(shown + ` === "Question 1 sur 2,Question 2 sur 2"`)
	b.visit("/diagnostics/par-ou-commencer/")
	b.until(`!document.querySelector(".plan-fait").checkVisibility()`)
}

// TestMenuOpensOnPhones opens the menu and the search of the header.
func TestMenuOpensOnPhones(t *testing.T) {
	s := serve(t, built(t, goldenSite), goldenPath)
	b := open(t, s)
	b.width(360)
	b.visit("/")
	for _, panel := range []string{"entete_menu", "entete_recherche"} {
		seen := fmt.Sprintf(`document.getElementById(%q).checkVisibility()`, panel)
		if value[bool](b, seen) {
			t.Errorf("%s is open before anyone asks", panel)
		}
		b.do(chromedp.Click(chromedp.CSS("[data-bascule=" + panel + "]")))
		if !value[bool](b, seen) {
			t.Errorf("%s stays closed", panel)
		}
	}
}
