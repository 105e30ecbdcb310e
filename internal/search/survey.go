package search

import (
	"cmp"
	"hash/fnv"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"
)

// A surveyed document is what we need to know of it besides its postings.
type surveyed struct {
	length int      // tokens of the body, as Bleve counts them
	cuts   []int    // where each passage of the body starts, in bytes
	places []uint32 // sorted: hash of a body term, the low three bits being the first passage that has it
	forms  []string // distinct forms of all fields
}

// maxPassages bounds the passages of a body: their number fits in three bits.
const maxPassages = 8

// passages returns into how many passages a body of so many tokens is cut. The
// client computes the same from the length, so the number is not exported. It
// is a power of two, so that the bits of a passage's number are all used.
func passages(length int) int {
	switch {
	case length <= 120:
		return 1
	case length <= 240:
		return 2
	case length <= 560:
		return 4
	}
	return maxPassages
}

// survey analyses every record once, in parallel.
func survey(records []Record) ([]surveyed, error) {
	out := make([]surveyed, len(records))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	const batch = 64
	for start := 0; start < len(records); start += batch {
		group.Go(func() error {
			for i := start; i < min(start+batch, len(records)); i++ {
				out[i] = surveyOne(records[i])
			}
			return nil
		})
	}
	return out, group.Wait()
}

func surveyOne(r Record) surveyed {
	body := Analyze(r.Body)
	s := surveyed{length: len(body), cuts: cutPassages(r.Body, body)}
	if len(s.cuts) > 1 {
		s.places = places(body, s.cuts)
	}
	for _, tokens := range [][]Token{body, Analyze(r.Title), Analyze(r.Summary), Analyze(r.Keywords)} {
		for _, t := range tokens {
			s.forms = append(s.forms, t.Form)
		}
	}
	slices.Sort(s.forms)
	s.forms = slices.Clip(slices.Compact(s.forms))
	return s
}

// cutPassages returns where each passage starts: at equal numbers of tokens, or
// at the end of a sentence if one is near.
func cutPassages(text string, body []Token) []int {
	n := passages(len(body))
	cuts := make([]int, n)
	for i := 1; i < n; i++ {
		at := i * len(body) / n
		cuts[i] = body[at].Start
		for back := at; back > at-len(body)/n/3 && back > 0; back-- {
			if endsSentence(text[body[back-1].End:body[back].Start]) {
				cuts[i] = body[back].Start
				break
			}
		}
	}
	return cuts
}

// endsSentence tells whether what parts two words ends a sentence.
func endsSentence(between string) bool {
	for i := range len(between) {
		switch between[i] {
		case '.', '!', '?', '\n':
			return true
		}
	}
	return false
}

// places notes the first passage of each term. Terms are kept as hashes: if two
// of one document collide, the excerpt may come from a less good passage.
func places(body []Token, cuts []int) []uint32 {
	list := make([]uint32, 0, len(body))
	passage := 0
	for _, t := range body {
		for passage+1 < len(cuts) && t.Start >= cuts[passage+1] {
			passage++
		}
		list = append(list, placeKey(t.Term)|uint32(passage))
	}
	slices.Sort(list)
	return slices.Clip(slices.CompactFunc(list, func(a, b uint32) bool { return a>>3 == b>>3 }))
}

func placeKey(term string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(term))
	return h.Sum32() &^ 7
}

// place returns the first passage of a document's body that has a term.
func (s surveyed) place(key uint32) int {
	at, found := slices.BinarySearchFunc(s.places, key, func(p, key uint32) int { return cmp.Compare(p&^7, key) })
	if !found {
		return 0
	}
	return int(s.places[at] & 7)
}

// number orders documents: open ones before closed ones, then the longest body
// first, then as given. So a document's number tells whether it is closed; body
// lengths are runs, which take few bytes; and equal scores, or a search without
// words, list the fullest documents first.
func number(records []Record, surveys []surveyed) (order []int, firstClosed int) {
	order = make([]int, len(records))
	for i := range order {
		order[i] = i
		if !records[i].Closed {
			firstClosed++
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(compareBool(records[a].Closed, records[b].Closed), cmp.Compare(surveys[b].length, surveys[a].length))
	})
	return order, firstClosed
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
