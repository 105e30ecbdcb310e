package content

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"recueil/internal/diag"
	"recueil/internal/markdown"
)

// Memory keeps what the files gave when they were last read, so that loading them
// again parses only those that changed. It keeps nothing of files that are gone.
// Its zero value remembers nothing yet; it is not for several goroutines.
type Memory struct {
	// Now is the time, against which the date of a file tells whether it may have
	// been written again since without its date changing. Without it, every text is
	// read again, and compared.
	Now func() time.Time
	// Texts, if any, are those that another run kept, and gather those of this one.
	Texts *Texts

	files map[string]memo // by name; not written while they are read
	words []markdown.Term // of the glossary that the texts were read with
	terms markdown.Terms
}

// memo is what a file gave.
type memo struct {
	size    int64
	date    time.Time
	settled bool // the date was old enough to be trusted
	sum     [sha256.Size]byte
	outline [sha256.Size]byte // sum, but of a document's header alone: see Collection.Outline
	result
}

// settles is after how long a file that is written gets another date, on every file
// system: some count in two seconds.
const settles = 3 * time.Second

// use makes ready to read texts with the words of a glossary. The results of others
// are of no use, since texts show its words.
func (m *Memory) use(glossary []Definition) {
	words := wordsOf(glossary)
	if m.files == nil || !slices.Equal(words, m.words) {
		m.files, m.words, m.terms = map[string]memo{}, words, markdown.NewTerms(words)
	}
	if m.Texts != nil {
		m.Texts.use(words)
	}
}

// recall returns what a file gave when it was last read, if it is surely the same. Files
// that settled in the same state are not opened.
func (m *Memory) recall(e entry) (memo, bool) {
	old, known := m.files[e.name()]
	if !known || !old.settled {
		return memo{}, false
	}
	info, err := e.stat()
	same := err == nil && info.Mode().IsRegular() && old.size == info.Size() && old.date.Equal(info.ModTime())
	return old, same
}

// read returns what a file gives: what it gave when it was last read, if its text is the
// same.
func (m *Memory) read(e entry) (memo, error) {
	old, known := m.files[e.name()]
	var now memo
	info, err := e.stat()
	if fault, err := e.examine(info, err); err != nil {
		return memo{}, err
	} else if fault != nil {
		return forbidden(*fault), nil
	}
	now.size, now.date, now.settled = info.Size(), info.ModTime(), m.settled(info.ModTime())
	if at, located := locate(e.path); located && at.isCopied() {
		now.sum = sha256.Sum256(fmt.Appendf(nil, "%d %d", now.size, now.date.UnixNano()))
		now.result, now.outline = e.parse(nil, m.terms, nil), now.sum
		return now, nil
	}
	text, err := fs.ReadFile(e.root.FS, e.path)
	if err != nil {
		return memo{}, e.unreadable(err)
	}
	if now.sum = sha256.Sum256(text); known && old.sum == now.sum {
		now.result, now.outline = old.result, old.outline
		return now, nil
	}
	now.result = e.parse(text, m.terms, m.Texts)
	now.outline = outlineOf(now)
	return now, nil
}

func (m memo) whole() [sha256.Size]byte    { return m.sum }
func (m memo) outlined() [sha256.Size]byte { return m.outline }

// outlineOf is the digest of what a file says beyond the text of its own page. Structural
// documents are read whole: others are shown under them.
func outlineOf(m memo) [sha256.Size]byte {
	if len(m.documents) != 1 || m.head == 0 || m.documents[0].Type.IsStructural() {
		return m.sum
	}
	return sha256.Sum256(m.documents[0].Source.Text[:m.head])
}

// forbidden is what is known of a file that is not read.
func forbidden(fault diag.Diagnostic) memo {
	sum := sha256.Sum256([]byte(fault.Message))
	return memo{sum: sum, outline: sum, result: result{problems: []diag.Diagnostic{fault}}}
}

func (m *Memory) settled(date time.Time) bool {
	return m.Now != nil && m.Now().Sub(date) > settles
}

// keep remembers the results of a load, and no others.
func (m *Memory) keep(entries []entry, read []memo) {
	m.files = make(map[string]memo, len(entries))
	for i, e := range entries {
		m.files[e.name()] = read[i]
	}
}

// digest is of everything that was read, each file by its sum or its outline.
func digest(entries []entry, read []memo, glossary []Definition, of func(memo) [sha256.Size]byte) (d [sha256.Size]byte) {
	sum := sha256.New()
	add := func(name string, bytes []byte) {
		sum.Write(binary.AppendUvarint(nil, uint64(len(name))))
		sum.Write([]byte(name))
		sum.Write(binary.AppendUvarint(nil, uint64(len(bytes))))
		sum.Write(bytes)
	}
	for i, e := range entries {
		sum := of(read[i])
		add(e.name(), sum[:])
	}
	texts := map[*diag.Source]bool{}
	for _, entry := range glossary {
		if !texts[entry.source] {
			texts[entry.source] = true
			add(entry.source.Path, entry.source.Text)
		}
	}
	sum.Sum(d[:0])
	return d
}

// Change is a document that took the place of another, of the same file.
type Change struct{ From, To *Document }

// Since returns what changed in the documents of an earlier collection of the same
// [Memory]. It reports false when more than that changed: which documents there
// are, other files, settings, the glossary.
func (c *Collection) Since(former *Collection) ([]Change, bool) {
	same := len(c.Documents) == len(former.Documents) && slices.Equal(c.Files, former.Files) && slices.Equal(c.Editions, former.Editions) &&
		slices.Equal(c.sites, former.sites) && c.Synonyms.sameAs(former.Synonyms) && slices.Equal(c.Words, former.Words) &&
		slices.EqualFunc(c.Glossary, former.Glossary, sameText)
	if !same {
		return nil, false
	}
	var changes []Change
	for i, d := range c.Documents {
		old := former.Documents[i]
		if d == old {
			continue
		}
		if d.Source.Path != old.Source.Path || d.Key() != old.Key() {
			return nil, false
		}
		changes = append(changes, Change{old, d})
	}
	return changes, true
}

func sameText(a, b Definition) bool {
	return a.Term == b.Term && a.source.Path == b.source.Path && bytes.Equal(a.source.Text, b.source.Text)
}

func (s *Synonyms) sameAs(other *Synonyms) bool {
	return s == other || len(s.Groups)+len(s.OneWay)+len(other.Groups)+len(other.OneWay) == 0
}

// Digest is of all that the collection was read from: equal for the same files.
func (c *Collection) Digest() [sha256.Size]byte { return c.digest }

// Outline is of all that the collection was read from but the texts of the documents,
// below their headers, that only their own pages show: those of sectors, themes and plain
// pages are in it. Pictures and files to copy count by their size and date.
func (c *Collection) Outline() [sha256.Size]byte { return c.outline }
