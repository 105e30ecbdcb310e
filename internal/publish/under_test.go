package publish

import (
	"errors"
	"io/fs"
	"testing"
)

func TestUnder(t *testing.T) {
	memory := NewMemory()
	sub := Under(memory, "editions/bretagne")
	if err := sub.Write("fiches/x/index.html", []byte("x")); err != nil {
		t.Fatal(err)
	}
	if got, err := fs.ReadFile(memory.FS(), "editions/bretagne/fiches/x/index.html"); string(got) != "x" {
		t.Errorf("got %q, %v", got, err)
	}
	for _, name := range []string{"../autre/index.html", "/x", ".", ""} {
		if err := sub.Write(name, nil); !errors.Is(err, ErrName) {
			t.Errorf("%q: got %v, want ErrName", name, err)
		}
	}
}
