package edition

import (
	"maps"
	"reflect"
	"slices"
	"sync"

	"recueil/internal/content"
)

// Renewed returns the view with documents in the place of former ones of the same
// files: the one that [Select] would make of the collection that they are in. It
// reports false when a document changed in more than what its own page says, so that
// lists, neighbours or addresses may be others.
func (v *View) Renewed(changes []content.Change) (*View, bool) {
	new := map[*content.Document]*content.Document{}
	for _, c := range changes {
		if !sameStanding(c.From, c.To) {
			return nil, false
		}
		if d, ok := v.byKey[c.From.Key()]; ok && d.Source == c.From.Source {
			new[d] = c.To.Redacted(v.today)
		}
	}
	replaced := func(list []*content.Document) []*content.Document {
		if !slices.ContainsFunc(list, func(d *content.Document) bool { return new[d] != nil }) {
			return list
		}
		list = slices.Clone(list)
		for i, d := range list {
			if to, ok := new[d]; ok {
				list[i] = to
			}
		}
		return list
	}
	w := *v
	w.documents = replaced(v.documents)
	w.byType = map[content.Type][]*content.Document{}
	for t, list := range v.byType {
		w.byType[t] = replaced(list)
	}
	w.byKey = maps.Clone(v.byKey)
	for _, d := range new {
		w.byKey[d.Key()] = d
	}
	w.lists, w.byAddress = make([]*List, len(v.lists)), make(map[string]*List, len(v.lists))
	for i, l := range v.lists {
		copied := *l
		copied.Documents, copied.Elsewhere = replaced(l.Documents), replaced(l.Elsewhere)
		w.lists[i], w.byAddress[l.Address] = &copied, &copied
	}
	if to, ok := new[v.site.Contact]; ok {
		w.site.Contact = to
	}
	w.was = map[*content.Document]*content.Document{}
	maps.Copy(w.was, v.was)
	for d, to := range new {
		w.was[to] = v.former(d)
		if to != d {
			delete(w.was, d)
		}
		if !slices.Equal(v.picturesOf(d), v.picturesOf(to)) {
			w.pictures = sync.OnceValue(w.findPictures)
		}
	}
	return &w, true
}

// former returns the document that the neighbours were found with: a renewed view
// has those of the view that Select made.
func (v *View) former(d *content.Document) *content.Document {
	if was, ok := v.was[d]; ok {
		return was
	}
	return d
}

// sameStanding reports whether two documents differ only in their text and in keys
// that nothing but their own page shows.
func sameStanding(a, b *content.Document) bool {
	if a.Type == content.Sectors || a.Type == content.Themes { // others are listed under them
		return false
	}
	return a.Key() == b.Key() && a.Overlay == b.Overlay && a.Path == b.Path &&
		reflect.DeepEqual(standing(a.Front), standing(b.Front)) && reflect.DeepEqual(a.Own, b.Own)
}

// standing is the keys that decide where a document stands.
func standing(f content.Front) content.Front {
	f.Author, f.Origin, f.Licence, f.ReviewBy = "", nil, "", ""
	f.Image, f.Ignore, f.Import = nil, nil, nil
	return f
}
