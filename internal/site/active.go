package site

import (
	"bytes"
	"net/http"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/images"
)

// Files of fichiers/ and racine/ are published as they are, on the site's own origin: one
// that a browser runs when a reader opens it by itself could do there all that a page can,
// and many hosts send no header that would forbid it. So a drawing may hold no script, a
// page belongs in pages/, and the programs of the site are its own. Racine/ may have the
// HTML of a proof of ownership, which runs nothing.

// active says why a file is not published, if it is one that runs.
func active(f *content.File, data []byte) []diag.Diagnostic {
	message, hint := "", ""
	ext, atRoot := strings.ToLower(path.Ext(f.Path)), strings.HasPrefix(f.Path, "racine/")
	switch {
	case ext == ".svg" && images.CheckSVG(data) != nil:
		message, hint = "ce dessin SVG ne peut pas être lu, ou contient un script ou un lien vers l'extérieur", "exportez-le sans script ni lien, ou en PNG"
	case ext == ".svg":
	case slices.Contains(programs, ext) && !atRoot:
		message, hint = "ce fichier est un programme, qu'une page pourrait appeler", "supprimez-le, ou publiez-le dans une archive « .zip »"
	case isXML(ext, data) && mentions(data, xmlThatRuns):
		message, hint = "ce fichier XML peut exécuter un script sur l'adresse du site", "publiez-le sans feuille de style ni HTML, ou dans une archive « .zip »"
	case !isHTML(ext, data):
	case !atRoot:
		message, hint = "une page HTML de fichiers/ s'ouvrirait sur l'adresse du site, avec tous ses droits", "écrivez une page dans pages/, ou publiez un PDF"
	case runsHTML(data):
		message, hint = "cette page HTML exécute ou appelle autre chose qu'elle-même", "gardez-y seulement la preuve que l'hébergeur ou le moteur de recherche demande"
	}
	if message == "" {
		return nil
	}
	return []diag.Diagnostic{diag.New(diag.ActiveFile, diag.NewSource(f.Name(), nil), diag.Span{}, message, hint)}
}

var (
	programs    = []string{".js", ".mjs", ".cjs", ".wasm", ".svgz"}
	webPages    = []string{".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml"}
	xmlThatRuns = []string{"http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg", "xml-stylesheet", "<!entity"}
)

// isHTML reports whether a browser takes a file for a page, by its name or, where a host
// says no type, by how it begins.
func isHTML(ext string, data []byte) bool {
	return slices.Contains(webPages, ext) || strings.HasPrefix(http.DetectContentType(data), "text/html")
}

func isXML(ext string, data []byte) bool {
	return slices.Contains([]string{".xml", ".xsl", ".xslt", ".rdf", ".rss", ".atom"}, ext) || strings.HasPrefix(http.DetectContentType(data), "text/xml")
}

func mentions(data []byte, words []string) bool {
	text := bytes.ToLower(data)
	return slices.ContainsFunc(words, func(w string) bool { return bytes.Contains(text, []byte(w)) })
}

// runsHTML reports whether a page holds more than words and facts about itself.
func runsHTML(data []byte) bool {
	z := html.NewTokenizer(bytes.NewReader(data))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return false
		case html.StartTagToken, html.SelfClosingTagToken:
			if t := z.Token(); !slices.Contains(harmlessTags, t.Data) || slices.ContainsFunc(t.Attr, isHandler) {
				return true
			}
		}
	}
}

var harmlessTags = []string{"html", "head", "title", "meta", "body", "p", "h1", "h2", "div", "span", "br", "hr", "pre", "b", "i", "strong", "em"}

// isHandler reports whether an attribute makes its tag do something.
func isHandler(a html.Attribute) bool { return strings.HasPrefix(a.Key, "on") || a.Key == "http-equiv" }
