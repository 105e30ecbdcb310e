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
	for _, d := range list {
		if _, err := io.WriteString(w, format(d, style)); err != nil {
			return err
		}
	}
	return nil
}

func format(d Diagnostic, style Style) string {
	var b strings.Builder
	paint := painter(style.Colour)
	line, column := d.Source.Position(d.Span.Start)
	fmt.Fprintf(&b, "%s: %s %s [%s]\n",
		paint(bold, fmt.Sprintf("%s:%d:%d", d.Source.Path, line, column)),
		paint(severityColour(d.Severity), d.Severity.String()+" :"), d.Message, d.Rule.Name)
	if style.Short {
		return b.String()
	}
	margin := "    "
	if len(d.Source.Text) > 0 {
		margin = quote(&b, d.Source, d.Span, paint)
	}
	explain(&b, d, margin, style)
	b.WriteByte('\n')
	return b.String()
}

// explain writes the hint, the related places and the cause below the quotation.
func explain(b *strings.Builder, d Diagnostic, margin string, style Style) {
	if d.Hint != "" {
		fmt.Fprintf(b, "%s= %s\n", margin, strings.ReplaceAll(d.Hint, "\n", "\n"+margin+"  "))
	}
	for _, r := range d.Related {
		line, column := r.Source.Position(r.Span.Start)
		fmt.Fprintf(b, "%s= %s:%d:%d : %s\n", margin, r.Source.Path, line, column, r.Message)
	}
	if d.Cause != "" && style.Causes {
		fmt.Fprintf(b, "%s= cause : %s\n", margin, d.Cause)
	}
}

// quoteWidth is the longest quotation of a line, in characters, so that a
// paragraph written on one line stays readable with its caret in view.
const quoteWidth = 100

// quote writes the line of a span with a caret below its first character and a
// tilde below each further one, and returns the margin that aligns with the
// bar. Tabs stay tabs in the indent, so that the caret falls right whatever the
// terminal's tab width.
func quote(b *strings.Builder, s *Source, span Span, paint func(code, text string) string) string {
	line, column := s.Position(span.Start)
	text := []rune(s.Line(line))
	at := min(column-1, len(text))
	from, to := window(len(text), at)
	before, after := ellipsis(from > 0), ellipsis(to < len(text))
	prefix := fmt.Sprintf("  %d | ", line)
	margin := strings.Repeat(" ", len(prefix)-2)
	fmt.Fprintf(b, "%s%s%s%s\n", prefix, before, string(text[from:to]), after)
	fmt.Fprintf(b, "%s| %s%s\n", margin, indent(before+string(text[from:at])),
		paint(green, "^"+strings.Repeat("~", max(0, min(s.width(span), to-at)-1))))
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

const (
	bold   = "\x1b[1m"
	red    = "\x1b[1;31m"
	yellow = "\x1b[1;33m"
	green  = "\x1b[32m"
	reset  = "\x1b[0m"
)

func painter(colour bool) func(code, text string) string {
	return func(code, text string) string {
		if !colour {
			return text
		}
		return code + text + reset
	}
}

func severityColour(s Severity) string {
	if s == Warning {
		return yellow
	}
	return red
}

type jsonDiagnostic struct {
	File      string        `json:"fichier"`
	Line      int           `json:"ligne"`
	Column    int           `json:"colonne"`
	EndLine   int           `json:"ligne_fin"`
	EndColumn int           `json:"colonne_fin"`
	Severity  string        `json:"gravite"`
	Rule      string        `json:"regle"`
	Message   string        `json:"message"`
	Hint      string        `json:"conseil,omitempty"`
	Quote     string        `json:"extrait"`
	Related   []jsonRelated `json:"voir,omitempty"`
}

type jsonRelated struct {
	File    string `json:"fichier"`
	Line    int    `json:"ligne"`
	Column  int    `json:"colonne"`
	Message string `json:"message"`
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
	line, column := d.Source.Position(d.Span.Start)
	endLine, endColumn := d.Source.Position(d.Span.End)
	out := jsonDiagnostic{
		File: d.Source.Path, Line: line, Column: column, EndLine: endLine, EndColumn: endColumn,
		Severity: d.Severity.String(), Rule: d.Rule.Name,
		Message: d.Message, Hint: d.Hint, Quote: d.Source.Line(line),
	}
	for _, r := range d.Related {
		at, col := r.Source.Position(r.Span.Start)
		out.Related = append(out.Related, jsonRelated{r.Source.Path, at, col, r.Message})
	}
	return out
}
