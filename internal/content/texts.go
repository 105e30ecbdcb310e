package content

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"

	"recueil/internal/diag"
	"recueil/internal/markdown"
)

// Texts keeps texts as they were parsed, from one run of a program to the next, so that a
// [Memory] that has just begun parses only those that changed. Only texts in which nothing
// was wrong are kept. The zero Texts has none yet; it is safe for use by several
// goroutines.
type Texts struct {
	mu    sync.Mutex
	words [sha256.Size]byte // of the glossary that the texts were parsed with
	kept  map[textKey]string
	read  map[textKey]*markdown.Body // by this run
	fresh int                        // how many of them were not kept
}

// textKey is the digest of a whole file: where its text stands in it counts too.
type textKey [sha256.Size]byte

// ReadTexts returns the texts that [Texts.Write] wrote.
func ReadTexts(data string) (*Texts, error) {
	t := &Texts{kept: map[textKey]string{}}
	if len(data) < len(t.words) {
		return nil, errCut
	}
	data = data[copy(t.words[:], data):]
	for data != "" {
		var key textKey
		if len(data) < len(key)+8 {
			return nil, errCut
		}
		data = data[copy(key[:], data):]
		size := binary.BigEndian.Uint64([]byte(data[:8]))
		if data = data[8:]; size > uint64(len(data)) {
			return nil, errCut
		}
		t.kept[key], data = data[:size], data[size:]
	}
	return t, nil
}

var errCut = errors.New("kept texts were cut short")

// Outdated reports whether Write would write so many other texts than were kept that the
// next run would gain by it: to parse one in a hundred again takes less than writing all.
func (t *Texts) Outdated() bool {
	gone := len(t.kept) - (len(t.read) - t.fresh)
	return 100*max(t.fresh, gone) > len(t.read)
}

// Write writes the texts that were read since, and no others.
func (t *Texts) Write(w io.Writer) error {
	if _, err := w.Write(t.words[:]); err != nil {
		return err
	}
	var data []byte
	for _, key := range slices.SortedFunc(maps.Keys(t.read), func(a, b textKey) int { return slices.Compare(a[:], b[:]) }) {
		data = append(append(data[:0], key[:]...), make([]byte, 8)...)
		data = t.read[key].Append(data)
		binary.BigEndian.PutUint64(data[len(key):], uint64(len(data)-len(key)-8))
		if _, err := w.Write(data); err != nil {
			return err
		}
	}
	return nil
}

// use forgets the texts that show the words of another glossary.
func (t *Texts) use(words []markdown.Term) {
	if now := sha256.Sum256(fmt.Appendf(nil, "%q", words)); now != t.words {
		t.words, t.kept = now, nil
	}
	t.read = map[textKey]*markdown.Body{}
}

// parse is [markdown.Parse] of a text that may be kept. A nil t keeps nothing.
func (t *Texts) parse(src *diag.Source, start int, terms markdown.Terms) (*markdown.Body, []diag.Diagnostic) {
	if t == nil {
		return markdown.Parse(src, start, terms)
	}
	key := textKey(sha256.Sum256(src.Text))
	if data, ok := t.kept[key]; ok {
		if body, err := markdown.Kept(src, start, data); err == nil {
			t.note(key, body, false)
			return body, nil
		}
	}
	body, problems := markdown.Parse(src, start, terms)
	if len(problems) == 0 {
		t.note(key, body, true)
	}
	return body, problems
}

func (t *Texts) note(key textKey, body *markdown.Body, fresh bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, again := t.read[key]; fresh && !again {
		t.fresh++
	}
	t.read[key] = body
}
