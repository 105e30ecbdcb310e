package render

import (
	"bytes"
	"html/template"
	"strings"
	"sync"
)

// stencils are the HTML of a document's card, with blanks for what depends on the
// page: a document is shown on a dozen pages, and making each of its cards from the
// template took half of the time of rendering. They are kept by the card itself,
// its blanks marked, so that whatever else a page changes makes another.
type stencils struct {
	mu   sync.Mutex
	made map[Card]stencil
}

// stencil is pieces of HTML and the blanks after them.
type stencil []piece

type piece struct {
	html  string
	after blank
}

type blank string

// The marks of the blanks while a stencil is made. They go through the escaping of
// addresses and of text as they are.
const (
	noBlank     blank = ""
	hrefBlank   blank = "recueil.blanc.adresse"
	reasonBlank blank = "recueil.blanc.raison"
)

// cards is the template function "cartes": the cards of documents one after the
// other, each as the template "carte" makes it.
func (t *Templates) cards(list []Card) (template.HTML, error) {
	var out bytes.Buffer
	for _, c := range list {
		if err := t.writeCard(&out, c); err != nil {
			return "", err
		}
	}
	return template.HTML(out.String()), nil
}

func (t *Templates) writeCard(out *bytes.Buffer, c Card) error {
	if c.stencils == nil || !isPlainPath(c.Href) || c.says(string(hrefBlank)) || c.says(string(reasonBlank)) {
		return t.parts.ExecuteTemplate(out, "carte", c)
	}
	pieces, err := c.stencils.of(t, c.marked())
	if err != nil {
		return err
	}
	for _, p := range pieces {
		out.WriteString(p.html)
		switch p.after {
		case hrefBlank:
			out.WriteString(c.Href)
		case reasonBlank:
			template.HTMLEscape(out, []byte(c.Reason))
		}
	}
	return nil
}

// marked is the card with marks for blanks.
func (c Card) marked() Card {
	c.Href = string(hrefBlank)
	if c.Reason != "" {
		c.Reason = string(reasonBlank)
	}
	return c
}

// of returns the stencil of a marked card, made when it is first asked for.
func (s *stencils) of(t *Templates, marked Card) (stencil, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if made, ok := s.made[marked]; ok {
		return made, nil
	}
	var out bytes.Buffer
	if err := t.parts.ExecuteTemplate(&out, "carte", marked); err != nil {
		return nil, err
	}
	if s.made == nil {
		s.made = map[Card]stencil{}
	}
	s.made[marked] = cut(out.String())
	return s.made[marked], nil
}

// says reports whether a text of the card holds a mark, which only a document about
// these stencils would.
func (c Card) says(mark string) bool {
	for _, text := range []string{c.Title, c.Summary, c.Place, c.Trade} {
		if strings.Contains(text, mark) {
			return true
		}
	}
	return c.Figure != nil && strings.Contains(c.Figure.Value+c.Figure.Label, mark)
}

// cut cuts HTML at its marks.
func cut(html string) stencil {
	var s stencil
	for {
		at, mark := len(html), noBlank
		for _, b := range []blank{hrefBlank, reasonBlank} {
			if i := strings.Index(html, string(b)); i >= 0 && i < at {
				at, mark = i, b
			}
		}
		s = append(s, piece{html[:at], mark})
		if mark == noBlank {
			return s
		}
		html = html[at+len(mark):]
	}
}

// isPlainPath reports whether a relative address needs no escaping anywhere.
func isPlainPath(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '/' || r == '.' || r == '-' || r == '_' || r >= 'A' && r <= 'Z')
	}) < 0
}
