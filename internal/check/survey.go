package check

import (
	"sync"

	"recueil/internal/content"
	"recueil/internal/edition"
)

// survey is the collection that rules look at, with what several of them look up
// in it: each is made when a rule first asks.
type survey struct {
	*content.Collection
	Options
	rules []rule

	known    func() known           // what can be named
	pages    func() pages           // that some edition may have
	homes    func() []string        // full addresses of the site: see edition.Homes
	acronyms func() map[string]bool // explained everywhere
	jargon   func() map[string]bool // explained everywhere
	speller  func() speller
	loaded   func() map[row]*content.Document
	ordinary func() map[string]bool // words that are no names by themselves

	read  *content.Document // whose prose is at hand
	texts []prose
}

func newSurvey(c *content.Collection, opt Options) *survey {
	s := &survey{Collection: c, Options: opt, rules: rules}
	s.known = sync.OnceValue(func() known { return knownIn(c) })
	s.pages = sync.OnceValue(func() pages { return pagesOf(c) })
	s.homes = sync.OnceValue(func() []string { return edition.Homes(c) })
	s.acronyms = sync.OnceValue(func() map[string]bool { return explainedEverywhere(c) })
	s.jargon = sync.OnceValue(func() map[string]bool { return explainedJargon(c) })
	s.loaded = sync.OnceValue(func() map[row]*content.Document { return documentsByRow(c) })
	s.ordinary = sync.OnceValue(func() map[string]bool { return ordinaryWords(c) })
	s.speller = sync.OnceValue(func() speller { return newSpeller(opt.Dictionary, c) })
	return s
}

// locate reads a link of a document, of whatever edition it may be.
func (s *survey) locate(d *content.Document, link string) edition.Destination {
	return edition.Locate(d, link, s.homes()...)
}

// proseOf lists the texts of a document; the rules that read them ask in turn for
// the same one.
func (s *survey) proseOf(d *content.Document) []prose {
	if s.read != d {
		s.read, s.texts = d, proseOf(d)
	}
	return s.texts
}
