package site_test

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"recueil/internal/site"
)

var update = flag.Bool("update", false, "rewrite the golden sites from what is built")

// editions are the golden sites: the folder of each, and how it is built.
var editions = []struct {
	folder string
	opt    site.Options
}{
	{"public", site.Options{Today: goldenDay, Jobs: 2}},
	{"bretagne", site.Options{Today: goldenDay, Jobs: 2, Slug: "bretagne"}},
}

// TestGolden compares two editions of a content that uses every feature with
// what was reviewed: pages, feeds and exports in full, the rest by size and
// hash. `make golden` rewrites the expectations.
func TestGolden(t *testing.T) {
	for _, e := range editions {
		t.Run(e.folder, func(t *testing.T) {
			files, _ := build(t, golden(), e.opt)
			got := expectation(files)
			folder := filepath.Join("testdata", "golden", e.folder)
			if *update {
				rewrite(t, folder, got)
			}
			compare(t, got, filesOf(t, os.DirFS(folder)))
		})
	}
}

// inventory lists every file of a golden site; those that are text stand beside
// it.
const inventory = "inventaire.txt"

// expectation is what is kept of a site: its texts, and the inventory.
func expectation(files map[string][]byte) map[string][]byte {
	kept := map[string][]byte{}
	var list []string
	for name, data := range files {
		switch stable := unhashed(name); {
		case isText(name):
			kept[name] = []byte(unhashed(string(data)))
			list = append(list, stable)
		case strings.HasPrefix(name, "ressources/") || path.Ext(name) == ".js":
			list = append(list, stable)
		default:
			list = append(list, fmt.Sprintf("%s %d %x", stable, len(data), sha256.Sum256(data)))
		}
	}
	slices.Sort(list)
	kept[inventory] = []byte(strings.Join(list, "\n") + "\n")
	return kept
}

func isText(name string) bool {
	return slices.Contains([]string{".html", ".xml", ".json", ".csv", ".txt", ".svg", ".ics"}, path.Ext(name)) || path.Base(name) == "CNAME"
}

// hashes are in the names of styles, scripts and the search's files. Pages are
// reviewed for what they say, not rewritten each time a style changes.
var hashes = regexp.MustCompile(`(ressources/[a-z-]+-|recherche/[a-z]/[a-z0-9_]+-)[0-9a-f]{6,8}([./])`)

func unhashed(text string) string { return hashes.ReplaceAllString(text, "${1}EMPREINTE${2}") }

func rewrite(t *testing.T, folder string, files map[string][]byte) {
	t.Helper()
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// compare reports each file that differs, by its first line that does.
func compare(t *testing.T, got, want map[string][]byte) {
	t.Helper()
	for _, name := range namesOf(want) {
		if _, ok := got[name]; !ok {
			t.Errorf("%s: expected, and not built", name)
		}
	}
	for _, name := range namesOf(got) {
		if _, ok := want[name]; !ok {
			t.Errorf("%s: built, and not expected", name)
		} else if !bytes.Equal(got[name], want[name]) {
			t.Errorf("%s: %s", name, firstDifference(string(got[name]), string(want[name])))
		}
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d\n got %s\nwant %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

// TestReport holds the report to what was written.
func TestReport(t *testing.T) {
	for _, e := range editions {
		files, report := build(t, golden(), e.opt)
		pages, bytes, index := 0, 0, 0
		for name, data := range files {
			bytes += len(data)
			if path.Ext(name) == ".html" {
				pages++
			}
			if strings.HasPrefix(name, "recherche/") && path.Ext(name) == ".bin" {
				index += len(data)
			}
		}
		got := []int{report.Pages, report.Files, int(report.Bytes), int(report.IndexBytes)}
		if want := []int{pages, len(files), bytes, index}; !slices.Equal(got, want) {
			t.Errorf("%s: pages, files, bytes and index are %v in the report, %v in the site", e.folder, got, want)
		}
		if report.Warnings == 0 {
			t.Errorf("%s: the golden content has warnings, and the report none", e.folder)
		}
	}
}
