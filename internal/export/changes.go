package export

import (
	"cmp"
	"encoding/json"
	"fmt"
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

// ReadDataset reads a recueil.json of this version of the format or of one before, and
// the parts that it names, which beside gives by their address. An error says, in
// English, why it is none; that of beside is wrapped.
func ReadDataset(data []byte, beside func(address string) ([]byte, error)) (Dataset, error) {
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
