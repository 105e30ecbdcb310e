package content

import (
	"path"
	"strings"

	"recueil/internal/diag"
	"recueil/internal/markdown"
	"recueil/internal/reference"
)

// Document is one file of the content, or one row of activateurs.csv, parsed
// and validated. It is immutable once loaded.
type Document struct {
	Type    Type
	Slug    string
	Source  *diag.Source
	Overlay reference.Territory // whose folder of territoires/ it is in; zero in the base tree
	Path    string              // in its tree: "fiches/x.md"

	Front
	Body *markdown.Body

	Own

	spans spans
}

// Address is the document's place on the site, from its root: "/fiches/x/".
func (d *Document) Address() string { return "/" + string(d.Type) + "/" + d.Slug + "/" }

// Nameless reports whether a row of a table has no title to make an address of, which is
// said where it is read.
func (d *Document) Nameless() bool { return d.Slug == "" && d.Title == "" }

// Key identifies the document in front matter: "fiches/x".
func (d *Document) Key() string { return string(d.Type) + "/" + d.Slug }

// ID is the stable identity of the document in exports: type/slug at its first
// publication, which a moved document remembers as its oldest alias.
func (d *Document) ID() string {
	if len(d.Aliases) > 0 {
		return strings.Trim(d.Aliases[0], "/")
	}
	return d.Key()
}

// Value returns where the value of a front-matter key stands, by its path:
// "titre", "secteurs[0]", "entreprise.naf". The start of the file stands for a
// key that is not there.
func (d *Document) Value(keyPath string) diag.Span { return d.spans.value(keyPath) }

// Has reports whether the author wrote that key, with a value.
func (d *Document) Has(keyPath string) bool { _, ok := d.spans.values[keyPath]; return ok }

// Folder is the folder of the document's file in its tree, for relative links.
func (d *Document) Folder() string { return path.Dir(d.Path) }

// Front is the front matter that every type shares. The struct tags are the
// one definition of the keys, with the words of words.go: decoding and its diagnostics,
// [Definitions], and so schemas, forms and the manual, are made from them.
//
//	key       the name that editors write
//	required  "true": the key must be there, and say something; "blank": its text
//	          may be empty, which then says something
//	enum      the values it may take, separated by |
//	max       the most characters its text may have
//	is        what its value is to other rooms: see [Mark]
//	like      what a hint writes for its value
//	missed    the hint of a required list that is empty
type Front struct {
	Title       string                `key:"titre" required:"true"`
	Summary     string                `key:"resume" required:"true" max:"300" is:"prose"`
	Date        Date                  `key:"date" is:"past"`
	Updated     Date                  `key:"maj" is:"past"`
	ReviewBy    Date                  `key:"revoir_le"`
	Sectors     []string              `key:"secteurs" is:"sectors"`
	Themes      []string              `key:"themes" is:"themes"`
	Territories []reference.Territory `key:"territoires"`
	Sizes       []string              `key:"tailles" is:"sizes"`
	Author      string                `key:"auteur" is:"name"`
	Origin      *Origin               `key:"source"`
	Licence     string                `key:"licence"`
	Image       *Image                `key:"image"`
	Keywords    []string              `key:"mots_cles"`
	Aliases     []string              `key:"alias"`
	Draft       bool                  `key:"brouillon"`
	Teaser      string                `key:"accroche" max:"110" is:"prose"` // on cards, where the summary would be cut
	Audience    Audience              `key:"public" enum:"entreprise|accompagnateur|branche|redacteur"`
	Searchable  *bool                 `key:"recherche"` // nil: as its type is; see [Document.Searched]
	Stub        bool                  `key:"amorce"`
	Ignore      []Ignored             `key:"ignore"`
	Import      *Import               `key:"import"`
	Remove      bool                  `key:"retire"`
	Replaces    *Replaced             `key:"remplace"`
}

// Origin says where the facts come from.
type Origin struct {
	Title   string      `key:"titre" required:"true"`
	URL     URL         `key:"url"`
	Date    PartialDate `key:"date" is:"past"`
	Licence string      `key:"licence"`
	Lines   string      `key:"lignes"` // where in a long source: for editors, never published
}

// Audience says for whom a document is written; "" in a file is [ForFirms].
type Audience string

const (
	ForFirms    Audience = "entreprise"
	ForAdvisers Audience = "accompagnateur" // advisers and regional animators
	ForBranches Audience = "branche"        // unions, federations, social partners
	ForEditors  Audience = "redacteur"      // who writes and keeps the recueil
)

// Label names those whom a document is for, as its card does; "" of firms, whom the
// recueil is for.
func (a Audience) Label() string {
	return map[Audience]string{
		ForAdvisers: "Pour qui accompagne des entreprises", ForBranches: "Pour les branches professionnelles", ForEditors: "Pour qui écrit le recueil",
	}[a]
}

// Searched reports whether the site's search finds the document: plain pages only
// when they say so, all others unless they say no.
func (d *Document) Searched() bool {
	if d.Searchable != nil {
		return *d.Searchable
	}
	return d.Type != Pages
}

// For returns whom the document is for, firms when it does not say.
func (d *Document) For() Audience {
	if d.Audience == "" {
		return ForFirms
	}
	return d.Audience
}

// Image is a picture with its text alternative, "" for a decorative one.
type Image struct {
	File   string `key:"fichier" required:"true" is:"file"`
	Alt    string `key:"alt" required:"blank"`
	Credit string `key:"credit"`
}

// Ignored is a warning that the author accepts, with a reason.
type Ignored struct {
	Rule   string `key:"regle" required:"true"`
	Reason string `key:"raison" required:"true"`
}

// Import is what an import wrote of the document's origin.
type Import struct {
	Origin      string `key:"origine" required:"true"`
	ID          string `key:"id" required:"true"`
	Fingerprint string `key:"empreinte"`
	Date        Date   `key:"date" is:"past"`
}

// Replaced says which version of the base document an overlay replaced.
type Replaced struct {
	Updated Date `key:"maj"`
}
