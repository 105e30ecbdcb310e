package site

import (
	"context"
	"path"

	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/publish"
	"recueil/internal/render"
	"recueil/internal/search"
)

// Made is an edition of a run and what was made of it.
type Made struct {
	Slug, Title string
	Report
}

// Every lists the editions of the sets, at the date of the options.
func (s *Source) Every(sets edition.Sets) []edition.Choice { return s.at.Every(sets) }

// BuildAll makes several editions: the national one at the root of out, each
// other in editions/<slug>/, without the pages that it shares with the national one. One is made after the other, so that memory is
// bounded by the largest. The problems are those that any edition has, each
// once; when one is an error, the editions after it are only checked.
func (s *Source) BuildAll(ctx context.Context, choices []edition.Choice, out publish.Sink) ([]Made, []diag.Diagnostic, error) {
	var made []Made
	var problems []diag.Diagnostic
	choices = edition.Together(choices)
	one := *s
	if err := one.stock(ctx, choices); err != nil {
		return nil, nil, err
	}
	for _, choice := range choices {
		one.linkEditions(choices, choice)
		report, more, err := one.Build(ctx, choice, under(out, choice.Slug()))
		problems = diag.Sort(append(problems, more...))
		if err != nil {
			return nil, problems, err
		}
		one.broken = one.broken || diag.HasErrors(more)
		made = append(made, Made{choice.Slug(), choice.Title(), report})
	}
	if one.indexed != nil && !one.broken {
		s.opt.Past.keep(searchName, one.indexed.Write)
	}
	return made, problems, nil
}

// stock indexes once the documents of all the editions, when there are several
// and nothing forbids to make them.
func (s *Source) stock(ctx context.Context, choices []edition.Choice) (err error) {
	if s.broken || len(choices) < 2 {
		return nil
	}
	defer s.opt.begin(Indexing, 0)()
	s.indexed, err = s.opt.Past.stock(ctx, s.opt.Scratch, func(yield func(*edition.View) bool) {
		for _, choice := range choices {
			if v, _ := edition.Select(choice); !yield(v) {
				return
			}
		}
	})
	return err
}

// indexOf returns the search index of an edition, to export: from a stock, if any, or else
// made in a folder of scratch.
func indexOf(v *edition.View, stock *search.Stock, scratch string) (*search.Index, error) {
	if stock != nil {
		return stock.Edition(v)
	}
	return search.ToExport(v, scratch)
}

// linkEditions sets how the readers of an edition find the others of its run: through
// a page of the national one, that leads to each, and its pages of their territories.
func (s *Source) linkEditions(choices []edition.Choice, here edition.Choice) {
	s.editions, s.local = nil, nil
	switch {
	case len(choices) < 2:
		s.allEditions = ""
	case here.Slug() == "":
		s.allEditions = edition.EditionsFolder + "/"
		for _, c := range choices[1:] {
			s.editions = append(s.editions, render.EditionLink{Name: c.Title(), URL: s.addressBetween(c, ""), Territories: c.Territories()})
		}
		s.local = s.editions
	default:
		s.allEditions = s.addressBetween(here, edition.EditionsFolder+"/")
	}
}

// editionsFrom lists the editions that the pages of their territories lead to: none but
// in the national edition.
func (s *Source) editionsFrom(here edition.Site) []render.EditionLink {
	switch {
	case here.Slug != "":
		return nil
	case s.local != nil:
		return s.local
	}
	return s.elsewhere()
}

// elsewhere lists the declared editions that have an address of their own: those that
// the national one, made alone, can lead to.
func (s *Source) elsewhere() []render.EditionLink {
	var links []render.EditionLink
	for _, c := range s.at.Every(edition.Sets{Declared: true}) {
		if c.Apart() {
			links = append(links, render.EditionLink{Name: c.Title(), URL: c.Address(), Territories: c.Territories()})
		}
	}
	return links
}

// addressBetween leads between the national edition and another of the run: to the other
// when back is "", else from it to that page of the national one. It is
// relative unless the other is published at an address of its own.
func (s *Source) addressBetween(c edition.Choice, back string) string {
	apart := c.Apart()
	switch {
	case apart && back == "":
		return c.Address()
	case apart:
		return s.at.National().Address() + back
	case back == "":
		return path.Join(edition.EditionsFolder, c.Slug()) + "/"
	}
	return "../../" + back
}

func under(out publish.Sink, slug string) publish.Sink {
	if slug == "" {
		return out
	}
	return publish.Under(out, path.Join(edition.EditionsFolder, slug))
}
