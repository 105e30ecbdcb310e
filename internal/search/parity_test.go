package search

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/dop251/goja"
)

// parityDocuments is how many generated documents the parity tests search.
const parityDocuments = 1000

var parityIndex = sync.OnceValues(func() (*Index, error) {
	return Build(newCorpus(parityDocuments).records(parityDocuments), corpusVocabulary(), corpusSynonyms)
})

func indexForParity(t *testing.T) *Index {
	t.Helper()
	x, err := parityIndex()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestMain(m *testing.M) {
	defer func() {
		for _, made := range []func() (*Index, error){parityIndex, recueil} {
			if x, err := made(); err == nil {
				x.Close()
			}
		}
	}()
	m.Run()
}

// exported returns the files of an export, by name.
func exported(t testing.TB, x *Index) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := x.Export(t.Context(), func(name string, data []byte) error {
		if _, twice := files[name]; twice {
			t.Errorf("%s is written twice", name)
		}
		files[name] = data
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func unzip(data []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// inflate returns what is at a place of a file.
func inflate(place []byte) ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(place))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// searcherOn returns the client's engine over the files of an export.
func searcherOn(t testing.TB, files map[string][]byte) *goja.Runtime {
	vm := newClient(t)
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	must(vm.Set("note", func(string, int) {}))
	must(vm.Set("file", func(name string, from, to int) any {
		data, ok := files[Folder+"/"+name]
		if !ok {
			return "absent"
		}
		if to > 0 {
			data = data[min(from, len(data)):min(to, len(data))]
		}
		vm.Get("note").Export().(func(string, int))(name, len(data))
		return vm.NewArrayBuffer(data)
	}))
	must(vm.Set("unzip", func(data goja.ArrayBuffer, isPlace bool) any {
		decode := unzip
		if isPlace {
			decode = inflate
		}
		raw, err := decode(data.Bytes())
		if err != nil {
			return "abime"
		}
		return vm.NewArrayBuffer(raw)
	}))
	_, err := vm.RunString(`
		function come(data, name) {
			if (typeof data === "string") throw new client.IndexError(data, name);
			return new Uint8Array(data);
		}
		// As load.ts does, which needs a browser.
		function fetched(name, range) {
			let bytes = come(file(name, ...(range || [0, 0])), name);
			if (range) bytes = client.takePlace(bytes, name);
			else if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
			return come(unzip(bytes.slice().buffer, !!range), name);
		}
		var engine = new client.Engine(async (name, fresh, range) => fetched(name, range));
		async function find(question, choice) {
			const index = await engine.open();
			const { plan, hits, whole, reasons } = await index.find(question, choice || {});
			return JSON.stringify({
				clauses: plan.clauses, lost: plan.lost, corrected: plan.corrected.map((c) => c.join(" ")), unfinished: plan.unfinished, whole,
				docs: hits.map((hit) => hit.number), scores: hits.map((hit) => hit.score), named: hits.map((hit) => reasons(hit.number).length),
			});
		}
		async function counts(question, choice) {
			const answer = await engine.search(question, choice, 10);
			const facets = await answer.facets();
			return JSON.stringify(facets.map((f) => f.values.map((v) => f.name + "=" + v.slug + ":" + v.named + "/" + v.count)).flat());
		}
		async function top(question, choice) {
			return JSON.stringify(await engine.search(question, choice, 10));
		}`)
	must(err)
	return vm
}

// settled returns what a promise gives; the client has nothing to wait for.
func settled(t testing.TB, value goja.Value) string {
	t.Helper()
	promise, ok := value.Export().(*goja.Promise)
	if !ok || promise.State() != goja.PromiseStateFulfilled {
		t.Fatalf("the client answers %v", promise.Result())
	}
	return promise.Result().String()
}

// clientAnswer is what find, above, returns.
type clientAnswer struct {
	Clauses [][]struct {
		Terms  []string
		Weight float64
	}
	Lost, Corrected []string
	Whole           int
	Unfinished      bool
	Docs, Named     []int
	Scores          []float64
}

func parsed(t testing.TB, text string) (answer clientAnswer) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

// TestClientAnswersAsWeDo compares whole answers: plans, documents, order, totals,
// scores and what each names, for every kind of question.
func TestClientAnswersAsWeDo(t *testing.T) {
	t.Parallel()
	x := indexForParity(t)
	find := function(t, searcherOn(t, exported(t, x)), "find")
	questions := newAsker(x).questions(80)
	found, tied, kinds := 0, 0, map[string]int{}
	for _, q := range questions {
		got := parsed(t, settled(t, find(q.Text, q.Facets)))
		want := compare(t, x, q, got)
		if len(want.Results) > 0 {
			found++
		}
		if hasTie(want.Results) {
			tied++
		}
		if isOfItsKind(q, want) {
			kinds[q.kind]++
		}
	}
	t.Logf("%d questions, %d with results, %d with ties", len(questions), found, tied)
	if len(questions) < 500 || found*10 < len(questions)*9 || tied < 30 {
		t.Errorf("the questions do not compare enough: %d, %d with results, %d with ties", len(questions), found, tied)
	}
	for kind, n := range kinds {
		if n < 50 {
			t.Errorf("only %d questions are what their kind says: %s", n, kind)
		}
	}
}

// isOfItsKind reports whether an answer used what its question was made for.
func isOfItsKind(q asked, answer Answer) bool {
	switch q.kind {
	case "all words":
		return answer.Whole > 0
	case "relaxed":
		return len(answer.Results) > 0 && answer.Whole == 0
	case "fuzzy":
		return len(answer.Corrected) > 0
	}
	return true
}

// compare compares an answer of the client with ours, which it returns.
func compare(t *testing.T, x *Index, q asked, got clientAnswer) Answer {
	t.Helper()
	comparePlans(t, q.Query, x.plan(q.Text), got)
	want, err := x.Search(t.Context(), q.Query)
	if err != nil {
		t.Fatal(err)
	}
	for i, slot := range got.Docs {
		got.Docs[i] = slices.Index(x.slots, slot)
	}
	compareAnswers(t, q, want, got)
	return want
}

func comparePlans(t *testing.T, q Query, want plan, got clientAnswer) {
	t.Helper()
	var clauses []clause
	for _, list := range got.Clauses {
		var c clause
		for _, a := range list {
			c = append(c, alternative{a.Terms, a.Weight})
		}
		clauses = append(clauses, c)
	}
	if g, w := fmt.Sprint(clauses, got.Lost, got.Corrected, got.Unfinished), fmt.Sprint(want.clauses, want.lost, want.corrected, want.unfinished); g != w {
		t.Errorf("%q: the client plans\n%s, want\n%s", q.Text, g, w)
	}
}

func compareAnswers(t *testing.T, q asked, want Answer, got clientAnswer) {
	t.Helper()
	if got.Whole != want.Whole || len(got.Docs) != len(want.Results) {
		t.Errorf("%s %q %v: the client gives %d documents (%d have all the words), want %d (%d)", q.kind, q.Text, q.Facets, len(got.Docs), got.Whole, len(want.Results), want.Whole)
		return
	}
	for i, w := range want.Results {
		if got.Docs[i] != w.Number || math.Abs(got.Scores[i]-w.Score) > 1e-9 || (got.Named[i] > 0) != (len(w.Named) > 0) {
			t.Errorf("%s %q %v: at %d the client gives document %d (%v), want %d (%v)", q.kind, q.Text, q.Facets, i, got.Docs[i], got.Scores[i], w.Number, w.Score)
			return
		}
	}
}

func hasTie(results []Result) bool {
	for i := 1; i < len(results); i++ {
		if r, last := results[i], results[i-1]; r.Score == last.Score && r.Closed == last.Closed && r.Partial == last.Partial {
			return true
		}
	}
	return false
}

// asked is a generated question.
type asked struct {
	Query
	kind string
}

// asker makes questions from the documents of an index.
type asker struct {
	x      *Index
	random *rand.Rand
}

func newAsker(x *Index) *asker { return &asker{x, rand.New(rand.NewPCG(7, 7))} }

// questions makes n questions of each kind.
func (a *asker) questions(n int) []asked {
	kinds := []struct {
		name string
		make func() Query
	}{
		{"all words", func() Query { return Query{Text: a.words(a.record().Body, 2) + " "} }},
		{"relaxed", func() Query {
			return Query{Text: a.words(a.record().Body, 3) + " " + a.words(a.record().Title, 2) + " "}
		}},
		{"several fields", func() Query {
			r := a.record()
			return Query{Text: a.words(r.Title, 1) + " " + a.words(r.Summary, 1) + " "}
		}},
		{"prefix", func() Query { return Query{Text: a.words(a.record().Body, 1) + " " + a.start(a.record().Title)} }},
		{"fuzzy", func() Query { return Query{Text: a.wrong(a.record().Body) + " "} }},
		{"synonyms", func() Query { return Query{Text: a.synonym() + " " + a.words(a.record().Body, a.random.IntN(2)) + " "} }},
		{"one facet", func() Query { return Query{a.words(a.record().Body, 1), a.choice(1)} }},
		{"several facets", func() Query { return Query{a.words(a.record().Summary, 1), a.choice(3)} }},
		{"facets only", func() Query { return Query{"", a.choice(2)} }},
	}
	var list []asked
	for _, kind := range kinds {
		for range n {
			list = append(list, asked{Query: kind.make(), kind: kind.name})
		}
	}
	return list
}

func (a *asker) record() Record { return a.x.records[a.random.IntN(len(a.x.records))] }

// words draws n of the words of a text, as written.
func (a *asker) words(text string, n int) string {
	tokens := Analyze(text)
	var list []string
	for range n {
		if len(tokens) > 0 {
			t := tokens[a.random.IntN(len(tokens))]
			list = append(list, text[t.Start:t.End])
		}
	}
	return strings.Join(list, " ")
}

// start cuts a word after two to five letters.
func (a *asker) start(text string) string {
	letters := []rune(a.words(text, 1))
	return string(letters[:min(len(letters), 2+a.random.IntN(4))])
}

// wrong makes one or two mistakes in a long word.
func (a *asker) wrong(text string) string {
	var letters []rune
	for range 20 {
		if letters = []rune(a.words(text, 1)); len(letters) >= 7 {
			break
		}
	}
	for range 1 + a.random.IntN(2) {
		at := a.random.IntN(len(letters))
		switch a.random.IntN(4) {
		case 0:
			letters = slices.Insert(letters, at, 'k')
		case 1:
			letters = slices.Delete(letters, at, at+1)
		case 2:
			letters[at] = 'w'
		default:
			if at > 0 {
				letters[at], letters[at-1] = letters[at-1], letters[at]
			}
		}
	}
	return string(letters)
}

func (a *asker) synonym() string { return pick(a.random, pick(a.random, a.x.synonyms).Asked) }

// choice chooses one or two values in n facets.
func (a *asker) choice(n int) map[string][]string {
	chosen := map[string][]string{}
	for _, at := range a.random.Perm(len(a.x.facets))[:n] {
		f := a.x.facets[at]
		for range 1 + a.random.IntN(2) {
			v := f.values[a.random.IntN(len(f.values))]
			chosen[f.name] = append(chosen[f.name], []string{v.Slug, v.code()}[a.random.IntN(2)])
		}
	}
	return chosen
}

// TestClientCountsFacets compares the counts with a count over the records that
// the words alone find.
func TestClientCountsFacets(t *testing.T) {
	t.Parallel()
	x := indexForParity(t)
	counts := function(t, searcherOn(t, exported(t, x)), "counts")
	a := newAsker(x)
	for range 12 {
		q := Query{a.words(a.record().Body, 1) + " ", a.choice(1 + a.random.IntN(2))}
		var got []string
		if err := json.Unmarshal([]byte(settled(t, counts(q.Text, q.Facets))), &got); err != nil {
			t.Fatal(err)
		}
		for _, line := range got {
			if want := countOf(t, x, q, line); line != want {
				t.Errorf("%q %v: the client counts %s, want %s", q.Text, q.Facets, line, want)
			}
		}
	}
}

// countOf counts what the value of a line ("secteur=x:3/12") would keep: the
// documents that the words find, that the other facets keep, and that name the
// value, or apply to all.
func countOf(t *testing.T, x *Index, q Query, line string) string {
	t.Helper()
	name, rest, _ := strings.Cut(line, "=")
	slug, _, _ := strings.Cut(rest, ":")
	others := map[string][]string{}
	for n, slugs := range q.Facets {
		if n != name {
			others[n] = slugs
		}
	}
	others[name] = []string{slug}
	answer, err := x.Search(t.Context(), Query{q.Text, others})
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(x.facets, func(f facet) bool { return f.name == name })
	naming := 0
	for _, r := range answer.Results {
		if slices.ContainsFunc(x.facets[at].codes(slug), func(code string) bool { return slices.Contains(x.facets[at].of(r.Record), code) }) {
			naming++
		}
	}
	return fmt.Sprintf("%s=%s:%d/%d", name, slug, naming, len(answer.Results))
}

// TestExportedPostingsScoreAsBleve asks Bleve for single terms: its tf-idf, computed
// from what the client decodes, is Bleve's own, so that frequencies, lengths and
// numbers of documents are.
func TestExportedPostingsScoreAsBleve(t *testing.T) {
	t.Parallel()
	x := indexForParity(t)
	vm := searcherOn(t, exported(t, x))
	if _, err := vm.RunString(`async function postings(term) {
		const index = await engine.open();
		const found = (await index.term(term));
		return JSON.stringify(found.map(({ docs, freqs, extras }, field) => Array.from(docs, (doc, i) =>
			[doc, freqs[i], field === 3 ? index.root.lengths[doc] : extras[i]])));
	}`); err != nil {
		t.Fatal(err)
	}
	postings := function(t, vm, "postings")
	random := rand.New(rand.NewPCG(5, 5))
	asked := 0
	for range 150 {
		r := x.records[random.IntN(len(x.records))]
		term := pick(random, Analyze(r.Body)).Term
		var got [fieldCount][][3]float64
		if err := json.Unmarshal([]byte(settled(t, postings(term))), &got); err != nil {
			t.Fatal(err)
		}
		for f, list := range got[:standingField] {
			asked += len(list)
			for i, posting := range list {
				doc := slices.Index(x.slots, int(posting[0]))
				list[i][0] = float64(doc)
				if lengthShares[f] == 0 { // the export has no such length
					list[i][2] = float64(x.surveys[doc].lengths[f])
				}
			}
			compareWithBleve(t, x, f, term, list)
		}
	}
	if asked < 1000 {
		t.Errorf("only %d postings are compared", asked)
	}
}

// compareWithBleve compares the postings of a term in a field with what Bleve
// answers to it.
func compareWithBleve(t *testing.T, x *Index, f int, term string, list [][3]float64) {
	t.Helper()
	query := bleve.NewTermQuery(term)
	query.SetField(fields[f].name)
	request := bleve.NewSearchRequestOptions(query, len(x.records), 0, false)
	answer, err := x.parts[0].Search(request)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]float64{}
	for _, hit := range answer.Hits {
		want[hit.ID] = hit.Score
	}
	if len(want) != len(list) {
		t.Errorf("%s: the client has %d documents in field %d, want %d", term, len(list), f, len(want))
	}
	idf := 1 + math.Log(float64(len(x.records))/float64(len(list)+1))
	for _, p := range list {
		doc, freq, length := int(p[0]), p[1], p[2]
		score := math.Sqrt(freq) * float64(float32(1/math.Sqrt(length))) * idf
		if math.Abs(score-want[documentID(doc)]) > 1e-9 {
			t.Errorf("%s: document %d scores %v in field %d, want %v", term, doc, score, f, want[documentID(doc)])
		}
	}
}
