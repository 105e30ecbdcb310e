// Package diag describes what is wrong in an author's file, and prints it.
//
// Every room that reads content reports its findings as [Diagnostic] values: a
// byte range in a [Source], the [Rule] that was broken, what is wrong and what
// to do about it, in French. Lines and columns are computed only to print.
// Problems are the author's to fix and are collected; failures of the machine
// stay ordinary Go errors and stop the work. What an engine found, such as that
// of templates, is said again in French by [Translations]; its own words are the
// diagnostic's cause, printed on request only.
//
// A diagnostic may carry its [Fix], computed where the problem is found: corrige
// makes those that have one right answer, check counts them, and the forms for
// machines hold them all.
//
// The rules are declared in rules.go, whichever room finds their problems, so
// that one list documents them all.
package diag

import (
	"bytes"
	"cmp"
	"slices"
	"sort"
	"sync"
	"unicode/utf8"
)

// Source is one file as its author wrote it. It is immutable.
type Source struct {
	Path string // as printed, with slashes: "content/fiches/x.md"
	Text []byte // the whole file, before any decoding

	once  sync.Once
	lines []int // offset of the first byte of each line
}

// NewSource returns the source of text, which it keeps and nobody may change.
func NewSource(path string, text []byte) *Source {
	return &Source{Path: path, Text: text}
}

// Span is a range of bytes in a source, end excluded.
type Span struct{ Start, End int }

// Position returns the line and column of a byte offset, both from 1. Columns
// count characters; a byte-order mark at the start of the file is not counted,
// since no editor shows it. An offset outside the file is brought back into it.
func (s *Source) Position(offset int) (line, column int) {
	offset = max(0, min(offset, len(s.Text)))
	starts := s.lineStarts()
	n := sort.SearchInts(starts, offset+1) - 1
	head := s.Text[starts[n]:offset]
	if n == 0 {
		head = bytes.TrimPrefix(head, byteOrderMark)
	}
	return n + 1, utf8.RuneCount(head) + 1
}

// Offset is the inverse of Position: the byte at a line and column, both from
// 1. Positions outside the file or past the end of a line are brought back.
func (s *Source) Offset(line, column int) int {
	starts := s.lineStarts()
	if line > len(starts) {
		return len(s.Text)
	}
	start := starts[max(line, 1)-1]
	rest := s.Text[start:]
	if line <= 1 && bytes.HasPrefix(rest, byteOrderMark) {
		start, rest = start+len(byteOrderMark), rest[len(byteOrderMark):]
	}
	for ; column > 1 && len(rest) > 0 && rest[0] != '\n'; column-- {
		_, size := utf8.DecodeRune(rest)
		start, rest = start+size, rest[size:]
	}
	return start
}

// Line returns line n (from 1) without its line ending or byte-order mark, and
// "" when there is no such line.
func (s *Source) Line(n int) string {
	starts := s.lineStarts()
	if n < 1 || n > len(starts) {
		return ""
	}
	end := len(s.Text)
	if n < len(starts) {
		end = starts[n]
	}
	text := bytes.TrimRight(s.Text[starts[n-1]:end], "\r\n")
	if n == 1 {
		text = bytes.TrimPrefix(text, byteOrderMark)
	}
	return string(text)
}

var byteOrderMark = []byte("\xef\xbb\xbf")

func (s *Source) lineStarts() []int {
	s.once.Do(func() {
		s.lines = []int{0}
		for i, b := range s.Text {
			if b == '\n' {
				s.lines = append(s.lines, i+1)
			}
		}
	})
	return s.lines
}

// Severity says what a diagnostic does: an Error stops the build.
type Severity int

const (
	Error Severity = iota
	Warning
)

// String names the severity as printed.
func (s Severity) String() string {
	if s == Warning {
		return "avertissement"
	}
	return "erreur"
}

// Diagnostic is one problem in one place.
type Diagnostic struct {
	Source   *Source
	Span     Span // byte range in Source
	Severity Severity
	Rule     *Rule
	Message  string    // what is wrong: lower case, no full stop
	Hint     string    // what to do about it, or ""
	Related  []Related // places that explain it
	Cause    string    // what an engine that found it said, in its own words and language, or ""
	Fix      Fix       // what to do about it, as a machine does it
}

// Related is another place worth reading with a diagnostic.
type Related struct {
	Source  *Source
	Span    Span
	Message string // "déjà employé ici"
}

// New returns a diagnostic of a rule, with the rule's own severity.
func New(rule *Rule, source *Source, span Span, message, hint string) Diagnostic {
	return Diagnostic{
		Source: source, Span: span, Severity: rule.Severity, Rule: rule,
		Message: message, Hint: hint,
	}
}

// Soften turns mistakes into warnings, as those of a draft are.
func Soften(list []Diagnostic) {
	for i := range list {
		list[i].Severity = Warning
	}
}

// Errors returns the diagnostics that stop the build.
func Errors(list []Diagnostic) []Diagnostic {
	return slices.DeleteFunc(slices.Clone(list), func(d Diagnostic) bool { return d.Severity != Error })
}

// HasErrors reports whether any of the diagnostics stops the build.
func HasErrors(list []Diagnostic) bool { return len(Errors(list)) > 0 }

// Sort orders diagnostics by file, position, rule and message, and drops those
// that say the same thing of the same place twice.
func Sort(list []Diagnostic) []Diagnostic {
	list = slices.Clone(list)
	slices.SortStableFunc(list, compare)
	return slices.CompactFunc(list, func(a, b Diagnostic) bool { return compare(a, b) == 0 })
}

func compare(a, b Diagnostic) int {
	return cmp.Or(
		cmp.Compare(a.Source.Path, b.Source.Path),
		cmp.Compare(a.Span.Start, b.Span.Start),
		cmp.Compare(a.Span.End, b.Span.End),
		cmp.Compare(a.Rule.Name, b.Rule.Name),
		cmp.Compare(a.Message, b.Message),
	)
}
