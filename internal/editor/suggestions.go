package editor

import (
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/lists"
	"recueil/internal/reference"
)

// suggestions are the values that fields may be filled with, by the name of what they
// are: a list that the page holds once.
type suggestions struct {
	ID      string
	Options []option
}

// The lists of suggestions, beside those of the types that keys name by slugs.
const (
	ofTerritories = "territoires"
	ofDocuments   = "documents"
	ofRespondents = "contacts"
)

// mostBoxes is how many choices are shown at once, to be ticked.
const mostBoxes = 40

// suggested gives fields, and those in them, the values that the content holds: a few
// choices are ticked, or chosen from where there is one, and of many one is written.
func (e *Editor) suggested(fields []field) []field {
	return lists.Of(fields, func(f field) field {
		f.Fields = e.suggested(f.Fields)
		if f.Item != nil {
			f.Item = &e.suggested([]field{*f.Item})[0]
		}
		if f.From != string(content.Sectors) && f.From != string(content.Themes) {
			return f
		}
		choices := e.documents(content.Type(f.From))
		if len(choices) == 0 || len(choices) > mostBoxes {
			return f
		}
		f.Choices = choices
		if f.Kind == textField {
			f.Kind = choiceField
		} else {
			f.Kind = boxesField
		}
		return f
	})
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
