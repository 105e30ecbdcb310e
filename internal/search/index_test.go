package search

import (
	"bytes"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// small builds an index of a few records.
func small(t testing.TB, records []Record, build func([]Record, Vocabulary, Synonyms) (*Index, error)) *Index {
	t.Helper()
	x, err := build(records, corpusVocabulary(), corpusSynonyms)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	return x
}

// buildToExport is [ToExport] of records.
func buildToExport(records []Record, vocabulary Vocabulary, synonyms Synonyms) (*Index, error) {
	return build("", records, vocabulary, synonyms, 1, (*Index).fillToExport)
}

// TestExportIsDeterministic exports the same records three times, once joining
// two halves.
func TestExportIsDeterministic(t *testing.T) {
	t.Parallel()
	records := newCorpus(300).records(300)
	want := exported(t, small(t, records, Build))
	for _, build := range []func([]Record, Vocabulary, Synonyms) (*Index, error){Build, buildToExport} {
		got := exported(t, small(t, records, build))
		if !maps.EqualFunc(got, want, bytes.Equal) {
			t.Errorf("two exports differ: %d files and %d", len(got), len(want))
		}
	}
	records[0].Title += " autre"
	if got := exported(t, small(t, records, Build)); maps.EqualFunc(got, want, bytes.Equal) {
		t.Error("another title gives the same export")
	}
}

func TestSearchOrder(t *testing.T) {
	records := []Record{
		{URL: "/a/", Type: "aides", Title: "Chèque numérique", Closed: true},
		{URL: "/b/", Type: "aides", Title: "Aide", Body: "Un chèque pour les boutiques et les restaurants du quartier."},
		{URL: "/c/", Type: "fiches", Title: "Aide", Body: "Un chèque pour les boutiques et les restaurants du quartier."},
		{URL: "/d/", Type: "fiches", Title: "Chèque", Sectors: []string{"secteur-1"}, Territories: []string{"dep-1"}},
	}
	x := small(t, records, Build)
	tests := map[string]struct {
		query Query
		want  string
		lost  string
	}{
		"closed last, equal ones by slot":   {Query{Text: "chèque "}, "/d/ /c/ /b/ /a/", ""},
		"all words first, then some":        {Query{Text: "chèque boutique "}, "/c/ /b/ /d/ /a/", ""},
		"any word":                          {Query{Text: "numérique quartier "}, "/c/ /b/ /a/", ""},
		"unknown words are left out":        {Query{Text: "chèque xyz "}, "/d/ /c/ /b/ /a/", "xyz"},
		"only unknown words":                {Query{Text: "xyzxyz "}, "", "xyzxyz"},
		"a typo":                            {Query{Text: "boutqiues "}, "/c/ /b/", ""},
		"a prefix":                          {Query{Text: "boutiq"}, "/c/ /b/", ""},
		"a synonym":                         {Query{Text: "resto "}, "/c/ /b/", ""},
		"nothing lists everything":          {Query{}, "/c/ /b/ /d/ /a/", ""},
		"only stop words":                   {Query{Text: "comment faire"}, "", ""},
		"a facet":                           {Query{Text: "chèque ", Facets: map[string][]string{"type": {"fiches"}}}, "/d/ /c/", ""},
		"listing nothing is every value":    {Query{Facets: map[string][]string{"secteur": {"secteur-2"}}}, "/c/ /b/ /a/", ""},
		"a region includes its departments": {Query{Text: "chèque ", Facets: map[string][]string{"territoire": {"region-1"}}}, "/d/ /c/ /b/ /a/", ""},
		"a code is accepted":                {Query{Text: "chèque ", Facets: map[string][]string{"territoire": {"dep-2"}}}, "/c/ /b/ /a/", ""},
	}
	for name, test := range tests {
		answer, err := x.Search(t.Context(), test.query)
		if err != nil {
			t.Fatal(err)
		}
		var urls []string
		for _, r := range answer.Results {
			urls = append(urls, r.URL)
		}
		if got := strings.Join(urls, " "); got != test.want || strings.Join(answer.Lost, " ") != test.lost {
			t.Errorf("%s: got %q (lost %q), want %q", name, got, answer.Lost, test.want)
		}
	}
}

// TestNamedTitlesComeFirst asks for a title while its last word is being typed:
// "tournée" is none of the eight forms that complete "tou", and is found.
func TestNamedTitlesComeFirst(t *testing.T) {
	others := "touage toubib toucan touche toucher touffe touiller toundra"
	x := small(t, []Record{
		{URL: "/often/", Title: "Livrer", Body: "Livrer, livrer : livrer et vendre, vendre et vendre."},
		{URL: "/typed/", Title: "Mots", Body: "Livrer et vendre : " + others},
		{URL: "/named/", Title: "Livrer et vendre en tournée", Body: strings.Repeat("autre chose encore ", 20)},
	}, Build)
	for question, want := range map[string]string{
		"livrer vendre ":        "/named/ /often/ /typed/",
		"livrer vendre to":      "/named/ /typed/ /often/",
		"livrer vendre tou":     "/named/ /typed/ /often/",
		"livrer vendre tourn":   "/named/ /often/ /typed/",
		"livrer vendre tourné ": "/named/ /often/ /typed/",
		"livrer vendre xyz":     "/named/ /often/ /typed/",
	} {
		answer, err := x.Search(t.Context(), Query{Text: question})
		if err != nil {
			t.Fatal(err)
		}
		var urls []string
		for _, r := range answer.Results {
			urls = append(urls, r.URL)
		}
		if got := strings.Join(urls, " "); got != want || answer.Whole == 0 {
			t.Errorf("%q: got %q (%d have all the words), want %q", question, got, answer.Whole, want)
		}
	}
}

// TestEmptyExport publishes a site without documents.
func TestEmptyExport(t *testing.T) {
	for _, build := range []func([]Record, Vocabulary, Synonyms) (*Index, error){Build, buildToExport} {
		x := small(t, nil, build)
		files := exported(t, x)
		if _, ok := files[Root]; !ok {
			t.Errorf("the export has no root: %v", slices.Collect(maps.Keys(files)))
		}
		find := function(t, searcherOn(t, files), "find")
		for _, question := range []string{"", "hotel", "hotle", "ho"} {
			if got := settled(t, find(question, map[string][]string{"secteur": {"x"}})); !strings.Contains(got, `"docs":[]`) {
				t.Errorf("%q: %s", question, got)
			}
		}
	}
}

// TestHalvesAnswerAsOne asks an index that Bleve built in halves.
func TestHalvesAnswerAsOne(t *testing.T) {
	t.Parallel()
	records := newCorpus(100).records(100)
	whole, halves := small(t, records, Build), small(t, records, buildToExport)
	for _, q := range newAsker(whole).questions(5) {
		want, err := whole.Search(t.Context(), q.Query)
		if err != nil {
			t.Fatal(err)
		}
		got, err := halves.Search(t.Context(), q.Query)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q %v: %d results (%v), want %d", q.Text, q.Facets, len(got.Results), err, len(want.Results))
		}
	}
}

func TestExportStopsWithItsSink(t *testing.T) {
	x := small(t, newCorpus(20).records(20), Build)
	full := errors.New("disk full")
	for _, kind := range []string{"/t/", "/f/", "/v/", "/d/", Root} {
		err := x.Export(t.Context(), func(name string, _ []byte) error {
			if strings.Contains(name, kind) {
				return full
			}
			return nil
		})
		if !errors.Is(err, full) {
			t.Errorf("a sink that refuses %q: the export says %v", kind, err)
		}
	}
}

// FuzzExport builds an index of any text, decodes its export back to Bleve's postings
// with the client, and compares the client's answer with Bleve's, for any question.
func FuzzExport(f *testing.F) {
	f.Add("Vendre en ligne", "Un commerce vend l’hiver. Il livre.", "vendre l'hiver")
	f.Add("œuvre", strings.Repeat("mot clé ", 200), "oeuvre mo")
	f.Add("", "", "")
	f.Add("C++ 02 99 12 34 56", "ｚ中 Ж \u0301", "c++ ж")
	f.Fuzz(func(t *testing.T, title, text, question string) {
		clean := func(s string) string { return strings.ToValidUTF8(s, "?") }
		records := []Record{{URL: "/1/", Type: "fiches", Title: clean(title), Body: clean(text)}, {URL: "/2/", Type: "aides", Summary: clean(text), Keywords: clean(title), Closed: true}}
		decodes(t, records)
		x := small(t, records, Build)
		find := function(t, searcherOn(t, exported(t, x)), "find")
		q := asked{Query{Text: clean(question)}, "fuzz"}
		compare(t, x, q, parsed(t, settled(t, find(q.Text, map[string][]string{}))))
	})
}
