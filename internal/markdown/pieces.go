package markdown

import (
	"html/template"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/util"
)

// Resolver answers for the links and pictures of one edition's page.
type Resolver interface {
	// Link returns the address to link to; when it is not ok, the link's text
	// is rendered without a link.
	Link(dest string) (href string, ok bool)
	// Image returns the picture to show; when it is not ok, its description is
	// rendered as text.
	Image(dest string) (Picture, bool)
	// Term returns the address of a term's entry in the glossary; when it is not
	// ok, the term is rendered without a link.
	Term(id string) (href string, ok bool)
}

// Picture is an image as the site publishes it.
type Picture struct {
	Src, SrcSet, Sizes string `fr:"adresse et attributs de même nom"` // not escaped
	Width, Height      int    `fr:"en pixels"`                        // left out of the page unless positive
}

type pieceKind int

const (
	literal   pieceKind = iota // HTML, as it is
	linkStart                  // the resolver decides whether dest is a link
	termStart                  // the resolver decides whether the glossary has an entry dest
	linkEnd                    // the end of the last linkStart or termStart
	picture                    // an image within a line
	figure                     // an image alone in its paragraph
)

// piece is a part of the rendered text.
type piece struct {
	kind    pieceKind
	html    string // of a literal, of a figure's caption, of a term's attributes
	dest    string
	alt     string
	refused bool // a picture that no resolver is asked for
}

// pieceList gathers pieces, joining literals.
type pieceList struct {
	list    []piece
	pending []byte // used again from one literal to the next
}

func (l *pieceList) write(html string) { l.pending = append(l.pending, html...) }

func (l *pieceList) add(p piece) {
	l.flush()
	l.list = append(l.list, p)
}

func (l *pieceList) flush() {
	if len(l.pending) > 0 {
		l.list = append(l.list, piece{kind: literal, html: string(l.pending)})
		l.pending = l.pending[:0]
	}
}

// HTML renders the text for one page. Links to other sites carry the class
// "externe"; pictures are loaded when the reader comes near them.
func (b *Body) HTML(r Resolver) template.HTML {
	var out strings.Builder
	size := 64 * (len(b.links) + len(b.images))
	for _, p := range b.pieces {
		size += len(p.html)
	}
	out.Grow(size)
	open := false
	for _, p := range b.pieces {
		switch p.kind {
		case literal:
			out.WriteString(p.html)
		case linkStart:
			open = writeLink(&out, r, p.dest)
		case termStart:
			open = writeTerm(&out, r, p)
		case linkEnd:
			if open {
				out.WriteString("</a>")
			}
		case picture, figure:
			writePicture(&out, r, p)
		}
	}
	return template.HTML(out.String())
}

func writeLink(out *strings.Builder, r Resolver, dest string) bool {
	href, ok := r.Link(dest)
	if !ok {
		return false
	}
	out.WriteString(`<a href="` + attribute(address(href)) + `"`)
	if scheme, _ := schemeOf(href); scheme == "http" || scheme == "https" {
		out.WriteString(` class="externe" rel="external noopener"`)
	}
	out.WriteByte('>')
	return true
}

func writeTerm(out *strings.Builder, r Resolver, p piece) bool {
	href, ok := r.Term(p.dest)
	if ok {
		out.WriteString(`<a href="` + attribute(address(href)) + `"` + p.html + ">")
	}
	return ok
}

// writePicture writes a picture, or what it would show when it is not there yet.
func writePicture(out *strings.Builder, r Resolver, p piece) {
	var image Picture
	ok := false
	if !p.refused {
		image, ok = r.Image(p.dest)
	}
	if p.kind == figure {
		out.WriteString("<figure>")
	}
	switch {
	case ok:
		writeImage(out, image, p.alt)
	case p.kind == figure:
		out.WriteString("<p>" + escape(p.alt) + "</p>")
	default:
		out.WriteString(escape(p.alt))
	}
	if p.kind == figure {
		if p.html != "" {
			out.WriteString("<figcaption>" + p.html + "</figcaption>")
		}
		out.WriteString("</figure>\n")
	}
}

func writeImage(out *strings.Builder, image Picture, alt string) {
	out.WriteString(`<img src="` + attribute(address(image.Src)) + `" alt="` + attribute(alt) + `"`)
	if image.SrcSet != "" {
		out.WriteString(` srcset="` + attribute(image.SrcSet) + `"`)
	}
	if image.Sizes != "" {
		out.WriteString(` sizes="` + attribute(image.Sizes) + `"`)
	}
	if image.Width > 0 && image.Height > 0 {
		out.WriteString(` width="` + strconv.Itoa(image.Width) + `" height="` + strconv.Itoa(image.Height) + `"`)
	}
	out.WriteString(` loading="lazy" decoding="async">`)
}

// address percent-encodes what an address may not hold, and keeps what is
// already encoded.
func address(s string) string { return string(util.URLEscape([]byte(s), false)) }

var (
	forText      = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\x00", "\uFFFD", "\r", "")
	forAttribute = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\x00", "\uFFFD", "\r", "", "\n", " ")
)

// escape returns s as the text of an element.
func escape(s string) string { return forText.Replace(readable(s)) }

// attribute returns s as the value of an attribute between double quotes.
func attribute(s string) string { return forAttribute.Replace(readable(s)) }
