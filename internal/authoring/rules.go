package authoring

import (
	"bytes"
	"regexp"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/french"
)

// mendOf returns the edit that mends a problem. It is not ok for a problem that
// has no one right answer.
func mendOf(p diag.Diagnostic, moved moves) (edit, bool) {
	src, span := p.Source, p.Span
	text := string(src.Text[span.Start:span.End])
	switch p.Rule {
	case diag.ColonInValue:
		return edit{span, content.Quote(text)}, true
	case diag.CurlyQuotes:
		return edit{span, content.Straighten(text)}, true
	case diag.NoBreakSpace:
		return edit{span, ordinarySpaces(text, src.Text[span.End:])}, true
	case diag.MissingSpace:
		return edit{span, text + " "}, parted.Match(src.Text[span.End:])
	case diag.TabInYAML:
		return untabbed(src, span), true
	case diag.IndentedFence:
		return edit{span, "---" + lineEnd(text)}, true
	case diag.BadDate:
		return isoDate(span, text, p.Hint)
	case diag.UnknownKey:
		return plainKey(p, text)
	case diag.UnknownSector:
		return named(p, text, "secteurs/", moved)
	case diag.UnknownTheme:
		return named(p, text, "themes/", moved)
	case diag.UnknownDocument:
		return named(p, text, "", moved)
	case diag.UnknownSize, diag.UnknownPlace:
		return spelt(p, text)
	}
	return edit{}, false
}

// parted is what a space may part from its key: words, what quotes, brackets or
// braces close on the line, the sign of a block of text. Before other signs it
// would make of a text what YAML cannot read.
var parted = regexp.MustCompile(`^(?:[\pL\pN/(«“‘.+-]|(?:"[^"\\\n]*"|'[^'\n]*'|\[[^][{}!&*@%|>\n]*\]|\{[^][{}!&*@%|>\n]*\})[ \t\r]*(?:#.*)?(?:\n|$)|[|>][+-]?[ \t\r]*\n)`)

// Mechanical tells whether Mend may mend a problem; what it says of renamed
// documents depends on the others.
func Mechanical(p diag.Diagnostic) bool {
	_, ok := mendOf(p, moves{})
	return ok
}

// beforeColon is the blanks between a key and its colon, and the colon;
// afterColon those that follow it.
var (
	beforeColon = regexp.MustCompile(`[ ` + content.NoBreakSpaces + `]*:[` + content.NoBreakSpaces + `]*$`)
	noBreak     = regexp.MustCompile(`[` + content.NoBreakSpaces + `]`)
)

// ordinarySpaces rewrites a key with its no-break spaces: none before the colon,
// an ordinary one after it, ordinary ones in its indentation.
func ordinarySpaces(text string, after []byte) string {
	colon := ":"
	if len(after) > 0 && !bytes.ContainsRune([]byte(" \t\r\n"), rune(after[0])) {
		colon = ": "
	}
	return noBreak.ReplaceAllString(beforeColon.ReplaceAllString(text, colon), " ")
}

// untabbed replaces the tabs of a line's indentation by two spaces each, as the
// reader takes them.
func untabbed(src *diag.Source, span diag.Span) edit {
	line, _ := src.Position(span.Start)
	start := src.Offset(line, 1)
	end := start
	for end < len(src.Text) && (src.Text[end] == ' ' || src.Text[end] == '\t') {
		end++
	}
	return edit{diag.Span{Start: start, End: end}, strings.ReplaceAll(string(src.Text[start:end]), "\t", "  ")}
}

// isoDate writes a French date as the hint says. A month where a day is wanted
// has no such hint, since only its author knows the day.
func isoDate(span diag.Span, text, hint string) (edit, bool) {
	inner, bare := unquoted(span, text)
	iso, ok := content.FrenchDate(bare)
	return edit{inner, string(iso)}, ok && hint == "écrivez "+string(iso)
}

// named writes the present name of a document that was moved, or else its name as
// names are written. Folder is what the author does not write.
func named(p diag.Diagnostic, text, folder string, moved moves) (edit, bool) {
	inner, bare := unquoted(p.Span, text)
	if now, ok := moved.from(p.Source, "/"+folder+nameOf(bare)+"/"); ok {
		name, same := strings.CutPrefix(now.Key(), folder)
		return edit{inner, strings.Replace(bare, strings.Trim(bare, "/"), name, 1)}, same
	}
	return spelt(p, text)
}

// spelt writes a name as names are written, when that is the one that check
// supposes: any other mistake leaves a doubt.
func spelt(p diag.Diagnostic, text string) (edit, bool) {
	inner, bare := unquoted(p.Span, text)
	return edit{inner, nameOf(bare)}, supposes(p, nameOf(bare))
}

// nameOf writes a name with the small letters and hyphens that names have,
// without accents, nor what is the file's or the address's.
func nameOf(written string) string {
	parts := strings.Split(strings.TrimSuffix(strings.Trim(written, "/"), ".md"), "/")
	for i, part := range parts {
		parts[i] = content.Slug(part)
	}
	return strings.Join(parts, "/")
}

// plainKey writes a key without its capitals and accents, unless it is there
// already.
func plainKey(p diag.Diagnostic, text string) (edit, bool) {
	key := strings.ReplaceAll(content.Slug(text), "-", "_")
	head := p.Source.Text
	if yaml, ok := content.FrontMatter(p.Source); ok {
		head = head[:yaml.End]
	}
	isKey := bytes.HasPrefix(bytes.TrimLeft(head[p.Span.End:], " "), []byte(":"))
	taken := bytes.Contains(head, []byte("\n"+key+":"))
	return edit{p.Span, key}, supposes(p, key) && isKey && !taken
}

// supposes tells whether check thinks that the author meant this word.
func supposes(p diag.Diagnostic, word string) bool {
	return word != "" && p.Hint == french.DidYouMean(word, []string{word}, "")
}

// unquoted returns the part of a value within its quotes, if it has any.
func unquoted(span diag.Span, text string) (diag.Span, string) {
	if n := len(text); n >= 2 && (text[0] == '"' || text[0] == '\'') && text[n-1] == text[0] {
		return diag.Span{Start: span.Start + 1, End: span.End - 1}, text[1 : n-1]
	}
	return span, text
}

// fenceEdits takes away the blanks after the --- of both fences.
func fenceEdits(src *diag.Source) []edit {
	yaml, ok := content.FrontMatter(src)
	if !ok {
		return nil
	}
	first, _ := src.Position(max(0, yaml.Start-1))
	last, _ := src.Position(yaml.End)
	var edits []edit
	for _, line := range []int{first, last} {
		start := src.Offset(line, 1)
		whole := src.Text[start:]
		if end := bytes.IndexByte(whole, '\n'); end >= 0 {
			whole = whole[:end]
		}
		edits = append(edits, edit{diag.Span{Start: start, End: start + len(whole)}, "---" + lineEnd(string(whole))})
	}
	return edits
}

// lineEnd is the carriage return that ends a line of some systems.
func lineEnd(line string) string {
	if strings.HasSuffix(line, "\r") {
		return "\r"
	}
	return ""
}
