package editor

import (
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/reference"
)

// suggestions are the values that fields may be filled with, by the name of what they
// are: a list that the page holds once.
type suggestions struct {
	ID      string
	Options []option
}

// The lists of suggestions.
const (
	ofSectors     = "secteurs"
	ofThemes      = "themes"
	ofTerritories = "territoires"
	ofDocuments   = "documents"
	ofRespondents = "contacts"
)

// mostBoxes is how many choices are shown at once, to be ticked.
const mostBoxes = 40

// suggested gives fields the values that the content and the reference data hold.
func (e *Editor) suggested(fields []field) []field {
	fields = slices.Clone(fields)
	for i := range fields {
		e.suggest(&fields[i])
	}
	return fields
}

func (e *Editor) suggest(f *field) {
	switch f.From {
	case ofSectors:
		e.boxes(f, e.documents(content.Sectors))
	case ofThemes:
		e.boxes(f, e.documents(content.Themes))
	}
}

// boxes makes a list of a few choices be ticked, and of many be written.
func (*Editor) boxes(f *field, choices []option) {
	if n := len(choices); n > 0 && n <= mostBoxes {
		f.Kind, f.Choices = boxesField, choices
	}
}

// documents lists those of a type of the base tree, by the slugs that other documents
// write.
func (e *Editor) documents(t content.Type) []option {
	var list []option
	if e.collection == nil {
		return nil
	}
	for _, d := range e.collection.Documents {
		if d.Type == t && d.Overlay == (reference.Territory{}) && d.Title != "" {
			list = append(list, option{d.Slug, d.Title})
		}
	}
	slices.SortFunc(list, func(a, b option) int { return strings.Compare(a.Label, b.Label) })
	return list
}

// lists returns the suggestions that several fields may use.
func (e *Editor) lists() []suggestions {
	territories := suggestions{ID: ofTerritories}
	for _, t := range reference.Territories() {
		territories.Options = append(territories.Options, option{t.Key(), t.Label()})
	}
	documents := suggestions{ID: ofDocuments}
	respondents := suggestions{ID: ofRespondents, Options: []option{{content.EditionContact, "Le contact de chaque édition"}}}
	if e.collection != nil {
		for _, d := range e.collection.Documents {
			if d.Overlay == (reference.Territory{}) && !d.Type.IsStructural() {
				documents.Options = append(documents.Options, option{d.Key(), d.Title})
				if d.Contact != nil {
					respondents.Options = append(respondents.Options, option{d.Key(), d.Title})
				}
			}
		}
	}
	return []suggestions{territories, documents, respondents}
}
