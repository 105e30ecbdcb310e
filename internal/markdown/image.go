package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"recueil/internal/diag"
	"recueil/internal/french"
)

// image writes an image, or its description alone when its address is refused.
func (c *composer) image(n *ast.Image) {
	c.keptTags(n) // tags are refused in the alternative text as elsewhere
	dest, alt, span := unescape(n.Destination), fullText(n, c.text), c.places[n]
	if alt == "" {
		c.report(diag.MissingAlt, n.Pos(), span.End-c.start, "l'image n'a pas de texte de remplacement",
			"écrivez entre les crochets ce que l'image montre : ![description]("+dest+")")
	}
	message, hint := imageProblem(dest)
	if message != "" {
		c.problems = append(c.problems, diag.New(diag.BadLink, c.source, span, message, hint))
	} else {
		c.body.images = append(c.body.images, Image{Dest: dest, Alt: alt, Span: span})
	}
	c.run = append(c.run, item{class: thing, piece: &piece{kind: picture, dest: dest, alt: alt, refused: message != ""}})
}

func imageProblem(dest string) (message, hint string) {
	const place = "déposez l'image dans content/images et écrivez ../images/nom-du-fichier"
	_, ok := schemeOf(dest)
	switch {
	case strings.TrimSpace(dest) == "":
		return "l'image n'a pas d'adresse", place
	case ok || strings.HasPrefix(dest, "//") || strings.Contains(dest, `\`):
		return "l'image n'est pas un fichier du site", place
	}
	return "", ""
}

// loneImage returns the image that a paragraph consists of.
func loneImage(n ast.Node, source []byte) (*ast.Image, bool) {
	if !ast.IsParagraph(n) {
		return nil, false
	}
	var found *ast.Image
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		switch child := child.(type) {
		case *ast.Image:
			if found != nil {
				return nil, false
			}
			found = child
		case *ast.RawHTML:
			if !tagOf(child, source).isComment() {
				return nil, false
			}
		case *ast.Text:
			if strings.TrimSpace(textOf(child, source)) != "" {
				return nil, false
			}
		default:
			return nil, false
		}
	}
	return found, found != nil
}

// legendOf is what an author writes in quotes after the address of an image.
func legendOf(n *ast.Image) string {
	return strings.TrimSpace(unescape(n.Title))
}

// flushFigure writes the image in the run as a figure, and drops the blanks
// around it.
func (c *composer) flushFigure(n *ast.Image) {
	for _, it := range c.run {
		if it.piece != nil {
			shown := *it.piece
			shown.kind, shown.html = figure, escape(french.Typography(legendOf(n)))
			c.out.add(shown)
		}
	}
	c.run = nil
}
