package serve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// WatchError says that changes in Folder will not be seen.
type WatchError struct {
	Folder string // "" when nothing can be watched at all
	Err    error
}

func (e *WatchError) Error() string { return fmt.Sprintf("watch %s: %v", e.Folder, e.Err) }

func (e *WatchError) Unwrap() error { return e.Err }

// watcher tells that something changed in or below some folders.
type watcher struct {
	fs      *fsnotify.Watcher
	folders []string // absolute
	// moved is true when there may be folders that were not there at the last cover.
	moved atomic.Bool
}

// newWatcher watches nothing before the first cover.
func newWatcher(folders []string) (*watcher, error) {
	w := &watcher{}
	w.moved.Store(true)
	for _, folder := range folders {
		folder, err := filepath.Abs(folder)
		if err != nil {
			return nil, &WatchError{folder, err}
		}
		w.folders = append(w.folders, folder)
	}
	var err error
	if w.fs, err = fsnotify.NewWatcher(); err != nil {
		return nil, &WatchError{"", err}
	}
	return w, nil
}

func (w *watcher) close() {
	w.fs.Close() // nothing of ours waits for what it says
}

// cover watches every folder that exists now, and the folder above each of those
// given, so that one that is removed or renamed is seen when it comes back. It reads
// every folder, which takes a tenth of what a saved text does among 10,000. The error is the
// first [*WatchError]; the other folders are watched all the same.
func (w *watcher) cover() error {
	var first error
	for _, folder := range w.folders {
		// Without the folder above, all but such a return is seen.
		_ = w.fs.Add(filepath.Dir(folder))
		if err := w.add(folder); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// add watches a folder and those below it. It watches before it reads, so that a
// folder made meanwhile gives an event.
func (w *watcher) add(folder string) error {
	if err := w.fs.Add(folder); err != nil {
		return watchError(folder, err)
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return watchError(folder, err)
	}
	var first error
	for _, e := range entries {
		if !e.IsDir() || hidden(e.Name()) {
			continue
		}
		if err := w.add(filepath.Join(folder, e.Name())); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// watchError forgets that a folder went away: an event of the folder above says
// so too. A folder that became a file is the build's to report.
func watchError(folder string, err error) error {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return nil
	}
	return &WatchError{folder, err}
}

// listen sends a signal for each event that may change the site, until ctx ends.
func (w *watcher) listen(ctx context.Context, signals chan<- struct{}) {
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-w.fs.Events:
			if !w.matters(e) {
				continue
			}
			if e.Op&^(fsnotify.Write|fsnotify.Chmod) != 0 {
				w.moved.Store(true)
			}
		case <-w.fs.Errors: // some events were lost, whatever the reason
			w.moved.Store(true)
		}
		select {
		case <-ctx.Done():
			return
		case signals <- struct{}{}:
		}
	}
}

// matters reports whether an event may change the site. Dates and rights alone do
// not; neither do the neighbours of a folder, which are watched with it.
func (w *watcher) matters(e fsnotify.Event) bool {
	if e.Op&^fsnotify.Chmod == 0 {
		return false
	}
	for _, folder := range w.folders {
		below, ok := strings.CutPrefix(e.Name, folder)
		if ok && (below == "" || below[0] == filepath.Separator) && !anyHidden(below) {
			return true
		}
	}
	return false
}

func anyHidden(path string) bool {
	for part := range strings.SplitSeq(path, string(filepath.Separator)) {
		if hidden(part) {
			return true
		}
	}
	return false
}

// hidden reports whether a file or folder is an editor's, a system's or git's, which
// no part of a site is made from.
func hidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "#") || strings.HasSuffix(name, "~")
}
