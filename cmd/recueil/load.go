package main

import (
	"context"
	"slices"

	"recueil/internal/check"
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

// load reads the whole content, and returns it with the problems of its files and
// its editions at the date that the flags name.
func (a *app) load(ctx context.Context, src source) (*content.Collection, []diag.Diagnostic, edition.Editions, error) {
	today, err := src.today(a)
	if err != nil {
		return nil, nil, edition.Editions{}, err
	}
	roots, err := src.roots()
	if err != nil {
		return nil, nil, edition.Editions{}, err
	}
	coll, problems, err := content.Load(ctx, roots, defaultJobs())
	if err != nil {
		return nil, nil, edition.Editions{}, err
	}
	return coll, problems, edition.At(coll, today), nil
}

// editions loads the content for its editions. Errors in its files are printed
// with what follows from them, as build does.
func (a *app) editions(ctx context.Context, src source, consequence string) (edition.Editions, error) {
	_, problems, editions, err := a.load(ctx, src)
	if err == nil && diag.HasErrors(problems) {
		err = a.refuse(problems, "texte", consequence)
	}
	return editions, err
}

// view loads the content and selects the edition that the flags name, when there
// is no error for which build would refuse it; else errors are printed with what
// follows from them.
func (a *app) view(ctx context.Context, src source, consequence string) (*edition.View, error) {
	coll, problems, editions, err := a.load(ctx, src)
	if err != nil {
		return nil, err
	}
	choice, err := src.choose(editions)
	if err != nil {
		return nil, err
	}
	view, more := edition.Select(choice)
	if problems := diag.Sort(slices.Concat(problems, check.Collection(coll), more, check.View(view, coll))); diag.HasErrors(problems) {
		return nil, a.refuse(problems, "texte", consequence)
	}
	return view, nil
}
