package content

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"
	"unicode"

	"github.com/adrg/frontmatter"
	"go.yaml.in/yaml/v4"

	"recueil/internal/diag"
)

// block is the front matter of a file: where its YAML lies, and where the
// Markdown begins.
type block struct {
	start, end int // of the YAML
	body       int // of the Markdown
}

const fence = "---"

// FrontMatter returns where the YAML of a document lies, between its fences; it
// is not ok when the fences are not both there.
func FrontMatter(src *diag.Source) (yaml diag.Span, ok bool) {
	b, fault := splitFrontMatter(src)
	return diag.Span{Start: b.start, End: b.end}, fault == nil
}

// splitFrontMatter finds the two fences. They are lines that hold --- and at
// most blanks after it, the first after nothing but blank lines; an indented --- may be
// text of the YAML, so it never closes the block, but is pointed out when nothing else
// does. What word processors and half-typed lines make of a fence is pointed out too.
func splitFrontMatter(src *diag.Source) (block, *diag.Diagnostic) {
	lines := linesOf(src.Text)
	for len(lines) > 1 && isBlank(src.Text, lines[0]) {
		lines = lines[1:]
	}
	first := lines[0]
	if !isFence(src.Text, first) {
		return block{}, missingFence(src, first)
	}
	indented := diag.Span{}
	for _, line := range lines[1:] {
		switch {
		case isFence(src.Text, line):
			return block{start: lines[1].Start, end: line.Start, body: nextLine(src.Text, line.End)}, nil
		case isMistakenFence(src.Text, line, closings):
			return block{}, mistakenFence(diag.UnclosedFence, src, line, "la ligne qui ferme l'en-tête n'est pas « --- »")
		case indented == (diag.Span{}) && strings.TrimSpace(string(src.Text[line.Start:line.End])) == fence:
			indented = line
		}
	}
	if indented != (diag.Span{}) {
		return block{}, indentedFence(src, indented, "la ligne « --- » qui ferme l'en-tête est décalée par des espaces")
	}
	return block{}, problem(diag.UnclosedFence, src, first, "l'en-tête ouvert ici n'est jamais fermé",
		"ajoutez une ligne « --- » après la dernière clé de l'en-tête")
}

func missingFence(src *diag.Source, first diag.Span) *diag.Diagnostic {
	text := string(src.Text[first.Start:first.End])
	switch {
	case strings.TrimSpace(text) == fence:
		return indentedFence(src, first, "la ligne « --- » qui ouvre l'en-tête est décalée par des espaces")
	case isMistakenFence(src.Text, first, openings):
		return mistakenFence(diag.MissingFence, src, first, "la ligne qui ouvre l'en-tête n'est pas « --- »")
	}
	return problem(diag.MissingFence, src, diag.Span{Start: first.Start, End: first.Start}, "le fichier ne commence pas par un en-tête",
		"commencez-le par une ligne « --- », puis « titre: … », « resume: … » et une autre ligne « --- »")
}

// The lines that are meant for a fence: too many or too few hyphens, the dashes that
// programs make of them, and the dots that also end the YAML of other tools.
var (
	openings = regexp.MustCompile(`^(?:-{2,}|[-–—]*[–—][-–—]*)$`)
	closings = regexp.MustCompile(`^(?:-{2,}|[-–—]*[–—][-–—]*|\.\.\.|…)$`)
)

// isMistakenFence reports whether a line at the edge is meant for a fence, whatever
// no-break spaces or blanks follow it.
func isMistakenFence(text []byte, line diag.Span, forms *regexp.Regexp) bool {
	return forms.MatchString(strings.TrimRight(string(text[line.Start:line.End]), " \t\r"+NoBreakSpaces))
}

func mistakenFence(rule *diag.Rule, src *diag.Source, line diag.Span, message string) *diag.Diagnostic {
	line.End = line.Start + len(strings.TrimRight(string(src.Text[line.Start:line.End]), " \t\r"))
	d := problem(rule, src, line, message, "écrivez trois traits d'union, seuls sur la ligne : ---")
	d.Fix = diag.ReplaceLines(src, line, fence)
	return d
}

func isBlank(text []byte, line diag.Span) bool {
	return strings.Trim(string(text[line.Start:line.End]), " \t\r"+NoBreakSpaces) == ""
}

func indentedFence(src *diag.Source, line diag.Span, message string) *diag.Diagnostic {
	d := problem(diag.IndentedFence, src, line, message, "supprimez les espaces qui la précèdent")
	d.Fix = diag.ReplaceLines(src, line, fence)
	return d
}

func problem(rule *diag.Rule, src *diag.Source, span diag.Span, message, hint string) *diag.Diagnostic {
	d := diag.New(rule, src, span, message, hint)
	return &d
}

// linesOf returns the span of each line without its ending, the byte-order
// mark left out. There is always at least one.
func linesOf(text []byte) []diag.Span {
	start := 0
	if bytes.HasPrefix(text, []byte("\xef\xbb\xbf")) {
		start = 3
	}
	var lines []diag.Span
	for {
		end := bytes.IndexByte(text[start:], '\n')
		if end < 0 {
			return append(lines, diag.Span{Start: start, End: len(text)})
		}
		lines = append(lines, diag.Span{Start: start, End: start + end})
		start += end + 1
	}
}

func isFence(text []byte, line diag.Span) bool {
	return strings.TrimRight(string(text[line.Start:line.End]), " \t\r") == fence
}

func nextLine(text []byte, end int) int {
	return min(end+1, len(text))
}

// parseYAML reads the YAML of a block. The text given to the parser has as many
// lines as the file's, so that its lines are the file's lines less shift; the
// commonest mistakes are mended in it first, each with its own diagnostic, so
// that what follows is still checked. A text that can be read as it stands, and not
// once mended, was written by someone who knows YAML: nothing is mended in it.
func parseYAML(src *diag.Source, b block) (*yaml.Node, []diag.Diagnostic) {
	mended, problems := mend(src, b)
	var node yaml.Node
	err := unmarshal(mended, &node)
	if err != nil && len(problems) > 0 && unmarshal(src.Text[b.start:b.end], &node) == nil {
		problems, err = nil, nil
	}
	if err != nil {
		return nil, append(problems, explainYAML(src, b, err))
	}
	if len(node.Content) == 0 {
		return &yaml.Node{Kind: yaml.MappingNode, Line: 1, Column: 1}, problems
	}
	return node.Content[0], problems
}

// unmarshal hands the block to the front-matter library under fences that no
// text can hold: the library trims lines before it compares them, and would
// take an indented --- inside a value for the closing fence. One explicit
// format: its default ones read YAML 1.1, TOML and JSON.
func unmarshal(text []byte, node *yaml.Node) error {
	const nul = "\x00"
	format := frontmatter.NewFormat(nul, nul, func(data []byte, v any) error {
		return yaml.Unmarshal(data, v.(*yaml.Node))
	})
	file := io.MultiReader(strings.NewReader(nul+"\n"), bytes.NewReader(text), strings.NewReader("\n"+nul+"\n"))
	_, err := frontmatter.MustParse(file, node, format)
	return err
}

// explainYAML turns an error of the YAML parser into a diagnostic.
func explainYAML(src *diag.Source, b block, err error) diag.Diagnostic {
	line, _ := src.Position(b.start)
	span := diag.Span{Start: b.start, End: b.start}
	message := err.Error()
	var load *yaml.LoadError
	if errors.As(err, &load) {
		last, _ := src.Position(max(b.start, b.end-1))
		at := src.Offset(min(line+max(load.Mark.Line, 1)-1, last), 1)
		text := strings.TrimRight(src.Line(min(line+max(load.Mark.Line, 1)-1, last)), " \t")
		indent := len(text) - len(strings.TrimLeft(text, " \t"))
		span = diag.Span{Start: at + indent, End: at + len(text)}
		message = load.Message
	}
	if at := bytes.IndexFunc(src.Text[b.start:b.end], isInvisible); at >= 0 { // the parser does not say where
		span = diag.Span{Start: b.start + at, End: b.start + at + 1}
	}
	what, hint := yamlMessages.Of(message, otherYAML)
	return diag.New(diag.BadYAML, src, span, what, hint)
}

// isInvisible reports whether YAML refuses a character that no editor shows.
func isInvisible(r rune) bool {
	return unicode.IsControl(r) && !strings.ContainsRune("\t\r\n\u0085", r)
}

// otherYAML is what is said of all the other mistakes.
var otherYAML = diag.Translation{
	What: "l'en-tête ne peut pas être lu à partir d'ici",
	Hint: "une clé par ligne, sous la forme « cle: valeur » ; mettez entre guillemets droits une valeur qui contient des signes",
}

// yamlMessages say the mistakes that the parser's messages tell apart.
var yamlMessages = diag.Translations{
	{English: regexp.MustCompile(`mapping values are not allowed`), What: "cette ligne ne se lit pas après celle qui la précède", Hint: "alignez les clés au bord gauche, une par ligne, avec une espace après les deux-points, et mettez entre guillemets une valeur qui contient « : »"},
	{English: regexp.MustCompile(`expected ',' or ']'`), What: "une liste ouverte par « [ » n'est pas fermée avant cette ligne", Hint: "ajoutez « ] » à la fin de la liste"},
	{English: regexp.MustCompile(`expected ',' or '}'`), What: "un groupe ouvert par « { » n'est pas fermé avant cette ligne", Hint: "ajoutez « } » à la fin du groupe"},
	{English: regexp.MustCompile(`unexpected end of stream`), What: "des guillemets ouverts ne sont jamais fermés", Hint: "ajoutez les guillemets qui manquent à la fin de la valeur"},
	{English: regexp.MustCompile(`cannot start any token`), What: "cette valeur commence par un signe réservé", Hint: "mettez-la entre guillemets droits"},
	{English: regexp.MustCompile(`unknown anchor`), What: "cette valeur commence par « * », qui est réservé", Hint: "mettez-la entre guillemets droits"},
	{English: regexp.MustCompile(`could not find expected ':'`), What: "il manque les deux-points après la clé", Hint: "écrivez « cle: valeur », avec une espace après les deux-points"},
	{English: regexp.MustCompile(`did not find expected key`), What: "cette ligne n'est pas alignée avec les autres clés, ou un texte suit des guillemets déjà fermés", Hint: "commencez chaque clé au bord gauche, et mettez toute la valeur entre les mêmes guillemets"},
	{English: regexp.MustCompile(`did not find expected node content`), What: "il manque une valeur entre deux virgules", Hint: "supprimez la virgule de trop, ou écrivez la valeur"},
	{English: regexp.MustCompile(`block sequence entries are not allowed`), What: "un tiret de liste suit une clé sur la même ligne", Hint: "allez à la ligne et mettez un tiret par ligne, ou écrivez la liste entre crochets : [a, b]"},
	{English: regexp.MustCompile(`did not find expected '-' indicator`), What: "cette ligne suit une liste à tirets sans en être", Hint: "commencez-la par un tiret, ou décalez-la comme la clé de la liste"},
	{English: regexp.MustCompile(`control characters`), What: "l'en-tête contient un caractère invisible interdit", Hint: "effacez la ligne et tapez-la de nouveau"},
}
