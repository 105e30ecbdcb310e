package serve

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// poll looks every so often whether something changed in or below the folders since
// they had a fingerprint, and sends a signal each time, until ctx ends: some folders
// of other machines give no event.
func (w *watcher) poll(ctx context.Context, every time.Duration, last [sha256.Size]byte, signals chan<- struct{}) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		now := w.fingerprint()
		if now == last {
			continue
		}
		last = now
		w.moved.Store(true)
		select {
		case <-ctx.Done():
			return
		case signals <- struct{}{}:
		}
	}
}

// fingerprint is of the names, sizes and dates of all files. What cannot be read is
// left out: the build will say so.
func (w *watcher) fingerprint() (f [sha256.Size]byte) {
	sum := sha256.New()
	for _, folder := range w.folders {
		_ = filepath.WalkDir(folder, func(name string, item fs.DirEntry, err error) error {
			if err != nil {
				return nil
			}
			if name != folder && hidden(item.Name()) {
				if item.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if info, err := os.Stat(name); err == nil && !info.IsDir() {
				fmt.Fprintf(sum, "%q %d %d\n", name, info.Size(), info.ModTime().UnixNano())
			}
			return nil
		})
	}
	sum.Sum(f[:0])
	return f
}
