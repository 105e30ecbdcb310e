package imports

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// readWorkbook reads the first sheet of a workbook. Dates are written 2026-11-22 however
// the sheet shows them; numbers as they are, or as a format shows them that people chose:
// a postcode with its zero.
func readWorkbook(data []byte) (*Sheet, error) {
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return nil, unreadable("ce classeur ne peut pas être ouvert : enregistrez-le de nouveau en « .xlsx », sans mot de passe")
	}
	defer book.Close()
	name := book.GetSheetName(0)
	rows, err := book.GetRows(name, excelize.Options{RawCellValue: true})
	if err != nil {
		return nil, unreadable("la première feuille de ce classeur ne peut pas être lue")
	}
	w, s := workbook{book: book, sheet: name}, &Sheet{}
	if props, err := book.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		w.since1904 = *props.Date1904
	}
	for i, raw := range rows {
		cells := make([]string, len(raw))
		for j, text := range raw {
			cells[j] = w.cell(j+1, i+1, text)
		}
		if strings.TrimSpace(strings.Join(cells, "")) != "" {
			s.add(i+1, cells)
		}
	}
	return s.checked()
}

type workbook struct {
	book  *excelize.File
	sheet string
	// since1904 says that days are counted from 1904, as in the workbooks of Excel for the
	// Mac before 2011: by the usual count they would be 1,462 days early.
	since1904 bool
}

// cell returns what a cell says, given what is stored in it.
func (w workbook) cell(column, row int, stored string) string {
	ref, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return stored
	}
	if formula, err := w.book.GetCellFormula(w.sheet, ref); err == nil && formula != "" && stored == "" {
		if value, err := w.book.CalcCellValue(w.sheet, ref); err == nil && value != "" {
			return value
		}
		return "=" + formula
	}
	number, err := strconv.ParseFloat(stored, 64)
	if kind, none := w.book.GetCellType(w.sheet, ref); none != nil || err != nil || kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString {
		return stored
	}
	switch format := w.format(ref); {
	case isDate(format):
		if t, err := excelize.ExcelDateToTime(number, w.since1904); err == nil {
			return writeTime(t)
		}
	case format != "" && format != "General":
		if shown, err := w.book.GetCellValue(w.sheet, ref); err == nil {
			return shown
		}
	}
	return strconv.FormatFloat(number, 'f', -1, 64)
}

// format returns how a cell shows its number; "" when it says nothing.
func (w workbook) format(ref string) string {
	id, err := w.book.GetCellStyle(w.sheet, ref)
	if err != nil {
		return ""
	}
	style, err := w.book.GetStyle(id)
	if err != nil {
		return ""
	}
	if style.CustomNumFmt != nil {
		if powers.MatchString(literals.ReplaceAllString(*style.CustomNumFmt, "")) {
			return ""
		}
		return *style.CustomNumFmt
	}
	n := style.NumFmt
	switch {
	case n == 0 || n == 49 || n == 11 || n == 48: // General, text, powers of ten
		return ""
	case n >= 14 && n <= 22, n >= 27 && n <= 36, n >= 45 && n <= 47, n >= 50 && n <= 58:
		return "yyyy"
	}
	return "0"
}

// literals are the parts of a format that are words and colours, and no letters of dates.
var literals = regexp.MustCompile(`"[^"]*"|\[[^\]]*\]|\\.`)

// powers are in a format that shows a number by a power of ten: spreadsheets choose it for
// the many figures of a SIRET, and all are stored though few are shown.
var powers = regexp.MustCompile(`[0#?][Ee][+-]`)

func isDate(format string) bool {
	return strings.ContainsAny(strings.ToLower(literals.ReplaceAllString(format, "")), "ydmj") && !strings.Contains(format, "General")
}

// writeTime writes a day, with its hour when it has one, as a form's timestamps do.
func writeTime(t time.Time) string {
	t = t.Round(time.Second)
	if t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 {
		return t.Format(time.DateOnly)
	}
	return t.Format("2006-01-02 15:04:05")
}
