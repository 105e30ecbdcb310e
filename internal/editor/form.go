package editor

import (
	"bytes"
	"context"
	"crypto/rand"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"recueil/internal/content"
	"recueil/internal/lists"
	"recueil/internal/publish"
)

//go:embed page
var resources embed.FS

var pages = template.Must(template.New("").ParseFS(resources, "page/*.html"))

// control is a field of the form, with what it holds.
type control struct {
	field
	ID     string
	Value  Value
	Parts  []control // of a group, or the items of a list
	Model  *control  // what an item more of a list looks like
	Moves  bool      // of an item: its place among the others says something
	Chosen []string  // of boxes, those that are ticked; the others of Choices follow; of names and numbers, the names
}

// controlOf makes the control of a field.
func controlOf(f field, v Value, id string) control {
	if f.Kind == groupField && v.Kind == Text { // in short
		v = Value{Kind: Group, Group: []Entry{{f.Fields[0].Key, v}}}
	}
	c := control{field: f, ID: id, Value: v}
	switch f.Kind {
	case groupField:
		for _, part := range f.Fields {
			part.Required = part.Required && (f.Required || f.Key == "") // nobody has to fill a group that may be left out
			c.Parts = append(c.Parts, controlOf(part, v.of(part.Key), id+"-"+part.Key))
		}
	case listField:
		c.hold(v.List)
	case numbersField:
		var items []Value
		for _, e := range v.Group {
			items = append(items, Value{Kind: Group, Group: []Entry{{nameKey, Of(e.Key)}, {numberKey, e.Value}}})
			c.Chosen = append(c.Chosen, e.Key)
		}
		c.hold(items)
	case boxesField:
		for _, item := range v.List {
			c.Chosen = append(c.Chosen, item.Text)
			if !slices.ContainsFunc(f.Choices, func(o option) bool { return o.Value == item.Text }) {
				c.Choices = append(slices.Clone(c.Choices), option{item.Text, item.Text})
			}
		}
	case choiceField:
		if text := v.Text; text != "" && !slices.ContainsFunc(f.Choices, func(o option) bool { return o.Value == text }) {
			c.Choices = append(slices.Clone(c.Choices), option{text, text})
		}
	case dateField:
		if v.Text != "" && !day.MatchString(v.Text) {
			c.Kind = textField // a date field would not show it
		}
	}
	if !c.fits() || slices.ContainsFunc(c.Parts, func(part control) bool { return part.Kind == otherField }) {
		c.Kind = otherField // all of it: what the page reads of a field, it writes whole
	}
	return c
}

// hold makes the controls of the items of a list, and their model.
func (c *control) hold(items []Value) {
	for i, item := range items {
		c.Parts = append(c.Parts, controlOf(*c.Item, item, fmt.Sprintf("%s-%d", c.ID, i)))
	}
	model := controlOf(*c.Item, Value{}, c.ID+"-§")
	c.Model = &model
	for i := range c.Parts {
		c.Parts[i].Moves = c.Kind == listField
	}
	c.Model.Moves = c.Kind == listField
}

// of returns what a key of a group says. A group written as one text says its first key.
func (v Value) of(key string) Value {
	for _, e := range v.Group {
		if e.Key == key {
			return e.Value
		}
	}
	return Value{}
}

// fits reports whether the control can show its value, and give it back.
func (c control) fits() bool {
	switch c.Kind {
	case groupField:
		return c.Value.Kind == Group || !c.Value.says()
	case numbersField:
		return (c.Value.Kind == Group || !c.Value.says()) && !slices.ContainsFunc(c.Value.Group, func(e Entry) bool { return e.Value.Kind > Truth || strings.ContainsFunc(e.Key, unicode.IsSpace) })
	case listField, boxesField, linesField:
		if c.Kind == linesField && slices.ContainsFunc(c.Value.List, func(v Value) bool { return strings.Contains(v.Text, "\n") || v.Kind > Truth }) {
			return false
		}
		return c.Value.Kind == List || !c.Value.says()
	}
	return c.Value.Kind <= Truth
}

// Says reports whether the control holds something.
func (c control) Says() bool { return c.Value.says() }

// Folds reports whether the control is an item of a list that is shown by its title alone
// until it is opened: one that has lists in it.
func (c control) Folds() bool {
	return c.Moves && slices.ContainsFunc(c.Parts, func(part control) bool { return part.Kind == listField })
}

// Lines are the texts of a list, one a line.
func (c control) Lines() string {
	return strings.Join(lists.Of(c.Value.List, func(item Value) string { return item.Text }), "\n")
}

// Ticked reports whether a choice is among those made.
func (c control) Ticked(value string) bool { return slices.Contains(c.Chosen, value) }

// Order is the order of the choices made, for the page to keep.
func (c control) Order() string { return strings.Join(c.Chosen, " ") }

// section is a part of the form.
type section struct {
	Title    string
	Open     bool
	Controls []control
}

// form is what the page's form is made from.
type form struct {
	Sections []section
	Lists    []suggestions
	Refusal  string // why there is the text of the file alone
	Unknown  []string
}

// shownForm is a form as the page takes it.
type shownForm struct {
	HTML  string `json:"formulaire"`
	Start string `json:"depart"`
	Body  string `json:"texte"`
	Raw   bool   `json:"brut"` // Body is the whole file
}

// form shows a draft as a form, or as the text of its file.
func (e *Editor) form(ctx context.Context, q question) (any, error) {
	text, err := q.text(e.order(q.draft))
	if err != nil {
		return nil, err
	}
	q.Start, q.Header, q.Body = string(text), Value{}, nil
	if q.Raw != nil {
		q.Raw = nil
		return e.formOf(q.draft)
	}
	return e.rawFormOf(q.draft, "")
}

// formOf shows a draft as a form, if its header can be edited so, or else as text.
func (e *Editor) formOf(d draft) (shownForm, error) {
	f, err := Open([]byte(d.Start))
	var refusal *Refusal
	if errors.As(err, &refusal) {
		return e.rawFormOf(d, sentence(refusal.Error()))
	}
	if err != nil {
		return shownForm{}, err
	}
	html, err := e.write("formulaire", e.sections(f, e.kind(d)))
	return shownForm{HTML: html, Start: d.Start, Body: f.Body()}, err
}

func (e *Editor) rawFormOf(d draft, why string) (shownForm, error) {
	html, err := e.write("formulaire", form{Refusal: why})
	return shownForm{HTML: html, Start: d.Start, Body: withoutReturns(strings.TrimPrefix(d.Start, mark)), Raw: true}, err
}

// sections makes the parts of a form from the definition of a type's keys.
func (e *Editor) sections(f *File, t content.Type) form {
	list := []section{{Title: "L’essentiel", Open: true}, {Title: "Classement", Open: true}, {Title: "Image et source"}, {Title: "Plus rarement"}}
	known := map[string]bool{}
	for _, field := range e.suggested(fieldsOf(t)) {
		known[field.Key] = true
		c := controlOf(field, f.Value(field.Key), "c-"+field.Key)
		if forOthers[field.Key] && !c.Says() {
			continue
		}
		part := &list[field.Part]
		part.Controls = append(part.Controls, c)
	}
	list[around].Open = slices.ContainsFunc(list[around].Controls, control.Says)
	made := form{Lists: e.lists(), Sections: slices.DeleteFunc(list, func(s section) bool { return len(s.Controls) == 0 })}
	for _, entry := range f.Entries() {
		if !known[entry.Key] {
			made.Unknown = append(made.Unknown, entry.Key)
		}
	}
	return made
}

// forOthers are the keys that programs write, and those of the folders of territories: the
// form shows them when they are there.
var forOthers = map[string]bool{"import": true, "retire": true, "remplace": true}

func (e *Editor) write(name string, data any) (string, error) {
	var out bytes.Buffer
	err := pages.ExecuteTemplate(&out, name, data)
	return out.String(), err
}

// showForm sends the page in which a document is edited.
func (e *Editor) showForm(w http.ResponseWriter, r *http.Request) {
	d := draft{File: r.FormValue("fichier"), Type: content.Type(r.FormValue("type"))}
	title := "Nouvelle page"
	if err := e.know(r.Context()); err != nil {
		e.sendRefusal(w, d.File, err)
		return
	}
	if d.isNew() {
		if d.Type.Label() == "" {
			http.Redirect(w, r, e.NewAddress(), http.StatusFound)
			return
		}
		d.Start = e.begun(d.Type, r.FormValue("titre"))
	} else {
		text, err := e.read(d.File)
		if err == nil && !utf8.Valid(text) {
			err = &Refusal{Message: "ce fichier n'est pas enregistré en UTF-8 : ouvrez-le dans votre éditeur et enregistrez-le avec l'encodage UTF-8"}
		}
		if err != nil {
			e.sendRefusal(w, d.File, err)
			return
		}
		d.Base, d.Start, title = string(text), string(text), d.File
	}
	shown, err := e.formOf(d)
	if err != nil {
		e.sendRefusal(w, d.File, err)
		return
	}
	data, err := json.Marshal(map[string]any{"fichier": d.File, "type": d.Type, "base": d.Base, "depart": d.Start, "texte": shown.Body, "brut": shown.Raw})
	if err != nil {
		e.sendRefusal(w, d.File, err)
		return
	}
	e.sendPage(w, http.StatusOK, "edition", page{Title: title, Label: e.kind(d).Label(), Form: template.HTML(shown.HTML), Data: template.JS(data), IsNew: d.isNew()}) // #nosec: made by our own templates
}

// know reads the content, for what it suggests, unless it was read already.
func (e *Editor) know(ctx context.Context) error {
	if e.collection != nil {
		return nil
	}
	in, opt, err := e.opt.Prepare()
	if err == nil {
		e.collection, _, err = e.memory.Load(ctx, in.Content, opt.Jobs)
	}
	return err
}

// page is what the editor's pages are made from.
type page struct {
	Title, Label string
	Token, Nonce string
	Form         template.HTML
	Data         template.JS
	IsNew        bool
	Message      string
	Types        []content.Type
}

// showTypes sends the page on which the kind of a new document is chosen.
func (e *Editor) showTypes(w http.ResponseWriter, _ *http.Request) {
	e.sendPage(w, http.StatusOK, "nouvelle", page{Title: "Nouvelle page", Types: content.Types()})
}

// begun is the text of a new document of a type.
func (e *Editor) begun(t content.Type, title string) string {
	text := fresh
	for _, heading := range t.Outline() {
		text += "## " + heading + "\n\n\n"
	}
	f, err := Open([]byte(text))
	if err != nil {
		return text
	}
	if f, err = f.Set("titre", Of(strings.TrimSpace(title)), nil); err != nil {
		return text
	}
	if _, opt, err := e.opt.Prepare(); err == nil && t.IsArticle() {
		if dated, err := f.Set("date", Of(string(opt.Today)), []string{"titre", "date"}); err == nil {
			f = dated
		}
	}
	return string(f.Text())
}

func (e *Editor) sendRefusal(w http.ResponseWriter, file string, err error) {
	status, message := http.StatusInternalServerError, ""
	var refusal *Refusal
	switch {
	case errors.As(err, &refusal):
		status, message = http.StatusUnprocessableEntity, refusal.Error()
	case errors.Is(err, fs.ErrNotExist):
		status, message = http.StatusNotFound, "ce fichier n'existe pas, ou plus"
	default:
		message = e.opt.Explain(err)
	}
	e.sendPage(w, status, "refus", page{Title: file, Message: sentence(message)})
}

// sendPage sends a page that only runs the editor's own script and may not be framed.
func (e *Editor) sendPage(w http.ResponseWriter, status int, name string, p page) {
	p.Token, p.Nonce = e.token, rand.Text()
	html, err := e.write(name, p)
	if err != nil {
		http.Error(w, "La page de l'atelier ne peut pas être faite.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-"+p.Nonce+
		"'; img-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(html)) // the reader may be gone
}

// sendResource sends a style or a script of the editor.
func sendResource(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	data, err := resources.ReadFile("page/" + name)
	if err != nil || strings.HasSuffix(name, ".html") {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", publish.ContentType(name))
	_, _ = w.Write(data) // the reader may be gone
}

// sentence is a message as the page shows it: with a capital and a full stop.
func sentence(message string) string {
	r, size := utf8.DecodeRuneInString(message)
	return strings.TrimSuffix(string(unicode.ToUpper(r))+message[size:], ".") + "."
}
