package render

import (
	"net/url"
	"strings"
)

// Link is a text and where it leads. Without Href it is only a text, since the
// site has no such page.
type Link struct {
	Text  string `fr:"ce qui se lit"`
	Href  string `fr:"où mène le lien ; vide : le site n'a pas cette page, seul le texte s'écrit"`
	Here  bool   `fr:"mène à la page même, ou à la partie du site qui la contient"`
	Count int    `fr:"nombre de documents derrière ; 0 : non dit"`
}

// place is one page's point of view on its site: it makes links from there.
type place struct {
	*site
	address string // of the page, from the site's root: "/fiches/x/"
	root    string // the relative address of the site's root: "../../", "" at the root
}

// at returns the point of view of the page at an address.
func (s *site) at(address string) place {
	return place{s, address, strings.Repeat("../", strings.Count(address, "/")-1)}
}

// anywhere returns the point of view of a page that is served for any address,
// whose links therefore start with the path of the base URL.
func (s *site) anywhere(address string) place {
	return place{s, address, basePath(s.info.BaseURL)}
}

// rel returns the relative address of anything of the site, by its address or path,
// with or without a leading slash.
func (p place) rel(to string) string {
	to = p.root + strings.TrimPrefix(p.view.Where(to), "/")
	if to == "" {
		return "./"
	}
	return to
}

// beyond returns the address of what may be outside the site: an absolute URL, or a
// path from the site's root that may climb above it.
func (p place) beyond(to string) string {
	if strings.Contains(to, "://") {
		return to
	}
	return p.rel(to)
}

// to returns the relative address of a page of the site, "" when there is no such page. A
// query or a fragment may follow the address.
func (p place) to(address string) string {
	path := address
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path = path[:i]
	}
	if !p.pages[path] {
		return ""
	}
	return p.rel(address)
}

// link returns a link to a page of the site, or its text alone.
func (p place) link(text, address string) Link {
	return Link{Text: text, Href: p.to(address), Here: address == p.address}
}

// asset returns the relative address of a bundled entry, "" when it was not bundled.
func (p place) asset(entry string) string {
	path, ok := p.in.Assets[entry]
	if !ok {
		return ""
	}
	return p.rel(path)
}

// queryValue encodes a value of a query. Spaces are %20, which every reader of
// queries takes, mail programs included.
func queryValue(s string) string {
	return strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
}

// absolute returns the full URL of anything of the site.
func (s *site) absolute(to string) string { return s.view.URL(to) }
