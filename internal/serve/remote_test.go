package serve

import (
	"path/filepath"
	"testing"
)

// The file systems of this machine itself tell of every change.
func TestLocalFoldersAreNotRemote(t *testing.T) {
	for _, folder := range []string{t.TempDir(), filepath.Join(t.TempDir(), "missing")} {
		if system, remote := Remote(folder); remote {
			t.Errorf("%s is taken for one of another machine (%s)", folder, system)
		}
	}
}
