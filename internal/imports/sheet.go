package imports

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"recueil/internal/content"
	"recueil/internal/french"
)

// Sheet is a source, as rows of cells.
type Sheet struct {
	Headings []string // as they are written
	Rows     []Row
	Notes    []Note // what of it could not be read
}

// Row is a row of a source: its cells are those of the headings.
type Row struct {
	Line  int // in the source, from 1
	Cells []string
}

// Note is what is to be said of a row of a source, or of a heading: line 1.
type Note struct {
	Line    int
	Message string
}

// UnreadableError says why a source cannot be read at all, in French.
type UnreadableError struct{ Message string }

func (e *UnreadableError) Error() string { return e.Message }

func unreadable(format string, args ...any) error {
	return &UnreadableError{fmt.Sprintf(format, args...)}
}

// ReadSheet reads the text of a source by what it holds, whatever its name: a workbook of
// Excel or LibreOffice (xlsx), or CSV in any of the encodings of spreadsheets.
func ReadSheet(data []byte) (*Sheet, error) {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return readWorkbook(data)
	}
	if bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")) {
		return nil, unreadable("c'est un ancien classeur d'Excel (.xls), ou un classeur protégé : enregistrez-le en « .xlsx » sans mot de passe, ou en « CSV UTF-8 »")
	}
	text := decode(data)
	if strings.ContainsRune(text, 0) || strings.HasPrefix(text, "%PDF-") {
		return nil, unreadable("ce n'est pas un tableau : enregistrez-le en « .xlsx » ou en « CSV UTF-8 » depuis votre tableur")
	}
	return readCSV(text)
}

// decode returns the text of a file that a spreadsheet wrote: UTF-8, UTF-16 behind its
// mark, or else the letters of Windows.
func decode(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		if text, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data); err == nil {
			data = text
		}
	case !utf8.Valid(data):
		if text, err := charmap.Windows1252.NewDecoder().Bytes(data); err == nil {
			data = text
		}
	}
	return string(content.Readable(data))
}

func readCSV(text string) (*Sheet, error) {
	rows, s := content.NewRows(text), &Sheet{}
	for {
		cells, err := rows.Next()
		if at := (*csv.ParseError)(nil); errors.As(err, &at) {
			return nil, unreadable("la ligne %d ne peut pas être lue : vérifiez ses guillemets", rows.LineOf(at))
		}
		if errors.Is(err, io.EOF) {
			return s.checked()
		}
		if err != nil {
			return nil, fmt.Errorf("read table: %w", err)
		}
		line, _ := rows.Place(0)
		s.add(line, cells)
	}
}

// add adds a row: the first is that of the headings.
func (s *Sheet) add(line int, cells []string) {
	if s.Headings == nil {
		s.Headings = make([]string, len(cells))
		for i, text := range cells {
			s.Headings[i] = strings.Join(strings.Fields(text), " ")
		}
		for n := len(s.Headings); n > 0 && s.Headings[n-1] == ""; n-- {
			s.Headings = s.Headings[:n-1] // LibreOffice adds one where a row is too long
		}
		return
	}
	if more := cells[min(len(cells), len(s.Headings)):]; strings.TrimSpace(strings.Join(more, "")) != "" {
		s.Notes = append(s.Notes, Note{line, "ligne laissée : elle a plus de colonnes que la ligne de titres ; mettez entre guillemets une valeur qui contient le séparateur"})
		return
	}
	row := Row{Line: line, Cells: make([]string, len(s.Headings))}
	for i := range min(len(cells), len(s.Headings)) {
		row.Cells[i] = s.clean(line, i, cells[i])
	}
	s.Rows = append(s.Rows, row)
}

// asText is the formula by which spreadsheets keep the zeros of a text: ="01000".
var asText = regexp.MustCompile(`^="((?:[^"]|"")*)"$`)

// failed is what a formula shows that failed, in French and in English.
var failed = regexp.MustCompile(`^#(?:REF|NOM|NAME|VALEUR|VALUE|DIV/0|N/A|NUL|NULL|NOMBRE|NUM)[ \x{a0}]?[!?]?$`)

// clean returns what a cell says; nothing for a formula that was saved instead of its
// result, or one that failed.
func (s *Sheet) clean(line, column int, text string) string {
	text = strings.TrimSpace(strings.Trim(strings.TrimSpace(text), "\u00a0\u200b"))
	if m := asText.FindStringSubmatch(text); m != nil {
		return strings.ReplaceAll(m[1], `""`, `"`)
	}
	if failed.MatchString(text) || len(text) > 1 && text[0] == '=' && text[1] != ' ' {
		s.Notes = append(s.Notes, Note{line, fmt.Sprintf("la colonne « %s » contient une formule sans résultat, « %s » : sa valeur n'est pas reprise", s.Headings[column], text)})
		return ""
	}
	return text
}

// checked returns a sheet that has a row of headings, each once, and says what is in a
// column that has none.
func (s *Sheet) checked() (*Sheet, error) {
	if s.Headings == nil {
		return nil, unreadable("le fichier ne contient aucune ligne")
	}
	seen := map[string]bool{}
	for i, h := range s.Headings {
		if at := slices.IndexFunc(s.Rows, func(r Row) bool { return r.Cells[i] != "" }); h == "" && at >= 0 {
			letters, _ := excelize.ColumnNumberToName(i + 1) // none for more columns than a spreadsheet has
			s.Notes = append(s.Notes, Note{1, fmt.Sprintf("la colonne %s n'a pas de titre, et n'est pas reprise ; la ligne %d y dit « %s »", letters, s.Rows[at].Line, s.Rows[at].Cells[i])})
		}
		key := french.Slug(h)
		if key != "" && seen[key] {
			return nil, unreadable("la colonne « %s » est là deux fois : gardez-en une", h)
		}
		seen[key] = true
	}
	return s, nil
}

// columns pairs what a kind of content reads with the columns of a sheet. Words are the
// headings, as slugs, by which each is known; own are those that the caller names, "" for
// one that is not to be read.
func (s *Sheet) columns(words map[string][]string, own map[string]string) (at map[string]int, unused []string) {
	at = map[string]int{}
	for i, h := range s.Headings {
		if key, said := own[french.Slug(h)]; said && key == "" {
			continue
		}
		if key, ok := keyOf(french.Slug(h), words, own); ok {
			if _, taken := at[key]; !taken {
				at[key] = i
				continue
			}
		}
		if h != "" {
			unused = append(unused, h)
		}
	}
	return at, unused
}

func keyOf(slug string, words map[string][]string, own map[string]string) (string, bool) {
	if key, ok := own[slug]; ok {
		return key, true
	}
	for _, key := range sortedKeys(words) {
		if slices.Contains(words[key], slug) {
			return key, true
		}
	}
	return "", false
}

// unread returns the cells of a row, by their headings among those given, that say something.
func (s *Sheet) unread(row Row, headings []string) map[string]string {
	cells := map[string]string{}
	for i, h := range s.Headings {
		if slices.Contains(headings, h) && row.Cells[i] != "" {
			cells[h] = row.Cells[i]
		}
	}
	return cells
}
