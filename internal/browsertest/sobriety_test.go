package browsertest

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What a page may weigh: its HTML, style sheets and scripts once compressed, those
// that its scripts import at once included; the requests that these make, and the
// page's pictures that do not wait; its elements.
const (
	mostBytes    = 60_000
	mostRequests = 8
	mostElements = 600
	mostInLists  = 900 // of guides and lists
)

// lookedUp is the page of words that readers look up, a list too.
const lookedUp = "glossaire/index.html"

// TestSobriety weighs every page of the sites, and of the one that RECUEIL_SITE names.
func TestSobriety(t *testing.T) {
	t.Parallel()
	t.Run("golden site", func(t *testing.T) { weigh(t, built(t, goldenSite)) })
	t.Run("own content", func(t *testing.T) { weigh(t, built(t, ownSite)) })
	if folder := os.Getenv("RECUEIL_SITE"); folder != "" {
		t.Run("RECUEIL_SITE", func(t *testing.T) { weigh(t, os.DirFS(folder)) })
	}
}

func weigh(t *testing.T, site fs.FS) {
	s := &scale{site: site, sizes: map[string]int{}}
	var heaviest, fullest pageWeight
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".html" {
			return err
		}
		w, err := s.page(name)
		if err != nil {
			return err
		}
		for _, fault := range w.faults() {
			t.Error(fault)
		}
		if w.bytes > heaviest.bytes {
			heaviest = w
		}
		if w.elements > fullest.elements {
			fullest = w
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("the heaviest is %s, the fullest %s", heaviest, fullest)
}

// pageWeight is what a page asks of a network and a browser.
type pageWeight struct {
	name                      string
	bytes, requests, elements int
	cards                     bool // a guide or a list
}

func (w pageWeight) String() string {
	return fmt.Sprintf("%s (%d bytes, %d requests, %d elements)", w.name, w.bytes, w.requests, w.elements)
}

func (w pageWeight) faults() []string {
	var list []string
	elements := mostElements
	if w.cards {
		elements = mostInLists
	}
	for _, limit := range []struct {
		what      string
		got, most int
	}{{"bytes", w.bytes, mostBytes}, {"requests", w.requests, mostRequests}, {"elements", w.elements, elements}} {
		if limit.got > limit.most {
			list = append(list, fmt.Sprintf("%s: %d %s, %d at most", w.name, limit.got, limit.what, limit.most))
		}
	}
	return list
}

// scale weighs pages, and each file that they share once.
type scale struct {
	site  fs.FS
	sizes map[string]int
}

func (s *scale) page(name string) (pageWeight, error) {
	text, err := fs.ReadFile(s.site, name)
	if err != nil {
		return pageWeight{}, err
	}
	root, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		return pageWeight{}, err
	}
	w := pageWeight{name: name, bytes: zipped(text), requests: 1, cards: name == lookedUp}
	asked := map[string]bool{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		w.elements++
		w.cards = w.cards || attribute(n, "data-situation") != ""
		switch {
		case n.DataAtom == atom.Script && attribute(n, "src") != "":
			s.ask(asked, name, attribute(n, "src"))
		case n.DataAtom == atom.Link && slices.Contains([]string{"stylesheet", "icon"}, attribute(n, "rel")):
			s.ask(asked, name, attribute(n, "href"))
		case n.DataAtom == atom.Img && attribute(n, "loading") != "lazy":
			s.ask(asked, name, attribute(n, "src"))
		}
	}
	for file := range asked {
		w.requests++
		if ext := path.Ext(file); ext == ".js" || ext == ".css" {
			size, err := s.size(file)
			if err != nil {
				return w, fmt.Errorf("%s: %w", name, err)
			}
			w.bytes += size
		}
	}
	return w, nil
}

// imported finds what a script imports at once; what it imports later it says with
// parentheses.
var imported = regexp.MustCompile(`\b(?:import|from)"(\.[^"]+\.js)"`)

// ask notes a file that a page asks for, and those that it imports in its turn.
func (s *scale) ask(asked map[string]bool, from, to string) {
	file := path.Join(path.Dir(from), to)
	if strings.HasPrefix(to, "/") { // of 404.html, which knows its base address only
		return
	}
	if asked[file] {
		return
	}
	asked[file] = true
	if path.Ext(file) != ".js" {
		return
	}
	text, _ := fs.ReadFile(s.site, file) // size says when it is not there
	for _, m := range imported.FindAllSubmatch(text, -1) {
		s.ask(asked, file, string(m[1]))
	}
}

// size is that of a file once compressed.
func (s *scale) size(file string) (int, error) {
	if size, ok := s.sizes[file]; ok {
		return size, nil
	}
	text, err := fs.ReadFile(s.site, file)
	if err != nil {
		return 0, err
	}
	s.sizes[file] = zipped(text)
	return s.sizes[file], nil
}

func zipped(text []byte) int {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Write(text) // to a buffer, neither fails
	w.Close()
	return out.Len()
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// TestHeavyPagesAreFound weighs a page that is over each limit.
func TestHeavyPagesAreFound(t *testing.T) {
	got := pageWeight{"a.html", 70_000, 9, 700, false}.faults()
	want := []string{"a.html: 70000 bytes, 60000 at most", "a.html: 9 requests, 8 at most", "a.html: 700 elements, 600 at most"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if faults := (pageWeight{"liste.html", 1, 1, 700, true}).faults(); len(faults) > 0 {
		t.Errorf("a list: %q", faults)
	}
}
