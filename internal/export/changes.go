package export

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"

	"recueil/internal/content"
	"recueil/internal/edition"
)

// Changes is what happened to an edition between two of its datasets. Stubs and closed
// aids count in neither, as in its coverage.
type Changes struct {
	Since           content.Date
	Types           []TypeChange // those that changed, in reading order
	Filled, Emptied []GuideHeading
}

// TypeChange is how many documents of a type came and went.
type TypeChange struct {
	Type        content.Type
	Added, Gone int
}

// GuideHeading is a heading of a sector's guide.
type GuideHeading struct {
	Sector string // its title
	Type   content.Type
}

// ErrOtherDay says that the data of the national edition are not of the run that made
// those of another.
var ErrOtherDay = errors.New("the national edition's data are of another day")

// ReadDataset reads a recueil.json of this version of the format or of one before, and
// the files that it names, which beside gives by their address: its parts, and the data of
// the national edition that has what is common. An error says, in English, why it is none,
// and wraps that of beside or is [ErrOtherDay].
func ReadDataset(data []byte, beside func(address string) ([]byte, error)) (Dataset, error) {
	set, err := readParts(data, beside)
	if err != nil {
		return Dataset{}, err
	}
	return set, set.readCommon(beside)
}

// readParts reads a recueil.json and its parts.
func readParts(data []byte, beside func(address string) ([]byte, error)) (Dataset, error) {
	var set Dataset
	if err := json.Unmarshal(data, &set); err != nil {
		return Dataset{}, fmt.Errorf("read dataset: %w", err)
	}
	if set.Version < 1 || set.Version > Version {
		return Dataset{}, fmt.Errorf("read dataset: version %d, not 1 to %d", set.Version, Version)
	}
	for _, part := range set.Parts {
		data, err := beside(part.Address)
		if err != nil {
			return Dataset{}, fmt.Errorf("read dataset: %w", err)
		}
		var some datasetPart
		if err := json.Unmarshal(data, &some); err != nil {
			return Dataset{}, fmt.Errorf("read %s: %w", part.Address, err)
		}
		set.Documents = append(set.Documents, some.Documents...)
	}
	set.Parts = nil
	return set, nil
}

// readCommon adds the documents that the data of the national edition have.
func (set *Dataset) readCommon(beside func(address string) ([]byte, error)) error {
	common := set.Common
	if common == nil {
		return nil
	}
	set.Common = nil
	data, err := beside(common.Address)
	if err != nil {
		return fmt.Errorf("read dataset: %w", err)
	}
	national, err := readParts(data, func(address string) ([]byte, error) {
		return beside(path.Join(path.Dir(common.Address), address))
	})
	if err != nil {
		return err
	}
	known := map[string]Document{}
	for _, d := range national.Documents {
		known[d.ID] = d
	}
	for _, id := range common.Documents {
		d, ok := known[id]
		if !ok || national.Edition.Date != set.Edition.Date {
			return ErrOtherDay
		}
		set.Documents = append(set.Documents, d)
	}
	return nil
}

// ChangesSince compares two datasets of an edition, by the stable identity of documents.
// The headings of a guide that one of them does not have are not compared.
func ChangesSince(before, now Dataset) Changes {
	c := Changes{Since: before.Edition.Date}
	was, is := byID(before), byID(now)
	for _, t := range content.Types() {
		if t.IsStructural() {
			continue
		}
		change := TypeChange{t, missing(is, was, t), missing(was, is, t)}
		if change.Added+change.Gone > 0 {
			c.Types = append(c.Types, change)
		}
	}
	filledBefore, filledNow := filledHeadings(before), filledHeadings(now)
	for _, sector := range now.Vocabularies.Sectors {
		if !slices.ContainsFunc(before.Vocabularies.Sectors, func(s SectorTerm) bool { return s.Slug == sector.Slug }) {
			continue
		}
		for _, h := range edition.GuideHeadings() {
			heading := headingKey{sector.Slug, h.Type}
			switch {
			case filledNow[heading] && !filledBefore[heading]:
				c.Filled = append(c.Filled, GuideHeading{sector.Title, h.Type})
			case filledBefore[heading] && !filledNow[heading]:
				c.Emptied = append(c.Emptied, GuideHeading{sector.Title, h.Type})
			}
		}
	}
	return c
}

// counts reports whether a document counts: it is neither a stub nor over. Older data say so
// of aids alone.
func counts(d Document) bool {
	return !d.Stub && !d.Over && (d.Aid == nil || d.Aid.Status != string(edition.Closed))
}

func byID(set Dataset) map[string]content.Type {
	types := map[string]content.Type{}
	for _, d := range set.Documents {
		if counts(d) {
			types[d.ID] = d.Type
		}
	}
	return types
}

// missing counts the documents of a type that are in one set and not in another.
func missing(in, from map[string]content.Type, t content.Type) int {
	n := 0
	for id, of := range in {
		if _, there := from[id]; of == t && !there {
			n++
		}
	}
	return n
}

type headingKey struct {
	sector string
	of     content.Type
}

// filledHeadings are the headings that a document fills, as [edition.View.Guide] judges:
// those for firms that name the sector, and what the sector puts forward.
func filledHeadings(set Dataset) map[headingKey]bool {
	filled := map[headingKey]bool{}
	held := map[string]Document{}
	for _, d := range set.Documents {
		held[string(d.Type)+"/"+d.Slug] = d
		if counts(d) && cmp.Or(d.Audience, content.ForFirms) == content.ForFirms {
			for _, sector := range d.Sectors {
				filled[headingKey{sector, d.Type}] = true
			}
		}
	}
	for _, d := range set.Documents {
		if d.Sector == nil {
			continue
		}
		for _, key := range d.Sector.Featured {
			if f, ok := held[key]; ok && counts(f) {
				filled[headingKey{d.Slug, f.Type}] = true
			}
		}
	}
	return filled
}
