package edition

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/lists"
	"recueil/internal/reference"
)

// Editions are the editions that a collection makes at a date. Every choice, and
// so every selection, comes from one. The zero value has no date and makes none.
type Editions struct {
	BaseURL string // of the national edition, in place of the content's, if any
	Drafts  bool   // keeps the drafts, which are otherwise left out

	collection *content.Collection
	today      content.Date
}

// At returns the editions of a collection at the date that aids and consents are
// judged at. It panics when there is no such date: the names of people who
// withdrew would be published.
func At(c *content.Collection, today content.Date) Editions {
	if _, ok := content.ParseDate(string(today)); !ok {
		panic(fmt.Sprintf("edition: %q is no date to select at", today))
	}
	return Editions{collection: c, today: today}
}

// Today is the date that aids and consents are judged at.
func (e Editions) Today() content.Date { return e.today }

// Choice is an edition to select: a declared one, one that a territory makes
// without any file, or else the national one. Only [Editions] make one that
// [Select] takes.
type Choice struct {
	Edition   *content.Edition    // declared, or nil
	Territory reference.Territory // of an edition without any file
	BaseURL   string              // in place of the edition's own, if any

	of          Editions
	together    bool
	slug, title string
	territories []reference.Territory
}

// National returns the national edition.
func (e Editions) National() Choice { return Choice{of: e, title: e.collection.Site.Title} }

func (e Editions) declared(d *content.Edition) Choice {
	return Choice{Edition: d, of: e, slug: d.Slug, title: d.Title, territories: d.Territories}
}

func (e Editions) ofTerritory(t reference.Territory) Choice {
	return Choice{Territory: t, of: e, slug: t.Key(), title: "Recueil numérique — " + t.Name, territories: []reference.Territory{t}}
}

// UnknownError says that the words of the command line name no edition.
type UnknownError struct {
	Word     string
	Declared bool     // it should have been the slug of a declared edition
	Known    []string // what could be meant
}

func (e *UnknownError) Error() string { return fmt.Sprintf("unknown edition or territory %q", e.Word) }

// Choose finds the edition of a slug, or the territory of a word; both empty is
// the national edition. The error is an [*UnknownError].
func (e Editions) Choose(slug, territory string) (Choice, error) {
	if slug != "" {
		var known []string
		for _, d := range e.collection.Editions {
			if d.Slug == slug {
				return e.declared(d), nil
			}
			known = append(known, d.Slug)
		}
		return Choice{}, &UnknownError{slug, true, known}
	}
	if territory == "" {
		return e.National(), nil
	}
	t, ok := reference.ParseTerritory(territory)
	if !ok {
		return Choice{}, &UnknownError{territory, false, reference.TerritoryWords()}
	}
	return e.ofTerritory(t), nil
}

// Sets says which editions to take besides the national one.
type Sets struct {
	Declared bool              // those of editions/
	Of       []*reference.Kind // one for each territory of these kinds
}

// Several reports whether the sets may have an edition besides the national one.
func (s Sets) Several() bool { return s.Declared || len(s.Of) > 0 }

// Every lists the choices of the sets, the national edition first, then the
// declared ones by slug, then territories by code. A declared edition stands
// for the territory of the same slug, whichever set would bring it.
func (e Editions) Every(sets Sets) []Choice {
	choices := []Choice{e.National()}
	taken := map[string]*content.Edition{}
	for _, d := range e.collection.Editions {
		taken[d.Slug] = d
		if sets.Declared {
			choices = append(choices, e.declared(d))
		}
	}
	for _, t := range reference.Territories() {
		if !slices.Contains(sets.Of, t.Kind) {
			continue
		}
		d, declared := taken[t.Key()]
		switch {
		case !declared:
			choices = append(choices, e.ofTerritory(t))
		case !sets.Declared:
			choices = append(choices, e.declared(d))
		}
	}
	return choices
}

// Slug names the edition in addresses: "" for the national one.
func (c Choice) Slug() string { return c.slug }

// Title is what the edition is called.
func (c Choice) Title() string { return c.title }

// Territories lists the territories of the edition in their canonical form: none for
// the national one.
func (c Choice) Territories() []string {
	return lists.Of(c.territories, reference.Territory.ID)
}

// Apart reports whether the edition says an address of its own.
func (c Choice) Apart() bool { return c.Edition != nil && c.Edition.BaseURL != "" }

// Address is where the edition is published, with a slash at the end: where the
// choice or the edition says, or else in the folder of editions of the national one.
func (c Choice) Address() string {
	address := cmp.Or(c.of.BaseURL, string(c.of.collection.Site.BaseURL))
	switch {
	case c.BaseURL != "":
		address = c.BaseURL
	case c.Edition != nil && c.Edition.BaseURL != "":
		address = string(c.Edition.BaseURL)
	case c.slug != "":
		address = strings.TrimRight(address, "/") + EditionsPage + c.slug
	}
	return strings.TrimRight(address, "/") + "/"
}
