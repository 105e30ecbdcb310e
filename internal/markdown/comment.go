package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"recueil/internal/diag"
)

// comment is an HTML comment that starts a line and ends on a later one. Those
// that end on their line are part of a paragraph.
type comment struct {
	ast.BaseBlock
	closed bool
}

var kindComment = ast.NewNodeKind("Comment")

func (*comment) Kind() ast.NodeKind { return kindComment }
func (*comment) IsRaw() bool        { return true }

// Dump implements ast.Node.
func (n *comment) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// commentParser reads comments, blank lines included. Unlike CommonMark's HTML
// block, what follows the end of a comment on its last line is not dropped.
type commentParser struct{}

var commentStart, commentEnd = []byte("<!--"), []byte("-->")

func (commentParser) Trigger() []byte { return []byte{'<'} }

func (commentParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || !bytes.HasPrefix(line[at:], commentStart) || bytes.Contains(line[at+2:], commentEnd) {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return &comment{}, parser.NoChildren
}

func (commentParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if end := bytes.Index(line, commentEnd); end >= 0 {
		reader.Advance(end + len(commentEnd))
		node.(*comment).closed = true
		return parser.Close
	}
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (commentParser) Close(ast.Node, text.Reader, parser.Context) {}
func (commentParser) CanInterruptParagraph() bool                 { return true }
func (commentParser) CanAcceptIndentedLine() bool                 { return false }

func (c *composer) checkComment(n *comment) {
	if !n.closed {
		at := max(0, min(n.Pos(), len(c.text)))
		if i := bytes.LastIndex(c.text[:min(at+len(commentStart), len(c.text))], commentStart); i >= 0 {
			at = i
		}
		c.unclosedComment(at)
	}
}

func (c *composer) unclosedComment(at int) {
	c.report(diag.UnclosedComment, at, at+len(commentStart), "le commentaire n'est pas fermé",
		"écrivez « --> » à la fin du commentaire")
}
