package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// The marker is the file that says a folder was made by recueil. It is recognised by
// its first line; the rest is for whoever opens it.
const (
	markerName = ".recueil"
	markerLine = "recueil: site\n"
	markerText = markerLine +
		"Ce dossier est remplacé en entier à chaque construction : n'y rangez rien d'autre.\n"
)

// Reason is why a target is refused.
type Reason int

// The reasons of a RefusedError.
const (
	NotAFolder         Reason = iota + 1 // a file, or a link that leads nowhere
	NotOurs                              // it holds files, and recueil did not make it
	HoldsRepository                      // it holds a git repository
	FileSystemRoot                       // it is the root of the file system
	HoldsHome                            // it is the user's home, or contains it
	HoldsWorkingFolder                   // it is the working directory, or contains it
)

// String says in English what is wrong with the target.
func (r Reason) String() string {
	switch r {
	case NotAFolder:
		return "not a folder"
	case NotOurs:
		return "not empty, and not made by recueil"
	case HoldsRepository:
		return "holds a git repository"
	case FileSystemRoot:
		return "the root of the file system"
	case HoldsHome:
		return "holds the home folder"
	case HoldsWorkingFolder:
		return "holds the working directory"
	}
	return fmt.Sprintf("reason %d", int(r))
}

// RefusedError says that Target must not be replaced by a site. Target is absolute,
// its links resolved.
type RefusedError struct {
	Target string
	Reason Reason
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("%s cannot be replaced by a site: %v", e.Target, e.Reason)
}

// resolve returns target as an absolute path. A link is followed, so that what it
// points to is replaced and not the link.
func resolve(target string) (string, error) {
	abs, err := filepath.Abs(target)
	if err != nil {
		return "", err
	}
	if _, err := os.Lstat(abs); errors.Is(err, fs.ErrNotExist) {
		return abs, nil
	}
	real, err := filepath.EvalSymlinks(abs)
	if errors.Is(err, fs.ErrNotExist) {
		return "", &RefusedError{Target: abs, Reason: NotAFolder}
	}
	return real, err
}

// admit returns a *RefusedError if target, absolute, must not be replaced.
func admit(target string) error {
	reason, err := refusal(target)
	if err != nil {
		return err
	}
	if reason != 0 {
		return &RefusedError{Target: target, Reason: reason}
	}
	return nil
}

// refusal returns why target must not be replaced, or 0.
func refusal(target string) (Reason, error) {
	if filepath.Dir(target) == target {
		return FileSystemRoot, nil
	}
	if home, err := os.UserHomeDir(); err == nil && holds(target, home) {
		return HoldsHome, nil
	}
	if wd, err := os.Getwd(); err == nil && holds(target, wd) {
		return HoldsWorkingFolder, nil
	}
	info, err := os.Stat(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0, nil
	case err != nil:
		return 0, err
	case !info.IsDir():
		return NotAFolder, nil
	}
	if _, err := os.Lstat(filepath.Join(target, ".git")); err == nil {
		return HoldsRepository, nil
	}
	ours, err := isOurs(target)
	if err != nil || ours {
		return 0, err
	}
	return NotOurs, nil
}

// holds reports whether folder is inside, or one of the folders that inside is in.
// It compares files and not paths, for which letter case and links are traps.
func holds(folder, inside string) bool {
	info, err := os.Stat(folder)
	if err != nil {
		return false
	}
	for {
		if other, err := os.Stat(inside); err == nil && os.SameFile(info, other) {
			return true
		}
		parent := filepath.Dir(inside)
		if parent == inside {
			return false
		}
		inside = parent
	}
}

// isOurs reports whether the existing folder dir may be removed: recueil made it, or it
// is empty. A build killed in its first instant leaves a marker alone and unfinished.
func isOurs(dir string) (bool, error) {
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) == 0 {
		return err == nil, err
	}
	marker := filepath.Join(dir, markerName)
	info, err := os.Lstat(marker)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	text, err := os.ReadFile(marker)
	unfinished := len(entries) == 1 && bytes.HasPrefix([]byte(markerText), text)
	return unfinished || bytes.HasPrefix(text, []byte(markerLine)), err
}

// makeParents creates the missing folders that target is in, and returns those it
// made, innermost first.
func makeParents(target string) ([]string, error) {
	var missing []string
	dir := filepath.Dir(target)
	for {
		if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		missing = append(missing, dir)
		dir = filepath.Dir(dir)
	}
	return missing, os.MkdirAll(filepath.Dir(target), folderMode)
}
