package search

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"recueil/internal/content"
	"recueil/internal/edition"
)

func lexiconOf(words string) lexicon {
	counts := map[string]int{}
	for _, w := range strings.Fields(words) {
		counts[w]++
	}
	return newLexicon(counts, nil)
}

func TestCompletions(t *testing.T) {
	l := lexiconOf("restaurant restaurant restaurant reste resto reseau r ret")
	tests := map[string]string{"re": "restaurant reseau reste resto ret", "rest": "restaurant reste resto", "resto": "", "r": "", "zz": ""}
	for prefix, want := range tests {
		if got := strings.Join(l.completions(prefix), " "); got != want {
			t.Errorf("%q is completed by %q, want %q", prefix, got, want)
		}
	}
}

// Those of titles come first.
func TestCompletionsOfTitles(t *testing.T) {
	l := newLexicon(map[string]int{"client": 900, "clics": 40, "clicher": 1}, map[string]int{"clicher": 1})
	if got := strings.Join(l.completions("cli"), " "); got != "clicher client clics" {
		t.Errorf("got %q", got)
	}
}

func TestCorrections(t *testing.T) {
	l := lexiconOf("banque banque banques hotel facture facturation comptabilite restaurant cafe")
	tests := map[string]string{
		"bnaque":       "banque",       // two letters exchanged at the start
		"abnque":       "banque",       //
		"xbanque":      "banque",       // one too many
		"bqanque":      "banque",       //
		"benque":       "banque",       // another one, among the first two
		"factre":       "facture",      // one missing
		"comtabillite": "comptabilite", // two edits in a long word
		"hotl":         "",             // too short
		"cafee":        "cafe",
		"factuuure":    "facture",
		"restaurrants": "restaurant",
		"zzzzzz":       "",
	}
	for word, want := range tests {
		var got []string
		for _, c := range l.corrections(word) {
			got = append(got, c.form)
		}
		if first := strings.Join(got[:min(1, len(got))], " "); first != want {
			t.Errorf("%q is corrected by %q, want %q first", word, got, want)
		}
	}
}

// TestExcerpts marks and cuts, as data.
func TestExcerpts(t *testing.T) {
	excerpt := function(t, newClient(t), `(text, terms) => JSON.stringify(client.excerpt(text, new Set(terms)))`)
	long := strings.Repeat("Des mots qui ne disent rien de la question posée. ", 12)
	tests := map[string]struct {
		text        string
		terms, want []string
	}{
		"elision":         {"Vendre l’hiver en ligne.", []string{"hiver", "ligne"}, []string{"Vendre l’", "hiver", " en ", "ligne", "."}},
		"nothing to mark": {"Autre <b>texte</b>.", []string{"xyz"}, []string{"Autre <b>texte</b>."}},
		"inflected":       {"Le devis et la facture.", []string{"devi", "factur"}, []string{"Le ", "devis", " et la ", "facture", "."}},
		"no text":         {"", []string{"x"}, []string{""}},
	}
	for name, test := range tests {
		var got []string
		if err := json.Unmarshal([]byte(excerpt(test.text, test.terms).String()), &got); err != nil || !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q (%v)", name, got, test.want, err)
		}
	}
	var cut []string
	text := excerpt(long+"Enfin le devis arrive. "+long, []string{"devi"}).String()
	if err := json.Unmarshal([]byte(text), &cut); err != nil {
		t.Fatal(err)
	}
	whole := strings.Join(cut, "")
	if cut[1] != "devis" || !strings.HasPrefix(whole, "… Enfin") || !strings.HasSuffix(whole, " …") || len([]rune(whole)) > 240 {
		t.Errorf("the excerpt is %q", cut)
	}
}

// TestMarkedOnPage: the address of a result asks its page to mark the words, each
// once, with the signs that mean something in a text fragment written otherwise.
func TestMarkedOnPage(t *testing.T) {
	onPage := function(t, newClient(t), `(pieces) => client.onPage(pieces)`)
	for _, c := range []struct {
		pieces []string
		want   string
	}{
		{[]string{"Rien."}, ""},
		{[]string{"Le ", "devis", " et le ", "devis", " de la ", "caisse", "."}, "#:~:text=devis&text=caisse"},
		{[]string{"", "rendez-vous", ", ", "R&D", " à ", "Fougères", ""}, "#:~:text=rendez%2Dvous&text=R%26D&text=Foug%C3%A8res"},
		{[]string{"", "a", "", "b", "", "c", "", "d", "", "e", ""}, "#:~:text=a&text=b&text=c&text=d"},
	} {
		if got := onPage(c.pieces).String(); got != c.want {
			t.Errorf("%q: got %s, want %s", c.pieces, got, c.want)
		}
	}
}

// TestResultsShowWhereTheWordsAre: the summary, unless a passage of the body has
// more of the words.
func TestResultsShowWhereTheWordsAre(t *testing.T) {
	body := "Le devis part le soir. " + strings.Repeat("Rien de plus à dire ici de ce commerce. ", 60) + "La facture suit la livraison."
	x := small(t, []Record{{URL: "/a/", Type: "fiches", Title: "Vendre", Summary: "Une facture par livraison, un devis.", Body: body},
		{URL: "/b/", Type: "fiches", Title: "Facture et livraison", Summary: "Un devis.", Body: body}}, Build)
	top := function(t, searcherOn(t, exported(t, x)), "top")
	for question, want := range map[string][]string{
		"facture livraison ": {"/b/ … La facture suit", "/a/ Une facture par"},
		"devis ":             {"/a/ Une facture par", "/b/ Un devis."},
		"devis soir ":        {"/a/ Le devis part", "/b/ Le devis part"},
	} {
		var answer struct {
			Results []struct {
				Card struct{ URL, Text string }
			}
		}
		if err := json.Unmarshal([]byte(settled(t, top(question, map[string][]string{}))), &answer); err != nil {
			t.Fatal(err)
		}
		for i, r := range answer.Results {
			start := strings.TrimPrefix(want[i], r.Card.URL+" ")
			if start == want[i] || !strings.Contains(r.Card.Text, strings.TrimPrefix(start, "… ")) {
				t.Errorf("%q: result %d is %s %.60q, want %q", question, i, r.Card.URL, r.Card.Text, want[i])
			}
		}
	}
}

// TestOneLine keeps a text readable once its blocks follow each other.
func TestOneLine(t *testing.T) {
	for text, want := range map[string]string{
		"La démarche\nUn petit hôtel.\nIl s’équipe": "La démarche · Un petit hôtel. Il s’équipe",
		"\n  deux  mots\t\n\n":                      "deux mots",
		"«\u00a0Ici\u00a0» :\nfin…\nsuite":          "«\u00a0Ici\u00a0» : fin… suite",
		"":                                          "",
	} {
		if got := oneLine(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestPassagesAreFound(t *testing.T) {
	x := indexForParity(t)
	for _, s := range x.surveys[:50] {
		if len(s.cuts) != passages(s.lengths[bodyField]) || !slices.IsSorted(s.cuts) {
			t.Errorf("a body of %d terms is cut at %v", s.lengths[bodyField], s.cuts)
		}
	}
	r, s := x.records[0], x.surveys[0]
	first := map[string]int{}
	for _, token := range Analyze(r.Body) {
		passage := 0
		for passage+1 < len(s.cuts) && token.Start >= s.cuts[passage+1] {
			passage++
		}
		if _, seen := first[token.Term]; !seen {
			first[token.Term] = passage
		}
	}
	for term, want := range first {
		if got := s.place(placeKey(term)); got != want {
			t.Errorf("%q is first in passage %d, want %d", term, got, want)
		}
	}
}

// TestSynonymsAreLight holds what the content's own synonyms add to the root,
// which every visitor who searches downloads.
func TestSynonymsAreLight(t *testing.T) {
	coll, _, err := content.Load(t.Context(), []content.Root{{Name: "content", FS: os.DirFS("../../content")}}, 1)
	if err != nil {
		t.Fatal(err)
	}
	view, _ := edition.Select(edition.At(coll, "2026-11-27").National())
	x, err := OfEdition(view)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	var b body
	b.lines(x.synonyms.exported(x.lexicon.terms))
	n := len(new(packer).seal(tag{}, b.bytes))
	t.Logf("%d bytes, %d compressed", len(b.bytes), n)
	if len(b.bytes) < 500 || n > 2000 {
		t.Errorf("%d bytes of synonyms take %d of the root", len(b.bytes), n)
	}
}
