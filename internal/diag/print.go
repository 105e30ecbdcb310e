package diag

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Style says how diagnostics are printed.
type Style struct {
	Short  bool // the first line only
	Colour bool // with terminal colours
	Causes bool // with what the engines said, in English
}

// Print writes the diagnostics for people, one after the other.
func Print(w io.Writer, list []Diagnostic, style Style) error {
	for _, p := range Pieces(list, style) {
		text := p.Text
		if code := colours[p.Role]; style.Colour && code != "" {
			text = code + text + reset
		}
		if _, err := io.WriteString(w, text); err != nil {
			return err
		}
	}
	return nil
}

// Piece is a part of what is printed, and what it is there for.
type Piece struct {
	Text string
	Role Role
}

// Role is what a piece is there for, which says how it looks.
type Role int

const (
	Plain   Role = iota
	Place        // the file, the line and the column
	Grave        // the word « erreur »
	Mild         // the word « avertissement »
	Pointer      // what underlines the mistake in the line quoted
)

// Pieces returns what [Print] writes, for other pages than a terminal's.
func Pieces(list []Diagnostic, style Style) []Piece {
	var p pieces
	for _, d := range list {
		p.diagnostic(d, style)
	}
	return p
}

type pieces []Piece

// add joins plain text to plain text: pieces end where their look does.
func (p *pieces) add(role Role, form string, args ...any) {
	text := fmt.Sprintf(form, args...)
	if n := len(*p); n > 0 && role == Plain && (*p)[n-1].Role == Plain {
		(*p)[n-1].Text += text
		return
	}
	*p = append(*p, Piece{text, role})
}

func (p *pieces) diagnostic(d Diagnostic, style Style) {
	line, column := d.Source.Position(d.Span.Start)
	p.add(Place, "%s:%d:%d", d.Source.Path, line, column)
	p.add(Plain, ": ")
	p.add(map[Severity]Role{Error: Grave, Warning: Mild}[d.Severity], "%s :", d.Severity)
	p.add(Plain, " %s [%s]\n", d.Message, d.Rule.Name)
	if style.Short {
		return
	}
	margin := "    "
	if len(d.Source.Text) > 0 {
		margin = p.quote(d.Source, d.Span)
	}
	p.explain(d, margin, style)
	p.add(Plain, "\n")
}

// explain writes the hint, the related places and the cause below the quotation.
func (p *pieces) explain(d Diagnostic, margin string, style Style) {
	if d.Hint != "" {
		p.add(Plain, "%s= %s\n", margin, strings.ReplaceAll(d.Hint, "\n", "\n"+margin+"  "))
	}
	for _, r := range d.Related {
		line, column := r.Source.Position(r.Span.Start)
		p.add(Plain, "%s= %s:%d:%d : %s\n", margin, r.Source.Path, line, column, r.Message)
	}
	if d.Cause != "" && style.Causes {
		p.add(Plain, "%s= cause : %s\n", margin, d.Cause)
	}
}

// quoteWidth is the longest quotation of a line, in characters, so that a
// paragraph written on one line stays readable with its caret in view.
const quoteWidth = 100

// quote writes the line of a span with a caret below its first character and a
// tilde below each further one, and returns the margin that aligns with the
// bar. Tabs stay tabs in the indent, so that the caret falls right whatever the
// terminal's tab width.
func (p *pieces) quote(s *Source, span Span) string {
	line, column := s.Position(span.Start)
	text := []rune(s.Line(line))
	at := min(column-1, len(text))
	from, to := window(len(text), at)
	before, after := ellipsis(from > 0), ellipsis(to < len(text))
	prefix := fmt.Sprintf("  %d | ", line)
	margin := strings.Repeat(" ", len(prefix)-2)
	p.add(Plain, "%s%s%s%s\n%s| %s", prefix, before, string(text[from:to]), after, margin, indent(before+string(text[from:at])))
	p.add(Pointer, "^%s", strings.Repeat("~", max(0, min(s.width(span), to-at)-1)))
	p.add(Plain, "\n")
	return margin
}

// width is the number of characters of a span on its first line.
func (s *Source) width(span Span) int {
	start := max(0, min(span.Start, len(s.Text)))
	text, _, _ := strings.Cut(string(s.Text[start:max(start, min(span.End, len(s.Text)))]), "\n")
	return utf8.RuneCountInString(strings.TrimRight(text, "\r"))
}

// indent returns blanks as wide as text, keeping its tabs.
func indent(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, text)
}

func ellipsis(cut bool) string {
	if cut {
		return "…"
	}
	return ""
}

// window returns the part of a line of n characters to show around position at.
func window(n, at int) (from, to int) {
	if n <= quoteWidth {
		return 0, n
	}
	from = max(0, min(at-quoteWidth/3, n-quoteWidth))
	return from, from + quoteWidth
}

// colours are the looks of roles on a terminal.
var colours = map[Role]string{Place: "\x1b[1m", Grave: "\x1b[1;31m", Mild: "\x1b[1;33m", Pointer: "\x1b[32m"}

const reset = "\x1b[0m"

type jsonDiagnostic struct {
	File string `json:"fichier"`
	jsonRange
	Severity string        `json:"gravite"`
	Rule     string        `json:"regle"`
	Message  string        `json:"message"`
	Hint     string        `json:"conseil,omitempty"`
	Quote    string        `json:"extrait"`
	Related  []jsonRelated `json:"voir,omitempty"`
	Fix      *jsonFix      `json:"correction,omitempty"`
}

type jsonRange struct {
	Line      int `json:"ligne"`
	Column    int `json:"colonne"`
	EndLine   int `json:"ligne_fin"`
	EndColumn int `json:"colonne_fin"`
}

type jsonRelated struct {
	File    string `json:"fichier"`
	Line    int    `json:"ligne"`
	Column  int    `json:"colonne"`
	Message string `json:"message"`
}

// jsonFix is the edits that mend a problem, all in its file.
type jsonFix struct {
	Safe  bool       `json:"sure"`
	Edits []jsonEdit `json:"modifications"`
}

type jsonEdit struct {
	jsonRange
	Text string `json:"texte"`
}

// PrintJSON writes the diagnostics for machines, as one JSON array.
func PrintJSON(w io.Writer, list []Diagnostic) error {
	out := make([]jsonDiagnostic, 0, len(list))
	for _, d := range list {
		out = append(out, toJSON(d))
	}
	return writeJSON(w, out)
}

func toJSON(d Diagnostic) jsonDiagnostic {
	at := rangeOf(d.Source, d.Span)
	out := jsonDiagnostic{
		File: d.Source.Path, jsonRange: at, Severity: d.Severity.String(), Rule: d.Rule.Name,
		Message: d.Message, Hint: d.Hint, Quote: d.Source.Line(at.Line),
	}
	for _, r := range d.Related {
		at := rangeOf(r.Source, r.Span)
		out.Related = append(out.Related, jsonRelated{r.Source.Path, at.Line, at.Column, r.Message})
	}
	if len(d.Fix.Edits) > 0 {
		out.Fix = &jsonFix{Safe: d.Fix.Safe()}
	}
	for _, e := range d.Fix.Edits {
		out.Fix.Edits = append(out.Fix.Edits, jsonEdit{rangeOf(d.Source, e.Span), e.Text})
	}
	return out
}

func rangeOf(source *Source, span Span) (r jsonRange) {
	r.Line, r.Column = source.Position(span.Start)
	r.EndLine, r.EndColumn = source.Position(span.End)
	return r
}
