package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestReplaceInPlace keeps the rights of a file, a link to it, and no other file.
func TestReplaceInPlace(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "a.md"), filepath.Join(dir, "b.md")
	if err := os.WriteFile(file, []byte("avant"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(file, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("a.md", link); err != nil {
		t.Skip(err)
	}
	if err := replaceInPlace(link, []byte("après")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(file)
	if text, _ := os.ReadFile(file); err != nil || string(text) != "après" || info.Mode() != 0o640 {
		t.Errorf("%q, %v, %v", text, info.Mode(), err)
	}
	if to, err := os.Readlink(link); err != nil || to != "a.md" {
		t.Errorf("the link leads to %q, %v", to, err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 2 {
		t.Errorf("left: %v", entries)
	}
}
