package images

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// counted is a cache that counts what it was asked, in a map.
type counted struct {
	entries    map[string][]byte
	gets, puts int
}

func (c *counted) Get(key string) ([]byte, bool) {
	c.gets++
	data, ok := c.entries[key]
	return data, ok
}

func (c *counted) Put(key string, data []byte) {
	c.puts++
	c.entries[key] = bytes.Clone(data)
}

func TestCacheSparesWork(t *testing.T) {
	cache := &counted{entries: map[string][]byte{}}
	data := asPNG(glass(700, 70))
	first, err := Process("a.png", data, cache)
	if err != nil {
		t.Fatal(err)
	}
	second, err := Process("a.png", data, cache)
	if err != nil || fmt.Sprint(first) != fmt.Sprint(second) {
		t.Errorf("the cached picture differs: %v", err)
	}
	if cache.gets != 2 || cache.puts != 1 {
		t.Errorf("got %d gets and %d puts, want 2 and 1", cache.gets, cache.puts)
	}
	other, err := Process("b.png", data, cache)
	if err != nil || cache.puts != 1 || other.Variants[0].Name == first.Variants[0].Name {
		t.Errorf("same content, other name: %v, %d puts, named %s", err, cache.puts, other.Variants[0].Name)
	}
	if _, err := Process("a.png", asPNG(glass(700, 71)), cache); err != nil || cache.puts != 2 {
		t.Errorf("other content: %v, %d puts, want 2", err, cache.puts)
	}
}

func TestRefusalsAreNotCached(t *testing.T) {
	cache := &counted{entries: map[string][]byte{}}
	if _, err := Process("a", []byte("text"), cache); err == nil || cache.puts != 0 {
		t.Errorf("got %v, %d puts", err, cache.puts)
	}
}

// liar answers every key with the same bytes.
type liar string

func (l liar) Get(string) ([]byte, bool) { return []byte(l), true }
func (l liar) Put(string, []byte)        {}

func TestNonsenseInTheCacheIsIgnored(t *testing.T) {
	data := asPNG(drawing(4, 4))
	want, err := Process("a.png", data, nil)
	if err != nil {
		t.Fatal(err)
	}
	one := []Variant{{Width: 1, Height: 1, Data: []byte("x")}}
	stored := func(e entry) string {
		var b bytes.Buffer
		if err := gob.NewEncoder(&b).Encode(e); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	whole := stored(entry{Picture{1, 1, one}, ".png"})
	for name, stored := range map[string]string{
		"nothing":         "",
		"other form":      `{"Width":1,"Height":1,"Extension":".png"}`,
		"no variant":      stored(entry{Picture{1, 1, nil}, ".png"}),
		"no size":         stored(entry{Picture{0, 0, one}, ".png"}),
		"other extension": stored(entry{Picture{1, 1, one}, ".html"}),
		"empty variant":   stored(entry{Picture{1, 1, []Variant{{Width: 1, Height: 1}}}, ".png"}),
		"too short":       whole[:len(whole)-1],
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Process("a.png", data, liar(stored))
			if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("got %s, %v, want %s", describe(got), err, describe(want))
			}
		})
	}
}

func TestDir(t *testing.T) {
	d := Dir(filepath.Join(t.TempDir(), "new", "cache"))
	if _, ok := d.Get("a"); ok {
		t.Error("an empty cache answers")
	}
	for _, want := range []string{"un", "", strings.Repeat("deux", 1000)} {
		d.Put("a", []byte(want))
		if got, ok := d.Get("a"); !ok || string(got) != want {
			t.Errorf("got %q, %v, want %q", got, ok, want)
		}
	}
	entries, err := os.ReadDir(string(d))
	if err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v, %v, want one entry", entries, err)
	}
}

func TestDirFindsDamage(t *testing.T) {
	d := Dir(t.TempDir())
	d.Put("a", []byte("picture"))
	path := filepath.Join(string(d), "a")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for length := range whole {
		damaged(t, d, whole[:length])
	}
	for at := range whole {
		touched := bytes.Clone(whole)
		touched[at] ^= 1
		damaged(t, d, touched)
	}
	damaged(t, d, append(bytes.Clone(whole), 0))
	d.Put("a", []byte("again"))
	if got, ok := d.Get("a"); !ok || string(got) != "again" {
		t.Errorf("after damage: got %q, %v", got, ok)
	}
}

func damaged(t *testing.T, d Dir, file []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(string(d), "a"), file, 0o644); err != nil {
		t.Fatal(err)
	}
	if got, ok := d.Get("a"); ok {
		t.Errorf("damaged entry %q gave %q", file, got)
	}
}

func TestDirIsSwept(t *testing.T) {
	d := Dir(t.TempDir())
	d.Put("entier", []byte("un"))
	if err := os.WriteFile(filepath.Join(string(d), ".neuf-123"), []byte("d"), 0o644); err != nil {
		t.Fatal(err)
	}
	d.Sweep()
	if entries, err := os.ReadDir(string(d)); err != nil || len(entries) != 1 || entries[0].Name() != "entier" {
		t.Errorf("left: %v, %v", entries, err)
	}
	Dir("").Sweep()
	Dir(filepath.Join(string(d), "absent")).Sweep()
}

func TestDirRefusesKeysThatArePaths(t *testing.T) {
	top := t.TempDir()
	d := Dir(filepath.Join(top, "cache"))
	for _, key := range []string{"", ".", "..", "../a", "a/b", "/a"} {
		d.Put(key, []byte("x"))
		if _, ok := d.Get(key); ok {
			t.Errorf("%q was stored", key)
		}
	}
	if entries, _ := os.ReadDir(top); len(entries) > 0 {
		t.Errorf("files were written: %v", entries)
	}
}

func TestZeroDir(t *testing.T) {
	t.Chdir(t.TempDir())
	var d Dir
	d.Put("a", []byte("x"))
	if _, ok := d.Get("a"); ok {
		t.Error("the zero Dir remembers")
	}
	if _, err := Process("a.png", asPNG(drawing(4, 4)), d); err != nil {
		t.Error(err)
	}
	if entries, _ := os.ReadDir("."); len(entries) > 0 {
		t.Errorf("files were written: %v", entries)
	}
}

// Where nothing can be written, pictures are still made.
func TestDirThatIsAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cache")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Process("a.png", asPNG(drawing(4, 4)), Dir(path)); err != nil {
		t.Error(err)
	}
}

func TestDirIsShared(t *testing.T) {
	d := Dir(t.TempDir())
	var wait sync.WaitGroup
	for i := range 8 {
		want := strings.Repeat(fmt.Sprint(i%2), 5000)
		wait.Go(func() {
			for range 20 {
				d.Put("a", []byte(want))
				if got, ok := d.Get("a"); !ok || len(got) != 5000 || strings.Trim(string(got), string(got[0])) != "" {
					t.Errorf("got a mixture of entries, %v", ok)
				}
			}
		})
	}
	wait.Wait()
}
