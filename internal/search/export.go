package search

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/bits"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
	"golang.org/x/sync/errgroup"

	"recueil/internal/edition"
)

// Format is the number of the export's format. The client refuses another.
const Format = 3

// Folder is where the export goes, from the root of the site. Root is the one
// file with a fixed name; it names the generation that the others belong to.
const (
	Folder = edition.SearchFolder
	Root   = Folder + "/index.bin"
)

// Emit takes one file of an export: its name from the root of the site, and its
// bytes, which it may keep. It is called once at a time.
type Emit func(name string, data []byte) error

// Export writes the index for the client, file by file: the same files for the
// same input, in any order, but the root, which comes last. doc.go specifies
// them.
func (x *Index) Export(ctx context.Context, emit Emit) error {
	e := exporter{index: x, emit: oneAtATime(emit), generation: x.generation()}
	group, working := errgroup.WithContext(ctx)
	group.Go(func() error { return e.fragments(working) })
	group.Go(func() error {
		for _, step := range []func(context.Context) error{e.shards, e.lexicons, e.facets} {
			if err := step(working); err != nil {
				return err
			}
		}
		return nil
	})
	if err := group.Wait(); err != nil {
		return fmt.Errorf("export search: %w", err)
	}
	if err := e.root(); err != nil {
		return fmt.Errorf("export search: %w", err)
	}
	return nil
}

func oneAtATime(emit Emit) Emit {
	var one sync.Mutex
	return func(name string, data []byte) error {
		one.Lock()
		defer one.Unlock()
		return emit(name, data)
	}
}

// exporter is the state of one export.
type exporter struct {
	index      *Index
	emit       Emit
	generation [4]byte
	packer     packer
	widths     []int    // bits of a length, for each field but the body
	shardKeys  []string // where each shard starts
	formKeys   []string // where each file of forms starts
}

// generation names an export by everything it is made of. It is the folder of
// its files and stands in each, so that files of two generations never mix.
func (x *Index) generation() (g [4]byte) {
	h := sha256.New()
	fmt.Fprintln(h, Format)
	h.Write(Tables())
	enc := json.NewEncoder(h)
	for n, r := range x.records {
		h.Write(x.surveys[n].digest[:])
		r.Title, r.Summary, r.Keywords, r.Body, r.Standing = "", "", "", "", "" // which the digest is made of
		enc.Encode(r)                                                           // a hash takes any write, and a record always encodes
	}
	for _, f := range x.facets {
		enc.Encode(f.values)
	}
	enc.Encode(x.synonyms)
	copy(g[:], h.Sum(nil))
	return g
}

// write seals a body and emits it under a name of the generation's folder.
func (e *exporter) write(name string, body []byte) error {
	return e.emit(e.path(name), e.packer.seal(e.generation, body))
}

func (e *exporter) path(name string) string {
	return Folder + "/" + hex.EncodeToString(e.generation[:]) + "/" + name
}

// root writes what a search starts from.
func (e *exporter) root() error {
	x := e.index
	var b body
	b.number(Format)
	b.number(len(x.records))
	b.number(x.firstClosed)
	for f, width := range e.widths {
		b.number(width)
		b.number(totalLength(x.surveys, f))
	}
	b.lines(e.shardKeys)
	b.lines(e.formKeys)
	b.lengths(x.surveys[:x.firstClosed])
	b.lengths(x.surveys[x.firstClosed:])
	b.lines(x.synonyms.exported(x.lexicon.terms))
	e.documents(&b, x.documentsThat(func(r Record) bool { return cmp.Or(r.Public, forFirms) != forFirms }))
	e.documents(&b, x.documentsThat(func(r Record) bool { return r.Stub }))
	return e.emit(Root, e.packer.seal(e.generation, b.bytes))
}

// documentsThat lists the documents of which something is true.
func (x *Index) documentsThat(is func(Record) bool) []int {
	var list []int
	for n, r := range x.records {
		if is(r) {
			list = append(list, n)
		}
	}
	return list
}

// lengthWidths measures the lengths that travel in the postings.
func lengthWidths(surveys []surveyed) []int {
	widths := make([]int, bodyField)
	for _, s := range surveys {
		for i := range widths {
			widths[i] = max(widths[i], bits.Len(uint(s.lengths[i])))
		}
	}
	return widths
}

// A body is the content of a file, before it is sealed.
type body struct{ bytes []byte }

// number adds a number from 0, in seven bits a byte, low ones first.
func (b *body) number(n int) { b.bytes = binary.AppendUvarint(b.bytes, uint64(n)) }

// text adds the length in bytes, then the UTF-8.
func (b *body) text(s string) {
	b.number(len(s))
	b.bytes = append(b.bytes, s...)
}

// lines adds texts, a line each.
func (b *body) lines(list []string) {
	var text strings.Builder
	for _, line := range list {
		text.WriteString(line)
		text.WriteByte('\n')
	}
	b.text(text.String())
}

// key adds a string after another, with four bits of flags.
func (b *body) key(last, key string, flags byte) {
	shared := sharedStart(last, key)
	b.bytes = append(b.bytes, byte(shared)<<4|flags)
	b.text(key[shared:])
}

// sharedStart returns how many bytes two strings share at their start, 15 at
// most.
func sharedStart(a, b string) int {
	n := 0
	for n < min(len(a), len(b), 15) && a[n] == b[n] {
		n++
	}
	return n
}

// lengths adds the runs of equal body lengths, which decrease: the drop from the
// length before (from 0, the first is negated by the reader) and the run.
func (b *body) lengths(surveys []surveyed) {
	var runs [][2]int
	for _, s := range surveys {
		if n := len(runs); n > 0 && runs[n-1][0] == s.lengths[bodyField] {
			runs[n-1][1]++
			continue
		}
		runs = append(runs, [2]int{s.lengths[bodyField], 1})
	}
	b.number(len(runs))
	for i, run := range runs {
		if i == 0 {
			b.number(run[0])
		} else {
			b.number(runs[i-1][0] - run[0])
		}
		b.number(run[1])
	}
}

// packer compresses files; hosts do not compress what they cannot name.
type packer struct {
	buffer bytes.Buffer
	zip    *gzip.Writer
}

// seal returns a file: gzip of the generation, the length of the body, the body.
func (p *packer) seal(generation [4]byte, content []byte) []byte {
	p.buffer.Reset()
	if p.zip == nil {
		p.zip, _ = gzip.NewWriterLevel(&p.buffer, gzip.DefaultCompression) // the level exists
	} else {
		p.zip.Reset(&p.buffer)
	}
	head := binary.AppendUvarint(generation[:], uint64(len(content)))
	p.zip.Write(head) // a buffer takes any write
	p.zip.Write(content)
	p.zip.Close()
	return bytes.Clone(p.buffer.Bytes())
}
