package markdown

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// space is a run of blanks, no-break ones included, that may follow a mark.
const space = `[ \t\x{a0}\x{202f}\x{2007}\x{2009}\x{3000}\x{200b}\x{feff}]`

// lineMark is what a line may begin with that its author meant as Markdown.
type lineMark struct {
	pattern *regexp.Regexp // its first group is what with replaces
	with    func(p *prose, b proseBlock, mark string) string
	when    func(p *prose, b proseBlock, line string) bool
	message string
	confirm bool
}

var lineMarksKnown = []lineMark{
	{pattern: regexp.MustCompile(`^(` + space + `*#{1,6}` + gap + space + `*)[^#\s\d]`), with: headingMark, message: "l'espace insécable après « # » empêche le titre"},
	{pattern: regexp.MustCompile(`^(` + space + `*#{2,6}` + space + `*)[^#\s]`), with: headingMark, message: "il manque une espace après « # » : ce n'est pas un titre"},
	{pattern: regexp.MustCompile(`^(` + space + `*#)\p{Lu}\S*\s*$`), with: headingMark, when: looksLikeHeading, message: "il manque une espace après « # » : ce n'est pas un titre", confirm: true},
	{pattern: regexp.MustCompile(`^(` + space + `*#)[^#\s]`), with: headingMark, when: looksLikeHeading, message: "il manque une espace après « # » : ce n'est pas un titre"},
	{pattern: regexp.MustCompile(`^(h[1-6]\. )\S`), with: func(_ *prose, _ proseBlock, m string) string { return strings.Repeat("#", max(2, int(m[1]-'0'))) + " " }, message: "ce signe d'un autre outil ne fait pas un titre"},
	{pattern: regexp.MustCompile(`^(` + space + `*[-*+]` + space + `*)\[[ xX]?\] ?\S`), with: bulletMark, message: "la case à cocher n'est pas reconnue"},
	{pattern: regexp.MustCompile(`^(\[[ xX]\] ?)\S`), with: boxMark, message: "la case à cocher n'est pas reconnue"},
	{pattern: regexp.MustCompile(`^(` + space + `*[-*+]` + gap + space + `*)[^\s\d]`), with: bulletMark, message: "l'espace insécable après le tiret empêche la liste"},
	{pattern: regexp.MustCompile(`^(-)[\p{L}«“"(\x01]`), with: bulletMark, when: inList(`^-[\p{L}«“"(\x01]`, 1), message: "il manque une espace après le tiret de la liste"},
	{pattern: regexp.MustCompile(`^(` + space + `*[•●◦○▪▫■□►▶‣⁃➢➤➔✓✔✅❖·\x{f0b7}\x{f0a7}\x{f0d8}\x{f0fc}]\x{fe0f}?` + space + `*)\S`), with: bulletMark, message: "la puce collée depuis un autre logiciel ne fait pas une liste"},
	{pattern: regexp.MustCompile(`^(o\t` + space + `*)\S`), with: bulletMark, message: "la puce collée depuis un autre logiciel ne fait pas une liste"},
	{pattern: regexp.MustCompile(`^(\*)[\p{L}«“"]`), with: bulletMark, when: inList(`^\*[\p{L}«“"]`, 2), message: "il manque une espace après l'étoile de la liste"},
	{pattern: regexp.MustCompile(`^(–` + space + `*)\S`), with: bulletMark, when: inList(`^–`, 2), message: "le tiret long ne fait pas une liste"},
	{pattern: regexp.MustCompile(`^(—` + space + `*)\S`), with: bulletMark, when: inList(`^—`, 2), message: "le tiret long ne fait pas une liste", confirm: true},
	{pattern: regexp.MustCompile(`^(\d{1,2}[.)]` + gap + space + `*)\S`), with: numberMark, when: firstNumber, message: "l'espace insécable après le numéro empêche la liste"},
	{pattern: regexp.MustCompile(`^(\d{1,2}[.)])[\p{L}«“"\x01]`), with: numberMark, when: firstNumber, message: "il manque une espace après le numéro de la liste"},
	{pattern: regexp.MustCompile(`^(\d{1,2}(?:/|°\)?|[-–] )` + space + `*)\p{L}`), with: numberMark, when: inList(`^\d{1,2}(?:/|°\)?|[-–] )`+space+`*\p{L}`, 2), message: "ce numéro ne fait pas une liste : il lui faut un point et une espace"},
	{pattern: regexp.MustCompile(`^(={2,6} ?)[^=\n]*[^=\s] ?={2,6}\s*$`), with: headingMark, message: "ce signe d'un autre outil ne fait pas un titre"},
}

// gap is a blank that Markdown does not take for one.
const gap = `[\x{a0}\x{202f}\x{2007}\x{2009}\x{3000}\x{200b}\x{feff}]`

func headingMark(_ *prose, _ proseBlock, mark string) string {
	return strings.Repeat("#", max(2, strings.Count(mark, "#")+strings.Count(mark, "="))) + " "
}

func bulletMark(*prose, proseBlock, string) string { return "- " }

func boxMark(_ *prose, _ proseBlock, mark string) string {
	return "- " + strings.TrimRight(mark, " ") + " "
}

// numberMark keeps the number: « 2) » goes on a list that « 1) » began.
func numberMark(_ *prose, _ proseBlock, mark string) string {
	number := strings.TrimRight(mark, spacing)
	if last := number[len(number)-1]; last == '.' || last == ')' && !strings.Contains(number, "°") {
		return number + " "
	}
	return strings.TrimRight(number, "/°)-–") + ". "
}

// looksLikeHeading tells a heading from words to search by (« #boulangerie #pain »)
// and from a number (« #1 »).
func looksLikeHeading(p *prose, b proseBlock, line string) bool {
	title := strings.TrimLeft(line, "#"+spacing)
	words := strings.Fields(title)
	return len(words) > 0 && !strings.Contains(title, "#") && !isDigit(title[0]) &&
		(len(words) > 1 || strings.ToLower(title[:1]) != title[:1])
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// inList reports whether a line is one of a list: the first of its block, or one of
// several that begin alike.
func inList(pattern string, atLeast int) func(*prose, proseBlock, string) bool {
	alike := regexp.MustCompile(pattern)
	return func(p *prose, b proseBlock, _ string) bool {
		n, first := 0, false
		for i, line := range b.lines {
			if alike.Match(p.lineSeen(line)) {
				n++
				first = first || i == 0
			}
			if n >= atLeast && (first || n > 1) {
				return true
			}
		}
		return false
	}
}

// firstNumber holds numbers to a list whose « 1 » is there: others may end a
// sentence that goes on from the line before.
func firstNumber(p *prose, b proseBlock, line string) bool {
	return string(p.lineSeen(b.lines[0])) == line || inList(`^\d{1,2}[.)]`, 2)(p, b, line)
}

func (p *prose) lineSeen(line text.Segment) []byte { return p.seen[line.Start:line.Stop] }

// lineMarks reports the marks that lines begin with and that did not take.
func (p *prose) lineMarks(b proseBlock) {
	switch b.node.(type) {
	case *ast.Heading, *east.TableCell, *east.DefinitionTerm:
		return
	}
	for i, line := range b.lines {
		p.lineMark(b, i, line)
	}
}

func (p *prose) lineMark(b proseBlock, i int, line text.Segment) {
	seen := p.lineSeen(line)
	for _, known := range lineMarksKnown {
		m := known.pattern.FindSubmatchIndex(seen)
		if m == nil || known.when != nil && !known.when(p, b, string(seen)) {
			continue
		}
		from, to := line.Start+m[2], line.Start+m[3]
		mark := string(p.text[from:to])
		with := known.with(p, b, mark)
		_, inItem := b.node.Parent().(*ast.ListItem)
		if inItem && i == 0 && b.node.PreviousSibling() == nil && strings.HasPrefix(with, "- ") {
			with = strings.TrimPrefix(with, "- ") // the item has its bullet already
		}
		start := from + len(mark) - len(strings.TrimLeft(mark, spacing))
		if !p.left(start, to, known.message, "") {
			return
		}
		edits := []edit{{from, to, with}}
		if trailing := strings.TrimRight(string(seen), "= \t\r\n"); mark[0] == '=' {
			edits = append(edits, edit{line.Start + len(trailing), line.Start + len(strings.TrimRight(string(seen), " \t\r\n")), ""})
		}
		p.fix(known.confirm, edits...)
		return
	}
}

// tableMissed reports rows of a table that Markdown does not take for one, and
// reports whether the block has any.
func (p *prose) tableMissed(b proseBlock) bool {
	if _, ok := b.node.(*ast.Paragraph); !ok {
		return false
	}
	first, last := p.rowsOf(b.lines)
	parted := p.partedRows(b, first, last)
	head := ""
	if first < last {
		head = string(p.lineSeen(b.lines[first]))
	}
	_, follows := b.node.PreviousSibling().(*east.Table)
	if last-first < 2 && len(parted) == 0 && !(follows && last-first == len(b.lines)) && (last-first != len(b.lines) || strings.Count(head, "|") < 3) || first == last {
		return false
	}
	rows := append(slices.Clone(b.lines[first:last]), parted...)
	if p.left(rows[0].Start, p.endOfRow(rows[0]), "ces lignes entre barres ne font pas un tableau", "") {
		p.mendTable(b, rows, last)
	}
	p.cover(rows[0].Start, rows[len(rows)-1].Stop)
	return true
}

// rowsOf returns the first lines that follow each other as rows, as a range.
func (p *prose) rowsOf(lines []text.Segment) (first, last int) {
	for first < len(lines) && !isRow(string(p.lineSeen(lines[first]))) {
		first++
	}
	for last = first; last < len(lines) && isRow(string(p.lineSeen(lines[last]))); {
		last++
	}
	return first, last
}

// partedRows returns the rows that stand each in a paragraph of its own below those
// that end a block.
func (p *prose) partedRows(b proseBlock, first, last int) []text.Segment {
	var rows []text.Segment
	if first == last || last < len(b.lines) || !topLevel(b.node) {
		return nil
	}
	for n := b.node.NextSibling(); n != nil && ast.IsParagraph(n); n = n.NextSibling() {
		lines := n.Lines().Sliced(0, n.Lines().Len())
		if from, to := p.rowsOf(lines); from > 0 || to < len(lines) || to == 0 {
			break
		}
		rows = append(rows, lines...)
	}
	return rows
}

func (p *prose) endOfRow(row text.Segment) int {
	return row.Start + len(strings.TrimRight(string(p.lineSeen(row)), " \t\r\n"))
}

func isRow(line string) bool {
	line = strings.TrimSpace(line)
	return len(line) > 1 && line[0] == '|' && strings.Count(line, "|") > 1
}

var almostRule = regexp.MustCompile(`^[|:\-—–‑ \t\x{a0}]*[-—–‑][|:\-—–‑ \t\x{a0}]*$`)

// mendTable writes the line of hyphens that a table lacks, or that has not as many
// cells as the first row, and takes away the blank lines between rows. Last is the
// number of the block's first line below the rows.
func (p *prose) mendTable(b proseBlock, rows []text.Segment, last int) {
	d := &p.problems[len(p.problems)-1]
	columns := p.cells(rows[0])
	rule := "|" + strings.Repeat(" --- |", columns)
	table, follows := b.node.PreviousSibling().(*east.Table)
	follows = follows && p.gapIsBlank(rows[0].Start)
	if follows {
		columns = len(table.Alignments)
	}
	d.Hint = "donnez à chaque rangée autant de cellules qu'à la première, et ajoutez sous elle une ligne de tirets : " + rule
	headless := almostRule.MatchString(strings.TrimSpace(string(p.lineSeen(rows[0])))) // what stands above has other cells
	if headless || p.widest(rows) > columns || len(rows) < 2 && !follows || !topLevel(b.node) {
		return
	}
	var edits []edit
	for i, row := range rows[1:] {
		if bytes.Count(p.text[p.endOfRow(rows[i]):row.Start], []byte("\n")) > 1 {
			edits = append(edits, edit{p.endOfRow(rows[i]), row.Start, "\n"})
		}
	}
	switch {
	case follows:
		edits = append(edits, edit{len(strings.TrimRight(string(p.text[:rows[0].Start]), " \t\r\n")), rows[0].Start, "\n"})
		d.Message = "une ligne vide coupe le tableau en deux"
	case almostRule.MatchString(strings.TrimSpace(string(p.lineSeen(rows[1])))):
		edits = append(edits, edit{rows[1].Start, p.endOfRow(rows[1]), rule})
	default:
		edits = append(edits, edit{rows[1].Start, rows[1].Start, rule + "\n"})
	}
	if last < len(b.lines) {
		edits = append(edits, edit{b.lines[last].Start, b.lines[last].Start, "\n"})
	}
	d.Hint = ""
	p.fix(false, edits...)
}

// widest is the number of cells of the longest row.
func (p *prose) widest(rows []text.Segment) int {
	n := 0
	for _, row := range rows {
		n = max(n, p.cells(row))
	}
	return n
}

// gapIsBlank reports whether only blanks part an offset from the row before it.
func (p *prose) gapIsBlank(at int) bool {
	return strings.HasSuffix(strings.TrimRight(string(p.text[:at]), " \t\r\n"), "|")
}

// cells counts the cells of a row written between bars, those in code too: a table is
// cut into cells first.
func (p *prose) cells(line text.Segment) int {
	row := strings.ReplaceAll(strings.TrimSpace(string(line.Value(p.text))), `\|`, "")
	return strings.Count(strings.TrimSuffix(strings.TrimPrefix(row, "|"), "|"), "|") + 1 // an empty one at an end counts
}
