package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
)

// ManifestName is the file of a site that lists all others with their SHA-256, a
// line each: 64 hexadecimal digits, two spaces, the name. It is the format of the
// usual sha256sum, which can check it too. The marker is not in it, nor files that
// were kept and recueil did not make.
const ManifestName = "recueil.sha256"

// Digest is the SHA-256 of a file.
type Digest [sha256.Size]byte

// Manifest holds the digest of each file of a site by its name.
type Manifest map[string]Digest

// ReadManifest reads a manifest. The error names the line that is not one.
func ReadManifest(text []byte) (Manifest, error) {
	m := Manifest{}
	for i, line := range bytes.Split(bytes.TrimSuffix(text, []byte("\n")), []byte("\n")) {
		sum, name, found := bytes.Cut(line, []byte("  "))
		var d Digest
		if n, err := hex.Decode(d[:], sum[:min(len(sum), hex.EncodedLen(len(d)))]); !found || err != nil || n != len(d) || !fs.ValidPath(string(name)) {
			return nil, fmt.Errorf("read manifest: line %d is not a digest and a name", i+1)
		}
		m[string(name)] = d
	}
	return m, nil
}

func (m Manifest) names() []string { return slices.Sorted(maps.Keys(m)) }

// text writes the manifest in the order of its names.
func (m Manifest) text() []byte {
	var b bytes.Buffer
	for _, name := range m.names() {
		d := m[name]
		b.WriteString(hex.EncodeToString(d[:]) + "  " + name + "\n")
	}
	return b.Bytes()
}

// tally gathers the digests of files as they are written, from several goroutines.
type tally struct {
	mu       sync.Mutex
	manifest Manifest
}

func (t *tally) add(name string, d Digest) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.manifest[name] = d
}

// foreign lists, by name, the files of a published site that it was not made with,
// such as a host's .htaccess. A site without a manifest was made by an older
// recueil, which did not say what it made: none of its files is foreign.
func foreign(site fs.FS) ([]string, error) {
	text, err := fs.ReadFile(site, ManifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	made, err := ReadManifest(text)
	if err != nil {
		return nil, nil // altered: as good as none
	}
	var names []string
	err = fs.WalkDir(site, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || name == markerName || name == ManifestName {
			return err
		}
		if _, ours := made[name]; !ours {
			names = append(names, name)
		}
		return nil
	})
	return names, err
}

// ForeignError says that target holds files which recueil did not make, and which
// a new site would lose. The names are sorted.
type ForeignError struct {
	Target string
	Names  []string
}

func (e *ForeignError) Error() string {
	return fmt.Sprintf("%s holds files that are not of the site: %s", e.Target, strings.Join(e.Names, ", "))
}
