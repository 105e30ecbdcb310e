package site

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/gob"
	"fmt"
	"io"
	"iter"
	"strings"
	"sync"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/images"
	"recueil/internal/publish"
	"recueil/internal/search"
)

// Past is what the last build of a site leaves to the next one, so that what is the same
// need not be made again. Whatever it answers costs time and never a byte: what it holds
// of another maker, or of other files, is not used. The zero Past has nothing and keeps
// nothing.
type Past struct {
	Cache images.Dir // "": nothing
	Maker string     // tells this program from all others: what one has made is of no use to another
}

// recall returns what was kept under a name, and reports whether there was such.
func (p Past) recall(name string) (*bytes.Reader, bool) {
	if p.Cache == "" {
		return nil, false
	}
	data, ok := p.Cache.Get(name)
	rest, ours := bytes.CutPrefix(data, p.mark())
	return bytes.NewReader(rest), ok && ours
}

// keep keeps what the next build may use, under a name.
func (p Past) keep(name string, write func(io.Writer) error) {
	if p.Cache == "" {
		return
	}
	p.Cache.Write(name, func(w io.Writer) error {
		if _, err := w.Write(p.mark()); err != nil {
			return err
		}
		return write(w)
	})
}

// stock is the stock of the search that the last build kept, made that of these views.
func (p Past) stock(ctx context.Context, scratch string, views iter.Seq[*edition.View]) (*search.Stock, error) {
	if kept, ok := p.recall(searchName); ok {
		if stock, err := search.ReadStock(kept, scratch); err == nil {
			return stock, stock.Renew(ctx, views)
		}
	}
	return search.NewStock(ctx, scratch, views)
}

// texts are those that the last build parsed; nil without a past.
func (p Past) texts() *content.Texts {
	if p.Cache == "" {
		return nil
	}
	if kept, ok := p.recall(textsName); ok {
		data := new(strings.Builder)
		data.Grow(kept.Len())
		kept.WriteTo(data)
		if texts, err := content.ReadTexts(data.String()); err == nil {
			return texts
		}
	}
	return new(content.Texts)
}

func (p Past) keepTexts(texts *content.Texts) {
	if texts != nil && texts.Outdated() {
		p.keep(textsName, texts.Write)
	}
}

// textsName is what the texts are kept under.
const textsName = "textes"

// searchName is what the search is kept under.
const searchName = "recherche"

func (p Past) mark() []byte { return append([]byte(p.Maker), 0) }

// pagesMade is the pages of an edition, each with the digest of its bytes, which the former
// site has. Only the page of a document shows its text; all else that pages are made of is
// the outline that they have in common. So the pages are the former ones but for those of
// texts that changed, or all new.
type pagesMade struct {
	Outline string              // of what any page is made of
	Pages   map[string]pageMade // by path
}

type pageMade struct {
	Text  string // digest of the document whose page it is, "" of other pages
	Bytes publish.Digest
}

// pagesPast is the pages of an edition that were made before, and those made now.
type pagesPast struct {
	before pagesMade
	texts  map[string]string // digests of the documents, by the path of their pages
	out    publish.Keeper

	mu  sync.Mutex
	now pagesMade
}

// pastPages returns what the past knows of the pages of this edition; nil when there is no
// past to know, or no former site to have them.
func (b *builder) pastPages() *pagesPast {
	out, ok := b.out.(publish.Keeper)
	if !ok || b.opt.Past.Cache == "" {
		return nil
	}
	p := &pagesPast{out: out, texts: map[string]string{}, now: pagesMade{b.outline(), map[string]pageMade{}}}
	if kept, ok := b.opt.Past.recall(b.pagesName()); !ok || gob.NewDecoder(kept).Decode(&p.before) != nil || p.before.Outline != p.now.Outline {
		p.before = pagesMade{}
	}
	for _, d := range b.view.Documents() {
		if !d.Type.IsStructural() {
			sum := sha256.Sum256(d.Source.Text)
			p.texts[pageOf(d)] = string(sum[:])
		}
	}
	return p
}

// builtBefore reports whether this program has built the edition here before. Only then is
// the search kept: it takes a third more time and memory once, which a machine that builds
// from nothing each time would pay for nothing.
func (b *builder) builtBefore() bool {
	_, again := b.opt.Past.recall(b.pagesName())
	return again
}

func (p *pagesPast) write(w io.Writer) error { return gob.NewEncoder(w).Encode(p.now) }

// pageOf is the file of a document's page.
func pageOf(d *content.Document) string { return strings.TrimPrefix(d.Address(), "/") + "index.html" }

func (b *builder) pagesName() string { return "pages-" + b.view.Site().Name() }

// outline is the digest of all that a page of the edition may be made of, but for the text
// of the document whose page it is.
func (b *builder) outline() string {
	sum := sha256.New()
	outline := b.content.Outline()
	sum.Write(outline[:])
	sum.Write(b.templatesOf[:])
	o := b.opt
	fmt.Fprintf(sum, "%q", []string{b.view.Site().Slug, o.Slug, o.Territory, o.BaseURL, string(o.Today), fmt.Sprint(o.Drafts), fmt.Sprint(b.view.Together())})
	fmt.Fprintf(sum, "%q %q %q %q", b.pages.Assets, fmt.Sprint(b.pages.Pictures), b.pages.Editions, b.pages.AllEditions)
	return string(sum.Sum(nil))
}

// take publishes the page of the former site, if it is made of the same.
func (p *pagesPast) take(path string) (size int, taken bool, err error) {
	made, known := p.before.Pages[path]
	if !known || made.Text != p.texts[path] {
		return 0, false, nil
	}
	size, taken, err = p.out.Keep(path, made.Bytes)
	if taken {
		p.note(path, made)
	}
	return size, taken, err
}

// made notes a page that the next build may take.
func (p *pagesPast) made(path string, data []byte) {
	p.note(path, pageMade{p.texts[path], sha256.Sum256(data)})
}

func (p *pagesPast) note(path string, made pageMade) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now.Pages[path] = made
}
