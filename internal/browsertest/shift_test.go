package browsertest

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// shifted adds up how much the page has moved since it was opened, by itself.
const shifted = `new Promise((done) => new PerformanceObserver((list) =>
	done(list.getEntries().reduce((sum, e) => sum + (e.hadRecentInput ? 0 : e.value), 0)))
	.observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 300))`

// cacheless forgets what was fetched: the page that follows comes as to a new reader.
func cacheless(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
	_, err := cdp.Call(ctx, t, network.ClearBrowserCache, cdp.Empty{})
	return chromedp.Void{}, err
}

// TestSearchDoesNotMove opens the search with questions: once the page shows, what
// comes later moves nothing.
func TestSearchDoesNotMove(t *testing.T) {
	t.Parallel()
	s := serve(t, built(t, ownSite), ownPath)
	for _, address := range []string{"/recherche/?q=boulangerie", "/recherche/?q=vendre+en+ligne&secteur=commerce", "/recherche/?type=aides"} {
		b := open(t, s)
		for _, width := range []int64{360, 768, 1280} {
			b.width(width)
			b.do(cacheless)
			b.visit(address)
			b.results()
			b.until(`document.querySelector(innerWidth < 896 ? ".facettes" : ".facette") !== null`)
			if moved := value[float64](b, shifted); moved > 0.02 {
				t.Errorf("%s at %d pixels moved by %.3f", address, width, moved)
			}
		}
	}
}
