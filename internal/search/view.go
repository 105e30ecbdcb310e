package search

import (
	"fmt"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/lists"
	"recueil/internal/reference"
)

// OfEdition indexes the documents of an edition; the caller closes the index.
func OfEdition(v *edition.View) (*Index, error) {
	return Build(Records(v), VocabularyOf(v), synonymsOf(v.Synonyms()))
}

// ToExport is OfEdition for an index that is only exported, which is quicker, in a folder of
// scratch, or of the system's temporary one if that is empty. The bodies of documents, which
// are needed when they are analysed and when their cards are made, are made each time: to
// hold them in between would take as much memory as the content.
func ToExport(v *edition.View, scratch string) (*Index, error) {
	var records []Record
	for _, d := range v.Documents() {
		if d.Searched() {
			r := headOf(v, d)
			r.text = func() string { return bodyOf(v, d) }
			records = append(records, r)
		}
	}
	x, err := build(scratch, records, VocabularyOf(v), synonymsOf(v.Synonyms()), grainOf(v), (*Index).fillToExport)
	if err == nil {
		x.forms = forms{} // whose lexicon is made: they would take memory until the end of the export
	}
	return x, err
}

// grainOf is how many times larger than usual the files of an edition's search are. One
// that is made together with the national edition is one of a hundred: together they have
// few files, and hosts count them.
func grainOf(v *edition.View) int {
	if v.Together() {
		return 4
	}
	return 1
}

func synonymsOf(s *content.Synonyms) Synonyms {
	var list Synonyms
	for _, words := range s.Groups {
		list = append(list, Group(words...))
	}
	for _, one := range s.OneWay {
		list = append(list, Synonym{[]string{one.From}, one.To})
	}
	return list
}

// Records returns the documents of an edition that the search finds, as it sees
// them, in reading order: with the typography of the pages, since results and excerpts show it.
// Names of people are no words to search for, nor are the links to other pages that
// close a text: their words are those pages'.
func Records(v *edition.View) []Record {
	var records []Record
	for _, d := range v.Documents() {
		if d.Searched() {
			records = append(records, recordOf(v, d))
		}
	}
	return records
}

func recordOf(v *edition.View, d *content.Document) Record {
	r := headOf(v, d)
	r.Body = bodyOf(v, d)
	return r
}

func bodyOf(v *edition.View, d *content.Document) string { return french.Typography(v.OwnText(d)) }

// headOf is the record of a document without its body.
func headOf(v *edition.View, d *content.Document) Record {
	return Record{
		URL: d.Address(), Page: v.Where(d.Address()), Type: string(d.Type),
		Title: french.Typography(d.Title), Summary: french.Typography(d.Summary),
		Keywords: strings.Join(append(searched(d), d.Keywords...), " "),
		Standing: standingOf(v, d),
		Sectors:  namesOf(d, content.Sectors, d.Sectors), Sizes: d.Sizes, Themes: namesOf(d, content.Themes, d.Themes), Territories: codes(d.Territories),
		Place: placeOf(v, d), Public: string(d.For()), Closed: v.Closed(d), Stub: d.Stub,
	}
}

// namesOf is what a document lists of the sectors or of the themes; the page of
// one names itself, so that it is no answer to who chooses another.
func namesOf(d *content.Document, of content.Type, listed []string) []string {
	if d.Type == of {
		return []string{d.Slug}
	}
	return listed
}

// standingOf lists what a document stands for: the titles, keywords and activities
// of its sectors, the titles of its themes, the names of its places and of those
// around them.
func standingOf(v *edition.View, d *content.Document) string {
	var words []string
	for _, slug := range d.Sectors {
		s, ok := v.Document("secteurs/" + slug)
		if !ok {
			continue
		}
		words = append(append(words, s.Title), s.Keywords...)
		for _, code := range s.Sector.NAF {
			if division, ok := reference.DivisionOf(code.Code); ok {
				words = append(words, division.Label)
			}
		}
	}
	for _, slug := range d.Themes {
		if theme, ok := v.Document("themes/" + slug); ok {
			words = append(words, theme.Title)
		}
	}
	for _, t := range d.Territories {
		for _, place := range append(t.Around(), t) {
			words = append(words, place.Name)
		}
	}
	return strings.Join(words, " · ")
}

// searched lists what a document's own keys name and its text may not: firms,
// bodies, tools.
func searched(d *content.Document) []string {
	return lists.Of(d.Marked(content.Searched), func(k content.Key) string { return k.Text })
}

func codes(territories []reference.Territory) []string {
	return lists.Of(territories, reference.Territory.ID)
}

// placeOf writes where a document is from, for its card: its territories, two at
// most, and whether they are none of the edition's.
func placeOf(v *edition.View, d *content.Document) string {
	if v.Borrowed(d) {
		return french.Typography(edition.Elsewhere + " : " + territoriesOf(d))
	}
	return territoriesOf(d)
}

func territoriesOf(d *content.Document) string {
	places := lists.Of(d.Territories, reference.Territory.Label)
	if len(places) > 2 {
		return fmt.Sprintf("%s et %d autres territoires", places[0], len(places)-1)
	}
	return strings.Join(places, ", ")
}

// VocabularyOf names the values of the facets that an edition can have: its
// sectors and themes, the sizes, and the territories that have a list.
func VocabularyOf(v *edition.View) Vocabulary {
	voc := Vocabulary{
		Sectors: lists.Of(v.Sectors(), titled),
		Themes:  lists.Of(v.Themes(), titled),
		Sizes:   lists.Of(reference.Sizes(), func(s reference.Size) Value { return Value{Slug: s.Slug, Label: s.Label} }),
		Territories: lists.Of(v.ListsIn(reference.Kinds()...), func(l *edition.List) Value {
			return Value{Slug: l.Territory.Key(), Code: l.Territory.ID(), Label: l.Territory.Name, Parent: l.Territory.Within}
		}),
		Publics: publicsOf(v),
	}
	for _, t := range content.Types() {
		if v.HasType(t) {
			voc.Types = append(voc.Types, Value{Slug: string(t), Label: t.Plural(), One: t.Label()})
		}
	}
	return voc
}

func titled(d *content.Document) Value { return Value{Slug: d.Slug, Label: d.Title} }

var publicLabels = []Value{
	{Slug: string(content.ForFirms), Label: "Entreprises"},
	{Slug: string(content.ForAdvisers), Label: "Conseillers et animateurs"},
	{Slug: string(content.ForBranches), Label: "Branches et partenaires sociaux"},
	{Slug: string(content.ForEditors), Label: "Rédacteurs du recueil"},
}

// publicsOf lists whom the documents that the search finds are for.
func publicsOf(v *edition.View) []Value {
	found := map[string]bool{}
	for _, d := range v.Documents() {
		found[string(d.For())] = found[string(d.For())] || d.Searched()
	}
	return slices.DeleteFunc(slices.Clone(publicLabels), func(p Value) bool { return !found[p.Slug] })
}
