package content

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing/fstest"
	"time"
)

// Over lays a tree over another: a file of the upper one takes the place of the lower
// one's, and folders hold the files of both.
func Over(upper, lower fs.FS) fs.FS { return layered{upper, lower} }

type layered struct{ upper, lower fs.FS }

// Open opens the upper file, or else the lower one.
func (l layered) Open(name string) (fs.File, error) {
	file, err := l.upper.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return l.lower.Open(name)
	}
	return file, err
}

// ReadDir lists the files of both, by name.
func (l layered) ReadDir(name string) ([]fs.DirEntry, error) {
	upper, err := fs.ReadDir(l.upper, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	lower, lowerErr := fs.ReadDir(l.lower, name)
	if err != nil && lowerErr != nil {
		return nil, lowerErr
	}
	for _, item := range lower {
		if !slices.ContainsFunc(upper, func(e fs.DirEntry) bool { return e.Name() == item.Name() }) {
			upper = append(upper, item)
		}
	}
	slices.SortFunc(upper, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return upper, nil
}

// farAhead is the date of a text that is not saved: no memory takes it for settled.
var farAhead = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// WithUnsaved lays texts over the files of their paths, as these are printed, each in the
// last root that it can be in: what is read of the roots returned is what it would be once
// they were saved. Files need not be there yet.
func WithUnsaved(roots []Root, texts map[string][]byte) []Root {
	roots = slices.Clone(roots)
	unsaved := make([]fstest.MapFS, len(roots))
	for file, text := range texts {
		if i, name := RootOf(roots, file); i >= 0 {
			if unsaved[i] == nil {
				unsaved[i] = fstest.MapFS{}
				roots[i].FS = Over(unsaved[i], roots[i].FS)
			}
			unsaved[i][name] = &fstest.MapFile{Data: text, Mode: 0o644, ModTime: farAhead}
		}
	}
	return roots
}
