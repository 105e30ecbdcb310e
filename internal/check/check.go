// Package check holds the rules that look at more than one line of one file:
// where links lead, what an edition leaves out, what has grown old.
//
// [Collection] runs the rules that are true of every edition; [View] those of
// one; [Thorough] those that read the texts closely, which only the check
// command waits for; [DeadLinks] reports what asking other sites has shown.
// Rules that need only a file's own text are found where it is read, in content
// and markdown; all are declared in diag. Each rule here has a file of its own,
// and each rule of diag an example in examples/, which [ExampleOf] returns.
package check

import (
	"slices"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

// Collection returns what is wrong in the collection whatever the edition.
func Collection(c *content.Collection) []diag.Diagnostic {
	problems := paleColours(c)
	known, own := pagesOf(c), sitePages(c)
	for _, d := range c.Documents {
		if d.Remove {
			continue
		}
		found := slices.Concat(takenAliases(own, d), brokenLinks(known, d), brokenAnchors(known, d), missingImages(c, d), remainingNames(d),
			heavyImages(c, d), missingCredit(d), missingStory(d), echoedTitle(d))
		if d.Draft {
			soften(found)
		}
		problems = append(problems, found...)
	}
	return problems
}

// soften turns the mistakes of a draft into warnings.
func soften(problems []diag.Diagnostic) {
	for i := range problems {
		problems[i].Severity = diag.Warning
	}
}

// View returns what is wrong in one edition only. All are warnings.
func View(v *edition.View, c *content.Collection) []diag.Diagnostic {
	var problems []diag.Diagnostic
	elsewhere := pagesOf(c).published()
	for _, d := range v.Documents() {
		problems = append(problems, slices.Concat(
			leavingLinks(v, d, elsewhere), pastReview(v, d), staleAid(v, d), futureDates(v, d), expiredConsent(v, d), emptyHeadings(v, d))...)
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
