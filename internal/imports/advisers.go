package imports

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"recueil/internal/check"
	"recueil/internal/content"
	"recueil/internal/diag"
)

// advisersFile is the table that the import of advisers writes.
const advisersFile = "activateurs/activateurs.csv"

// adviserColumns are the columns that it writes, whose values make the fingerprint; then
// where a row comes from.
var (
	adviserColumns    = []string{"slug", "titre", "resume", "categorie", "commune", "code_postal", "territoires", "url", "services"}
	provenanceColumns = []string{"import.origine", "import.id", "import.empreinte", "import.date"}
)

// Advisers plans the import of the open data « Activateurs France Num » into the table
// activateurs.csv: its rows, columns and order stay, and what is new comes after.
func Advisers(ctx context.Context, data []byte, opt Options) (*Plan, error) {
	sheet, err := ReadSheet(data)
	if err != nil {
		return nil, err
	}
	open := content.OpenHeadings(sheet.Headings)
	if open == nil {
		return nil, unreadable("ce ne sont pas les titres de colonnes d'« Activateurs France Num » : « Identifiant de la structure » et « Nom de la structure » au moins sont attendus ; titres lus : %s", strings.Join(sheet.Headings, ", "))
	}
	t, err := openTable(opt)
	if err != nil {
		return nil, err
	}
	t.plan.Notes = append(sheet.Notes, unusedColumns(besides(sheet.Headings, open))...)
	for _, row := range sheet.Rows {
		t.take(row, open)
	}
	return t.finish(ctx)
}

// besides are the headings of the open data that are not read.
func besides(headings, open []string) []string {
	var list []string
	for i, h := range headings {
		if open[i] == "" && h != "" {
			list = append(list, h)
		}
	}
	return list
}

// adviserTable is activateurs.csv, while it is written.
type adviserTable struct {
	Options
	before    []byte // nil when there is none
	separator rune
	columns   []string
	rows      [][]string
	at        map[string]int  // rows of this origin that were there, by [sameID]
	seen      map[string]int  // lines of the source, by [sameID]
	slugs     map[string]bool // of all rows
	touched   map[int]touch   // by row
	plan      *Plan
}

// touch is what an import does to a row: its line in the source, and what the row was, nil
// of a new one.
type touch struct {
	line   int
	before []string
}

// openTable reads the table that is there, with the columns that it lacks.
func openTable(opt Options) (*adviserTable, error) {
	t := &adviserTable{Options: opt, separator: ';', at: map[string]int{}, seen: map[string]int{}, slugs: map[string]bool{}, touched: map[int]touch{}, plan: &Plan{}}
	root := opt.Roots[len(opt.Roots)-1]
	before, err := fs.ReadFile(root.FS, advisersFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read table: %w", err)
	}
	if err == nil {
		t.before = before
		if err := t.read(string(content.Readable(before))); err != nil {
			return nil, err
		}
	}
	t.complete()
	for i, row := range t.rows {
		t.slugs[t.cell(row, "slug")] = true
		if id := t.cell(row, "import.id"); id != "" && t.cell(row, "import.origine") == opt.Origin {
			t.at[sameID(id)] = i
		}
	}
	return t, nil
}

func (t *adviserTable) read(text string) error {
	rows := content.NewRows(text)
	t.separator = rows.Separator()
	for {
		row, err := rows.Next()
		if bad := (*csv.ParseError)(nil); errors.As(err, &bad) {
			return unreadable("%s ne peut pas être lu, ligne %d : « recueil check » dit pourquoi", advisersFile, rows.LineOf(bad))
		}
		if err != nil {
			return nil
		}
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
		if t.columns == nil {
			t.columns = row
			if content.OpenHeadings(row) != nil {
				return unreadable("%s est déjà un fichier d'« Activateurs France Num » tel quel, que recueil lit ainsi : remplacez-le par le nouveau, ou supprimez-le avant d'importer", advisersFile)
			}
			continue
		}
		if len(row) > len(t.columns) && strings.Join(row[len(t.columns):], "") != "" {
			return unreadable("%s a une ligne plus longue que ses titres : « recueil check » dit laquelle", advisersFile)
		}
		t.rows = append(t.rows, row)
	}
}

// complete gives the table the columns that an import writes.
func (t *adviserTable) complete() {
	for _, c := range slices.Concat(adviserColumns, provenanceColumns) {
		if !slices.Contains(t.columns, c) {
			t.columns = append(t.columns, c)
		}
	}
	for i, row := range t.rows {
		t.rows[i] = append(row, make([]string, max(0, len(t.columns)-len(row)))...)[:len(t.columns)]
	}
}

func (t *adviserTable) cell(row []string, column string) string {
	return row[slices.Index(t.columns, column)]
}

func (t *adviserTable) set(row []string, column, text string) {
	row[slices.Index(t.columns, column)] = text
}

// fingerprint is that of the columns that an import writes. A postcode whose zero a
// spreadsheet took is the same postcode.
func (t *adviserTable) fingerprint(row []string) string {
	var values []string
	for _, c := range adviserColumns {
		text := t.cell(row, c)
		if c == "code_postal" {
			text = content.WholePostcode(text)
		}
		values = append(values, text)
	}
	return fingerprint([]byte(strings.Join(values, "\n")))
}

func (t *adviserTable) note(line int, format string, args ...any) {
	t.plan.Notes = append(t.plan.Notes, Note{line, fmt.Sprintf(format, args...)})
}

// take decides of a row of the source: new, as it was, updated, or kept.
func (t *adviserTable) take(source Row, open []string) {
	adviser := content.OpenAdviser{}
	for i, name := range open {
		if name != "" {
			adviser[name] = source.Cells[i]
		}
	}
	values, refused := adviser.Values()
	id := sameID(adviser.ID())
	first, twice := t.seen[id]
	if id != "" && !twice {
		t.seen[id] = source.Line
	}
	switch {
	case refused != "":
		t.note(source.Line, "ligne laissée : %s", refused)
		return
	case twice:
		t.note(source.Line, "ligne laissée : la ligne %d a déjà l'identifiant « %s »", first, adviser.ID())
		return
	}
	if adviser.IsIndependent() {
		t.note(source.Line, "indépendant : son nom n'est pas écrit, la page mène à sa fiche sur France Num")
	}
	if i, there := t.at[id]; there {
		t.renew(i, source.Line, values)
		return
	}
	t.insert(source.Line, adviser.ID(), values)
}

// insert adds a row, unless its address is another's.
func (t *adviserTable) insert(line int, id string, values []content.OpenValue) {
	row := make([]string, len(t.columns))
	for _, v := range values {
		t.set(row, v.Key, v.Text)
	}
	slug := t.cell(row, "slug")
	if t.slugs[slug] {
		slug += "-" + content.Slug(id)
		t.set(row, "slug", slug)
	}
	if t.slugs[slug] {
		t.note(line, "ligne laissée : l'adresse « %s » est déjà celle d'une autre ligne", slug)
		return
	}
	t.slugs[slug] = true
	t.sign(row, id)
	t.touched[len(t.rows)] = touch{line: line}
	t.rows = append(t.rows, row)
}

// sign notes where a row comes from.
func (t *adviserTable) sign(row []string, id string) {
	t.set(row, "import.origine", t.Origin)
	t.set(row, "import.id", id)
	t.set(row, "import.empreinte", t.fingerprint(row))
	t.set(row, "import.date", string(t.Date))
}

// renew compares a row that was imported before with what the source has now. Its address
// lasts, and what editors put in other columns stays.
func (t *adviserTable) renew(i, line int, values []content.OpenValue) {
	row := t.rows[i]
	next := slices.Clone(row)
	for _, c := range adviserColumns[1:] {
		t.set(next, c, "")
	}
	for _, v := range values {
		if v.Key != "slug" {
			t.set(next, v.Key, v.Text)
		}
	}
	was, is, now := t.cell(row, "import.empreinte"), t.fingerprint(row), t.fingerprint(next)
	name := t.printed() + " : " + t.cell(row, "titre")
	switch {
	case is == now:
		t.plan.Same++
	case is == was:
		t.sign(next, t.cell(row, "import.id"))
		t.rows[i], t.touched[i] = next, touch{line, row}
	case now == was:
		t.plan.Kept = append(t.plan.Kept, Kept{Path: name})
	default:
		t.plan.Kept = append(t.plan.Kept, Kept{name, t.difference(row, next)})
	}
}

func (t *adviserTable) printed() string {
	return t.Roots[len(t.Roots)-1].Name + "/" + advisersFile
}

// difference says, column by column, what is there and what the source has.
func (t *adviserTable) difference(there, source []string) string {
	var out strings.Builder
	for _, c := range adviserColumns {
		if a, b := t.cell(there, c), t.cell(source, c); a != b {
			fmt.Fprintf(&out, "-%s: %s\n+%s: %s\n", c, a, c, b)
		}
	}
	return out.String()
}

// finish leaves new rows that cannot be published, and says which rows of this origin the
// source no longer has.
func (t *adviserTable) finish(ctx context.Context) (*Plan, error) {
	for _, id := range sortedKeys(t.at) {
		if _, still := t.seen[id]; !still {
			t.plan.Gone = append(t.plan.Gone, t.printed()+" : "+t.cell(t.rows[t.at[id]], "titre"))
		}
	}
	if err := t.refuse(ctx); err != nil {
		return nil, err
	}
	if len(t.touched) > 0 {
		text, _ := t.write()
		t.plan.Files = []File{{Path: t.printed(), Text: text, New: t.before == nil, Rows: t.said()}}
	}
	slices.SortStableFunc(t.plan.Notes, func(a, b Note) int { return a.Line - b.Line })
	return t.plan, nil
}

// said says which rows are new and which are updated, in their order.
func (t *adviserTable) said() []string {
	var list []string
	for i, row := range t.rows {
		switch at, touched := t.touched[i]; {
		case touched && at.before == nil:
			list = append(list, "nouveau : "+t.cell(row, "titre"))
		case touched:
			list = append(list, "mis à jour : "+t.cell(row, "titre"))
		}
	}
	return list
}

// refuse undoes what it would do to rows in which check finds an error: they stay as they
// were, and new ones are left.
func (t *adviserTable) refuse(ctx context.Context) error {
	text, lines := t.write()
	coll, problems, err := content.Load(ctx, append(slices.Clone(t.Roots), content.Root{Name: "import", FS: oneFile(advisersFile, text)}), 1)
	if err != nil {
		return err
	}
	for _, p := range diag.Sort(append(problems, check.Collection(coll)...)) {
		if p.Source.Path != "import/"+advisersFile || p.Severity != diag.Error {
			continue
		}
		line, _ := p.Source.Position(p.Span.Start)
		i, exact := slices.BinarySearch(lines, line)
		if !exact {
			i--
		}
		if at, touched := t.touched[i]; touched {
			t.note(at.line, "ligne laissée : %s ; %s", p.Message, p.Hint)
			t.rows[i] = at.before
			delete(t.touched, i)
		}
	}
	t.close()
	return nil
}

// close closes up the rows that were left out; what is touched moves with them.
func (t *adviserTable) close() {
	var kept [][]string
	touched := map[int]touch{}
	for i, row := range t.rows {
		if row == nil {
			continue
		}
		if at, ok := t.touched[i]; ok {
			touched[len(kept)] = at
		}
		kept = append(kept, row)
	}
	t.rows, t.touched = kept, touched
}

// write writes the table, with the mark by which Excel knows UTF-8 unless the table that
// was there has none, and returns the line of each row.
func (t *adviserTable) write() (text []byte, lines []int) {
	var out bytes.Buffer
	if t.before == nil || bytes.HasPrefix(t.before, []byte("\ufeff")) {
		out.WriteString("\ufeff")
	}
	w := csv.NewWriter(&out)
	w.Comma = t.separator
	put := func(row []string) {
		w.Write(row) // into memory, which does not fail
		w.Flush()
	}
	put(t.columns)
	for _, row := range t.rows {
		lines = append(lines, 1+bytes.Count(out.Bytes(), []byte("\n")))
		put(row)
	}
	return out.Bytes(), lines
}
