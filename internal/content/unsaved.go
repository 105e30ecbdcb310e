package content

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// unsaved is a folder of content in which one file has a text that is not saved yet, or
// is not there yet at all.
type unsaved struct {
	fs.FS
	name string
	text []byte
}

// WithUnsaved lays a text over the file of a path, as it is printed, in the last root
// that it can be in: what is read of the roots returned is what it would be once saved.
func WithUnsaved(roots []Root, file string, text []byte) []Root {
	roots = slices.Clone(roots)
	for i, root := range slices.Backward(roots) {
		if name, inside := root.holds(file); inside {
			roots[i].FS = unsaved{root.FS, name, text}
			break
		}
	}
	return roots
}

// Open opens the text, or another file.
func (u unsaved) Open(name string) (fs.File, error) {
	if name == u.name {
		return &openText{bytes.NewReader(u.text), u.info()}, nil
	}
	return u.FS.Open(name)
}

// ReadFile reads the text, or another file.
func (u unsaved) ReadFile(name string) ([]byte, error) {
	if name == u.name {
		return bytes.Clone(u.text), nil
	}
	return fs.ReadFile(u.FS, name)
}

// ReadDir lists a folder, with the file of the text in its own, which may not be there
// yet either.
func (u unsaved) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(u.FS, name)
	home := path.Dir(u.name)
	var added textInfo
	switch {
	case name == home && errors.Is(err, fs.ErrNotExist):
		err, added = nil, u.info()
	case name == home:
		added = u.info()
	case name == path.Dir(home):
		added = textInfo{name: path.Base(home), folder: true}
	default:
		return list, err
	}
	if err == nil && !slices.ContainsFunc(list, func(e fs.DirEntry) bool { return e.Name() == added.name }) {
		list = append(list, fs.FileInfoToDirEntry(added))
		slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
	return list, err
}

// Stat describes the text, or another file.
func (u unsaved) Stat(name string) (fs.FileInfo, error) {
	if name == u.name {
		return u.info(), nil
	}
	return fs.Stat(u.FS, name)
}

func (u unsaved) info() textInfo { return textInfo{path.Base(u.name), int64(len(u.text)), false} }

// openText is the text, open.
type openText struct {
	*bytes.Reader
	info textInfo
}

func (t *openText) Stat() (fs.FileInfo, error) { return t.info, nil }
func (t *openText) Close() error               { return nil }

// textInfo describes the text, or its folder. Its date is far ahead: no memory takes it
// for settled.
type textInfo struct {
	name   string
	size   int64
	folder bool
}

func (i textInfo) Name() string       { return i.name }
func (i textInfo) Size() int64        { return i.size }
func (i textInfo) ModTime() time.Time { return time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC) }
func (i textInfo) IsDir() bool        { return i.folder }
func (i textInfo) Sys() any           { return nil }
func (i textInfo) Mode() fs.FileMode {
	if i.folder {
		return fs.ModeDir | 0o755
	}
	return 0o644
}
