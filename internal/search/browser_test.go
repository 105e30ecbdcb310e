package search

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// find gives whole answers of the client, several questions at once.
const find = `import("./recherche/recueil-recherche.js").then((m) => {
	const engine = m.ouvrir(new URL("recherche/", location.href).href);
	window.find = async (list) => JSON.stringify(await Promise.all(list.map(async ([question, choice]) => {
		const index = await engine.open();
		const { plan, hits, whole, reasons } = await index.find(question, choice || {});
		return { clauses: plan.clauses, lost: plan.lost, corrected: plan.corrected.map((c) => c.join(" ")), unfinished: plan.unfinished, whole,
			docs: hits.map((hit) => hit.number), scores: hits.map((hit) => hit.score), named: hits.map((hit) => reasons(hit.number).length) };
	})));
	return true;
})`

// TestBrowserAnswersAsWeDo is TestClientAnswersAsWeDo in Chromium, over HTTP.
func TestBrowserAnswersAsWeDo(t *testing.T) {
	t.Parallel()
	b := openTab(t)
	x := indexForParity(t)
	b.visit(newHost(t, exported(t, x)).address(""))
	value[bool](b, find)
	for batch := range slices.Chunk(newAsker(x).questions(80), 25) {
		var list [][]any
		for _, q := range batch {
			list = append(list, []any{q.Text, q.Facets})
		}
		input, err := json.Marshal(list)
		if err != nil {
			t.Fatal(err)
		}
		var answers []clientAnswer
		if err := json.Unmarshal([]byte(value[string](b, "find("+string(input)+")")), &answers); err != nil {
			t.Fatal(err)
		}
		for i, q := range batch {
			compare(t, x, q, answers[i])
		}
	}
}

// TestBrowserJourney types, chooses, goes back, walks the results, as a reader
// does, on a site under a sub-path.
func TestBrowserJourney(t *testing.T) {
	t.Parallel()
	b := openTab(t)
	x := indexForParity(t)
	h := newHost(t, exported(t, x))
	counted := func(facets map[string][]string) string {
		answer, err := x.Search(t.Context(), Query{"livraison facture", facets})
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("%s.replace(/\\D.*/, '') === '%d'", total, answer.Whole)
	}
	b.visit(h.address("recherche/?q=livraison+facture"))
	b.ready("pret")
	b.until(counted(nil) + ` && document.querySelector("[data-resultats] mark")`)
	answer, _ := x.Search(t.Context(), Query{Text: "livraison facture"})
	if got, want := value[string](b, `document.querySelector("a[data-resultat]").href.split("#")[0]`), h.address(answer.Results[0].URL[1:]); got != want {
		t.Errorf("the first result leads to %q, want %q", got, want)
	}
	const box = `document.querySelector("input[name=secteur][value=secteur-1]")`
	b.until(box)
	b.act(box + ".click()")
	narrowed := `location.search.includes("secteur=secteur-1") && document.querySelector(".filtre") && ` + counted(map[string][]string{"secteur": {"secteur-1"}})
	b.until(narrowed)
	b.act("history.back()")
	b.until(`!location.search.includes("secteur") && !document.querySelector(".filtre") && ` + counted(nil))
	b.act("history.forward()")
	b.until(narrowed)
	const focused = `document.activeElement === document.querySelectorAll("a[data-resultat]")`
	press := func(key string) {
		b.act(`document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "` + key + `", bubbles: true, cancelable: true }))`)
	}
	b.act("q.focus()")
	press("ArrowDown")
	b.until(focused + "[0]")
	press("ArrowDown")
	b.until(focused + "[1]")
	press("ArrowUp")
	b.until(focused + "[0]")
	press("Escape")
	b.until("document.activeElement === q")
}

// TestBrowserShowsMore asks for the next results, and for words that nothing has.
func TestBrowserShowsMore(t *testing.T) {
	t.Parallel()
	b := openTab(t)
	h := newHost(t, exported(t, indexForParity(t)))
	b.visit(h.address("recherche/?q=client"))
	b.until(`document.querySelectorAll("a[data-resultat]").length === 10`)
	b.act(`document.querySelector(".resultats-suite").click()`)
	b.until(`document.querySelectorAll("a[data-resultat]").length === 20 && document.activeElement === document.querySelectorAll("a[data-resultat]")[10]`)
	b.visit(h.address("recherche/?q=clixxxqx&theme=theme-1"))
	b.until(total + ` === "Aucun résultat pour « clixxxqx »" && document.querySelectorAll(".resultats-essai").length > 1`)
	b.act(`document.querySelector(".resultats-essai").click()`)
	b.until(`document.querySelector("a[data-resultat]") && q.value.startsWith("cli")`)
	// The module's tag searches too, without touching the address.
	b.visit(h.address(""))
	value[bool](b, `import("./recherche/recueil-recherche.js").then(() => {
		const tag = document.createElement("recueil-recherche");
		tag.setAttribute("adresse", new URL("recherche/", location.href).href);
		document.body.append(tag);
		const field = tag.querySelector("input");
		field.value = "livraison";
		field.form.requestSubmit();
		return true;
	})`)
	b.until(`document.querySelector("recueil-recherche a[data-resultat]") && !location.search`)
}

// TestBrowserOnAnotherSite searches from a federation's own page, by one tag, once
// the recueil's host lets it.
func TestBrowserOnAnotherSite(t *testing.T) {
	t.Parallel()
	b := openTab(t)
	recueil := newHost(t, exported(t, indexForParity(t)))
	recueil.open = true
	federation := newHost(t, map[string][]byte{"adherents.html": fmt.Appendf(nil, `<!DOCTYPE html><title>Adhérents</title>
		<script type="module" src=%q></script><recueil-recherche></recueil-recherche>`, recueil.address("recherche/recueil-recherche.js"))})
	b.visit(federation.address("adherents.html"))
	b.until(`document.querySelector("recueil-recherche input")`)
	b.act(`document.querySelector("recueil-recherche input").value = "livraison facture"; document.querySelector("recueil-recherche form").requestSubmit()`)
	b.until(`document.querySelector("recueil-recherche .facette")`)
	link := value[string](b, `document.querySelector("recueil-recherche a[data-resultat]").href.split("#")[0]`)
	if !strings.HasPrefix(link, recueil.address("")) {
		t.Errorf("the first result leads to %s", link)
	}
}

// TestBrowserFaults breaks files; each time a message says so, and a retry mends
// it once the file is back.
func TestBrowserFaults(t *testing.T) {
	t.Parallel()
	b := openTab(t)
	files := exported(t, indexForParity(t))
	raw := func(how func([]byte) []byte) func([]byte) []byte {
		return func(data []byte) []byte {
			content, err := unzip(data)
			if err != nil {
				t.Error(err)
			}
			return how(content)
		}
	}
	const broken = "manque ou est abîmé"
	faults := map[string]struct {
		fault   func(name string, data []byte) []byte
		message string
	}{
		"missing root":             {lose("index.bin"), broken},
		"missing shard":            {lose("/t/"), broken},
		"missing pack":             {lose("/d/"), broken},
		"truncated shard":          {change("/t/", func(data []byte) []byte { return data[:40] }), broken},
		"unzipped, then truncated": {change("index.bin", raw(func(data []byte) []byte { return data[:len(data)-3] })), broken},
		"empty shard":              {change("/t/", func([]byte) []byte { return []byte{} }), broken},
		"other shards":             {change("/t/", otherTags), broken},
		"truncated pack":           {change("/d/", func(data []byte) []byte { return data[:40] }), broken},
		"altered pack":             {change("/d/", func(data []byte) []byte { return slices.Repeat([]byte{0, 0, 0, 9}, len(data)/4) }), broken},
		"a page instead":           {change("/t/", func([]byte) []byte { return []byte("<!DOCTYPE html><p>introuvable") }), broken},
		"other format":             {change("index.bin", raw(otherFormat)), "La recherche a changé"},
	}
	for _, name := range slices.Sorted(maps.Keys(faults)) {
		h := newHost(t, files)
		h.setFault(faults[name].fault)
		b.visit(h.address("recherche/?q=livraison"))
		b.ready("erreur")
		if got := value[string](b, `document.querySelector("[role=alert]").textContent`); !strings.Contains(got, faults[name].message) {
			t.Errorf("%s: the page says %q, want %q", name, got, faults[name].message)
		}
		h.setFault(nil)
		b.act(`document.querySelector(".recherche-reessayer").click()`)
		b.until(`document.querySelector("a[data-resultat]") && !document.querySelector("[role=alert]")`)
	}
	// Files that the host has unzipped, and those of which it sends the whole, are read
	// all the same.
	h := newHost(t, files)
	h.whole = true
	h.setFault(func(name string, data []byte) []byte {
		if strings.Contains(name, "/d/") || strings.Contains(name, "/t/") { // of which each place is compressed
			return data
		}
		return change("", raw(func(data []byte) []byte { return data }))(name, data)
	})
	b.visit(h.address("recherche/?q=livraison"))
	b.until(`document.querySelector("a[data-resultat]")`)
	h.CloseClientConnections()
	h.Close()
	b.act(`q.value = "client"; q.form.requestSubmit()`)
	b.ready("erreur")
	if got := value[string](b, `document.querySelector("[role=alert]").textContent`); !strings.Contains(got, "Le réseau ne répond pas") {
		t.Errorf("offline the page says %q", got)
	}
}

// TestBrowserNoticesAlteredFiles is TestAlteredFilesAreNoticed in Chromium, over HTTP,
// by a sample: the page shows its true results, or says that something is wrong,
// and no error is left to the browser.
func TestBrowserNoticesAlteredFiles(t *testing.T) {
	t.Parallel()
	b := openTab(t)
	s := twoGenerations(t)
	h := newHost(t, s.now)
	const shown = `JSON.stringify([...document.querySelectorAll("a[data-resultat]")].map((a) => a.href.split("#")[0] + a.textContent))`
	ask := func() (state, list string) {
		b.visit(h.address("recherche/?q=livraison+facture&secteur=secteur-1"))
		b.until(`/pret|erreur/.test(document.querySelector("[data-resultats]").dataset.etat)`)
		return value[string](b, `document.querySelector("[data-resultats]").dataset.etat`), value[string](b, shown)
	}
	_, want := ask()
	names := map[string][]string{}
	for _, sent := range h.take() {
		if strings.HasSuffix(sent.name, ".bin") {
			names[kindOf(sent.name)] = append(names[kindOf(sent.name)], sent.name)
		}
	}
	kinds, r, failed := slices.Sorted(maps.Keys(names)), rand.New(rand.NewPCG(17, 2026)), 0
	for i := range max(len(harms), *alterations/10) {
		harm, kind := harms[i%len(harms)], kinds[i%len(kinds)]
		altered := names[kind][r.IntN(len(names[kind]))]
		data := harm.harm(r, s, altered)
		h.setFault(func(name string, whole []byte) []byte {
			if name == altered {
				return data
			}
			return whole
		})
		switch state, list := ask(); {
		case state == "erreur" && list == "[]":
			failed++
		case state != "pret" || list != want:
			t.Errorf("%s %s: the page, %s, shows %s", altered, harm.name, state, list)
		}
	}
	h.setFault(nil)
	h.wrong = true
	if state, list := ask(); state != "pret" || list != want {
		t.Errorf("files of another type: the page, %s, shows %s", state, list)
	}
	if failed < 5 {
		t.Errorf("the page says %d times that something is wrong", failed)
	}
	if len(b.uncaught()) > 0 {
		t.Errorf("left to the browser: %q", b.uncaught())
	}
}

// otherFormat changes the number of the format, after the tag and the length.
func otherFormat(data []byte) []byte {
	_, size := binary.Uvarint(data[3:])
	body := data[3+size:]
	body[0]++
	t := tagOf(body)
	copy(data, t[:])
	return data
}

// TestBrowserCountsWhenAsked opens « Filtrer » on a narrow screen: the facets are
// fetched then, and for the next question with its results.
func TestBrowserCountsWhenAsked(t *testing.T) {
	b := openTab(t)
	h := newHost(t, exported(t, small(t, newCorpus(60).records(60), Build)))
	if err := chromedp.Do(b.ctx, chromedp.EmulateViewport(360, 640)); err != nil {
		t.Fatal(err)
	}
	facetFiles := func() (n int) {
		for _, file := range h.take() {
			if strings.Contains(file.name, Folder+"/v/") {
				n++
			}
		}
		return n
	}
	b.visit(h.address("recherche/?q=client&secteur=secteur-1"))
	b.ready("pret")
	b.until(`document.querySelector(".facettes summary") && document.querySelector(".filtre")`)
	if n := facetFiles(); n != 1 {
		t.Errorf("%d facets are fetched before anybody asks, want that of the choice", n)
	}
	b.act(`document.querySelector(".facettes summary").click()`)
	b.until(`document.querySelectorAll(".facette").length > 1`)
	if n := facetFiles(); n < 3 {
		t.Errorf("%d more facets are fetched once asked", n)
	}
	before := value[string](b, `document.querySelector(".facettes-corps").innerText`)
	b.act(`document.querySelector(".filtre").click()`)
	b.until(fmt.Sprintf(`document.querySelector(".facettes-corps").innerText !== %q && !document.querySelector(".filtre")`, before))
}

// TestBrowserCountsAFacetAtATime fetches, where the facets' files are large, that of
// the facet opened alone; it stays open for the next answer, and focus stays too.
func TestBrowserCountsAFacetAtATime(t *testing.T) {
	b := openTab(t)
	h := newHost(t, exported(t, small(t, newCorpus(60).records(60), Build)))
	bundle, err := bundles()
	if err != nil {
		t.Fatal(err)
	}
	b.visit(h.address("recherche/"))
	b.act(fmt.Sprintf(`window.made = import(%q).then(({ Page, ouvrir, el }) => {
		const engine = ouvrir(location.href);
		const search = engine.search.bind(engine);
		engine.search = async (...asked) => ({ ...(await search(...asked)), many: true });
		const parts = { form: el("form", {}), input: el("input", {}), total: el("p", {}), list: el("ol", {}), facets: el("div", { id: "large" }) };
		const place = el("main", {}, el("div", {}, parts.form, parts.total, parts.facets, parts.list));
		document.body.replaceChildren(place);
		parts.input.value = "client";
		new Page({ ...parts, root: "/", addressed: false }, engine);
		parts.form.requestSubmit();
	})`, h.address(bundle.Addresses()["search/main.ts"])))
	b.until(`document.querySelectorAll("#large .facettes-corps details").length > 3`)
	large := func() (names []string) {
		for _, file := range h.take() {
			if _, facet, ok := strings.Cut(file.name, Folder+"/v/"); ok {
				names = append(names, strings.Split(facet, "-")[0])
			}
		}
		return names
	}
	if got := large(); len(got) > 0 {
		t.Errorf("%v are fetched before anybody asks", got)
	}
	b.act(`document.querySelectorAll("#large .facettes-corps summary")[1].click()`)
	b.until(`document.querySelector("#large .facette-valeur")`)
	if got := large(); !slices.Equal(got, []string{"secteur"}) {
		t.Errorf("%v are fetched, want that of the sectors", got)
	}
	b.act(`document.querySelector("#large .facette-valeur input").focus(); document.activeElement.click()`)
	b.until(`document.querySelector("#large .filtre") && document.activeElement.checked`)
	if got := large(); len(got) > 0 {
		t.Errorf("%v are fetched for a second answer", got)
	}
}

// TestBrowserMeetsANewGeneration publishes another index while a page is open.
func TestBrowserMeetsANewGeneration(t *testing.T) {
	t.Parallel()
	b := openTab(t)
	h := newHost(t, exported(t, indexForParity(t)))
	b.visit(h.address("recherche/?q=livraison"))
	b.ready("pret")
	other, err := Build(newCorpus(50).records(50), corpusVocabulary(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	h.mutex.Lock()
	maps.DeleteFunc(h.files, func(name string, _ []byte) bool { return strings.HasSuffix(name, ".bin") })
	maps.Copy(h.files, exported(t, other))
	h.mutex.Unlock()
	answer, err := other.Search(t.Context(), Query{Text: "stock"})
	if err != nil {
		t.Fatal(err)
	}
	b.act(`q.value = "stock"; q.form.requestSubmit()`)
	b.until(fmt.Sprintf(`%s.startsWith("%d résultat")`, total, answer.Whole))
}

// TestBrowserDropsStaleAnswers asks a second question while the files of the
// first are on their way.
func TestBrowserDropsStaleAnswers(t *testing.T) {
	t.Parallel()
	b := openTab(t)
	h := newHost(t, exported(t, indexForParity(t)))
	b.visit(h.address("recherche/?q=facture"))
	b.ready("pret")
	held := make(chan struct{})
	release := sync.OnceFunc(func() { close(held) })
	t.Cleanup(release) // the host closes once it has answered
	h.mutex.Lock()
	h.hold = held
	h.mutex.Unlock()
	b.act(`q.value = "zoom livraison client"; q.form.requestSubmit()`)
	b.until(total + ` === "Recherche en cours…"`)
	b.act(`q.value = "facture"; q.form.requestSubmit()`)
	b.until(total + `.includes("« facture »")`)
	b.act(`window.changes = 0; new MutationObserver(() => changes++).observe(document.querySelector("[data-total]"), { childList: true })`)
	release()
	// The held files have come when a question that needs them is answered elsewhere.
	value[bool](b, `fetch("index.bin").then(() => Promise.all(performance.getEntriesByType("resource").map((r) => fetch(r.name)))).then(() => true)`)
	if changed := value[int](b, "changes"); changed != 0 || !strings.Contains(value[string](b, total), "« facture »") {
		t.Errorf("the page says %q after %d changes", value[string](b, total), changed)
	}
}

// otherTags changes the tag of every place of a file of shards.
func otherTags(data []byte) []byte {
	data = bytes.Clone(data)
	for at := 0; at < len(data); at += shardUnit {
		data[at]++
	}
	return data
}

func lose(part string) func(string, []byte) []byte {
	return change(part, func([]byte) []byte { return nil })
}

func change(part string, how func([]byte) []byte) func(string, []byte) []byte {
	return func(name string, data []byte) []byte {
		if strings.Contains(name, part) && strings.HasSuffix(name, ".bin") {
			return how(data)
		}
		return data
	}
}

// TestBrowserOpenedAsAFile opens the page from the disk, where browsers refuse
// to run the search: the page says what to do.
func TestBrowserOpenedAsAFile(t *testing.T) {
	t.Parallel()
	b := openTab(t)
	dir := t.TempDir()
	for name, data := range newHost(t, map[string][]byte{}).files {
		if strings.HasSuffix(name, "/") {
			name += "index.html"
		} else if name == "" {
			name = "index.html"
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, data, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	b.visit("file://" + filepath.ToSlash(dir) + "/recherche/index.html?q=facture")
	b.until(total + `.includes("recueil serve")`)
}

// TestBrowserFetchesOnceAndInTime asks for the root at once when the address
// holds a question, else when the field is used, and never twice.
func TestBrowserFetchesOnceAndInTime(t *testing.T) {
	t.Parallel()
	b := openTab(t)
	h := newHost(t, exported(t, indexForParity(t)))
	roots := func() (n int) {
		for _, file := range h.take() {
			if file.name == Root {
				n++
			}
		}
		return n
	}
	b.visit(h.address("recherche/?q=facture"))
	b.ready("pret")
	if n := roots(); n != 1 {
		t.Errorf("with a question in the address, the root is fetched %d times", n)
	}
	b.visit(h.address("recherche/"))
	b.ready("pret")
	if n := roots(); n != 0 {
		t.Errorf("before any question, the root is fetched %d times", n)
	}
	b.act(`q.dispatchEvent(new Event("focus"))`)
	value[bool](b, fmt.Sprintf(`new Promise((done) => new PerformanceObserver((list) => list.getEntries().some((entry) => entry.name.includes(%q)) && done(true))
		.observe({ type: "resource", buffered: true }))`, Root))
	if n := roots(); n != 1 {
		t.Errorf("once the field is used, the root is fetched %d times", n)
	}
}

// TestBrowserAsksForNeighboursTogether asks for words whose family may go on in the next
// shard: both come by one request, so that no two ask for bytes that touch.
func TestBrowserAsksForNeighboursTogether(t *testing.T) {
	t.Parallel()
	b := openTab(t)
	x := indexForParity(t)
	h := newHost(t, exported(t, x))
	terms, err := json.Marshal(x.lexicon.sorted)
	if err != nil {
		t.Fatal(err)
	}
	b.visit(h.address(""))
	atEdges := value[[]string](b, fmt.Sprintf(`import("./recherche/recueil-recherche.js").then(async (m) => {
		window.ask = (word) => m.ouvrir(new URL("recherche/", location.href).href).search(word + " ", {}, 10).then(({ total }) => total);
		const { root } = await m.ouvrir(new URL("recherche/", location.href).href).open();
		return %s.filter((term) => {
			const start = term.slice(0, Math.max(5, Math.floor((7 * term.length + 9) / 10)));
			return /^[a-z]{5,}$/.test(term) && root.shardKeys.some((key, i) => key.startsWith(start) && root.shards[i - 1][0] === root.shards[i][0]);
		});
	})`, terms))
	if len(atEdges) < 3 {
		t.Fatalf("%d words have a family in two shards: the test shows nothing", len(atEdges))
	}
	for _, word := range atEdges[:min(len(atEdges), 10)] {
		h.take()
		if value[int](b, fmt.Sprintf("ask(%q)", word)) == 0 {
			t.Errorf("%q finds nothing", word)
		}
		ends := map[string]bool{}
		sent := h.take()
		for _, file := range sent {
			ends[fmt.Sprint(file.name, " ", file.to)] = true
		}
		for _, file := range sent {
			if strings.HasPrefix(file.name, Folder+"/t/") && file.to > 0 && ends[fmt.Sprint(file.name, " ", file.from)] {
				t.Errorf("%q asks for bytes of %s before %d and from it on apart", word, file.name, file.from)
			}
		}
	}
}
