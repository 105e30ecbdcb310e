package search

import (
	"unicode/utf8"

	"recueil/internal/french"
)

// The table of characters is ours, and the same on both sides: Go and browsers
// follow different versions of Unicode, so neither is asked what a letter is.
// A character separates words, is dropped (it neither shows nor separates), or
// stands for itself or for what it folds to: its lower case, without accents,
// in Latin letters where it is made of them. Folding is asked of Unicode only
// where its stability policy freezes the answer: characters long assigned. What
// lies outside the basic plane separates words. tables_test.go hands the same constants
// to the client.

const (
	separates = iota
	drops
	stays
	folds
)

// ranges are applied in order, later ones over earlier ones: from, to, and what
// the characters do.
var ranges = [][3]int{
	{0xC0, 0xFFFF, stays}, // a letter unless said otherwise
	{'0', '9', stays}, {'A', 'Z', folds}, {'a', 'z', stays},
	{0xAA, 0xAA, folds}, {0xAD, 0xAD, drops}, {0xB2, 0xB3, folds}, {0xB9, 0xBA, folds}, // ª ² ³ ¹ º
	{0xC0, 0x24F, folds}, {0xD7, 0xD7, separates}, {0xF7, 0xF7, separates}, // Latin, but × ÷
	{0x2B0, 0x2FF, separates}, {0x2B3, 0x2B3, folds}, // ʳ of 1ᵉʳ
	{0x300, 0x36F, drops},                        // combining marks
	{0x391, 0x3A9, folds}, {0x400, 0x42F, folds}, // Greek, Cyrillic
	{0x1D49, 0x1D49, folds}, {0x1E00, 0x1EFF, folds},
	{0x2000, 0x2BFF, separates}, {0x200B, 0x200D, drops}, {0x2060, 0x2060, drops},
	{0x2070, 0x2089, folds}, {0x207A, 0x207E, separates}, // ⁴ ₂, but ⁺ ⁽
	{0x2E00, 0x2E7F, separates}, {0x3000, 0x3020, separates},
	{0xD800, 0xF8FF, separates}, // surrogates, private use
	{0xFB00, 0xFB06, folds},     // ﬁ
	{0xFE00, 0xFE0F, drops}, {0xFE10, 0xFE6F, separates}, {0xFEFF, 0xFEFF, drops},
	{0xFF00, 0xFF65, separates}, {0xFF10, 0xFF19, folds}, {0xFF21, 0xFF3A, folds}, {0xFF41, 0xFF5A, folds},
	{0xFFE0, 0xFFFF, separates},
}

// The values of letters: separator and dropped; from firstPair on, the place in
// pairs of what a character becomes; above, the one character that it becomes.
const (
	separator = 0
	dropped   = 1
	firstPair = 2
)

// letters tells what each character of the basic plane becomes; pairs lists
// what is not one character.
var letters, pairs = func() (*[0x10000]uint16, []string) {
	t, pairs := new([0x10000]uint16), []string{}
	for _, r := range ranges {
		for c := r[0]; c <= r[1]; c++ {
			switch r[2] {
			case separates:
				t[c] = separator
			case drops:
				t[c] = dropped
			case stays:
				t[c] = uint16(c)
			case folds:
				to := french.FoldLetter(rune(c))
				if one, size := utf8.DecodeRuneInString(to); size == len(to) {
					t[c] = uint16(one)
					continue
				}
				t[c] = uint16(firstPair + len(pairs))
				pairs = append(pairs, to)
			}
		}
	}
	return t, pairs
}()

// letter tells what a character becomes; see letters.
func letter(c rune) uint16 {
	if c > 0xFFFF {
		return separator
	}
	return letters[c]
}
