package images

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"os"
	"path/filepath"
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
	if !d.takes(key) || os.MkdirAll(string(d), 0o755) != nil {
		return
	}
	// Written aside and renamed, so that no other build reads half an entry.
	file, err := os.CreateTemp(string(d), ".neuf-*")
	if err != nil {
		return
	}
	defer os.Remove(file.Name()) // nothing is there any more once it was renamed
	checksum := sha256.Sum256(data)
	_, err = file.Write(append(checksum[:], data...))
	if file.Close() == nil && err == nil {
		os.Rename(file.Name(), filepath.Join(string(d), key))
	}
}

// takes reports whether key can be the name of a file of this folder.
func (d Dir) takes(key string) bool {
	return d != "" && key != "." && filepath.IsLocal(key) && filepath.Base(key) == key
}

// entry is the first line of a cached picture, in JSON; the variants' data follow it, one
// after the other.
type entry struct {
	Width, Height int
	Extension     string
	Variants      []entryVariant
}

type entryVariant struct {
	Width, Height, Bytes int
}

// remember puts a picture, which needs no names, in the cache.
func remember(cache Cache, key string, picture Picture, extension string) {
	if cache == nil {
		return
	}
	e := entry{Width: picture.Width, Height: picture.Height, Extension: extension}
	var data []byte
	for _, v := range picture.Variants {
		e.Variants = append(e.Variants, entryVariant{v.Width, v.Height, len(v.Data)})
		data = append(data, v.Data...)
	}
	line, err := json.Marshal(e)
	if err != nil {
		return
	}
	cache.Put(key, append(append(line, '\n'), data...))
}

// recall takes a picture from the cache. What does not have the form of an entry is
// as good as missing.
func recall(cache Cache, key string) (Picture, string, bool) {
	if cache == nil {
		return Picture{}, "", false
	}
	stored, _ := cache.Get(key)
	line, data, _ := bytes.Cut(stored, []byte("\n"))
	var e entry
	if json.Unmarshal(line, &e) != nil || !e.fits(len(data)) {
		return Picture{}, "", false
	}
	picture := Picture{Width: e.Width, Height: e.Height}
	for _, v := range e.Variants {
		picture.Variants = append(picture.Variants, Variant{
			Width: v.Width, Height: v.Height, Data: data[:v.Bytes:v.Bytes],
		})
		data = data[v.Bytes:]
	}
	return picture, e.Extension, true
}

// fits reports whether e describes a picture whose variants have this many bytes in all.
func (e entry) fits(size int) bool {
	if e.Width < 1 || e.Height < 1 || len(e.Variants) == 0 {
		return false
	}
	if e.Extension != jpegExtension && e.Extension != pngExtension {
		return false
	}
	for _, v := range e.Variants {
		if v.Width < 1 || v.Height < 1 || v.Bytes < 1 || v.Bytes > size {
			return false
		}
		size -= v.Bytes
	}
	return size == 0
}
