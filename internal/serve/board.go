package serve

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"sync"
)

// state is what browsers are shown. It is immutable.
type state struct {
	site    fs.FS   // the last good one, or nil
	version string  // of site
	trouble []piece // what is wrong now
}

// board holds the current state.
type board struct {
	mu      sync.Mutex
	current state
	changed chan struct{} // closed when current is replaced
}

func newBoard() *board { return &board{changed: make(chan struct{})} }

// look returns the current state, and a channel that closes when there is a newer
// one. A reader who is slow misses the states in between, and loses nothing by it.
func (b *board) look() (state, <-chan struct{}) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.current, b.changed
}

func (b *board) post(s state) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.current = s
	close(b.changed)
	b.changed = make(chan struct{})
}

// versionOf returns the same short word for the same files. A server that was
// stopped and started again thus reloads only the pages that changed.
func versionOf(site fs.FS) string {
	sum := sha256.New()
	_ = fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(site, name)
		fmt.Fprintf(sum, "%d %s %d ", len(name), name, len(data))
		sum.Write(data)
		return err
	}) // a site in memory is always readable
	return hex.EncodeToString(sum.Sum(nil)[:8])
}
