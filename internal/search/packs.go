package search

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"runtime"
	"sort"
	"strconv"

	"recueil/internal/lists"

	"github.com/klauspost/compress/zlib"
	"golang.org/x/sync/errgroup"
)

// Packs hold what results show: the cards of several documents, each at a place
// that the client computes, so that it asks the host for those bytes alone.

// packSize returns how many slots a pack holds. A host that knows no ranges sends
// whole packs: they are as small as their names in the root allow.
// The size is one of few, so that it seldom changes.
func (x *Index) packSize() int {
	size := 4
	for size*250 < len(x.records) {
		size *= 2
	}
	return x.grain * size
}

// A pack is the cards of some slots that follow each other in one run.
type pack struct {
	from, to int // slots
	passages int // of each
}

// placement is how many bytes the cards of a pack have: those with a summary, and
// those with a passage. A slot has one of the first, then its passages'.
type placement struct{ summary, passage int }

// placeUnit divides them.
const placeUnit = 16

// placeHead is what comes before zlib's bytes: the tag of the pack, their length.
const placeHead = 6

// at returns the bytes of a slot's place for a card: 0 has the summary.
func (p placement) at(card int) int {
	if card == 0 {
		return p.summary
	}
	return p.passage
}

// of returns the bytes of a slot that has so many passages.
func (p placement) of(passages int) int { return p.summary + passages*p.passage }

// packsOf parts the runs into packs of so many slots.
func (n numbering) packsOf(size int) (list []pack) {
	for _, runs := range n.runs {
		for _, r := range runs {
			for from := r.start; from < r.start+r.size; from += size {
				list = append(list, pack{from, min(from+size, r.start+r.size), passages(r.length)})
			}
		}
	}
	return list
}

// documents writes the packs. They are made in parallel, a batch at a time, and
// emitted in order.
func (e *exporter) documents(ctx context.Context) error {
	packs := e.index.packsOf(e.index.packSize())
	workers := runtime.GOMAXPROCS(0)
	for len(packs) > 0 && ctx.Err() == nil {
		batch := packs[:min(len(packs), 8*workers)]
		packs = packs[len(batch):]
		made := make([][]byte, len(batch))
		sizes := make([]placement, len(batch))
		var group errgroup.Group
		for worker := range workers {
			group.Go(func() error {
				var zip deflater
				for i := worker; i < len(batch); i += workers {
					made[i], sizes[i] = e.index.pack(batch[i], &zip)
				}
				return nil
			})
		}
		if err := group.Wait(); err != nil {
			return err
		}
		e.places = append(e.places, sizes...)
		for _, data := range made {
			key, t := strconv.Itoa(len(e.packs.keys)), tag{}
			copy(t[:], data) // the start of its first place
			e.packs.add(key, t)
			if len(data) == 0 { // no slot is taken
				continue
			}
			if err := e.packs.emit(e.packs.name(key, t), data); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// pack returns the bytes of a pack: at each place the pack's tag, the length of
// zlib's bytes, in three, then these.
func (x *Index) pack(p pack, zip *deflater) ([]byte, placement) {
	const sizes = 8 // bytes of a placement, before those of the pack
	data := x.kept.get(x.packDigest(p), func() []byte {
		data, size := x.makePack(p, zip)
		head := binary.BigEndian.AppendUint32(make([]byte, 0, sizes+len(data)), uint32(size.summary))
		return append(binary.BigEndian.AppendUint32(head, uint32(size.passage)), data...)
	})
	return data[sizes:], placement{int(binary.BigEndian.Uint32(data)), int(binary.BigEndian.Uint32(data[4:]))}
}

// packDigest is of all that a pack is made of, when something keeps packs.
func (x *Index) packDigest(p pack) [sha256.Size]byte {
	if x.kept == nil {
		return [sha256.Size]byte{}
	}
	texts := []string{fmt.Sprint(p)}
	for n := sort.SearchInts(x.slots, p.from); n < len(x.slots) && x.slots[n] < p.to; n++ {
		id := identityOf(x.records[n])
		texts = append(append(texts, string(id[:]), strconv.Itoa(x.slots[n])), x.cardHead(n)...)
	}
	return digestOf(texts...)
}

func (x *Index) makePack(p pack, zip *deflater) (data []byte, size placement) {
	first := sort.SearchInts(x.slots, p.from)
	var sealed [][][]byte
	for n := first; n < len(x.slots) && x.slots[n] < p.to; n++ {
		cards := lists.Of(x.cards(n), zip.deflate)
		sealed = append(sealed, cards)
		size.summary = max(size.summary, placeFor(cards[:1]))
		size.passage = max(size.passage, placeFor(cards[1:]))
	}
	data = make([]byte, (p.to-p.from)*size.of(p.passages))
	for i, cards := range sealed {
		at := (x.slots[first+i] - p.from) * size.of(p.passages)
		for c, card := range cards {
			binary.BigEndian.PutUint32(data[at+placeHead-4:], uint32(len(card))) // the tag takes the place of the high byte
			copy(data[at+placeHead:], card)
			at += size.at(c)
		}
	}
	size.stamp(data, p.passages)
	return data, size
}

// stamp writes the tag of a pack at each of its places, where zeros stand for it:
// the client asks for one place, and knows by this that it is of that very pack.
func (p placement) stamp(data []byte, passages int) {
	t := tagOf(data)
	for at := 0; at < len(data); {
		for c := range 1 + passages {
			copy(data[at:], t[:])
			at += p.at(c)
		}
	}
}

// placeFor returns how many bytes each of some cards needs at most.
func placeFor(cards [][]byte) int {
	most := 0
	for _, card := range cards {
		most = max(most, placeHead+len(card))
	}
	return (most + placeUnit - 1) / placeUnit * placeUnit
}

// deflater compresses cards, in zlib's format, which ends with a checksum.
type deflater struct {
	buffer bytes.Buffer
	zip    *zlib.Writer
}

func (d *deflater) deflate(text string) []byte {
	d.buffer.Reset()
	if d.zip == nil {
		d.zip = zlib.NewWriter(&d.buffer)
	} else {
		d.zip.Reset(&d.buffer)
	}
	d.zip.Write([]byte(text)) // a buffer takes any write
	d.zip.Close()
	return bytes.Clone(d.buffer.Bytes())
}
