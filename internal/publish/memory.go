package publish

import (
	"bytes"
	"fmt"
	"io/fs"
	"sync"
)

// Memory is a Sink that holds the site in memory, for serving and for tests.
type Memory struct {
	names ledger

	mu    sync.Mutex
	files map[string][]byte
}

// NewMemory returns an empty site.
func NewMemory() *Memory {
	return &Memory{
		names: ledger{names: map[string]kind{}},
		files: map[string][]byte{},
	}
}

// Write adds a file to the site, under the rules of Sink.
func (m *Memory) Write(name string, data []byte) error {
	if err := m.names.claim(name, func(string) error { return nil }); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[name] = bytes.Clone(data)
	return nil
}

// FS returns the site as it is now; later writes do not change it. Its files can be
// sought in, as net/http asks, and have no date.
func (m *Memory) FS() fs.FS {
	m.mu.Lock()
	defer m.mu.Unlock()
	t := tree{".": &node{name: ".", folder: true}}
	for name, data := range m.files {
		t.add(name, data)
	}
	t.sort()
	return t
}
