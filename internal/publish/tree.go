package publish

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// tree is a finished site as a file system: every file and folder by its path, the
// root being ".".
type tree map[string]*node

// node is a file or a folder. It describes itself, as fs.FileInfo and fs.DirEntry.
type node struct {
	name     string
	folder   bool
	data     []byte
	children []fs.DirEntry
}

// add puts a file in the tree, with the folders it needs.
func (t tree) add(name string, data []byte) {
	child := &node{name: path.Base(name), data: data}
	for t[name] = child; name != "."; child = t[name] {
		name = path.Dir(name)
		parent, known := t[name]
		if !known {
			parent = &node{name: path.Base(name), folder: true}
			t[name] = parent
		}
		parent.children = append(parent.children, child)
		if known {
			return
		}
	}
}

// sort puts the children of every folder in the order of their names.
func (t tree) sort() {
	for _, n := range t {
		slices.SortFunc(n.children, func(a, b fs.DirEntry) int {
			return strings.Compare(a.Name(), b.Name())
		})
	}
}

// Open opens a file or a folder, as fs.FS says.
func (t tree) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	n, known := t[name]
	switch {
	case !known:
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	case n.folder:
		return &openFolder{node: n, path: name, rest: n.children}, nil
	}
	return &openFile{Reader: bytes.NewReader(n.data), node: n}, nil
}

func (n *node) Name() string               { return n.name }
func (n *node) Size() int64                { return int64(len(n.data)) }
func (n *node) IsDir() bool                { return n.folder }
func (n *node) Type() fs.FileMode          { return n.Mode().Type() }
func (n *node) ModTime() time.Time         { return time.Time{} }
func (n *node) Info() (fs.FileInfo, error) { return n, nil }
func (n *node) Sys() any                   { return nil }

func (n *node) Mode() fs.FileMode {
	if n.folder {
		return fs.ModeDir | folderMode
	}
	return fileMode
}

type openFile struct {
	*bytes.Reader
	node *node
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.node, nil }
func (f *openFile) Close() error               { return nil }

type openFolder struct {
	node *node
	path string
	rest []fs.DirEntry // what ReadDir has not given yet
}

func (f *openFolder) Stat() (fs.FileInfo, error) { return f.node, nil }
func (f *openFolder) Close() error               { return nil }

func (f *openFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.path, Err: fs.ErrInvalid}
}

// ReadDir gives the next n entries, or all that are left when n is not positive.
func (f *openFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(f.rest) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(f.rest) {
		n = len(f.rest)
	}
	given := slices.Clone(f.rest[:n])
	f.rest = f.rest[n:]
	return given, nil
}
