package french

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Undecomposed lists the letters that Unicode does not decompose, each followed by what
// it folds to.
const Undecomposed = "æ ae œ oe ß ss ø o ł l đ d ð d þ th ı i ħ h ŋ n ŧ t"

var undecomposed = func() map[string]string {
	m := map[string]string{}
	words := strings.Fields(Undecomposed)
	for i := 0; i < len(words); i += 2 {
		m[words[i]] = words[i+1]
	}
	return m
}()

// Fold returns a text in small letters, without accents or ligatures: two spellings
// that fold alike are the same word. An accent may be part of its letter or follow it,
// as in names of files on macOS. Spaces, marks and other alphabets stay.
func Fold(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for _, r := range norm.NFC.String(s) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteString(FoldLetter(r))
		}
	}
	return b.String()
}

// FoldLetter returns the Latin letters and digits that a character is made of, or else
// its small form.
func FoldLetter(r rune) string {
	if r >= 0 && int(r) < len(folded) {
		return folded[r]
	}
	return foldLetter(r)
}

// folded holds what the letters of the languages of Europe fold to: texts are made of them.
var folded = func() (list [0x180]string) {
	for r := range list {
		list[r] = foldLetter(rune(r))
	}
	return list
}()

func foldLetter(r rune) string {
	lower := string(unicode.ToLower(r))
	if to, ok := undecomposed[lower]; ok {
		return to
	}
	made := strings.Map(func(r rune) rune {
		if r = unicode.ToLower(r); isSlugLetter(r) {
			return r
		}
		return -1
	}, norm.NFKD.String(lower))
	if made == "" {
		return lower
	}
	return made
}

// Slug returns the letters without accents and the digits of a text, with one hyphen
// for whatever parts them; "" when it has none.
func Slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range Fold(s) {
		if !isSlugLetter(r) {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteRune(r)
		gap = false
	}
	return b.String()
}

func isSlugLetter(r rune) bool { return 'a' <= r && r <= 'z' || isFigure(r) }

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
