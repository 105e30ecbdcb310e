package search

import (
	"context"
)

// Shards hold the terms with their postings, and the forms, of a range of keys.
// Forms are there so that a word being typed is mostly completed by the file
// that has its postings.

// shardSize is about how many bytes a shard has before it is compressed. Larger
// shards cost more for a word, smaller ones more in the root, which names them:
// the sizes whose answers took least are about 1,800 bytes for 1,000 documents,
// 2,500 for 10,000 and 5,000 for 50,000.
func shardSize(documents int) int { return 1800 + documents/15 }

// shard is the one being filled.
type shard struct {
	separator            string // from which key on it answers
	last                 string // the last key
	terms, counts, forms body
	termCount, formCount int
	lastTerm, lastForm   string
	postings             bitWriter
}

// size is about the bytes of the shard.
func (s *shard) size() int {
	return len(s.terms.bytes) + len(s.forms.bytes) + len(s.counts.bytes) + len(s.postings.bytes)
}

// shards writes every term that Bleve has and every form.
func (e *exporter) shards(ctx context.Context) error {
	x := e.index
	e.widths = lengthWidths(x.surveys)
	w := shardWriter{exporter: e, target: shardSize(len(x.records))}
	next := 0
	formsUpTo := func(term string, all bool) error {
		for ; next < len(x.lexicon.forms) && (all || x.lexicon.forms[next] <= term); next++ {
			if err := w.start(x.lexicon.forms[next]); err != nil {
				return err
			}
			w.form(x.lexicon.forms[next], x.lexicon.classes[next])
		}
		return nil
	}
	err := x.walk(ctx, func(t termPostings) error {
		if err := formsUpTo(t.term, false); err != nil {
			return err
		}
		if err := w.start(t.term); err != nil {
			return err
		}
		w.term(t)
		return nil
	})
	if err != nil {
		return err
	}
	if err := formsUpTo("", true); err != nil {
		return err
	}
	return w.flush()
}

type shardWriter struct {
	*exporter
	target  int
	current shard
}

// start makes room for a key: when the shard is full, and the key is not its
// last one, the key starts another.
func (w *shardWriter) start(key string) error {
	if w.current.size() >= w.target && key != w.current.last {
		last := w.current.last
		if err := w.flush(); err != nil {
			return err
		}
		w.current.separator = shortest(last, key)
	}
	w.current.last = key
	return nil
}

// shortest returns the shortest start of key that comes after last.
func shortest(last, key string) string {
	for n := 1; n < len(key); n++ {
		if key[:n] > last && isRuneStart(key[n]) {
			return key[:n]
		}
	}
	return key
}

func isRuneStart(b byte) bool { return b&0xC0 != 0x80 }

func (w *shardWriter) form(form string, class byte) {
	s := &w.current
	s.forms.key(s.lastForm, form, class)
	s.lastForm = form
	s.formCount++
}

// term adds a term: in the dictionary its fields as flags; for each field the
// number of documents; then the bytes that its postings take, doubled, plus one if
// some document stands for it: how many then follows.
func (w *shardWriter) term(t termPostings) {
	s := &w.current
	flags := byte(0)
	before := len(s.postings.bytes)
	for i, list := range t.fields[:standingField] {
		if len(list) > 0 {
			flags |= 1 << i
			s.counts.number(len(list))
			w.list(i, placeKey(t.term), list)
		}
	}
	standing := t.fields[standingField]
	if len(standing) > 0 {
		w.list(standingField, 0, standing)
	}
	s.postings.align()
	s.counts.number((len(s.postings.bytes)-before)<<1 | min(1, len(standing)))
	if len(standing) > 0 {
		s.counts.number(len(standing))
	}
	s.terms.key(s.lastTerm, t.term, flags)
	s.lastTerm = t.term
	s.termCount++
}

// list adds the postings of a field: for each document the gap from the one
// before; unless the field is what documents stand for, how many times it has the term, then the field's length or, for the
// body, the first passage that has it.
func (w *shardWriter) list(field int, key uint32, list []posting) {
	bits := &w.current.postings
	k := riceWidth(len(list), len(w.index.records))
	last := -1
	for _, p := range list {
		bits.rice(uint(p.doc-last-1), k)
		last = p.doc
		if field == standingField {
			continue
		}
		bits.gamma(uint(p.freq))
		if field == bodyField {
			s := w.index.surveys[p.doc]
			bits.write(uint(s.place(key)), passageBits(s.lengths[bodyField]))
			continue
		}
		bits.write(uint(p.length), w.widths[field])
	}
}

// passageBits returns how many bits number a passage of a body of a length.
func passageBits(length int) int {
	n := 0
	for 1<<n < passages(length) {
		n++
	}
	return n
}

// flush writes the current shard, if it has anything, and starts an empty one.
func (w *shardWriter) flush() error {
	s := &w.current
	if s.termCount+s.formCount == 0 {
		return nil
	}
	var b body
	b.number(s.termCount)
	b.bytes = append(append(b.bytes, s.terms.bytes...), s.counts.bytes...)
	b.number(s.formCount)
	b.bytes = append(append(b.bytes, s.forms.bytes...), s.postings.bytes...)
	name := shardName(len(w.shardKeys))
	w.shardKeys = append(w.shardKeys, s.separator)
	w.current = shard{}
	return w.write(name, b.bytes)
}
