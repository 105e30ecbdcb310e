package search

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// Token is one indexed word of a text.
type Token struct {
	Term       string // what is indexed: folded, joined, stemmed
	Form       string // the word as folded, before the stemmer
	Start, End int    // bytes in the text
}

// maxWord is how many characters of a word count; what follows is read as if
// it were not there.
const maxWord = 40

// word is a run of letters and digits, folded.
type word struct {
	*known
	start, end int
	gap        rune // the only character between it and the word before, or 0
}

// Analyze returns the terms of a text, in order. It is the whole French
// analysis: runs of letters and digits, folded; acronyms, numbers and compounds
// put together; stop words left out; the rest stemmed. The client does the same
// in the same steps.
func Analyze(text string) []Token {
	m := memories.Get().(*memory)
	defer memories.Put(m)
	words := m.split(text)
	tokens := make([]Token, 0, len(words))
	for i := 0; i < len(words); {
		k, next := words[i].known, i+1
		if form, end := assemble(words, i); end > next || form != k.text {
			k, next = m.recall([]byte(form)), end
		}
		if !k.stop {
			tokens = append(tokens, Token{k.term, k.text, words[i].start, words[next-1].end})
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
	text string // the form
	term string
	stop bool
}

// maxMemory bounds a memory; past it, it starts afresh.
const maxMemory = 1 << 17

var memories = sync.Pool{New: func() any { return &memory{known: map[string]*known{}} }}

func (m *memory) recall(form []byte) *known {
	k, ok := m.known[string(form)]
	if !ok {
		if len(m.known) >= maxMemory {
			clear(m.known)
		}
		s := string(form)
		k = &known{s, stem(s), isStopWord(s)}
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
			gap, gaps, i = c, gaps+1, i+size
		default:
			if gaps != 1 {
				gap = 0
			}
			end := m.run(text, i)
			m.words = append(m.words, word{m.recall(m.folded), i, end, gap})
			gap, gaps, i = 0, 0, end
		}
	}
	return m.words
}

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
	switch text := words[i].text; {
	case text[0] <= '9':
		next = max(digitGroups(words, i), phone(words, i))
	case len(text) == 1:
		next = acronym(words, i)
	}
	if next > i+1 {
		return concat(words[i:next]), next
	}
	return compound(words, i)
}

func concat(words []word) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w.text)
	}
	return b.String()
}

// acronym recognises letters parted by full stops: S.A.R.L.
func acronym(words []word, i int) int {
	next := i
	for next < len(words) && isLetter(words[next].text) && (next == i || words[next].gap == '.') {
		next++
	}
	return next
}

// digitGroups recognises groups of three digits, as in 15 000 or a SIREN, and the
// five digits that make a SIREN a SIRET.
func digitGroups(words []word, i int) int {
	if !isDigits(words[i].text) || len(words[i].text) > 3 {
		return i
	}
	next := i + 1
	for next < len(words) && isGroup(words[next], 3, " .\u00a0\u2009\u202f") {
		next++
	}
	if next == i+3 && len(words[i].text) == 3 && next < len(words) && isGroup(words[next], 5, " .\u00a0\u2009\u202f") {
		next++
	}
	return next
}

// phone recognises five groups of two digits, the first starting with a 0.
func phone(words []word, i int) int {
	if i+5 > len(words) || words[i].text[0] != '0' || len(words[i].text) != 2 || !isDigits(words[i].text) {
		return i
	}
	for _, w := range words[i+1 : i+5] {
		if !isGroup(w, 2, " .-/\u00a0\u2009\u202f") {
			return i
		}
	}
	return i + 5
}

func isGroup(w word, size int, gaps string) bool {
	return len(w.text) == size && w.gap != 0 && strings.ContainsRune(gaps, w.gap) && isDigits(w.text)
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

// compound joins the words that are written apart, with a hyphen or as one:
// auto-entrepreneur, click & collect.
func compound(words []word, i int) (form string, next int) {
	first := words[i].text
	for _, c := range compoundsByFirst[first] {
		next := i + 1
		if c.link && next < len(words) && isLink(words[next].text) {
			next++
		}
		if next < len(words) && strings.HasPrefix(words[next].text, c.second) {
			return c.as + words[next].text, next + 1
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
const compounds = `auto entrepren
micro entrepr
rendez vous
click collect
clic collect click
wi fi
e mail *
e commer
e bouti
e reput
e factur
aujourd hui
prud hom
bien etre
savoir faire
sous trait
start up
tele trav
tele declar`

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
