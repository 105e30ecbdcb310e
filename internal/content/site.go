package content

import (
	"fmt"

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

// People lists those whom the site may name: the director of its publication.
func (s *Site) People() []Person { return s.Publisher.people() }

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
	Keepers     []LocalKeeper         `key:"animateurs"`
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

// LocalKeeper keeps the guide of a sector up to date in an edition. It has no account:
// the guide is the sector's file, and a forge asks the keepers that this one names.
type LocalKeeper struct {
	Sector    string   `key:"secteur" required:"true"`
	Organiser string   `key:"organisme"`
	Name      string   `key:"nom"`
	Consent   *Consent `key:"consentement"`
}

func (k *LocalKeeper) person() Person {
	return Person{Name: k.Name, Role: k.Organiser, Consent: k.Consent}
}

// KeepersOf lists those who keep the guide of a sector in the edition, as they may be
// published on a day.
func (e *Edition) KeepersOf(sector string, day Date) []Keeper {
	var list []Keeper
	for _, k := range e.Keepers {
		if k.Sector != sector {
			continue
		}
		keeper := Keeper{Organiser: k.Organiser, Name: k.Name, Consent: k.Consent}
		if k.Consent.HasEnded(day) {
			keeper.hide(k.Consent.IsWithdrawn(day))
		}
		list = append(list, keeper)
	}
	return list
}

// People lists those whom the edition may name: the director of its publication, then
// its keepers.
func (e *Edition) People() []Person {
	people := e.Publisher.people()
	for i := range e.Keepers {
		keeper := e.Keepers[i].person()
		keeper.Path = fmt.Sprintf("animateurs[%d]", i)
		people = append(people, keeper)
	}
	return people
}

// Key identifies the edition in messages: "editions/bretagne".
func (e *Edition) Key() string { return "editions/" + e.Slug }

// Value returns where the value of a key stands; see [Document.Value].
func (e *Edition) Value(keyPath string) diag.Span { return e.spans.value(keyPath) }
