package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recueil/internal/content"
	"recueil/internal/french"
	"recueil/internal/publish"
)

func (a *app) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "verifie-site DOSSIER|ADRESSE",
		Short: "Compare un site publié avec ce qui a été fabriqué",
		Long: `verifie-site lit ` + publish.ManifestName + `, la liste que build écrit à la racine de chaque site, et compare chaque fichier avec
son empreinte (SHA-256) : dans un dossier de cet ordinateur, ou à l'adresse d'un site en ligne. Il dit les fichiers absents, ceux
dont le contenu a changé et, dans un dossier, ceux que recueil n'a pas faits.`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("nommez un dossier ou l'adresse d'un site : recueil verifie-site public")
			}
			return a.verify(c.Context(), args[0])
		},
	}
}

func (a *app) verify(ctx context.Context, site string) error {
	differences, n, err := a.compare(ctx, site)
	if errors.Is(err, fs.ErrNotExist) {
		return usagef("« %s » n'a pas de fichier %s : ce n'est pas un site fabriqué par recueil, ou il l'a été par une version ancienne", site, publish.ManifestName)
	}
	if err != nil {
		return err
	}
	for _, d := range differences {
		fmt.Fprintf(a.stdout, "%-8s %s\n", differenceWords[d.State], d.Name)
	}
	if len(differences) > 0 {
		fmt.Fprintf(a.stdout, "%s sur %s.\n", french.Count(len(differences), "différence"), french.Count(n, "fichier"))
		return errProblems
	}
	fmt.Fprintf(a.stdout, "%s, tous comme ils ont été fabriqués.\n", french.Count(n, "fichier"))
	return nil
}

var differenceWords = map[publish.State]string{publish.Missing: "absent", publish.Altered: "modifié", publish.Foreign: "en trop"}

func (a *app) compare(ctx context.Context, site string) ([]publish.Difference, int, error) {
	if content.ValidURL(site) {
		const atOnce = 4 // as many as a browser would ask a small host for
		return publish.Verify(ctx, a.fetch(site), atOnce)
	}
	root, err := openFolder("du site", "verifie-site", site)
	if err != nil {
		return nil, 0, err
	}
	defer root.Close()
	return publish.VerifyFolder(ctx, root.FS(), defaultJobs())
}

// fetch asks a site for its files.
func (a *app) fetch(site string) publish.Fetch {
	return func(ctx context.Context, name string) ([]byte, error) {
		return a.get(ctx, strings.TrimRight(site, "/")+"/"+(&url.URL{Path: name}).EscapedPath(), time.Minute, 256<<20)
	}
}

// get asks the web for a file of so many bytes at most. The error is fs.ErrNotExist for one
// that is not there, and an unansweredError where it cannot be had.
func (a *app) get(ctx context.Context, address string, patience time.Duration, largest int64) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	answer, err := (&http.Client{Transport: a.web, Timeout: patience}).Do(request)
	if err != nil {
		return nil, &unansweredError{address, "", err}
	}
	defer answer.Body.Close()
	switch answer.StatusCode {
	case http.StatusOK:
		return io.ReadAll(io.LimitReader(answer.Body, largest))
	case http.StatusNotFound, http.StatusGone:
		return nil, fs.ErrNotExist
	}
	return nil, &unansweredError{address, answer.Status, nil}
}

// unansweredError says that a site did not give a file: with another status, or
// not at all.
type unansweredError struct {
	address, status string
	cause           error
}

func (e *unansweredError) Error() string {
	return fmt.Sprintf("get %s: %s%v", e.address, e.status, e.cause)
}
func (e *unansweredError) Unwrap() error { return e.cause }

// french says it to the person who asked.
func (e *unansweredError) french() string {
	if e.status != "" {
		return fmt.Sprintf("%s : le site répond « %s »", e.address, e.status)
	}
	return fmt.Sprintf("%s : le site ne répond pas", e.address)
}
