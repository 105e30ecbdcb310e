package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"recueil/internal/diag"
)

// reading is one text being parsed, and what was found wrong in it. Offsets
// within this package count from the start of text.
type reading struct {
	source   *diag.Source
	start    int // of text in source
	text     []byte
	problems []diag.Diagnostic
	places   map[ast.Node]diag.Span // of destinations, by link or image
	covers   []bool                 // each byte of text of which a problem was reported as a whole; nil for none
	uncalled []*east.Footnote
	cells    int // of the tables so far
}

func newReading(src *diag.Source, start int) *reading {
	start = max(0, min(start, len(src.Text)))
	return &reading{
		source: src, start: start, text: src.Text[start:],
		places: map[ast.Node]diag.Span{},
	}
}

func (r *reading) parse() ast.Node {
	if r.excessive() {
		r.text = nil
	}
	pc := boundedContext{parser.NewContext(), r}
	pc.Set(readingKey, r)
	return language.Parse(text.NewReader(r.text), parser.WithContext(pc))
}

// readingKey is where the parsers of this package find the reading they serve.
var readingKey = parser.NewContextKey()

func readingOf(pc parser.Context) *reading { return pc.Get(readingKey).(*reading) }

// report adds a problem at a range of text, which it brings back into the text.
func (r *reading) report(rule *diag.Rule, from, to int, message, hint string) {
	r.problems = append(r.problems, diag.New(rule, r.source, r.span(from, to), message, hint))
}

func (r *reading) span(from, to int) diag.Span {
	from = max(0, min(from, len(r.text)))
	to = max(from, min(to, len(r.text)))
	return diag.Span{Start: r.start + from, End: r.start + to}
}

// language is the parser. It is CommonMark's without HTML blocks: a tag then
// always stands in a paragraph whose Markdown is read, so that the words after
// a comment or a refused tag are not lost with it.
var language = parser.NewParser(
	parser.WithBlockParsers(
		util.Prioritized(parser.NewSetextHeadingParser(), 100),
		util.Prioritized(extension.NewDefinitionListParser(), 101),
		util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(fenceParser{parser.NewFencedCodeBlockParser()}, 700),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(commentParser{}, 900),
		util.Prioritized(extension.NewFootnoteBlockParser(), 999),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	),
	parser.WithInlineParsers(
		util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(callParser{extension.NewFootnoteParser()}, 101),
		util.Prioritized(linkParser{parser.NewLinkParser()}, 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(parser.NewEmphasisParser(), 500),
		util.Prioritized(extension.NewStrikethroughParser(), 500),
		util.Prioritized(bareAddressParser{}, 999),
	),
	parser.WithParagraphTransformers(
		util.Prioritized(calloutMarker{}, 50),
		util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
		util.Prioritized(boundedTable{extension.NewTableParagraphTransformer()}, 200),
		util.Prioritized(boundedParagraph{}, 210),
	),
	parser.WithASTTransformers(
		util.Prioritized(extension.NewTableASTTransformer(), 0),
		util.Prioritized(bareContacts{}, 900),
		util.Prioritized(uncalledNotes{}, 998),
		util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
	),
)
