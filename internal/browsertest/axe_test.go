package browsertest

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// violation is what axe-core found against a rule.
type violation struct {
	ID    string   `json:"id"`
	Help  string   `json:"help"`
	Nodes []string `json:"nodes"`
}

// audit runs axe-core on the page as it is, by tags or by rules, and shortens its answer. The
// style sheets are read at the first time alone: they say the same at each width.
const audit = `axe.run(document, {
	runOnly: %s,
	resultTypes: ["violations"],
	preload: window.axeReadStyles !== (window.axeReadStyles = true),
}).then((r) => JSON.stringify(r.violations.map((v) => ({id: v.id, help: v.help, nodes: v.nodes.map((n) => n.target.join(" ") + ": " + n.failureSummary)}))))`

// scheme is the colours that a reader asks for, and what axe-core looks for in them.
type scheme struct{ name, rules string }

// schemes of a page that shows what was not examined yet: the dark one changes colours alone.
var schemes = []scheme{
	{"light", `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]`},
	{"dark", `["color-contrast", "link-in-text-block"]`},
}

// otherPlaces is what may still be wrong with what is shown as before, at other places.
var otherPlaces = []scheme{{"light", `["color-contrast", "target-size", "scrollable-region-focusable"]`}}

// looksNew reports whether an element is shown, hidden or coloured as it was at none of the
// widths asked about before.
const looksNew = `[...document.body.querySelectorAll("*")].filter((e) => {
	const style = getComputedStyle(e);
	const look = e.checkVisibility({visibilityProperty: true, opacityProperty: true}) && style.color + style.backgroundColor;
	const before = (e.axeLooks ||= new Set()).size;
	return e.axeLooks.add(look).size > before;
}).length > 0`

// TestAxe examines each kind of page, and the search with its results, at three
// widths and in two schemes.
func TestAxe(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	if err != nil {
		lacking(t, "axe-core is missing: npm ci in internal/browsertest")
	}
	s := serve(t, built(t, goldenSite), goldenPath)
	b := open(t, s)
	b.expect(gone)
	for _, k := range kinds {
		b.visit(k.address)
		b.audits(string(axe), k.name)
	}
	b.visit("/recherche/?q=hotel")
	b.results()
	b.audits(string(axe), "search with results")
	b.visit("/recherche/?q=xyzzyx")
	b.until(`document.querySelector("[data-total]").textContent !== "" && document.querySelector("[data-resultats]").dataset.etat === "pret"`)
	b.audits(string(axe), "search without result")
}

// TestAxeWithASituation examines the pages that a kept situation changes, and the
// menu opened on a phone.
func TestAxeWithASituation(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	if err != nil {
		lacking(t, "axe-core is missing: npm ci in internal/browsertest")
	}
	b := open(t, serve(t, built(t, ownSite), ownPath))
	b.width(360)
	b.visit("/")
	b.tell("coiffeuse", "artisanat", "bretagne", "1-9")
	b.leave(chromedp.Click(chromedp.CSS(".situation-actions .bouton")))
	b.audit(string(axe), "guide with a situation", 360)
	b.visit("/")
	b.do(chromedp.Click(chromedp.CSS("[data-bascule=entete_menu]")))
	b.audit(string(axe), "home with a situation, its menu open", 360)
	b.visit("/aides/")
	b.audit(string(axe), "list with a situation", 360)
	b.width(1280)
	b.visit("/fiches/on-m-a-pirate/")
	b.audit(string(axe), "long sheet", 1280)
	b.visit("/regions/pays-de-la-loire/")
	b.audit(string(axe), "region with a situation and its map", 1280)
	b.width(360)
	b.visit("/recherche/")
	b.results()
	b.until(`document.querySelector("button.filtre") !== null`)
	b.audit(string(axe), "search with a situation", 360)
	if wide := value[[]string](b, tooWide); len(wide) > 0 {
		t.Errorf("the search is wider than 360 pixels: %v", wide)
	}
}

// TestAxeInAQuestionnaire examines a questionnaire while it is answered: a question
// left without an answer, all of them, and the plan.
func TestAxeInAQuestionnaire(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	if err != nil {
		lacking(t, "axe-core is missing: npm ci in internal/browsertest")
	}
	b := open(t, serve(t, built(t, ownSite), ownPath))
	b.width(360)
	b.visit("/diagnostics/suis-je-bien-protege/")
	b.do(chromedp.Click(chromedp.CSS(".questionnaire [type=submit]")))
	b.until(`document.querySelector(".question-erreur").textContent !== ""`)
	b.audit(string(axe), "questionnaire, no answer", 360)
	value[struct{}](b, `[...document.querySelectorAll(".questionnaire button")].at(-1).click(), ({})`)
	b.audit(string(axe), "questionnaire, all questions", 360)
	value[struct{}](b, `document.querySelectorAll(".question").forEach((q) => q.querySelector("input").click()), ({})`)
	b.do(chromedp.Click(chromedp.CSS(".questionnaire [type=submit]")))
	b.until(`document.querySelector(".plan-fait").checkVisibility()`)
	for _, width := range []int64{360, 768, 1280} {
		b.width(width)
		b.audit(string(axe), "plan", width)
		if wide := value[[]string](b, tooWide); len(wide) > 0 {
			t.Errorf("the plan is wider than %d pixels: %v", width, wide)
		}
	}
}

// audits examines the page on a desk, a phone and a tablet: wholly, but where all looks as
// it did on another.
func (b *tab) audits(axe, name string) {
	b.Helper()
	for _, width := range []int64{1280, 360, 768} {
		b.width(width)
		b.scheme(schemes[0].name)
		wanted := otherPlaces
		if value[bool](b, looksNew) {
			wanted = schemes
		}
		b.auditIn(wanted, axe, name, width)
	}
}

// audit examines the page in the light and the dark scheme.
func (b *tab) audit(axe, name string, width int64) {
	b.Helper()
	b.auditIn(schemes, axe, name, width)
}

func (b *tab) auditIn(wanted []scheme, axe, name string, width int64) {
	b.Helper()
	if value[bool](b, `window.axe === undefined`) {
		value[struct{}](b, axe+"; ({})")
	}
	for _, scheme := range wanted {
		b.scheme(scheme.name)
		var found []violation
		if err := json.Unmarshal([]byte(value[string](b, fmt.Sprintf(audit, scheme.rules))), &found); err != nil {
			b.Fatal(err)
		}
		for _, v := range found {
			b.Errorf("%s, %d pixels, %s: %s: %s\n%s", name, width, scheme.name, v.ID, v.Help, strings.Join(v.Nodes[:min(4, len(v.Nodes))], "\n"))
		}
	}
}
