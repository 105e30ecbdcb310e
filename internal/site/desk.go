package site

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"recueil/internal/assets"
	"recueil/internal/check"
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/images"
	"recueil/internal/lists"
	"recueil/internal/render"
	"recueil/internal/search"
)

// Desk makes proofs of one edition after another, as its author changes it, and
// keeps from each what the next may have too: texts that were read, pictures that
// were made, words that were indexed.
type Desk struct {
	memory    content.Memory
	templates kept[*render.Templates]
	bundle    kept[assets.Bundle]
	pictures  map[*content.File]images.Picture
	last      *Proof                           // the last that had no error
	tried     atomic.Pointer[render.Templates] // on every page of a proof

	indexing sync.Mutex
	stock    *search.Stock
}

// NewDesk returns a desk that has made nothing yet. Now is the time, for the dates
// of files; see [content.Memory].
func NewDesk(now func() time.Time) *Desk {
	return &Desk{memory: content.Memory{Now: now}, pictures: map[*content.File]images.Picture{}}
}

// kept is what was made of a folder, and the digest of the folder.
type kept[T any] struct {
	of   [sha256.Size]byte
	made T
	good bool
}

// Proof reads what changed and returns the edition as it now is. Problems are the
// author's to fix, and with an error among them there is no proof. When only texts
// changed, just those were checked: the rest is looked at by [Proof.Settle]. It is
// called once at a time.
func (d *Desk) Proof(ctx context.Context, in Input, opt Options) (*Proof, []diag.Diagnostic, error) {
	end := opt.begin(Reading, 0)
	coll, problems, err := d.memory.Load(ctx, in.Content, opt.Jobs)
	end()
	if err != nil {
		return nil, nil, err
	}
	more, err := d.makeTools(in)
	if err != nil {
		return nil, problems, err
	}
	p := &Proof{desk: d, bundleOf: d.bundle.of}
	p.Source = d.source(coll, opt, diag.HasErrors(append(problems, more...)))
	p.version = d.versionOf(coll, opt)
	choice, err := p.Choose(opt.Slug, opt.Territory)
	if err != nil {
		return nil, problems, err
	}
	found, err := p.sight(ctx, choice)
	if err != nil {
		return nil, problems, err
	}
	problems = check.Accept(coll, slices.Concat(problems, more, found))
	for _, step := range []func(context.Context) ([]diag.Diagnostic, error){p.prepare, p.tryTemplates} {
		if diag.HasErrors(problems) {
			break
		}
		more, err := step(ctx)
		problems = append(problems, more...)
		if err != nil {
			return nil, problems, err
		}
	}
	if problems = diag.Sort(problems); diag.HasErrors(problems) {
		return nil, problems, nil
	}
	p.opt.Progress = nil // what follows is nobody's to wait for
	d.last = p
	return p, problems, nil
}

// makeTools parses the templates and bundles the assets, if they are others than
// the last time.
func (d *Desk) makeTools(in Input) ([]diag.Diagnostic, error) {
	of, err := digestOf(in.Templates)
	if err != nil {
		return nil, err
	}
	var problems []diag.Diagnostic
	if d.templates.of != of || !d.templates.good {
		made, more := render.Parse(in.Templates)
		d.templates = kept[*render.Templates]{of, made, !diag.HasErrors(more)}
		problems = more
	}
	if of, err = digestOf(in.Assets); err != nil {
		return nil, err
	}
	if d.bundle.of != of || !d.bundle.good {
		made, more, err := assets.Build(in.Assets)
		if err != nil {
			return nil, err
		}
		d.bundle = kept[assets.Bundle]{of, made, len(more) == 0}
		problems = append(problems, more...)
	}
	return problems, nil
}

// digestOf is of every file of a folder.
func digestOf(fsys fs.FS) (d [sha256.Size]byte, err error) {
	sum := sha256.New()
	err = fs.WalkDir(fsys, ".", func(name string, item fs.DirEntry, err error) error {
		if err != nil || item.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		fmt.Fprintf(sum, "%d %s %d ", len(name), name, len(data))
		sum.Write(data)
		return err
	})
	sum.Sum(d[:0])
	return d, err
}

func (d *Desk) source(coll *content.Collection, opt Options, broken bool) *Source {
	return newSource(coll, opt, d.templates.made, d.bundle.made, broken)
}

// versionOf names a proof by all that it is made of.
func (d *Desk) versionOf(coll *content.Collection, opt Options) string {
	digest := coll.Digest()
	sum := sha256.New()
	for _, part := range [][sha256.Size]byte{digest, d.templates.of, d.bundle.of} {
		sum.Write(part[:])
	}
	fmt.Fprintf(sum, "%q", []string{opt.Slug, opt.Territory, opt.BaseURL, string(opt.Today), fmt.Sprint(opt.Drafts)})
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// sight selects the edition and looks for what is wrong in it: in the texts that
// changed, when nothing else did since the last proof, or else everywhere.
func (p *Proof) sight(ctx context.Context, choice edition.Choice) (problems []diag.Diagnostic, err error) {
	last := p.desk.last
	if last != nil && p.alike(last) {
		if changes, only := p.content.Since(last.content); only && !last.unsound.Load() {
			return p.sightChanges(ctx, choice, changes)
		}
	}
	p.view, p.selected = edition.Select(choice)
	problems, err = check.Everything(ctx, p.view, p.content)
	p.checked = true
	return append(problems, p.selected...), err
}

// sightChanges looks at what changed only.
func (p *Proof) sightChanges(ctx context.Context, choice edition.Choice, changes []content.Change) ([]diag.Diagnostic, error) {
	last := p.desk.last
	p.changed = lists.Of(changes, func(c content.Change) *content.Document { return c.To })
	if view, ok := last.view.Renewed(changes); ok {
		p.view, p.selected = view, last.selected
	} else {
		p.view, p.selected = edition.Select(choice)
	}
	problems, err := check.Documents(ctx, p.view, p.content, p.changed)
	return append(problems, p.selected...), err
}

// alike reports whether another proof is of the same edition at the same date, with
// the same templates and assets.
func (p *Proof) alike(other *Proof) bool {
	a, b := p.opt, other.opt
	return a.Slug == b.Slug && a.Territory == b.Territory && a.BaseURL == b.BaseURL && a.Today == b.Today && a.Drafts == b.Drafts &&
		p.templates == other.templates && p.bundleOf == other.bundleOf
}

// index takes the index of a proof's edition from the stock, and exports it.
func (d *Desk) index(ctx context.Context, b *builder) error {
	d.indexing.Lock()
	defer d.indexing.Unlock()
	views := only(b.view)
	var err error
	if d.stock == nil {
		d.stock, err = search.NewStock(ctx, b.opt.Scratch, views)
	} else {
		err = d.stock.Renew(ctx, views)
	}
	if err != nil {
		return err
	}
	one := *b.Source
	one.indexed = d.stock
	b.Source = &one
	_, err = b.index(ctx)
	return err
}
