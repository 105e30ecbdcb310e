package lsp

import (
	"path"
	"regexp"
	"strings"

	"recueil/internal/content"
)

// header is the YAML of a file: what is between its fences, or all of it. It is read line
// by line, and never as YAML, since a header that is being typed mostly is none yet.
type header struct {
	text       *text
	start, end int // of raw
	definition content.FileDefinition
}

// headerOf returns the header of a document; it is not ok where no key is defined.
func (s *session) headerOf(d *document) (header, bool) {
	_, name := s.tree.split(d.text.source.Path)
	definition, ok := content.DefinitionAt(name)
	if !ok {
		return header{}, false
	}
	h := header{text: d.text, end: len(d.text.raw), definition: definition}
	if path.Ext(name) != ".md" {
		return h, true
	}
	opened := false
	for i := range d.text.lines {
		line := d.text.line(i)
		switch {
		case strings.TrimRight(line, " \t") == "---" && opened:
			h.end = d.text.lines[i]
			return h, true
		case strings.TrimRight(strings.TrimPrefix(line, "\ufeff"), " \t") == "---":
			opened = true
			h.start = d.text.lineEnd(i)
			if i+1 < len(d.text.lines) {
				h.start = d.text.lines[i+1]
			}
		case !opened && strings.TrimSpace(line) != "":
			return header{}, false
		}
	}
	return h, opened
}

func (t *text) line(i int) string { return t.raw[t.lines[i]:t.lineEnd(i)] }

// holds reports whether what is typed at a place is in the header.
func (h header) holds(offset int) bool {
	return h.start <= offset && (offset < h.end || h.end == len(h.text.raw))
}

// spot is what is written at a place of a header, up to that place.
type spot struct {
	path  []string        // of the keys around it; when a value is written, with its own key
	key   bool            // a key is written, as far as the signs tell
	item  bool            // it is an item of a list
	alone bool            // nothing else is on the line
	word  string          // what is written of it
	start int             // of word, in raw
	taken map[string]bool // keys that are beside it
}

// token is a dash or a key, at the beginning of a line.
type token struct {
	column int
	key    string // "" of a dash
}

var (
	keyPattern = regexp.MustCompile(`^"?([\pL_][\pL\pN_-]*)"? *:(?:[ \t]|$)`)
	dash       = regexp.MustCompile(`^-(?:[ \t]|$)`)
)

// cut returns what begins a line, and where the rest of it is.
func cut(line string) (tokens []token, rest int) {
	for {
		rest += len(line[rest:]) - len(strings.TrimLeft(line[rest:], " \t"))
		switch {
		case dash.MatchString(line[rest:]):
			tokens = append(tokens, token{column: rest})
			rest++
			continue
		case keyPattern.MatchString(line[rest:]):
			m := keyPattern.FindStringSubmatch(line[rest:])
			tokens = append(tokens, token{rest, m[1]})
			rest += strings.IndexByte(line[rest:], ':') + 1
			rest += len(line[rest:]) - len(strings.TrimLeft(line[rest:], " \t"))
		}
		return tokens, rest
	}
}

// at returns what is written at a place.
func (h header) at(offset int) (spot, bool) {
	number := h.text.position(offset).Line
	begin := h.text.lines[number]
	before := h.text.raw[begin:max(begin, offset)]
	if strings.HasPrefix(strings.TrimLeft(before, " \t"), "#") {
		return spot{}, false
	}
	tokens, rest := cut(before)
	if len(tokens) > 0 && tokens[len(tokens)-1].key != "" {
		key := tokens[len(tokens)-1]
		f := flowIn(before[rest:])
		return spot{
			path: append(append(h.above(number, tokens[:len(tokens)-1], key.column), key.key), f.path...),
			key:  f.key, item: f.item, word: f.word, start: begin + rest + f.start, taken: f.taken,
		}, true
	}
	word := strings.TrimLeft(before[rest:], `"'`)
	at := spot{
		path: h.above(number, tokens, rest), key: len(tokens) == 0, item: len(tokens) > 0,
		alone: len(tokens) == 0, word: word, start: offset - len(word),
	}
	at.taken = h.beside(number, tokens, rest)
	return at, true
}

// above returns the path of the keys under which a place of a line is, by the columns of
// what is before it: on its line first, then on those above.
func (h header) above(number int, tokens []token, column int) []string {
	var found []string
	climb := func(tokens []token) {
		for i := len(tokens) - 1; i >= 0; i-- {
			switch t := tokens[i]; {
			case t.column >= column:
			case t.key == "":
				column = t.column + 1 // a list may begin at the column of its key
			default:
				column = t.column
				found = append([]string{t.key}, found...)
			}
		}
	}
	climb(tokens)
	for i := number - 1; i >= 0 && h.text.lines[i] >= h.start; i-- {
		tokens, _ := cut(h.text.line(i))
		climb(tokens)
	}
	return found
}

// beside returns the keys of the group that a key at a column of a line is in.
func (h header) beside(number int, tokens []token, column int) map[string]bool {
	taken := map[string]bool{}
	look := func(tokens []token) (within bool) {
		for i := len(tokens) - 1; i >= 0; i-- {
			if tokens[i].column < column {
				return false
			}
			if tokens[i].column == column && tokens[i].key != "" {
				taken[tokens[i].key] = true
			}
		}
		return true
	}
	if within := look(tokens); within {
		for i := number - 1; i >= 0 && h.text.lines[i] >= h.start; i-- {
			if tokens, _ := cut(h.text.line(i)); !look(tokens) {
				break
			}
		}
	}
	for i := number + 1; i < len(h.text.lines) && h.text.lines[i] < h.end; i++ {
		tokens, _ := cut(h.text.line(i))
		if len(tokens) > 0 && tokens[0].column < column || !look(tokens) {
			break
		}
	}
	return taken
}

// flowIn reads a value that is written on the line of its key, lists and groups between
// brackets included, up to its end; start is that of the word in it.
func flowIn(value string) spot {
	type level struct {
		group bool
		key   string
		taken map[string]bool
	}
	var levels []level
	start, quote := 0, rune(0)
	for i, c := range value {
		top := len(levels) - 1
		word := strings.Trim(value[start:i], " \t\"'")
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && word == "":
			quote = c
		case c == '[' && word == "":
			levels, start = append(levels, level{}), i+1
		case c == '{' && word == "":
			levels, start = append(levels, level{group: true, taken: map[string]bool{}}), i+1
		case (c == ']' || c == '}') && top >= 0:
			levels = levels[:top]
		case c == ',' && top >= 0:
			start, levels[top].key = i+1, ""
		case c == ':' && top >= 0 && levels[top].group && levels[top].key == "" && (i+1 == len(value) || value[i+1] == ' '):
			start, levels[top].key = i+1, word
			levels[top].taken[word] = true
		}
	}
	s := spot{start: start}
	s.start += len(value[start:]) - len(strings.TrimLeft(value[start:], " \t\"'"))
	s.word = value[s.start:]
	for _, l := range levels {
		if l.key != "" {
			s.path = append(s.path, l.key)
		}
	}
	if len(levels) > 0 {
		top := levels[len(levels)-1]
		s.key, s.item, s.taken = top.group && top.key == "", !top.group, top.taken
	}
	return s
}

// meaning is the definition of what is written at a spot: the keys that it may be one of,
// or else the key that it is the value of.
type meaning struct {
	keys  []content.KeyDefinition // when a key is written
	of    content.KeyDefinition   // around it, or of the value; zero at the top
	isKey bool
}

// meaningOf looks a spot up in the definition; it is not ok where a key around it is not
// known.
func (h header) meaningOf(at spot) (m meaning, ok bool) {
	m = meaning{keys: h.definition.Keys, isKey: at.key}
	for _, name := range at.path {
		next, ok := content.KeyNamed(m.keys, name)
		if !ok && m.of.Kind == content.KindNumbers { // of names that are no keys of ours
			next, ok = content.KeyDefinition{Name: name}, true
		}
		if !ok {
			return meaning{}, false
		}
		m.of, m.keys = next, next.Keys
	}
	switch {
	case len(at.path) == 0:
	case m.of.Kind == content.KindGroup, m.of.Kind == content.KindShortGroup, m.of.Kind == content.KindNumbers:
		m.isKey = at.key || at.item
	default:
		m.isKey = false
	}
	return m, true
}
