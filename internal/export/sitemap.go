package export

import (
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/edition"
)

// maxURLs is the most addresses that a sitemap may have, by its protocol.
const maxURLs = 50000

// The elements of the sitemap protocol, version 0.9 (sitemaps.org).
type (
	urlSet struct {
		XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []sitemapURL `xml:"url"`
	}
	sitemapIndex struct {
		XMLName  xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
		Sitemaps []sitemapURL `xml:"sitemap"`
	}
	sitemapURL struct {
		Location string       `xml:"loc"`
		Modified content.Date `xml:"lastmod,omitempty"`
	}
)

const sitemapName = "sitemap.xml"

// sitemap lists the pages of the edition: redirects, and the pages of a list
// after its first, are left out, and what it shares with the national edition, whose
// sitemap has it.
func sitemap(v *edition.View) ([]File, error) {
	days := modified(v)
	var urls []sitemapURL
	for _, address := range slices.Sorted(maps.Keys(days)) {
		if v.Shared(address) {
			continue
		}
		urls = append(urls, sitemapURL{v.URL(address), days[address]})
	}
	return sitemaps(v, urls, maxURLs)
}

// modified gives the day that each page last changed: a document's own, the
// newest document of a list, of all for the home page.
func modified(v *edition.View) map[string]content.Date {
	days := map[string]content.Date{}
	for _, address := range edition.SitePages() {
		if address != edition.SearchPage { // it asks search engines not to index it
			days[address] = ""
		}
	}
	if v.Has(edition.GlossaryPage) {
		days[edition.GlossaryPage] = ""
	}
	for _, d := range v.Documents() {
		days[d.Address()] = changed(d)
		days["/"] = max(days["/"], changed(d))
	}
	for _, l := range v.Lists() {
		for _, d := range l.Documents {
			days[l.Address] = max(days[l.Address], changed(d))
		}
	}
	return days
}

// sitemaps writes one sitemap, or an index and as many as it takes to have no
// more than limit addresses in each.
func sitemaps(v *edition.View, urls []sitemapURL, limit int) ([]File, error) {
	if len(urls) <= limit {
		file, err := encodeXML(sitemapName, urlSet{URLs: urls})
		return []File{file}, err
	}
	var files []File
	var index sitemapIndex
	for part := range slices.Chunk(urls, limit) {
		name := fmt.Sprintf("sitemap-%d.xml", len(files)+1)
		file, err := encodeXML(name, urlSet{URLs: part})
		if err != nil {
			return nil, err
		}
		files = append(files, file)
		index.Sitemaps = append(index.Sitemaps, sitemapURL{Location: v.URL(name)})
	}
	file, err := encodeXML(sitemapName, index)
	return append(files, file), err
}

// robots lets every robot in and tells it where the sitemap is. Robots look for it at the
// root of a host: an edition made in the folder of the national one has none.
func robots(v *edition.View) ([]File, error) {
	if v.Together() {
		return nil, nil
	}
	lines := []string{"User-agent: *", "Allow: /", "", "Sitemap: " + v.URL(sitemapName), ""}
	return []File{{"robots.txt", []byte(strings.Join(lines, "\n"))}}, nil
}
