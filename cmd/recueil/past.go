package main

import (
	"crypto/sha256"
	"io"
	"os"
	"path/filepath"

	"recueil/internal/images"
	"recueil/internal/site"
)

// pastName is the folder beside the site where builds keep what the next one may use.
const pastName = ".recueil-cache"

// past is what the last build of the site kept: of each site apart, since it speaks of
// that site's files. The caller holds the lock of the site. Where the program cannot be
// told from another, there is none.
func (f buildFlags) past() site.Past {
	maker, err := programDigest()
	if f.forgetful || err != nil {
		return site.Past{}
	}
	dir := f.cache
	if dir == "" {
		dir = filepath.Join(filepath.Dir(f.out), pastName)
	}
	if unversioned(dir) != nil {
		return site.Past{}
	}
	cache := images.Dir(filepath.Join(dir, filepath.Base(f.out)))
	cache.Sweep() // no other build of this site is under way
	return site.Past{Cache: cache, Maker: maker}
}

// unversioned makes a folder of which git takes nothing.
func unversioned(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, ".gitignore"), []byte("*\n"), 0o644)
}

// programDigest is the SHA-256 of this program: two that may make other sites have
// another one, even of one version.
func programDigest() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	file, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", err
	}
	return string(sum.Sum(nil)), nil
}
