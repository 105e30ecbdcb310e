package render

import (
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/evanw/esbuild/pkg/api"
)

// runScript runs a script of assets/js after some JavaScript that stands for the
// browser, and returns what the expression is worth after it.
func runScript(t *testing.T, name, browser, expression string) string {
	t.Helper()
	result := api.Build(api.BuildOptions{EntryPoints: []string{"../../assets/js/" + name}, Bundle: true, Format: api.FormatIIFE, Target: api.ES2017})
	if len(result.Errors) > 0 {
		t.Fatalf("%s: %v", name, result.Errors)
	}
	vm := goja.New()
	for _, text := range []string{browser, string(result.OutputFiles[0].Contents)} {
		if _, err := vm.RunString(text); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	value, err := vm.RunString(expression)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return value.String()
}

// aidBrowser is a page with one notice, and a reader's day.
const aidBrowser = `
	Date = class { getFullYear() { return 2026 } getMonth() { return 10 } getDate() { return 22 } };
	const text = { textContent: "build" }, classes = [];
	const notice = { dataset: %s, querySelector: () => text, classList: { remove: (c) => classes.push("-" + c), add: (c) => classes.push("+" + c) } };
	const document = { querySelectorAll: () => [notice] };`

// The reader's day, 22 November 2026, decides, and not the day of the build.
func TestAidScript(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"still open on its last day", `{ etatAide: "ouverte", fin: "2026-11-22", finMots: "22 novembre 2026" }`, "build "},
		{"ended since the build", `{ etatAide: "ouverte", fin: "2026-11-21", finMots: "21 novembre 2026" }`, "Fermée depuis le 21 novembre 2026 -etat-ouverte,+etat-close"},
		{"ended, to be verified", `{ etatAide: "a-verifier", fin: "2026-01-31", finMots: "31 janvier 2026" }`, "Fermée depuis le 31 janvier 2026 -etat-a-verifier,+etat-close"},
		{"closed at the build", `{ etatAide: "close", fin: "2026-01-31", finMots: "31 janvier 2026" }`, "build "},
		{"opened since the build", `{ etatAide: "a-venir", debut: "2026-11-22", debutMots: "22 novembre 2026" }`, "Ouverte depuis le 22 novembre 2026 -etat-a-venir,+etat-ouverte"},
		{"not open yet", `{ etatAide: "a-venir", debut: "2026-11-23", debutMots: "23 novembre 2026" }`, "build "},
		{"opened and ended since", `{ etatAide: "a-venir", debut: "2026-01-01", fin: "2026-02-01", finMots: "1er février 2026" }`, "Fermée depuis le 1er février 2026 -etat-a-venir,+etat-close"},
		{"without dates", `{ etatAide: "ouverte" }`, "build "},
	} {
		browser := "const data = " + c.data + ";" + aidBrowser
		got := runScript(t, "aid.ts", strings.Replace(browser, "%s", "data", 1), `text.textContent + " " + classes.join()`)
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// timingBrowser is an agenda of two cards and what its page says of the first; the reader's
// clock shows half past three in Paris on 4 March 2027.
const timingBrowser = `
	Date.now = () => Date.parse("2027-03-04T14:30:00Z");
	const cards = [];
	const card = (until) => { const c = { remove: () => cards.splice(cards.indexOf(c), 1) }; cards.push(c); return { dataset: { avant: until }, closest: () => c } };
	const button = { gone: false, dataset: { avant: first }, closest: () => null, remove() { this.gone = true } };
	const notice = { hidden: true, dataset: { apres: first } }, group = { gone: false, querySelector: () => cards[0] ?? null, remove() { this.gone = true } }, none = { hidden: true };
	const found = { "[data-avant]": [card(first), card(second), button], "[data-apres]": [notice], "[data-agenda]": [group], "[data-agenda-vide]": [none], "[data-etat-aide]": [] };
	const document = { querySelectorAll: (s) => found[s], querySelector: () => (group.gone ? null : group) };`

// The reader's clock decides, to the minute, and not the day of the build.
func TestTimingScript(t *testing.T) {
	for _, c := range []struct{ name, first, second, want string }{
		{"both to come", "2027-03-04T14:31:00Z", "2027-03-05T09:00:00Z", "2 cards, button, notice hidden, none hidden"},
		{"one is over, as its end comes", "2027-03-04T14:30:00Z", "2027-03-05T09:00:00Z", "1 cards, no button, notice shown, none hidden"},
		{"all over", "2027-03-04T14:00:00Z", "2027-03-01T09:00:00Z", "0 cards, no button, notice shown, none shown"},
	} {
		browser := "const first = \"" + c.first + "\", second = \"" + c.second + "\";" + timingBrowser
		got := runScript(t, "timing.ts", browser, `
			const said = (e) => (e.hidden ? "hidden" : "shown");
			cards.length + " cards, " + (button.gone ? "no button" : "button") + ", notice " + said(notice) + ", none " + said(none)`)
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// themeBrowser is a page with one switch; load and click stand for events.
const themeBrowser = `
	const classes = [], listeners = {}, label = {};
	const matchMedia = () => ({ matches: system === "dark" });
	const button = { querySelector: () => label, addEventListener: (name, f) => { listeners[name] = f } };
	const document = {
		documentElement: { dataset: {}, classList: { add: (c) => classes.push(c) } },
		querySelectorAll: () => [button], addEventListener: (name, f) => { listeners[name] = f },
	};`

const storage = `const kept = { "recueil-theme": stored };
	const localStorage = { getItem: (k) => kept[k] || null, setItem: (k, v) => { kept[k] = v } };`

const noStorage = `const kept = {};
	const localStorage = { getItem: () => { throw new Error("refused") }, setItem: () => { throw new Error("refused") } };`

func TestThemeScript(t *testing.T) {
	for _, c := range []struct{ name, browser, want string }{
		{"light system", `const system = "light", stored = "";` + storage, "undefined sombre; sombre clair sombre"},
		{"dark system", `const system = "dark", stored = "";` + storage, "undefined clair; clair sombre clair"},
		{"remembered", `const system = "light", stored = "sombre";` + storage, "sombre clair; clair sombre clair"},
		{"remembered nonsense", `const system = "light", stored = "rose";` + storage, "undefined sombre; sombre clair sombre"},
		{"storage refused", `const system = "light";` + noStorage, "undefined sombre; sombre clair undefined"},
	} {
		got := runScript(t, "page/theme.ts", c.browser+themeBrowser, `
			const theme = document.documentElement.dataset;
			listeners.DOMContentLoaded();
			const before = theme.theme + " " + label.textContent;
			listeners.click();
			before + "; " + theme.theme + " " + label.textContent + " " + kept["recueil-theme"];`)
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
