package publish

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

// State is how a file of a published site differs from its manifest.
type State int

const (
	Missing State = iota + 1 // in the manifest, and not there
	Altered                  // other bytes than were published
	Foreign                  // there, and not in the manifest
)

// Difference is a file that is not as it was published.
type Difference struct {
	Name  string
	State State
}

// Fetch returns the bytes of a file of a site by its name. The error is
// fs.ErrNotExist when it is not there.
type Fetch func(ctx context.Context, name string) ([]byte, error)

// Verify compares the files of a site with its manifest, jobs at a time, and
// returns the differences by name and the number of files compared. The error is
// that of reading the manifest or of a file that could not be asked for. What hosts
// read themselves, and do not send, may be missing.
func Verify(ctx context.Context, fetch Fetch, jobs int) ([]Difference, int, error) {
	list, n, err := verify(ctx, fetch, jobs)
	ofHosts := func(d Difference) bool { return d.State == Missing && slices.Contains(hostFiles, d.Name) }
	return slices.DeleteFunc(list, ofHosts), n, err
}

// hostFiles are settings of hosts, at the root of a site.
var hostFiles = []string{"_headers", "_redirects", ".htaccess"}

func verify(ctx context.Context, fetch Fetch, jobs int) ([]Difference, int, error) {
	text, err := fetch(ctx, ManifestName)
	if err != nil {
		return nil, 0, fmt.Errorf("read manifest: %w", err)
	}
	manifest, err := ReadManifest(text)
	if err != nil {
		return nil, 0, err
	}
	names := manifest.names()
	states := make([]State, len(names))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(max(1, jobs))
	for i, name := range names {
		group.Go(func() error {
			data, err := fetch(ctx, name)
			switch {
			case errors.Is(err, fs.ErrNotExist):
				states[i] = Missing
			case err != nil:
				return fmt.Errorf("read %s: %w", name, err)
			case Digest(sha256.Sum256(data)) != manifest[name]:
				states[i] = Altered
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, 0, err
	}
	var list []Difference
	for i, name := range names {
		if states[i] != 0 {
			list = append(list, Difference{name, states[i]})
		}
	}
	return list, len(names), nil
}

// VerifyFolder is Verify for a site on this machine, whose foreign files it finds
// too.
func VerifyFolder(ctx context.Context, site fs.FS, jobs int) ([]Difference, int, error) {
	list, n, err := verify(ctx, func(_ context.Context, name string) ([]byte, error) { return fs.ReadFile(site, name) }, jobs)
	if err != nil {
		return nil, 0, err
	}
	names, err := foreign(site)
	for _, name := range names {
		list = append(list, Difference{name, Foreign})
	}
	slices.SortFunc(list, func(a, b Difference) int { return strings.Compare(a.Name, b.Name) })
	return list, n, err
}
