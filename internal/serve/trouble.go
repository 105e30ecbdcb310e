package serve

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"html/template"
	"regexp"
	"strings"

	"recueil/internal/diag"
)

// piece is a part of text in one style, as the page's script reads it.
type piece struct {
	Text  string `json:"t"`
	Style string `json:"s,omitempty"` // gras, erreur, avertissement, repere, or ""
}

// trouble is what to show of a result: what the terminal prints of it, and nothing
// when it is good. Warnings are left to recueil check.
func trouble(r Result, explain func(error) string) []piece {
	if r.Good() {
		return nil
	}
	var b strings.Builder
	_ = diag.Print(&b, stopping(r.Problems), diag.Style{Colour: true}) // a strings.Builder takes everything
	if r.Err != nil {
		b.WriteString(explain(r.Err) + "\n")
	}
	return pieces(strings.TrimRight(b.String(), "\n"))
}

// stopping returns the problems that keep a site from being built.
func stopping(problems []diag.Diagnostic) []diag.Diagnostic {
	var list []diag.Diagnostic
	for _, p := range problems {
		if p.Severity == diag.Error {
			list = append(list, p)
		}
	}
	return list
}

// terminalStyle is the sequence that changes the style of a terminal's text, as
// package diag writes it.
var terminalStyle = regexp.MustCompile("\x1b\\[([0-9;]+)m")

// styles names the styles of a terminal; all others are plain.
var styles = map[string]string{"1": "gras", "1;31": "erreur", "1;33": "avertissement", "32": "repere"}

// pieces cuts the text of a terminal where its style changes.
func pieces(text string) []piece {
	var list []piece
	style, at := "", 0
	add := func(end int) {
		if end > at {
			list = append(list, piece{text[at:end], style})
		}
	}
	for _, m := range terminalStyle.FindAllStringSubmatchIndex(text, -1) {
		add(m[0])
		style, at = styles[text[m[2]:m[3]]], m[1]
	}
	add(len(text))
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
