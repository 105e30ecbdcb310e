package content

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"recueil/internal/diag"
	"recueil/internal/markdown"
)

// result is what one file gave.
type result struct {
	site      *diag.Source // recueil.yaml, which gather merges
	documents []*Document
	edition   *Edition
	file      *File
	synonyms  *Synonyms
	glossary  []Definition
	words     []string
	head      int // bytes before the text of a document that has one apart
	problems  []diag.Diagnostic
}

// reader reads one file.
type reader struct {
	location
	source *diag.Source
	terms  markdown.Terms // to be found in the text
	texts  *Texts         // parsed before, or nil
	result
}

// parse reads the text of a file for what its place in the tree says it is. Whether it is at a
// place of its kind is said before its bytes are looked at: a picture that lies
// elsewhere is no text in a wrong encoding.
func (e entry) parse(text []byte, terms markdown.Terms, texts *Texts) result {
	at, known := locate(e.path)
	r := reader{location: at, terms: terms, texts: texts}
	if known && at.isCopied() {
		r.file = &File{Path: norm.NFC.String(at.tree), Overlay: at.overlay, root: e.root, name: e.path}
		return r.result
	}
	r.source = diag.NewSource(e.name(), Readable(text))
	switch read := r.kind(); {
	case !known:
		r.noTerritory(e.path)
	case read == nil:
		r.stray()
	default:
		r.text(read)
	}
	return r.result
}

// text reads a file, and when something is wrong with the whole of it says only that: the
// rest would but echo it.
func (r *reader) text(read func()) {
	if fault := r.tooLong(); fault != nil {
		r.problems = []diag.Diagnostic{*fault}
		r.unparsed()
		return
	}
	if !r.invalidText() {
		r.problems = append(conflictsIn(r.source), r.disguised()...)
	}
	whole := r.problems
	if len(whole) == 0 || r.isDocument() || r.tree == siteFile { // that there is one counts
		read()
	}
	if len(whole) == 0 {
		return
	}
	r.problems = whole
	if len(r.documents) == 1 && r.documents[0].Draft {
		diag.Soften(r.problems)
	}
}

// tooLong is the line that is too long, if one is; tables have limits for their cells
// instead.
func (r *reader) tooLong() *diag.Diagnostic {
	if r.tree == advisersFile {
		return nil
	}
	return longLine(r.source)
}

// disguised reports, once a line, the characters that make a text read in another order
// than it is written, as themselves or in their escapes of Markdown and YAML: what a
// reviewer approves would not be what is published.
func (r *reader) disguised() []diag.Diagnostic {
	var problems []diag.Diagnostic
	if !mayDisguise(r.source.Text) {
		return nil
	}
	for _, line := range linesOf(r.source.Text) {
		text := r.source.Text[line.Start:line.End]
		at := disguise.FindIndex(text)
		if at == nil {
			continue
		}
		p := diag.New(diag.DisguisedText, r.source, diag.Span{Start: line.Start + at[0], End: line.Start + at[1]},
			"un caractère invisible change ici l'ordre des lettres, ou en cache", "effacez-le")
		p.Fix = diag.ReplaceLines(r.source, line, disguise.ReplaceAllString(string(text), ""))
		problems = append(problems, p)
	}
	return problems
}

// disguise matches the embeddings, overrides and isolates of Unicode's Annex 9, the
// letters of its invisible alphabet of tags, and their escapes. French has no use for
// them; the marks that texts in Arabic or Hebrew need are not among them.
var disguise = regexp.MustCompile(`[\x{202a}-\x{202e}\x{2066}-\x{2069}\x{e0000}-\x{e007f}]` +
	`|(?i)&#(?:x0*(?:202[a-e]|206[6-9])|0*(?:823[4-8]|829[4-7]));|\\(?:u|U0000)(?:202[a-e]|206[6-9])`)

// mayDisguise reports whether a text has a sign that disguise's matches begin with: looking
// for these few takes a hundredth of its time.
func mayDisguise(text []byte) bool {
	return slices.ContainsFunc(disguiseSigns, func(sign []byte) bool { return bytes.Contains(text, sign) })
}

// disguiseSigns are the first bytes of disguise's matches: of U+202A to U+202E, U+2066 to
// U+2069, of the plane that has the alphabet of tags, and of the escapes.
var disguiseSigns = [][]byte{
	[]byte("\u202a"), []byte("\u202b"), []byte("\u202c"), []byte("\u202d"), []byte("\u202e"),
	[]byte("\u2066"), []byte("\u2067"), []byte("\u2068"), []byte("\u2069"), []byte("\xf3\xa0"),
	[]byte("&#"), []byte(`\u`), []byte(`\U`),
}

// unparsed gives what a file is known to be before it is parsed, so that only its own
// problem is reported.
func (r *reader) unparsed() {
	switch {
	case r.isDocument():
		r.unread(r.newDocument())
	case r.tree == siteFile:
		r.site = r.source
	}
}

// Readable returns a text as all rooms read it: its letters with their accents, which
// macOS may write apart, and the line ends of today for the sign of old Macs, with which
// some programs still end the rows of tables.
func Readable(text []byte) []byte {
	if bytes.IndexByte(text, 0) >= 0 {
		return text
	}
	if bytes.IndexByte(text, '\n') < 0 {
		text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
	}
	return norm.NFC.Bytes(text)
}

// kind returns what reads a file at its place; nil at a place of no kind of file.
func (r *reader) kind() func() {
	switch {
	case r.isDocument():
		return r.document
	case r.tree == advisersFile:
		return r.advisers
	case r.isNote():
		return func() {}
	case !r.inBase():
		return nil
	case r.isEdition():
		return r.readEdition
	case r.tree == siteFile:
		return func() { r.site = r.source }
	case r.tree == synonymsFile:
		return r.readSynonyms
	case r.tree == glossaryFile:
		return r.readGlossary
	case r.tree == wordsFile:
		return func() { r.words = strings.Fields(string(r.source.Text)) }
	}
	return nil
}

func (r *reader) report(rule *diag.Rule, span diag.Span, message, hint string) {
	r.problems = append(r.problems, diag.New(rule, r.source, span, message, hint))
}

// invalidText reports the first byte that is not UTF-8.
func (r *reader) invalidText() bool {
	text := r.source.Text
	if utf8.Valid(text) && !bytes.ContainsRune(text, 0) {
		return false
	}
	at := 0
	for at < len(text) && text[at] != 0 {
		c, size := utf8.DecodeRune(text[at:])
		if c == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	message := "le fichier n'est pas enregistré en UTF-8 : un caractère est illisible ici"
	switch {
	case bytes.HasPrefix(text, []byte("\xff\xfe")), bytes.HasPrefix(text, []byte("\xfe\xff")):
		message = "le fichier est enregistré en UTF-16 (« Unicode »), pas en UTF-8"
	case !bytes.ContainsRune(text, 0):
		if letter := charmap.Windows1252.DecodeByte(text[at]); unicode.IsLetter(letter) || strings.ContainsRune("«»’‘“”…–—€°\u00a0", letter) {
			message = fmt.Sprintf("le fichier est enregistré en Windows-1252 (« ANSI »), pas en UTF-8 : « %c » est illisible ici", letter)
		}
	}
	hint := "ouvrez-le dans votre éditeur et enregistrez-le avec l'encodage UTF-8"
	if strings.HasSuffix(r.source.Path, ".csv") {
		hint = "dans le tableur, choisissez « Enregistrer sous », puis le type « CSV UTF-8 » (ou le jeu de caractères UTF-8)"
	}
	r.report(diag.BadEncoding, diag.Span{Start: at, End: at + 1}, message, hint)
	return true
}

// newDocument is that of a Markdown file, before it is read: what cannot be read has
// its keys and a body too, without a value.
func (r *reader) newDocument() *Document {
	slug := strings.TrimSuffix(r.base, ".md")
	doc := &Document{Type: Type(r.folder), Slug: slug, Source: r.source, Overlay: r.overlay, Path: r.tree}
	doc.own()
	doc.Body, _ = markdown.Parse(r.source, len(r.source.Text), markdown.Terms{})
	r.documents = []*Document{doc}
	return doc
}

// document reads a Markdown file.
func (r *reader) document() {
	doc := r.newDocument()
	b, fault := splitFrontMatter(r.source)
	if fault != nil {
		r.problems = append(r.problems, *fault)
		r.unread(doc)
		return
	}
	r.frontMatter(doc, b)
	r.head = b.body
	body, problems := r.texts.parse(r.source, b.body, r.terms.On(doc.Title))
	doc.Body = body
	r.problems = append(r.problems, problems...)
	if doc.Draft {
		diag.Soften(r.problems)
	}
}

// saysDraft matches the line that makes a document a draft.
var saysDraft = regexp.MustCompile(`(?m)^brouillon[ \t]*:[ \t]*true[ \t\r]*$`)

// unread looks whether a header that cannot be read is a draft's.
func (r *reader) unread(doc *Document) {
	if doc.Draft = saysDraft.Match(r.source.Text); doc.Draft {
		diag.Soften(r.problems)
	}
}

// frontMatter decodes the YAML of a document.
func (r *reader) frontMatter(doc *Document, b block) {
	node, problems := parseYAML(r.source, b)
	r.problems = append(r.problems, problems...)
	if node == nil {
		r.unread(doc)
		return
	}
	line, _ := r.source.Position(b.start)
	d := newDecoder(r.source, line)
	doc.spans = d.spans
	d.document(node, doc)
	r.problems = append(r.problems, d.problems...)
}
