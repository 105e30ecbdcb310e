package serve

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

func TestMatters(t *testing.T) {
	dir := t.TempDir()
	w := &watcher{folders: []string{filepath.Join(dir, "content"), filepath.Join(dir, "gabarits")}}
	for name, c := range map[string]struct {
		path string
		op   fsnotify.Op
		want bool
	}{
		"written":              {"content/a.md", fsnotify.Write, true},
		"deep":                 {"content/territoires/bretagne/a.md", fsnotify.Create, true},
		"second folder":        {"gabarits/base.html", fsnotify.Write, true},
		"the folder itself":    {"content", fsnotify.Create, true},
		"rights only":          {"content/a.md", fsnotify.Chmod, false},
		"rights and text":      {"content/a.md", fsnotify.Chmod | fsnotify.Write, true},
		"neighbour":            {"public/index.html", fsnotify.Write, false},
		"neighbour by prefix":  {"content-ancien/a.md", fsnotify.Write, false},
		"vim's swap file":      {"content/.a.md.swp", fsnotify.Write, false},
		"backup":               {"content/a.md~", fsnotify.Create, false},
		"emacs's own":          {"content/#a.md#", fsnotify.Write, false},
		"in git's folder":      {"content/.git/index", fsnotify.Write, false},
		"no name":              {"", 0, false},
		"a tilde in a folder":  {"content/~a/b.md", fsnotify.Write, true},
		"hidden folder's file": {"content/fiches/.cache/x/a.md", fsnotify.Write, false},
	} {
		t.Run(name, func(t *testing.T) {
			e := fsnotify.Event{Name: filepath.Join(dir, filepath.FromSlash(c.path)), Op: c.op}
			if got := w.matters(e); got != c.want {
				t.Errorf("%v: got %v, want %v", e, got, c.want)
			}
		})
	}
}

// TestHiddenAbove serves from below a hidden folder, as a site in ~/.local may be.
func TestHiddenAbove(t *testing.T) {
	dir := filepath.Join(t.TempDir(), ".sites", "content")
	w := &watcher{folders: []string{dir}}
	if !w.matters(fsnotify.Event{Name: filepath.Join(dir, "a.md"), Op: fsnotify.Write}) {
		t.Error("a hidden folder above the content hides it")
	}
}

func TestCover(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "content", "fiches", "a.md"), "")
	write(t, filepath.Join(dir, "content", ".git", "objects", "x"), "")
	w, err := newWatcher([]string{filepath.Join(dir, "content"), filepath.Join(dir, "absent")})
	if err != nil {
		t.Fatal(err)
	}
	defer w.close()
	for range 2 {
		if err := w.cover(); err != nil {
			t.Fatal(err)
		}
		got := w.fs.WatchList()
		slices.Sort(got)
		want := []string{dir, filepath.Join(dir, "content"), filepath.Join(dir, "content", "fiches")}
		if !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestCoverWithoutFolder covers a folder that went away, and a file in its place.
func TestCoverWithoutFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "content")
	write(t, filepath.Join(dir, "fiches", "a.md"), "")
	w, err := newWatcher([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	defer w.close()
	for _, do := range []func(){
		func() {},
		func() { remove(t, dir) },
		func() { write(t, dir, "un fichier") },
	} {
		do()
		if err := w.cover(); err != nil {
			t.Error(err)
		}
	}
}

func TestWatchError(t *testing.T) {
	for _, gone := range []error{syscall.ENOENT, syscall.ENOTDIR, &os.PathError{Err: syscall.ENOENT}} {
		if err := watchError("x", gone); err != nil {
			t.Errorf("%v: got %v", gone, err)
		}
	}
	var watch *WatchError
	if err := watchError("x", syscall.ENOSPC); !errors.As(err, &watch) || watch.Folder != "x" || !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("got %v", err)
	}
}

// TestLostEvents checks that an overflow of the system's queue calls for a build,
// and so for a new cover of every folder.
func TestLostEvents(t *testing.T) {
	w, err := newWatcher([]string{t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer w.close()
	ctx, stop := context.WithCancel(t.Context())
	signals, ended := make(chan struct{}), make(chan struct{})
	go func() {
		w.listen(ctx, signals)
		close(ended)
	}()
	w.fs.Errors <- fsnotify.ErrEventOverflow
	<-signals
	stop()
	<-ended
}

// TestPoll hears of changes by looking for them, each once, and of none without one.
func TestPoll(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.md"), "un")
	w := &watcher{folders: []string{dir}}
	ctx, stop := context.WithCancel(t.Context())
	signals, ended := make(chan struct{}), make(chan struct{})
	first := w.fingerprint()
	go func() {
		defer close(ended)
		w.poll(ctx, time.Millisecond, first, signals)
	}()
	for _, change := range []func(){
		func() { write(t, filepath.Join(dir, "a.md"), "un, plus long") },
		func() { write(t, filepath.Join(dir, "fiches", "b.md"), "deux") },
		func() { rename(t, filepath.Join(dir, "a.md"), filepath.Join(dir, "c.md")) },
		func() { remove(t, filepath.Join(dir, "fiches")) },
	} {
		before := w.fingerprint()
		change()
		if w.fingerprint() == before {
			t.Fatal("the change does not show")
		}
		<-signals
	}
	before := w.fingerprint()
	write(t, filepath.Join(dir, ".c.md.swp"), "d'un éditeur")
	if w.fingerprint() != before {
		t.Error("an editor's own file shows")
	}
	stop()
	<-ended
}
