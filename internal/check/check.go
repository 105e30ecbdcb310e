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
	problems := slices.Concat(found, s.everywhere(cheap), s.everywhere(thorough))
	var editions []inEdition
	for _, choice := range choices {
		view, more := edition.Select(choice)
		editions = append(editions, inEdition{view, append(more, s.within(view)...)})
	}
	return diag.Sort(Accept(c, append(problems, merge(editions)...)))
}

// Collection returns what the cheap rules find in the collection whatever the
// edition.
func Collection(c *content.Collection) []diag.Diagnostic {
	return newSurvey(c, Options{}).everywhere(cheap)
}

// View returns what is wrong in one edition only, at its date.
func View(v *edition.View, c *content.Collection) []diag.Diagnostic {
	return newSurvey(c, Options{}).within(v)
}

// everywhere runs the rules of a cost that are true of every edition. Mistakes in
// a draft are warnings.
func (s *survey) everywhere(at cost) []diag.Diagnostic {
	var problems []diag.Diagnostic
	can := slices.DeleteFunc(slices.Clone(s.rules), func(r rule) bool { return r.cost != at || r.needs != nil && !r.needs(s.Options) })
	for _, r := range can {
		if r.collection != nil {
			problems = append(problems, r.collection(s)...)
		}
	}
	for _, d := range s.Documents {
		for _, r := range can {
			if r.document != nil && !d.Remove {
				problems = append(problems, softened(r.document(s, d), d)...)
			}
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

// within runs the rules of one edition.
func (s *survey) within(v *edition.View) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for _, d := range v.Documents() {
		for _, r := range s.rules {
			if r.view != nil {
				problems = append(problems, r.view(s, v, d)...)
			}
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
