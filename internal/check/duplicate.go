package check

import (
	"fmt"
	"hash/fnv"
	"maps"
	"slices"

	"recueil/internal/content"
	"recueil/internal/diag"
)

// Two documents are near-duplicates when they share this part of their runs of
// words, as Jaccard's index counts it: what they share over what either has.
const (
	shingleWords = 5    // words of a run
	sameFrom     = 0.5  // of the runs of both together
	fewShingles  = 20   // below which a text is too short to tell
	commonFrom   = 0.05 // of all documents: what more of them hold is a set phrase
)

// nearDuplicates reports each document that says nearly the same as one before
// it, by path. An overlay is meant to resemble the document that it replaces.
func nearDuplicates(s *survey) []diag.Diagnostic {
	var texts []shingled
	for _, d := range s.Documents {
		if !d.Remove && !d.Draft {
			texts = append(texts, shingled{document: d, runs: shinglesOf(d)})
		}
	}
	keepTelling(texts)
	var problems []diag.Diagnostic
	holders := map[uint64][]int{} // texts before, by run
	for i, t := range texts {
		if j, share := nearest(texts[:i], t, holders); share >= sameFrom {
			problems = append(problems, duplicate(t.document, texts[j].document, share))
		}
		for _, run := range t.runs {
			holders[run] = append(holders[run], i)
		}
	}
	return problems
}

// shingled is a document, the hashes of its runs of words, once each, in the
// order of the text, and how many there were.
type shingled struct {
	document *content.Document
	runs     []uint64
	size     int
}

// shinglesOf hashes each run of words, by the hashes of its words.
func shinglesOf(d *content.Document) []uint64 {
	var words []uint64
	for _, w := range wordsOf(d.Summary + " " + d.Body.Text()) {
		h := fnv.New64a()
		h.Write([]byte(w))
		words = append(words, h.Sum64())
	}
	seen := map[uint64]bool{}
	var runs []uint64
	for i := 0; i+shingleWords <= len(words); i++ {
		run := uint64(0)
		for _, w := range words[i : i+shingleWords] {
			run = (run ^ w) * 0x9E3779B97F4A7C15 // an odd constant: no word is lost
			run ^= run >> 32
		}
		if !seen[run] {
			seen[run] = true
			runs = append(runs, run)
		}
	}
	return runs
}

// keepTelling takes out the runs that many documents hold, such as a call for
// contributions, and those that one document alone holds, once counted.
func keepTelling(texts []shingled) {
	held := map[uint64]int32{}
	for _, t := range texts {
		for _, run := range t.runs {
			held[run]++
		}
	}
	common := int32(max(3, int(commonFrom*float64(len(texts)))))
	for i, t := range texts {
		var shared []uint64
		for _, run := range t.runs {
			switch n := held[run]; {
			case n == 1:
				texts[i].size++
			case n <= common:
				texts[i].size++
				shared = append(shared, run)
			}
		}
		texts[i].runs = shared
	}
}

// nearest returns the text before t that shares most with it, the first of
// equals, and how much.
func nearest(before []shingled, t shingled, holders map[uint64][]int) (index int, share float64) {
	if t.size < fewShingles {
		return 0, 0
	}
	shared := map[int]int{}
	for _, run := range t.runs {
		for _, j := range holders[run] {
			shared[j]++
		}
	}
	for _, j := range slices.Sorted(maps.Keys(shared)) {
		other, n := before[j], shared[j]
		if other.size < fewShingles || other.document.Key() == t.document.Key() {
			continue
		}
		if s := float64(n) / float64(t.size+other.size-n); s > share {
			index, share = j, s
		}
	}
	return index, share
}

func duplicate(d, first *content.Document, share float64) diag.Diagnostic {
	problem := diag.New(diag.NearDuplicate, d.Source, d.Value("titre"), fmt.Sprintf("ce document dit presque la même chose que « %s » (%d %% du texte)", first.Title, int(share*100)),
		"gardez-en un seul, avec l'adresse de l'autre dans ses « alias », ou dites dans chacun ce qui l'en distingue")
	problem.Related = []diag.Related{{Source: first.Source, Span: first.Value("titre"), Message: "l'autre document est ici"}}
	return problem
}
