package check

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/french"
)

// Published is what an edition published at some time: what its recueil.json of
// that time says.
type Published struct {
	Edition   string        // its slug, "" of the national one
	Now       *edition.View // the edition that keeps its addresses; nil when it is no longer declared
	source    *diag.Source
	slug      *diag.Span
	documents []published
}

// published is a document of that time: its own address and its former ones,
// each with its place in the file.
type published struct {
	title     string
	addresses []address
}

type address struct {
	path string
	span diag.Span
}

// ErrNotData says that a file is not a recueil.json.
var ErrNotData = errors.New("not a recueil.json")

// ReadPublished reads a recueil.json, of any version that names its edition and
// gives the addresses of its documents. The error is [ErrNotData].
func ReadPublished(src *diag.Source) (Published, error) {
	p := Published{source: src}
	err := eachText(src.Text, func(path, text string, span diag.Span) {
		switch path {
		case `"edition""slug"`:
			p.Edition, p.slug = text, &span
		case `"documents"[]{}`:
			p.documents = append(p.documents, published{})
		case `"documents"[]"titre"`:
			p.last().title = text
		case `"documents"[]"adresse"`, `"documents"[]"alias"[]`:
			p.last().addresses = append(p.last().addresses, address{text, span})
		}
	})
	if err != nil || p.slug == nil || slices.ContainsFunc(p.documents, published.nowhere) {
		return Published{}, ErrNotData
	}
	return p, nil
}

func (p *Published) last() *published { return &p.documents[len(p.documents)-1] }

func (d published) nowhere() bool { return len(d.addresses) == 0 }

// brokenPromises reports each address that was published and where the edition has
// neither a page nor an alias. They are errors: readers and search engines keep
// addresses for years.
func brokenPromises(s *survey) []diag.Diagnostic {
	p, v := s.Former, s.Former.Now
	if v == nil {
		return []diag.Diagnostic{p.gone(s.Collection)}
	}
	var problems []diag.Diagnostic
	redirects := v.Redirects()
	for _, d := range p.documents {
		for _, a := range d.addresses {
			if _, moved := redirects[a.path]; !moved && !v.Has(a.path) {
				problems = append(problems, p.broken(a, d.title, v))
			}
		}
	}
	return problems
}

// broken is the problem of one address. A document of the same title is most
// likely the one that moved.
func (p Published) broken(a address, title string, v *edition.View) diag.Diagnostic {
	problem := diag.New(diag.BrokenPromise, p.source, a.span, fmt.Sprintf("l'adresse %s a été publiée et ne mène plus à rien", a.path),
		fmt.Sprintf("écrivez « alias: [%s] » dans le document qui remplace celui-là", a.path))
	for _, d := range v.Documents() {
		if d.Title == title && title != "" {
			problem.Hint = fmt.Sprintf("ajoutez « %s » aux « alias » de %s", a.path, d.Source.Path)
			problem.Related = []diag.Related{{Source: d.Source, Span: d.Value("titre"), Message: "un document du même titre est ici"}}
			return problem
		}
	}
	return problem
}

// gone reports that the edition itself is no longer declared, and every address
// of it with it.
func (p Published) gone(c *content.Collection) diag.Diagnostic {
	var known []string
	for _, e := range c.Editions {
		known = append(known, e.Slug)
	}
	return diag.New(diag.BrokenPromise, p.source, *p.slug, fmt.Sprintf("l'édition « %s » a été publiée et n'est plus déclarée : toutes ses adresses disparaissent", p.Edition),
		french.DidYouMean(p.Edition, known, "remettez son fichier dans editions/"))
}

// eachText calls visit with every text of a JSON value, in the order of the file:
// its path, such as "documents"[]"titre", and its place, quotation marks left
// out; and with every object that begins, whose path ends with {}. Keys are quoted
// in paths, since they may hold anything. Nesting costs no stack.
func eachText(data []byte, visit func(path, text string, span diag.Span)) error {
	w := jsonWalk{decoder: json.NewDecoder(bytes.NewReader(data)), data: data}
	for {
		before := w.decoder.InputOffset()
		token, err := w.decoder.Token()
		switch {
		case errors.Is(err, io.EOF) && len(w.open) == 0:
			return nil
		case err != nil:
			return err
		}
		w.token(token, before, visit)
	}
}

// jsonWalk remembers where a walk through JSON is: the values that are open and
// the key that the next one has.
type jsonWalk struct {
	decoder *json.Decoder
	data    []byte
	open    []jsonValue
}

type jsonValue struct {
	object bool
	key    string // of the value being read in an object, "" before it
}

func (w *jsonWalk) token(token json.Token, before int64, visit func(path, text string, span diag.Span)) {
	switch t := token.(type) {
	case json.Delim:
		w.delimiter(t, visit)
	case string:
		if top := w.top(); top != nil && top.object && top.key == "" {
			top.key = strconv.Quote(t)
			return
		}
		visit(w.path(), t, w.span(before))
		w.valueRead()
	default:
		w.valueRead()
	}
}

func (w *jsonWalk) delimiter(t json.Delim, visit func(path, text string, span diag.Span)) {
	if t == ']' || t == '}' {
		w.open = w.open[:len(w.open)-1]
		w.valueRead()
		return
	}
	if t == '{' {
		visit(w.path()+"{}", "", diag.Span{})
	}
	w.open = append(w.open, jsonValue{object: t == '{'})
}

func (w *jsonWalk) top() *jsonValue {
	if len(w.open) == 0 {
		return nil
	}
	return &w.open[len(w.open)-1]
}

func (w *jsonWalk) valueRead() {
	if top := w.top(); top != nil {
		top.key = ""
	}
}

func (w *jsonWalk) path() string {
	var b strings.Builder
	for _, v := range w.open {
		if v.object {
			b.WriteString(v.key)
		} else {
			b.WriteString("[]")
		}
	}
	return b.String()
}

// span is the place of the text that was just read: what came before it are the
// blanks and the sign that part it from the token before.
func (w *jsonWalk) span(before int64) diag.Span {
	end := int(w.decoder.InputOffset())
	start := int(before) + bytes.IndexByte(w.data[before:end], '"')
	return diag.Span{Start: start + 1, End: end - 1}
}
