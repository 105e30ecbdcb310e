package content

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"recueil/internal/diag"
	"recueil/internal/french"
)

// Content comes from many hands, and one file must not keep the others from being
// checked. So a file is looked at before it is read, and a text before it is parsed;
// what goes beyond these limits is reported where it does, and left out. Markdown has
// limits of its own (see package markdown). Each is ten times, or more, what a recueil
// has a use for.
const (
	maxDocument = 128 << 10 // bytes of a Markdown file: forty printed pages
	maxSettings = 1 << 20   // of a YAML file or a list of words: a glossary of 4,000 entries
	maxTable    = 16 << 20  // of a table: ten times the open data of a whole country
	maxCopied   = 100 << 20 // of what is published as it is: the most that forges take
	maxLine     = 20_000    // of a line, which programs that write a paragraph on one do not reach
	maxValues   = 500       // values of a list: five times the departments
	maxEntries  = 5_000     // entries of a glossary, groups of synonyms
	maxRows     = 10_000    // of a table: twice the advisers of a whole country
)

// most is the most bytes of a file, by what its place says it is.
func (at location) most() int64 {
	switch {
	case at.isCopied():
		return maxCopied
	case at.tree == advisersFile:
		return maxTable
	case path.Ext(at.tree) == ".md":
		return maxDocument
	}
	return maxSettings
}

// examine says why a file is not read at all, if it is not: its name is no text, it is
// no ordinary file of the folder, or it is too large. Info and err are what is known of
// it; the error returned is a failure to know.
func (e entry) examine(info fs.FileInfo, err error) (*diag.Diagnostic, error) {
	refuse := func(rule *diag.Rule, message, hint string) (*diag.Diagnostic, error) {
		name := strings.ToValidUTF8(e.name(), "\uFFFD")
		return problem(rule, diag.NewSource(name, nil), diag.Span{}, message, hint), nil
	}
	at, _ := locate(e.path)
	switch {
	case !utf8.ValidString(e.path):
		return refuse(diag.UnreadFile, "ce nom n'est pas enregistré en UTF-8", "renommez-le avec des lettres sans accent, des chiffres et des tirets")
	case e.link() && err != nil:
		return refuse(diag.UnreadFile, "ce raccourci ne mène à aucun fichier du dossier", "mettez-y le fichier lui-même")
	case err != nil:
		return nil, e.unreadable(err)
	case info.IsDir():
		return refuse(diag.UnreadFile, "ce raccourci mène à un dossier, où recueil ne va pas", "mettez-y le dossier lui-même")
	case !info.Mode().IsRegular():
		return refuse(diag.UnreadFile, "ce n'est pas un fichier ordinaire : recueil ne le lit pas", "supprimez-le, ou mettez un fichier à sa place")
	case info.Size() > at.most():
		hint := "partagez-le en plusieurs"
		if at.isCopied() {
			hint = "réduisez-le, ou publiez-le ailleurs et faites-y un lien"
		}
		return refuse(diag.TooLarge, "ce fichier dépasse "+bytesOf(at.most())+" : il n'est pas lu", hint)
	}
	return nil, nil
}

// bytesOf says a limit, which is a whole number of units.
func bytesOf(size int64) string {
	if size < 1<<20 {
		return fmt.Sprintf("%d Ko", size>>10)
	}
	return fmt.Sprintf("%d Mo", size>>20)
}

// longLine is the first line of a text that is too long to be read, if any.
func longLine(src *diag.Source) *diag.Diagnostic {
	for start, rest := 0, src.Text; len(rest) > maxLine; {
		line, after, _ := bytes.Cut(rest, []byte("\n"))
		if len(line) > maxLine {
			return tooLongLine(src, diag.Span{Start: start, End: start + len(line)})
		}
		start, rest = start+len(line)+1, after
	}
	return nil
}

func tooLongLine(src *diag.Source, line diag.Span) *diag.Diagnostic {
	hint := "allez à la ligne plus souvent : une valeur de liste par ligne, une ligne vide entre les paragraphes"
	text := src.Text[line.Start:line.End]
	if picture := bytes.Index(text, []byte("data:image/")); picture >= 0 {
		line.Start += picture
		hint = "une image est collée dans le texte : déposez-la dans images/, et écrivez ![ce qu'elle montre](../images/nom.jpg)"
	}
	line.End = min(line.End, line.Start+1)
	return problem(diag.TooLarge, src, line, fmt.Sprintf("cette ligne a %s, et %s au plus sont permis",
		french.Count(utf8.RuneCount(text), "caractère"), french.Number(maxLine)), hint)
}
