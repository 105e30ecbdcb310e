package publish

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
)

// The modes of a site's files and folders, whatever the umask of the build: they
// are made to be read by a web server. A refusal of the mode is ignored, since file
// systems without modes (FAT, some network shares) carry a site just as well.
const (
	fileMode   fs.FileMode = 0o644
	folderMode fs.FileMode = 0o755
)

// ErrFinished is the answer to Write and Commit after Commit or Abort.
var ErrFinished = errors.New("site already committed or aborted")

// Folder is a Sink that prepares a site beside its target and, at Commit, puts it in
// the target's place. Every Folder must end with Commit or Abort, which release its
// lock; as Abort does nothing after Commit, it can be deferred.
type Folder struct {
	paths   paths
	parents []string // created by NewFolder, innermost first
	release func() error

	beside *os.Root // the folder that holds target and the fresh site
	site   *os.Root // the fresh site
	old    *os.Root // the site to replace, or nil
	mode   fs.FileMode
	masked bool // the process's umask takes away what a site needs
	keeps  bool // files of the old site that are not of recueil's making

	names ledger
	made  tally

	mu       sync.Mutex
	failed   error // the first failure of Write
	finished bool
}

// NewFolder prepares to replace the folder target with a fresh site; missing parents
// of target are created. Nothing at target changes before Commit.
//
// It returns a *RefusedError when target must not be replaced, a *ForeignError when
// it holds files that recueil did not make, and a *LockedError when another build of
// the same target is under way. With keepForeign, those files pass to the new site
// instead. What a killed build left beside target is removed, and a site it had
// moved away is put back.
func NewFolder(target string, keepForeign bool) (*Folder, error) {
	f, err := newFolder(target, keepForeign)
	if err != nil {
		return nil, fmt.Errorf("prepare %s: %w", target, err)
	}
	return f, nil
}

func newFolder(target string, keepForeign bool) (*Folder, error) {
	target, err := resolve(target)
	if err != nil {
		return nil, err
	}
	if err := admit(target); err != nil {
		return nil, err
	}
	f := &Folder{paths: pathsOf(target), keeps: keepForeign, names: ledger{names: map[string]kind{}}, made: tally{manifest: Manifest{}}}
	if f.parents, err = makeParents(target); err != nil {
		return nil, err
	}
	if f.release, err = lock(f.paths.lock); err != nil {
		f.removeParents()
		return nil, lockError(target, err)
	}
	if err := f.start(); err != nil {
		return nil, errors.Join(err, f.finish())
	}
	return f, nil
}

// start, under the lock, cleans up and makes the fresh folder with its marker.
func (f *Folder) start() error {
	if err := f.paths.cleanUp(); err != nil {
		return err
	}
	if err := os.Mkdir(f.paths.fresh, folderMode); err != nil {
		return err
	}
	if err := f.open(); err != nil {
		return err
	}
	if err := f.mark(); err != nil {
		return err
	}
	_, err := f.strangers()
	return err
}

// mark writes the marker, and learns from it the mode that this file system gives
// files, and whether the umask takes away from it.
func (f *Folder) mark() error {
	folder, err := f.site.Lstat(".")
	if err != nil {
		return err
	}
	f.masked = folder.Mode().Perm() != folderMode
	if f.masked {
		_ = f.site.Chmod(".", folderMode)
	}
	if err := f.names.claim(markerName, f.mkdir); err != nil {
		return err
	}
	if !f.keep(markerName, []byte(markerText)) {
		if err := f.create(markerName, []byte(markerText)); err != nil {
			return err
		}
	}
	info, err := f.site.Lstat(markerName)
	if err != nil {
		return err
	}
	f.mode = info.Mode()
	return nil
}

// strangers lists the files of the old site to be kept. The error is a
// [*ForeignError] when there are such files and they are not to be.
func (f *Folder) strangers() ([]string, error) {
	if f.old == nil {
		return nil, nil
	}
	names, err := foreign(f.old.FS())
	if err == nil && len(names) > 0 && !f.keeps {
		err = &ForeignError{f.paths.target, names}
	}
	return names, err
}

// open opens the three roots that Write works through.
func (f *Folder) open() (err error) {
	if f.beside, err = os.OpenRoot(filepath.Dir(f.paths.target)); err != nil {
		return err
	}
	if f.site, err = os.OpenRoot(f.paths.fresh); err != nil {
		return err
	}
	if f.old, err = os.OpenRoot(f.paths.target); errors.Is(err, fs.ErrNotExist) {
		f.old, err = nil, nil
	}
	return err
}

// Scratch makes, once, a folder beside the target for what a build has on the disk and does
// not publish, and returns its path. It ends with the build; what a killed one leaves in
// it, the next NewFolder removes.
func (f *Folder) Scratch() (string, error) {
	err := os.Mkdir(f.paths.work, folderMode)
	if errors.Is(err, fs.ErrExist) {
		return f.paths.work, nil
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(f.paths.work, markerName), []byte(markerText), fileMode)
	}
	if err != nil {
		return "", fmt.Errorf("prepare %s: %w", f.paths.target, err)
	}
	return f.paths.work, nil
}

// Write adds a file to the fresh site, under the rules of Sink. After any failure
// the site is incomplete, and Commit refuses it.
func (f *Folder) Write(name string, data []byte) error {
	return f.unlessFinished(name, func() error { return f.write(name, data) })
}

// Keep writes a file of the former site again, if its bytes have that digest: see
// [Keeper]. It looks at the bytes, whatever the former manifest says.
func (f *Folder) Keep(name string, d Digest) (size int, kept bool, err error) {
	if f.old == nil {
		return 0, false, nil
	}
	info, err := f.old.Lstat(name)
	if err != nil || info.Mode() != f.mode {
		return 0, false, nil
	}
	data, err := f.old.ReadFile(name)
	if err != nil || sha256.Sum256(data) != d {
		return 0, false, nil
	}
	return len(data), true, f.unlessFinished(name, func() error {
		if err := f.names.claim(name, f.mkdir); err != nil {
			return err
		}
		f.made.add(name, d)
		if f.link(name) == nil {
			return nil
		}
		return f.create(name, data)
	})
}

// unlessFinished writes a file, and remembers a failure.
func (f *Folder) unlessFinished(name string, write func() error) error {
	f.mu.Lock()
	finished := f.finished
	f.mu.Unlock()
	if finished {
		return fmt.Errorf("write %s: %w", name, ErrFinished)
	}
	if err := write(); err != nil {
		err = fmt.Errorf("write %s: %w", name, err)
		f.fail(err)
		return err
	}
	return nil
}

func (f *Folder) write(name string, data []byte) error {
	if err := f.names.claim(name, f.mkdir); err != nil {
		return err
	}
	f.made.add(name, sha256.Sum256(data))
	if f.keep(name, data) {
		return nil
	}
	return f.create(name, data)
}

// fail remembers the first failure of Write.
func (f *Folder) fail(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.failed == nil {
		f.failed = err
	}
}

func (f *Folder) mkdir(dir string) error {
	if err := f.site.Mkdir(dir, folderMode); err != nil {
		return err
	}
	if f.masked {
		_ = f.site.Chmod(dir, folderMode)
	}
	return nil
}

// keep links the file from the former site if it is the same there. It compares
// modes with one that this file system gave, since some have only one.
func (f *Folder) keep(name string, data []byte) bool {
	if f.old == nil {
		return false
	}
	info, err := f.old.Lstat(name)
	if err != nil || info.Mode() != f.mode || info.Size() != int64(len(data)) {
		return false
	}
	former, err := f.old.ReadFile(name)
	if err != nil || !bytes.Equal(former, data) {
		return false
	}
	return f.link(name) == nil
}

// link gives the fresh site a file of the old one.
func (f *Folder) link(name string) error {
	from := path.Join(filepath.Base(f.paths.target), name)
	to := path.Join(filepath.Base(f.paths.fresh), name)
	return f.beside.Link(from, to)
}

// create writes a new file. O_EXCL finds the two names that a file system which
// ignores case takes for one.
func (f *Folder) create(name string, data []byte) error {
	file, err := f.site.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if f.masked {
		_ = file.Chmod(fileMode)
	}
	return errors.Join(err, file.Close())
}

// complete adds to the fresh site what is known of it only at its end: the files
// of others that it keeps, and its manifest.
func (f *Folder) complete() error {
	names, err := f.strangers()
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := f.adopt(name); err != nil {
			return fmt.Errorf("keep %s: %w", name, err)
		}
	}
	text := f.made.manifest.text()
	if err := f.names.claim(ManifestName, f.mkdir); err != nil {
		return err
	}
	if f.keep(ManifestName, text) {
		return nil
	}
	return f.create(ManifestName, text)
}

// adopt keeps a file of the old site that recueil did not make, unless the new one
// has a file of that name, which is then recueil's.
func (f *Folder) adopt(name string) error {
	if err := f.names.claim(name, f.mkdir); errors.Is(err, ErrDuplicate) {
		return nil
	} else if err != nil {
		return err
	}
	if f.link(name) == nil {
		return nil
	}
	data, err := f.old.ReadFile(name)
	if err != nil {
		return err
	}
	return f.create(name, data)
}

// Commit puts the fresh site in target's place and removes the former one. No Write
// may be under way. Whatever it returns, the Folder is finished. After an error the
// target is as it was, and nothing of this build remains, with one exception: when
// only the removal of the former site failed, the new one is in place, and the next
// NewFolder tries the removal again.
func (f *Folder) Commit() error {
	if !f.end() {
		return fmt.Errorf("publish %s: %w", f.paths.target, ErrFinished)
	}
	err := f.failed
	if err == nil {
		err = f.complete()
	}
	f.close()
	if err == nil {
		err = f.paths.replace(exchange)
	}
	if err == nil {
		f.parents = nil
	}
	if err := errors.Join(err, f.finish()); err != nil {
		return fmt.Errorf("publish %s: %w", f.paths.target, err)
	}
	return nil
}

// Abort removes all that this build made; target is as it was. After Commit or
// another Abort it does nothing. No Write may be under way.
func (f *Folder) Abort() error {
	if !f.end() {
		return nil
	}
	if err := f.finish(); err != nil {
		return fmt.Errorf("abort %s: %w", f.paths.target, err)
	}
	return nil
}

// end reports whether this call is the one that finishes f.
func (f *Folder) end() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	first := !f.finished
	f.finished = true
	return first
}

// close closes the roots: Windows renames no folder that is open.
func (f *Folder) close() {
	for _, root := range []*os.Root{f.beside, f.site, f.old} {
		if root != nil {
			root.Close() // a folder open for reading has nothing to lose
		}
	}
}

// finish leaves beside target only what was there before, and unlocks.
func (f *Folder) finish() error {
	f.close()
	err := f.paths.cleanUp()
	err = errors.Join(err, f.release())
	f.removeParents()
	return err
}

// removeParents takes away the folders that NewFolder made for nothing.
func (f *Folder) removeParents() {
	for _, dir := range f.parents {
		os.Remove(dir) // refused, as it should be, when something else now uses it
	}
}
