package content

import "recueil/internal/diag"

// Moves says where documents are now that were moved and say so with « alias ».
type Moves struct {
	now  map[treeAddress]*Document // by former address; nil where there is a doubt
	tree map[*diag.Source]string   // the territory of a file, "" for the base tree
}

// treeAddress is an address in the tree of a territory, or in the base tree.
type treeAddress struct{ tree, address string }

// Moves leaves a doubt where two documents have been, and where another is now.
func (c *Collection) Moves() Moves {
	m := Moves{map[treeAddress]*Document{}, map[*diag.Source]string{}}
	for _, d := range c.Documents {
		m.tree[d.Source] = d.Overlay.ID()
		for _, alias := range d.Aliases {
			at := treeAddress{d.Overlay.ID(), alias}
			if _, taken := m.now[at]; taken {
				m.now[at] = nil
				continue
			}
			m.now[at] = d
		}
	}
	for _, d := range c.Documents {
		m.now[treeAddress{d.Overlay.ID(), d.Address()}] = nil
		m.now[treeAddress{"", d.Address()}] = nil
	}
	return m
}

// From returns the document that a file means by a former address, whose capitals,
// accents and ends do not matter: of its own territory, or else of all.
func (m Moves) From(src *diag.Source, address string) (*Document, bool) {
	address = "/" + plainName(address) + "/"
	d, found := m.now[treeAddress{m.tree[src], address}]
	if !found {
		d = m.now[treeAddress{"", address}]
	}
	return d, d != nil
}
