package check

import (
	"strings"
	"unicode"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/french"
	"recueil/internal/markdown"
)

// prose is a text of a document that people read as sentences.
type prose struct {
	text    string
	heading bool // or a title: not made of sentences
	span    func(start, end int) diag.Span
}

// proseOf lists the texts of a document: its title, its summary, and the
// passages of its body.
func proseOf(d *content.Document) []prose {
	list := []prose{keyProse(d, "titre", d.Title), keyProse(d, "resume", d.Summary)}
	list[0].heading = true
	for _, p := range d.Body.Passages() {
		list = append(list, prose{text: p.Text, heading: p.Heading, span: p.Span})
	}
	return list
}

// keyProse is the value of a key. Its words are looked for where the value
// stands: quotes, escapes and line ends may part them otherwise than in the
// text, so each is found again by its rank among those alike.
func keyProse(d *content.Document, key, text string) prose {
	whole := d.Value(key)
	written := string(d.Source.Text[whole.Start:min(len(d.Source.Text), whole.Start+2*len(text)+200)])
	return prose{text: text, span: func(start, end int) diag.Span {
		at := start + strings.Index(written, text)
		if !strings.Contains(written, text) {
			at = nth(written, text[start:end], strings.Count(text[:start], text[start:end]))
		}
		if at < 0 || !d.Has(key) {
			return whole
		}
		return diag.Span{Start: whole.Start + at, End: whole.Start + at + end - start}
	}}
}

// nth returns where the occurrence of part number n, from 0, stands in s; -1
// when there are not so many.
func nth(s, part string, n int) int {
	at := 0
	for ; n >= 0; n-- {
		next := strings.Index(s[at:], part)
		if next < 0 {
			return -1
		}
		at += next + len(part)
	}
	return at - len(part)
}

// word is a word of a text, without the marks around it.
type word struct {
	text string
	at   int // bytes
}

// wordsIn splits a text into words as spelling takes them: letters, digits, and
// the apostrophes and hyphens within them. Names of web sites and of files,
// addresses, and what touches a [markdown.Thing] are no words.
func wordsIn(text string) []word {
	var words []word
	start := -1
	for i, r := range text + " " {
		inside := isLetter(r) || strings.ContainsRune("'’-.:"+noWord, r)
		switch {
		case inside && start < 0:
			start = i
		case !inside && start >= 0:
			w := strings.Trim(text[start:i], "'’-.:")
			if w != "" && !strings.ContainsAny(text[start:i], noWord) && !strings.ContainsAny(w, ".:") {
				words = append(words, word{w, start + strings.Index(text[start:i], w)})
			}
			start = -1
		}
	}
	return words
}

// noWord are the signs that no word holds, but addresses and the like do.
const noWord = "_@/&" + markdown.Thing

func isLetter(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// isCapitals reports whether a word is two capital letters or more, with at most
// digits among them.
func isCapitals(s string) bool {
	capitals := 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			capitals++
		case !unicode.IsDigit(r):
			return false
		}
	}
	return capitals >= 2
}

// wordsOf splits a text into words, folded.
func wordsOf(text string) []string {
	return strings.FieldsFunc(french.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
