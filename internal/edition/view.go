// Package edition decides which documents an edition holds, and is the only
// way from the content to what is published.
//
// [At] takes the whole collection and a date, and returns the [Editions] that it
// makes then; [Select] takes a [Choice] among them and returns a [View]: the
// documents of that edition, with the names of people whose consent has ended
// taken out. Rendering, search and exports accept a View and nothing else, so a
// document of another territory cannot be published: they never hold it.
//
// A view also answers what follows from its documents: the terms and lists that
// exist (terms.go), the guides (guide.go), what it borrows (borrow.go), the state of aids (aid.go), the
// neighbours of a document (similar.go, neighbours.go, affinity.go, foryou.go), where links lead (links.go), who answers and keeps (respondent.go),
// what is missing (coverage.go), to be reviewed (review.go) and to be told (digest.go). The plan of the
// site's own addresses, which every room reads, is in addresses.go. The view hands the glossary over whole,
// since words have no territory. One thing is asked of the collection itself, since no edition holds
// everybody: the consents that end (consents.go).
package edition

import (
	"cmp"
	"slices"
	"sync"

	"recueil/internal/content"
	"recueil/internal/reference"
)

// View is one edition of the recueil. It is immutable and safe for use by
// several goroutines.
type View struct {
	site      Site
	today     content.Date
	documents []*content.Document // in reading order
	byType    map[content.Type][]*content.Document
	byKey     map[string]*content.Document
	files     map[string]*content.File
	lists     []*List
	byAddress map[string]*List
	redirects map[string]string
	borrowed  map[string]bool             // by key: see [View.Borrowed]
	keepers   map[string][]content.Keeper // the edition's own, by sector: see [View.Keepers]
	territory []reference.Territory       // empty in the national edition
	homes     []string                    // addresses whose pages are the edition's own: see Resolve
	apart     bool                        // has an address of its own, not in the folder of editions
	together  bool                        // see Together
	common    map[string]bool             // by key: see Common
	national  string                      // full address of the national edition
	others    []string                    // those of the other editions
	synonyms  *content.Synonyms
	glossary  []content.Definition
	review    content.ReviewTimes

	// Made when first asked for.
	neighbours func() map[content.Type]neighbours
	affinities func() affinities
	traits     func() map[*content.Document]traits
	forYou     func() map[*content.Document][]*content.Document
	pictures   func() []string

	was map[*content.Document]*content.Document // those that took the place of what the above knows; see Renewed
}

// Site is what an edition is called and looks like: recueil.yaml, with what the
// edition says otherwise.
type Site struct {
	Slug        string // of the edition, "" for the national one
	Title       string
	Edition     string // the territories in words: "Bretagne", "" for the national one
	BaseURL     string // ends with a slash
	Description string
	Licence     string
	Publisher   content.Publisher // the edition's own, or else the recueil's
	Repository  *content.Repo
	Navigation  []content.NavEntry // whose Page is an address of the view
	Colours     content.Colours
	Logo        string // "fichiers/x.svg", or ""
	Contact     *content.Document
}

// Name names the edition in a message: its slug, « nationale » for the national one.
func (s Site) Name() string { return NameOf(s.Slug) }

// NameOf names the edition of a slug in a message.
func NameOf(slug string) string { return cmp.Or(slug, "nationale") }

// Site returns the settings of the edition.
func (v *View) Site() Site { return v.site }

// Today is the date that aids and consents are judged at.
func (v *View) Today() content.Date { return v.today }

// Territories lists the territories of the edition: none for the national one.
func (v *View) Territories() []reference.Territory { return slices.Clone(v.territory) }

// Documents lists the documents in reading order: by type; testimonials and
// sheets from the newest, the others by title. Those that the edition borrows are
// among them: [View.Own] leaves them out.
func (v *View) Documents() []*content.Document { return slices.Clone(v.documents) }

// OfType lists the edition's own documents of a type in reading order, closed aids
// left out.
func (v *View) OfType(t content.Type) []*content.Document {
	return slices.DeleteFunc(v.own(v.byType[t]), v.Closed)
}

// ForFirms lists the edition's own documents of a type that are for firms, in reading order,
// closed aids left out: what guides, the home page and booklets are made of. Others
// stand in lists and in the search.
func (v *View) ForFirms(t content.Type) []*content.Document {
	return slices.DeleteFunc(v.OfType(t), func(d *content.Document) bool { return d.For() != content.ForFirms })
}

// Document returns the document of a key such as "fiches/x".
func (v *View) Document(key string) (*content.Document, bool) {
	d, ok := v.byKey[key]
	return d, ok
}

// Synonyms are the words that the recueil takes for one another: those of every
// edition.
func (v *View) Synonyms() *content.Synonyms { return v.synonyms }

// Glossary lists the words that the recueil explains, in no special order: those
// of every edition, since a word has no territory.
func (v *View) Glossary() []content.Definition { return slices.Clone(v.glossary) }

// Redirects maps the former addresses of documents to their present ones.
func (v *View) Redirects() map[string]string { return v.redirects }

// prepare makes ready what all documents are looked at for, when first asked for.
func (v *View) prepare() {
	v.neighbours = sync.OnceValue(v.findNeighbours)
	v.affinities = sync.OnceValue(func() affinities { return newAffinities(v.documents) })
	v.traits = sync.OnceValue(func() map[*content.Document]traits {
		all := make(map[*content.Document]traits, len(v.documents))
		for _, d := range v.documents {
			all[d] = traitsOf(d)
		}
		return all
	})
	v.forYou = sync.OnceValue(v.shareOut)
	v.pictures = sync.OnceValue(v.findPictures)
}

func (v *View) where(keep func(*content.Document) bool) []*content.Document {
	return slices.DeleteFunc(slices.Clone(v.documents), func(d *content.Document) bool { return !keep(d) })
}
