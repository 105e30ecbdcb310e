package edition

import (
	"recueil/internal/content"
	"recueil/internal/reference"
)

// Sets says which editions to take besides the national one.
type Sets struct {
	Declared       bool // those of editions/
	Regions        bool
	Departments    bool
	Collectivities bool
}

// Every lists the choices of the sets, the national edition first, then the
// declared ones by slug, then territories by code. A declared edition stands
// for the territory of the same slug, whichever set would bring it.
func Every(c *content.Collection, sets Sets) []Choice {
	choices := []Choice{{}}
	taken := map[string]*content.Edition{}
	for _, e := range c.Editions {
		taken[e.Slug] = e
		if sets.Declared {
			choices = append(choices, Choice{Edition: e})
		}
	}
	for _, t := range sets.territories() {
		e, declared := taken[t.Key()]
		switch {
		case !declared:
			choices = append(choices, Choice{Territory: t})
		case !sets.Declared:
			choices = append(choices, Choice{Edition: e})
		}
	}
	return choices
}

func (s Sets) territories() []reference.Territory {
	var list []reference.Territory
	for _, t := range reference.Territories() {
		if s.Regions && t.Kind == reference.Region || s.Departments && t.Kind == reference.Department || s.Collectivities && t.Kind == reference.Collectivity {
			list = append(list, t)
		}
	}
	return list
}

// Slug names the edition in addresses: "" for the national one.
func (c Choice) Slug() string {
	switch {
	case c.Edition != nil:
		return c.Edition.Slug
	case c.Territory != reference.Territory{}:
		return c.Territory.Key()
	}
	return ""
}
