package editor

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"recueil/internal/check"
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/site"
)

// problem is a diagnostic as the page shows it.
type problem struct {
	Rule    string `json:"regle"`
	Grave   bool   `json:"erreur"`
	Message string `json:"message"`
	Hint    string `json:"conseil,omitempty"`
	Line    int    `json:"ligne"`           // of the file
	Key     string `json:"cle,omitempty"`   // of the header, that it is about
	From    *place `json:"debut,omitempty"` // in the Markdown
	To      *place `json:"fin,omitempty"`
	Fix     string `json:"correction,omitempty"` // "sûre", "à confirmer", or none

	fix diag.Fix
}

// place is a line and a column, from 1, in characters.
type place struct {
	Line   int `json:"l"`
	Column int `json:"c"`
}

// inspection is what is wrong with a document that is not saved.
type inspection struct {
	problems  []problem
	elsewhere int    // errors in other files, that keep the site from being made
	address   string // of its page
}

// inspect looks at a document as if it were saved. It is called once at a time.
func (e *Editor) inspect(ctx context.Context, name string, text []byte) (inspection, error) {
	in, opt, err := e.opt.Prepare()
	if err != nil {
		return inspection{}, err
	}
	coll, problems, err := e.memory.Load(ctx, content.WithUnsaved(in.Content, map[string][]byte{name: text}), opt.Jobs)
	if err != nil {
		return inspection{}, err
	}
	e.collection = coll
	editions := edition.At(coll, opt.Today)
	choices, err := e.opt.Choices(editions)
	if err != nil {
		return inspection{}, err
	}
	found := inspection{}
	for _, p := range problems {
		if p.Source.Path != name && p.Severity == diag.Error {
			found.elsewhere++
		}
	}
	for _, d := range coll.Documents {
		if d.Source.Path == name {
			found.address = d.Address()
		}
	}
	for _, p := range check.File(coll, problems, choices, check.Options{Dictionary: e.opt.Dictionary}, name) {
		found.problems = append(found.problems, shown(p, text))
	}
	return found, nil
}

// shown is a diagnostic of a file whose text is given. A source that holds its accents
// in another form than the file has no fix to make there.
func shown(d diag.Diagnostic, text []byte) problem {
	line, column := d.Source.Position(d.Span.Start)
	p := problem{Rule: d.Rule.Name, Grave: d.Severity == diag.Error, Message: d.Message, Hint: d.Hint, Line: line}
	if len(d.Fix.Edits) > 0 && bytes.Equal(d.Source.Text, text) {
		p.fix, p.Fix = d.Fix, "sûre"
		if d.Fix.Confirm {
			p.Fix = "à confirmer"
		}
	}
	f, err := Open(text)
	if err != nil {
		p.From = &place{line, column}
		p.To = end(d, 0)
		return p
	}
	if d.Span.Start < f.yaml.Start || d.Span.Start >= f.yaml.End {
		if first, _ := f.source.Position(f.body); line >= first {
			p.From, p.To = &place{line - first + 1, column}, end(d, first-1)
		}
		return p
	}
	for i := 0; i < len(f.root.Content); i += 2 {
		if f.Line(f.root.Content[i].Value) <= line {
			p.Key = f.root.Content[i].Value
		}
	}
	return p
}

// end is the place of a diagnostic's end, on its first line at most, lines counted
// after the first ones.
func end(d diag.Diagnostic, first int) *place {
	line, column := d.Source.Position(d.Span.Start)
	written, _, _ := strings.Cut(string(d.Source.Text[d.Span.Start:d.Span.End]), "\n")
	return &place{line - first, column + utf8.RuneCountInString(strings.TrimRight(written, "\r"))}
}

// preview is a text that is not saved, to be shown as its page would be.
type preview struct {
	number int
	name   string
	text   []byte
	proof  *site.Proof
}

// mostPreviews bounds the texts kept for pages that may be asked for.
const mostPreviews = 6

// keep makes ready to show a text, and returns the number of its preview.
func (e *Editor) keep(name string, text []byte) int {
	e.last++
	e.previews = append(e.previews, &preview{number: e.last, name: name, text: text})
	e.previews = e.previews[max(0, len(e.previews)-mostPreviews):]
	return e.last
}

// look returns a file of the site that a preview's text would make, whose address is
// that of a page or a file.
func (e *Editor) look(ctx context.Context, number int, name string) (data []byte, file string, err error) {
	var p *preview
	for _, kept := range e.previews {
		if kept.number == number {
			p = kept
		}
	}
	if p == nil {
		return nil, "", fmt.Errorf("preview %d: %w", number, fs.ErrNotExist)
	}
	if p.proof == nil {
		in, opt, err := e.opt.Prepare()
		if err != nil {
			return nil, "", err
		}
		in.Content = content.WithUnsaved(in.Content, map[string][]byte{p.name: p.text})
		opt.Drafts, opt.Progress = true, nil
		proof, _, err := e.desk.Proof(ctx, in, opt)
		if err != nil {
			return nil, "", err
		}
		if proof == nil {
			return nil, "", errNoPage
		}
		p.proof = proof
	}
	if p.proof.HasPage(path.Join(name, "index.html")) {
		name = path.Join(name, "index.html")
	}
	data, problems, err := p.proof.Read(ctx, name)
	if err == nil && diag.HasErrors(problems) {
		err = errNoPage
	}
	return data, name, err
}

// errNoPage says that mistakes keep the site from being made.
var errNoPage = errors.New("the site has mistakes")
