package authoring

import (
	"path"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

// moves tells where documents went that were moved and say so with « alias ».
type moves struct {
	now  map[place]*content.Document // by former address; nil where there is a doubt
	tree map[*diag.Source]string     // the territory of a file, "" for the base tree
}

// place is an address in the tree of a territory, or in the base tree.
type place struct{ tree, address string }

// movesOf leaves a doubt where two documents have been, and where another is now.
func movesOf(c *content.Collection) moves {
	m := moves{map[place]*content.Document{}, map[*diag.Source]string{}}
	for _, d := range c.Documents {
		m.tree[d.Source] = d.Overlay.ID()
		for _, alias := range d.Aliases {
			at := place{d.Overlay.ID(), alias}
			if _, taken := m.now[at]; taken {
				m.now[at] = nil
				continue
			}
			m.now[at] = d
		}
	}
	for _, d := range c.Documents {
		m.now[place{d.Overlay.ID(), d.Address()}] = nil
		m.now[place{"", d.Address()}] = nil
	}
	return m
}

// from returns the document that a file means by a former address: of its own
// territory, or else of all.
func (m moves) from(src *diag.Source, address string) (*content.Document, bool) {
	d, found := m.now[place{m.tree[src], address}]
	if !found {
		d = m.now[place{"", address}]
	}
	return d, d != nil
}

// linkEdits makes the links of a text lead where documents now are. Those whose
// address is written elsewhere, as [text][name], still lead there by the alias.
func (m moves) linkEdits(d *content.Document) []edit {
	var edits []edit
	for _, link := range d.Body.Links() {
		if string(d.Source.Text[link.Span.Start:link.Span.End]) != link.Dest {
			continue
		}
		to := edition.Locate(d, link.Dest)
		if to.External != "" {
			continue
		}
		if now, ok := m.from(d.Source, to.Address); ok {
			edits = append(edits, edit{link.Span, readdressed(d, link.Dest, now)})
		}
	}
	return edits
}

// readdressed writes a link to a document in the form that the author chose: from
// the root of the site or from the text's own folder, with or without .md, and
// with the same heading.
func readdressed(from *content.Document, dest string, now *content.Document) string {
	written := dest
	if end := strings.IndexAny(dest, "?#"); end >= 0 {
		written = dest[:end]
	}
	bare := strings.TrimSuffix(strings.TrimSuffix(written, "/"), ".md")
	tail := dest[len(bare):]
	if strings.HasPrefix(written, "/") {
		return "/" + now.Key() + tail
	}
	folder, _ := path.Split(bare)
	if near := folder + now.Slug + tail; edition.Locate(from, near).Address == now.Address() {
		return near
	}
	return "../" + now.Key() + tail
}
