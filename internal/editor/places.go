package editor

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"recueil/internal/content"
	"recueil/internal/diag"
)

// places says where each node of a header is in its file. The parser says where
// nodes begin; where they end is found here, from what is written.
type places map[*yaml.Node]diag.Span

// locator finds the places of nodes.
type locator struct {
	source *diag.Source
	first  int // line of the source on which the YAML begins, from 1
	end    int // of the YAML
	places places
}

// locate finds the places of a node and of all that is in it, or returns why that
// header is only to be edited by hand.
func (l *locator) locate(n *yaml.Node) *Refusal {
	if n.Anchor != "" || n.Kind == yaml.AliasNode || n.Style&yaml.TaggedStyle != 0 {
		return l.refuse(n, "cet en-tête emploie un renvoi (« & », « * ») ou une étiquette (« ! ») de YAML")
	}
	start := l.source.Offset(l.first+max(n.Line, 1)-1, max(n.Column, 1))
	end, ok := l.endOf(n, start)
	if !ok {
		return l.refuse(n, "cette partie de l'en-tête est écrite d'une façon que le formulaire ne sait pas garder")
	}
	l.places[n] = diag.Span{Start: start, End: end}
	return nil
}

func (l *locator) refuse(n *yaml.Node, why string) *Refusal {
	return &Refusal{Line: l.first + max(n.Line, 1) - 1, Message: why}
}

// endOf returns the end of a node that begins at start, once what is in it has its
// places.
func (l *locator) endOf(n *yaml.Node, start int) (end int, ok bool) {
	text := l.source.Text[:l.end]
	switch {
	case n.Kind == yaml.ScalarNode && content.IsNull(n) && n.Value == "":
		return start, true
	case n.Kind == yaml.ScalarNode:
		return endOfScalar(text, n, start)
	}
	if l.children(n) != nil {
		return 0, false
	}
	if n.Style&yaml.FlowStyle == 0 {
		return l.lastEnd(n, start), len(n.Content) > 0
	}
	opening, closing := byte('['), byte(']')
	if n.Kind == yaml.MappingNode {
		opening, closing = '{', '}'
	}
	if text[start] != opening {
		return 0, false
	}
	return endOfFlow(text, l.lastEnd(n, start+1), closing)
}

// children finds the places of what is in a node. A key has its colon on its own line.
func (l *locator) children(n *yaml.Node) *Refusal {
	for i, child := range n.Content {
		if no := l.locate(child); no != nil {
			return no
		}
		if n.Kind != yaml.MappingNode || i%2 == 1 {
			continue
		}
		rest := bytes.TrimLeft(l.source.Text[l.places[child].End:l.end], " \t")
		if child.Value == "<<" || keyIn(n, child.Value) != i || !bytes.HasPrefix(rest, []byte(":")) {
			return l.refuse(child, "cette clé est écrite deux fois, ou d'une façon que le formulaire ne sait pas garder")
		}
	}
	return nil
}

// lastEnd returns the end of the last thing in a node, or start.
func (l *locator) lastEnd(n *yaml.Node, start int) int {
	if len(n.Content) == 0 {
		return start
	}
	return l.endOfEntry(n, len(n.Content)-1)
}

// endOfEntry returns the end of an item, or of an entry by its value: where nothing is
// written, that of the colon.
func (l *locator) endOfEntry(n *yaml.Node, i int) int {
	return l.places.endOfEntry(l.source.Text, n, i)
}

func (p places) endOfEntry(text []byte, n *yaml.Node, i int) int {
	last := n.Content[i]
	if n.Kind == yaml.MappingNode && content.IsNull(last) && last.Value == "" {
		key := p[n.Content[i-1]].End
		return key + bytes.IndexByte(text[key:], ':') + 1
	}
	return p[last].End
}

// endOfScalar returns the end of a scalar that begins at start.
func endOfScalar(text []byte, n *yaml.Node, start int) (end int, ok bool) {
	switch {
	case n.Style&yaml.DoubleQuotedStyle != 0:
		return endOfQuotes(text, start, '"')
	case n.Style&yaml.SingleQuotedStyle != 0:
		return endOfQuotes(text, start, '\'')
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return endOfBlock(text, start), text[start] == '|' || text[start] == '>'
	}
	return endOfPlain(text, n.Value, start)
}

func endOfQuotes(text []byte, start int, quote byte) (end int, ok bool) {
	if start >= len(text) || text[start] != quote {
		return 0, false
	}
	for i := start + 1; i < len(text); i++ {
		switch {
		case quote == '"' && text[i] == '\\':
			i++
		case text[i] == quote && quote == '\'' && i+1 < len(text) && text[i+1] == quote:
			i++
		case text[i] == quote:
			return i + 1, true
		}
	}
	return 0, false
}

// endOfPlain returns the end of a value without quotes: but for blanks, it is written
// as it reads.
func endOfPlain(text []byte, value string, start int) (end int, ok bool) {
	at := start
	for _, r := range value {
		if unicode.IsSpace(r) {
			continue
		}
		at += len(text[at:]) - len(bytes.TrimLeftFunc(text[at:], unicode.IsSpace))
		c, size := utf8.DecodeRune(text[at:])
		if c != r {
			return 0, false
		}
		at += size
	}
	return at, true
}

// endOfBlock returns the end of the last line of a block of text, whose sign « | » or
// « > » is at start: of those that are indented as its first, or of the sign's own line.
func endOfBlock(text []byte, start int) int {
	end, indent := lineEnd(text, start), 0
	for at := nextLine(text, start); at < len(text); at = nextLine(text, at) {
		line := string(text[at:lineEnd(text, at)])
		if strings.TrimSpace(line) == "" {
			continue
		}
		depth := len(line) - len(strings.TrimLeft(line, " "))
		if indent == 0 {
			indent = depth
		}
		if depth == 0 || depth < indent {
			break
		}
		end = lineEnd(text, at)
	}
	return end
}

// endOfFlow returns the end of a list or a group between brackets, from the end of its
// last item.
func endOfFlow(text []byte, at int, closing byte) (end int, ok bool) {
	for ; at < len(text); at++ {
		switch c := text[at]; {
		case c == closing:
			return at + 1, true
		case c == '#':
			at = lineEnd(text, at)
		case !strings.ContainsRune(" \t\r\n,", rune(c)):
			return 0, false
		}
	}
	return 0, false
}

// lineStart, lineEnd and nextLine return the edges of the line that an offset is in: its
// first byte, the end of its text, and the first byte after it.
func lineStart(text []byte, at int) int { return bytes.LastIndexByte(text[:at], '\n') + 1 }

func lineEnd(text []byte, at int) int {
	end := nextLine(text, at)
	for end > at && (text[end-1] == '\n' || text[end-1] == '\r') {
		end--
	}
	return end
}

func nextLine(text []byte, at int) int {
	if n := bytes.IndexByte(text[at:], '\n'); n >= 0 {
		return at + n + 1
	}
	return len(text)
}
