package edition

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"recueil/internal/content"
)

// Destination is where a link of a document leads.
type Destination struct {
	External string // an address elsewhere, mailto: or tel:, as written; or
	Address  string // on the site: "/fiches/x/", "/fichiers/a.pdf"
	Query    string // of a search: "q=vente&type=aides", or ""
	Fragment string // without #, "" for none
}

// Suffix is what follows the address: ?query and #fragment.
func (d Destination) Suffix() string {
	suffix := ""
	if d.Query != "" {
		suffix = "?" + d.Query
	}
	if d.Fragment != "" {
		suffix += "#" + d.Fragment
	}
	return suffix
}

// Locate reads the address of a link as the author wrote it: elsewhere, from
// the root of the site (/themes/x/), or relative to the author's own file
// (../fiches/x.md). It does not look whether anything is there.
func Locate(from *content.Document, link string) Destination {
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return Destination{External: link}
	}
	d := Destination{Fragment: u.Fragment}
	switch {
	case u.Path == "":
		d.Address = from.Address()
	case strings.HasPrefix(u.Path, "/"):
		d.Address = normal(u.Path)
	default:
		d.Address = normal(path.Join("/", from.Folder(), u.Path))
	}
	if d.Address == SearchPage { // the one page that reads a query
		d.Query = u.RawQuery
	}
	return d
}

// normal writes the path of a page as its address: without .md, and with a
// slash at the end unless it is a file's.
func normal(p string) string {
	p = strings.TrimSuffix(path.Clean(p), ".md")
	if p == "/" || strings.HasPrefix(p, "/fichiers/") || strings.HasPrefix(p, "/images/") || path.Ext(p) != "" {
		return p
	}
	return p + "/"
}

// Resolve finds where a link of a document leads in this edition. It reports
// false when the edition has nothing there: the link is then shown as text. A
// former address leads where the document now is.
func (v *View) Resolve(from *content.Document, link string) (Destination, bool) {
	d := Locate(from, link)
	if d.External != "" {
		return d, true
	}
	if now, moved := v.redirects[d.Address]; moved {
		d.Address = now
	}
	_, file := v.files[strings.TrimPrefix(d.Address, "/")]
	return d, file || v.Has(d.Address) || slices.Contains(ExportPages(), d.Address)
}

// File returns the file of the edition at a path of the tree, such as
// "images/a.jpg": a territory's own, or else the base tree's.
func (v *View) File(name string) (*content.File, bool) {
	f, ok := v.files[name]
	return f, ok
}

// Files lists the files of fichiers/ by path, which are published as they are.
func (v *View) Files() []*content.File {
	var list []*content.File
	for name, f := range v.files {
		if strings.HasPrefix(name, "fichiers/") {
			list = append(list, f)
		}
	}
	slices.SortFunc(list, func(a, b *content.File) int { return strings.Compare(a.Path, b.Path) })
	return list
}

// Pictures lists the paths of the pictures that the edition's documents show.
func (v *View) Pictures() []string {
	var list []string
	for _, d := range v.documents {
		if d.Image != nil {
			list = append(list, content.ImagePath(d.Folder(), d.Image.File))
		}
		for _, i := range d.Body.Images() {
			list = append(list, content.ImagePath(d.Folder(), i.Dest))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
