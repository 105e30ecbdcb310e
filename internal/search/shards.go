package search

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"slices"
)

// Shards hold the terms with their postings, and the forms, of a range of keys.
// Forms are there so that a word being typed is mostly completed by the shard
// that has its postings. A file holds several, each at a place whose bytes alone the
// client asks for, as of a card: what the root says of a shard is then little, so that
// they can be small.

// shardSize is about how many bytes a shard has before it is compressed. Larger
// shards cost more for a word, smaller ones more in the root, which places them:
// the sizes whose answers take least are about 1,100 bytes for 1,000 documents,
// 1,500 for 10,000 and 3,000 for 50,000.
func shardSize(documents int) int { return 1100 + documents/25 }

// shardsOfFile is about how many shards a file has. A host that knows no ranges sends
// them all; fewer would take more of the root, which has a tag for each file.
func shardsOfFile(documents int) int { return 8 + documents/6250 }

// shardUnit divides the bytes of a shard's place.
const shardUnit = 64

// An entry is what shards hold of a key: of a term, of a form, or of both.
type entry struct {
	key    string
	term   bool // that is indexed
	fields byte // of the term, as flags, but what documents stand for
	class  byte // of the form; 0 for no form
	counts []byte
	from   int // where the postings are in those of all
	to     int
}

// size is about the bytes that an entry adds to a shard.
func (e entry) size() int { return len(e.key) + len(e.counts) + e.to - e.from }

// shards writes every term that Bleve has and every form.
func (e *exporter) shards(ctx context.Context) error {
	w := entryWriter{exporter: e}
	e.widths = lengthWidths(e.index.surveys)
	if err := e.index.walk(ctx, w.term); err != nil {
		return err
	}
	w.formsUpTo("", true)
	keys, sizes := make([]string, len(w.entries)), make([]int, len(w.entries))
	for i, entry := range w.entries {
		keys[i], sizes[i] = entry.key, entry.size()
	}
	var names []string
	var sealed [][]byte
	var zip deflater
	starts := cut(keys, sizes, shardSize(len(e.index.records)))
	for i, start := range starts {
		end, last := len(keys), ""
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		if start > 0 {
			last = keys[start-1]
		}
		body := shard(w.entries[start:end], w.postings.bytes)
		names = append(names, shortest(last, keys[start]))
		sealed = append(sealed, e.index.kept.get(sha256.Sum256(body), func() []byte { return zip.deflate(string(body)) }))
	}
	return e.shardFiles(names, sealed)
}

// shardFiles writes the files of some compressed shards.
func (e *exporter) shardFiles(names []string, sealed [][]byte) error {
	starts := cut(names, slices.Repeat([]int{1}, len(names)), e.index.grain*shardsOfFile(len(e.index.records)))
	for i, start := range starts {
		end := len(names)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		var data []byte
		var places []int
		for _, shard := range sealed[start:end] {
			places = append(places, len(data))
			data = append(data, make([]byte, placeHead)...)
			binary.BigEndian.PutUint32(data[len(data)-4:], uint32(len(shard))) // the tag takes the place of the high byte
			data = append(data, shard...)
			data = append(data, make([]byte, -len(data)&(shardUnit-1))...)
		}
		e.shardKeys = append(e.shardKeys, names[start:end]...)
		e.shardPlaces = append(e.shardPlaces, append(places, len(data)))
		t := tagOf(data)
		for _, at := range places {
			copy(data[at:], t[:])
		}
		e.terms.add(names[start], t)
		if err := e.terms.emit(e.terms.name(names[start], t), data); err != nil {
			return err
		}
	}
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

// shard returns the body of the file of some entries.
func shard(entries []entry, postings []byte) []byte {
	var terms, forms, counts, lists body
	termCount, formCount := 0, 0
	lastTerm, lastForm := "", ""
	for _, e := range entries {
		if e.term {
			terms.key(lastTerm, e.key, e.fields)
			counts.bytes = append(counts.bytes, e.counts...)
			lists.bytes = append(lists.bytes, postings[e.from:e.to]...)
			lastTerm = e.key
			termCount++
		}
		if e.class != 0 {
			forms.key(lastForm, e.key, e.class)
			lastForm = e.key
			formCount++
		}
	}
	var b body
	b.number(termCount)
	b.bytes = append(append(b.bytes, terms.bytes...), counts.bytes...)
	b.number(formCount)
	b.bytes = append(append(b.bytes, forms.bytes...), lists.bytes...)
	return b.bytes
}

// entryWriter makes the entries, in the order of their keys.
type entryWriter struct {
	*exporter
	entries  []entry
	next     int // the first form that has no entry yet
	postings bitWriter
}

// formsUpTo adds the forms that come before a term, or all that are left.
func (w *entryWriter) formsUpTo(term string, all bool) {
	l := w.index.lexicon
	for ; w.next < len(l.forms) && (all || l.forms[w.next] < term); w.next++ {
		w.entries = append(w.entries, entry{key: l.forms[w.next], class: l.classes[w.next]})
	}
}

// term adds a term: its fields as flags; for each field the number of documents;
// then the bytes that its postings take, doubled, plus one if some document stands
// for it: how many then follows.
func (w *entryWriter) term(t termPostings) error {
	w.formsUpTo(t.term, false)
	e := entry{key: t.term, term: true, from: len(w.postings.bytes)}
	if l := w.index.lexicon; w.next < len(l.forms) && l.forms[w.next] == t.term {
		e.class = l.classes[w.next]
		w.next++
	}
	for i, list := range t.fields[:standingField] {
		if len(list) > 0 {
			e.fields |= 1 << i
			e.counts = binary.AppendUvarint(e.counts, uint64(len(list)))
			w.list(i, list)
		}
	}
	standing := t.fields[standingField]
	if len(standing) > 0 {
		w.list(standingField, standing)
	}
	w.postings.align()
	e.to = len(w.postings.bytes)
	e.counts = binary.AppendUvarint(e.counts, uint64((e.to-e.from)<<1|min(1, len(standing))))
	if len(standing) > 0 {
		e.counts = binary.AppendUvarint(e.counts, uint64(len(standing)))
	}
	w.entries = append(w.entries, e)
	return nil
}

// list adds the postings of a field: for each document the gap from the one
// before; unless the field is what documents stand for, how many times it has the
// term, then the field's length or, for the body, the first passage that has it,
// unless more than maxPlaced documents have it.
func (w *entryWriter) list(field int, list []posting) {
	bits := &w.postings
	k := riceWidth(len(list), w.index.total())
	last := -1
	for _, p := range list {
		slot := w.index.slots[p.doc]
		bits.rice(uint(slot-last-1), k)
		last = slot
		if field == standingField {
			continue
		}
		freq := uint(p.noted(field, len(list)))
		if field == bodyField && len(list) > maxPlaced {
			bits.write(freq-1, 1)
			continue
		}
		bits.gamma(freq)
		if field == bodyField {
			bits.write(uint(p.passage), passageBits(w.index.surveys[p.doc].lengths[bodyField]))
			continue
		}
		bits.write(uint(p.length), w.widths[field])
	}
}

// maxPlaced is of how many documents the bodies may have a term for its passages
// and its frequencies to be noted. Those of a word that more have tell least, and
// take most: of these one bit says whether the word is there more than once.
const maxPlaced = 2048

// noted returns how many times a field of a document counts as having a term
// that so many documents have in that field.
func (p posting) noted(field, documents int) int {
	if field == bodyField && documents > maxPlaced {
		return min(p.freq, 2)
	}
	return p.freq
}

// passageBits returns how many bits number a passage of a body of a length.
func passageBits(length int) int {
	n := 0
	for 1<<n < passages(length) {
		n++
	}
	return n
}
