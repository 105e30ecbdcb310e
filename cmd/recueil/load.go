package main

import (
	"context"

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

// view loads the content and selects the edition that the flags name. Errors are
// printed with what follows from them.
func (a *app) view(ctx context.Context, src source, consequence string) (*edition.View, error) {
	editions, err := a.editions(ctx, src, consequence)
	if err != nil {
		return nil, err
	}
	return a.selected(editions, src, consequence)
}

// publishable is view for what leaves the house: it refuses what build refuses.
func (a *app) publishable(ctx context.Context, src source, consequence string) (*edition.View, error) {
	coll, problems, editions, err := a.load(ctx, src)
	if err != nil {
		return nil, err
	}
	if problems := diag.Sort(append(problems, check.Collection(coll)...)); diag.HasErrors(problems) {
		return nil, a.refuse(problems, "texte", consequence)
	}
	return a.selected(editions, src, consequence)
}

func (a *app) selected(editions edition.Editions, src source, consequence string) (*edition.View, error) {
	choice, err := src.choose(editions)
	if err != nil {
		return nil, err
	}
	view, problems := edition.Select(choice)
	if diag.HasErrors(problems) {
		return nil, a.refuse(problems, "texte", consequence)
	}
	return view, nil
}
