package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/lists"
	"recueil/internal/reference"
)

// atlas says what a postcode, or a name, is in: the script near.ts reads it when an owner
// asks, and then the file of one region.
type atlas struct {
	Around      []around            `json:"autour"`       // each outermost territory; without documents it has no file
	Departments [][3]string         `json:"departements"` // code, name, and key of what is around
	Codes       map[string][]string `json:"codes"`        // codes of departments, by the postcodes that their digits do not tell
	Towns       map[string][]string `json:"communes"`     // codes of departments, by the towns of the documents, folded
}

// around is an outermost territory, written as a list.
type around struct {
	key, name string
	documents int
}

func (a around) MarshalJSON() ([]byte, error) { return json.Marshal([]any{a.key, a.name, a.documents}) }

// nearby is a document, as near.ts shows it.
type nearby struct {
	Title       string   `json:"titre"`
	Summary     string   `json:"resume"`
	Town        string   `json:"commune,omitempty"`
	Slug        string   `json:"nom"`
	Departments []string `json:"departements,omitempty"` // codes; none: of the whole territory
}

// near makes what the fields « Près de chez vous » read.
func near(v *edition.View) ([]File, error) {
	var files []File
	for _, t := range content.Types() {
		list := v.Near(t)
		if len(list) == 0 {
			continue
		}
		file, err := compact(edition.NearAddress(t, ""), atlasOf(list))
		if err != nil {
			return nil, err
		}
		files = append(files, file)
		for _, n := range list {
			file, err := compact(edition.NearAddress(t, n.Around.Key()), nearbyOf(n))
			if err != nil {
				return nil, err
			}
			files = append(files, file)
		}
	}
	return files, nil
}

// compact writes a value for a script, without blanks.
func compact(address string, value any) (File, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return File{}, fmt.Errorf("encode %s: %w", address, err)
	}
	return File{strings.TrimPrefix(address, "/"), b.Bytes()}, nil
}

// atlasOf says where every postcode is, so that the field can also say that nobody is
// there.
func atlasOf(list []edition.Near) atlas {
	p := atlas{Codes: map[string][]string{}, Towns: map[string][]string{}}
	count := map[reference.Territory]int{}
	for _, n := range list {
		count[n.Around] = len(n.Documents)
		for _, d := range n.Documents {
			town := french.Slug(d.Town())
			for _, code := range departmentsIn(d, n.Around) {
				if town != "" && !slices.Contains(p.Towns[town], code) {
					p.Towns[town] = append(p.Towns[town], code)
				}
			}
		}
	}
	for _, t := range reference.Territories() {
		if t.Within == "" {
			p.Around = append(p.Around, around{t.Key(), t.Name, count[t]})
		}
		if t.Kind.Bare {
			p.Departments = append(p.Departments, [3]string{t.Code, t.Name, t.Outermost().Key()})
		}
	}
	for code, territories := range reference.UnusualPostcodes() {
		for _, t := range territories {
			p.Codes[code] = append(p.Codes[code], t.Code)
		}
	}
	return p
}

// departmentsIn are the codes of the departments that a document names in a territory, or
// of the territory itself when it is none of regions.
func departmentsIn(d *content.Document, around reference.Territory) []string {
	var codes []string
	for _, t := range d.Territories {
		if t.Kind != nil && t.Kind.Bare && t.Outermost() == around {
			codes = append(codes, t.Code)
		}
	}
	return codes
}

func nearbyOf(n edition.Near) []nearby {
	return lists.Of(n.Documents, func(d *content.Document) nearby {
		return nearby{
			Title: french.Typography(d.Title), Summary: french.Typography(d.Summary), Town: french.Typography(d.Town()), Slug: d.Slug, Departments: departmentsIn(d, n.Around),
		}
	})
}
