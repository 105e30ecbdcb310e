// Package site is the pipeline: it makes one edition of the site from its
// content, templates and assets.
//
// [Build] reads and checks the content, selects the edition and, when nothing
// is wrong, hands the view to the rooms that make files of it. Everything goes
// to a sink as it is made; whoever opened the sink decides whether it becomes
// the site. Nothing here reads a clock: the date of the edition is an option.
package site

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"path"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"recueil/internal/assets"
	"recueil/internal/check"
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/export"
	"recueil/internal/images"
	"recueil/internal/publish"
	"recueil/internal/render"
	"recueil/internal/search"
)

// Input is what a site is made from.
type Input struct {
	Content   []content.Root
	Templates fs.FS
	Assets    fs.FS
}

// Options say which edition to make, and how. Slug and Territory empty make the
// national edition.
type Options struct {
	Slug, Territory string
	BaseURL         string       // in place of the content's, if any
	Today           content.Date // that aids and consents are judged at
	Drafts          bool         // keeps the drafts, which no published site has
	Jobs            int          // files and pages worked on at once; 0 is one
	Cache           images.Cache // of pictures, or nil
	Past            Past         // of the site to replace
	Scratch         string       // a folder for what is on the disk while the site is made; "" is the system's
	// Progress, if any, is called when a stage begins, as its items are done and when
	// it ends, from several goroutines: stages go on side by side. Total is 0 while it
	// is not known; at the end, and only there, done is total.
	Progress func(stage Stage, done, total int)
}

// Stage is a part of the work.
type Stage string

const (
	Reading   Stage = "lecture"
	Bundling  Stage = "ressources"
	Picturing Stage = "images"
	Indexing  Stage = "recherche"
	Rendering Stage = "pages"
	Exporting Stage = "exports"
)

// Report is what was made.
type Report struct {
	Documents  map[content.Type]int
	Pages      int // HTML pages, redirects included
	Files      int
	Bytes      int64
	IndexBytes int64 // of the search, as published
	Warnings   int
	Address    string // where the edition is to be published
}

// Build makes one edition of the site and writes it to out. Problems are the
// author's to fix; with an error among them nothing of use was written. The
// error is a failure of ours or of the machine, the context's, or an
// [*edition.UnknownError].
func Build(ctx context.Context, in Input, out publish.Sink, opt Options) (Report, []diag.Diagnostic, error) {
	src, problems, err := Open(ctx, in, opt)
	if err != nil {
		return Report{}, problems, err
	}
	choice, err := src.Choose(opt.Slug, opt.Territory)
	if err != nil {
		return Report{}, problems, err
	}
	report, more, err := src.Build(ctx, choice, out)
	return report, diag.Sort(append(problems, more...)), err
}

// Source is content, templates and assets, read and checked once, from which
// any number of editions are made: what is the same in all of them is done
// once. It is safe for use by several goroutines.
type Source struct {
	opt         Options
	content     *content.Collection
	at          edition.Editions
	templates   *render.Templates
	templatesOf [sha256.Size]byte // their digest, when the options have a past
	bundle      assets.Bundle
	editions    []render.EditionLink // see linkEditions
	local       []render.EditionLink // of the run; nil when an edition is made alone
	allEditions string
	indexed     *search.Stock // of the run, or nil
	broken      bool          // an error among its problems: no edition can be made
}

// Open reads the input. The problems are those of every edition.
func Open(ctx context.Context, in Input, opt Options) (*Source, []diag.Diagnostic, error) {
	var coll *content.Collection
	var bundle assets.Bundle
	var problems, faults []diag.Diagnostic
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		defer opt.begin(Reading, 0)()
		memory := content.Memory{Texts: opt.Past.texts()}
		if coll, problems, err = memory.Load(ctx, in.Content, opt.Jobs); err != nil {
			return err
		}
		problems = append(problems, check.Collection(coll)...)
		opt.Past.keepTexts(memory.Texts)
		return nil
	})
	group.Go(func() (err error) {
		defer opt.begin(Bundling, 0)()
		bundle, faults, err = assets.Build(in.Assets)
		return err
	})
	if err := group.Wait(); err != nil {
		return nil, problems, err
	}
	templates, more := render.Parse(in.Templates)
	problems = check.Accept(coll, slices.Concat(problems, more, faults))
	s := newSource(coll, opt, templates, bundle, diag.HasErrors(problems))
	var err error
	if opt.Past.Cache != "" {
		s.templatesOf, err = digestOf(in.Templates)
	}
	return s, diag.Sort(problems), err
}

func newSource(coll *content.Collection, opt Options, templates *render.Templates, bundle assets.Bundle, broken bool) *Source {
	editions := edition.At(coll, opt.Today)
	editions.BaseURL, editions.Drafts = opt.BaseURL, opt.Drafts
	return &Source{opt: opt, content: coll, at: editions, templates: templates, bundle: bundle, broken: broken}
}

// Choose finds the edition of a slug or of a territory, at the date and address
// of the options; see [edition.Editions.Choose].
func (s *Source) Choose(slug, territory string) (edition.Choice, error) {
	choice, err := s.at.Choose(slug, territory)
	choice.BaseURL = s.opt.BaseURL
	return choice, err
}

// Build makes one edition and writes it to out. The problems are those that
// only this edition has; with an error among them, or among the source's, only
// they are looked for.
func (s *Source) Build(ctx context.Context, choice edition.Choice, out publish.Sink) (Report, []diag.Diagnostic, error) {
	view, problems := edition.Select(choice)
	problems = check.Accept(s.content, append(problems, check.View(view, s.content)...))
	if s.broken || diag.HasErrors(problems) {
		return Report{}, problems, nil
	}
	b := &builder{Source: s, view: view, out: out, pages: render.Input{View: view, Editions: s.editions, Local: s.editionsFrom(view.Site()), AllEditions: s.allEditions}}
	for _, run := range []part{b.writeAssets, b.pictures, sideBySide(b.index, b.render, b.export, b.posters)} {
		more, err := run(ctx)
		problems = append(problems, more...)
		if err != nil || diag.HasErrors(problems) {
			return Report{}, problems, err
		}
	}
	return b.report(problems), problems, nil
}

// part makes a part of an edition.
type part func(context.Context) ([]diag.Diagnostic, error)

// sideBySide makes parts that need nothing of one another: while one waits for a
// single goroutine, the others have the processors.
func sideBySide(parts ...part) part {
	return func(ctx context.Context) ([]diag.Diagnostic, error) {
		found := make([][]diag.Diagnostic, len(parts))
		group, ctx := errgroup.WithContext(ctx)
		for i, run := range parts {
			group.Go(func() (err error) {
				found[i], err = run(ctx)
				return err
			})
		}
		err := group.Wait()
		return slices.Concat(found...), err
	}
}

// builder carries the making of one edition from stage to stage.
type builder struct {
	*Source
	view  *edition.View
	out   publish.Sink
	pages render.Input
	known map[*content.File]images.Picture // made before, kept for the next time; nil keeps none

	count  atomic.Int64 // pages
	files  atomic.Int64
	bytes  atomic.Int64
	search int64
}

func (o Options) progress(stage Stage, done, total int) {
	if o.Progress != nil {
		o.Progress(stage, done, total)
	}
}

// begin says that a stage begins, and returns what says that it ends.
func (o Options) begin(stage Stage, total int) (end func()) {
	o.progress(stage, 0, total)
	return func() { o.progress(stage, max(1, total), max(1, total)) }
}

// writeAssets writes the styles, in the colours of the edition, and the scripts: those
// that the national edition of the run has not.
func (b *builder) writeAssets(context.Context) ([]diag.Diagnostic, error) {
	bundle := b.bundle.Styled(string(render.Tint(b.view.Site().Colours)))
	if b.view.Together() {
		var national content.Colours
		if own := b.content.Site.Colours; own != nil {
			national = *own
		}
		bundle = bundle.Beside(b.bundle.Styled(string(render.Tint(national))), edition.UpToNational)
	}
	b.pages.Assets = bundle.Addresses()
	for _, f := range bundle.Files {
		if err := b.write(f.Name, f.Data); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// index writes the search.
func (b *builder) index(ctx context.Context) ([]diag.Diagnostic, error) {
	defer b.opt.begin(Indexing, 0)()
	stock, alone, err := b.indexed, b.indexed == nil && b.builtBefore(), error(nil)
	if alone {
		if stock, err = b.opt.Past.stock(ctx, b.opt.Scratch, only(b.view)); err != nil {
			return nil, err
		}
	}
	index, err := indexOf(b.view, stock, b.opt.Scratch)
	if err != nil {
		return nil, err
	}
	defer index.Close()
	err = index.Export(ctx, func(name string, data []byte) error {
		b.search += int64(len(data))
		return b.write(name, data)
	})
	if alone && err == nil && stock.Outdated() {
		b.opt.Past.keep(searchName, stock.Write)
	}
	return nil, err
}

func only(v *edition.View) iter.Seq[*edition.View] {
	return func(yield func(*edition.View) bool) { yield(v) }
}

// render writes the pages.
func (b *builder) render(ctx context.Context) ([]diag.Diagnostic, error) {
	var problems []diag.Diagnostic
	pages := b.templates.Pages(b.pages)
	found := make([][]diag.Diagnostic, len(pages))
	var done atomic.Int64
	defer b.opt.begin(Rendering, len(pages))()
	past := b.pastPages()
	err := b.each(ctx, len(pages), func(i int) (err error) {
		if found[i], err = b.page(pages[i], past); err != nil || diag.HasErrors(found[i]) {
			return err
		}
		if path.Ext(pages[i].Path) == ".html" { // the icon is made like a page and is none
			b.count.Add(1)
		}
		if n := int(done.Add(1)); n < len(pages) {
			b.opt.progress(Rendering, n, len(pages))
		}
		return nil
	})
	for _, f := range found {
		problems = append(problems, f...)
	}
	if past != nil && err == nil {
		b.opt.Past.keep(b.pagesName(), past.write)
	}
	return problems, err
}

// page publishes a page: the former one, or a new one.
func (b *builder) page(page render.Page, past *pagesPast) ([]diag.Diagnostic, error) {
	if past != nil {
		size, taken, err := past.take(page.Path)
		if taken || err != nil {
			b.tally(size)
			return nil, err
		}
	}
	data, problems, err := page.Render()
	if err != nil || diag.HasErrors(problems) {
		return problems, err
	}
	if past != nil && len(problems) == 0 {
		past.made(page.Path, data)
	}
	return problems, b.write(page.Path, data)
}

// export writes what other sites and programs read, and the files that are
// published as they are.
func (b *builder) export(context.Context) ([]diag.Diagnostic, error) {
	defer b.opt.begin(Exporting, 0)()
	for f, err := range export.Files(b.view) {
		if err != nil {
			return nil, err
		}
		if err := b.write(f.Name, f.Data); err != nil {
			return nil, err
		}
	}
	var problems []diag.Diagnostic
	for _, f := range b.view.Files() {
		more, err := b.copied(f, append(edition.CopiedToRoot(f.Path), f.Path)...)
		if err != nil {
			return nil, err
		}
		problems = append(problems, more...)
	}
	atRoot := b.view.RootFiles()
	for _, name := range slices.Sorted(maps.Keys(atRoot)) {
		more, err := b.copied(atRoot[name], name)
		if err != nil {
			return nil, err
		}
		problems = append(problems, more...)
	}
	return problems, nil
}

// copied publishes a file as it is, under its names, unless a browser would run it.
func (b *builder) copied(f *content.File, names ...string) ([]diag.Diagnostic, error) {
	data, err := f.Read()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", f.Name(), err)
	}
	if problems := active(f, data); problems != nil {
		return problems, nil
	}
	for _, name := range names {
		if err := b.write(name, data); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

func (b *builder) write(name string, data []byte) error {
	if err := b.out.Write(name, data); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	b.tally(len(data))
	return nil
}

// tally counts a file.
func (b *builder) tally(size int) {
	b.files.Add(1)
	b.bytes.Add(int64(size))
}

// each runs do for 0 to n-1, as many at once as the options say.
func (b *builder) each(ctx context.Context, n int, do func(i int) error) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(max(1, b.opt.Jobs))
	for i := range n {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return do(i)
		})
	}
	return group.Wait()
}

func (b *builder) report(problems []diag.Diagnostic) Report {
	r := Report{
		Documents: map[content.Type]int{}, Warnings: len(problems), Address: b.view.Site().BaseURL,
		Pages: int(b.count.Load()), Files: int(b.files.Load()), Bytes: b.bytes.Load(), IndexBytes: b.search,
	}
	for _, d := range b.view.Documents() {
		r.Documents[d.Type]++
	}
	return r
}
