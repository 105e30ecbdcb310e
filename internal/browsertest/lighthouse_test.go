package browsertest

import (
	"context"
	"encoding/json"
	"flag"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

var lighthouse = flag.Int("lighthouse", 0, "how many times Lighthouse examines each page of the site of RECUEIL_SITE")

// lighthousePackage is the last version that runs with Node 20. It weighs too much beside what
// it tells to be installed for every test, so npx fetches it when asked.
const lighthousePackage = "lighthouse@12.8.2"

// kindOf is what a page has in common with those of its kind: its address without the
// names of what it tells, nor the number of a part of a list.
func kindOf(address string) string {
	segments := strings.Split(strings.Trim(address, "/"), "/")
	if n := len(segments); n > 2 && segments[n-2] == "page" {
		segments = segments[:n-2]
	}
	for i := 1; i < len(segments); i += 2 {
		segments[i] = "*"
	}
	return strings.Join(segments, "/")
}

// heaviest returns the addresses of the longest page of each kind, the home page first.
func heaviest(fsys fs.FS) ([]string, error) {
	type page struct {
		address string
		size    int64
	}
	kinds := map[string]page{}
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.Name() != "index.html" {
			return err
		}
		info, err := entry.Info()
		address := "/" + strings.TrimSuffix(name, "index.html")
		if kind := kindOf(address); info != nil && info.Size() > kinds[kind].size {
			kinds[kind] = page{address, info.Size()}
		}
		return err
	})
	var addresses []string
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		addresses = append(addresses, kinds[kind].address)
	}
	return addresses, err
}

// TestLighthouse prints the scores that Lighthouse gives to the heaviest page of each kind, and
// to the search with its results, on a simulated phone: the median of each. It measures, and fails only when it cannot: scores depend on the machine.
func TestLighthouse(t *testing.T) {
	folder := os.Getenv("RECUEIL_SITE")
	if *lighthouse == 0 || folder == "" {
		t.Skip("nobody asks for it: make lighthouse")
	}
	fsys := os.DirFS(folder)
	s := serve(t, fsys, publishedPath(t, fsys))
	pages, err := heaviest(fsys)
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range append(pages, "/recherche/?q=vendre+en+ligne") {
		scores := map[string][]int{}
		for range *lighthouse {
			for category, score := range lighthouseOf(t, s.URL+strings.TrimPrefix(address, "/")) {
				scores[category] = append(scores[category], score)
			}
		}
		line := address
		for _, category := range []string{"performance", "accessibility", "best-practices", "seo"} {
			list := scores[category]
			slices.Sort(list)
			line += " " + category + " " + numberOf(list)
		}
		t.Log(line)
	}
}

func numberOf(sorted []int) string {
	if len(sorted) == 0 {
		return "none"
	}
	return strconv.Itoa(sorted[len(sorted)/2])
}

// lighthouseOf runs Lighthouse once, and returns its scores out of a hundred.
func lighthouseOf(t *testing.T, url string) map[string]int {
	t.Helper()
	chromium, ok := executable()
	if !ok {
		lacking(t, "Chromium is missing: apt-get install chromium")
	}
	command := exec.Command("npx", "--yes", lighthousePackage, url, "--quiet", "--output=json", "--only-categories=performance,accessibility,best-practices,seo",
		"--chrome-flags=--headless=new --no-sandbox --disable-gpu")
	command.Env = append(os.Environ(), "CHROME_PATH="+chromium)
	out, err := command.Output()
	if err != nil {
		t.Fatalf("lighthouse %s: %v", url, err)
	}
	var report struct {
		Categories map[string]struct {
			Score float64 `json:"score"`
		} `json:"categories"`
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatal(err)
	}
	scores := map[string]int{}
	for name, category := range report.Categories {
		scores[name] = int(category.Score*100 + 0.5)
	}
	return scores
}

// longTasks adds up how long the page held the processor, in milliseconds, by tasks of more
// than 50.
const longTasks = `new Promise((done) => new PerformanceObserver((list) =>
	done(list.getEntries().reduce((sum, e) => sum + e.duration, 0)))
	.observe({type: "longtask", buffered: true}) || setTimeout(() => done(0), 300))`

// TestLongTasks prints what the search with its results holds of a processor four times
// slower: the median, once its lists are shown. It measures, as TestLighthouse does.
func TestLongTasks(t *testing.T) {
	folder := os.Getenv("RECUEIL_SITE")
	if *lighthouse == 0 || folder == "" {
		t.Skip("nobody asks for it: make lighthouse")
	}
	fsys := os.DirFS(folder)
	s := serve(t, fsys, publishedPath(t, fsys))
	for _, question := range []string{"vendre+en+ligne", "boulangerie", "on+m'a+pirat%C3%A9"} {
		var held []int
		for range *lighthouse {
			t.Run(question, func(t *testing.T) { // a tab that stays open keeps slowing the machine
				b := open(t, s)
				b.width(360)
				b.do(slower(4))
				b.visit("/recherche/?q=" + question)
				b.results()
				held = append(held, int(value[float64](b, longTasks)))
			})
		}
		slices.Sort(held)
		t.Logf("?q=%s long tasks %s ms, at most %d", question, numberOf(held), held[len(held)-1])
	}
}

// slower makes the processor of a tab so many times slower.
func slower(times float64) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: times})
		return err
	})
}

// TestHeaviestPages holds what a kind of page is.
func TestHeaviestPages(t *testing.T) {
	fsys := fstest.MapFS{}
	for name, size := range map[string]int{
		"index.html": 1, "aides/index.html": 3, "aides/page/2/index.html": 4, "aides/un/index.html": 9, "aides/deux/index.html": 8,
		"secteurs/un/index.html": 2, "secteurs/un/regions/deux/index.html": 5, "secteurs/trois/regions/quatre/index.html": 6,
	} {
		fsys[name] = &fstest.MapFile{Data: make([]byte, size)}
	}
	got, err := heaviest(fsys)
	want := []string{"/", "/aides/page/2/", "/aides/un/", "/secteurs/un/", "/secteurs/trois/regions/quatre/"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("heaviest gives %q, %v, not %q", got, err, want)
	}
}
