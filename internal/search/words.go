package search

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// Token is one indexed word of a text: what is known of it, which its other uses share,
// and where it stands.
type Token struct {
	*known
	Start, End int // bytes in the text
	Parts      int // of a compound: how many of the next tokens are its parts
}

// maxWord is how many characters of a word count; what follows is read as if
// it were not there.
const maxWord = 40

// word is a run of letters and digits, folded.
type word struct {
	*known
	start, end int
	gap        rune // the only character between it and the word before, or 0; & and / may have spaces around them
	plus       bool // a + stands before it
}

// Analyze returns the terms of a text, in order. It is the whole French
// analysis: runs of letters and digits, folded; acronyms and numbers put
// together; compounds too, before their parts; stop words left out; the rest
// stemmed. The client does the same in the same steps.
func Analyze(text string) []Token {
	m := memories.Get().(*memory)
	defer memories.Put(m)
	if len(m.known) >= maxMemory {
		clear(m.known)
	}
	return m.analyze(text)
}

func (m *memory) analyze(text string) []Token {
	words := m.split(text)
	tokens := make([]Token, 0, len(words))
	parts := 0 // the word after the compound that has begun
	for i := 0; i < len(words); {
		k, next := words[i].known, i+1
		if i < parts {
			// A part is a word as it is.
		} else if form, end := assemble(words, i); end > next || form != k.Form {
			k, next = m.recall([]byte(form)), end
		} else if parts = hyphenated(words, i); parts > next {
			whole := m.recall([]byte(concat(words[i:parts])))
			count := parts - i
			if k.stop {
				count--
			}
			tokens = append(tokens, Token{whole, words[i].start, words[parts-1].end, count})
		}
		if !k.stop {
			tokens = append(tokens, Token{k, words[i].start, words[next-1].end, 0})
		}
		i = next
	}
	return tokens
}

// memory remembers the forms met, since a text repeats most of its words: they
// are stemmed, and their strings made, once.
type memory struct {
	known  map[string]*known
	words  []word
	folded []byte
}

// known is what the analysis makes of a form.
type known struct {
	Form string // the word as folded, before the stemmer
	Term string // what is indexed: folded, joined, stemmed
	stop bool
	uses // in the documents of a survey
}

// maxMemory bounds the memories of those who analyse a text now and then; past it, they
// start afresh.
const maxMemory = 1 << 17

var memories = sync.Pool{New: func() any { return newMemory() }}

func newMemory() *memory { return &memory{known: map[string]*known{}} }

func (m *memory) recall(form []byte) *known {
	k, ok := m.known[string(form)]
	if !ok {
		s := string(form)
		k = &known{Form: s, Term: stem(s), stop: isStopWord(s)}
		m.known[s] = k
	}
	return k
}

// split cuts a text into words, which stay valid until the next call.
func (m *memory) split(text string) []word {
	m.words = m.words[:0]
	gap, gaps := rune(0), 0
	for i := 0; i < len(text); {
		c, size := decode(text, i)
		switch letter(c) {
		case dropped:
			i += size
		case separator:
			i += size
			if joins(c) && gap == ' ' && gaps == 1 {
				gap = c
			} else if c != ' ' || !joins(gap) {
				gap, gaps = c, gaps+1
			}
		default:
			plus := gap == '+'
			if gaps != 1 {
				gap = 0
			}
			end := m.run(text, i)
			m.words = append(m.words, word{m.recall(m.folded), i, end, gap, plus})
			gap, gaps, i = 0, 0, end
		}
	}
	return m.words
}

// joins reports whether a sign makes one word of letters, R&D, H/F, even when it has
// spaces around it.
func joins(sign rune) bool { return sign == '&' || sign == '/' }

// decode is utf8.DecodeRuneInString, quicker for ASCII.
func decode(text string, i int) (rune, int) {
	if c := text[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(text[i:])
}

// run folds into m.folded the run of letters that starts at i, and returns
// where it ends. A single letter keeps the signs that make it a name: C++, C#.
func (m *memory) run(text string, i int) int {
	folded, count := m.folded[:0], 0
	for i < len(text) {
		c, size := decode(text, i)
		to := letter(c)
		if to == separator {
			break
		}
		i += size
		if to >= '0' && to < utf8.RuneSelf && count < maxWord {
			folded, count = append(folded, byte(to)), count+1
			continue
		}
		for _, r := range expand(to) {
			if count++; count <= maxWord {
				folded = utf8.AppendRune(folded, r)
			}
		}
	}
	m.folded = folded
	if isLetter(string(folded)) {
		for _, sign := range []string{"++", "#"} {
			if strings.HasPrefix(text[i:], sign) {
				m.folded = append(folded, sign...)
				return i + len(sign)
			}
		}
	}
	return i
}

// expand returns the characters that a value of letters stands for.
func expand(to uint16) string {
	switch {
	case to == dropped:
		return ""
	case int(to) < firstPair+len(pairs):
		return pairs[to-firstPair]
	}
	return string(rune(to))
}

// assemble returns the form that starts at word i, which may take several
// words, and the word after it.
func assemble(words []word, i int) (form string, next int) {
	next = i
	switch text := words[i].Form; {
	case text[0] <= '9':
		if form, next = abroad(words, i); next > i {
			return form, next
		}
		next = max(digitGroups(words, i), phone(words, i), activity(words, i))
	case len(text) == 1:
		return acronym(words, i)
	}
	if next > i+1 {
		return concat(words[i:next]), next
	}
	return compound(words, i)
}

func concat(words []word) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w.Form)
	}
	return b.String()
}

// acronym recognises letters parted by full stops, S.A.R.L., or joined: R&D, H / F,
// R et D.
func acronym(words []word, i int) (form string, next int) {
	next = i + 1
	form = words[i].Form
	for {
		at := next
		if at+1 < len(words) && isLink(words[at].Form) && words[at].gap == ' ' && words[at+1].gap == ' ' {
			at++
		} else if at >= len(words) || !strings.ContainsRune("./&", words[at].gap) {
			break
		}
		if !isLetter(words[at].Form) {
			break
		}
		form += words[at].Form
		next = at + 1
	}
	if next == i+1 {
		return compound(words, i)
	}
	return form, next
}

// activity recognises the code of an activity: 56.10A.
func activity(words []word, i int) int {
	if i+1 < len(words) && words[i+1].gap == '.' && isDigits(words[i].Form) && len(words[i].Form) == 2 {
		if code := words[i+1].Form; len(code) == 3 && isDigits(code[:2]) && isLetter(code[2:]) {
			return i + 2
		}
	}
	return i
}

// abroad recognises a French telephone number as it is written abroad, +33 or
// 0033, and returns it as it is written in France.
func abroad(words []word, i int) (form string, next int) {
	text := words[i].Form
	country := "0033"
	if words[i].plus {
		country = "33"
	}
	rest, ok := strings.CutPrefix(text, country)
	if !ok || !isDigits(rest) {
		return "", i
	}
	if len(rest) == 9 {
		return "0" + rest, i + 1
	}
	at := i + 1
	if at < len(words) && words[at].Form == "0" {
		at++
	}
	if rest != "" || at+5 > len(words) || len(words[at].Form) != 1 || !isDigits(words[at].Form) || !pairsOfDigits(words[at+1:at+5]) {
		return "", i
	}
	return "0" + concat(words[at:at+5]), at + 5
}

// hyphenated returns the word after the compound that starts at word i, written
// with hyphens: micro-crédit, AR-7. Words that follow a verb or hold a phrase
// together make none: avez-vous, Ille-et-Vilaine.
func hyphenated(words []word, i int) int {
	if i > 0 && isHyphen(words[i].gap) || !isSpelt(words[i].Form) || words[i].Form[0] <= '9' {
		return i
	}
	next, size := i+1, len(words[i].Form)
	for next < len(words) && isHyphen(words[next].gap) && isSpelt(words[next].Form) {
		if words[next].stop {
			return i
		}
		size += len(words[next].Form)
		next++
	}
	if size > maxWord {
		return i
	}
	return next
}

func isHyphen(c rune) bool { return c == '-' || c == '\u2010' || c == '\u2011' }

// isSpelt reports whether a form has nothing but the letters a to z and digits.
func isSpelt(text string) bool {
	for _, c := range []byte(text) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// digitGroups recognises groups of three digits, as in 15 000 or a SIREN, and the
// five digits that make a SIREN a SIRET.
func digitGroups(words []word, i int) int {
	if !isDigits(words[i].Form) || len(words[i].Form) > 3 {
		return i
	}
	next := i + 1
	for next < len(words) && isGroup(words[next], 3, " .\u00a0\u2009\u202f") {
		next++
	}
	if next == i+3 && len(words[i].Form) == 3 && next < len(words) && isGroup(words[next], 5, " .\u00a0\u2009\u202f") {
		next++
	}
	return next
}

// phone recognises five groups of two digits, the first starting with a 0.
func phone(words []word, i int) int {
	if i+5 > len(words) || words[i].Form[0] != '0' || len(words[i].Form) != 2 || !isDigits(words[i].Form) {
		return i
	}
	if !pairsOfDigits(words[i+1 : i+5]) {
		return i
	}
	return i + 5
}

// pairsOfDigits reports whether words are groups of two digits of one number.
func pairsOfDigits(words []word) bool {
	for _, w := range words {
		if !isGroup(w, 2, " .-/\u00a0\u2009\u202f") {
			return false
		}
	}
	return true
}

func isGroup(w word, size int, gaps string) bool {
	return len(w.Form) == size && w.gap != 0 && strings.ContainsRune(gaps, w.gap) && isDigits(w.Form)
}

func isLetter(s string) bool { return len(s) == 1 && s[0] >= 'a' }

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// compound joins the words that readers take for one, however they are written:
// rendez-vous, click & collect. Other compounds are words and their parts: see
// hyphenated.
func compound(words []word, i int) (form string, next int) {
	first := words[i].Form
	for _, c := range compoundsByFirst[first] {
		next := i + 1
		if c.link && next < len(words) && isLink(words[next].Form) {
			next++
		}
		if next < len(words) && strings.HasPrefix(words[next].Form, c.second) {
			return c.as + words[next].Form, next + 1
		}
	}
	return first, i + 1
}

func isLink(s string) bool { return s == "et" || s == "and" || s == "n" }

// A compoundRule joins first and a word that starts with second into as and
// that word; link allows "et", "and" or "n" between them.
type compoundRule struct {
	second, as string
	link       bool
}

// compounds lists "first second" or "first second as". A single asterisk for
// as joins nothing in front: e-mail is mail.
const compounds = `rendez vous
click collect
clic collect click
wi fi
e mail *
e commer
e bouti
e reput
e factur
aujourd hui
bien etre
savoir faire`

var compoundsByFirst = func() map[string][]compoundRule {
	m := map[string][]compoundRule{}
	for line := range strings.Lines(compounds) {
		f := strings.Fields(line)
		c := compoundRule{second: f[1], as: f[0], link: strings.HasPrefix(f[0], "cli")}
		if len(f) > 2 {
			c.as = strings.TrimPrefix(f[2], "*")
		}
		m[f[0]] = append(m[f[0]], c)
	}
	return m
}()
