package content

import (
	"encoding/csv"
	"errors"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"recueil/internal/diag"
	"recueil/internal/markdown"
)

const siteFile = "recueil.yaml"

// Synonyms is synonymes.yaml.
type Synonyms struct {
	Groups [][]string `key:"groupes"`     // words that mean the same
	OneWay []OneWay   `key:"sens_unique"` // words that also look for others
}

// OneWay is a word or phrase whose search also finds others.
type OneWay struct {
	From string   `key:"de" required:"true"`
	To   []string `key:"vers" required:"true"`
}

// whole is a file that is YAML from its first line to its last.
func whole(src *diag.Source) block {
	return block{start: linesOf(src.Text)[0].Start, end: len(src.Text), body: len(src.Text)}
}

// yamlFile parses a file that is all YAML; nil when it cannot be read.
func (r *reader) yamlFile() (*yaml.Node, *decoder) {
	node, problems := parseYAML(r.source, whole(r.source))
	r.problems = append(r.problems, problems...)
	return node, newDecoder(r.source, 1)
}

func (r *reader) readEdition() {
	slug := strings.TrimSuffix(r.base, ".yaml")
	r.edition = &Edition{Slug: slug, Source: r.source}
	node, d := r.yamlFile()
	if node == nil {
		return
	}
	r.edition.spans = d.spans
	d.mapping(node, "", r.edition)
	r.problems = append(r.problems, d.problems...)
}

func (r *reader) readSynonyms() {
	if node, d := r.yamlFile(); node != nil {
		r.synonyms = &Synonyms{}
		d.mapping(node, "", r.synonyms)
		r.problems = append(r.problems, d.problems...)
	}
}

// readSite merges recueil.yaml of every root, key by key, the last root's
// winning.
func (c *Collection) readSite(roots []Root, sources []*diag.Source) []diag.Diagnostic {
	if len(sources) == 0 {
		src := diag.NewSource(path.Join(roots[len(roots)-1].Name, siteFile), nil)
		return []diag.Diagnostic{diag.New(diag.MissingSite, src, diag.Span{}, "le fichier recueil.yaml manque",
			"créez-le avec au moins « titre: … » et « base_url: https://… »")}
	}
	var problems []diag.Diagnostic
	given := map[string]bool{}
	for _, src := range sources {
		node, found := parseYAML(src, whole(src))
		problems = append(problems, found...)
		if node == nil {
			return problems
		}
		d := newDecoder(src, 1)
		d.partial = true
		d.mapping(node, "", c.Site)
		problems = append(problems, d.problems...)
		for key := range pairs(node) {
			given[key.Value] = true
		}
		c.Site.Source, c.Site.spans = src, d.spans
	}
	return append(problems, requiredKeys(c.Site, given)...)
}

// requiredKeys reports the keys that no root gives.
func requiredKeys(site *Site, given map[string]bool) []diag.Diagnostic {
	d := newDecoder(site.Source, 1)
	for _, f := range fieldsOf(site) {
		if f.required && !given[f.name] {
			d.missing(&yaml.Node{}, "", f.name)
		}
	}
	return d.problems
}

// advisers reads activateurs.csv: a header of front-matter keys, then a row for
// each adviser, whose slug is made of its title unless a column gives it. In
// lists, values are separated by | characters. French spreadsheets separate
// columns by semicolons: the header tells which.
func (r *reader) advisers() {
	table := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(r.source.Text), "\ufeff")))
	if first := r.source.Line(1); strings.Contains(first, ";") && !strings.Contains(first, ",") {
		table.Comma = ';'
	}
	header, err := table.Read()
	if err != nil {
		r.csvError(err)
		return
	}
	for {
		row, err := table.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			r.csvError(err)
			if errors.Is(err, csv.ErrFieldCount) {
				continue
			}
			return
		}
		r.adviser(table, header, row)
	}
}

func (r *reader) csvError(err error) {
	line := 1
	if at := (*csv.ParseError)(nil); errors.As(err, &at) {
		line = at.Line
	}
	message, hint := "cette ligne du tableau ne peut pas être lue", "vérifiez les guillemets de la ligne"
	switch {
	case errors.Is(err, csv.ErrFieldCount):
		message, hint = "cette ligne n'a pas autant de colonnes que la première", "ajoutez ou retirez des virgules (ou des points-virgules), ou mettez entre guillemets une valeur qui en contient"
	case errors.Is(err, io.EOF):
		message, hint = "le tableau est vide", "commencez-le par une ligne de titres de colonnes, ou supprimez-le"
	}
	at := r.source.Offset(line, 1)
	r.report(diag.WrongType, diag.Span{Start: at, End: at}, message, hint)
}

// adviser makes a document of a row, through the same decoder as a file's.
func (r *reader) adviser(table *csv.Reader, header, row []string) {
	node := &yaml.Node{Kind: yaml.MappingNode}
	node.Line, node.Column = table.FieldPos(0)
	doc := &Document{Type: Advisers, Source: r.source, Overlay: r.overlay}
	for i, name := range header {
		line, column := table.FieldPos(i)
		text := strings.TrimSpace(row[i])
		column = len([]rune(r.source.Line(line)[:min(column-1, len(r.source.Line(line)))])) + 1
		switch {
		case name == "slug":
			doc.Slug = text
		case text != "":
			key := &yaml.Node{Kind: yaml.ScalarNode, Value: name, Line: line, Column: column}
			value := csvValue(name, text, line, column)
			r.placeParts(value)
			node.Content = append(node.Content, key, value)
		}
	}
	d := newDecoder(r.source, 1)
	doc.spans = d.spans
	d.document(node, doc)
	if doc.Slug == "" {
		doc.Slug = Slug(doc.Title)
	}
	doc.Path = "activateurs/" + doc.Slug + ".md"
	doc.Body, _ = markdown.Parse(r.source, len(r.source.Text), markdown.Terms{})
	r.documents = append(r.documents, doc)
	r.problems = append(r.problems, d.problems...)
}

// csvLists are the columns that hold several values.
var csvLists = map[string]bool{"secteurs": true, "themes": true, "territoires": true, "tailles": true, "mots_cles": true, "alias": true, "services": true}

// placeParts moves each value of a list from the start of its cell to where it
// stands there, unless quotes or line ends within the cell hide it.
func (r *reader) placeParts(list *yaml.Node) {
	for i, part := range list.Content {
		from := part.Column - 1
		if i > 0 {
			before := list.Content[i-1]
			from = before.Column - 1 + utf8.RuneCountInString(before.Value)
		}
		line := []rune(r.source.Line(part.Line))
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
		list.Content = append(list.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: strings.TrimSpace(part), Line: line, Column: column})
	}
	return list
}
