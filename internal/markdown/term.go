package markdown

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"recueil/internal/french"
)

// Term is what a glossary explains.
type Term struct {
	ID      string // of its entry, for [Resolver.Term]
	Name    string
	Acronym string // or another word for it, "" for none
	Text    string // what it is
}

// Terms are the terms of a glossary, ready to be found in any number of texts.
// The zero value has none. It is immutable.
type Terms struct {
	forms map[string][]form // by the key of their first word, the longest first
	own   string            // ID of the one that the page explains itself
}

// form is one way to write a term: its name or its acronym.
type form struct {
	term    *Term
	acronym bool
	words   []formWord
}

type formWord struct {
	text  string
	key   string
	exact bool   // capitals count: CA is no "ça", nor Fact a fact
	gap   string // between it and the word before
}

// NewTerms returns the terms of a list. Of two written alike, the first counts.
func NewTerms(list []Term) Terms {
	t := Terms{forms: map[string][]form{}}
	for i := range list {
		t.add(&list[i], list[i].Name, false)
		t.add(&list[i], list[i].Acronym, true)
	}
	for _, forms := range t.forms {
		slices.SortStableFunc(forms, func(a, b form) int { return cmp.Compare(len(b.words), len(a.words)) })
	}
	return t
}

func (t Terms) add(term *Term, text string, acronym bool) {
	f := form{term: term, acronym: acronym}
	end := 0
	for i, at := range wordsOf(text) {
		word := text[at.from:at.to]
		f.words = append(f.words, formWord{word, key(word), hasCapital(word, i > 0 || acronym), gapOf(text[end:at.from])})
		end = at.to
	}
	if len(f.words) > 0 {
		t.forms[f.words[0].key] = append(t.forms[f.words[0].key], f)
	}
}

// On returns the terms as they are found on the page of that title, which sends
// nobody elsewhere for what it explains itself: "La facture électronique : ce qui
// change" is the explanation of "facture électronique".
func (t Terms) On(title string) Terms {
	subject := article.ReplaceAllString(strings.TrimSpace(subjectEnd.Split(title, 2)[0]), "")
	words := wordsOf(subject)
	if len(words) == 0 {
		return t
	}
	for _, f := range t.forms[key(subject[words[0].from:words[0].to])] {
		if len(f.words) == len(words) && f.matches(subject, words) {
			t.own = f.term.ID
		}
	}
	return t
}

var (
	subjectEnd = regexp.MustCompile(`[:?!(,;–—]`)
	article    = regexp.MustCompile(`(?i)^(?:l[’']|les? |la |une? |des )`)
)

// use is a term found in a text.
type use struct {
	from, to  int // bytes
	form      form
	explained bool // by the text itself, there
}

// find returns the terms of a text in its order, none within another. Words
// count whole, whatever their capitals, accents and plurals; acronyms only as
// they are written.
func (t Terms) find(text string) []use {
	if len(t.forms) == 0 {
		return nil
	}
	words := wordsOf(text)
	var uses []use
	for i := 0; i < len(words); i++ {
		for _, f := range t.forms[key(text[words[i].from:words[i].to])] {
			if f.matches(text, words[i:]) {
				last := i + len(f.words) - 1
				u := use{from: words[i].from, to: words[last].to, form: f}
				u.explained = f.term.ID == t.own || f.acronym && explains(text, u)
				uses, i = append(uses, u), last
				break
			}
		}
	}
	return uses
}

// matches reports whether a text has the form at its first words.
func (f form) matches(text string, at []wordAt) bool {
	if len(at) < len(f.words) {
		return false
	}
	for i, w := range f.words {
		word := text[at[i].from:at[i].to]
		if w.exact && word != w.text && word != w.text+"s" || key(word) != w.key {
			return false
		}
		if i > 0 && gapOf(text[at[i-1].to:at[i].from]) != w.gap {
			return false
		}
	}
	return f.standsAlone(text[:at[0].from], text[at[len(f.words)-1].to:])
}

// standsAlone reports whether a form between two texts is no part of a longer
// word, an address or a name of a file. "TPE-PME" is two acronyms.
func (f form) standsAlone(before, after string) bool {
	r, size := utf8.DecodeLastRuneInString(before)
	beyond, _ := utf8.DecodeLastRuneInString(before[:len(before)-size])
	s, size := utf8.DecodeRuneInString(after)
	further, _ := utf8.DecodeRuneInString(after[size:])
	return !f.joined(r, beyond) && !f.joined(s, further)
}

func (f form) joined(mark, beyond rune) bool {
	switch mark {
	case '-', '‑':
		return isWord(beyond) && !(f.acronym && unicode.IsUpper(beyond))
	case '@', '_', '.', '\\', '&', '#':
		return isWord(beyond)
	}
	return false
}

// explains reports whether a text says itself what an acronym stands for: in
// "entreprise individuelle (EI)", it may well be something else than in the
// glossary.
func explains(text string, u use) bool {
	before, after := text[:u.from], text[u.to:]
	return strings.HasSuffix(before, "(") && strings.HasPrefix(after, ")") || meaning.MatchString(after)
}

var meaning = regexp.MustCompile(`^[\s\x{a0}\x{202f}]+\([^)]*\pL{3,}[^)]*\)`)

// wordAt is the range of a word in a text.
type wordAt struct{ from, to int }

// wordsOf finds the words of a text: letters, figures and accents.
func wordsOf(text string) []wordAt {
	var list []wordAt
	from := -1
	for i, r := range text {
		if inside := isWord(r); inside && from < 0 {
			from = i
		} else if !inside && from >= 0 {
			list, from = append(list, wordAt{from, i}), -1
		}
	}
	if from >= 0 {
		list = append(list, wordAt{from, len(text)})
	}
	return list
}

// isLetter counts marks as letters: an accent may be a character of its own.
func isLetter(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r))
}

func isWord(r rune) bool { return isLetter(r) || unicode.IsDigit(r) }

// key is what the forms of a word have in common: small letters without
// accents or the marks of the plural.
func key(word string) string { return singular(french.Fold(word)) }

func singular(word string) string {
	switch {
	case len(word) <= 2:
		return word
	case strings.HasSuffix(word, "aux") && !strings.HasSuffix(word, "eaux"):
		return strings.TrimSuffix(word, "aux") + "al" // "généraux"
	case strings.HasSuffix(word, "s"), strings.HasSuffix(word, "x"):
		return word[:len(word)-1]
	}
	return word
}

// hasCapital reports whether a word has a capital that says something: the first
// letter's only when first is true.
func hasCapital(word string, first bool) bool {
	for i, r := range word {
		if unicode.IsUpper(r) && (i > 0 || first) {
			return true
		}
	}
	return false
}

// gapOf is what stands between two words, whichever spaces, apostrophe and
// hyphen it is written with.
func gapOf(s string) string {
	if s == " " || s == "'" || s == "-" {
		return s
	}
	return sameMarks.Replace(blanks.ReplaceAllString(s, " "))
}

var (
	blanks    = regexp.MustCompile(`[\s\x{a0}\x{2009}\x{202f}]+`)
	sameMarks = strings.NewReplacer("’", "'", "‑", "-", "‐", "-")
)
