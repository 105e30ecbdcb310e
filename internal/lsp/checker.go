package lsp

import (
	"context"

	"recueil/internal/check"
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

// job is what to look at: some files, or everything.
type job struct {
	roots []content.Root
	texts map[string]*text // that are open, by path as printed
	files map[string]bool  // to check, unless whole
	whole bool
}

// finding is what a job found.
type finding struct {
	job
	collection *content.Collection
	problems   map[string][]diag.Diagnostic // by path; of the files of the job alone, unless it is whole
	err        error
}

// checker reads the content and runs the rules.
type checker struct {
	opt    Options
	memory content.Memory
}

// run does jobs until there are none any more, or ctx ends.
func (c *checker) run(ctx context.Context, jobs <-chan job, findings chan<- finding) {
	for {
		select {
		case <-ctx.Done():
			return
		case j := <-jobs:
			select {
			case <-ctx.Done():
				return
			case findings <- c.do(ctx, j):
			}
		}
	}
}

func (c *checker) do(ctx context.Context, j job) finding {
	f := finding{job: j, problems: map[string][]diag.Diagnostic{}}
	roots := j.roots
	for path, t := range j.texts {
		roots = content.WithUnsaved(roots, path, []byte(t.raw))
	}
	coll, found, err := c.memory.Load(ctx, roots, c.opt.Jobs)
	if err != nil {
		f.err = err
		return f
	}
	f.collection = coll
	choices := edition.At(coll, c.opt.Today()).Every(edition.Sets{Declared: true})
	opt := check.Options{Dictionary: c.opt.Dictionary}
	if j.whole {
		for _, p := range check.Run(coll, found, choices, opt) {
			f.problems[p.Source.Path] = append(f.problems[p.Source.Path], p)
		}
		return f
	}
	for path := range j.files {
		f.problems[path] = check.File(coll, found, choices, opt, path)
	}
	return f
}
