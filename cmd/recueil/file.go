package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// writeFile writes a whole file or leaves the one that is there: it never holds
// half of the new one.
func writeFile(name string, data []byte) error { return writeFileWith(name, data, 0o644) }

// writeFileWith is writeFile, and gives the file its rights before its name.
func writeFileWith(name string, data []byte, rights fs.FileMode) error {
	err := replaceFile(name, data, rights)
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		path.Path = name // and not the name that the file had meanwhile
	}
	return err
}

func replaceFile(name string, data []byte, rights fs.FileMode) error {
	file, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	_, err = file.Write(data)
	if err := errors.Join(err, file.Chmod(rights), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), name)
}
