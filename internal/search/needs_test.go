package search

import (
	"bufio"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

// A need is a question as people type it, and the documents that answer it, by
// address, graded 2 or 1.
type need struct {
	text   string
	owner  bool // an owner's, who sees the documents for firms
	held   bool // of the half that is never used for tuning
	graded map[string]int
}

// readNeeds reads testdata/besoins.txt: sections "## who", and lines "need |
// folder/slug:grade …".
func readNeeds(t testing.TB, known func(url string) bool) []need {
	t.Helper()
	const path = "testdata/besoins.txt"
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var list []need
	who := ""
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if title, ok := strings.CutPrefix(line, "## "); ok {
			who = title
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		text, answers, ok := strings.Cut(line, " | ")
		one := need{text: text, owner: who == "propriétaires", held: isHeld(text), graded: map[string]int{}}
		for _, answer := range strings.Fields(answers) {
			key, grade, _ := strings.Cut(answer, ":")
			one.graded["/"+key+"/"] = map[string]int{"1": 1, "2": 2}[grade]
			if one.graded["/"+key+"/"] == 0 || !known("/"+key+"/") {
				t.Errorf("%s:%d: %q is no document with a grade", path, n, answer)
			}
		}
		if !ok || len(one.graded) == 0 {
			t.Errorf("%s:%d: a need is « text | folder/slug:grade … »", path, n)
		}
		list = append(list, one)
	}
	return list
}

// isHeld halves the needs by a hash of their texts.
func isHeld(text string) bool {
	h := fnv.New32a()
	h.Write([]byte(text))
	return h.Sum32()&1 == 1
}

// query asks for a need; who is not an owner reads the documents of all.
func (n need) query() Query {
	q := Query{Text: n.text}
	if !n.owner {
		q.Facets = map[string][]string{publicFacet: {forFirms, "accompagnateur", "branche", "redacteur"}}
	}
	return q
}

// ndcg is the normalised discounted cumulative gain of the first ten answers.
func (n need) ndcg(urls []string) float64 {
	gain := func(grades []int) (sum float64) {
		for i, grade := range grades[:min(10, len(grades))] {
			sum += (math.Pow(2, float64(grade)) - 1) / math.Log2(float64(i)+2)
		}
		return sum
	}
	var got, best []int
	for _, url := range urls {
		got = append(got, n.graded[url])
	}
	for _, grade := range n.graded {
		best = append(best, grade)
	}
	slices.SortFunc(best, func(a, b int) int { return b - a })
	return gain(got) / gain(best)
}

// halves are the means of a measure on the half that may be used for tuning, and
// on the one that may not.
type halvesOf [2]quality

func (h *halvesOf) add(n need, value float64) {
	at := 0
	if n.held {
		at = 1
	}
	h[at].n++
	h[at].mrr += value
}

func (h halvesOf) String() string {
	return fmt.Sprintf("%.3f (%d), held out %.3f (%d)", h[0].mrr/float64(h[0].n), h[0].n, h[1].mrr/float64(h[1].n), h[1].n)
}

func knownIn(x *Index) func(string) bool {
	return func(url string) bool {
		return slices.ContainsFunc(x.records, func(r Record) bool { return r.URL == url })
	}
}

// TestNeeds keeps what the search gives to needs of the repository's own readers.
func TestNeeds(t *testing.T) {
	t.Parallel()
	const floor = 0.70
	x := recueilIndex(t)
	needs := readNeeds(t, knownIn(x))
	if len(needs) < 150 {
		t.Errorf("only %d needs", len(needs))
	}
	var means halvesOf
	for _, n := range needs {
		answer, err := x.Search(t.Context(), n.query())
		if err != nil {
			t.Fatal(err)
		}
		var urls []string
		for _, r := range answer.Results {
			urls = append(urls, r.URL)
		}
		means.add(n, n.ndcg(urls))
		if testing.Verbose() && !n.held && n.ndcg(urls) < 0.3 {
			t.Logf("%.2f %s: %v", n.ndcg(urls), n.text, urls[:min(4, len(urls))])
		}
	}
	t.Logf("nDCG@10 %v", means)
	for _, half := range means {
		if half.mrr/float64(half.n) < floor {
			t.Errorf("nDCG@10 is %v, under %.2f", means, floor)
		}
	}
}
