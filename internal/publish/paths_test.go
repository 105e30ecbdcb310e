package publish

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

var errNo = errors.New("no exchange here")

func refuseExchange(a, b string) error { return errNo }

// makeFiles writes files under dir, as they are.
func makeFiles(t *testing.T, dir string, files site) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// makeSite makes a folder as a Folder would.
func makeSite(t *testing.T, dir string, text string) {
	t.Helper()
	makeFiles(t, dir, site{markerName: markerText, "index.html": text})
}

func TestReplaceWithoutExchange(t *testing.T) {
	p := pathsOf(filepath.Join(t.TempDir(), "public"))
	makeSite(t, p.target, "un")
	makeSite(t, p.fresh, "deux")
	if err := p.replace(refuseExchange); err != nil {
		t.Fatalf("replace: %v", err)
	}
	if err := p.cleanUp(); err != nil {
		t.Fatalf("clean up: %v", err)
	}
	wantSite(t, p.target, site{"index.html": "deux"})
}

func TestSecondRenameFails(t *testing.T) {
	p := pathsOf(filepath.Join(t.TempDir(), "public"))
	makeSite(t, p.target, "un")
	if err := p.replace(refuseExchange); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("replace without a fresh site: got %v", err)
	}
	if err := p.cleanUp(); err != nil {
		t.Fatalf("clean up: %v", err)
	}
	wantSite(t, p.target, site{"index.html": "un"})
}

// Documents put in an empty target while the site was being built must survive.
func TestTargetIsExaminedAgainAtCommit(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	f := start(t, target)
	makeFiles(t, target, site{"these.odt": "chapitre 1"})
	wantRefused(t, f.Commit(), NotOurs)
	wantBeside(t, target, "public")
	if _, err := os.Stat(filepath.Join(target, "these.odt")); err != nil {
		t.Errorf("document lost: %v", err)
	}
}

func TestLeftoversOfKilledBuilds(t *testing.T) {
	for _, test := range []struct {
		name string
		make func(t *testing.T, p paths)
	}{
		{"while writing", func(t *testing.T, p paths) {
			makeSite(t, p.target, "un")
			makeSite(t, p.fresh, "perdu")
		}},
		{"before the marker", func(t *testing.T, p paths) {
			makeSite(t, p.target, "un")
			if err := os.Mkdir(p.fresh, 0o755); err != nil {
				t.Fatal(err)
			}
		}},
		{"inside the marker", func(t *testing.T, p paths) {
			makeSite(t, p.target, "un")
			makeFiles(t, p.fresh, site{markerName: markerText[:5]})
		}},
		{"after the exchange", func(t *testing.T, p paths) {
			makeSite(t, p.target, "un")
			makeFiles(t, p.fresh, site{markerName: markerText}) // half removed
		}},
		{"between the two renames", func(t *testing.T, p paths) {
			makeSite(t, p.former, "un")
			makeSite(t, p.fresh, "perdu")
		}},
		{"after the two renames", func(t *testing.T, p paths) {
			makeSite(t, p.target, "un")
			makeSite(t, p.former, "avant")
		}},
		{"holding the lock", func(t *testing.T, p paths) {
			makeSite(t, p.target, "un")
			makeFiles(t, filepath.Dir(p.lock), site{filepath.Base(p.lock): ""})
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := pathsOf(filepath.Join(t.TempDir(), "public"))
			test.make(t, p)
			if err := start(t, p.target).Abort(); err != nil {
				t.Fatalf("Abort: %v", err)
			}
			wantSite(t, p.target, site{"index.html": "un"})
			publishSite(t, p.target, site{"index.html": "deux"})
			wantSite(t, p.target, site{"index.html": "deux"})
		})
	}
}

// A folder that only has the name of a leftover is not removed.
func TestForeignFolderWithALeftoversName(t *testing.T) {
	p := pathsOf(filepath.Join(t.TempDir(), "public"))
	makeFiles(t, p.fresh, site{"these.odt": "chapitre 1"})
	_, err := NewFolder(p.target, false)
	wantRefused(t, err, NotOurs)
	wantBeside(t, p.target, filepath.Base(p.fresh))
}

func TestTwoBuilders(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	first := start(t, target)
	_, err := NewFolder(target, false)
	var locked *LockedError
	if !errors.As(err, &locked) || filepath.Base(locked.Target) != "public" {
		t.Fatalf("second builder: got %v, want a LockedError", err)
	}
	writeAll(t, first, site{"index.html": "un"})
	if err := first.Commit(); err != nil {
		t.Fatalf("the refused builder disturbed the first: %v", err)
	}
	publishSite(t, target, site{"index.html": "deux"})
	wantSite(t, target, site{"index.html": "deux"})
}

// killedTarget names, for the child process of TestKilledProcess, its target.
const killedTarget = "RECUEIL_TEST_KILLED_TARGET"

func TestKilledProcess(t *testing.T) {
	if target := os.Getenv(killedTarget); target != "" {
		buildUntilKilled(t, target)
		return
	}
	target := filepath.Join(t.TempDir(), "public")
	publishSite(t, target, site{"index.html": "un"})
	kill(t, target)
	wantBeside(t, target, ".public.recueil-neuf", ".public.recueil-verrou", "public")
	if err := start(t, target).Abort(); err != nil {
		t.Fatal(err)
	}
	wantSite(t, target, site{"index.html": "un"})
}

// kill starts a build of target in another process, and kills it half way.
func kill(t *testing.T, target string) {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestKilledProcess$")
	child.Env = append(os.Environ(), killedTarget+"="+target)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if line != "half way\n" {
		t.Errorf("child says %q, %v", line, err)
	}
	child.Process.Kill()
	child.Wait() // its error is that it was killed
}

func buildUntilKilled(t *testing.T, target string) {
	f := start(t, target)
	writeAll(t, f, site{"index.html": "deux"})
	os.Stdout.WriteString("half way\n")
	select {}
}
