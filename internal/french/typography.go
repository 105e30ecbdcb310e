package french

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Typography sets plain text, such as a title or a summary, in the French
// manner, as the text of a page is. Applying it twice changes nothing more.
//
//   - A space becomes a narrow no-break one (U+202F) before « ; : ! ? » and
//     "»", after "«", between the groups of a number ("15 000") and before a
//     unit that follows a figure (€, %, ‰, k€, M€).
//   - A space becomes a no-break one (U+00A0) after "n°", "p.", "art." and the like before
//     a figure, after "M.", "Mme", "Dr" and the like before a capital, and before a unit
//     of measure that follows a figure ("10 km", "12 h").
//   - A missing one is added inside « », between a figure and € % ‰, and before
//     "; ! ?" after a letter, a figure, "»" or ")", provided the text then ends
//     or goes on with a space or a closing mark. It is never added before a
//     colon, which stands without a space in "10:30", "C:\" or "http:".
//   - Doubled colons and "!=" are left alone, as code is.
//   - A straight apostrophe after a letter and before a word becomes "’", and
//     exactly three dots become "…" unless they are part of a path.
//   - Straight double quotes are left as written.
//
// A number is grouped only when its first group has one to three figures and
// does not start with 0, and every other has three: "2023 15 000", telephone
// numbers and SIRET numbers stay as they are.
func Typography(s string) string {
	return Apply(s, 0, Typeset(s))
}

// Edit replaces the one character of Size bytes at a byte offset.
type Edit struct {
	At, Size int
	With     string
}

// Apply returns s, which starts at byte offset from of the text the edits were made
// for. All edits must lie within s.
func Apply(s string, from int, edits []Edit) string {
	if len(edits) == 0 {
		return s
	}
	size := len(s)
	for _, e := range edits {
		size += len(e.With) - e.Size
	}
	var out strings.Builder
	out.Grow(size)
	done := 0
	for _, e := range edits {
		out.WriteString(s[done : e.At-from])
		out.WriteString(e.With)
		done = e.At - from + e.Size
	}
	out.WriteString(s[done:])
	return out.String()
}

const (
	narrow  = "\u202f" // NARROW NO-BREAK SPACE
	noBreak = "\u00a0" // NO-BREAK SPACE
)

// What is no text in a text to typeset.
const (
	Object    = '\uFFFC' // stands for code, an address or a picture
	LineBreak = '\u2028' // stands for a line break that the author asked for
)

// Typeset returns the changes that [Typography] makes to s, in order, for a text whose
// parts stand between markup. [Object] and [LineBreak] stand for what is no text.
func Typeset(s string) []Edit {
	t := typesetter{text: s}
	for t.at < len(s) {
		if b := s[t.at]; 'a' <= b && b <= 'z' { // nothing is ever done to most characters
			t.before, t.at = rune(b), t.at+1
			continue
		}
		t.step()
	}
	return t.edits
}

type typesetter struct {
	text    string
	at      int  // byte offset of the next character
	before  rune // the one before it, 0 at the start
	counted int  // figures before this offset belong to a number already looked at
	grouped int  // spaces before this offset lie inside a number
	edits   []Edit
}

func (t *typesetter) step() {
	r, size := utf8.DecodeRuneInString(t.text[t.at:])
	if isSpace(r) {
		t.spaces()
		return
	}
	after := t.text[t.at+size:]
	switch {
	case r == '\'' && isLetter(t.before) && joins(after):
		t.replace(t.at, size, "’")
	case r == '«' && opens(after):
		t.replace(t.at, size, "«"+narrow)
	case t.needsSpace(r, after):
		t.replace(t.at, size, narrow+string(r))
	case r == '.' && t.isEllipsis():
		t.replace(t.at, 1, "…")
		t.replace(t.at+1, 1, "")
		t.replace(t.at+2, 1, "")
		size = 3
	case isFigure(r) && t.at >= t.counted:
		t.number()
	}
	t.before, _ = utf8.DecodeLastRuneInString(t.text[:t.at+size])
	t.at += size
}

func (t *typesetter) replace(at, size int, with string) {
	t.edits = append(t.edits, Edit{at, size, with})
}

// spaces steps over a run of spaces, made one narrow one when it binds.
func (t *typesetter) spaces() {
	end := t.at
	for _, r := range t.text[t.at:] {
		if !isSpace(r) {
			break
		}
		end += utf8.RuneLen(r)
	}
	run := t.text[t.at:end]
	if with := t.binding(t.text[end:]); with != "" && strings.Count(run, "\n") < 2 {
		for i, r := range run {
			if string(r) != with {
				t.replace(t.at+i, utf8.RuneLen(r), with)
			}
			with = ""
		}
	}
	t.at, t.before = end, ' '
}

// binding is the space to write between t.before and after, "" to leave those that
// are there.
func (t *typesetter) binding(after string) string {
	switch {
	case t.binds(after):
		return narrow
	case t.before != LineBreak && t.keepsTogether(after):
		return noBreak
	}
	return ""
}

// titles and abbreviations are not parted from the name and the figure that follow.
var (
	titles        = []string{"M.", "MM.", "Mme", "Mmes", "Mlle", "Dr", "Pr", "Me", "Mgr"}
	abbreviations = []string{"n°", "N°", "nos", "p.", "pp.", "art.", "chap.", "fig.", "vol.", "ch."}
	measures      = []string{"km", "m", "cm", "mm", "m²", "km²", "ha", "kg", "g", "t", "l", "L", "cl", "h", "min", "ko", "Ko", "Mo", "Go", "To", "kWh", "kW", "°C"}
)

// keepsTogether reports whether what stands before the spaces belongs to what
// follows them.
func (t *typesetter) keepsTogether(after string) bool {
	next, _ := utf8.DecodeRuneInString(after)
	word := t.text[:t.at]
	if i := strings.LastIndexFunc(word, startsAfter); i >= 0 {
		_, size := utf8.DecodeRuneInString(word[i:])
		word = word[i+size:]
	}
	return isFigure(next) && slices.Contains(abbreviations, word) ||
		unicode.IsUpper(next) && slices.Contains(titles, word) ||
		isFigure(t.before) && slices.ContainsFunc(measures, func(unit string) bool { return startsWord(after, unit) })
}

// startsAfter reports whether a word may start after r.
func startsAfter(r rune) bool { return isSpace(r) || strings.ContainsRune("('’«\u2028\uFFFC", r) }

func startsWord(s, word string) bool {
	rest, ok := strings.CutPrefix(s, word)
	next, _ := utf8.DecodeRuneInString(rest)
	return ok && (rest == "" || !isLetter(next) && !isFigure(next))
}

// binds reports whether spaces between t.before and after must not break.
func (t *typesetter) binds(after string) bool {
	if t.before == 0 || t.before == LineBreak || after == "" {
		return false
	}
	next, size := utf8.DecodeRuneInString(after)
	follows, _ := utf8.DecodeRuneInString(after[size:])
	switch next {
	case ';', '?', '»':
		return true
	case '!':
		return follows != '='
	case ':':
		return follows != ':'
	}
	return t.before == '«' && next != LineBreak || t.at < t.grouped || isFigure(t.before) && startsWithUnit(after)
}

// needsSpace reports whether r, which follows t.before directly, wants a space.
func (t *typesetter) needsSpace(r rune, after string) bool {
	switch r {
	case '»':
		return t.before != 0 && t.before != '«' && t.before != ' ' && t.before != LineBreak
	case '€', '%', '‰':
		return isFigure(t.before) && startsWithUnit(string(r)+after)
	case ';':
		return endsWord(t.before) && closes(after)
	case '!', '?':
		return endsWord(t.before) && closes(strings.TrimLeft(after, "!?"))
	}
	return false
}

func (t *typesetter) isEllipsis() bool {
	rest, three := strings.CutPrefix(t.text[t.at:], "...")
	return three && !strings.ContainsRune(`./\`, max(t.before, ' ')) &&
		(rest == "" || !strings.ContainsRune(`./\`, rune(rest[0])))
}

// number looks at the figures from t.at, separated by single spaces, and notes
// whether they are the groups of one number.
func (t *typesetter) number() {
	first, end := figures(t.text[t.at:]), t.at
	end += first
	good := first <= 3 && t.text[t.at] != '0' && !isLetter(t.before) && t.before != '.' && t.before != ','
	groups := 1
	for {
		space, size := utf8.DecodeRuneInString(t.text[end:])
		n := 0
		if isSpace(space) {
			n = figures(t.text[end+size:])
		}
		if n == 0 {
			break
		}
		good = good && n == 3
		groups++
		end += size + n
	}
	t.counted = end
	if good && groups > 1 {
		t.grouped = end
	}
}

// figures counts the ASCII figures at the start of s.
func figures(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }

func startsWithUnit(s string) bool {
	return slices.ContainsFunc([]string{"€", "%", "‰", "k€", "M€"}, func(unit string) bool { return startsWord(s, unit) })
}

// joins reports whether an apostrophe before s elides a word that starts s.
func joins(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isLetter(r) || isFigure(r) || r == '«' || r == '“' || r == '"' || r == Object
}

// opens reports whether "«" before s wants a space: not when one is there.
func opens(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && !isSpace(r) && r != '»' && r != LineBreak
}

// closes reports whether s, after a mark, ends the word the mark belongs to.
func closes(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s == "" || isSpace(r) || strings.ContainsRune(`»)”"`, r) || r == LineBreak
}

func endsWord(r rune) bool { return isLetter(r) || isFigure(r) || r == '»' || r == ')' }

// isLetter counts marks as letters: an accent may be a character of its own.
func isLetter(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r))
}

func isFigure(r rune) bool { return '0' <= r && r <= '9' }

func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\u00a0', '\u2009', '\u202f':
		return true
	}
	return false
}
