package search

import (
	"path"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestTimes(t *testing.T) {
	c := newCorpus(10000)
	now := time.Now()
	records := c.records(10000)
	t.Log("generated", time.Since(now), records[7].Title, records[7].Body[:200])
	now = time.Now()
	s, _ := survey(records)
	t.Log("survey", time.Since(now))
	now = time.Now()
	l := newLexicon(s)
	t.Log("lexicon", len(l.forms), len(l.terms), time.Since(now))
	now = time.Now()
	x, err := BuildToExport(records, corpusVocabulary(), corpusSynonyms)
	if err != nil {
		t.Fatal(err)
	}
	t.Log("build", time.Since(now))
	now = time.Now()
	sizes := map[string][]int{}
	err = x.Export(t.Context(), func(name string, data []byte) error {
		kind := name[strings.LastIndex(name, "/")+1:][:1]
		if strings.Contains(name, "/d") {
			kind = "fragment"
		}
		if kind == "t" && strings.HasPrefix(path.Base(name), "t") && len(path.Base(name)) > 9 || kind == "s" || kind == "i" {
			kind = path.Base(name)
		}
		sizes[kind] = append(sizes[kind], len(data))
		return nil
	})
	t.Log("export", time.Since(now), err)
	for kind, list := range sizes {
		total := 0
		for _, n := range list {
			total += n
		}
		slices.Sort(list)
		t.Log(kind, "files", len(list), "total", total, "median", list[len(list)/2], "p95", list[len(list)*95/100], "max", list[len(list)-1])
	}
	x.Close()
}
