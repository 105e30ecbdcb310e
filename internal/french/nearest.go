package french

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Nearest returns the known word closest to one that is not known. A word counts as
// near when at most a third of its letters differ (one for short words); the first of
// equals wins. Where none is near, the one that holds the word among its own is.
func Nearest(word string, known []string) (string, bool) {
	best, found := "", false
	letters := []rune(strings.ToLower(word))
	limit := max(1, utf8.RuneCountInString(word)/3)
	for _, candidate := range known {
		if d := Distance(letters, []rune(strings.ToLower(candidate)), limit); d <= limit {
			best, found, limit = candidate, true, d-1
		}
	}
	if !found {
		return holder(word, known)
	}
	return best, found
}

// holder returns the one known word of several that a word is part of: restauration is
// part of hebergement-restauration. Words of a few letters are part of too many.
func holder(word string, known []string) (string, bool) {
	if utf8.RuneCountInString(word) < 4 {
		return "", false
	}
	best, found, part := "", false, parted(word)
	for _, candidate := range known {
		if strings.Contains(parted(candidate), part) {
			if found {
				return "", false
			}
			best, found = candidate, true
		}
	}
	return best, found
}

var hyphens = strings.NewReplacer("_", "-", " ", "-")

// parted is a word with hyphens around its parts.
func parted(s string) string { return "-" + hyphens.Replace(Fold(s)) + "-" }

// DidYouMean is the hint for an unknown word: the nearest known one, or else
// otherwise.
func DidYouMean(word string, known []string, otherwise string) string {
	if near, ok := Nearest(word, known); ok {
		return fmt.Sprintf("vouliez-vous dire « %s » ?", near)
	}
	return otherwise
}

// Distance counts the letters to add, drop, change or exchange with a neighbour
// (each place once) to make b of a: the Damerau-Levenshtein distance restricted to
// adjacent transpositions. Above most it may return any greater number.
func Distance(a, b []rune, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
