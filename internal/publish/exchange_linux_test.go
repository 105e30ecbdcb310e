package publish

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestExchange(t *testing.T) {
	top := t.TempDir()
	a, b := filepath.Join(top, "a"), filepath.Join(top, "b")
	makeSite(t, a, "un")
	makeSite(t, b, "deux")
	if err := exchange(a, b); err != nil {
		t.Skipf("this file system refuses exchanges: %v", err)
	}
	for dir, want := range map[string]string{a: "deux", b: "un"} {
		if text, err := os.ReadFile(filepath.Join(dir, "index.html")); string(text) != want {
			t.Errorf("%s: got %q, %v, want %q", filepath.Base(dir), text, err, want)
		}
	}
}

// While one site replaces another, a reader always finds one of them, whole.
func TestReadersNeverMissTheSite(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	publishSite(t, target, site{"index.html": "site 0"})
	if err := exchange(target, target); err != nil {
		t.Skipf("this file system refuses exchanges: %v", err)
	}
	stop, missed := make(chan struct{}), make(chan error)
	go func() {
		var miss error
		for {
			select {
			case <-stop:
				missed <- miss
				return
			default:
			}
			if _, err := os.Stat(target); errors.Is(err, fs.ErrNotExist) {
				miss = err
			}
		}
	}()
	for range 50 {
		publishSite(t, target, site{"index.html": "site"})
	}
	close(stop)
	if err := <-missed; err != nil {
		t.Errorf("a reader found no site: %v", err)
	}
}
