package main

import (
	"context"

	"recueil/internal/check"
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

// collection loads the whole content. Its errors are printed with what follows
// from them, as build does.
func (a *app) collection(ctx context.Context, src source, consequence string) (*content.Collection, content.Date, error) {
	today, err := src.today(a)
	if err != nil {
		return nil, "", err
	}
	roots, err := src.roots()
	if err != nil {
		return nil, "", err
	}
	coll, problems, err := content.Load(ctx, roots, defaultJobs())
	if err != nil {
		return nil, "", err
	}
	if diag.HasErrors(problems) {
		return nil, "", a.refuse(problems, "texte", consequence)
	}
	return coll, today, nil
}

// view loads the content and selects the edition that the flags name. Errors are
// printed with what follows from them.
func (a *app) view(ctx context.Context, src source, consequence string) (*edition.View, error) {
	coll, today, err := a.collection(ctx, src, consequence)
	if err != nil {
		return nil, err
	}
	return a.selected(coll, today, src, consequence)
}

// publishable is view for what leaves the house: it refuses what build refuses.
func (a *app) publishable(ctx context.Context, src source, consequence string) (*edition.View, error) {
	coll, today, err := a.collection(ctx, src, consequence)
	if err != nil {
		return nil, err
	}
	if problems := diag.Sort(check.Collection(coll)); diag.HasErrors(problems) {
		return nil, a.refuse(problems, "texte", consequence)
	}
	return a.selected(coll, today, src, consequence)
}

func (a *app) selected(coll *content.Collection, today content.Date, src source, consequence string) (*edition.View, error) {
	choice, err := src.choose(coll, today)
	if err != nil {
		return nil, err
	}
	view, problems := edition.Select(coll, choice)
	if diag.HasErrors(problems) {
		return nil, a.refuse(problems, "texte", consequence)
	}
	return view, nil
}
