package content

import (
	"bytes"
	"cmp"
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
// quotes around values, quotes within quotes, reserved signs. Each is reported with
// its fix, and so is what a « # » hides. Lines stay lines, and columns stay right up
// to the mistake.
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
	if strings.ContainsAny(text, "|>") && opensLiteral.MatchString(text) {
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
	if !strings.ContainsAny(text, `"'`) {
		return 0
	}
	m := quotedValue.FindStringSubmatch(text)
	if m == nil || closesQuote(m[2], m[1][0]) || strings.TrimLeft(next, " \t\r") == next {
		return 0
	}
	return m[1][0]
}

// closesQuote reports whether a text holds a quote that is not escaped.
func closesQuote(text string, quote byte) bool {
	if quote == '"' {
		text = escapes.Replace(text)
	} else {
		text = strings.ReplaceAll(text, "''", "")
	}
	return strings.IndexByte(text, quote) >= 0
}

// escapes drops what a backslash escapes in a value between double quotes.
var escapes = strings.NewReplacer(`\\`, "", `\"`, "")

// mistakesOf lists the kinds of mistakes, each found in the line that the ones
// before it have mended, from the left of the line to its right. Their places are in
// the line; one without a hint is to write the whole line as it should be. Nearly all
// lines have none: each first looks for the sign without which there is no such
// mistake, which takes a tenth of the time of its expression.
var mistakesOf = []func(line string) []diag.Diagnostic{tabs, noBreakSpaces, missingSpace, curlyQuotes, innerQuotes, reservedSign, colon, hash}

// mendLine mends the mistakes of a line, which starts at an offset, and reports
// them. What is a warning only is read as it stands.
func (m *mender) mendLine(start int, text string) string {
	first := len(m.problems)
	for _, find := range mistakesOf {
		var fixes []diag.Fix
		for _, p := range find(text) {
			if p.Severity == diag.Error {
				fixes = append(fixes, p.Fix)
			}
			edit := p.Fix.Edits[0]
			p.Source, p.Span, p.Fix.Edits = m.source, shifted(p.Span, start), []diag.Edit{{Span: shifted(edit.Span, start), Text: edit.Text}}
			m.problems = append(m.problems, p)
		}
		if len(fixes) == 0 {
			continue
		}
		mended, _ := diag.Apply([]byte(text), fixes)
		start -= len(mended) - len(text) // what is to the right has moved
		text = string(mended)
	}
	for i := first; i < len(m.problems); i++ {
		m.problems[i].Hint = cmp.Or(m.problems[i].Hint, "écrivez : "+strings.TrimSpace(text))
	}
	return text
}

func shifted(s diag.Span, by int) diag.Span { return diag.Span{Start: s.Start + by, End: s.End + by} }

// rewritten is the mistake of a part of a line that is to be written otherwise.
func rewritten(rule *diag.Rule, from, to int, message, better string) diag.Diagnostic {
	p := diag.New(rule, nil, diag.Span{Start: from, End: to}, message, "")
	p.Fix = diag.Replace(p.Span, better)
	return p
}

// tabs replaces the tabs of the indentation by two spaces each.
func tabs(line string) []diag.Diagnostic {
	indent := len(line) - len(strings.TrimLeft(line, " \t"))
	tab := strings.IndexByte(line[:indent], '\t')
	if tab < 0 || strings.TrimSpace(line) == "" {
		return nil
	}
	p := rewritten(diag.TabInYAML, 0, indent, "une tabulation décale cette ligne de l'en-tête", strings.ReplaceAll(line[:indent], "\t", "  "))
	p.Span, p.Hint = diag.Span{Start: tab, End: tab + 1}, "remplacez-la par deux espaces"
	return []diag.Diagnostic{p}
}

// spacedKey is a key with no-break spaces before it, before its colon or right
// after it.
var spacedKey = regexp.MustCompile(`^([ \x{a0}\x{202f}]*(?:- +)*)([\pL_][\pL\pN_-]*)([ \x{a0}\x{202f}]*):([\x{a0}\x{202f}]*)`)

// NoBreakSpaces are the no-break spaces of French typography, the usual and the
// narrow one, which YAML does not take for spaces.
const NoBreakSpaces = "\u00a0\u202f"

// noBreakSpaces writes a key with ordinary spaces: none before the colon, one after
// it, those of its indentation.
func noBreakSpaces(line string) []diag.Diagnostic {
	if !strings.ContainsAny(line, NoBreakSpaces) {
		return nil
	}
	at := spacedKey.FindStringSubmatchIndex(line)
	if at == nil || !strings.ContainsAny(line[:at[1]], NoBreakSpaces) || strings.HasPrefix(line[at[1]:], "/") {
		return nil
	}
	first, end, key := strings.IndexAny(line, NoBreakSpaces), at[1], line[at[4]:at[5]]
	colon := ":"
	if strings.TrimLeft(line[end:], " \t") == line[end:] && end < len(line) {
		colon = ": "
	}
	better := noBreak.ReplaceAllString(beforeColon.ReplaceAllString(line[first:end], colon), " ")
	p := rewritten(diag.NoBreakSpace, first, end, fmt.Sprintf("une espace insécable se cache autour de la clé « %s »", key), better)
	p.Hint = fmt.Sprintf("écrivez « %s: » d'un trait, puis une espace ordinaire", key)
	return []diag.Diagnostic{p}
}

// beforeColon is the blanks between a key and its colon, the colon, and the
// no-break spaces that follow it.
var (
	beforeColon = regexp.MustCompile(`[ ` + NoBreakSpaces + `]*:[` + NoBreakSpaces + `]*$`)
	noBreak     = regexp.MustCompile(`[` + NoBreakSpaces + `]`)
)

// stuckKey is a key at the edge whose value touches the colon.
var stuckKey = regexp.MustCompile(`^([\pL_][\pL\pN_-]*) ?:[^ \t\r]`)

// parted is what a space may part from its key without asking: words, what quotes,
// brackets or braces close on the line, the sign of a block of text. Before other
// signs it would make of a text what YAML cannot read.
var parted = regexp.MustCompile(`^(?:[\pL\pN/(«“‘.+-]|(?:"[^"\\]*"|'[^']*'|\[[^][{}!&*@%|>]*\]|\{[^][{}!&*@%|>]*\})[ \t]*(?:#.*)?$|[|>][+-]?[ \t]*$)`)

// missingSpace looks at the edge alone, and for the keys that we know: elsewhere,
// a word and a colon may be text.
func missingSpace(line string) []diag.Diagnostic {
	if _, value, found := strings.Cut(line, ":"); !found || strings.TrimLeft(value, " \t\r") != value {
		return nil
	}
	at := stuckKey.FindStringSubmatchIndex(line)
	if at == nil || !isKey(line[at[2]:at[3]]) {
		return nil
	}
	colon := strings.IndexByte(line, ':') + 1
	p := rewritten(diag.MissingSpace, colon, colon, fmt.Sprintf("il manque une espace après « %s »", line[:colon]), " ")
	p.Span.Start, p.Fix.Confirm = 0, !parted.MatchString(line[colon:])
	return []diag.Diagnostic{p}
}

// isKey reports whether some file of the content may have this key at its edge.
func isKey(name string) bool { return slices.Contains(edgeKeys(), name) }

var edgeKeys = sync.OnceValue(func() []string {
	return namesOf(fieldsOf(append(eachOwn(), &Front{}, &Site{}, &Edition{})...))
})

// curlyValue is a value between quotes, one of which at least is not the
// straight one of YAML. The quotes of a pair are both double or both single.
var curlyValue = regexp.MustCompile(`^(?:["“”„‟″]([^"“”„‟″]*)["“”„‟″]|['‘’‚‛′]([^"“”„‟″]*)['‘’‚‛′])$`)

// curlyItem is the same within a list or a group in brackets.
var curlyItem = regexp.MustCompile(`[\[{,:]\s*(["“”„‟″][^"“”„‟″\n]*["“”„‟″])\s*[\]},]`)

// keyed is the part of a line before its value.
var keyed = regexp.MustCompile(`^\s*(?:- +)*(?:[\pL_][\pL\pN_-]* ?:[ \t]+)?`)

// curlyQuotes puts values that stand between curly quotes between straight ones.
func curlyQuotes(line string) []diag.Diagnostic {
	if !strings.ContainsAny(line, curly) {
		return nil
	}
	from := len(keyed.FindString(line))
	to := len(strings.TrimRight(comment.ReplaceAllString(line, ""), " \t"))
	if from >= to || !strings.ContainsAny(line[from:to], curly) {
		return nil
	}
	var found []diag.Diagnostic
	for _, at := range curlySpans(line, from, to) {
		value := line[at.Start:at.End]
		_, head := utf8.DecodeRuneInString(value)
		_, tail := utf8.DecodeLastRuneInString(value)
		straight := Quoted(strings.TrimSpace(value[head : len(value)-tail]))
		p := rewritten(diag.CurlyQuotes, at.Start, at.End, "cette valeur est entre guillemets courbes, que l'en-tête ne comprend pas", straight)
		p.Hint = "écrivez des guillemets droits : " + straight
		found = append(found, p)
	}
	return found
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

// curlyEnds reports whether a value between quotes has a curly one.
func curlyEnds(value string) bool {
	first, _ := utf8.DecodeRuneInString(value)
	last, _ := utf8.DecodeLastRuneInString(value)
	return strings.ContainsRune(curly, first) || strings.ContainsRune(curly, last)
}

// colon puts a plain value that holds « : » between quotes.
func colon(line string) []diag.Diagnostic {
	if strings.Count(line, ":") < 2 {
		return nil
	}
	at := plainValue.FindStringSubmatchIndex(line)
	if at == nil {
		return nil
	}
	value := comment.ReplaceAllString(line[at[6]:at[7]], "")
	if !strings.Contains(value, ": ") && !strings.HasSuffix(value, ":") {
		return nil
	}
	message := fmt.Sprintf("la valeur de « %s » contient « : » et doit être entre guillemets", line[at[4]:at[5]])
	return []diag.Diagnostic{rewritten(diag.ColonInValue, at[6], at[6]+len(value), message, Quoted(value))}
}
