package edition

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"recueil/internal/content"
	"recueil/internal/french"
)

// affinities weighs how much the texts of two documents have in common: the words of
// their titles, summaries, teasers and keywords, a rare word more than a usual one.
type affinities struct {
	words  map[*content.Document][]string // each once, sorted
	weight map[string]float64
	length map[*content.Document]float64
}

// stem is how many letters of a word are compared: enough to tell words apart, and
// few enough for "réserver" and "réservation" to be one.
const stem = 6

func newAffinities(documents []*content.Document) affinities {
	a := affinities{map[*content.Document][]string{}, map[string]float64{}, map[*content.Document]float64{}}
	for _, d := range documents {
		a.words[d] = wordsOf(d)
		for _, w := range a.words[d] {
			a.weight[w]++
		}
	}
	for w, n := range a.weight {
		a.weight[w] = math.Log(float64(len(documents)+1) / n)
	}
	for _, d := range documents {
		for _, w := range a.words[d] {
			a.length[d] += float64(a.weight[w] * a.weight[w])
		}
	}
	return a
}

// wordsOf lists the words of a document that tell what it is about, shortened to
// their stems, each once, sorted; the shortest ones tell nothing.
func wordsOf(d *content.Document) []string {
	text := strings.Join(append([]string{d.Title, d.Summary, d.Teaser}, d.Keywords...), " ")
	words := strings.FieldsFunc(french.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) })
	var list []string
	for _, w := range words {
		if len(w) > 3 {
			list = append(list, w[:min(stem, len(w))])
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// precision is that of an affinity, in parts of one. Logarithms end otherwise on some
// processors: what is the same must be so on each.
const precision = 1e9

// between is from 0, when two documents have no word in common, to 1, when they have
// the same ones.
func (a affinities) between(x, y *content.Document) float64 {
	common := 0.0
	for i, j, xs, ys := 0, 0, a.words[x], a.words[y]; i < len(xs) && j < len(ys); {
		switch strings.Compare(xs[i], ys[j]) {
		case -1:
			i++
		case 1:
			j++
		default:
			common += float64(a.weight[xs[i]] * a.weight[xs[i]])
			i, j = i+1, j+1
		}
	}
	if common == 0 {
		return 0
	}
	return math.Round(common/math.Sqrt(a.length[x]*a.length[y])*precision) / precision
}
