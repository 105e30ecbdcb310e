package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"recueil/internal/diag"
)

// misread reports what Markdown takes for more than the words that its author
// typed: a sign for a bullet, a line of prose for a title, an indent for code.
func (p *prose) misread(doc ast.Node) {
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.List:
			p.signedItems(n)
		case *ast.Blockquote:
			p.moreThan(n)
		case *ast.Heading:
			p.underlined(n)
		case *ast.CodeBlock:
			p.indented(n)
		case *east.DefinitionList:
			p.wrappedColon(n)
		case *east.Strikethrough:
			p.oneTilde(n)
		case *ast.Emphasis:
			p.multiplied(n)
		}
		return ast.WalkContinue, nil
	})
}

func (p *prose) misreads(from, to int, message, hint string) bool {
	if p.covered(from) {
		return false
	}
	p.report(diag.TextMisread, from, to, message, hint)
	return true
}

var (
	amountPattern = regexp.MustCompile(`^\d[\d \x{a0}\x{202f}.,]*(?:%|€|k€|M€|points?\b|euros?\b)`)
	figurePattern = regexp.MustCompile(`^\d`)
)

// signedItems reports the items that lose the sign of their number: « + 30 % », and
// « - 20 % » where it stands alone.
func (p *prose) signedItems(list *ast.List) {
	if list.IsOrdered() {
		p.yearItem(list)
		return
	}
	pattern, alone := amountPattern, list.ChildCount() == 1
	if list.Marker == '+' {
		pattern, alone = figurePattern, true
	}
	if list.Marker == '*' || !alone {
		return
	}
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		from, ok := p.firstWord(item)
		mark := p.markBefore(from, list.Marker)
		if !ok || mark < 0 || !pattern.Match(p.text[from:]) {
			continue
		}
		line := p.text[mark:p.endOfLine(mark)]
		if p.misreads(mark, from+len(pattern.Find(p.text[from:])), "le signe « "+string(list.Marker)+" » du nombre devient une puce et ne se lit pas",
			"écrivez : \\"+around(strings.TrimSpace(string(line)), 0, 1)) {
			p.fix(false, edit{mark, mark, `\`})
		}
	}
}

// moreThan reports « > 10 salariés », which is a quotation for Markdown: one short
// line that begins with a number.
func (p *prose) moreThan(quote *ast.Blockquote) {
	from, ok := p.firstWord(quote)
	if !ok || quote.ChildCount() > 1 || quote.FirstChild().Lines().Len() > 1 || !figurePattern.Match(p.text[from:]) {
		return
	}
	words := strings.Fields(string(p.text[from:p.endOfLine(from)]))
	mark := p.markBefore(from, '>')
	if _, callout := calloutOf(quote); callout || mark < 0 || len(words) > 6 {
		return
	}
	if p.misreads(mark, from+len(words[0]), "le signe « > » fait une citation et ne se lit pas", "") {
		p.fix(true, edit{mark, mark, `\`})
	}
}

// yearItem reports a list that begins with a year: « 2019. Une année… ».
func (p *prose) yearItem(list *ast.List) {
	from, ok := p.firstWord(list.FirstChild())
	if mark := p.markBefore(from, list.Marker); ok && list.Start > 99 && mark >= 0 {
		start := mark
		for start > 0 && isDigit(p.text[start-1]) {
			start--
		}
		if p.misreads(start, mark+1, "ce nombre devient le numéro d'une liste", "") {
			p.fix(false, edit{mark, mark, `\`})
		}
	}
}

// firstWord is where the text of a list's item, or of a quotation, begins.
func (p *prose) firstWord(item ast.Node) (at int, ok bool) {
	if item == nil || item.FirstChild() == nil || item.FirstChild().Type() != ast.TypeBlock || item.FirstChild().Lines().Len() == 0 {
		return 0, false
	}
	return item.FirstChild().Lines().At(0).Start, true
}

// markBefore is where the mark of the item stands whose text begins at an offset,
// or -1.
func (p *prose) markBefore(at int, mark byte) int {
	before := bytes.TrimRight(p.text[:at], " \t")
	if len(before) == 0 || before[len(before)-1] != mark {
		return -1
	}
	return len(before) - 1
}

func (r *reading) endOfLine(at int) int {
	if n := bytes.IndexByte(r.text[at:], '\n'); n >= 0 {
		return at + n
	}
	return len(r.text)
}

// underlined reports prose that a line of hyphens below makes a title: what ends
// as a sentence, goes over several lines, or is long, and what three hyphens, which
// draw a line elsewhere, would underline.
func (p *prose) underlined(n *ast.Heading) {
	if n.Level != 2 || n.Lines().Len() == 0 {
		return
	}
	last := n.Lines().At(n.Lines().Len() - 1)
	first := n.Lines().At(0)
	if bytes.HasSuffix(bytes.TrimRight(p.text[:first.Start], " \t"), []byte("#")) {
		return
	}
	rule := p.lineEnd(last.Stop)
	if last.Stop > 0 && p.text[last.Stop-1] == '\n' {
		rule = last.Stop
	}
	dashes := strings.Trim(string(p.text[rule:p.endOfLine(rule)]), " \t\r>")
	words := strings.TrimSpace(string(p.text[first.Start:last.Stop]))
	end, _ := utf8.DecodeLastRuneInString(words)
	sentence := n.Lines().Len() > 1 || strings.ContainsRune(".;,…»)", end) || len(strings.Fields(words)) > 10
	if dashes == "" || strings.Trim(dashes, "-") != "" || !sentence && dashes != "---" {
		return
	}
	from := first.Start
	if !p.misreads(from, last.Start+len(strings.TrimRight(string(p.text[last.Start:last.Stop]), " \t\r\n")), "la ligne de tirets qui suit fait un titre de ce texte",
		"laissez une ligne vide avant les tirets pour un trait ; pour un titre, écrivez « ## » devant le texte, sans tirets") {
		return
	}
	if topLevel(n) {
		p.fix(!sentence, edit{rule, rule, "\n"})
	}
}

// codePattern is what tells code from prose.
var codePattern = regexp.MustCompile(`[{}<>=$|\\]|;\s*$|^\s*(?:[^\s\p{Lu}]\S*|[\p{Lu}\d_-]+)\s*$`)

// indented reports prose that four blanks make code.
func (p *prose) indented(n *ast.CodeBlock) {
	if n.Lines().Len() == 0 {
		return
	}
	words := string(n.Lines().Value(p.text))
	if codePattern.MatchString(words) || !hasLetters(words) {
		return
	}
	from := n.Lines().At(0).Start
	line := n.Lines().At(0)
	first := string(line.Value(p.text))
	from += len(first) - len(strings.TrimLeft(first, " \t"))
	if !p.misreads(from, p.endOfLine(from), "quatre espaces en début de ligne font de ce texte du code",
		"enlevez les espaces du début de la ligne ; pour du code, mettez-le entre deux lignes ```") {
		return
	}
	p.cover(n.Lines().At(0).Start, n.Lines().At(n.Lines().Len()-1).Stop)
	if !topLevel(n) {
		return
	}
	var edits []edit
	for _, line := range n.Lines().Sliced(0, n.Lines().Len()) {
		start := bytes.LastIndexByte(p.text[:line.Start], '\n') + 1
		to := start
		for to < line.Stop && (p.text[to] == ' ' || p.text[to] == '\t') {
			to++
		}
		edits = append(edits, edit{start, to, ""})
	}
	p.fix(false, edits...)
}

func hasLetters(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

// sentenceStart is how a sentence begins, and a word to define does not.
var sentenceStart = regexp.MustCompile(`^(?:Le|La|Les|Un|Une|Des|Il|Elle|Ils|Elles|On|Nous|Vous|Je|Ce|Cela|Ces|Voici|Pour|Dans|En|Avec|Si|À|Au|Aux|Il faut)\s|^(?:L|C|J|D)['’]`)

// wrappedColon reports a sentence that was cut before its colon, which makes its
// lines words to define: several of them, or one that is no term.
func (p *prose) wrappedColon(n *east.DefinitionList) {
	terms := 0
	var last ast.Node
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if term, ok := child.(*east.DefinitionTerm); ok {
			terms, last = terms+1, term
			continue
		}
		if last != nil && last.Lines().Len() > 0 {
			p.wrapped(n, last, child, terms)
		}
		terms, last = 0, nil
	}
}

func (p *prose) wrapped(list, term, description ast.Node, terms int) {
	line := term.Lines().At(term.Lines().Len() - 1)
	words := strings.TrimSpace(string(line.Value(p.text)))
	first := description.FirstChild()
	if first == nil || first.Lines().Len() == 0 {
		return
	}
	start := first.Lines().At(0).Start
	if terms < 2 && len(strings.Fields(words)) <= 5 && !(sentenceStart.MatchString(words) && unicode.IsLower(p.after(start))) {
		return
	}
	colon := bytes.LastIndexByte(p.text[:start], ':')
	if colon < line.Start {
		return
	}
	if !p.misreads(colon, p.endOfLine(colon), "une ligne qui commence par deux-points fait de la ligne précédente un mot à définir", "") {
		return
	}
	end := line.Start + len(strings.TrimRight(string(line.Value(p.text)), " \t\r\n"))
	if topLevel(list) && len(bytes.TrimSpace(p.text[end:colon])) == 0 && bytes.Count(p.text[end:colon], []byte("\n")) == 1 {
		p.fix(false, edit{end, colon, " "})
	}
	if d := &p.problems[len(p.problems)-1]; d.Hint == "" {
		d.Hint = "mettez les deux-points à la fin de la ligne précédente"
	}
}

// oneTilde reports words crossed out between single tildes, which elsewhere lower
// a figure (« H~2~O ») or say « environ ».
func (p *prose) oneTilde(n *east.Strikethrough) {
	first, ok := n.FirstChild().(*ast.Text)
	last, also := n.LastChild().(*ast.Text)
	if !ok || !also {
		return
	}
	from, to := first.Segment.Start-1, last.Segment.Stop
	if from < 0 || to >= len(p.text) || p.text[from] != '~' || p.text[to] != '~' || from > 0 && p.text[from-1] == '~' {
		return
	}
	words := string(p.text[from+1 : to])
	if !p.misreads(from, to+1, "un seul « ~ » de chaque côté barre « "+words+" »", "pour barrer, écrivez ~~"+words+"~~ ; pour montrer le signe, écrivez \\~") {
		return
	}
	if !strings.ContainsAny(words, spacing) && utf8.RuneCountInString(words) <= 3 && isWord(p.before(from)) {
		p.problems[len(p.problems)-1].Hint = ""
		p.fix(false, edit{from, from + 1, "<sub>"}, edit{to, to + 1, "</sub>"})
	}
}

// multiplied reports the stars of a multiplication: « 5*3*2 » reads « 532 ».
func (p *prose) multiplied(n *ast.Emphasis) {
	first, ok := n.FirstChild().(*ast.Text)
	last, also := n.LastChild().(*ast.Text)
	if !ok || !also || n.Level != 1 {
		return
	}
	from, to := first.Segment.Start-1, last.Segment.Stop
	if from < 1 || to+1 >= len(p.text) || p.text[from] != '*' || !isDigit(p.text[from-1]) || !isDigit(p.text[to+1]) {
		return
	}
	if p.misreads(from, to+1, "les étoiles d'une multiplication mettent un nombre en italique et ne se lisent pas", "") {
		p.fix(false, edit{from, from + 1, "×"}, edit{to, to + 1, "×"})
	}
}
