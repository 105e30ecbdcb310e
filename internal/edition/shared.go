package edition

import (
	"strings"

	"recueil/internal/content"
	"recueil/internal/reference"
)

// Most of what the edition of a territory holds is of no territory: the same texts, a
// hundred and thirty times. Where an edition lies in the folder of editions of the national
// one, the page of such a text is the national edition's: it has one address for readers,
// papers and search engines. A run that makes both does not write it again.

// UpToNational leads from the root of an edition, in the folder of editions, to that of the
// national one.
const UpToNational = "../../"

// Together returns the choices of a run that makes them all. When the national edition is
// one of them, the others of its folder have no page of their own for what they share with
// it: see [View.Where].
func Together(choices []Choice) []Choice {
	list := make([]Choice, len(choices))
	national := false
	for i, c := range choices {
		list[i] = c
		national = national || c.slug == ""
	}
	for i := range list {
		list[i].together = national && list[i].slug != ""
	}
	return list
}

// Together reports whether the edition is made in one run with the national one, in whose
// folder of editions it lies.
func (v *View) Together() bool { return v.together }

// Shared reports whether what the edition has at an address, or a path from its root, is
// the national edition's too, which has it at the same address: the page of a document of
// the base tree that is of no territory and says nothing of the edition, the glossary, the
// schema of the data, a file or the picture to share of a guide of the base tree. Its full address is there. An edition with an
// address of its own shares nothing.
func (v *View) Shared(address string) bool {
	if v.apart {
		return false
	}
	path := strings.TrimPrefix(address, "/")
	if "/"+path == DataSchema {
		return true
	}
	if strings.HasPrefix(path, published) || strings.HasSuffix(path, Poster) {
		return v.sharesFile(path)
	}
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path = path[:i]
	}
	key, isPage := strings.CutSuffix(path, "/")
	if !isPage {
		return false
	}
	d, ok := v.byKey[key]
	return ok && v.common[key] && !d.Type.Gathers() || "/"+path == GlossaryPage
}

func (v *View) sharesFile(path string) bool {
	if f, ok := v.files[path]; ok { // its name may hold what ends an address
		return f.Overlay == reference.Territory{}
	}
	key, isPoster := strings.CutSuffix(path, Poster)
	sector, ok := v.byKey[key]
	return isPoster && ok && sector.Overlay == reference.Territory{}
}

// findCommon finds the documents of which the national edition says the same, unless the
// edition is apart. A story about which somebody answers is the edition's own: it is whom
// the edition has; so is a sector that it names keepers for, and, when it is signed, what
// names a publisher.
func (v *View) findCommon(signed bool) {
	v.common = map[string]bool{}
	for _, d := range v.documents {
		own := d.Overlay != reference.Territory{} || len(d.Territories) > 0 || d.Respondent() != "" ||
			d.Sector != nil && len(v.keepers[d.Slug]) > 0 || signed && d.Type == content.Pages
		if !own && !v.apart {
			v.common[d.Key()] = true
		}
	}
}

// Common reports whether the national edition, made in the same run, says of a document
// what the edition does: a document of the base tree that is of no territory and says
// nothing of the edition. Its page is that one's too, unless it lists what the edition has.
func (v *View) Common(d *content.Document) bool { return v.together && v.common[d.Key()] }

// Where returns the address, from the root of the edition, at which something of it is
// published: the one that it has, or, of what is shared in a run with the national edition,
// one that climbs to that edition's: "/../../fiches/x/". A query or a fragment may follow it.
func (v *View) Where(address string) string {
	if v.together && v.Shared(address) {
		return "/" + UpToNational + strings.TrimPrefix(address, "/")
	}
	return address
}

// URL returns the full address of anything of the edition, by its address or path. That of
// what is shared is the national edition's, whatever the run.
func (v *View) URL(address string) string {
	base := v.site.BaseURL
	if v.Shared(address) {
		base = v.national
	}
	return base + strings.TrimPrefix(address, "/")
}
