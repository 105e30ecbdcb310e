package editor

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
)

// read returns the text of a document's file.
func (e *Editor) read(file string) ([]byte, error) {
	if _, ok := e.typeOf(file); !ok {
		return nil, unknown(file)
	}
	dir, name := e.folder(file)
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open folder: %w", err)
	}
	defer root.Close()
	if err := isFile(root, name); err != nil {
		return nil, err
	}
	return root.ReadFile(name)
}

// isFile refuses what is no file of the folder itself, such as a link to another.
func isFile(root *os.Root, name string) error {
	info, err := root.Lstat(name)
	switch {
	case err != nil:
		return err
	case info.Mode()&fs.ModeSymlink != 0:
		return &Refusal{Message: "ce fichier est un lien vers un autre : changez celui-là"}
	case !info.Mode().IsRegular():
		return &Refusal{Message: "ce n'est pas un fichier de texte"}
	case info.Mode()&0o222 == 0:
		return &Refusal{Message: "ce fichier est protégé contre l'écriture"}
	}
	return nil
}

// replace gives a file of a folder another text: the whole of it or none, with the rights
// that it had. Links lead nowhere out of the folder.
func replace(dir, name string, text []byte) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("open folder: %w", err)
	}
	defer root.Close()
	if err := isFile(root, name); err != nil {
		return err
	}
	info, err := root.Lstat(name)
	if err != nil {
		return err
	}
	temporary, err := writeBeside(root, name, text, info.Mode().Perm())
	if err != nil {
		return err
	}
	if err := root.Rename(temporary, name); err != nil {
		return errors.Join(err, root.Remove(temporary))
	}
	return nil
}

// create writes a file that is not there yet; the error is [fs.ErrExist] when it is.
func create(dir, name string, text []byte) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("open folder: %w", err)
	}
	defer root.Close()
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	temporary, err := writeBeside(root, name, text, 0o644)
	if err != nil {
		return err
	}
	if err = take(root, name); err == nil {
		err = root.Rename(temporary, name)
	}
	if err != nil {
		return errors.Join(err, root.Remove(temporary))
	}
	return nil
}

// take makes an empty file of a name that none has, which nobody else can then take. Not
// every file system has links, which would do it at once.
func take(root *os.Root, name string) error {
	file, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	return file.Close()
}

// writeBeside writes a text in a file of another name, which no room takes for content.
func writeBeside(root *os.Root, name string, text []byte, rights fs.FileMode) (temporary string, err error) {
	temporary = path.Join(path.Dir(name), "."+rand.Text()[:8])
	file, err := root.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, rights)
	if err != nil {
		return "", err
	}
	_, err = file.Write(text)
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return "", errors.Join(err, root.Remove(temporary))
	}
	return temporary, nil
}
