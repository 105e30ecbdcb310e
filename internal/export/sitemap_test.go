package export

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestSitemap(t *testing.T) {
	var set urlSet
	if err := xml.Unmarshal([]byte(export(t, national(t))[sitemapName]), &set); err != nil {
		t.Fatal(err)
	}
	const base = "https://recueil.example.org/essai"
	days := map[string]string{}
	for _, u := range set.URLs {
		address, inside := strings.CutPrefix(u.Location, base)
		if !inside || days[address] != "" {
			t.Errorf("%s is elsewhere, or stands twice", u.Location)
		}
		days[address] = string(u.Modified)
	}
	for address, want := range map[string]string{
		"/": "2026-11-01", "/secteurs/": "", "/themes/": "", "/territoires/": "",
		"/temoignages/epicerie/": "2026-02-20", "/formations/tuto/": "", "/aides/passee/": "2026-04-01", "/pages/a-propos/": "2026-11-01",
		"/temoignages/": "2026-02-20", "/aides/": "2026-03-05", "/aides/closes/": "2026-04-01", "/secteurs/commerce/": "2026-03-01",
		"/secteurs/commerce/tout/": "2026-02-20", "/secteurs/commerce/regions/bretagne/": "2026-02-20", "/departements/ille-et-vilaine/": "2026-02-20",
		"/regions/bretagne/": "2026-03-05", "/tailles/1-9/": "2026-02-20", "/themes/vendre-en-ligne/": "2026-02-20",
	} {
		if got, ok := days[address]; !ok || got != want {
			t.Errorf("%s: got %q (%t), want %q", address, got, ok, want)
		}
	}
	for _, address := range []string{"/temoignages/epicerie-ancienne/", "/fiches/epicerie/", "/themes/se-proteger/", "/recherche/"} {
		if _, ok := days[address]; ok {
			t.Errorf("%s should not be listed", address)
		}
	}
}

// TestSitemapListsWhatTheViewHas compares the sitemap with the addresses of the
// edition.
func TestSitemapListsWhatTheViewHas(t *testing.T) {
	for name, selected := range editions {
		v := selected(t)
		for address := range modified(v) {
			if !v.Has(address) {
				t.Errorf("%s: no page at %s", name, address)
			}
		}
		for _, d := range v.Documents() {
			if _, ok := modified(v)[d.Address()]; !ok {
				t.Errorf("%s: %s is not listed", name, d.Address())
			}
		}
	}
}

func TestSitemapSplits(t *testing.T) {
	v := national(t)
	var urls []sitemapURL
	for i := range 5 {
		urls = append(urls, sitemapURL{Location: v.URL(fmt.Sprint(i))})
	}
	for _, c := range []struct {
		name  string
		limit int
		want  []string
	}{
		{"one is enough", 5, []string{"sitemap.xml"}},
		{"one too many", 4, []string{"sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"}},
		{"one each", 1, []string{"sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap-4.xml", "sitemap-5.xml", "sitemap.xml"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			files, err := sitemaps(v, urls, c.limit)
			if err != nil {
				t.Fatal(err)
			}
			checkSplit(t, files, c.want, urls)
		})
	}
}

// checkSplit checks the names of the files, that the index leads to the others
// and that these hold every address once.
func checkSplit(t *testing.T, files []File, want []string, urls []sitemapURL) {
	var named, listed, indexed []string
	for _, f := range files {
		var set urlSet
		var index sitemapIndex
		if xml.Unmarshal(f.Data, &index) == nil {
			for _, s := range index.Sitemaps {
				indexed = append(indexed, strings.TrimPrefix(s.Location, "https://recueil.example.org/essai/"))
			}
		} else if err := xml.Unmarshal(f.Data, &set); err != nil {
			t.Fatal(err)
		}
		named = append(named, f.Name)
		for _, u := range set.URLs {
			listed = append(listed, u.Location)
		}
	}
	if !slices.Equal(named, want) || !slices.Equal(indexed, want[:len(want)-1]) {
		t.Errorf("files %q, index %q, want %q", named, indexed, want)
	}
	if len(listed) != len(urls) || listed[0] != urls[0].Location || listed[len(listed)-1] != urls[len(urls)-1].Location {
		t.Errorf("addresses %q", listed)
	}
}

func TestRobots(t *testing.T) {
	const want = "User-agent: *\nAllow: /\n\nSitemap: https://ouest.example.org/sitemap.xml\n"
	if got := export(t, western(t))["robots.txt"]; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
