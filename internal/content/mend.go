package content

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"recueil/internal/diag"
)

// plainValue is a line « key: value » whose value has no quotes and is not a
// list, a mapping or a block of text.
var plainValue = regexp.MustCompile(`^(\s*(?:- +)*)([\pL_][\pL\pN_-]*) ?:[ \t]+([^\s"'\[{|>&*!#%@` + "`" + `].*?)[ \t\r]*$`)

// comment is a comment at the end of a plain value.
var comment = regexp.MustCompile(`[ \t]+#.*$`)

// mend returns the YAML of a block with its commonest mistakes mended, so that
// what follows them is still read: plain values that hold « : », tabs of
// indentation, no-break spaces around keys, keys without a space after them, curly
// quotes around values, quotes within quotes, reserved signs. Each is reported, at
// the span to replace, and so is what a « # » hides. Lines stay lines, and columns
// stay right up to the mistake.
func mend(src *diag.Source, b block) ([]byte, []diag.Diagnostic) {
	m := mender{source: src, literal: -1}
	var out bytes.Buffer
	lines := linesOf(src.Text[:b.end])
	for i, line := range lines {
		if line.Start < b.start {
			continue
		}
		text := strings.TrimRight(string(src.Text[line.Start:line.End]), "\r")
		out.WriteString(m.line(line.Start, text, m.after(lines, i)))
		out.WriteByte('\n')
	}
	return out.Bytes(), m.problems
}

// mender mends a block line by line.
type mender struct {
	source   *diag.Source
	literal  int  // indentation of the key whose block of text we are in, or -1
	quoted   byte // quote that the value of several lines we are in ends with, or 0
	problems []diag.Diagnostic
}

// after returns the text of the line after line i.
func (m *mender) after(lines []diag.Span, i int) string {
	if i+1 >= len(lines) {
		return ""
	}
	return string(m.source.Text[lines[i+1].Start:lines[i+1].End])
}

// line mends one line, unless it is the inside of a text.
func (m *mender) line(start int, text, next string) string {
	indent := len(text) - len(strings.TrimLeft(text, " \t"))
	switch {
	case m.quoted != 0:
		if closesQuote(text, m.quoted) {
			m.quoted = 0
		}
		return text
	case m.literal >= 0 && (indent > m.literal || strings.TrimSpace(text) == ""):
		return text
	}
	m.literal = -1
	text = m.mendLine(start, text)
	if opensLiteral.MatchString(text) {
		m.literal = indent
	}
	m.quoted = opensQuote(text, next)
	return text
}

// opensLiteral matches a key whose value is the indented block that follows.
var opensLiteral = regexp.MustCompile(`:[ \t]+[|>][-+0-9]*[ \t]*(#.*)?$`)

// quotedValue matches a value that begins with a quote.
var quotedValue = regexp.MustCompile(`^\s*(?:- +)*(?:[\pL_][\pL\pN_-]* ?:[ \t]+)?(["'])(.*)$`)

// opensQuote returns the quote of a value that goes on in the next line, which
// is indented; 0 when there is none.
func opensQuote(text, next string) byte {
	m := quotedValue.FindStringSubmatch(text)
	if m == nil || closesQuote(m[2], m[1][0]) || strings.TrimLeft(next, " \t\r") == next {
		return 0
	}
	return m[1][0]
}

// closesQuote tells whether a text holds a quote that is not escaped.
func closesQuote(text string, quote byte) bool {
	if quote == '"' {
		text = strings.NewReplacer(`\\`, "", `\"`, "").Replace(text)
	} else {
		text = strings.ReplaceAll(text, "''", "")
	}
	return strings.IndexByte(text, quote) >= 0
}

func (m *mender) report(rule *diag.Rule, from, to int, message, hint string) {
	m.problems = append(m.problems, diag.New(rule, m.source, diag.Span{Start: from, End: to}, message, hint))
}

// mendLine mends each kind of mistake in turn, from the left of the line to its
// right. What a mend adds on the left moves the rest, which start makes up for.
func (m *mender) mendLine(start int, text string) string {
	for _, mend := range []func(int, string) string{m.tabs, m.noBreakSpaces, m.missingSpace, m.curlyQuotes, m.innerQuotes, m.reserved, m.colon, m.hash} {
		before := len(text)
		text = mend(start, text)
		start -= len(text) - before
	}
	return text
}

func (m *mender) tabs(start int, text string) string {
	indent := len(text) - len(strings.TrimLeft(text, " \t"))
	tab := strings.IndexByte(text[:indent], '\t')
	if tab < 0 || strings.TrimSpace(text) == "" {
		return text
	}
	m.report(diag.TabInYAML, start+tab, start+tab+1, "une tabulation décale cette ligne de l'en-tête", "remplacez-la par deux espaces")
	return strings.ReplaceAll(text[:indent], "\t", "  ") + text[indent:]
}

// spacedKey is a key with no-break spaces before it, before its colon or right
// after it.
var spacedKey = regexp.MustCompile(`^([ \x{a0}\x{202f}]*(?:- +)*)([\pL_][\pL\pN_-]*)([ \x{a0}\x{202f}]*):([\x{a0}\x{202f}]*)`)

// NoBreakSpaces are the no-break spaces of French typography, the usual and the
// narrow one, which YAML does not take for spaces.
const NoBreakSpaces = "\u00a0\u202f"

func (m *mender) noBreakSpaces(start int, text string) string {
	at := spacedKey.FindStringSubmatchIndex(text)
	if at == nil || !strings.ContainsAny(text[:at[1]], NoBreakSpaces) || strings.HasPrefix(text[at[1]:], "/") {
		return text
	}
	first := strings.IndexAny(text, NoBreakSpaces)
	head := strings.Map(func(r rune) rune {
		if strings.ContainsRune(NoBreakSpaces, r) {
			return ' '
		}
		return r
	}, text[:at[1]])
	key := text[at[4]:at[5]]
	m.report(diag.NoBreakSpace, start+first, start+at[1], fmt.Sprintf("une espace insécable se cache autour de la clé « %s »", key),
		fmt.Sprintf("écrivez « %s: » d'un trait, puis une espace ordinaire", key))
	return head + text[at[1]:]
}

// stuckKey is a key at the edge whose value touches the colon.
var stuckKey = regexp.MustCompile(`^([\pL_][\pL\pN_-]*) ?:[^ \t\r]`)

// missingSpace looks at the edge alone, and for the keys that we know: elsewhere,
// a word and a colon may be text.
func (m *mender) missingSpace(start int, text string) string {
	at := stuckKey.FindStringSubmatchIndex(text)
	if at == nil || !isKey(text[at[2]:at[3]]) {
		return text
	}
	colon := strings.IndexByte(text, ':') + 1
	spaced := text[:colon] + " " + text[colon:]
	m.report(diag.MissingSpace, start, start+colon, fmt.Sprintf("il manque une espace après « %s »", text[:colon]), "écrivez : "+spaced)
	return spaced
}

// isKey tells whether some file of the content may have this key at its edge.
func isKey(name string) bool { return slices.Contains(edgeKeys(), name) }

var edgeKeys = sync.OnceValue(func() []string {
	return namesOf(fieldsOf(&Front{}, &Testimonial{}, &Sheet{}, &Course{}, &Aid{}, &Adviser{}, &Contact{}, &Sector{}, &Quiz{}, &Site{}, &Edition{}))
})

// curlyValue is a value between quotes, one of which at least is not the
// straight one of YAML. The quotes of a pair are both double or both single.
var curlyValue = regexp.MustCompile(`^(?:["“”„‟″]([^"“”„‟″]*)["“”„‟″]|['‘’‚‛′]([^"“”„‟″]*)['‘’‚‛′])$`)

// curlyItem is the same within a list or a group in brackets.
var curlyItem = regexp.MustCompile(`[\[{,:]\s*(["“”„‟″][^"“”„‟″\n]*["“”„‟″])\s*[\]},]`)

// keyed is the part of a line before its value.
var keyed = regexp.MustCompile(`^\s*(?:- +)*(?:[\pL_][\pL\pN_-]* ?:[ \t]+)?`)

func (m *mender) curlyQuotes(start int, text string) string {
	from := len(keyed.FindString(text))
	to := len(strings.TrimRight(comment.ReplaceAllString(text, ""), " \t"))
	if from >= to || !strings.ContainsAny(text[from:to], curly) {
		return text
	}
	spans := curlySpans(text, from, to)
	for i := len(spans) - 1; i >= 0; i-- {
		at := spans[i]
		straight := Straighten(text[at.Start:at.End])
		m.report(diag.CurlyQuotes, start+at.Start, start+at.End, "cette valeur est entre guillemets courbes, que l'en-tête ne comprend pas",
			"écrivez des guillemets droits : "+straight)
		text = text[:at.Start] + straight + text[at.End:]
	}
	return text
}

// curly are the quotes that word processors write for straight ones.
const curly = "“”„‟″‘’‚‛′"

// curlySpans returns the values of a line, between from and to, that stand
// between curly quotes: the whole of it, or items of a list or a group.
func curlySpans(text string, from, to int) []diag.Span {
	value := text[from:to]
	if value[0] != '[' && value[0] != '{' {
		if curlyValue.MatchString(value) && curlyEnds(value) {
			return []diag.Span{{Start: from, End: to}}
		}
		return nil
	}
	var spans []diag.Span
	for at := from; ; {
		m := curlyItem.FindStringSubmatchIndex(text[at:to])
		if m == nil {
			return spans
		}
		if span := (diag.Span{Start: at + m[2], End: at + m[3]}); curlyEnds(text[span.Start:span.End]) {
			spans = append(spans, span)
		}
		at += m[3]
	}
}

// curlyEnds tells whether a value between quotes has a curly one.
func curlyEnds(value string) bool {
	first, _ := utf8.DecodeRuneInString(value)
	last, _ := utf8.DecodeLastRuneInString(value)
	return strings.ContainsRune(curly, first) || strings.ContainsRune(curly, last)
}

// Straighten puts a value that stands between curly quotes between straight ones.
func Straighten(value string) string {
	_, head := utf8.DecodeRuneInString(value)
	_, tail := utf8.DecodeLastRuneInString(value)
	return Quote(strings.TrimSpace(value[head : len(value)-tail]))
}

func (m *mender) colon(start int, text string) string {
	at := plainValue.FindStringSubmatchIndex(text)
	if at == nil {
		return text
	}
	key, value := text[:at[6]], comment.ReplaceAllString(text[at[6]:at[7]], "")
	if !strings.Contains(value, ": ") && !strings.HasSuffix(value, ":") {
		return text
	}
	quoted := key + Quote(value)
	m.report(diag.ColonInValue, start+at[6], start+at[6]+len(value), fmt.Sprintf("la valeur de « %s » contient « : » et doit être entre guillemets", text[at[4]:at[5]]),
		"écrivez : "+strings.TrimSpace(quoted))
	return quoted
}

// Quote writes a value between YAML's double quotes.
func Quote(value string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value) + `"`
}
