package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
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

// TestQuiz answers the questionnaire.
func TestQuiz(t *testing.T) {
	s := serve(t, built(t, goldenSite), goldenPath)
	b := open(t, s)
	b.visit("/diagnostics/par-ou-commencer/")
	submit := chromedp.Click(chromedp.CSS(".questionnaire button"))
	b.do(submit)
	b.until(`document.querySelector(".questionnaire [role=status]").innerText.includes("2 questions")`)
	value[struct{}](b, `document.querySelectorAll(".questionnaire fieldset").forEach((q) => q.querySelector("input").click()), ({})`)
	b.do(submit)
	b.until(`document.querySelector(".questionnaire [role=status] a") !== null`)
	links := value[[]string](b, `[...document.querySelectorAll(".questionnaire [role=status] a")].map((a) => a.innerText)`)
	if strings.Join(links, ", ") != "Être visible, Se protéger" {
		t.Errorf("the advice is %v", links)
	}
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
