package site

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"recueil/internal/check"
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/lists"
	"recueil/internal/publish"
	"recueil/internal/render"
	"recueil/internal/search"
)

// Proof is an edition whose files are made as they are asked for: the very files
// that [Build] would write. It is immutable and safe for use by several goroutines.
type Proof struct {
	*Source
	desk     *Desk
	bundleOf [sha256.Size]byte
	version  string
	view     *edition.View
	selected []diag.Diagnostic // what Select found

	changed []*content.Document // what alone was checked, unless checked
	checked bool
	unsound atomic.Bool // Settle found an error

	pages   map[string]render.Page
	fixed   fs.FS // styles, scripts and pictures
	search  batch
	exports batch
	posters batch
}

// batch is files of a proof that are made together, when one of them is first asked
// for.
type batch struct {
	mu   sync.Mutex
	made fs.FS
}

// get makes the files unless they are made. A making that fails is tried again.
func (p *batch) get(write func(publish.Sink) error) (fs.FS, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.made == nil {
		out := publish.NewMemory()
		if err := write(out); err != nil {
			return nil, err
		}
		p.made = out.FS()
	}
	return p.made, nil
}

// prepare makes what any page needs.
func (p *Proof) prepare(ctx context.Context) ([]diag.Diagnostic, error) {
	fixed := publish.NewMemory()
	b := p.builder(fixed)
	if _, err := b.writeAssets(ctx); err != nil {
		return nil, err
	}
	b.known = p.desk.pictures
	problems, err := b.pictures(ctx)
	if err != nil || diag.HasErrors(problems) {
		return problems, err
	}
	p.desk.pictures = b.known
	pages := p.templates.Pages(b.pages)
	p.fixed, p.pages = fixed.FS(), make(map[string]render.Page, len(pages))
	for _, page := range pages {
		p.pages[page.Path] = page
	}
	return problems, nil
}

// builder makes parts of the edition as Build does.
func (p *Proof) builder(out publish.Sink) *builder {
	return &builder{Source: p.Source, view: p.view, out: out, pages: render.Input{View: p.view, Local: p.editionsFrom(p.view.Site())}}
}

// Version is the same for proofs made of the same files at the same date.
func (p *Proof) Version() string { return p.version }

// HasPage reports whether the edition has a page at the path of its file:
// "fiches/x/index.html".
func (p *Proof) HasPage(name string) bool {
	_, ok := p.pages[name]
	return ok
}

// FileOf returns the path of the Markdown file that a page is made from, as it is
// printed; "" when the page is of no file of its own.
func (p *Proof) FileOf(name string) string {
	key, isPage := strings.CutSuffix(name, "/index.html")
	if d, ok := p.view.Document(key); ok && isPage && path.Ext(d.Source.Path) == ".md" {
		return d.Source.Path
	}
	return ""
}

// Read makes a file, or returns an error that is [fs.ErrNotExist] when the edition
// has none of that name. Problems are of the template of a page.
func (p *Proof) Read(ctx context.Context, name string) ([]byte, []diag.Diagnostic, error) {
	if page, ok := p.pages[name]; ok {
		return page.Render()
	}
	if data, ok := fileIn(p.fixed, name); ok {
		return data, nil, nil
	}
	if path.Base(name) != "index.html" { // no other file is a page
		made, err := p.others(ctx, name)
		if err != nil {
			return nil, nil, err
		}
		if data, ok := fileIn(made, name); ok {
			return data, nil, nil
		}
	}
	return nil, nil, fmt.Errorf("read %s: %w", name, fs.ErrNotExist)
}

// fileIn returns a file of those in memory, whose only failure is not to be there.
func fileIn(fsys fs.FS, name string) ([]byte, bool) {
	data, err := fs.ReadFile(fsys, name)
	return data, err == nil
}

// others returns the files among which is what is neither a page nor fixed.
func (p *Proof) others(ctx context.Context, name string) (fs.FS, error) {
	if strings.HasPrefix(name, search.Folder+"/") {
		return p.search.get(func(out publish.Sink) error { return p.desk.index(ctx, p.builder(out)) })
	}
	if slices.ContainsFunc(postersOf(p.view), func(drawn poster) bool { return drawn.address == "/"+name }) {
		return p.posters.get(func(out publish.Sink) error {
			_, err := p.builder(out).posters(ctx)
			return err
		})
	}
	return p.exports.get(func(out publish.Sink) error {
		_, err := p.builder(out).export(ctx)
		return err
	})
}

// Files lists every file of the edition, by name.
func (p *Proof) Files(ctx context.Context) ([]string, error) {
	names := slices.Collect(maps.Keys(p.pages))
	for _, some := range []string{"", search.Folder + "/", strings.TrimPrefix(edition.Poster, "/")} {
		made, err := p.others(ctx, some)
		if err != nil {
			return nil, err
		}
		names = append(names, filesOf(made)...)
	}
	names = append(names, filesOf(p.fixed)...)
	slices.Sort(names)
	return names, nil
}

func filesOf(fsys fs.FS) (names []string) {
	_ = fs.WalkDir(fsys, ".", func(name string, item fs.DirEntry, err error) error { // of memory: it cannot fail
		if err == nil && !item.IsDir() {
			names = append(names, name)
		}
		return nil
	})
	return names
}

// Settle does what a reader of one page need not wait for: it looks for what is wrong
// in what was not checked yet, makes the pages that a change of templates or of
// texts may have broken, and meanwhile the search. The problems are those that were
// not looked for before.
func (p *Proof) Settle(ctx context.Context) (problems []diag.Diagnostic, err error) {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		if problems, err = p.recheck(ctx); err == nil && diag.HasErrors(problems) {
			return errUnsound // nobody will search it
		}
		return err
	})
	group.Go(func() error {
		_, err := p.others(ctx, search.Root)
		return err
	})
	if err = group.Wait(); errors.Is(err, errUnsound) {
		err = nil
	}
	return problems, err
}

// errUnsound ends the other work of a proof that has an error.
var errUnsound = errors.New("the proof has an error")

func (p *Proof) recheck(ctx context.Context) ([]diag.Diagnostic, error) {
	var problems []diag.Diagnostic
	var err error
	if !p.checked {
		if problems, err = check.Everything(ctx, p.view, p.content); err != nil {
			return nil, err
		}
		problems = check.Accept(p.content, problems)
	}
	more, err := p.tryPages(ctx)
	problems = diag.Sort(append(problems, more...))
	p.unsound.Store(diag.HasErrors(problems))
	return problems, err
}

// tryTemplates renders every page when the templates are not those of the proof
// before: any page that a reader has open may be broken by them, and is better left as
// it was. The first proof has no reader yet; while it settles, the next are shown as it
// was, unless it turned out to be broken.
func (p *Proof) tryTemplates(ctx context.Context) ([]diag.Diagnostic, error) {
	last := p.desk.last
	if last == nil || last.templates == p.templates && !last.unsound.Load() || p.desk.tried.Load() == p.templates {
		return nil, nil
	}
	return p.tryPages(ctx)
}

// tryPages renders pages to see whether their templates can: all of them once for
// templates that are new, or else those of the texts that changed.
func (p *Proof) tryPages(ctx context.Context) ([]diag.Diagnostic, error) {
	names := lists.Of(p.changed, pageOf)
	fresh := p.desk.tried.Load() != p.templates
	if fresh {
		names = slices.Sorted(maps.Keys(p.pages))
	}
	found := make([][]diag.Diagnostic, len(names))
	err := p.builder(nil).each(ctx, len(names), func(i int) (err error) {
		if page, ok := p.pages[names[i]]; ok {
			_, found[i], err = page.Render()
		}
		return err
	})
	problems := slices.Concat(found...)
	if fresh && err == nil && !diag.HasErrors(problems) {
		p.desk.tried.Store(p.templates)
	}
	return problems, err
}
