package browsertest

import (
	"testing"
)

// shifted adds up how much the page has moved since it was opened, by itself.
const shifted = `new Promise((done) => new PerformanceObserver((list) =>
	done(list.getEntries().reduce((sum, e) => sum + (e.hadRecentInput ? 0 : e.value), 0)))
	.observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 300))`

// TestSearchDoesNotMove opens the search with questions: once the page shows, what
// comes later moves nothing.
func TestSearchDoesNotMove(t *testing.T) {
	t.Parallel()
	s := serve(t, built(t, ownSite), ownPath)
	for _, address := range []string{"/recherche/?q=boulangerie", "/recherche/?q=vendre+en+ligne&secteur=commerce", "/recherche/?type=aides"} {
		for _, width := range []int64{360, 768, 1280} {
			b := open(t, s)
			b.width(width)
			b.visit(address)
			b.results()
			b.until(`document.querySelector(innerWidth < 896 ? ".facettes" : ".facette") !== null`)
			if moved := value[float64](b, shifted); moved > 0.02 {
				t.Errorf("%s at %d pixels moved by %.3f", address, width, moved)
			}
		}
	}
}
