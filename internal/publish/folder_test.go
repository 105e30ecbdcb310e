package publish

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// site is the text of each file of a site, by name, without the marker.
type site map[string]string

// publishSite builds a whole site at target.
func publishSite(t *testing.T, target string, files site) {
	t.Helper()
	f := start(t, target)
	writeAll(t, f, files)
	if err := f.Commit(); err != nil {
		t.Fatalf("Commit: %v", err)
	}
}

func start(t *testing.T, target string) *Folder {
	t.Helper()
	f, err := NewFolder(target, false)
	if err != nil {
		t.Fatalf("NewFolder: %v", err)
	}
	t.Cleanup(func() { f.Abort() })
	return f
}

func writeAll(t *testing.T, sink Sink, files site) {
	t.Helper()
	for name, text := range files {
		if err := sink.Write(name, []byte(text)); err != nil {
			t.Fatalf("Write(%q): %v", name, err)
		}
	}
}

// wantSite fails unless target holds these files and a marker, and nothing else
// stands beside it.
func wantSite(t *testing.T, target string, want site) {
	t.Helper()
	got := site{}
	fsys := os.DirFS(target)
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(fsys, name)
		got[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatalf("read site: %v", err)
	}
	if got[markerName] != markerText {
		t.Errorf("marker: got %q, want %q", got[markerName], markerText)
	}
	delete(got, markerName)
	if text, ok := got[ManifestName]; ok { // sites of older versions have none
		delete(got, ManifestName)
		wantManifest(t, text, want)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("site at %s:\n got %v\nwant %v", target, got, want)
	}
	wantBeside(t, target, filepath.Base(target))
}

// wantManifest fails unless a manifest lists these files and no other.
func wantManifest(t *testing.T, text string, want site) {
	t.Helper()
	manifest, err := ReadManifest([]byte(text))
	if err != nil {
		t.Error(err)
	}
	for name, text := range want {
		if manifest[name] != Digest(sha256.Sum256([]byte(text))) {
			t.Errorf("manifest: no digest of %s", name)
		}
	}
	if len(manifest) != len(want) {
		t.Errorf("manifest: got %d names, want %d", len(manifest), len(want))
	}
}

// wantBeside fails unless target's parent holds exactly these names.
func wantBeside(t *testing.T, target string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(target))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, entry := range entries {
		got = append(got, entry.Name())
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("beside %s: got %v, want %v", target, got, want)
	}
}

func TestCommit(t *testing.T) {
	first := site{"index.html": "un", "fiches/x/index.html": "fiche", "retire.txt": "x"}
	second := site{"index.html": "deux", "fiches/x/index.html": "fiche", "aides/y.txt": "neuf"}
	for name, prepare := range map[string]func(t *testing.T, target string){
		"missing target": func(t *testing.T, target string) {},
		"empty target": func(t *testing.T, target string) {
			if err := os.Mkdir(target, 0o755); err != nil {
				t.Fatal(err)
			}
		},
		"former site": func(t *testing.T, target string) { publishSite(t, target, first) },
	} {
		t.Run(name, func(t *testing.T) {
			target := filepath.Join(t.TempDir(), "public")
			prepare(t, target)
			publishSite(t, target, second)
			wantSite(t, target, second)
		})
	}
}

func TestTargetIsUntouchedBeforeCommit(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	files := site{"index.html": "un"}
	publishSite(t, target, files)
	f := start(t, target)
	writeAll(t, f, site{"index.html": "deux"})
	text, err := os.ReadFile(filepath.Join(target, "index.html"))
	if err != nil || string(text) != "un" {
		t.Errorf("during the build: got %q, %v", text, err)
	}
	if err := f.Abort(); err != nil {
		t.Fatalf("Abort: %v", err)
	}
	wantSite(t, target, files)
}

func TestAbortOfFirstBuildLeavesNothing(t *testing.T) {
	top := t.TempDir()
	f := start(t, filepath.Join(top, "a", "b", "public"))
	writeAll(t, f, site{"index.html": "x"})
	if err := f.Abort(); err != nil {
		t.Fatalf("Abort: %v", err)
	}
	wantBeside(t, filepath.Join(top, "a"))
}

// TestScratch wants what a build has on the disk for itself to end with it, or with the next
// one where it was killed.
func TestScratch(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	fill := func(dir string) {
		t.Helper()
		if err := errors.Join(os.Mkdir(filepath.Join(dir, "a"), 0o755), os.WriteFile(filepath.Join(dir, "a", "b"), nil, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	work := pathsOf(target).work
	makeFiles(t, work, site{markerName: markerText}) // of a build that was killed
	fill(work)
	f := start(t, target)
	for range 2 {
		if dir, err := f.Scratch(); err != nil || dir != work {
			t.Fatalf("got %s, %v", dir, err)
		}
	}
	fill(work)
	writeAll(t, f, site{"index.html": "un"})
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	wantSite(t, target, site{"index.html": "un"})
}

func TestParentsAreCreated(t *testing.T) {
	target := filepath.Join(t.TempDir(), "a", "b", "public")
	publishSite(t, target, site{"index.html": "x"})
	wantSite(t, target, site{"index.html": "x"})
}

func TestFinished(t *testing.T) {
	for name, finish := range map[string]func(f *Folder) error{
		"commit": (*Folder).Commit,
		"abort":  (*Folder).Abort,
	} {
		t.Run(name, func(t *testing.T) {
			f := start(t, filepath.Join(t.TempDir(), "public"))
			if err := finish(f); err != nil {
				t.Fatal(err)
			}
			if err := f.Write("a", nil); !errors.Is(err, ErrFinished) {
				t.Errorf("Write: got %v, want ErrFinished", err)
			}
			if err := f.Commit(); !errors.Is(err, ErrFinished) {
				t.Errorf("Commit: got %v, want ErrFinished", err)
			}
			if err := f.Abort(); err != nil {
				t.Errorf("Abort: got %v, want nil", err)
			}
		})
	}
}

func TestFailedWriteStopsCommit(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	publishSite(t, target, site{"index.html": "un"})
	f := start(t, target)
	writeAll(t, f, site{"index.html": "deux"})
	if err := f.Write("index.html", nil); !errors.Is(err, ErrDuplicate) {
		t.Errorf("second Write: got %v, want ErrDuplicate", err)
	}
	if err := f.Commit(); !errors.Is(err, ErrDuplicate) {
		t.Errorf("Commit: got %v, want ErrDuplicate", err)
	}
	wantSite(t, target, site{"index.html": "un"})
}

func TestUnchangedFilesAreLinked(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	before := site{"same/a.html": "a", "changed.html": "b", "grown.html": "c", "mode.html": "d"}
	publishSite(t, target, before)
	if err := os.Chmod(filepath.Join(target, "mode.html"), 0o600); err != nil {
		t.Fatal(err)
	}
	old := map[string]fs.FileInfo{}
	for name := range before {
		old[name] = stat(t, filepath.Join(target, name))
	}
	after := site{"same/a.html": "a", "changed.html": "B", "grown.html": "cc", "mode.html": "d"}
	publishSite(t, target, after)
	wantSite(t, target, after)
	want := map[string]bool{"same/a.html": true, "mode.html": runtime.GOOS == "windows"}
	for name := range after {
		linked := os.SameFile(old[name], stat(t, filepath.Join(target, name)))
		if linked != want[name] {
			t.Errorf("%s: linked %v, want %v", name, linked, want[name])
		}
	}
}

// A link in the former site must not make a file of someone else's part of the new one.
func TestLinksOutOfTheFormerSiteAreNotFollowed(t *testing.T) {
	top := t.TempDir()
	target := filepath.Join(top, "public")
	publishSite(t, target, site{"index.html": "x"})
	if err := os.Mkdir(filepath.Join(top, "mine"), 0o755); err != nil {
		t.Fatal(err)
	}
	secret := filepath.Join(top, "mine", "note.txt")
	if err := os.WriteFile(secret, []byte("same"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../mine", filepath.Join(target, "dir")); err != nil {
		t.Skipf("this system makes no links: %v", err)
	}
	f, err := NewFolder(target, true) // the link is no file of ours
	if err != nil {
		t.Fatal(err)
	}
	writeAll(t, f, site{"dir/note.txt": "same"})
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	if os.SameFile(stat(t, secret), stat(t, filepath.Join(target, "dir", "note.txt"))) {
		t.Error("the site shares a file with a folder outside of it")
	}
}

func TestModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no modes")
	}
	target := filepath.Join(t.TempDir(), "public")
	restore := umask(0o077)
	publishSite(t, target, site{"a/b/c.html": "x"})
	restore()
	for name, want := range map[string]fs.FileMode{
		".":          folderMode,
		"a":          folderMode,
		"a/b":        folderMode,
		"a/b/c.html": fileMode,
		markerName:   fileMode,
	} {
		if got := stat(t, filepath.Join(target, name)).Mode().Perm(); got != want {
			t.Errorf("%s: mode %o, want %o", name, got, want)
		}
	}
}

func stat(t *testing.T, path string) fs.FileInfo {
	t.Helper()
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

func TestConcurrentWrites(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	for round := range 2 { // the second one links
		f := start(t, target)
		var wait sync.WaitGroup
		errs := make([]error, 200)
		for i := range errs {
			wait.Go(func() {
				name := fmt.Sprintf("d%d/e%d/f%d.html", i%3, i%7, i)
				errs[i] = f.Write(name, []byte(strings.Repeat("x", i)))
			})
		}
		wait.Wait()
		if err := errors.Join(errs...); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if err := f.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	want := site{}
	for i := range 200 {
		want[fmt.Sprintf("d%d/e%d/f%d.html", i%3, i%7, i)] = strings.Repeat("x", i)
	}
	wantSite(t, target, want)
}

// TestFolderKeep asks for files of the former site by their digest.
func TestFolderKeep(t *testing.T) {
	for _, c := range []struct {
		name   string
		asked  string
		digest Digest
		linked bool // the file system takes links
		kept   bool
	}{
		{"the same bytes", "a/b.html", sha256.Sum256([]byte("same")), true, true},
		{"links refused", "a/b.html", sha256.Sum256([]byte("same")), false, true},
		{"altered since", "a/c.html", sha256.Sum256([]byte("same")), true, false},
		{"not there", "a/d.html", sha256.Sum256([]byte("same")), true, false},
		{"a folder", "a", sha256.Sum256(nil), true, false},
		{"outside", "../secret", sha256.Sum256([]byte("same")), true, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			parent := t.TempDir()
			target := filepath.Join(parent, "public")
			if err := os.WriteFile(filepath.Join(parent, "secret"), []byte("same"), 0o644); err != nil {
				t.Fatal(err)
			}
			publishSite(t, target, site{"a/b.html": "same", "a/c.html": "other"})
			f := start(t, target)
			if !c.linked {
				f.beside.Close()
			}
			size, kept, err := Under(f, ".").(Keeper).Keep(c.asked, c.digest)
			if kept != c.kept || err != nil && c.kept {
				t.Fatalf("got %v, %v", kept, err)
			}
			want := site{"index.html": "new"}
			writeAll(t, f, want)
			if kept {
				if want[c.asked] = "same"; size != len("same") {
					t.Errorf("size %d", size)
				}
				if err := f.Write(c.asked, nil); !errors.Is(err, ErrDuplicate) {
					t.Errorf("a second Write: %v, want ErrDuplicate", err)
				}
				f.failed = nil
			}
			if err := f.Commit(); err != nil {
				t.Fatal(err)
			}
			if err := os.Remove(filepath.Join(parent, "secret")); err != nil {
				t.Fatal(err)
			}
			wantSite(t, target, want)
		})
	}
}

func TestFolderKeepAfterCommit(t *testing.T) {
	f := start(t, filepath.Join(t.TempDir(), "public"))
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	if _, kept, _ := f.Keep("a", Digest{}); kept {
		t.Error("kept")
	}
}
