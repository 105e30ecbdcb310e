package diag

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Nearest returns the known word closest to one that is not known, for
// « vouliez-vous dire … ? ». A word counts as near when at most a third of its
// letters differ (one for short words), by the Damerau-Levenshtein distance
// restricted to adjacent transpositions; the first of equals wins.
func Nearest(word string, known []string) (string, bool) {
	best, found := "", false
	limit := max(1, utf8.RuneCountInString(word)/3)
	for _, candidate := range known {
		if d := distance(strings.ToLower(word), strings.ToLower(candidate), limit); d <= limit {
			best, found, limit = candidate, true, d-1
		}
	}
	return best, found
}

// DidYouMean is the hint for an unknown word: the nearest known one, or else
// otherwise.
func DidYouMean(word string, known []string, otherwise string) string {
	if near, ok := Nearest(word, known); ok {
		return fmt.Sprintf("vouliez-vous dire « %s » ?", near)
	}
	return otherwise
}

// distance returns the edit distance of a and b, or any number above limit
// once it is known to exceed it.
func distance(a, b string, limit int) int {
	ra, rb := []rune(a), []rune(b)
	if abs(len(ra)-len(rb)) > limit {
		return limit + 1
	}
	before, previous, row := make([]int, len(rb)+1), make([]int, len(rb)+1), make([]int, len(rb)+1)
	for j := range row {
		previous[j] = j
	}
	for i := 1; i <= len(ra); i++ {
		row[0] = i
		for j := 1; j <= len(rb); j++ {
			row[j] = min(previous[j]+1, row[j-1]+1, previous[j-1]+differ(ra[i-1], rb[j-1]))
			if i > 1 && j > 1 && ra[i-1] == rb[j-2] && ra[i-2] == rb[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, previous, row = previous, row, before
	}
	return previous[len(rb)]
}

func differ(a, b rune) int {
	if a == b {
		return 0
	}
	return 1
}

func abs(n int) int { return max(n, -n) }
