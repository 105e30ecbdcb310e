//go:build !windows

package publish

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// lock takes the lock file at path without waiting; release removes it.
func lock(path string) (release func() error, err error) {
	for {
		file, err := os.OpenFile(path, os.O_RDONLY|os.O_CREATE, fileMode)
		if err != nil {
			return nil, err
		}
		if err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
			file.Close()
			if errors.Is(err, unix.EWOULDBLOCK) {
				return nil, errTaken
			}
			return nil, &fs.PathError{Op: "lock", Path: path, Err: err}
		}
		if isAt(file, path) {
			return func() error { return errors.Join(os.Remove(path), file.Close()) }, nil
		}
		// The holder released it between our opening and our locking: what we hold
		// is a file that no one else will find any more.
		file.Close()
	}
}

// isAt reports whether file is still the one that path names.
func isAt(file *os.File, path string) bool {
	held, err := file.Stat()
	if err != nil {
		return false
	}
	found, err := os.Stat(path)
	return err == nil && os.SameFile(held, found)
}
