package editor

import (
	"fmt"
	"path"
	"strings"

	"recueil/internal/content"
)

// draft is a document as somebody has it before their eyes, not saved yet.
type draft struct {
	File   string       `json:"fichier"` // its path as printed; "" of a new document
	Type   content.Type `json:"type"`    // of a new document
	Base   string       `json:"base"`    // the file when it was opened; of a new document, ""
	Start  string       `json:"depart"`  // what Header and Body are changes of
	Header Value        `json:"entete"`  // the keys that differ from those of Start
	Body   *string      `json:"texte"`   // the Markdown, if it was changed
	Raw    *string      `json:"brut"`    // the whole file, in the place of Header and Body
}

// fresh is the text of a new document before anything is typed.
const fresh = "---\n---\n\n"

// isNew reports whether there was no file yet.
func (d draft) isNew() bool { return d.File == "" }

// text returns the whole file as it will be saved; what cannot be written is a
// [*Refusal].
func (d draft) text(order []string) ([]byte, error) {
	if d.Raw != nil {
		old, marked := strings.CutPrefix(d.Start, mark)
		text := Retext(old, *d.Raw)
		if marked {
			text = mark + text
		}
		return []byte(text), nil
	}
	f, err := Open([]byte(d.Start))
	if err != nil {
		return nil, err
	}
	for _, e := range d.Header.Group {
		if f, err = f.Set(e.Key, e.Value, order); err != nil {
			return nil, err
		}
	}
	if d.Body != nil {
		if f, err = f.SetBody(*d.Body); err != nil {
			return nil, err
		}
	}
	return f.Text(), nil
}

// mark is the byte-order mark, which no browser shows.
const mark = "\ufeff"

// name returns the path of the document's file: that of a new one is made of its title.
func (e *Editor) name(d draft, text []byte) (string, error) {
	if !d.isNew() {
		return d.File, nil
	}
	title := ""
	if f, err := Open(text); err == nil {
		title = f.Value("titre").Text
	}
	slug := content.Slug(title)
	if slug = strings.Trim(slug[:min(len(slug), longestSlug)], "-"); slug == "" {
		return "", &Refusal{Message: "donnez d'abord un titre : l'adresse de la page en est faite"}
	}
	return path.Join(e.roots[len(e.roots)-1].Name, string(d.Type), slug+".md"), nil
}

// longestSlug keeps addresses that can be read aloud.
const longestSlug = 80

// typeOf is the type of the document of a path, and whether it is one.
func (e *Editor) typeOf(file string) (content.Type, bool) {
	_, name := content.RootOf(e.roots, file)
	def, ok := content.DefinitionAt(name)
	return content.Type(def.Name), ok && def.IsDocument()
}

// folder returns the folder of content that a document's file is in, and its name there.
func (e *Editor) folder(file string) (dir, name string) {
	i, name := content.RootOf(e.roots, file)
	return e.opt.Folders[i], name
}

// unknown says that a path is that of no document here.
func unknown(file string) error {
	return &Refusal{Message: fmt.Sprintf("« %s » n'est pas un document de ce recueil", file)}
}
