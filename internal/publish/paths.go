package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// paths are where a site stands on disk: its target, and the names that recueil uses
// beside it. The package comment says what each is for.
type paths struct {
	target string
	fresh  string
	former string
	work   string
	lock   string
}

func pathsOf(target string) paths {
	beside := filepath.Join(filepath.Dir(target), "."+filepath.Base(target)+".recueil-")
	return paths{
		target: target,
		fresh:  beside + "neuf",
		former: beside + "ancien",
		work:   beside + "travail",
		lock:   beside + "verrou",
	}
}

// replace gives target's name to the fresh folder. The former site is left beside
// it, for cleanUp to remove. The target is examined once more, because the author had
// the whole length of the build to put something there.
func (p paths) replace(exchange func(a, b string) error) error {
	if err := admit(p.target); err != nil {
		return err
	}
	if !exists(p.target) {
		return os.Rename(p.fresh, p.target)
	}
	if exchange(p.fresh, p.target) == nil {
		return nil
	}
	// Systems refuse an exchange in many ways (ENOSYS, EINVAL, ENOTSUP, EPERM…).
	// What really stands in the way will stop the renames too, and say so better.
	if err := os.Rename(p.target, p.former); err != nil {
		return err
	}
	return os.Rename(p.fresh, p.target)
}

// cleanUp leaves nothing beside the target, after a build that ended or one that was killed:
// a site that was renamed away, and not replaced, comes back; then only target
// remains. The caller holds the lock.
func (p paths) cleanUp() error {
	if exists(p.former) && !exists(p.target) {
		if err := os.Rename(p.former, p.target); err != nil {
			return err
		}
	}
	return errors.Join(discard(p.fresh), discard(p.former), discard(p.work))
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// discard removes a folder of ours, if it exists. The marker goes last, so that a
// folder of which a part was removed when the process died is still known as ours.
func discard(dir string) error {
	if !exists(dir) {
		return nil
	}
	ours, err := isOurs(dir)
	if err != nil {
		return err
	}
	if !ours {
		return &RefusedError{Target: dir, Reason: NotOurs}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if entry.Name() == markerName {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dir, entry.Name())); err != nil {
			return fmt.Errorf("remove former site: %w", err)
		}
	}
	return os.RemoveAll(dir)
}
