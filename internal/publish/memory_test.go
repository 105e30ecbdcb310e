package publish

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"testing/fstest"
)

func TestMemoryIsAFileSystem(t *testing.T) {
	for name, names := range map[string][]string{
		"empty": nil,
		"site":  {"index.html", "a/b/c.html", "a/b.html", "a/a/x", "b"},
	} {
		t.Run(name, func(t *testing.T) {
			m := NewMemory()
			for _, name := range names {
				writeAll(t, m, site{name: "text of " + name})
			}
			if err := fstest.TestFS(m.FS(), names...); err != nil {
				t.Error(err)
			}
			for _, name := range names {
				text, err := fs.ReadFile(m.FS(), name)
				if string(text) != "text of "+name {
					t.Errorf("%s: got %q, %v", name, text, err)
				}
			}
		})
	}
}

func TestSnapshotDoesNotChange(t *testing.T) {
	m := NewMemory()
	data := []byte("un")
	if err := m.Write("a", data); err != nil {
		t.Fatal(err)
	}
	snapshot := m.FS()
	data[0] = 'X'
	writeAll(t, m, site{"b": "deux"})
	if text, err := fs.ReadFile(snapshot, "a"); string(text) != "un" {
		t.Errorf("a: got %q, %v", text, err)
	}
	if _, err := fs.Stat(snapshot, "b"); err == nil {
		t.Error("a later file is in the snapshot")
	}
	if _, err := fs.Stat(m.FS(), "b"); err != nil {
		t.Errorf("a new snapshot: %v", err)
	}
}

func TestMemoryServes(t *testing.T) {
	m := NewMemory()
	writeAll(t, m, site{"x/index.html": "<p>bonjour</p>"})
	request := httptest.NewRequest("GET", "/x/", nil)
	request.Header.Set("Range", "bytes=3-9")
	answer := httptest.NewRecorder()
	http.FileServerFS(m.FS()).ServeHTTP(answer, request)
	if got := answer.Body.String(); answer.Code != http.StatusPartialContent || got != "bonjour" {
		t.Errorf("got %d %q", answer.Code, got)
	}
}

func TestMemoryConcurrentWrites(t *testing.T) {
	m := NewMemory()
	var wait sync.WaitGroup
	for i := range 100 {
		wait.Go(func() {
			if err := m.Write(fmt.Sprintf("d%d/f%d", i%5, i), []byte{byte(i)}); err != nil {
				t.Error(err)
			}
			m.FS()
		})
	}
	wait.Wait()
	found, err := fs.Glob(m.FS(), "d*/f*")
	if err != nil || len(found) != 100 {
		t.Errorf("got %d files, %v", len(found), err)
	}
}

func TestVersion(t *testing.T) {
	of := func(files ...string) string {
		m := NewMemory()
		for i := 0; i < len(files); i += 2 {
			writeAll(t, m, site{files[i]: files[i+1]})
		}
		return m.Version()
	}
	base := of("a", "un", "b", "deux")
	if again := of("b", "deux", "a", "un"); again != base {
		t.Errorf("the same site: %s, then %s", base, again)
	}
	for name, other := range map[string]string{
		"text":       of("a", "un", "b", "trois"),
		"name":       of("a", "un", "c", "deux"),
		"fewer":      of("a", "un"),
		"text moved": of("a", "unb", "b", "eux"),
		"none":       of(),
	} {
		if other == base {
			t.Errorf("%s: another site has the same version", name)
		}
	}
}
