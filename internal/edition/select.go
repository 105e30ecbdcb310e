package edition

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/reference"
)

// Select returns the edition that choice names: documents without territory
// (unless the edition declines them) and those whose territories meet its own,
// with its overlays applied, and what it borrows of the others; for the national
// edition, every document of the base tree. The problems are those that only this edition has. It panics on a
// choice that comes from no [Editions]: that one has no date.
func Select(choice Choice) (*View, []diag.Diagnostic) {
	if choice.of.today == "" {
		panic("edition: a choice that no Editions made has no date")
	}
	c := choice.of.collection
	v := &View{today: choice.of.today, territory: choice.territories, synonyms: c.Synonyms, glossary: c.Glossary, review: c.Site.ReviewAfter}
	documents, problems := v.choose(c, choice)
	for i, d := range documents {
		documents[i] = d.Redacted(v.today) // a copy: the collection stays as it is
	}
	v.documents = inReadingOrder(documents)
	v.index(c)
	v.site = v.siteOf(c.Site, choice)
	v.keepers = v.keepersOf(choice.Edition)
	problems = append(problems, v.endedConsents(c.Site, choice.Edition)...)
	v.national = choice.of.National().Address()
	v.apart = !strings.HasPrefix(v.site.BaseURL, strings.TrimRight(v.national, "/")+EditionsPage)
	v.together = choice.together && !v.apart
	v.findCommon(choice.Edition != nil && (choice.Edition.Publisher != nil || choice.Edition.Contact != ""))
	v.homes, v.others = []string{v.site.BaseURL, v.national, string(c.Site.BaseURL)}, Homes(c)
	v.buildLists()
	v.prepare()
	return v, problems
}

// choose keeps the documents of the edition, overlays applied, and adds what it
// borrows.
func (v *View) choose(c *content.Collection, choice Choice) ([]*content.Document, []diag.Diagnostic) {
	layers, problems := v.layers(c, choice.of.Drafts)
	var kept, others []*content.Document
	for _, d := range layers {
		switch {
		case d.Draft && !choice.of.Drafts:
		case v.holds(d, choice.Edition):
			kept = append(kept, d)
		default:
			others = append(others, d)
		}
	}
	return v.borrow(kept, others, choice.Edition), problems
}

// holds reports whether a document belongs in the edition.
func (v *View) holds(d *content.Document, e *content.Edition) bool {
	if len(v.territory) == 0 {
		return true
	}
	if len(d.Territories) == 0 {
		if e != nil && e.National != nil && !*e.National && !d.Type.IsStructural() {
			return false
		}
	} else if !slices.ContainsFunc(d.Territories, v.near) {
		return false
	}
	if e == nil || len(e.Sectors) == 0 {
		return true
	}
	if d.Type == content.Sectors {
		return slices.Contains(e.Sectors, d.Slug)
	}
	return len(d.Sectors) == 0 || slices.ContainsFunc(d.Sectors, func(s string) bool { return slices.Contains(e.Sectors, s) })
}

// near reports whether a territory meets one of the edition's.
func (v *View) near(t reference.Territory) bool {
	return len(v.territory) == 0 || slices.ContainsFunc(v.territory, t.Meets)
}

// index prepares what the methods of the view look up.
func (v *View) index(c *content.Collection) {
	v.byKey, v.redirects, v.files = map[string]*content.Document{}, map[string]string{}, map[string]*content.File{}
	v.byType = map[content.Type][]*content.Document{}
	for _, d := range v.documents {
		v.byKey[d.Key()] = d
		v.byType[d.Type] = append(v.byType[d.Type], d)
		for _, alias := range d.Aliases {
			v.redirects[alias] = d.Address()
		}
	}
	for _, t := range append([]reference.Territory{{}}, v.chain()...) { // the base tree first
		for _, f := range c.Files {
			if f.Overlay == t {
				v.files[f.Path] = f
			}
		}
	}
}

// collator orders titles as French dictionaries do, whatever the machine's
// locale.
func collator() *collate.Collator { return collate.New(language.French, collate.IgnoreCase) }

// inReadingOrder sorts documents by type, then stubs after the others, those for
// firms before those for whoever helps them, articles from the newest, events from the
// next, then by title, then by slug.
func inReadingOrder(documents []*content.Document) []*content.Document {
	c, place := collator(), map[content.Type]int{}
	for i, t := range content.Types() {
		place[t] = i
	}
	var buffer collate.Buffer
	keys := map[*content.Document]string{}
	for _, d := range documents {
		keys[d] = string(c.KeyFromString(&buffer, d.Title))
		buffer.Reset()
	}
	slices.SortStableFunc(documents, func(a, b *content.Document) int {
		return cmp.Or(cmp.Compare(place[a.Type], place[b.Type]), later(a.Stub, b.Stub), later(a.For() != content.ForFirms, b.For() != content.ForFirms), newest(a, b), strings.Compare(string(a.Begins()), string(b.Begins())), strings.Compare(keys[a], keys[b]), strings.Compare(a.Slug, b.Slug))
	})
	return documents
}

// later orders what is so after what is not.
func later(a, b bool) int { return rank(a) - rank(b) }

// newest orders articles by date of publication, the last first.
func newest(a, b *content.Document) int {
	if !a.Type.IsArticle() {
		return 0
	}
	return strings.Compare(string(b.Date), string(a.Date))
}
