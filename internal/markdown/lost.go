package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"recueil/internal/diag"
)

// lost reports the words of the text that are in no page.
func (p *prose) lost(doc ast.Node) {
	used := map[string]bool{} // names of addresses, and whether the title there is shown
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			p.lostAddress(n, n.Reference)
			p.lostTitle(n, n.Title, n.Reference, false, used)
		case *ast.Image:
			p.lostAddress(n, n.Reference)
			lone, _ := loneImage(n.Parent(), p.text)
			p.lostTitle(n, n.Title, n.Reference, lone == n, used)
		case *ast.FencedCodeBlock:
			p.lostInfo(n)
		case *east.TableRow:
			p.lostCells(n)
		}
		return ast.WalkContinue, nil
	})
	p.lostDefinitions(doc, used, map[string]bool{})
	p.lostNotes()
}

func (p *prose) loses(from, to int, message, hint string) {
	p.report(diag.TextLost, from, to, message, hint)
}

// lostAddress reports the address of a link or of a picture in the description of
// another, of which only the words are read.
func (p *prose) lostAddress(n ast.Node, ref *ast.ReferenceLink) {
	if ref != nil || !inside[*ast.Image](n) {
		return
	}
	at := p.places[n]
	p.loses(at.Start-p.start, at.End-p.start, "cette adresse est dans la description d'une image, dont seuls les mots se lisent : elle n'est dans aucune page",
		"ne laissez entre les crochets que la description, et mettez le lien ou l'image après la parenthèse")
}

func reference(label []byte) string {
	return strings.ToLower(strings.Join(strings.Fields(string(label)), " "))
}

// lostTitle reports the title of a link, or of a picture within a line: only a
// picture that stands alone shows its own, as a legend.
func (p *prose) lostTitle(n ast.Node, title []byte, ref *ast.ReferenceLink, shown bool, used map[string]bool) {
	if ref != nil {
		used[reference(ref.Value)] = used[reference(ref.Value)] || shown
		return
	}
	if shown || !hasWords(string(title)) {
		return
	}
	if at := p.titleAt(n, title); at >= 0 {
		p.loses(at, at+len(title), "le titre « "+string(title)+" » du lien n'est dans aucune page", "écrivez ces mots dans le texte, ou supprimez-les avec leurs guillemets")
	}
}

// titleAt is where the title of a link stands, between its signs, or -1.
func (p *prose) titleAt(n ast.Node, title []byte) int {
	for at := p.places[n].End - p.start; ; at++ {
		next := bytes.Index(p.text[at:], title)
		if next < 0 {
			return -1
		}
		at += next
		if signs := string([]rune{p.before(at), p.after(at + len(title))}); signs == `""` || signs == "''" || signs == "()" {
			return at
		}
	}
}

// languageName is the name of a language at the start of what opens a block of code.
var languageName = regexp.MustCompile(`^[\pL\pN+#._-]+(?:[ \t\r\f\v]|$)`)

// lostInfo reports what follows the language of a block of code.
func (p *prose) lostInfo(n *ast.FencedCodeBlock) {
	if n.Info == nil {
		return
	}
	if _, ok := chartTitle(n, p.text); ok {
		return
	}
	info := string(n.Info.Segment.Value(p.text))
	language := len(languageName.FindString(info))
	if !strings.ContainsFunc(info[language:], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
		return
	}
	from := n.Info.Segment.Start + len(info) - len(strings.TrimLeft(info[language:], " \t\r\f\v"))
	p.loses(from, n.Info.Segment.Stop, "ces mots ne sont dans aucune page : la ligne qui ouvre un bloc de code ne se lit pas",
		"écrivez-les au-dessus du bloc, ou à la ligne suivante")
}

// lostCells reports the cells of a row beyond the columns of its table.
func (p *prose) lostCells(row *east.TableRow) {
	cell, ok := row.LastChild().(*east.TableCell)
	if !ok || cell.Lines().Len() == 0 {
		return
	}
	end := p.endOfLine(cell.Lines().At(0).Stop)
	from := cell.Lines().At(0).Stop
	rest := strings.TrimRight(string(p.text[from:end]), " \t\r")
	bar := strings.IndexByte(rest, '|')
	if bar < 0 || strings.Trim(rest, "| \t") == "" {
		return
	}
	p.loses(from+bar, from+len(rest), "cette cellule est de trop : le tableau n'a pas de colonne pour elle, elle n'est dans aucune page",
		`ajoutez une colonne à la première rangée et à la ligne de tirets ; si la barre fait partie du texte, écrivez \|`)
	p.fix(true, edit{from + bar, from + bar + 1, `\|`})
	p.cover(cell.Lines().At(0).Start, end) // the bar may have cut code in two
}

// lostDefinitions reports the addresses of links that no link calls: the words of
// « [Note]: pensez-y » are in no page. Nor are those of a second one of a name, nor a
// title.
func (p *prose) lostDefinitions(parent ast.Node, used, known map[string]bool) {
	for n := parent.FirstChild(); n != nil && parent.Type() != ast.TypeInline; n = n.NextSibling() {
		if ref, ok := n.(*ast.LinkReferenceDefinition); ok && ref.Lines().Len() > 0 {
			p.lostDefinition(ref, used, known)
		}
		p.lostDefinitions(n, used, known)
	}
}

// hasWords reports whether a text says something: a year does.
func hasWords(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}

func (p *prose) lostDefinition(ref *ast.LinkReferenceDefinition, used, known map[string]bool) {
	from, to := ref.Lines().At(0).Start, ref.Lines().At(ref.Lines().Len()-1).Stop
	from += len(p.text[from:to]) - len(bytes.TrimLeft(p.text[from:to], " \t"))
	name := reference(ref.Label)
	shown, called := used[name]
	message, label := "", "["+string(ref.Label)+"]"
	switch {
	case !called:
		message = "cette ligne n'est dans aucune page : elle dit où mène « " + label + " », que le texte n'emploie pas"
	case known[name]:
		message = "cette ligne n'est dans aucune page : une autre dit déjà où mène « " + label + " »"
	case !shown && hasWords(string(ref.Title)):
		p.loses(from, to, "le titre entre guillemets n'est dans aucune page", "écrivez ces mots dans le texte, ou supprimez-les avec leurs guillemets")
	}
	known[name] = true
	if message != "" {
		p.loses(from, to, message, "écrivez [texte]"+label+" dans le texte, ou supprimez la ligne ; pour que la ligne se lise, écrivez un \\ devant son crochet")
		p.fix(true, edit{from, from, `\`})
	}
}

// uncalledNotes keeps the footnotes that nothing calls, which goldmark takes away.
type uncalledNotes struct{}

// Transform implements parser.ASTTransformer.
func (uncalledNotes) Transform(doc *ast.Document, _ text.Reader, pc parser.Context) {
	r := readingOf(pc)
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if note, ok := n.(*east.Footnote); ok && entering && note.Index < 0 {
			r.uncalled = append(r.uncalled, note)
		}
		return ast.WalkContinue, nil
	})
}

func (p *prose) lostNotes() {
	for _, note := range p.uncalled {
		name := string(note.Ref)
		label := []byte("[^" + name + "]:")
		from, to := p.noteAt(note, label)
		if from < 0 {
			continue
		}
		message := "la note « " + name + " » n'est appelée nulle part : elle n'est dans aucune page"
		hint := "écrivez [^" + name + "] dans le texte, à l'endroit de l'appel, ou supprimez la note"
		if bytes.Index(p.text, label) < from {
			message = "la note « " + name + " » est écrite deux fois : la seconde n'est dans aucune page"
			hint = "donnez à chaque note son nom, et appelez-les toutes deux"
		}
		p.loses(from, to, message, hint)
	}
}

// noteAt returns where a footnote begins and ends: its label stands before its
// first words.
func (p *prose) noteAt(note *east.Footnote, label []byte) (from, to int) {
	words := len(p.text)
	if first := note.FirstChild(); first != nil && first.Type() == ast.TypeBlock && first.Lines().Len() > 0 {
		words = first.Lines().At(0).Start
		to = words
	}
	from = bytes.LastIndex(p.text[:words], label)
	_ = ast.Walk(note, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
			to = max(to, n.Lines().At(n.Lines().Len()-1).Stop)
		}
		return ast.WalkContinue, nil
	})
	to = p.endOfLine(max(0, to-1)) // a table's last cell may be one too many
	return from, max(len(bytes.TrimRight(p.text[:to], " \t\r\n")), from+len(label))
}
