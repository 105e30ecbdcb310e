package serve

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"html/template"
	"strings"

	"recueil/internal/diag"
	"recueil/internal/lists"
)

// piece is a part of text in one style, as the page's script reads it.
type piece struct {
	Text  string `json:"t"`
	Style string `json:"s,omitempty"` // of the page and of the script: see styles
}

// styles names, for the page, what the pieces of a diagnostic are there for.
var styles = map[diag.Role]string{diag.Place: "gras", diag.Grave: "erreur", diag.Mild: "avertissement", diag.Pointer: "repere"}

// trouble is what to show of a result: the problems that keep the site from being
// built, and the failure; nothing when it is good. Warnings are left to recueil
// check.
func trouble(r Result, explain func(error) string) []piece {
	if r.Good() {
		return nil
	}
	list := lists.Of(diag.Pieces(diag.Errors(r.Problems), diag.Style{}), func(p diag.Piece) piece { return piece{p.Text, styles[p.Role]} })
	if r.Err != nil {
		list = append(list, piece{Text: explain(r.Err)})
	}
	if n := len(list); n > 0 {
		list[n-1].Text = strings.TrimRight(list[n-1].Text, "\n")
	}
	return list
}

//go:embed panne.html
var panneHTML string

var pannePage = template.Must(template.New("panne.html").Parse(panneHTML))

// pageOf is the page shown while there has been no good site. Its version is that
// of the text, so that it loads itself again when the text changes, and when there
// is a site.
func pageOf(trouble []piece) (html []byte, version string) {
	version = troubleVersion(trouble)
	var b strings.Builder
	_ = pannePage.Execute(&b, trouble) // its parts are strings, and so is what it writes to
	return []byte(b.String()), version
}

func troubleVersion(trouble []piece) string {
	sum := sha256.New()
	for _, r := range trouble {
		sum.Write([]byte(r.Text))
	}
	return "panne-" + hex.EncodeToString(sum.Sum(nil)[:8])
}
