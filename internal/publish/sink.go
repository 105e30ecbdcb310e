package publish

import (
	"errors"
	"path"
	"path/filepath"
	"sync"
)

// Sink receives the files of a site as they are made.
//
// Names are slash paths relative to the root of the site: no leading slash, no "..".
// A name outside these rules is refused with ErrName. Each name is written once: the
// second time, or where one name would be both a file and a folder, the answer is
// ErrDuplicate. Write may be called from several goroutines, and keeps no reference
// to data.
type Sink interface {
	Write(name string, data []byte) error
}

// Keeper is a Sink that may have the files of a former site.
type Keeper interface {
	Sink
	// Keep writes a file that the former site has, with these very bytes, as Write would.
	// It returns their number, or false when there is no such file: then nothing was written.
	Keep(name string, d Digest) (size int, kept bool, err error)
}

var (
	// ErrName says that a name is not a path inside the site.
	ErrName = errors.New("not a path inside the site")
	// ErrDuplicate says that a name was written before, or is needed as a folder.
	ErrDuplicate = errors.New("name written twice")
)

// kind is what a name of a site stands for.
type kind byte

const (
	file kind = iota + 1
	folder
)

// ledger remembers the names of a site, so that all sinks refuse the same ones.
type ledger struct {
	mu    sync.Mutex
	names map[string]kind
}

// claim records name as a file, and the folders it is in. It calls mkdir, parents
// first, for each folder met for the first time, and holds the ledger meanwhile, so
// that no other goroutine writes into a folder that does not exist yet.
func (l *ledger) claim(name string, mkdir func(dir string) error) error {
	if _, err := filepath.Localize(name); err != nil || name == "." {
		return ErrName
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.names[name] != 0 {
		return ErrDuplicate
	}
	if err := l.enter(path.Dir(name), mkdir); err != nil {
		return err
	}
	l.names[name] = file
	return nil
}

// enter records dir and its parents as folders. The caller holds the ledger.
func (l *ledger) enter(dir string, mkdir func(dir string) error) error {
	switch {
	case dir == "." || l.names[dir] == folder:
		return nil
	case l.names[dir] == file:
		return ErrDuplicate
	}
	if err := l.enter(path.Dir(dir), mkdir); err != nil {
		return err
	}
	if err := mkdir(dir); err != nil {
		return err
	}
	l.names[dir] = folder
	return nil
}
