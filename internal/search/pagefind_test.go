package search

import (
	"fmt"
	"html"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// pagefindVersion is the peer that the table compares with.
const pagefindVersion = "pagefind@1.6"

// measurePagefind measures Pagefind, from npm, over the same documents as pages.
func measurePagefind(t *testing.T, records []Record, questions []string, items []knownItem) measure {
	m := measure{engine: "Pagefind", documents: len(records), quality: map[string]*quality{}}
	var files map[string][]byte
	files, m.build, m.memory = pagefindIndex(t, records)
	for _, data := range files {
		m.total += len(data)
	}
	m.files = len(files)
	h := newSecureHost(t, files)
	h.files["recherche/"] = []byte(pagefindPage)
	b := openTab(t)
	for _, q := range questions {
		m.first = append(m.first, firstVisit(t, b, h, q, false, "window.first"))
		m.phone = append(m.phone, firstVisit(t, b, h, q, true, "window.first"))
	}
	one := b
	one.visit(h.address("recherche/"))
	one.ready("pret")
	for i, q := range questions {
		took := value[float64](one, fmt.Sprintf("timed(%q)", q))
		if i > 0 && i <= 8 {
			m.next = append(m.next, took)
		} else if i > 30 {
			m.later = append(m.later, took)
		}
	}
	for _, q := range questions {
		m.warm = append(m.warm, value[float64](one, fmt.Sprintf("timed(%q)", q)))
	}
	for _, item := range items {
		if m.quality[item.class] == nil {
			m.quality[item.class] = &quality{}
		}
		urls := value[[]string](one, fmt.Sprintf("urls(%q)", item.question))
		at := slices.IndexFunc(urls, func(u string) bool { return strings.HasSuffix(u, item.url) })
		if at < 0 {
			at = 10
		}
		m.quality[item.class].add(at)
	}
	return m
}

// pagefindIndex has Pagefind index the documents as pages, and returns its files.
func pagefindIndex(t *testing.T, records []Record) (files map[string][]byte, took time.Duration, memory uint64) {
	dir := t.TempDir()
	for _, r := range records {
		writePage(t, dir, r)
	}
	command := exec.Command("npx", "--yes", pagefindVersion, "--site", dir)
	start := time.Now()
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	took = time.Since(start)
	if usage, ok := command.ProcessState.SysUsage().(*syscall.Rusage); ok {
		memory = uint64(usage.Maxrss) * 1024
	}
	files = map[string][]byte{}
	root := os.DirFS(dir)
	err := fs.WalkDir(root, "pagefind", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[name], err = fs.ReadFile(root, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files, took, memory
}

// pagefindPage does what our page does: it shows ten results of the address's
// question.
const pagefindPage = `<!DOCTYPE html><html lang="fr"><meta charset="utf-8"><title>Recherche</title>
<main><ol data-resultats></ol></main><script type="module">
const pagefind = await import("../pagefind/pagefind.js");
await pagefind.init();
window.urls = async (question) => {
	const found = await pagefind.search(question);
	const cards = await Promise.all(found.results.slice(0, 10).map((r) => r.data()));
	document.querySelector("ol").innerHTML = cards.map((c) => "<li><a data-resultat href='" + c.url + "'>" + c.meta.title + "</a><p>" + c.excerpt).join("");
	return cards.map((c) => c.url);
};
window.timed = async (question) => { const start = performance.now(); await urls(question); return performance.now() - start; };
window.pagefind = pagefind;
const question = new URLSearchParams(location.search).get("q");
if (question) {
	await urls(question);
	window.first = { time: performance.now() };
}
document.querySelector("ol").dataset.etat = "pret";
</script>`

func writePage(t testing.TB, dir string, r Record) {
	folder := filepath.Join(dir, filepath.FromSlash(strings.Trim(r.URL, "/")))
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf("<!DOCTYPE html><html lang=\"fr\"><meta charset=\"utf-8\"><title>%s</title><main><h1>%s</h1><p>%s</p><p>%s</p>",
		html.EscapeString(r.Title), html.EscapeString(r.Title), html.EscapeString(r.Summary),
		strings.ReplaceAll(html.EscapeString(r.Body), "\n\n", "</p><p>"))
	if err := os.WriteFile(filepath.Join(folder, "index.html"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
