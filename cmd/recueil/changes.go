package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"strings"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/export"
	"recueil/internal/french"
	"recueil/internal/lists"
)

// changesSince compares the edition with the dataset of a file; nil for none.
func changesSince(v *edition.View, file string) (*export.Changes, error) {
	if file == "" {
		return nil, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	before, err := export.ReadDataset(data, besideOf(file))
	var missing *usageError
	switch site := v.Site(); {
	case errors.As(err, &missing):
		return nil, missing
	case errors.Is(err, export.ErrOtherDay):
		return nil, usagef("« %s » et le recueil.json de l'édition nationale, deux dossiers plus haut, ne sont pas du même jour ; copiez les deux ensemble", file)
	case err != nil:
		return nil, usagef("« %s » n'est pas le recueil.json d'une édition, tel que « recueil build » l'écrit à la racine d'un site", file)
	case before.Edition.Slug != site.Slug:
		return nil, usagef("« %s » est de l'édition %s, et non de l'édition %s ; prenez le fichier de la même édition", file, edition.NameOf(before.Edition.Slug), site.Name())
	case before.Edition.Date > v.Today():
		return nil, usagef("« %s » est du %s, après le %s ; prenez un fichier plus ancien", file, before.Edition.Date.French(), v.Today().French())
	}
	changes := export.ChangesSince(before, export.NewDataset(v))
	return &changes, nil
}

// changesInWords says what changed: "Depuis le 1er mars 2026 : +4 témoignages, 2 rubriques
// comblées (Commerce, contacts ; Industrie, aides financières)."; "" of nil.
func changesInWords(c *export.Changes) string {
	if c == nil {
		return ""
	}
	var parts []string
	for _, t := range c.Types {
		for _, n := range []struct {
			sign string
			n    int
		}{{"+", t.Added}, {"−", t.Gone}} {
			if n.n > 0 {
				parts = append(parts, n.sign+countOf(n.n, t.Type))
			}
		}
	}
	for _, h := range []struct {
		headings []export.GuideHeading
		done     string
	}{{c.Filled, "comblée"}, {c.Emptied, "vidée"}} {
		if n := len(h.headings); n > 0 {
			parts = append(parts, fmt.Sprintf("%s %s (%s)", french.Count(n, "rubrique"), french.Plural(n, h.done), headingsInWords(h.headings)))
		}
	}
	return fmt.Sprintf("Depuis le %s : %s.", c.Since.French(), cmp.Or(strings.Join(parts, ", "), "rien n'a changé"))
}

func headingsInWords(headings []export.GuideHeading) string {
	return strings.Join(lists.Of(headings, func(h export.GuideHeading) string { return h.Sector + ", " + strings.ToLower(h.Type.Plural()) }), " ; ")
}

// countOf counts documents of a type: "1 fiche pratique".
func countOf(n int, t content.Type) string {
	if n == 1 {
		return "1 " + strings.ToLower(t.Label())
	}
	return fmt.Sprintf("%d %s", n, strings.ToLower(t.Plural()))
}

type jsonChanges struct {
	Since   content.Date      `json:"depuis"`
	Types   []jsonTypeChange  `json:"types"`
	Filled  []jsonHeadingName `json:"rubriques_comblees"`
	Emptied []jsonHeadingName `json:"rubriques_videes"`
}

type jsonTypeChange struct {
	Type  content.Type `json:"type"`
	Added int          `json:"ajouts"`
	Gone  int          `json:"retraits"`
}

type jsonHeadingName struct {
	Sector string       `json:"secteur"`
	Type   content.Type `json:"rubrique"`
}

func newJSONChanges(c *export.Changes) *jsonChanges {
	if c == nil {
		return nil
	}
	heading := func(h export.GuideHeading) jsonHeadingName { return jsonHeadingName(h) }
	return &jsonChanges{
		c.Since, lists.Of(c.Types, func(t export.TypeChange) jsonTypeChange { return jsonTypeChange(t) }),
		lists.Of(c.Filled, heading), lists.Of(c.Emptied, heading),
	}
}
