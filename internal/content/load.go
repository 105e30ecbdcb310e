package content

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"recueil/internal/diag"
)

// Root is a tree of content, and the name that its files are printed under.
type Root struct {
	Name string
	FS   fs.FS
}

// Load reads the roots, in which a later root's file takes the place of an
// earlier one's at the same path, but that recueil.yaml is merged by key and
// glossaire.yaml by word. Jobs bounds the files parsed at once; 0 is one.
//
// The problems are all that is wrong in each file by itself, sorted; check finds
// what is wrong between them. The error is a
// failure to read them, or the context's. The collection is complete as far as
// the files could be read; with errors among the problems it is only fit for
// finding more of them.
func Load(ctx context.Context, roots []Root, jobs int) (*Collection, []diag.Diagnostic, error) {
	return new(Memory).Load(ctx, roots, jobs)
}

// Load is [Load] that parses only what changed since the last time. Documents of
// files that did not change are the same ones.
func (m *Memory) Load(ctx context.Context, roots []Root, jobs int) (*Collection, []diag.Diagnostic, error) {
	entries, glossaries, err := list(roots)
	if err != nil {
		return nil, nil, err
	}
	glossary, problems, err := loadGlossary(glossaries)
	if err != nil {
		return nil, nil, err
	}
	m.use(glossary)
	read := make([]memo, len(entries))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(max(1, jobs))
	for i, e := range entries {
		var same bool
		if read[i], same = m.recall(e); same { // no goroutine for each of ten thousand
			continue
		}
		group.Go(func() (err error) {
			if err := ctx.Err(); err != nil {
				return err
			}
			read[i], err = m.read(e)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, nil, err
	}
	m.keep(entries, read)
	coll, more := gather(roots, read)
	coll.Glossary, coll.digest = glossary, digest(entries, read, glossary, memo.whole)
	coll.outline = digest(entries, read, glossary, memo.outlined)
	return coll, diag.Sort(append(problems, more...)), nil
}

// entry is a file of a root.
type entry struct {
	root Root
	path string // from the root
	item fs.DirEntry
}

func (e entry) name() string { return path.Join(e.root.Name, e.path) }

// stat is what is known of the file since its folder was listed; of a link, the file
// that it leads to.
func (e entry) stat() (fs.FileInfo, error) {
	if e.link() {
		return fs.Stat(e.root.FS, e.path)
	}
	return e.item.Info()
}

// link reports whether the file is a link to another.
func (e entry) link() bool { return e.item.Type()&fs.ModeSymlink != 0 }

// text reads the file, unless something forbids it.
func (e entry) text() ([]byte, *diag.Diagnostic, error) {
	info, err := e.stat()
	if fault, err := e.examine(info, err); fault != nil || err != nil {
		return nil, fault, err
	}
	text, err := fs.ReadFile(e.root.FS, e.path)
	if err != nil {
		return nil, nil, e.unreadable(err)
	}
	return text, nil, nil
}

// unreadable names a file that cannot be read as its author knows it.
func (e entry) unreadable(err error) error {
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		path.Path = e.name()
	}
	return fmt.Errorf("read content: %w", err)
}

// list returns the files of the roots by path, the last root's where several
// have one, after recueil.yaml of every root in their order; and the glossary of
// every root, which is read before the texts that use its words.
func list(roots []Root) (files, glossaries []entry, err error) {
	byPath := map[string]entry{}
	var sites []entry
	for _, root := range roots {
		err := fs.WalkDir(root.FS, ".", func(name string, item fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case hidden(name):
				return skip(item)
			case item.IsDir() && utf8.ValidString(name):
				return nil
			}
			e := entry{root, name, item}
			switch name {
			case siteFile:
				sites = append(sites, e)
			case glossaryFile:
				glossaries = append(glossaries, e)
			default:
				byPath[name] = e
			}
			return skip(item)
		})
		if err != nil {
			return nil, nil, fmt.Errorf("read content folder %s: %w", root.Name, err)
		}
	}
	sorted := slices.SortedFunc(maps.Values(byPath), func(a, b entry) int { return cmp.Compare(a.path, b.path) })
	return append(sites, sorted...), glossaries, nil
}

// hidden reports whether a file is an editor's or a system's and not content. Hosts
// read files whose names begin with a dot: those are content, where files are copied.
func hidden(name string) bool {
	base := path.Base(name)
	switch lower := strings.ToLower(base); {
	case base == ".":
		return false
	case lower == "thumbs.db" || lower == "desktop.ini":
		return true
	case slices.Contains(forHosts, lower):
		return false
	}
	return strings.ContainsAny(base[:1], ".#~") || strings.HasSuffix(base, "~")
}

// forHosts are the files that hosts look for at the root of a site.
var forHosts = []string{".htaccess", ".htpasswd", ".nojekyll", ".well-known", ".domains"}

func skip(item fs.DirEntry) error {
	if item.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// gather puts the results together, in the order of their paths.
func gather(roots []Root, parsed []memo) (*Collection, []diag.Diagnostic) {
	coll := &Collection{Site: &Site{}, Synonyms: &Synonyms{}}
	var problems []diag.Diagnostic
	var sites []*diag.Source
	for _, r := range parsed {
		problems = append(problems, r.problems...)
		coll.Documents = append(coll.Documents, r.documents...)
		coll.Words = append(coll.Words, r.words...)
		if r.edition != nil {
			coll.Editions = append(coll.Editions, r.edition)
		}
		if r.file != nil {
			coll.Files = append(coll.Files, r.file)
		}
		if r.synonyms != nil {
			coll.Synonyms = r.synonyms
		}
		if r.site != nil {
			sites = append(sites, r.site)
		}
	}
	coll.sites = sites
	return coll, append(problems, coll.readSite(roots, sites)...)
}
