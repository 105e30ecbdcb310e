package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"strings"
	"testing"
)

// peerPackages are searches in JavaScript that the needs are also asked of.
var peerPackages = []string{"minisearch@7.1.2", "lunr@2.3.9", "lunr-languages@1.14.0"}

// peerScript answers questions with each: the addresses of the first ten, the
// fields and settings being those that their manuals advise.
const peerScript = `
const { documents, questions } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const MiniSearch = require("minisearch");
const fields = ["title", "summary", "keywords", "body"];
const mini = new MiniSearch({ fields, idField: "url", processTerm: (term) => term.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase(),
	searchOptions: { boost: { title: 2 }, prefix: true, fuzzy: 0.2 } });
mini.addAll(documents);
const lunr = require("lunr");
require("lunr-languages/lunr.stemmer.support")(lunr);
require("lunr-languages/lunr.fr")(lunr);
const index = lunr(function () {
	this.use(lunr.fr);
	this.ref("url");
	fields.forEach((field) => this.field(field));
	documents.forEach((document) => this.add(document));
});
console.log(JSON.stringify({
	"MiniSearch": questions.map((q) => mini.search(q).slice(0, 10).map((found) => found.id)),
	"lunr-fr": questions.map((q) => index.query((query) => lunr.tokenizer(q).forEach((word) => query.term(word))).slice(0, 10).map((found) => found.ref)),
}));`

// peerAnswers asks MiniSearch and lunr-fr, from npm.
func peerAnswers(t *testing.T, records []Record, questions []string) map[string][][]string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("npm", append([]string{"install", "--prefix", dir, "--no-audit", "--no-fund"}, peerPackages...)...).CombinedOutput(); err != nil {
		t.Fatalf("npm: %v: %s", err, out)
	}
	type document struct {
		URL      string `json:"url"`
		Title    string `json:"title"`
		Summary  string `json:"summary"`
		Keywords string `json:"keywords"`
		Body     string `json:"body"`
	}
	var documents []document
	for _, r := range records {
		documents = append(documents, document{r.URL, r.Title, r.Summary, r.Keywords, r.Body})
	}
	input, err := json.Marshal(map[string]any{"documents": documents, "questions": questions})
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command("node", "-e", peerScript)
	command.Dir, command.Stdin = dir, bytes.NewReader(input)
	out, err := command.Output()
	if err != nil {
		t.Fatalf("node: %v", err)
	}
	answers := map[string][][]string{}
	if err := json.Unmarshal(out, &answers); err != nil {
		t.Fatal(err)
	}
	return answers
}

// TestMeasureNeeds prints what each search gives to the needs, over the same
// documents; it is run by "make bench-recherche".
func TestMeasureNeeds(t *testing.T) {
	if *measured == "" {
		t.Skip("a benchmark: make bench-recherche")
	}
	x := recueilIndex(t)
	needs := readNeeds(t, knownIn(x))
	answers := map[string][][]string{}
	var questions []string
	for _, n := range needs {
		questions = append(questions, n.text)
		answer, err := x.Search(t.Context(), n.query())
		if err != nil {
			t.Fatal(err)
		}
		var urls []string
		for _, r := range answer.Results {
			urls = append(urls, r.URL)
		}
		answers["recueil"] = append(answers["recueil"], urls)
	}
	// The peers get the documents for firms alone for what owners ask, as we do.
	for _, owner := range []bool{true, false} {
		var records []Record
		for _, r := range x.records {
			if !owner || r.Public == "" || r.Public == forFirms {
				records = append(records, r)
			}
		}
		found := peerAnswers(t, records, questions)
		found["Pagefind"] = pagefindAnswers(t, records, questions)
		for name, lists := range found {
			if answers[name] == nil {
				answers[name] = make([][]string, len(needs))
			}
			for i, n := range needs {
				if n.owner == owner {
					answers[name][i] = lists[i]
				}
			}
		}
	}
	fmt.Println("\nneeds of the repository's readers, nDCG@10 on the half used for tuning, then on the other")
	for _, name := range []string{"recueil", "MiniSearch", "lunr-fr", "Pagefind"} {
		var means halvesOf
		for i, n := range needs {
			means.add(n, n.ndcg(answers[name][i]))
		}
		fmt.Printf("%-11s %v\n", name, means)
	}
}

// pagefindAnswers asks Pagefind in Chromium.
func pagefindAnswers(t *testing.T, records []Record, questions []string) [][]string {
	t.Helper()
	files, _, _ := pagefindIndex(t, records)
	h := newSecureHost(t, files)
	h.files["recherche/"] = []byte(pagefindPage)
	b := openTab(t)
	b.visit(h.address("recherche/"))
	b.ready("pret")
	var lists [][]string
	for _, q := range questions {
		var urls []string
		for _, address := range value[[]string](b, fmt.Sprintf("urls(%q)", q)) {
			_, path, _ := strings.Cut(address, "/sous/chemin")
			urls = append(urls, path)
		}
		lists = append(lists, urls)
	}
	return lists
}
