package editor

import (
	"cmp"
	"slices"

	"go.yaml.in/yaml/v4"

	"recueil/internal/content"
	"recueil/internal/lists"
)

// fieldsOf lists the fields of a type of document, in the order of their definition.
func fieldsOf(t content.Type) []field {
	list := fieldsFrom(content.DefinitionOf(t).Keys)
	for i, k := range content.DefinitionOf(t).Keys {
		if list[i].Part = rare; !k.Shared {
			list[i].Part = essential
		} else if part, ok := parts[k.Name]; ok {
			list[i].Part = part
		}
	}
	return list
}

// The parts of the form, in their order.
const (
	essential = iota
	sorting
	around
	rare
)

// parts says where the form shows the keys that every type shares; those it does not name
// are rare.
var parts = map[string]int{
	"titre": essential, "resume": essential, "date": essential, "accroche": essential, "brouillon": essential,
	"secteurs": sorting, "themes": sorting, "territoires": sorting, "tailles": sorting, "public": sorting, "mots_cles": sorting,
	"image": around, "source": around, "auteur": around, "maj": around,
}

func fieldsFrom(keys []content.KeyDefinition) []field {
	return lists.Of(keys, fieldFrom)
}

// fieldFrom asks for a key as its definition says.
func fieldFrom(k content.KeyDefinition) field {
	f := field{Key: k.Name, Label: k.Label, Help: k.Form, Example: example(k), Required: k.Required, Blank: k.Blank, Max: k.Max, From: from(k)}
	f.Choices = lists.Of(k.Values, func(v content.Value) option { return option{v.Name, cmp.Or(v.Label, v.Name)} })
	f.Kind = kinds[k.Kind]
	if f.Fields = fieldsFrom(k.Keys); f.Kind == "" {
		f.Kind = otherField
	}
	switch {
	case f.Kind == numbersField:
		f.Item, f.From = numberOf(f), ""
	case !k.List || f.Kind == otherField:
	case f.Kind == choiceField:
		f.Kind = boxesField
	case f.Kind == groupField || f.From == ofTerritories || f.From == ofDocuments:
		item := f
		item.Key, item.Help, item.Example, item.Required = "", "", "", false
		f = field{Key: f.Key, Label: f.Label, Help: f.Help, Example: f.Example, Required: f.Required, Kind: listField, Item: &item}
	default:
		f.Kind = linesField
	}
	return f
}

// example is what may be typed for a key: nothing for what is chosen, or has fields of its
// own.
func example(k content.KeyDefinition) string {
	if k.Values != nil || slices.Contains([]content.Kind{content.KindDate, content.KindBoolean, content.KindGroup, content.KindShortGroup, content.KindNumbers}, k.Kind) {
		return ""
	}
	var text string
	if yaml.Unmarshal([]byte(k.Example), &text) != nil {
		return k.Example
	}
	return text
}

// The keys of the items that a field of names and numbers is asked for as.
const (
	nameKey   = "nom"
	numberKey = "nombre"
)

// numberOf is an item of a field of names and numbers.
func numberOf(f field) *field {
	label := f.Label
	if f.From != "" {
		label = content.Type(f.From).Label()
	}
	return &field{Label: f.Label, Kind: groupField, Fields: []field{
		{Key: nameKey, Label: label, Kind: textField, Required: true, From: f.From},
		{Key: numberKey, Label: f.Label, Kind: numberField, Required: true},
	}}
}

// from names what the values of a key are names of.
func from(k content.KeyDefinition) string {
	switch {
	case k.NamedType() != "":
		return string(k.NamedType())
	case k.Names == content.DocumentKeys:
		return ofDocuments
	case k.Names == content.Respondent:
		return ofRespondents
	case k.Kind == content.KindTerritory:
		return ofTerritories
	}
	return ""
}

// kinds are how each kind of value is asked for.
var kinds = map[content.Kind]fieldKind{
	content.KindText: textField, content.KindProse: longField, content.KindDate: dateField, content.KindPartialDate: textField, content.KindDateTime: textField, content.KindYear: textField,
	content.KindURL: urlField, content.KindEmail: emailField, content.KindPhone: phoneField, content.KindColour: textField, content.KindSIRET: textField,
	content.KindPostcode: textField, content.KindTerritory: textField, content.KindChoice: choiceField, content.KindBoolean: yesNoField,
	content.KindGroup: groupField, content.KindShortGroup: groupField, content.KindNumbers: numbersField,
}
