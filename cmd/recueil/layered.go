package main

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
)

// layered is a file system laid over another: a file of the upper one takes the
// place of the lower one's, and folders hold the files of both.
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
