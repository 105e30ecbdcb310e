package search

import "math"

// The weight of each field in a document's evidence for a word, in the order of
// fields; doc.go says on what they were chosen.
var fieldWeights = [fieldCount]float64{3, 1.5, 2, 1, standingWeight}

// lengthShares are BM25's b in each field: how much of its length counts against it.
// That of a summary counts nothing: all are a sentence or two, and what a posting does
// not hold no visitor fetches. What documents stand for has no length at all.
var lengthShares = [fieldCount]float64{0.75, 0, 0.75, 0.75, 0}

const (
	// standingWeight is small: what a document stands for is said of many others.
	standingWeight = 0.5
	// saturation is BM25's k1: of how much evidence a word gives half of what
	// it can give.
	saturation = 8
	// nearness is what two neighbouring words of a question add when a document
	// has them in one place: that share of the lesser of their scores.
	nearness = 0.2
	// precision is how many steps of a score make one: scores nearer than a step
	// are equal, so that the last bits of a logarithm order nothing.
	precision = 1e6
)

// Tiers of an answer: documents that have some of the words, all of them, a title
// that the question names, or a title that is the question.
const (
	someWords = 1 + iota
	allWords
	namedTitle
	wholeTitle
)

// A corpus of postings that a question is asked of.
type corpusOf struct {
	documents int
	average   [fieldCount]float64                    // length of each field
	titles    func(doc int) int                      // how many words its title has
	postings  func(term string) ([][]posting, error) // of each field
	places    func(doc int, term string) int         // first passage of the body that has a term
}

// ranked is what a question finds in each document, by number; a document that
// has none of the words has tier 0.
type ranked struct {
	scores []float64
	tiers  []uint8
}

// rank scores a question: BM25F of each word by what stands for it best, added
// up, and more for neighbours that a document has in one place. The client
// computes the same, in score.ts.
func (c corpusOf) rank(p plan) (ranked, error) {
	found := ranked{make([]float64, c.documents), make([]uint8, c.documents)}
	whole, titled, begun := make([]int, c.documents), make([]int, c.documents), make([]int, c.documents)
	var before met
	for i, clause := range p.clauses {
		now, err := c.meet(clause)
		if err != nil {
			return ranked{}, err
		}
		for doc, score := range now.scores {
			if score == 0 {
				continue
			}
			whole[doc]++
			titled[doc] += int(now.places[doc] & 1)
			if i < len(p.clauses)-1 {
				begun[doc] += int(now.places[doc] & 1)
			}
			found.scores[doc] += score
			if i > 0 && before.places[doc]&now.places[doc] != 0 {
				found.scores[doc] += nearness * min(score, before.scores[doc])
			}
		}
		before = now
	}
	for doc := range found.scores {
		found.tiers[doc] = tierOf(p, whole[doc], titled[doc], begun[doc])
		if titled[doc] == len(p.clauses) && titled[doc] == c.titles(doc) {
			found.tiers[doc] = wholeTitle
		}
	}
	return found, nil
}

// tierOf places a document by how many of the clauses it has, its title has, and
// its title has without the last. A question names a title that has all the
// clauses, or all but a word being typed that may become any of too many.
func tierOf(p plan, whole, titled, begun int) uint8 {
	n := len(p.clauses)
	switch {
	case whole == 0:
		return 0
	case titled == n || p.unfinished && n > 1 && begun == n-1:
		return namedTitle
	case whole == n:
		return allWords
	}
	return someWords
}

// met is what a clause finds in each document: its score, and as bits the places
// that have it: the title, the summary, the passages of the body. The bit of the
// title says that it has all the terms of an alternative.
type met struct {
	scores []float64
	places []uint16
}

// meet scores a clause: its best alternative decides.
func (c corpusOf) meet(alternatives clause) (met, error) {
	best := met{make([]float64, c.documents), make([]uint16, c.documents)}
	for _, a := range alternatives {
		sums, places := make([]float64, c.documents), make([]uint16, c.documents)
		having, titled := make([]int, c.documents), make([]int, c.documents)
		for _, term := range a.terms {
			fields, err := c.postings(term)
			if err != nil {
				return met{}, err
			}
			c.add(term, fields, sums, places, having, titled)
		}
		for doc, n := range having {
			if n < len(a.terms) {
				continue
			}
			best.scores[doc] = max(best.scores[doc], a.weight*sums[doc])
			if titled[doc] == len(a.terms) {
				places[doc] |= 1
			}
			best.places[doc] |= places[doc]
		}
	}
	return best, nil
}

// add adds a term's score in each document that has it.
func (c corpusOf) add(term string, fields [][]posting, sums []float64, places []uint16, having, titled []int) {
	evidence := make([]float64, c.documents)
	count := 0
	for f, list := range fields {
		for _, p := range list {
			if evidence[p.doc] == 0 {
				count++
			}
			if f == standingField {
				evidence[p.doc] += standingWeight
				continue
			}
			evidence[p.doc] += fieldWeights[f] * float64(p.noted(f, len(list))) / (1 - lengthShares[f] + lengthShares[f]*float64(p.length)/c.average[f])
			switch f {
			case titleField:
				titled[p.doc]++
			case summaryField:
				places[p.doc] |= 2
			case bodyField:
				if len(list) <= maxPlaced {
					places[p.doc] |= 4 << c.places(p.doc, term)
				}
			}
		}
	}
	idf := math.Log(1 + (float64(c.documents-count)+0.5)/(float64(count)+0.5))
	for doc, e := range evidence {
		if e > 0 {
			having[doc]++
			sums[doc] += idf * e / (e + saturation)
		}
	}
}

// rounded is a score as documents are ordered by it.
func rounded(score float64) float64 { return math.Round(score*precision) / precision }
