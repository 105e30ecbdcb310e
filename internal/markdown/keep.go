package markdown

import (
	"encoding/binary"
	"errors"

	"recueil/internal/diag"
)

// Append appends to data what [Kept] makes the text of again, without what Parse
// found wrong with it. It is for the program that wrote it alone: the form is not the same
// from one version to the next.
func (b *Body) Append(data []byte) []byte {
	p := packer{data}
	p.number(len(b.links))
	for _, l := range b.links {
		p.texts(l.Dest, l.Text)
		p.span(l.Span)
	}
	p.number(len(b.images))
	for _, i := range b.images {
		p.texts(i.Dest, i.Alt)
		p.span(i.Span)
	}
	p.number(len(b.headings))
	for _, h := range b.headings {
		p.number(h.Level)
		p.texts(h.ID, h.Text)
		p.span(h.Span)
	}
	p.number(len(b.terms))
	p.texts(b.terms...)
	p.texts(b.text, b.own)
	p.number(len(b.pieces))
	for _, piece := range b.pieces {
		p.piece(piece)
	}
	return p.data
}

// errKept says that kept data are not what Append made.
var errKept = errors.New("not a kept text")

// Kept returns the text that [Body.Append] kept, as Parse read it in src from that offset
// on. Its words stay in data, which is not copied.
func Kept(src *diag.Source, start int, data string) (*Body, error) {
	u := &unpacker{data: data}
	b := &Body{source: src, start: start}
	b.links = unpack(u, func() Link { return Link{Dest: u.text(), Text: u.text(), Span: u.span()} })
	b.images = unpack(u, func() Image { return Image{Dest: u.text(), Alt: u.text(), Span: u.span()} })
	b.headings = unpack(u, func() Heading { return Heading{Level: u.number(), ID: u.text(), Text: u.text(), Span: u.span()} })
	b.terms = unpack(u, u.text)
	b.text, b.own = u.text(), u.text()
	b.pieces = unpack(u, u.piece)
	if u.short || u.data != "" {
		return nil, errKept
	}
	return b, nil
}

// packer appends numbers and texts.
type packer struct{ data []byte }

func (p *packer) number(n int) { p.data = binary.AppendUvarint(p.data, uint64(n)) }

func (p *packer) texts(list ...string) {
	for _, s := range list {
		p.number(len(s))
		p.data = append(p.data, s...)
	}
}

func (p *packer) span(s diag.Span) {
	p.number(s.Start)
	p.number(s.End - s.Start)
}

func (p *packer) piece(one piece) {
	kind := int(one.kind) << 1
	if one.refused {
		kind |= 1
	}
	p.number(kind)
	p.texts(one.html)
	if one.kind.leads() {
		p.texts(one.dest, one.alt)
	}
}

// leads reports whether pieces of a kind have a place to lead to.
func (k pieceKind) leads() bool { return k != literal && k != linkEnd }

// unpacker takes numbers and texts from data, zeros once there is no more.
type unpacker struct {
	data  string
	short bool
}

func (u *unpacker) number() int {
	n := uint64(0)
	for i := 0; i < len(u.data) && i < binary.MaxVarintLen64; i++ {
		n |= uint64(u.data[i]&0x7f) << (7 * i)
		if u.data[i] < 0x80 {
			u.data = u.data[i+1:]
			return int(n)
		}
	}
	u.data, u.short = "", true
	return 0
}

// count is a number of things that take a byte at least.
func (u *unpacker) count() int {
	n := u.number()
	if n < 0 || n > len(u.data) {
		u.data, u.short = "", true
		return 0
	}
	return n
}

func (u *unpacker) text() string {
	n := u.count()
	s := u.data[:n]
	u.data = u.data[n:]
	return s
}

// unpack takes a list, nil when it is empty.
func unpack[T any](u *unpacker, one func() T) []T {
	var list []T
	for n := u.count(); n > 0 && !u.short; n-- {
		list = append(list, one())
	}
	return list
}

func (u *unpacker) piece() piece {
	kind := u.number()
	one := piece{kind: pieceKind(kind >> 1), refused: kind&1 == 1, html: u.text()}
	if one.kind.leads() {
		one.dest, one.alt = u.text(), u.text()
	}
	return one
}

func (u *unpacker) span() diag.Span {
	start := u.number()
	return diag.Span{Start: start, End: start + u.number()}
}
