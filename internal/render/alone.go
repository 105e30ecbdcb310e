package render

import (
	"bytes"
	"html/template"
	"io/fs"

	"recueil/internal/content"
	"recueil/internal/diag"
)

// The documents that stand alone: one file each, with its style and pictures
// inside, to be opened from a disk, sent, printed or pasted. Their templates are
// autonomes/<name>.html, beside the parts they share with the site's pages.
const (
	aloneCoverage = "couverture"
	aloneBooklet  = "livret"
	aloneLeaflet  = "affiche"
	aloneLetter   = "lettre"
)

// Standalone is the parsed templates of the documents that stand alone. It is
// immutable and safe for use by several goroutines.
type Standalone struct{ templates *Templates }

// ParseStandalone reads parts/*.html and the templates of autonomes/. All that is
// wrong is reported; what is returned with errors must not be used.
func ParseStandalone(fsys fs.FS) (Standalone, []diag.Diagnostic) {
	t, problems := parse(fsys, func(t *Templates, shared *template.Template) (problems []diag.Diagnostic) {
		for _, name := range []string{aloneCoverage, aloneBooklet, aloneLeaflet, aloneLetter} {
			problems = append(problems, t.parseSet(fsys, shared, name, alonePath(name), alonePath("commun"), alonePath(name))...)
		}
		return problems
	})
	return Standalone{t}, problems
}

func alonePath(name string) string { return "autonomes/" + name + ".html" }

// render runs the template of a document. Its diagnostics are about templates.
func (s Standalone) render(name string, data any) ([]byte, []diag.Diagnostic) {
	var out bytes.Buffer
	if err := s.templates.sets[name].ExecuteTemplate(&out, alonePath(name), data); err != nil {
		return nil, []diag.Diagnostic{s.templates.diagnostic(alonePath(name), err)}
	}
	return out.Bytes(), nil
}

// Tint returns the style of an edition's own colours, whose form the loader has
// checked.
func Tint(c content.Colours) template.CSS {
	var css template.CSS
	if c.Primary != "" {
		css += template.CSS(":root{--primaire:" + c.Primary + "}")
	}
	if c.Accent != "" {
		css += template.CSS(":root{--accent:" + c.Accent + "}")
	}
	return css
}
