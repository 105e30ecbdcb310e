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

// audit runs axe-core on the page as it is, by tags or by rules, and shortens its answer.
const audit = `axe.run(document, {
	runOnly: %s,
	resultTypes: ["violations"],
}).then((r) => JSON.stringify(r.violations.map((v) => ({id: v.id, help: v.help, nodes: v.nodes.map((n) => n.target.join(" ") + ": " + n.failureSummary)}))))`

// schemes are what axe-core looks for in each: the dark one changes colours alone.
var schemes = []struct{ name, rules string }{
	{"light", `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]`},
	{"dark", `["color-contrast", "link-in-text-block"]`},
}

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

// audits examines the page on a phone, a tablet and a desk.
func (b *tab) audits(axe, name string) {
	b.Helper()
	for _, width := range []int64{360, 768, 1280} {
		b.width(width)
		b.audit(axe, name, width)
	}
}

// audit examines the page in the light and the dark scheme.
func (b *tab) audit(axe, name string, width int64) {
	b.Helper()
	value[struct{}](b, axe+"; ({})")
	for _, scheme := range schemes {
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
