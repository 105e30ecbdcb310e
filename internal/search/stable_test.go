package search

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"
)

// variants are changes of one document, and what share of the files of 800
// documents they may change: those of its words, its pack, the facets, the root.
var variants = []struct {
	name   string
	files  float64
	change func([]Record) []Record
}{
	{"nothing", 0, func(list []Record) []Record { return list }},
	{"another order", 0, func(list []Record) []Record { slices.Reverse(list); return list }},
	{"a word of a title", 0.03, func(list []Record) []Record { list[40].Title += " autrement"; return list }},
	{"a sentence", 0.03, func(list []Record) []Record { list[41].Body += " La boutique a vendu son stock."; return list }},
	{"a body", 0.5, func(list []Record) []Record { list[42].Body = list[43].Body + " " + list[44].Body; return list }},
	{"an aid closes", 0.5, func(list []Record) []Record {
		i := slices.IndexFunc(list, func(r Record) bool { return r.Type == "aides" && !r.Closed })
		list[i].Closed = true
		return list
	}},
	{"a document more", 0.4, func(list []Record) []Record {
		r := list[45]
		r.URL = "/fiches/un-de-plus/"
		return append(list, r)
	}},
	{"a document less", 0.4, func(list []Record) []Record { return slices.Delete(list, 46, 47) }},
}

// changed returns the exports of the documents and of each variant.
func changed(t *testing.T, documents int) (before map[string][]byte, after []map[string][]byte) {
	t.Helper()
	records := newCorpus(documents).records(documents)
	lists := [][]Record{records}
	var all []Record
	for _, v := range variants {
		lists = append(lists, v.change(slices.Clone(records)))
	}
	seen := map[identity]bool{}
	for _, list := range lists {
		for _, r := range list {
			if id := identityOf(r); !seen[id] {
				seen[id] = true
				all = append(all, r)
			}
		}
	}
	stock, err := stockOf(context.Background(), "", all)
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range lists {
		after = append(after, exported(t, stock.narrow(list, corpusVocabulary(), corpusSynonyms, 1)))
	}
	return after[0], after[1:]
}

// TestOneDocumentChangesFewFiles holds how many files of the search, and how
// many of their bytes, are other when one document is. No name has two contents.
func TestOneDocumentChangesFewFiles(t *testing.T) {
	t.Parallel()
	const documents = 800
	before, after := changed(t, documents)
	if len(before) > documents {
		t.Errorf("%d files for %d documents", len(before), documents)
	}
	for i, v := range variants {
		files, size, total := 0, 0, 0
		for name, data := range after[i] {
			total += len(data)
			if old, known := before[name]; !known {
				files++
				size += len(data)
			} else if name != Root && !bytes.Equal(old, data) {
				t.Errorf("%s: %s has other bytes under its old name", v.name, name)
			}
		}
		t.Logf("%s: %d of %d files, %d of %d bytes", v.name, files, len(after[i]), size, total)
		if float64(files) > v.files*float64(len(after[i])) || float64(size) > 0.6*v.files*float64(total) {
			t.Errorf("%s: %d of %d files change, %d of %d bytes", v.name, files, len(after[i]), size, total)
		}
	}
}

// TestOldPageMeetsANewIndex publishes each variant while a page has the root of
// the old one: its next questions are answered from the new one, whose root is
// fetched once.
func TestOldPageMeetsANewIndex(t *testing.T) {
	t.Parallel()
	before, after := changed(t, 300)
	for i, v := range variants {
		site := maps.Clone(before)
		old, roots := searcherOn(t, site), 0
		count := func(name string, _ int) {
			if name == "index.bin" {
				roots++
			}
		}
		if err := old.Set("note", count); err != nil {
			t.Fatal(err)
		}
		top, counts := function(t, old, "top"), function(t, old, "counts")
		none := map[string][]string{}
		settled(t, top("livraison", none))
		clear(site)
		maps.Copy(site, after[i])
		fresh := searcherOn(t, after[i])
		for _, question := range []string{"livraison", "autrement ", "boutique stock", "un client", "", "bout"} {
			for name, ask := range map[string][2]func(...any) goja.Value{
				"results": {top, function(t, fresh, "top")},
				"counts":  {counts, function(t, fresh, "counts")},
			} {
				got, want := settled(t, ask[0](question, none)), settled(t, ask[1](question, none))
				if got != want && !answersOf(got, before, t, question, name) {
					t.Errorf("%s: %s of %q: got\n%s\nwant\n%s", v.name, name, question, got, want)
				}
			}
		}
		if roots > 2 {
			t.Errorf("%s: the root is fetched %d times", v.name, roots)
		}
	}
}

// answersOf reports whether a whole answer is that of an index: what an old page
// has fetched of the old one still serves it.
func answersOf(got string, files map[string][]byte, t *testing.T, question, name string) bool {
	ask := function(t, searcherOn(t, files), map[string]string{"results": "top", "counts": "counts"}[name])
	return got == settled(t, ask(question, map[string][]string{}))
}

// TestForeignFilesAreRefused gives the client, for each file that it asks for,
// another of the same kind, and that file cut short: it never answers.
func TestForeignFilesAreRefused(t *testing.T) {
	t.Parallel()
	files := exported(t, indexForParity(t))
	asked := map[string]bool{}
	probe := searcherOn(t, files)
	if err := probe.Set("note", func(name string, _ int) { asked[name] = true }); err != nil {
		t.Fatal(err)
	}
	ask := `(() => top("livraison facture clie", {}))`
	want := settled(t, function(t, probe, ask)())
	names := slices.Sorted(maps.Keys(files))
	for _, name := range slices.Sorted(maps.Keys(asked)) {
		full := Folder + "/" + name
		kind := full[:strings.LastIndex(full, "/")]
		other := slices.IndexFunc(names, func(n string) bool { return n != full && strings.HasPrefix(n, kind+"/") })
		if name == "index.bin" {
			continue
		}
		for what, data := range map[string][]byte{"another": files[names[other]], "empty": {}, "half": files[full][:len(files[full])/2]} {
			wrong := maps.Clone(files)
			wrong[full] = data
			promise, _ := function(t, searcherOn(t, wrong), ask)().Export().(*goja.Promise)
			if promise.State() == goja.PromiseStateFulfilled && promise.Result().String() != want {
				t.Errorf("%s in place of %s: the client answers %s", what, name, promise.Result())
			}
		}
	}
	if len(asked) < 8 {
		t.Errorf("only %d files are asked for", len(asked))
	}
}

// TestFewerFilesAnswerAlike exports an index as that of an edition among many, in fewer and
// larger files and with fewer free slots: the client answers the same from them, cards
// included, but for the slots and the order of equals.
func TestFewerFilesAnswerAlike(t *testing.T) {
	t.Parallel()
	records := newCorpus(150).records(150)
	x := small(t, records, buildToExport)
	usual := exported(t, x)
	few := exported(t, small(t, records, func(records []Record, vocabulary Vocabulary, synonyms Synonyms) (*Index, error) {
		return build("", records, vocabulary, synonyms, 4, (*Index).fillToExport)
	}))
	if len(few)*2 > len(usual) {
		t.Errorf("%d files in place of %d", len(few), len(usual))
	}
	ask, askFew := function(t, searcherOn(t, usual), "top"), function(t, searcherOn(t, few), "top")
	answered := 0
	for _, r := range x.records[:20] {
		question := r.Title + " " + r.Summary[:min(len(r.Summary), 12)]
		want, got := settled(t, ask(question, map[string]any{})), settled(t, askFew(question, map[string]any{}))
		if !reflect.DeepEqual(withoutSlots(t, got), withoutSlots(t, want)) {
			t.Errorf("%q: got %s, want %s", question, got, want)
		}
		if strings.Contains(want, r.URL) {
			answered++
		}
	}
	if answered < 15 {
		t.Errorf("only %d questions find their document", answered)
	}
}

// withoutSlots returns an answer with its results sorted, without their slots, nor those that
// are worth no more than the last: which of these are shown is a question of slots.
func withoutSlots(t *testing.T, answer string) any {
	t.Helper()
	var a map[string]any
	if err := json.Unmarshal([]byte(answer), &a); err != nil {
		t.Fatal(err)
	}
	results := a["results"].([]any)
	score := func(r any) any { return r.(map[string]any)["score"] }
	last := score(results[len(results)-1])
	results = slices.DeleteFunc(results, func(r any) bool { return score(r) == last })
	for _, r := range results {
		delete(r.(map[string]any), "number")
	}
	slices.SortFunc(results, func(a, b any) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	return a
}

// TestDecodedExportIsTheIndex reads every shard of an export with the client, and
// compares its postings with those that were written, and the traits of documents: of
// ordinary ones, and of so many small ones that a word has no passages, and that runs
// tell who is a stub but not who is apart.
func TestDecodedExportIsTheIndex(t *testing.T) {
	t.Parallel()
	decodes(t, newCorpus(150).records(150))
	var many []Record
	for i := range maxPlaced + 10 {
		body := "Livraison."
		if i%40 == 0 {
			body = strings.Repeat("Devis et facture. ", 70) + "Livraison, stock."
		}
		many = append(many, Record{
			URL: fmt.Sprintf("/fiches/%d/", i), Type: "fiches", Body: body,
			Stub: i%3 == 0, Closed: i%5 == 0, Public: map[bool]string{true: "accompagnateur"}[i%7 == 0],
		})
	}
	decodes(t, many)
}

func decodes(t *testing.T, records []Record) {
	t.Helper()
	x := small(t, records, buildToExport)
	files := exported(t, x)
	vm := searcherOn(t, files)
	told := settled(t, function(t, vm, `(async () => JSON.stringify([...(await engine.open()).root.traits]))`)())
	var set []traits
	if err := json.Unmarshal([]byte(told), &set); err != nil {
		t.Fatal(err)
	}
	for n, r := range x.records {
		if got := set[x.slots[n]]; got != traitsOf(r) {
			t.Errorf("%s has the traits %b, want %b", r.URL, got, traitsOf(r))
		}
	}
	type decoded struct{ Docs, Freqs, Extras []int }
	var got map[string][]decoded
	var all []string
	err := x.walk(t.Context(), func(term termPostings) error { all = append(all, term.term); return nil })
	if err != nil {
		t.Fatal(err)
	}
	dump := settled(t, function(t, vm, `(async (terms) => {
		const { root } = await engine.open();
		const all = {};
		for (const [i, [name, ...range]] of root.shards.entries()) {
			const shard = client.readShard(fetched(name, range), name, root.shardKeys[i], root);
			for (const term of terms) {
				const lists = shard.term(term);
				if (lists) all[term] = lists.map(({ docs, freqs, extras }) => ({ docs: [...docs], freqs: [...freqs], extras: [...extras] }));
			}
		}
		return JSON.stringify(all);
	})`)(all))
	if err := json.Unmarshal([]byte(dump), &got); err != nil {
		t.Fatal(err)
	}
	err = x.walk(t.Context(), func(term termPostings) error {
		for field, list := range term.fields {
			var want decoded
			for _, p := range list {
				extra := p.length
				if field == bodyField && len(list) > maxPlaced || lengthShares[field] == 0 { // which are not written
					extra = 0
				} else if field == bodyField {
					extra = x.surveys[p.doc].place(placeKey(term.term))
				}
				freq := p.noted(field, len(list))
				if field == standingField { // of which only the documents are written
					freq, extra = 0, 0
				}
				want.Docs, want.Freqs, want.Extras = append(want.Docs, x.slots[p.doc]), append(want.Freqs, freq), append(want.Extras, extra)
			}
			if g, w := fmt.Sprint(got[term.term][field]), fmt.Sprint(want); g != w {
				t.Errorf("%s in %s: got %s, want %s", term.term, fields[field].name, g, w)
			}
		}
		return nil
	})
	if err != nil || len(all) != len(got) {
		t.Errorf("%d terms in the index, %d in the files (%v)", len(all), len(got), err)
	}
}
