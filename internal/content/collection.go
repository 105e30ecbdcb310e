package content

import (
	"crypto/sha256"
	"io/fs"
	"path"

	"recueil/internal/diag"
	"recueil/internal/reference"
)

// Collection is everything that the content holds, for all territories. It is
// immutable; only edition.Select may take documents out of it to publish them.
type Collection struct {
	Site      *Site
	Documents []*Document // base tree and overlays, by path
	Editions  []*Edition  // by slug
	Files     []*File     // images/, fichiers/ and racine/, by path
	Synonyms  *Synonyms
	Glossary  []Definition // in the order of its files
	Words     []string     // proper to the recueil, for spelling

	sites           []*diag.Source // recueil.yaml of each root
	digest, outline [sha256.Size]byte
}

// File is a file that is published as it is, or made into pictures.
type File struct {
	Path    string              // in its tree: "images/a.jpg", "fichiers/b.pdf"
	Overlay reference.Territory // as for documents
	root    Root
	name    string // in its root
}

// Name is the path of the file as printed: "content/images/a.jpg".
func (f *File) Name() string { return path.Join(f.root.Name, f.name) }

// Size returns the size of the file in bytes.
func (f *File) Size() (int64, error) {
	info, err := fs.Stat(f.root.FS, f.name)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// Read returns the bytes of the file.
func (f *File) Read() ([]byte, error) { return fs.ReadFile(f.root.FS, f.name) }
