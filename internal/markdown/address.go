package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// bareAddressParser makes links of the http(s) addresses that stand in a text
// as they are. It is ours because goldmark's looks for them after an ASCII space
// only, where French authors type a no-break one, and stops at the first accent
// of a path. It starts at the colon, the one mark every address holds.
type bareAddressParser struct{}

func (bareAddressParser) Trigger() []byte { return []byte{':'} }

func (bareAddressParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, here := block.PeekLine()
	last, ok := parent.LastChild().(*ast.Text)
	if !ok || last.Segment.Stop != here.Start || pc.IsInLinkLabel() {
		return nil
	}
	size := addressSize(line)
	scheme := schemeBefore(last.Segment.Value(block.Source()))
	if size == 0 || scheme == 0 {
		return nil
	}
	last.Segment.Stop -= scheme
	if last.Segment.IsEmpty() {
		parent.RemoveChild(parent, last)
	}
	block.Advance(size)
	start := here.Start - scheme
	n := ast.NewAutoLink(ast.AutoLinkURL, ast.NewTextSegment(text.NewSegment(start, here.Start+size)))
	n.SetPos(start)
	return n
}

// schemeBefore returns the length of the "http" or "https" that ends a text as
// a word of its own, or 0.
func schemeBefore(value []byte) int {
	for _, scheme := range [...]string{"https", "http"} {
		if rest, ok := bytes.CutSuffix(bytes.ToLower(value), []byte(scheme)); ok {
			before, _ := utf8.DecodeLastRune(rest)
			if !isWord(before) {
				return len(scheme)
			}
		}
	}
	return 0
}

// addressSize returns the length of the address that goes on with "://" at the
// start of line, without the punctuation of the sentence around it, or 0.
func addressSize(line []byte) int {
	rest, ok := bytes.CutPrefix(line, []byte("://"))
	if first, _ := utf8.DecodeRune(rest); !ok || !isWord(first) {
		return 0
	}
	end := 0
	for end < len(rest) {
		r, size := utf8.DecodeRune(rest[end:])
		if !inAddress(r) && !(r == '’' && elides(rest[:end], rest[end+size:])) {
			break
		}
		end += size
	}
	return len("://") + len(trimSentence(rest[:end]))
}

// elides reports whether an apostrophe stands between the letters of a path, as in
// /l’atelier.
func elides(before, after []byte) bool {
	last, _ := utf8.DecodeLastRune(before)
	next, _ := utf8.DecodeRune(after)
	return bytes.IndexByte(before, '/') >= 0 && unicode.IsLetter(last) && unicode.IsLetter(next)
}

func inAddress(r rune) bool {
	if r >= utf8.RuneSelf {
		return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
	}
	return r > ' ' && r != 0x7f && !bytes.ContainsRune([]byte("<>\"`\\^{}|[]*"), r)
}

// trimSentence takes away the marks that end a sentence, and a closing
// parenthesis that the address did not open.
func trimSentence(a []byte) []byte {
	for len(a) > 0 {
		switch a[len(a)-1] {
		case '?', '!', '.', ',', ':', ';', '_', '~', '\'':
		case ')':
			if bytes.Count(a, []byte("(")) >= bytes.Count(a, []byte(")")) {
				return a
			}
		default:
			return a
		}
		a = a[:len(a)-1]
	}
	return a
}
