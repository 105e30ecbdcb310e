package publish

import (
	"errors"
	"path/filepath"
	"testing"
)

// eachSink runs test on both sinks, which must agree.
func eachSink(t *testing.T, test func(t *testing.T, sink Sink)) {
	t.Run("Memory", func(t *testing.T) { test(t, NewMemory()) })
	t.Run("Folder", func(t *testing.T) {
		test(t, start(t, filepath.Join(t.TempDir(), "public")))
	})
}

func TestNamesOutsideTheSite(t *testing.T) {
	for _, name := range []string{
		"", ".", "..", "../x", "a/../../x", "a/../x", "/x", "a/", "a//b", "./a", "a/.", "a\x00b",
	} {
		t.Run(name, func(t *testing.T) {
			eachSink(t, func(t *testing.T, sink Sink) {
				if err := sink.Write(name, []byte("x")); !errors.Is(err, ErrName) {
					t.Errorf("Write(%q): got %v, want ErrName", name, err)
				}
			})
		})
	}
}

func TestDuplicates(t *testing.T) {
	for _, test := range []struct {
		name          string
		first, second string
		want          error
	}{
		{"same file", "a/b", "a/b", ErrDuplicate},
		{"file needed as folder", "a", "a/b", ErrDuplicate},
		{"folder needed as file", "a/b/c", "a/b", ErrDuplicate},
		{"file as a far folder", "a", "a/b/c/d", ErrDuplicate},
		{"siblings", "a/b", "a/c", nil},
		{"same prefix", "a", "ab/c", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			eachSink(t, func(t *testing.T, sink Sink) {
				writeAll(t, sink, site{test.first: "1"})
				if err := sink.Write(test.second, []byte("2")); !errors.Is(err, test.want) {
					t.Errorf("got %v, want %v", err, test.want)
				}
			})
		})
	}
}

func TestMarkerIsReserved(t *testing.T) {
	f := start(t, filepath.Join(t.TempDir(), "public"))
	if err := f.Write(markerName, nil); !errors.Is(err, ErrDuplicate) {
		t.Errorf("got %v, want ErrDuplicate", err)
	}
}
