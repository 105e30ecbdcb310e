package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"recueil/internal/check"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

// published reads a recueil.json of the past, whose addresses must still lead
// somewhere: in the edition that the flags name, or else in the one that the file
// says it is of. It returns nil without a file.
func (s *source) published(editions edition.Editions, file string) (*check.Published, error) {
	if file == "" {
		return nil, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read the former data: %w", err)
	}
	read := besideOf(file)
	before, err := check.ReadPublished(diag.NewSource(filepath.ToSlash(filepath.Clean(file)), text), func(address string) (*diag.Source, error) {
		text, err := read(address)
		return diag.NewSource(path.Join(filepath.ToSlash(filepath.Dir(file)), address), text), err
	})
	if missing := (*usageError)(nil); errors.As(err, &missing) {
		return nil, missing
	}
	if err != nil {
		return nil, usagef("« %s » n'est pas un recueil.json ; donnez à --depuis celui qu'un site a publié", file)
	}
	if choice, err := s.formerly(editions, before.Edition); err == nil { // else it is no longer declared
		before.Now, _ = edition.Select(choice)
	}
	return &before, nil
}

// formerly finds the edition of a slug that was published: a declared one, or
// one without a file, whose slug is its territory's.
func (s *source) formerly(editions edition.Editions, slug string) (edition.Choice, error) {
	if s.edition != "" || s.territory != "" {
		return editions.Choose(s.edition, s.territory)
	}
	choice, err := editions.Choose(slug, "")
	if err != nil {
		return editions.Choose("", slug)
	}
	return choice, nil
}

// besideOf returns what reads the files that a recueil.json names: its parts beside it,
// and those of the national edition's site, in whose folder of editions it is. One that is
// missing is a wrong usage: the copy is not whole.
func besideOf(file string) func(address string) ([]byte, error) {
	return func(address string) ([]byte, error) {
		folder := filepath.Dir(file)
		inside, national := strings.CutPrefix(address, edition.UpToNational)
		if national {
			folder = filepath.Join(folder, filepath.FromSlash(edition.UpToNational))
		}
		data, err := fs.ReadFile(os.DirFS(folder), inside)
		switch {
		case errors.Is(err, fs.ErrNotExist) && national:
			return nil, usagef("« %s » laisse à l'édition nationale les documents qui valent partout ; copiez aussi ceux du même jour de son site, « %s », et mettez-les dans « %s »", file, inside, filepath.Join(folder, filepath.FromSlash(inside)))
		case errors.Is(err, fs.ErrNotExist):
			return nil, usagef("« %s » a des documents dans « %s », qui manque à côté de lui ; copiez aussi le dossier « %s » du même site", file, address, path.Dir(address))
		}
		return data, err
	}
}
