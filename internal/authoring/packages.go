package authoring

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Package is a package of npm, at the one version that recueil knows, and what is taken of
// it. Nothing of it is used whose digest is another.
type Package struct {
	Name, Version string
	Integrity     string // of its archive, as npm's lockfiles write it: sha512-…
	Files         []PackageFile
}

// PackageFile is a file of a package: where it is there, where it goes, and its digest, as
// pages write it: sha384-….
type PackageFile struct{ From, To, Integrity string }

// Archive is the address of the package's archive.
func (p Package) Archive() string {
	return fmt.Sprintf("https://registry.npmjs.org/%s/-/%s-%s.tgz", p.Name, path.Base(p.Name), p.Version)
}

// ErrAltered is that of a package, or of a file of it, which is not the one that recueil
// knows.
var ErrAltered = errors.New("its digest is another")

// Unpack returns the files of the package's archive.
func (p Package) Unpack(archive []byte) ([]File, error) {
	if sum := sha512.Sum512(archive); p.Integrity != "sha512-"+base64.StdEncoding.EncodeToString(sum[:]) {
		return nil, fmt.Errorf("%s %s: %w", p.Name, p.Version, ErrAltered)
	}
	unzipped, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return nil, fmt.Errorf("unpack %s: %w", p.Name, err)
	}
	var files []File
	for archive := tar.NewReader(unzipped); ; {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("unpack %s: %w", p.Name, err)
		}
		_, name, _ := strings.Cut(header.Name, "/")
		if at := slices.IndexFunc(p.Files, func(f PackageFile) bool { return f.From == name }); at >= 0 {
			data, err := io.ReadAll(archive)
			if err != nil {
				return nil, fmt.Errorf("unpack %s: %w", p.Name, err)
			}
			files = append(files, File{p.Files[at].To, data})
		}
	}
	return p.known(files)
}

// Installed returns the files of the package where npm installed it: in a folder of that
// name of a folder node_modules.
func (p Package) Installed(modules fs.FS) ([]File, error) {
	var files []File
	for _, f := range p.Files {
		data, err := fs.ReadFile(modules, path.Join(p.Name, f.From))
		if err != nil {
			return nil, fmt.Errorf("read package: %w", err)
		}
		files = append(files, File{f.To, data})
	}
	return p.known(files)
}

// known returns the files when they are those of the package, all of them.
func (p Package) known(files []File) ([]File, error) {
	for _, f := range p.Files {
		at := slices.IndexFunc(files, func(has File) bool { return has.Path == f.To })
		if at < 0 || integrityOf(files[at].Data) != f.Integrity {
			return nil, fmt.Errorf("%s %s: %s: %w", p.Name, p.Version, f.From, ErrAltered)
		}
	}
	return files, nil
}

// integrityOf is the digest of a script as a page announces it to browsers.
func integrityOf(data []byte) string {
	sum := sha512.Sum384(data)
	return "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
}
