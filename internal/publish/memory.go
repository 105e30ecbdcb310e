package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"
	"testing/fstest"
)

// Memory is a Sink that holds the site in memory, for serving and for tests.
type Memory struct {
	names ledger

	mu    sync.Mutex
	files fstest.MapFS
}

// NewMemory returns an empty site.
func NewMemory() *Memory {
	return &Memory{names: ledger{names: map[string]kind{}}, files: fstest.MapFS{}}
}

// Write adds a file to the site, under the rules of Sink.
func (m *Memory) Write(name string, data []byte) error {
	if err := m.names.claim(name, func(string) error { return nil }); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[name] = &fstest.MapFile{Data: bytes.Clone(data), Mode: fileMode}
	return nil
}

// FS returns the site as it is now; later writes do not change it. Its files can be
// sought in, as net/http asks, and have no date. Opening a folder looks at every file
// of the site: ask for files.
func (m *Memory) FS() fs.FS {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.files)
}

// Version returns the same short word for the same files.
func (m *Memory) Version() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(m.files)) {
		data := m.files[name].Data
		fmt.Fprintf(sum, "%d %s %d ", len(name), name, len(data))
		sum.Write(data)
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}
