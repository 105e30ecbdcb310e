// Package check holds the rules that look at more than one line of one file:
// what documents name, where links lead, what an edition leaves out, what has
// grown old.
//
// [Run] is the check command: every rule, in every edition that it is given.
// A build waits only for the cheap ones: [Collection] runs those that are true of
// every edition, [View] those of one. The list of rules (rules.go) says what each
// looks at and needs; each has a file of its own, or its family's, and an example
// in examples/, which [ExampleOf] returns. Rules that need only a file's own text
// are found where it is read, in content and markdown; all are declared in diag.
package check

import (
	"context"
	"slices"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/probe"
	"recueil/internal/spelling"
)

// Options say what Run has to look with. What is nil leaves out the rules that
// need it.
type Options struct {
	Dictionary *spelling.Dictionary
	Answers    map[string]probe.Answer // of other sites, by address: see OutsideLinks
	Former     *Published
}

// Run returns all that is wrong in a collection and in the editions of it that
// are chosen, sorted, without the warnings that their documents accept. Found are
// the problems that loading it has shown. What is wrong in some editions only is
// said once, with their names.
func Run(c *content.Collection, found []diag.Diagnostic, choices []edition.Choice, opt Options) []diag.Diagnostic {
	s := newSurvey(c, opt)
	return s.report(slices.Concat(found, s.together(s.able(cheap)), s.together(s.able(thorough))), choices, func(*content.Document) bool { return true })
}

// Collection returns what the cheap rules find in the collection whatever the
// edition.
func Collection(c *content.Collection) []diag.Diagnostic {
	s := newSurvey(c, Options{})
	rules := s.able(cheap)
	problems := s.together(rules)
	for _, d := range c.Documents {
		problems = append(problems, s.alone(rules, d)...)
	}
	return problems
}

// View returns what is wrong in one edition only, at its date.
func View(v *edition.View, c *content.Collection) []diag.Diagnostic {
	s := newSurvey(c, Options{})
	var problems []diag.Diagnostic
	for _, d := range v.Documents() {
		problems = append(problems, s.seen(v, d)...)
	}
	return problems
}

// Documents returns what the cheap rules that look at one document at a time find in
// these of an edition, overlays included. It stops when ctx ends, with its error.
func Documents(ctx context.Context, v *edition.View, c *content.Collection, documents []*content.Document) ([]diag.Diagnostic, error) {
	s := newSurvey(c, Options{})
	rules := s.able(cheap)
	var problems []diag.Diagnostic
	for _, d := range documents {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		problems = append(problems, s.alone(rules, d)...)
		if shown, ok := v.Document(d.Key()); ok && shown.Source == d.Source {
			problems = append(problems, s.seen(v, shown)...)
		}
	}
	return problems, nil
}

// Everything returns what [Collection] and [View] do, unless ctx ends meanwhile.
func Everything(ctx context.Context, v *edition.View, c *content.Collection) ([]diag.Diagnostic, error) {
	problems, err := Documents(ctx, v, c, c.Documents)
	if err != nil {
		return nil, err
	}
	s := newSurvey(c, Options{})
	return append(s.together(s.able(cheap)), problems...), ctx.Err()
}

// File is [Run] for the problems of one file, by the path of its source, while its author
// writes: it leaves out the rules that compare every text with every other.
func File(c *content.Collection, found []diag.Diagnostic, choices []edition.Choice, opt Options, path string) []diag.Diagnostic {
	s := newSurvey(c, opt)
	problems := s.report(slices.Concat(found, s.together(s.able(cheap))), choices, func(d *content.Document) bool { return d.Source.Path == path })
	return slices.DeleteFunc(problems, func(p diag.Diagnostic) bool { return p.Source.Path != path })
}

// report adds to problems those of the documents that of accepts, by themselves and in each
// edition that is chosen.
func (s *survey) report(problems []diag.Diagnostic, choices []edition.Choice, of func(*content.Document) bool) []diag.Diagnostic {
	everyRule := append(s.able(cheap), s.able(thorough)...)
	for _, d := range s.Documents {
		if of(d) {
			problems = append(problems, s.alone(everyRule, d)...)
		}
	}
	var editions []inEdition
	for _, choice := range choices {
		view, more := edition.Select(choice)
		for _, d := range view.Documents() {
			if of(d) {
				more = append(more, s.seen(view, d)...)
			}
		}
		editions = append(editions, inEdition{view, more})
	}
	return diag.Sort(Accept(s.Collection, append(problems, merge(editions)...)))
}

// able lists the rules of a cost that have what they need.
func (s *survey) able(at cost) []rule {
	return slices.DeleteFunc(slices.Clone(s.rules), func(r rule) bool { return r.cost != at || r.needs != nil && !r.needs(s.Options) })
}

// together runs the rules that look at the whole collection.
func (s *survey) together(rules []rule) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for _, r := range rules {
		if r.collection != nil {
			problems = append(problems, r.collection(s)...)
		}
	}
	return problems
}

// alone runs the rules that look at a document by itself. Mistakes in a draft are warnings.
func (s *survey) alone(rules []rule, d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for _, r := range rules {
		if r.document != nil && !d.Remove {
			problems = append(problems, softened(r.document(s, d), d)...)
		}
	}
	return problems
}

func softened(problems []diag.Diagnostic, d *content.Document) []diag.Diagnostic {
	if d.Draft {
		diag.Soften(problems)
	}
	return problems
}

// seen runs the rules that look at a document in an edition.
func (s *survey) seen(v *edition.View, d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for _, r := range s.rules {
		if r.view != nil {
			problems = append(problems, r.view(s, v, d)...)
		}
	}
	return problems
}

// Accept drops the warnings that their document accepts with a reason.
func Accept(c *content.Collection, problems []diag.Diagnostic) []diag.Diagnostic {
	accepted := map[string][]string{}
	for _, d := range c.Documents {
		for _, ignore := range d.Ignore {
			if ignore.Reason != "" {
				accepted[d.Source.Path] = append(accepted[d.Source.Path], ignore.Rule)
			}
		}
	}
	return slices.DeleteFunc(problems, func(p diag.Diagnostic) bool {
		return p.Severity == diag.Warning && slices.Contains(accepted[p.Source.Path], p.Rule.Name)
	})
}
