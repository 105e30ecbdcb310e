package edition

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"recueil/internal/content"
	"recueil/internal/reference"
)

// Destination is where a link of a document leads.
type Destination struct {
	External string // an address elsewhere, mailto: or tel:, as written; or
	Address  string // on the site: "/fiches/x/", "/fichiers/a.pdf", "/images/a.jpg"
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
// (../fiches/x.md). What is under one of homes, full addresses of the site, is on the
// site. It does not look whether anything is there.
func Locate(from *content.Document, link string, homes ...string) Destination {
	u, err := url.Parse(link)
	if err != nil {
		return Destination{External: link}
	}
	written := norm.NFC.String(u.Path) // as the names of files are: see content.File
	if u.Scheme != "" || u.Host != "" {
		home, rest := homeOf(u, homes)
		if home == "" || strings.HasPrefix(rest, EditionsPage) {
			return Destination{External: link}
		}
		written = norm.NFC.String(rest)
	}
	d := Destination{Fragment: u.Fragment}
	switch {
	case written == "":
		d.Address = from.Address()
	case strings.HasPrefix(written, "/"):
		d.Address = normal(written)
	default:
		d.Address = normal(path.Join("/", from.Folder(), written))
	}
	if d.Address == SearchPage { // the one page that reads a query
		d.Query = u.RawQuery
	}
	return d
}

// homeOf returns the longest of homes that a full address is under, and the rest of
// its path; "" when there is none. Whether it is http or https does not matter.
func homeOf(u *url.URL, homes []string) (home, rest string) {
	if u.Scheme != "http" && u.Scheme != "https" {
		return "", ""
	}
	for _, h := range homes {
		base, err := url.Parse(h)
		if err != nil || len(h) <= len(home) || !strings.EqualFold(base.Host, u.Host) {
			continue
		}
		after, under := strings.CutPrefix(u.Path+"/", strings.TrimSuffix(base.Path, "/")+"/")
		if under {
			home, rest = h, "/"+strings.TrimSuffix(after, "/")
			if strings.HasSuffix(u.Path, "/") && !strings.HasSuffix(rest, "/") {
				rest += "/"
			}
		}
	}
	return home, rest
}

// Homes lists the addresses that the national edition of a collection and its declared
// ones are published at.
func Homes(c *content.Collection) []string {
	all := Editions{collection: c}
	homes := []string{all.National().Address()}
	for _, e := range c.Editions {
		homes = append(homes, all.declared(e).Address())
	}
	return homes
}

// normal writes the path of a page as its address: without .md or index.html, and with
// a slash at the end unless it is a file's.
func normal(p string) string {
	p = strings.TrimSuffix(strings.TrimSuffix(path.Clean(p), ".md"), "/index.html")
	switch {
	case p == "":
		return "/"
	case p == "/" || strings.HasPrefix(p, "/fichiers/") || strings.HasPrefix(p, "/images/") || path.Ext(p) != "":
		return p
	}
	return p + "/"
}

// Resolve finds where a link of a document leads in this edition. It reports
// false when the edition has nothing there: the link is then shown as text. A
// former address leads where the document now is, and a full one of the edition or of
// the national one to the same page here; those of other editions are elsewhere.
func (v *View) Resolve(from *content.Document, link string) (Destination, bool) {
	d := v.locate(from, link)
	if d.External != "" {
		return d, true
	}
	if now, moved := v.redirects[d.Address]; moved {
		d.Address = now
	}
	_, file := v.files[strings.TrimPrefix(d.Address, "/")]
	_, root := v.atRoot(strings.TrimPrefix(d.Address, "/"))
	return d, file || root || v.Has(d.Address) || slices.Contains(ExportPages(), d.Address)
}

func (v *View) locate(from *content.Document, link string) Destination {
	if u, err := url.Parse(link); err == nil && u.Host != "" {
		if home, _ := homeOf(u, slices.Concat(v.homes, v.others)); !slices.Contains(v.homes, home) {
			return Destination{External: link}
		}
	}
	return Locate(from, link, v.homes...)
}

// File returns the file of the edition at a path of the tree, such as
// "images/a.jpg": a territory's own, or else the base tree's.
func (v *View) File(name string) (*content.File, bool) {
	f, ok := v.files[name]
	return f, ok
}

// published is the folder of what is published as it is.
const published = "fichiers/"

// Files lists the files of fichiers/ by path, which are published as they are: those that
// the national edition does not publish, when it is made in the same run.
func (v *View) Files() []*content.File {
	var list []*content.File
	for name, f := range v.files {
		if strings.HasPrefix(name, published) && v.Where(name) == name {
			list = append(list, f)
		}
	}
	slices.SortFunc(list, func(a, b *content.File) int { return strings.Compare(a.Path, b.Path) })
	return list
}

// CopiedToRoot returns where a file of fichiers/ is published besides its own path: the
// few that hosts and browsers look for elsewhere.
func CopiedToRoot(path string) []string {
	switch path {
	case "fichiers/CNAME", "fichiers/favicon.ico":
		return []string{strings.TrimPrefix(path, "fichiers/")}
	case "fichiers/security.txt":
		return []string{".well-known/security.txt"}
	}
	return nil
}

// RootFiles lists the files of racine/ by the name that they have at the root of the
// edition: .htaccess, google1234.html. Those of the base tree are for the editions that
// have an address of their own, since hosts look for them nowhere else.
func (v *View) RootFiles() map[string]*content.File {
	list := map[string]*content.File{}
	for path := range v.files {
		if name, ok := strings.CutPrefix(path, rootFolder); ok {
			if f, ok := v.atRoot(name); ok {
				list[name] = f
			}
		}
	}
	return list
}

const rootFolder = "racine/"

// Apart reports whether the edition has an address of its own, which is not in the folder
// of another's editions.
func (v *View) Apart() bool { return v.apart }

func (v *View) atRoot(name string) (*content.File, bool) {
	f, ok := v.files[rootFolder+name]
	return f, ok && (v.apart || f.Overlay != reference.Territory{})
}

// Pictures lists the paths of the pictures that the edition's pages show or link
// to, and that are there.
func (v *View) Pictures() []string { return slices.Clone(v.pictures()) }

func (v *View) findPictures() []string {
	var list []string
	for _, d := range v.documents {
		if v.Where(d.Address()) != d.Address() {
			continue
		}
		list = append(list, v.picturesOf(d)...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// picturesOf lists the pictures that a document shows or links to, and that are there.
func (v *View) picturesOf(d *content.Document) []string {
	var list []string
	if d.Image != nil {
		list = append(list, content.ImagePath(d.Folder(), d.Image.File))
	}
	for _, i := range d.Body.Images() {
		list = append(list, content.ImagePath(d.Folder(), i.Dest))
	}
	for _, l := range d.Body.Links() {
		if name, ok := v.locate(d, l.Dest).Picture(); ok {
			list = append(list, name)
		}
	}
	return slices.DeleteFunc(list, func(name string) bool { _, ok := v.files[name]; return !ok })
}

// OnlyDrafts reports whether none but drafts show a picture, or link to it.
func (v *View) OnlyDrafts(picture string) bool {
	return !slices.ContainsFunc(v.documents, func(d *content.Document) bool { return !d.Draft && slices.Contains(v.picturesOf(d), picture) })
}

// Picture returns the path of the picture that a link leads to, "images/a.jpg", if it
// leads to one.
func (d Destination) Picture() (string, bool) {
	name := strings.TrimPrefix(d.Address, "/")
	return name, strings.HasPrefix(name, "images/")
}
