package content

import (
	"encoding/csv"
	"slices"
	"strings"
	"unicode/utf8"
)

// Rows reads the rows of a table written as CSV, the way spreadsheets write it: columns
// are parted by what its first line has the most, or by what a line « sep=; » says; rows
// without a word are passed over.
type Rows struct {
	csv     *csv.Reader
	skipped int // lines before those that csv reads
}

// NewRows reads a text that is [Readable].
func NewRows(text string) *Rows {
	r := &Rows{}
	text = strings.TrimPrefix(text, "\ufeff")
	first, rest, _ := strings.Cut(text, "\n")
	separator, said := strings.CutPrefix(strings.ToLower(strings.Trim(first, " \r\"")), "sep=")
	if said {
		text, r.skipped = rest, 1
	}
	r.csv = csv.NewReader(strings.NewReader(text))
	r.csv.FieldsPerRecord = -1
	r.csv.Comma = separatorOf(text)
	if c, size := utf8.DecodeRuneInString(separator); said && size == len(separator) && strings.ContainsRune(separators, c) {
		r.csv.Comma = c
	}
	return r
}

// separators are what programs part columns by: French spreadsheets by semicolons.
const separators = ";\t,"

// separatorOf returns the separator that the first line has the most.
func separatorOf(text string) rune {
	first, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n"), "\n")
	return slices.MaxFunc([]rune(separators), func(a, b rune) int {
		return strings.Count(first, string(a)) - strings.Count(first, string(b))
	})
}

// Next returns the next row that says something; io.EOF after the last, a
// [csv.ParseError] for one that cannot be read.
func (r *Rows) Next() ([]string, error) {
	for {
		row, err := r.csv.Read()
		if err != nil || strings.TrimSpace(strings.Join(row, "")) != "" {
			return row, err
		}
	}
}

// Separator is what parts the columns.
func (r *Rows) Separator() rune { return r.csv.Comma }

// Place returns the line on which a cell of the row at hand begins, and its column in
// bytes, both from 1.
func (r *Rows) Place(cell int) (line, column int) {
	line, column = r.csv.FieldPos(cell)
	return line + r.skipped, column
}

// LineOf returns the line of the table that an error of [Rows.Next] is about.
func (r *Rows) LineOf(err *csv.ParseError) int { return err.StartLine + r.skipped }
