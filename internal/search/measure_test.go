package search

import (
	"bytes"
	"compress/gzip"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"runtime"
	"runtime/metrics"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

var measured = flag.String("mesure", "", "measure the search over so many generated documents: 1000,10000,50000")

// measure is a line of the table: what a search of so many documents costs.
type measure struct {
	engine       string
	documents    int
	build        time.Duration
	memory       uint64 // bytes
	files, total int    // files of the index, and their bytes
	first        []visit
	phone        []visit
	warm, warm4  []float64 // milliseconds
	next, later  []float64 // milliseconds, a new question after one and after thirty
	quality      map[string]*quality
}

// visit is what a new visitor's first answer takes.
type visit struct {
	Bytes, Facets, Requests, Time float64
}

// TestMeasure prints the table of measures; it is run by "make bench-recherche".
func TestMeasure(t *testing.T) {
	if *measured == "" {
		t.Skip("a benchmark: make bench-recherche")
	}
	var table []measure
	for _, field := range strings.Split(*measured, ",") {
		n, err := strconv.Atoi(field)
		if err != nil {
			t.Fatal(err)
		}
		records := newCorpus(n).records(n)
		m, questions, items := measureOurs(t, records)
		table = append(table, m)
		if os.Getenv("PAGEFIND") == "1" {
			table = append(table, measurePagefind(t, records, questions, items))
		}
		fmt.Print(printTable(table))
	}
}

func measureOurs(t *testing.T, records []Record) (measure, []string, []knownItem) {
	m := measure{engine: "recueil", documents: len(records)}
	files := map[string][]byte{}
	m.build, m.memory = watched(func() {
		x, err := buildToExport(records, corpusVocabulary(), corpusSynonyms)
		if err != nil {
			t.Fatal(err)
		}
		defer x.Close()
		if err := x.Export(t.Context(), func(name string, data []byte) error {
			files[name] = data
			m.total += len(data)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	})
	m.files = len(files)
	x, err := Build(records, corpusVocabulary(), corpusSynonyms)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	items := knownItems(x, 200)
	m.quality = qualityOf(t, x, items)
	h := newSecureHost(t, files)
	questions := sample(t, x, items, 5)
	b := openTab(t)
	for _, q := range questions {
		m.first = append(m.first, firstVisit(t, b, h, q, false, "window.first && "+counted))
		m.phone = append(m.phone, firstVisit(t, b, h, q, true, "window.first && "+counted))
	}
	m.warm, m.next, m.later = session(t, b, h, questions, 1)
	m.warm4, _, _ = session(t, b, h, questions, 4)
	return m, questions, items
}

// counted is true once counts are there; where each facet waits for somebody to open
// it, it opens that of the territories, whose file is the largest.
// It is opened once: whoever waits for this looks again at each change of an attribute.
const counted = `((territories) => {
	if (territories && !territories.open) territories.open = true;
	return document.querySelector(".facette");
})(document.querySelectorAll(".facettes-corps > details")[2])`

// watched runs a piece of work and returns how long it took, and by how much
// the program's memory was greater at its highest than before.
func watched(work func()) (time.Duration, uint64) {
	runtime.GC()
	before, done := memoryInUse(), make(chan struct{})
	highest := make(chan uint64)
	go func() {
		high := before
		ticks := time.NewTicker(10 * time.Millisecond)
		defer ticks.Stop()
		for {
			select {
			case <-ticks.C:
				high = max(high, memoryInUse())
			case <-done:
				highest <- high
				return
			}
		}
	}()
	start := time.Now()
	work()
	took := time.Since(start)
	close(done)
	return took, <-highest - before
}

// memoryInUse is what the Go program holds and has not given back.
func memoryInUse() uint64 {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(samples)
	return samples[0].Value.Uint64() - samples[1].Value.Uint64()
}

// sample draws n questions of each class among those with ten results or more,
// and as many of one and two common words, as readers ask.
func sample(t testing.TB, x *Index, items []knownItem, n int) []string {
	a := &asker{x, rand.New(rand.NewPCG(9, 9))}
	var list []string
	full := func(question string) bool {
		answer, err := x.Search(t.Context(), Query{Text: question})
		return err == nil && len(answer.Results) >= 10
	}
	for _, class := range classes {
		left := n
		for _, item := range items {
			if left > 0 && item.class == class.name && full(item.question) {
				list = append(list, item.question)
				left--
			}
		}
	}
	for len(list) < n*(len(classes)+2) {
		question := pick(a.random, realWords)
		if len(list)%2 == 0 {
			question += " " + pick(a.random, realWords)
		}
		if full(question) {
			list = append(list, question)
		}
	}
	return list
}

// watch notes when the first results are there.
const watch = `new MutationObserver((_, observer) => {
	if (!document.querySelector("[data-resultats][data-etat=pret] a[data-resultat]")) return;
	observer.disconnect();
	window.first = { time: performance.now() };
}).observe(document, { subtree: true, childList: true, attributes: true });`

// firstVisit asks a question in a browser that has nothing of the site, and
// waits for a condition: everything that the answer takes has then been sent. A
// phone has a processor four times slower, and a network that the host slows
// down, since a browser does not for what workers fetch.
func firstVisit(t testing.TB, b *tab, h *host, question string, phone bool, done string) visit {
	t.Helper()
	ctx, stop := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	defer stop()
	if err := chromedp.Do(ctx, before(watch)); err != nil {
		t.Fatal(err)
	}
	if phone {
		if err := chromedp.Do(ctx, slowDown(4)); err != nil {
			t.Fatal(err)
		}
	}
	h.setPhone(phone)
	defer h.setPhone(false)
	fresh := &tab{TB: t, ctx: ctx}
	h.take()
	fresh.visit(h.address("recherche/?q=" + url.QueryEscape(question)))
	fresh.until(done)
	v := visit{Time: value[float64](fresh, "first.time")}
	for _, file := range h.take() {
		switch {
		case strings.HasSuffix(file.name, "/"): // the page itself
		case strings.Contains(file.name, "recherche-panel") || strings.Contains(file.name, "recherche-facets") || strings.Contains(file.name, Folder+"/v/"):
			v.Facets += float64(file.bytes)
		default:
			v.Bytes += float64(file.bytes)
			v.Requests++
		}
	}
	return v
}

// before sets what the next pages run first.
func before(script string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return err
	})
}

// slowDown makes the processor of the pages so many times slower.
func slowDown(times float64) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: times})
		return err
	})
}

// ask answers a question in the open page and gives the milliseconds until its
// results are there, once the page has nothing left to do: facets follow.
const ask = `window.ask = (question) => new Promise((done) => {
	const list = document.querySelector("[data-resultats]");
	q.value = question;
	const start = performance.now();
	q.form.requestSubmit();
	const observer = new MutationObserver(() => {
		if (list.dataset.etat !== "pret") return;
		observer.disconnect();
		const took = performance.now() - start;
		requestIdleCallback(() => done(took));
	});
	observer.observe(list, { attributes: true });
})`

// session asks questions one after the other in one page: twice the same ones
// (warm: the second time, with every file there), and how long a new one takes
// at first and after thirty others.
func session(t testing.TB, b *tab, h *host, questions []string, slow float64) (warm, next, later []float64) {
	t.Helper()
	ctx, stop := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	defer stop()
	if err := chromedp.Do(ctx, slowDown(slow)); err != nil {
		t.Fatal(err)
	}
	one := &tab{TB: t, ctx: ctx}
	one.visit(h.address("recherche/?q=client"))
	one.until(counted)
	one.act(ask)
	for i, q := range questions {
		took := value[float64](one, fmt.Sprintf("ask(%q)", q))
		switch {
		case i > 0 && i <= 8:
			next = append(next, took)
		case i > 30:
			later = append(later, took)
		}
	}
	for _, q := range questions {
		warm = append(warm, value[float64](one, fmt.Sprintf("ask(%q)", q)))
	}
	return warm, next, later
}

// clientSize is how many bytes the page's script takes, compressed as hosts do.
func clientSize() int {
	bundle, _ := bundles()
	name := bundle.Addresses()["search/main.ts"]
	var zipped bytes.Buffer
	for _, file := range bundle.Files {
		if file.Name == name {
			w := gzip.NewWriter(&zipped)
			w.Write(file.Data)
			w.Close()
		}
	}
	return zipped.Len()
}

// at returns a quantile of a list.
func at(list []float64, q float64) float64 {
	if len(list) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(list))
	return sorted[min(len(sorted)-1, int(q*float64(len(sorted))))]
}

func of(list []visit, f func(visit) float64) []float64 {
	var out []float64
	for _, v := range list {
		out = append(out, f(v))
	}
	return out
}

// A figure is a line of the table: what it says, how its numbers are written, and
// the numbers of a measure, none if it has not that figure.
type figure struct {
	name, format string
	of           func(measure) []float64
}

// figures returns the lines of the table, in order.
func figures() []figure {
	kilo := func(list []visit, f func(visit) float64, quantiles ...float64) (out []float64) {
		for _, q := range quantiles {
			out = append(out, at(of(list, f), q)/1000)
		}
		return out
	}
	clock := func(v visit) float64 { return v.Time }
	requests := func(v visit) float64 { return v.Requests }
	list := []figure{
		{"script of the search, gzip (KB)", "%.1f", func(m measure) []float64 {
			if m.engine != "recueil" {
				return nil
			}
			return []float64{float64(clientSize()) / 1000}
		}},
		{"index and export (s)", "%.1f", func(m measure) []float64 { return []float64{m.build.Seconds()} }},
		{"its memory (MB)", "%.0f", func(m measure) []float64 { return []float64{float64(m.memory) / 1e6} }},
		{"bytes of all files (MB), their number", "%.1f, %.0f", func(m measure) []float64 { return []float64{float64(m.total) / 1e6, float64(m.files)} }},
		{"bodies up to ten results (KB): median, p95, max", "%.1f, %.1f, %.1f", func(m measure) []float64 {
			return kilo(m.first, func(v visit) float64 { return v.Bytes }, .5, .95, 1)
		}},
		{"then the counts of the facets (KB): median", "%.1f", func(m measure) []float64 {
			return kilo(m.first, func(v visit) float64 { return v.Facets }, .5)
		}},
		{"requests up to ten results: median, max", "%.0f, %.0f", func(m measure) []float64 {
			return []float64{at(of(m.first, requests), .5), at(of(m.first, requests), 1)}
		}},
		{"new visitor, first results (ms): median", "%.0f", func(m measure) []float64 { return []float64{at(of(m.first, clock), .5)} }},
		{"the same on a phone (ms): median", "%.0f", func(m measure) []float64 { return []float64{at(of(m.phone, clock), .5)} }},
		{"question asked before (ms): median, p95", "%.1f, %.1f", func(m measure) []float64 { return quantiles(m.warm) }},
		{"the same, processor 4 times slower (ms): median, p95", "%.1f, %.1f", func(m measure) []float64 { return quantiles(m.warm4) }},
		{"new question, the first ones (ms): median", "%.1f", func(m measure) []float64 { return []float64{at(m.next, .5)} }},
		{"new question, after thirty others (ms): median", "%.1f", func(m measure) []float64 { return []float64{at(m.later, .5)} }},
	}
	for _, c := range classes {
		list = append(list, figure{c.name + ": MRR@10, success@10", "%.3f, %.3f", func(m measure) []float64 {
			q := m.quality[c.name]
			if q == nil {
				return nil
			}
			return []float64{q.mrr / float64(q.n), q.success / float64(q.n)}
		}})
	}
	return list
}

func quantiles(list []float64) []float64 {
	if len(list) == 0 {
		return nil
	}
	return []float64{at(list, .5), at(list, .95)}
}

// printTable writes the measures as a Markdown table. Beside a peer's numbers
// stands the ratio of the first to ours, for as many documents.
func printTable(table []measure) string {
	var b bytes.Buffer
	line := func(name string, cell func(i int) string) {
		fmt.Fprintf(&b, "| %s |", name)
		for i := range table {
			fmt.Fprintf(&b, " %s |", cell(i))
		}
		b.WriteString("\n")
	}
	line("", func(i int) string { return fmt.Sprintf("%s, %d documents", table[i].engine, table[i].documents) })
	line("---", func(int) string { return "---" })
	for _, f := range figures() {
		line(f.name, func(i int) string {
			values := f.of(table[i])
			if len(values) == 0 {
				return ""
			}
			var args []any
			for _, v := range values {
				args = append(args, v)
			}
			cell := fmt.Sprintf(f.format, args...)
			if i > 0 && table[i-1].documents == table[i].documents {
				if ours := f.of(table[i-1]); len(ours) > 0 && ours[0] > 0 && values[0] > 0 {
					cell += fmt.Sprintf(" (×%.2f)", values[0]/ours[0])
				}
			}
			return cell
		})
	}
	return b.String()
}
