package images

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Cache keeps what Process made from one build to the next. Get may answer with
// anything, and Put forget everything: only time is lost.
type Cache interface {
	Get(key string) ([]byte, bool)
	Put(key string, data []byte)
}

// Dir is a Cache in the folder of that name, which is created when first needed.
// The zero Dir remembers nothing. Each entry is a file named after its key, which starts
// with the SHA-256 of the rest: an entry that was cut short or touched is not given
// back. Several builds may share a folder.
type Dir string

// Get returns the data last put under key.
func (d Dir) Get(key string) ([]byte, bool) {
	if !d.takes(key) {
		return nil, false
	}
	file, err := os.ReadFile(filepath.Join(string(d), key))
	if err != nil || len(file) < sha256.Size {
		return nil, false
	}
	data := file[sha256.Size:]
	if [sha256.Size]byte(file) != sha256.Sum256(data) {
		return nil, false
	}
	return data, true
}

// Put remembers data under key. A failure, such as a full disk, is not reported: the
// next build does the work again.
func (d Dir) Put(key string, data []byte) {
	d.Write(key, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// Write is Put of what write writes, which is never held whole. What it fails to write is
// not remembered.
func (d Dir) Write(key string, write func(io.Writer) error) {
	if !d.takes(key) || os.MkdirAll(string(d), 0o755) != nil {
		return
	}
	// Written aside and renamed, so that no other build reads half an entry.
	file, err := os.CreateTemp(string(d), begun+"*")
	if err != nil {
		return
	}
	defer os.Remove(file.Name()) // nothing is there any more once it was renamed
	err = writeSummed(file, write)
	if file.Close() == nil && err == nil {
		os.Rename(file.Name(), filepath.Join(string(d), key))
	}
}

// begun starts the names of entries that are being written.
const begun = ".neuf-"

// Sweep removes the entries that a killed build had begun. Those of a build under way
// would not be remembered: call it where there is none.
func (d Dir) Sweep() {
	if d == "" {
		return
	}
	entries, _ := os.ReadDir(string(d)) // none where there is no such folder
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), begun) {
			os.Remove(filepath.Join(string(d), e.Name()))
		}
	}
}

// writeSummed writes the SHA-256 of what write writes, then that.
func writeSummed(file *os.File, write func(io.Writer) error) error {
	if _, err := file.Write(make([]byte, sha256.Size)); err != nil {
		return err
	}
	sum := sha256.New()
	buffered := bufio.NewWriterSize(io.MultiWriter(file, sum), 1<<16)
	if err := write(buffered); err != nil {
		return err
	}
	if err := buffered.Flush(); err != nil {
		return err
	}
	_, err := file.WriteAt(sum.Sum(nil), 0)
	return err
}

// takes reports whether key can be the name of a file of this folder.
func (d Dir) takes(key string) bool {
	return d != "" && key != "." && filepath.IsLocal(key) && filepath.Base(key) == key
}

// entry is a cached picture, whose variants have no names yet.
type entry struct {
	Picture
	Extension string
}

// remember puts a picture in the cache.
func remember(cache Cache, key string, picture Picture, extension string) {
	var data bytes.Buffer
	if cache != nil && gob.NewEncoder(&data).Encode(entry{picture, extension}) == nil {
		cache.Put(key, data.Bytes())
	}
}

// recall takes a picture from the cache. What does not have the form of an entry is
// as good as missing.
func recall(cache Cache, key string) (Picture, string, bool) {
	if cache == nil {
		return Picture{}, "", false
	}
	data, _ := cache.Get(key)
	var e entry
	if gob.NewDecoder(bytes.NewReader(data)).Decode(&e) != nil || !e.isWhole() {
		return Picture{}, "", false
	}
	return e.Picture, e.Extension, true
}

func (e entry) isWhole() bool {
	empty := func(v Variant) bool { return v.Width < 1 || v.Height < 1 || len(v.Data) == 0 }
	known := e.Extension == jpegExtension || e.Extension == pngExtension
	return known && e.Width > 0 && e.Height > 0 && len(e.Variants) > 0 && !slices.ContainsFunc(e.Variants, empty)
}
