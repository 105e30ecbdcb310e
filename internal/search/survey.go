package search

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

// A surveyed document is what we need to know of it besides its postings.
type surveyed struct {
	lengths [fieldCount]int // tokens of each field, as Bleve counts them: the body's rounded up
	terms   int             // of the body, before its length is rounded up
	cuts    []int           // where each passage of the body starts, in bytes
	places  []uint32        // sorted: hash of a body term, the low three bits being the first passage that has it
}

// analysed is the tokens of each field of a record.
type analysed [fieldCount][]Token

func (m *memory) analyse(r Record) (tokens analysed) {
	for i, f := range fields {
		tokens[i] = m.analyze(f.of(r))
	}
	return tokens
}

// document is what Bleve takes of a record that has been analysed: for each
// field its terms, as the analyser of terms expects them.
func (tokens analysed) document() map[string]any {
	doc := make(map[string]any, len(fields))
	for i, f := range fields {
		var b strings.Builder
		for _, t := range tokens[i] {
			b.WriteString(t.Term)
			b.WriteByte(afterTerm)
		}
		if i == bodyField {
			b.WriteString(filling(len(tokens[i])))
		}
		doc[f.name] = b.String()
	}
	return doc
}

// filler is a word of which bodies get as many as bring their length to that of
// its class: Bleve counts it, the export leaves it out, and the lexicon has it
// not, so that no question asks it.
var filler = strings.Repeat("z", maxWord)

// filling returns what is added to a body of so many terms.
func filling(length int) string {
	return strings.Repeat(filler+string(afterTerm), roundedLength(length)-length)
}

// formDocuments lists, for each form, the documents that have it.
type formDocuments map[string][]uint32

// add notes the documents that one more worker has found to have a form.
func (d formDocuments) add(form string, docs []uint32) {
	if len(docs) > 0 {
		d[form] = append(d[form], docs...)
	}
}

// counts tells how many of the documents kept have each form that one has.
func (d formDocuments) counts(kept func(doc uint32) bool) map[string]int {
	counts := make(map[string]int, len(d))
	for form, docs := range d {
		n := 0
		for _, doc := range docs {
			if kept(doc) {
				n++
			}
		}
		if n > 0 {
			counts[form] = n
		}
	}
	return counts
}

// forms are those of whole documents, and those of titles.
type forms struct{ all, titled formDocuments }

func newForms() forms { return forms{formDocuments{}, formDocuments{}} }

// uses are the documents that have a form, and those whose titles have it. They stand with
// what is known of the form: to look each word of each text up once more takes longer than
// all the rest of a survey.
type uses struct{ all, titled []uint32 }

// note notes the forms of a document; the documents come one after the other.
func (tokens analysed) note(doc uint32) {
	for i, list := range tokens {
		for _, t := range list {
			t.all = noted(t.all, doc)
			if i == titleField {
				t.titled = noted(t.titled, doc)
			}
		}
	}
}

func noted(docs []uint32, doc uint32) []uint32 {
	if len(docs) > 0 && docs[len(docs)-1] == doc {
		return docs
	}
	return append(docs, doc)
}

// lexicon makes that of the documents kept.
func (f forms) lexicon(kept func(doc uint32) bool) lexicon {
	return newLexicon(f.all.counts(kept), f.titled.counts(kept))
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

// survey analyses every record once, by several workers; each gives what it
// analyses to take, if not nil, with its own number and the place of the record.
func survey(records []Record, workers int, take func(worker, i int, tokens analysed) error) ([]surveyed, forms, error) {
	surveys := make([]surveyed, len(records))
	found := make([]*memory, workers)
	var group errgroup.Group
	for worker := range workers {
		group.Go(func() error {
			m := newMemory()
			found[worker] = m
			for i := worker; i < len(records); i += workers {
				r := records[i].whole()
				tokens := m.analyse(r)
				surveys[i] = surveyOf(r, tokens)
				tokens.note(uint32(i))
				if take == nil {
					continue
				}
				if err := take(worker, i, tokens); err != nil {
					return err
				}
			}
			return nil
		})
	}
	err := group.Wait()
	all := newForms()
	for _, m := range found {
		for form, k := range m.known {
			all.all.add(form, k.all)
			all.titled.add(form, k.titled)
		}
	}
	return surveys, all, err
}

func surveyOf(r Record, tokens analysed) (s surveyed) {
	for i := range fields {
		s.lengths[i] = len(tokens[i])
	}
	s.terms = s.lengths[bodyField]
	s.lengths[bodyField] = roundedLength(s.terms)
	body := tokens[bodyField]
	s.cuts = cutPassages(r.Body, body, passages(s.lengths[bodyField]))
	if len(s.cuts) > 1 {
		s.places = places(body, s.cuts)
	}
	return s
}

// cutPassages returns where each of n passages starts: at equal numbers of tokens, or
// at the end of a sentence if one is near.
func cutPassages(text string, body []Token, n int) []int {
	cuts := make([]int, n)
	for i := 1; i < n; i++ {
		at := i * len(body) / n
		cuts[i] = body[at].Start
		for back := at; back > at-len(body)/n/3 && back > 0; back-- {
			// A compound ends after its parts start.
			if end := min(body[back-1].End, body[back].Start); endsSentence(text[end:body[back].Start]) {
				cuts[i] = body[back].Start
				break
			}
		}
	}
	return cuts
}

// endsSentence reports whether what parts two words ends a sentence.
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
