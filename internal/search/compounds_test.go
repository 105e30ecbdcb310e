package search

import (
	"slices"
	"strings"
	"testing"
)

// compoundIndex has a document for each list, whose body holds one of its
// writings, and others that are about nothing else.
func compoundIndex(t *testing.T, lists [][]string, writing int) *Index {
	t.Helper()
	var records []Record
	for _, list := range lists {
		records = append(records, Record{URL: list[0], Type: "fiches", Title: "Une fiche", Body: "Voici ce que dit la fiche : " + list[writing] + ", rien de plus."})
	}
	return small(t, records, Build)
}

// TestCompoundsMeet asks for each compound in each of its writings, of documents
// that have another; the client answers the same.
func TestCompoundsMeet(t *testing.T) {
	t.Parallel()
	lists := wordLists(t, "testdata/compounds.txt")
	if len(lists) < 48 {
		t.Fatalf("only %d compounds", len(lists))
	}
	for writing := range 3 {
		x := compoundIndex(t, lists, writing)
		find := function(t, searcherOn(t, exported(t, x)), "find")
		for _, list := range lists {
			for _, question := range list {
				q := asked{Query{Text: question + " "}, "compound"}
				answer := compare(t, x, q, parsed(t, settled(t, find(q.Text, map[string][]string{}))))
				if len(answer.Results) == 0 || answer.Results[0].URL != list[0] || answer.Results[0].Partial {
					t.Errorf("%q does not find %q: %d results", question, list[writing], len(answer.Results))
				}
			}
		}
	}
}

// TestMainPartFindsACompound, after the word itself.
func TestMainPartFindsACompound(t *testing.T) {
	x := small(t, []Record{
		{URL: "/compound/", Title: "Une fiche", Body: "Créer une micro-entreprise sans attendre."},
		{URL: "/word/", Title: "Une fiche", Body: "Créer une entreprise sans attendre."},
		{URL: "/other/", Title: "Une fiche", Body: "Créer une association sans attendre."},
	}, Build)
	answer, err := x.Search(t.Context(), Query{Text: "entreprise "})
	if err != nil {
		t.Fatal(err)
	}
	var urls []string
	for _, r := range answer.Results {
		urls = append(urls, r.URL)
	}
	if got := strings.Join(urls, " "); got != "/word/ /compound/" {
		t.Errorf("got %q", got)
	}
}

// TestMistakeThatIsTwoWords asks with a mistake that makes two known words of one:
// the word meant is found all the same.
func TestMistakeThatIsTwoWords(t *testing.T) {
	t.Parallel()
	x := small(t, []Record{
		{URL: "/telephone/", Title: "Un téléphone portable", Body: "Pour répondre aux clients."},
		{URL: "/biere/", Title: "Une fiche", Body: "Une ale brassée près du port."},
	}, Build)
	find := function(t, searcherOn(t, exported(t, x)), "find")
	for question, want := range map[string]string{"téléphone portale ": "/telephone/", "portale brassée ": "/biere/"} {
		q := asked{Query{Text: question}, "mistake"}
		answer := compare(t, x, q, parsed(t, settled(t, find(q.Text, map[string][]string{}))))
		if len(answer.Results) == 0 || answer.Results[0].URL != want || answer.Results[0].Partial || len(answer.Corrected) > 0 {
			t.Errorf("%q: got %v, want %s first", question, answer, want)
		}
	}
}

// TestCompoundsStayApart asks for what looks like a compound, and is not.
func TestCompoundsStayApart(t *testing.T) {
	tests := map[string]string{ // a text, and a question that must not find it
		"Avez-vous un site ?":           "avezvous",
		"l’Ille-et-Vilaine":             "illeetvilaine",
		"le modèle AR-7":                "AR-8",
		"le code 56.10A":                "56.10Z",
		"en 2024-2025":                  "20242025",
		"porte-monnaie":                 "portemanteau",
		"poste H/F":                     "R&D",
		"appelez le +33 2 99 12 34 56":  "+34 2 99 12 34 56",
		"appelez le 0034 2 99 12 34 56": "02 99 12 34 56",
	}
	for text, question := range tests {
		x := small(t, []Record{{URL: "/a/", Title: "Fiche", Body: text}}, Build)
		answer, err := x.Search(t.Context(), Query{Text: question + " "})
		if err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(answer.Results, func(r Result) bool { return !r.Partial }) {
			t.Errorf("%q finds %q", question, text)
		}
	}
}
