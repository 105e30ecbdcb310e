package browsertest

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestLinks follows everything that the pages of a site point to inside it.
func TestLinks(t *testing.T) {
	t.Parallel()
	t.Run("golden site", func(t *testing.T) { checkLinks(t, built(t, goldenSite), goldenPath) })
	t.Run("own content", func(t *testing.T) { checkLinks(t, built(t, ownSite), ownPath) })
	if folder := os.Getenv("RECUEIL_SITE"); folder != "" {
		t.Run("RECUEIL_SITE", func(t *testing.T) { checkLinks(t, os.DirFS(folder), publishedPath(t, os.DirFS(folder))) })
	}
}

var canonical = regexp.MustCompile(`<link rel="canonical" href="([^"]*)"`)

// publishedPath is the path of a site's base address, which its 404.html is
// bound to: the home page says it.
func publishedPath(t *testing.T, fsys fs.FS) string {
	t.Helper()
	home, err := fs.ReadFile(fsys, "index.html")
	if err != nil {
		t.Fatal(err)
	}
	if m := canonical.FindSubmatch(home); m != nil {
		if u, err := url.Parse(string(m[1])); err == nil {
			return u.Path
		}
	}
	return "/"
}

// TestBrokenLinksAreFound makes a site whose links are wrong in each way.
func TestBrokenLinksAreFound(t *testing.T) {
	pages := map[string]*linked{
		"index.html": {refs: []string{
			"a/", "a/#titre", "a/#absent", "b/", "a", "image.png", "absent.png", "../dehors/", "https://example.org/x", "mailto:a@b.fr", "#haut", "?q=a",
		}, ids: []string{"haut"}},
		"a/index.html": {ids: []string{"titre"}},
	}
	files := map[string]bool{"index.html": true, "a/index.html": true, "image.png": true}
	got := broken(files, pages, "/")
	want := []string{
		"index.html: a/#absent: no such anchor", "index.html: b/: no such page", "index.html: a: a folder without its slash",
		"index.html: absent.png: no such page", "index.html: ../dehors/: no such page",
	}
	if !slices.Equal(got, want) {
		t.Errorf("found\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// linked is what a page points to and what can be pointed at in it.
type linked struct {
	refs []string
	ids  []string
}

func checkLinks(t *testing.T, fsys fs.FS, prefix string) {
	files, pages := map[string]bool{}, map[string]*linked{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[name] = true
		if path.Ext(name) == ".html" {
			pages[name], err = readPage(fsys, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, p := range pages {
		count += len(p.refs)
	}
	t.Logf("%d links of %d pages, in a site of %d files", count, len(pages), len(files))
	if len(pages) < 20 || count < 20*len(pages) {
		t.Error("this is not a whole site")
	}
	for _, fault := range broken(files, pages, prefix) {
		t.Error(fault)
	}
}

// readPage collects the links and anchors of a page.
func readPage(fsys fs.FS, name string) (*linked, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("parse %s: %w", name, err)
	}
	p := &linked{}
	for node := range root.Descendants() {
		if node.Type == html.ElementNode {
			p.element(node)
		}
	}
	return p, nil
}

// element collects what one element points to.
func (p *linked) element(node *html.Node) {
	for _, a := range node.Attr {
		switch {
		case a.Key == "id":
			p.ids = append(p.ids, a.Val)
		case a.Key == "href" && !outward(node), a.Key == "src", a.Key == "action":
			p.refs = append(p.refs, a.Val)
		case a.Key == "srcset":
			for candidate := range strings.SplitSeq(a.Val, ",") {
				p.refs = append(p.refs, strings.Fields(candidate)[0])
			}
		case a.Key == "value" && node.Data == "option" && strings.HasSuffix(a.Val, "/"):
			p.refs = append(p.refs, a.Val)
		case a.Key == "content" && isRefresh(node):
			_, to, _ := strings.Cut(a.Val, "url=")
			p.refs = append(p.refs, to)
		}
	}
}

// outward reports whether a link names the published site itself, wherever this
// one is served: its canonical address.
func outward(node *html.Node) bool {
	return slices.Contains(node.Attr, html.Attribute{Key: "rel", Val: "canonical"})
}

func isRefresh(node *html.Node) bool {
	return slices.Contains(node.Attr, html.Attribute{Key: "http-equiv", Val: "refresh"})
}

// broken lists the links that lead nowhere, by page. Prefix is the path that
// the site is served under.
func broken(files map[string]bool, pages map[string]*linked, prefix string) []string {
	var faults []string
	for _, name := range sortedNames(pages) {
		base := &url.URL{Path: prefix + strings.TrimSuffix(name, "index.html")}
		for _, ref := range pages[name].refs {
			if fault := follow(files, pages, prefix, base, ref); fault != "" {
				faults = append(faults, fmt.Sprintf("%s: %s: %s", name, ref, fault))
			}
		}
	}
	return faults
}

func sortedNames(pages map[string]*linked) []string {
	var names []string
	for name := range pages {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// follow says what is wrong with a link; "" when it leads somewhere, or outside.
func follow(files map[string]bool, pages map[string]*linked, prefix string, base *url.URL, ref string) string {
	to, err := base.Parse(ref)
	if err != nil {
		return "not an address"
	}
	if to.Scheme != "" || to.Host != "" {
		return ""
	}
	name, inside := strings.CutPrefix(to.Path, prefix)
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	switch {
	case inside && !files[name] && files[name+"/index.html"]:
		return "a folder without its slash"
	case !inside || !files[name]:
		return "no such page"
	case to.Fragment != "" && pages[name] != nil && !slices.Contains(pages[name].ids, to.Fragment):
		return "no such anchor"
	}
	return ""
}
