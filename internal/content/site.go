package content

import (
	"recueil/internal/diag"
	"recueil/internal/reference"
)

// Site is recueil.yaml: what the whole recueil is called and looks like.
type Site struct {
	Source *diag.Source // of the last root that has one

	Title       string     `key:"titre" required:"true"`
	BaseURL     URL        `key:"base_url" required:"true"`
	Description string     `key:"description" is:"prose"`
	Language    string     `key:"langue" enum:"fr"`
	Publisher   *Publisher `key:"editeur"`
	Licence     string     `key:"licence"`
	Repository  *Repo      `key:"depot"`
	Navigation  []NavEntry `key:"navigation"`
	Colours     *Colours   `key:"couleurs"`

	ReviewAfter ReviewTimes `key:"revoir_apres"`

	spans spans
}

// Value returns where the value of a key stands; see [Document.Value].
func (s *Site) Value(keyPath string) diag.Span { return s.spans.value(keyPath) }

// ReviewTimes say, for types of documents, how many months after its last review one is
// to be read again, when it does not say so itself; 0 is never. See [ReviewTimes.Of].
type ReviewTimes map[Type]int

// Of returns the months of a type: those that are written, or else its own.
func (r ReviewTimes) Of(t Type) int {
	if months, ok := r[t]; ok {
		return months
	}
	return definitions[t].review
}

// Repo is where the content is kept, for « Modifier cette page ».
type Repo struct {
	URL    URL    `key:"url" required:"true"`
	Branch string `key:"branche"`
}

// NavEntry is an entry of the navigation: its title and the page it leads to.
type NavEntry struct {
	Title string `key:"titre" required:"true"`
	Page  string `key:"page" required:"true" is:"documents"`
}

// Colours tint the site.
type Colours struct {
	Primary Colour `key:"primaire"`
	Accent  Colour `key:"accent"`
}

// Edition is editions/<slug>.yaml: a declared territorial edition.
type Edition struct {
	Slug   string
	Source *diag.Source

	Title       string                `key:"titre" required:"true"`
	Territories []reference.Territory `key:"territoires" required:"true" missed:"nommez au moins un territoire : [bretagne]"`
	BaseURL     URL                   `key:"base_url"`
	Contact     string                `key:"contact" is:"documents"`
	National    *bool                 `key:"national"`
	Sectors     []string              `key:"secteurs" is:"sectors"`
	Colours     *Colours              `key:"couleurs"`
	Logo        string                `key:"logo" is:"file"`
	Publisher   *Publisher            `key:"editeur"`
	Borrowed    []string              `key:"emprunte" is:"documents"`
	Elsewhere   Elsewhere             `key:"ailleurs" enum:"jamais|si-aucun|toujours"`

	spans spans
}

// Elsewhere is when the guides of an edition have stories of other territories that
// the edition does not name.
type Elsewhere string

const (
	NeverElsewhere  Elsewhere = "jamais"   // as when the edition says nothing
	NeededElsewhere Elsewhere = "si-aucun" // in a guide without a story of the edition's own
	AlwaysElsewhere Elsewhere = "toujours"
)

// Value returns where the value of a key stands; see [Document.Value].
func (e *Edition) Value(keyPath string) diag.Span { return e.spans.value(keyPath) }
