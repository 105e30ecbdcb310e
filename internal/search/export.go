package search

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math/bits"
	"slices"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
	"golang.org/x/sync/errgroup"

	"recueil/internal/edition"
)

// Format is the number of the export's format. The client refuses another.
const Format = 6

// Folder is where the export goes, from the root of the site. Root is the one
// file with a fixed name; it names the others.
const (
	Folder = edition.SearchFolder
	Root   = Folder + "/index.bin"
)

// kept is what an export made, by the digest of what it is made of, for the next export
// of the same stock. What that does not take is forgotten. Nil keeps nothing.
type kept struct {
	mu          sync.Mutex
	before, now map[[sha256.Size]byte][]byte
	made        int // how many of now were not in before
}

// get returns what is kept, or makes it.
func (k *kept) get(of [sha256.Size]byte, make func() []byte) []byte {
	if k == nil {
		return make()
	}
	k.mu.Lock()
	made, ok := k.before[of]
	k.mu.Unlock()
	if !ok {
		made = make()
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.now[of] = made; !ok {
		k.made++
	}
	return made
}

// next begins an export.
func (k *kept) next() {
	if k != nil {
		k.mu.Lock()
		defer k.mu.Unlock()
		k.before, k.now, k.made = k.now, map[[sha256.Size]byte][]byte{}, 0
	}
}

// end forgets what an export did not take.
func (k *kept) end() {
	if k != nil {
		k.mu.Lock()
		defer k.mu.Unlock()
		k.before = nil
	}
}

// Emit takes one file of an export: its name from the root of the site, and its
// bytes, which it may keep. It is called once at a time.
type Emit func(name string, data []byte) error

// Export writes the index for the client, file by file: the same files for the
// same input, in any order, but the root, which comes last. doc.go specifies
// them.
func (x *Index) Export(ctx context.Context, emit Emit) error {
	emit = oneAtATime(emit)
	x.kept.next()
	defer x.kept.end()
	e := exporter{index: x, terms: x.series("t", emit), forms: x.series("f", emit), values: x.series("v", emit), packs: x.series("d", emit)}
	group, working := errgroup.WithContext(ctx)
	group.Go(func() error { return e.documents(working) })
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
	root := e.root()
	if err := emit(Root, e.terms.packer.seal(tagOf(slices.Concat(root...)), root...)); err != nil {
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
	index                       *Index
	terms, forms, values, packs *series
	widths                      []int       // bits of a length, for each field but the body
	places                      []placement // of each pack
	shardKeys                   []string    // the start of each shard
	shardPlaces                 [][]int     // of each file of shards, where they start, and its length
}

// root is the body of the file that a search starts from, in two parts that
// compress apart: the tags look like noise.
func (e *exporter) root() [][]byte {
	x := e.index
	var b, tags body
	b.number(Format)
	b.number(len(x.records))
	for f := range bodyField + 1 {
		if f != bodyField {
			b.number(e.widths[f])
		}
		b.number(totalLength(x.surveys, f))
	}
	for _, runs := range x.runs {
		b.number(len(runs))
		for _, r := range runs {
			b.number(r.size)
		}
	}
	b.starts(e.shardKeys)
	for _, places := range e.shardPlaces {
		b.number(len(places) - 1)
		for i, at := range places[1:] {
			b.number((at - places[i]) / shardUnit)
		}
	}
	b.starts(e.forms.keys)
	b.number(x.packSize())
	for _, size := range e.places {
		b.number(size.summary / placeUnit)
		b.number(size.passage / placeUnit)
	}
	b.lines(x.synonyms.exported(x.lexicon.terms))
	for _, trait := range []traits{apart, stub} {
		e.list(&b, x.untold(trait))
	}
	for _, s := range []*series{e.terms, e.forms, e.values, e.packs} {
		tags.bytes = append(tags.bytes, s.tags...)
	}
	return [][]byte{b.bytes, tags.bytes}
}

// A tag is a checksum of the content of a file, which the client computes again:
// FNV-1a of 32 bits, the high eight folded into the others. The root gives each
// file's.
type tag [3]byte

func tagOf(content []byte) tag {
	hash := fnv.New32a()
	hash.Write(content) // a hash takes any write
	sum := hash.Sum32()
	return tag{byte(sum >> 16), byte(sum >> 8), byte(sum) ^ byte(sum>>24)}
}

// A series is the files of one kind. A name is made of the key from which on its
// file answers and of the content: a file that another build makes too has the
// same name there, and no name has two contents, so that it can be kept for ever.
type series struct {
	folder string
	emit   Emit
	packer packer
	kept   *kept
	keys   []string
	tags   []byte
}

func (x *Index) series(folder string, emit Emit) *series {
	return &series{folder: folder, emit: emit, kept: x.kept}
}

// write seals a body and emits it.
func (s *series) write(key string, body []byte) error {
	t := tagOf(body)
	s.add(key, t)
	data := s.kept.get(sha256.Sum256(body), func() []byte { return s.packer.seal(t, body) })
	return s.emit(s.name(key, t), data)
}

// add notes the file that comes next.
func (s *series) add(key string, t tag) {
	s.keys = append(s.keys, key)
	s.tags = append(s.tags, t[:]...)
}

// name returns the address of a file: its key, in which any other sign than an
// ASCII letter or a digit is an underscore and its number, and its tag.
func (s *series) name(key string, t tag) string {
	var b strings.Builder
	for _, r := range key {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "_%x", r)
		}
	}
	return fmt.Sprintf("%s/%s/%s-%x.bin", Folder, s.folder, b.String(), t)
}

// untold lists the documents of a trait, unless their runs tell it.
func (x *Index) untold(trait traits) []int {
	var list []int
	for n, r := range x.records {
		if traitsOf(r)&trait&^x.told != 0 {
			list = append(list, n)
		}
	}
	return list
}

// lengthWidths measures the lengths that travel in the postings; those that count
// nothing take no bit.
func lengthWidths(surveys []surveyed) []int {
	widths := make([]int, bodyField)
	for _, s := range surveys {
		for i := range widths {
			if lengthShares[i] > 0 {
				widths[i] = max(widths[i], bits.Len(uint(s.lengths[i])))
			}
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

// starts adds increasing strings: lines of what each has after the characters
// that it shares with the start of the one before, then how many these are.
func (b *body) starts(list []string) {
	rest, shared := make([]string, len(list)), make([]byte, len(list))
	last := ""
	for i, s := range list {
		rest[i] = s
		for _, r := range last {
			if !strings.HasPrefix(rest[i], string(r)) {
				break
			}
			rest[i] = strings.TrimPrefix(rest[i], string(r))
			shared[i]++
		}
		last = s
	}
	b.lines(rest)
	b.bytes = append(b.bytes, shared...)
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

// packer compresses files; hosts do not compress what they cannot name.
type packer struct {
	buffer bytes.Buffer
	zip    *gzip.Writer
}

// seal returns a file: gzip of the tag, the length of the body, the body. Its
// parts are compressed one by one.
func (p *packer) seal(t tag, parts ...[]byte) []byte {
	size := 0
	for _, part := range parts {
		size += len(part)
	}
	p.buffer.Reset()
	if p.zip == nil {
		p.zip, _ = gzip.NewWriterLevel(&p.buffer, gzip.DefaultCompression) // the level exists
	} else {
		p.zip.Reset(&p.buffer)
	}
	head := binary.AppendUvarint(t[:], uint64(size))
	p.zip.Write(head) // a buffer takes any write
	for i, part := range parts {
		if i > 0 {
			p.zip.Flush()
		}
		p.zip.Write(part)
	}
	p.zip.Close()
	return bytes.Clone(p.buffer.Bytes())
}
