package lsp

import (
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"

	"recueil/internal/content"
)

// tree is the content that is served, and where it lies on the disk.
type tree struct {
	dirs  []string // absolute, of each root
	roots []content.Root
}

// findTree finds the content: the folders that were asked for, or else the one that a file
// is in, or the workspace's. It is nil where there is none.
func findTree(opt Options, workspace []string, file string) (*tree, error) {
	base := opt.Dir
	if len(workspace) > 0 {
		base = workspace[0]
	}
	if len(opt.Folders) > 0 {
		var dirs []string
		for _, dir := range opt.Folders {
			if !filepath.IsAbs(dir) {
				dir = filepath.Join(base, dir)
			}
			dirs = append(dirs, dir)
		}
		return openTree(base, dirs)
	}
	if file != "" {
		for dir := filepath.Dir(file); ; dir = filepath.Dir(dir) {
			if holdsSite(dir) {
				return openTree(base, []string{dir})
			}
			if dir == filepath.Dir(dir) {
				return nil, nil
			}
		}
	}
	for _, dir := range workspace {
		for _, candidate := range []string{filepath.Join(dir, "content"), dir} {
			if holdsSite(candidate) {
				return openTree(base, []string{candidate})
			}
		}
	}
	return nil, nil
}

func holdsSite(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "recueil.yaml"))
	return err == nil
}

// openTree opens the folders, through which no link leads out.
func openTree(base string, dirs []string) (*tree, error) {
	t := &tree{dirs: dirs}
	for _, dir := range dirs {
		root, err := os.OpenRoot(dir)
		if err != nil {
			return nil, fmt.Errorf("open content: %w", err)
		}
		name := filepath.Base(dir)
		if rel, err := filepath.Rel(base, dir); err == nil && filepath.IsLocal(rel) {
			name = rel
		}
		t.roots = append(t.roots, content.Root{Name: filepath.ToSlash(name), FS: root.FS()})
	}
	return t, nil
}

// path returns the path under which a file of the disk is printed; it is not ok of a file
// that is not in the content.
func (t *tree) path(file string) (name string, ok bool) {
	for i := len(t.dirs) - 1; i >= 0; i-- {
		if rel, err := filepath.Rel(t.dirs[i], file); err == nil && filepath.IsLocal(rel) && rel != "." {
			return path.Join(t.roots[i].Name, filepath.ToSlash(rel)), true
		}
	}
	return "", false
}

// split returns the folder of the root that a file is in, and its path there.
func (t *tree) split(printed string) (dir, name string) {
	if i, name := content.RootOf(t.roots, printed); i >= 0 {
		return t.dirs[i], name
	}
	return "", printed
}

// uri returns the address of a file, by the path under which it is printed.
func (t *tree) uri(printed string) string {
	dir, name := t.split(printed)
	file := filepath.ToSlash(filepath.Join(dir, filepath.FromSlash(name)))
	if !strings.HasPrefix(file, "/") { // C:/…
		file = "/" + file
	}
	return (&url.URL{Scheme: "file", Path: file}).String()
}

// fileOf returns the file of a URI; it is not ok of what is on no disk.
func fileOf(uri string) (file string, ok bool) {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" || u.Path == "" {
		return "", false
	}
	file = u.Path
	if runtime.GOOS == "windows" {
		file = strings.TrimPrefix(file, "/")
		if u.Host != "" {
			file = "//" + u.Host + u.Path
		}
	}
	return filepath.Clean(filepath.FromSlash(file)), true
}
