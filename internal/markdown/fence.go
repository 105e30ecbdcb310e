package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"recueil/internal/diag"
)

// fenceParser is goldmark's parser of fenced code, and notes which blocks met
// their closing fence: CommonMark closes the others at the end of the text,
// which then shows as code.
type fenceParser struct{ parser.BlockParser }

const closedAttribute = "ferme"

func (p fenceParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	state := p.BlockParser.Continue(node, reader, pc)
	if state&parser.Continue == 0 {
		node.SetAttributeString(closedAttribute, true)
	}
	return state
}

func (c *composer) checkFence(n *ast.FencedCodeBlock) {
	if _, closed := n.AttributeString(closedAttribute); closed {
		return
	}
	from, to := c.fenceAt(n.Pos())
	fence := string(c.text[from:to])
	c.report(diag.UnclosedCode, from, to, "le bloc de code n'est pas fermé",
		"ajoutez à sa fin une ligne qui ne contient que "+fence+", sans espace devant")
	if at, end, ok := c.missedFence(n); ok {
		last := &c.problems[len(c.problems)-1]
		last.Related = append(last.Related, diag.Related{
			Source: c.source, Span: c.span(at, end), Message: "cette ligne ne le ferme pas : enlevez les espaces du début",
		})
	}
}

// fenceAt returns the fence around an offset, which goldmark gives late when
// tabs stand before it.
func (c *composer) fenceAt(at int) (from, to int) {
	isFence := func(i int) bool { return c.text[i] == '`' || c.text[i] == '~' }
	from = max(0, min(at, len(c.text)))
	for from > 0 && (from == len(c.text) || !isFence(from) || isFence(from-1)) {
		from--
	}
	for to = from; to < len(c.text) && c.text[to] == c.text[from] && isFence(to); {
		to++
	}
	return from, to
}

// missedFence returns the last line of the block that would be its closing
// fence but for the spaces before it.
func (c *composer) missedFence(n *ast.FencedCodeBlock) (from, to int, ok bool) {
	for i := n.Lines().Len() - 1; i >= 0; i-- {
		line := n.Lines().At(i)
		value := string(c.text[line.Start:line.Stop])
		fence := strings.TrimSpace(value)
		if len(fence) >= 3 && strings.Trim(fence, "`") == "" || len(fence) >= 3 && strings.Trim(fence, "~") == "" {
			from = line.Start + strings.Index(value, fence)
			return from, from + len(fence), true
		}
	}
	return 0, 0, false
}
