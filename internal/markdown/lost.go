package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"recueil/internal/diag"
)

// lost reports the words of the text that are in no page.
func (p *prose) lost(doc ast.Node) {
	used := map[string]bool{}
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			p.lostTitle(n, n.Title, used, n.Reference)
		case *ast.Image:
			if _, lone := loneImage(n.Parent(), p.text); !lone {
				p.lostTitle(n, n.Title, used, n.Reference)
			} else if n.Reference != nil {
				used[reference(n.Reference.Value)] = true
			}
		case *ast.FencedCodeBlock:
			p.lostInfo(n)
		case *east.TableRow:
			p.lostCells(n)
		}
		return ast.WalkContinue, nil
	})
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		p.lostDefinitions(n, used)
	}
	p.lostNotes()
}

func (p *prose) loses(from, to int, message, hint string) bool {
	if p.covered(from) {
		return false
	}
	p.report(diag.TextLost, from, to, message, hint)
	return true
}

func reference(label []byte) string {
	return strings.ToLower(strings.Join(strings.Fields(string(label)), " "))
}

// lostTitle reports the title of a link, or of a picture within a line: only a
// picture that stands alone shows its own, as a legend.
func (p *prose) lostTitle(n ast.Node, title []byte, used map[string]bool, ref *ast.ReferenceLink) {
	if ref != nil {
		used[reference(ref.Value)] = true
	}
	if !hasLetters(string(title)) || ref != nil {
		return
	}
	at := bytes.Index(p.text[max(0, n.Pos()):], title)
	if at < 0 {
		return
	}
	from := max(0, n.Pos()) + at
	p.loses(from, from+len(title), "le titre « "+string(title)+" » du lien n'est dans aucune page", "écrivez ces mots dans le texte, ou supprimez-les avec leurs guillemets")
}

// lostInfo reports what follows the language of a block of code.
func (p *prose) lostInfo(n *ast.FencedCodeBlock) {
	if n.Info == nil {
		return
	}
	info := string(n.Info.Segment.Value(p.text))
	language, rest, _ := strings.Cut(info, " ")
	if rest = strings.TrimSpace(rest); !hasLetters(rest) {
		return
	}
	from := n.Info.Segment.Start + len(info) - len(strings.TrimLeft(info[len(language):], " "))
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
	if p.loses(from+bar, from+len(rest), "cette cellule est de trop : le tableau n'a pas de colonne pour elle, elle n'est dans aucune page",
		`ajoutez une colonne à la première rangée et à la ligne de tirets ; si la barre fait partie du texte, écrivez \|`) {
		p.fix(true, edit{from + bar, from + bar + 1, `\|`})
	}
}

// lostDefinitions reports the definitions of links that no link calls: the words of
// « [Note]: pensez-y » are in no page.
func (p *prose) lostDefinitions(n ast.Node, used map[string]bool) {
	for child := n.FirstChild(); child != nil && n.Type() == ast.TypeBlock; child = child.NextSibling() {
		p.lostDefinitions(child, used)
	}
	ref, ok := n.(*ast.LinkReferenceDefinition)
	if !ok || ref.Lines().Len() == 0 || used[reference(ref.Label)] {
		return
	}
	line := ref.Lines().At(0)
	from, to := line.Start, ref.Lines().At(ref.Lines().Len()-1).Stop
	from += len(p.text[from:to]) - len(bytes.TrimLeft(p.text[from:to], " \t"))
	label := string(ref.Label)
	if p.loses(from, to, "cette ligne n'est dans aucune page : elle dit où mène « ["+label+"] », que le texte n'emploie pas",
		"écrivez [texte]["+label+"] dans le texte, ou supprimez la ligne ; pour que la ligne se lise, écrivez \\"+string(p.text[from:min(to, from+40)])) {
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
		if p.loses(from, from+len(label)-1, message, hint) {
			p.cover(from, to)
		}
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
	return from, max(to, from+len(label))
}
