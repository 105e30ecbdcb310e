// Package markdown reads the text of a document and writes it as HTML.
//
// The language is CommonMark with tables, strikethrough, task lists, footnotes,
// definition lists, callouts, and links made of bare addresses: http(s), www., mail
// and French telephone numbers:
//
//	> [!CONSEIL]
//	> Faites une photo par jour.
//
// A fenced block whose first word is « graphique » is a chart (see chart).
//
// [Parse] reads a text once and for all editions. It returns a [Body], which is
// immutable, and what is wrong in the text, as diagnostics placed in the
// author's file. Whether the pages and pictures that a text names exist is not
// known here: the caller asks for [Body.Links] and [Body.Images]. The HTML is
// kept in pieces around those links and pictures, which a [Resolver] answers
// for, so that one more edition costs one concatenation.
//
// # What an author's HTML becomes
//
// Nothing an author writes reaches the page unescaped. The tags br, sup, sub,
// kbd, abbr (with its title), and span or i with the language of a passage in another,
// are rebuilt; comments are dropped; any other tag is reported with the Markdown that
// replaces it and all that it holds, and dropped when the text is rendered all the
// same, as a draft is.
//
// # Nothing lost
//
// What stays in the page as a mark, is in no page, or reads otherwise than it is
// written, is reported where it stands (see checkUnread): every word of a text is in
// its page, or a problem covers it. A mend that has one right answer is the problem's
// fix.
//
// # Identifiers
//
// A heading's id is its text in lower-case ASCII letters, digits and hyphens.
// Footnotes use "note_1" and "appel_1": the underscore keeps them apart from
// headings, and templates that give ids to the rest of the page do the same.
//
// # Headings
//
// The page's title is its only h1, so authors start at "##". A "#", a skipped
// level or an empty heading is a warning, and levels are brought back when
// rendered: the outline stays, the gaps go.
//
// # Terms of a glossary
//
// The first use of each term in the prose of a text leads to its entry (see
// [Terms]): once a page, the longest term that stands there, never in a link, a
// title, code, a legend or an abbr, nor what the text or the whole page explains
// itself. They are found when the text is read, once for all editions; the words
// of [Body.Text] are the author's alone.
//
// # Limits
//
// A text is refused, or the paragraph or table of it, that would take more time or
// memory than its size lets expect (see limits.go): the rest is still read.
//
// # Typography
//
// Text, but never code, addresses or attributes, is set in the French manner;
// see [french.Typography] for the rules, which see through markup: in "**mot** :" the
// space is made narrow although bold ends before it.
package markdown

import (
	"cmp"
	"slices"

	"recueil/internal/diag"
)

// Body is a parsed Markdown text: immutable, shared by all editions and
// goroutines.
type Body struct {
	links    []Link
	images   []Image
	headings []Heading
	terms    []string
	text     string
	own      string // of text, what comes before the links that close it, if there are any
	pieces   []piece

	source *diag.Source
	start  int // of the text in source
}

// Link is a link of the text, in the order of the page. Links that Parse has
// refused are not in the list, nor are those inside the text of another link.
type Link struct {
	Dest string    // as written, with Markdown's escapes resolved
	Text string    // plain text
	Span diag.Span // of the destination in the source; of the link when it is made by reference
}

// Image is a picture of the text. Those that Parse has refused for their
// address are not in the list.
type Image struct {
	Dest string    // as written, with Markdown's escapes resolved
	Alt  string    // plain text; empty ones have been reported
	Span diag.Span // of the destination, as for a link
}

// Heading is a heading of the text, as rendered. Empty ones are left out.
type Heading struct {
	Level int       // as rendered: from 2 to 6, never skipping one
	ID    string    // unique in the text
	Text  string    // plain text, without typography
	Span  diag.Span // in the source
}

// Parse reads the Markdown of src from byte offset start to its end, and finds
// the terms of a glossary in it. Diagnostics point into src and come in no
// particular order.
func Parse(src *diag.Source, start int, terms Terms) (*Body, []diag.Diagnostic) {
	r := newReading(src, start)
	doc := r.parse()
	c := newComposer(r, terms)
	c.document(doc)
	c.reportRefused()
	r.checkUnread(doc)
	b := c.finish(plainBlocks(doc, r.text))
	if own := textBeforeLinks(doc, r.text, b.text); own != b.text {
		b.own = own
	}
	return b, r.problems
}

// Links returns the links of the text. The caller does not change the slice.
func (b *Body) Links() []Link { return b.links }

// Images returns the pictures of the text. The caller does not change the slice.
func (b *Body) Images() []Image { return b.images }

// Headings returns the headings of the text, in order. The caller does not
// change the slice.
func (b *Body) Headings() []Heading { return b.headings }

// Terms lists the IDs of the terms that the text links to, by their first use.
// The caller does not change the slice.
func (b *Body) Terms() []string { return b.terms }

// HasAnchor reports whether a heading of the text has that id.
func (b *Body) HasAnchor(id string) bool {
	return slices.ContainsFunc(b.headings, func(h Heading) bool { return h.ID == id })
}

// Text returns the words a reader sees, without markup or typography, for
// search and excerpts: a line for each block, code included, a table's row on
// one line, footnotes last. The titles of callouts and the numbers of
// footnotes are left out.
func (b *Body) Text() string { return b.text }

// OwnText is Text without the links to other pages of the recueil that close it («
// Voir aussi : … »): their words are those pages', so that a search for them finds
// these.
func (b *Body) OwnText() string { return cmp.Or(b.own, b.text) }
