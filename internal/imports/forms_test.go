package imports

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// form is a fixture as a program gives it, the line there of each line of the fixture, and
// what becomes of the rows that the program changed for good.
type form struct {
	data    []byte
	at      func(line int) int
	changed []expected
}

// wants returns what the rows of a fixture become in this form.
func (f form) wants(rows []expected) []expected {
	rows = slices.Clone(rows)
	for _, c := range f.changed {
		rows[slices.IndexFunc(rows, func(e expected) bool { return e.line == c.line })] = c
	}
	return rows
}

func sameLine(line int) int { return line }

// tables writes a table as spreadsheets do.
func tables(t *testing.T, source []byte) map[string]form {
	text := string(source)
	windows, wide := charmap.Windows1252.NewEncoder().String, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String
	empty := strings.Repeat(comma(text), 8) + "\r\n"
	return map[string]form{
		"as it is":                       {data: source, at: sameLine},
		"Excel for Windows, in French":   {data: encoded(t, windows, "sep="+comma(text)+"\r\n"+strings.ReplaceAll(text, "\n", "\r\n")+empty+empty), at: func(line int) int { return line + 1 }},
		"Excel for the Mac, before 2016": {data: encoded(t, windows, strings.ReplaceAll(text, "\n", "\r")), at: sameLine},
		"Unicode text, in 16 bits":       {data: encoded(t, wide, text), at: sameLine},
	}
}

// comma is what parts the columns of a fixture.
func comma(text string) string {
	heading, _, _ := strings.Cut(text, "\n")
	if strings.Contains(heading, ";") {
		return ";"
	}
	return ","
}

// records returns the rows of a table, and the line on which each begins: of this test's
// own, so that a mistake in the reading of tables is not a mistake of what is expected.
func records(t *testing.T, source []byte) (rows [][]string, lines []int) {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(source))
	r.Comma, r.FieldsPerRecord = rune(comma(string(source))[0]), -1
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, lines
		}
		if err != nil {
			t.Fatal(err)
		}
		line, _ := r.FieldPos(0)
		rows, lines = append(rows, row), append(lines, line)
	}
}

// TestEveryRowIsExpected holds that no row of a fixture is without an expectation.
func TestEveryRowIsExpected(t *testing.T) {
	for _, tt := range imported {
		var lines, want []int
		for _, e := range tt.want {
			want = append(want, e.line)
		}
		if strings.HasSuffix(tt.source, ".json") {
			list, err := readRecords(read(t, tt.source))
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range list {
				lines = append(lines, r.line)
			}
		} else {
			rows, at := records(t, read(t, tt.source))
			for i, row := range rows[1:] {
				if strings.Join(row, "") != "" {
					lines = append(lines, at[i+1])
				}
			}
		}
		if !slices.Equal(lines, want) || len(lines) < 36 {
			t.Errorf("%s has rows on the lines %v, and expectations for %v", tt.source, lines, want)
		}
	}
}

// tablesAndWorkbooks also writes a table as workbooks, in which spreadsheets made numbers
// of what has figures alone and dates of what looks as one.
func tablesAndWorkbooks(t *testing.T, source []byte) map[string]form {
	all := tables(t, source)
	rows, lines := records(t, source)
	at := func(line int) int { return slices.Index(lines, line) + 1 }
	all["a workbook of texts"] = form{data: bytesOf(t, workbookOf(t, rows)), at: at}
	all["a workbook typed in Excel"] = form{data: typed(t, rows, false), at: at}
	all["a workbook that counts from 1904"] = form{data: typed(t, rows, true), at: at}
	return all
}

// savedByLibreOffice adds a fixture as LibreOffice saved it: see testdata/libreoffice. The
// row of each line is its row in the sheet.
func savedByLibreOffice(t *testing.T, all map[string]form, name string, row func(line int) int, changed []expected) map[string]form {
	t.Helper()
	table := read(t, "libreoffice/"+name+".csv")
	_, lines := records(t, table)
	all["a workbook of LibreOffice"] = form{read(t, "libreoffice/"+name+".xlsx"), row, changed}
	all["a table of LibreOffice"] = form{table, func(line int) int { return lines[row(line)-1] }, changed}
	return all
}

// rowsOf returns the row in a sheet of each line on which a row of a table begins. A line
// that is empty is a row too.
func rowsOf(t *testing.T, source []byte) func(line int) int {
	rows, lines := records(t, source)
	at, row := map[int]int{}, 0
	for i, line := range lines {
		row++
		if i > 0 {
			row += line - lines[i-1] - strings.Count(strings.Join(rows[i-1], ""), "\n") - 1
		}
		at[line] = row
	}
	return func(line int) int { return at[line] }
}

func advisersForms(t *testing.T, source []byte) map[string]form {
	return savedByLibreOffice(t, tables(t, source), "activateurs", rowsOf(t, source), changedAdvisers)
}

func testimonialsForms(t *testing.T, source []byte) map[string]form {
	return savedByLibreOffice(t, tablesAndWorkbooks(t, source), "temoignages", rowsOf(t, source), changedTestimonials)
}

func aidsForms(t *testing.T, source []byte) map[string]form {
	return savedByLibreOffice(t, recordsAndTables(t, source), "aides", sameLine, nil)
}

var figuresAlone = regexp.MustCompile(`^\d+$`)

// typed writes a table as a workbook whose cells are what Excel makes of what is typed.
func typed(t *testing.T, rows [][]string, since1904 bool) []byte {
	t.Helper()
	book := excelize.NewFile()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	must(book.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &since1904}))
	styles := map[string]int{}
	for _, format := range []string{"dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss", "mmm-yy"} {
		id, err := book.NewStyle(&excelize.Style{CustomNumFmt: &format})
		must(err)
		styles[format] = id
	}
	for i, row := range rows {
		for j, text := range row {
			ref, err := excelize.CoordinatesToCellName(j+1, i+1)
			must(err)
			day, format := typedDate(text)
			switch {
			case format != "":
				must(book.SetCellValue("Sheet1", ref, day))
				must(book.SetCellStyle("Sheet1", ref, ref, styles[format]))
			case figuresAlone.MatchString(text):
				number, err := json.Number(text).Int64()
				must(err)
				must(book.SetCellInt("Sheet1", ref, number))
			case strings.HasPrefix(text, "="):
				must(book.SetCellFormula("Sheet1", ref, text[1:]))
			case text != "":
				must(book.SetCellStr("Sheet1", ref, text))
			}
		}
	}
	return bytesOf(t, book)
}

// typedDate returns the day that Excel makes of a text in a French system, and the format
// in which it shows it; "" of what is no date.
func typedDate(text string) (day time.Time, format string) {
	if text == "oct-49" {
		return time.Date(1949, 10, 1, 0, 0, 0, 0, time.UTC), "mmm-yy"
	}
	for layout, format := range map[string]string{"02/01/2006": "dd/mm/yyyy", "02/01/2006 15:04:05": "dd/mm/yyyy hh:mm:ss", "02/01/2006 15:04": "dd/mm/yyyy hh:mm:ss"} {
		if day, err := time.Parse(layout, text); err == nil {
			return day, format
		}
	}
	return time.Time{}, ""
}

// recordsAndTables also writes a list of records as a table of the same headings.
func recordsAndTables(t *testing.T, source []byte) map[string]form {
	var file struct{ Data []map[string]any }
	dec := json.NewDecoder(bytes.NewReader(source))
	dec.UseNumber()
	if err := dec.Decode(&file); err != nil {
		t.Fatal(err)
	}
	several := map[string][][]string{
		"financeurs": {{"financeurs", "org_nom"}, {"cache_indexation", "financeurs", "org_nom"}}, "natures": {{"cache_indexation", "natures", "typ_libelle"}, {"natures", "typ_libelle"}},
		"territoires": {{"cache_indexation", "territoires", "ter_libelle"}, {"territoires", "ter_libelle"}, {"territoires"}}, "couverture_geo": {{"couverture_geo", "libelle"}},
		"effectif": {{"effectif"}}, "aid_source": {{"complements", "formulaire", "lien"}, {"aid_source"}}, "contacts": {{"contacts", "nom"}, {"aid_contact"}},
	}
	table := [][]string{AidColumns()}
	for _, r := range file.Data {
		var row []string
		for _, column := range table[0] {
			paths := several[column]
			if paths == nil {
				paths = [][]string{{column}}
			}
			var values []string
			for _, path := range paths {
				if values = textAt(r, path...); values != nil {
					break
				}
			}
			row = append(row, strings.Join(values, "|"))
		}
		table = append(table, row)
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Comma = ';'
	if err := w.WriteAll(table); err != nil {
		t.Fatal(err)
	}
	_, lines := records(t, out.Bytes())
	at := func(line int) int { return lines[line-1] }
	excel := tables(t, out.Bytes())["Excel for Windows, in French"]
	return map[string]form{
		"as it is":                       {data: source, at: sameLine},
		"line ends of Windows":           {data: append([]byte("\ufeff"), bytes.ReplaceAll(source, []byte("\n"), []byte("\r\n"))...), at: sameLine},
		"a table":                        {data: out.Bytes(), at: at},
		"a table that Excel saved again": {data: excel.data, at: func(line int) int { return excel.at(at(line)) }},
	}
}
