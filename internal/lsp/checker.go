package lsp

import (
	"context"

	"recueil/internal/check"
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

// job is what to look at: some files, then everything if it is whole.
type job struct {
	roots []content.Root
	texts map[string]*text // that are open, by path as printed
	files map[string]bool  // to check first
	whole bool
}

// finding is what a job found: first in the files that it names, then, of a whole one,
// everywhere.
type finding struct {
	job
	collection *content.Collection
	loaded     []diag.Diagnostic            // what reading the files has shown
	problems   map[string][]diag.Diagnostic // by path
	everywhere bool                         // the problems are of all files, and not of those named
	err        error
}

// checker reads the content and runs the rules.
type checker struct {
	opt    Options
	memory content.Memory
}

// read does the first part of jobs, until ctx ends.
func (c *checker) read(ctx context.Context, jobs <-chan job, findings chan<- finding) {
	for {
		select {
		case <-ctx.Done():
			return
		case j := <-jobs:
			hand(ctx, findings, c.files(ctx, j))
		}
	}
}

// survey does the second part of whole ones, which may last, beside.
func (c *checker) survey(ctx context.Context, surveys <-chan finding, findings chan<- finding) {
	for {
		select {
		case <-ctx.Done():
			return
		case f := <-surveys:
			hand(ctx, findings, c.everywhere(f))
		}
	}
}

func hand(ctx context.Context, findings chan<- finding, f finding) {
	select {
	case <-ctx.Done():
	case findings <- f:
	}
}

// files reads the content, with the texts that are open, and checks the files of the job.
func (c *checker) files(ctx context.Context, j job) finding {
	f := finding{job: j, problems: map[string][]diag.Diagnostic{}}
	texts := map[string][]byte{}
	for path, t := range j.texts {
		texts[path] = []byte(t.raw)
	}
	if f.collection, f.loaded, f.err = c.memory.Load(ctx, content.WithUnsaved(j.roots, texts), c.opt.Jobs); f.err != nil {
		return f
	}
	choices, opt := c.with(f.collection)
	for path := range j.files {
		f.problems[path] = check.File(f.collection, f.loaded, choices, opt, path)
	}
	return f
}

// everywhere checks all that was read.
func (c *checker) everywhere(f finding) finding {
	f.problems, f.everywhere = map[string][]diag.Diagnostic{}, true
	choices, opt := c.with(f.collection)
	for _, p := range check.Run(f.collection, f.loaded, choices, opt) {
		f.problems[p.Source.Path] = append(f.problems[p.Source.Path], p)
	}
	return f
}

// with returns the editions that are checked, and what with.
func (c *checker) with(coll *content.Collection) ([]edition.Choice, check.Options) {
	return edition.At(coll, c.opt.Today()).Every(edition.Sets{Declared: true}), check.Options{Dictionary: c.opt.Dictionary}
}
