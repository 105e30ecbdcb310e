package content

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"recueil/internal/diag"
	"recueil/internal/french"
	"recueil/internal/markdown"
)

// table is activateurs.csv: a row of headings, which are front-matter keys, then a row
// for each adviser, whose slug is made of its title unless a column gives it. In lists,
// values are separated by | characters; a column of a group is named « import.id ». A table
// with the headings of the open data is read for what they say: see [OpenAdviser].
type table struct {
	*reader
	rows *Rows
	keys []string // of each column: a key, "slug", or "" for what is not read
	open []string // of each column of open data: its name there; else nil
}

// advisers reads the table. Headings are read as people write them, each once; what
// spreadsheets add is passed over: a line « sep=; », rows without a word.
func (r *reader) advisers() {
	t := &table{reader: r, rows: NewRows(string(r.source.Text))}
	header, err := t.rows.Next()
	if errors.Is(err, io.EOF) {
		r.report(diag.WrongType, diag.Span{}, "le tableau est vide", "commencez-le par une ligne de titres de colonnes, ou supprimez-le")
		return
	}
	if err != nil {
		t.unreadable(err)
		return
	}
	if !t.short(header) {
		return
	}
	if open := OpenHeadings(header); open != nil {
		t.open = open
		t.keys = make([]string, len(header))
	} else {
		t.headings(header)
	}
	for n := 1; ; n++ {
		row, err := t.rows.Next()
		switch {
		case errors.Is(err, io.EOF):
			return
		case n > maxRows:
			t.report(diag.TooLarge, t.span(0, row[0]), fmt.Sprintf("ce tableau a plus de %s lignes : la suite n'est pas lue", french.Number(maxRows)), "ne gardez que les activateurs du recueil")
			return
		case err != nil:
			t.unreadable(err)
			return
		case !t.short(row) || !t.fits(row):
		case t.open != nil:
			t.openAdviser(row)
		default:
			t.adviser(row)
		}
	}
}

// place returns where a cell of the row at hand begins, as a line and a column of
// characters, both from 1.
func (t *table) place(cell int) (line, column int) {
	line, column = t.rows.Place(cell)
	text := t.source.Line(line)
	return line, utf8.RuneCountInString(text[:min(column-1, len(text))]) + 1
}

// span returns where a cell of the row at hand is written, its quotes included.
func (t *table) span(cell int, text string) diag.Span {
	start := t.source.Offset(t.place(cell))
	size := len(text)
	if start < len(t.source.Text) && t.source.Text[start] == '"' {
		size = len(`"` + strings.ReplaceAll(text, `"`, `""`) + `"`)
	}
	return diag.Span{Start: start, End: min(start+size, len(t.source.Text))}
}

func (t *table) unreadable(err error) {
	line := 1
	if at := (*csv.ParseError)(nil); errors.As(err, &at) {
		line = t.rows.LineOf(at)
	}
	at := t.source.Offset(line, 1)
	t.report(diag.WrongType, diag.Span{Start: at, End: at}, "cette ligne du tableau ne peut pas être lue", "vérifiez les guillemets de la ligne")
}

// short reports whether a row is one that is read.
func (t *table) short(row []string) bool {
	size := 0
	for _, cell := range row {
		size += len(cell)
	}
	if size <= maxLine {
		return true
	}
	at := t.source.Offset(t.place(0))
	t.report(diag.TooLarge, diag.Span{Start: at, End: at}, fmt.Sprintf("cette ligne du tableau a plus de %s caractères", french.Number(maxLine)),
		"raccourcissez-la, et vérifiez que les guillemets de ses cases se ferment")
	return false
}

// fits reports whether a row has the columns of the headings, besides empty ones.
func (t *table) fits(row []string) bool {
	more := row[min(len(row), len(t.keys)):]
	if len(row) >= len(t.keys) && strings.TrimSpace(strings.Join(more, "")) == "" {
		return true
	}
	at := t.source.Offset(t.place(0))
	t.report(diag.WrongType, diag.Span{Start: at, End: at}, "cette ligne n'a pas autant de colonnes que la première",
		fmt.Sprintf("ajoutez ou retirez des %s, ou mettez entre guillemets une valeur qui en contient", separatorNames[t.rows.Separator()]))
	return false
}

var separatorNames = map[rune]string{';': "points-virgules", '\t': "tabulations", ',': "virgules"}

// headings reads the row of headings. One that is known but for its spelling is reported
// here, and its column read all the same.
func (t *table) headings(header []string) {
	known := AdviserColumns()
	written := map[string]diag.Span{}
	var meant []string // by headings that are not known
	for i, text := range header {
		name := strings.TrimSpace(text)
		span := t.span(i, text)
		key := name
		if name != "" && !slices.Contains(known, name) {
			p, near, sure := unknownHeading(t.source, span, name, known)
			t.problems = append(t.problems, p)
			key, meant = "", append(meant, near)
			if sure {
				key = near
			}
		}
		if first, twice := written[key]; twice && key != "" {
			p := diag.New(diag.DuplicatedKey, t.source, span, fmt.Sprintf("la colonne « %s » est là deux fois", key), "gardez une seule des deux colonnes")
			p.Related = []diag.Related{{Source: t.source, Span: first, Message: "déjà là"}}
			t.problems = append(t.problems, p)
			key = ""
		}
		written[key] = span
		t.keys = append(t.keys, key)
	}
	for _, f := range fieldsOf(&Front{}, &Adviser{}) {
		if f.required && !slices.Contains(t.keys, f.name) && !slices.Contains(meant, f.name) {
			t.report(diag.MissingKey, diag.Span{Start: t.source.Offset(t.place(0)), End: t.span(len(header)-1, header[len(header)-1]).End},
				fmt.Sprintf("la colonne « %s » manque", f.name), fmt.Sprintf("ajoutez une colonne « %s », et remplissez-la sur chaque ligne", f.name))
		}
	}
}

// unknownHeading reports a heading that is no key, and returns the key that it is near,
// if any: surely when it is that key but for capitals, accents and spaces.
func unknownHeading(src *diag.Source, span diag.Span, name string, known []string) (p diag.Diagnostic, near string, sure bool) {
	p = diag.New(diag.UnknownKey, src, span, fmt.Sprintf("colonne inconnue « %s »", name), "supprimez cette colonne, ou choisissez parmi : "+strings.Join(known, ", "))
	plain := strings.ReplaceAll(french.Slug(name), "-", "_")
	near, ok := headingWords[plain]
	if sure = slices.Contains(known, plain); sure {
		near, ok = plain, true
	} else if !ok {
		near, ok = french.Nearest(plain, known)
	}
	if ok {
		p.Hint = fmt.Sprintf("vouliez-vous dire « %s » ?", near)
		p.Fix = Rewrite(p, name, near)
		p.Fix.Confirm = !sure
	}
	return p, near, sure
}

// headingWords are what people call the columns that have another name here.
var headingWords = map[string]string{
	"nom": "titre", "intitule": "titre", "structure": "titre", "description": "resume", "presentation": "resume",
	"ville": "commune", "cp": "code_postal", "site": "url", "site_web": "url", "site_internet": "url", "lien": "url",
	"type": "categorie", "departement": "territoires", "region": "territoires", "territoire": "territoires",
}

// AdviserColumns are the headings that activateurs.csv may have: the keys of an adviser,
// those of a group by its name and theirs, and the slug.
func AdviserColumns() []string {
	columns := append([]string{"slug"}, namesOf(fieldsOf(&Front{}, &Adviser{}))...)
	for _, f := range fieldsOf(&Import{}) {
		columns = append(columns, "import."+f.name)
	}
	return slices.DeleteFunc(columns, func(name string) bool { return name == "import" })
}

// cell is what a row says of a key, and where.
type cell struct {
	key, text    string
	line, column int
}

// adviser makes a document of a row.
func (t *table) adviser(row []string) {
	var cells []cell
	for i, key := range t.keys {
		text := strings.TrimSpace(row[i])
		line, column := t.place(i)
		if blanks, _, _ := strings.Cut(row[i], text); bytes.HasPrefix(t.source.Text[t.source.Offset(line, column):], []byte(row[i])) {
			column += utf8.RuneCountInString(blanks)
		}
		if key != "" && text != "" {
			cells = append(cells, cell{key, text, line, column})
		}
	}
	t.document(row, cells)
}

// document makes a document of what a row says, through the same decoder as a file's.
func (t *table) document(row []string, cells []cell) {
	node := &yaml.Node{Kind: yaml.MappingNode}
	node.Line, node.Column = t.place(0)
	doc := &Document{Type: Advisers, Source: t.source, Overlay: t.overlay}
	for _, c := range cells {
		if c.key == "slug" {
			doc.Slug = c.text
			continue
		}
		into, key := node, c.key
		if group, name, ok := strings.Cut(c.key, "."); ok {
			into, key = groupIn(node, group, c), name
		}
		name := &yaml.Node{Kind: yaml.ScalarNode, Value: key, Line: c.line, Column: c.column}
		value := csvValue(c.key, c.text, c.line, c.column)
		t.placeParts(value)
		into.Content = append(into.Content, name, value)
	}
	top := diag.Span{Start: t.source.Offset(t.place(0)), End: t.span(len(row)-1, row[len(row)-1]).End}
	d := &decoder{source: t.source, first: 1, columns: t.keys, top: top, spans: newSpans()}
	doc.spans = d.spans
	d.document(node, doc)
	if doc.Slug == "" {
		doc.Slug = Slug(doc.Title)
	}
	doc.Path = "activateurs/" + doc.Slug + ".md"
	doc.Body, _ = markdown.Parse(t.source, len(t.source.Text), markdown.Terms{})
	t.documents = append(t.documents, doc)
	t.problems = append(t.problems, d.problems...)
}

// groupIn returns the group of that name in a mapping, made at a cell when it is not
// there yet.
func groupIn(node *yaml.Node, name string, at cell) *yaml.Node {
	for key, value := range pairs(node) {
		if key.Value == name {
			return value
		}
	}
	group := &yaml.Node{Kind: yaml.MappingNode, Line: at.line, Column: at.column}
	node.Content = append(node.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: name, Line: at.line, Column: at.column}, group)
	return group
}

// csvLists are the columns that hold several values.
var csvLists = map[string]bool{"secteurs": true, "themes": true, "territoires": true, "tailles": true, "mots_cles": true, "alias": true, "services": true}

// placeParts moves each value of a list from the start of its cell to where it
// stands there, unless quotes or line ends within the cell hide it.
func (t *table) placeParts(list *yaml.Node) {
	for i, part := range list.Content {
		from := part.Column - 1
		if i > 0 {
			before := list.Content[i-1]
			from = before.Column - 1 + utf8.RuneCountInString(before.Value)
		}
		line := []rune(t.source.Line(part.Line))
		gap, _, found := strings.Cut(string(line[min(from, len(line)):]), part.Value)
		if found && strings.Trim(gap, ` "|`) == "" {
			part.Column = from + utf8.RuneCountInString(gap) + 1
		}
	}
}

func csvValue(name, text string, line, column int) *yaml.Node {
	value := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text, Line: line, Column: column}
	if !csvLists[name] {
		return value
	}
	list := &yaml.Node{Kind: yaml.SequenceNode, Line: line, Column: column}
	for _, part := range strings.Split(text, "|") {
		if part = strings.TrimSpace(part); part != "" {
			list.Content = append(list.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: part, Line: line, Column: column})
		}
	}
	return list
}
