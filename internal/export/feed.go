package export

import (
	"cmp"
	"encoding/xml"
	"slices"
	"strings"
	"time"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/reference"
)

// maxEntries is how many documents a feed has: the latest changed.
const maxEntries = 50

// feedName is the name of a feed in the folder of its page.
const feedName = "flux.xml"

// The elements of Atom (RFC 4287) that a feed uses. Texts are plain.
type (
	atomFeed struct {
		XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Language string      `xml:"xml:lang,attr"`
		ID       string      `xml:"id"`
		Title    string      `xml:"title"`
		Subtitle string      `xml:"subtitle,omitempty"`
		Updated  string      `xml:"updated"`
		Author   atomPerson  `xml:"author"`
		Rights   string      `xml:"rights"`
		Links    []atomLink  `xml:"link"`
		Entries  []atomEntry `xml:"entry"`
	}
	atomEntry struct {
		ID         string         `xml:"id"`
		Title      string         `xml:"title"`
		Published  string         `xml:"published,omitempty"`
		Updated    string         `xml:"updated"`
		Author     *atomPerson    `xml:"author"`
		Links      []atomLink     `xml:"link"`
		Categories []atomCategory `xml:"category"`
		Summary    string         `xml:"summary"`
		Rights     string         `xml:"rights,omitempty"`
	}
	atomPerson struct {
		Name string      `xml:"name"`
		URI  content.URL `xml:"uri,omitempty"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr"`
		Href string `xml:"href,attr"`
	}
	atomCategory struct {
		Scheme string `xml:"scheme,attr,omitempty"`
		Term   string `xml:"term,attr"`
		Label  string `xml:"label,attr"`
	}
)

// source is what a feed is made from.
type source struct {
	page      string // address of the page that it follows
	title     string
	subtitle  string
	documents []*content.Document
}

func (s source) path() string { return s.page + feedName }

// feeds makes the feeds of the site, of each sector and of each region.
func feeds(v *edition.View) ([]File, error) {
	var files []File
	for _, s := range sources(v) {
		file, err := encodeXML(strings.TrimPrefix(s.path(), "/"), newFeed(v, s))
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	return files, nil
}

func sources(v *edition.View) []source {
	site := v.Site()
	list := []source{{"/", site.Title, site.Description, v.Own()}}
	for _, s := range v.Sectors() {
		feed := source{s.Address(), site.Title + " : " + s.Title, s.Summary, nil}
		if l, ok := v.List(edition.SectorAddress(s)); ok {
			feed.documents = l.Documents
		}
		list = append(list, feed)
	}
	for _, l := range v.ListsIn(reference.Region) {
		list = append(list, source{l.Address, site.Title + " : " + l.Name, "", l.Documents})
	}
	return list
}

// newFeed makes a feed, which changed when its newest entry did: without any,
// on the day of the edition, for want of a better one.
func newFeed(v *edition.View, s source) atomFeed {
	site, updated := v.Site(), v.Today()
	feed := atomFeed{
		Language: "fr", ID: v.URL(s.path()),
		Title: french.Typography(s.title), Subtitle: french.Typography(s.subtitle),
		Author: atomPerson{publisher(site), site.Publisher.URL}, Rights: rights(site.Licence),
		Links: []atomLink{
			{"self", "application/atom+xml", v.URL(s.path())},
			{"alternate", "text/html", v.URL(s.page)},
		},
	}
	for i, d := range latest(v, s.documents) {
		if i == 0 {
			updated = changed(d)
		}
		feed.Entries = append(feed.Entries, newEntry(v, d))
	}
	feed.Updated = instant(updated)
	return feed
}

// latest returns the documents of a feed, the latest changed first, without those in common
// with the national edition of the run, in whose feeds they are; those of one day stay in
// reading order.
func latest(v *edition.View, documents []*content.Document) []*content.Document {
	list := slices.DeleteFunc(slices.Clone(documents), func(d *content.Document) bool {
		return changed(d) == "" || d.Type == content.Pages || v.Closed(d) || v.Common(d)
	})
	slices.SortStableFunc(list, func(a, b *content.Document) int { return cmp.Compare(changed(b), changed(a)) })
	return list[:min(len(list), maxEntries)]
}

// newEntry makes the entry of a document. What tells it from others is of the edition: a
// reader of two feeds has followed each.
func newEntry(v *edition.View, d *content.Document) atomEntry {
	site := v.Site()
	entry := atomEntry{
		ID: site.BaseURL + d.ID() + "/", Title: french.Typography(d.Title), Summary: french.Typography(d.Summary),
		Published: instant(d.Date), Updated: instant(changed(d)),
		Links:      []atomLink{{"alternate", "text/html", v.URL(d.Address())}},
		Categories: categories(v, d),
	}
	if d.Author != "" {
		entry.Author = &atomPerson{Name: d.Author}
	}
	if d.Licence != "" {
		entry.Rights = rights(d.Licence)
	}
	return entry
}

// categories are the type of a document, then its sectors and themes.
func categories(v *edition.View, d *content.Document) []atomCategory {
	list := []atomCategory{{Term: string(d.Type), Label: d.Type.Label()}}
	for _, named := range []struct {
		t     content.Type
		slugs []string
	}{{content.Sectors, d.Sectors}, {content.Themes, d.Themes}} {
		for _, slug := range named.slugs {
			if term, ok := v.Document(string(named.t) + "/" + slug); ok {
				list = append(list, atomCategory{v.URL(string(named.t) + "/"), slug, term.Title})
			}
		}
	}
	return list
}

func rights(licence string) string { return "Licence : " + licence }

// instant is the beginning of a day as Atom writes it, "" of no day.
func instant(d content.Date) string {
	if d == "" {
		return ""
	}
	return d.Time().Format(time.RFC3339)
}
