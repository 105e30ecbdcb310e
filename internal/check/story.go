package check

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/french"
	"recueil/internal/markdown"
)

// parts are what makes a testimonial worth more than an advertisement: the words
// one of which its heading holds, and how we write it.
var parts = []struct {
	words []string
	title string
	why   string
}{
	{[]string{"difficulte", "difficultes", "obstacle", "obstacles", "frein", "freins", "ecueil", "ecueils", "echec", "limites"}, "Les difficultés", "les difficultés"},
	{[]string{"referait", "referais", "referions", "referaient", "refaire", "autrement", "lecon", "lecons", "recul"}, "Ce qu'on referait autrement", "ce qu'on referait autrement"},
}

// missingStory reports a testimonial that has no heading for the difficulties,
// or for what would be done otherwise, or nothing under its headings.
func missingStory(_ *survey, d *content.Document) []diag.Diagnostic {
	if d.Testimonial == nil {
		return nil
	}
	var problems []diag.Diagnostic
	if titles := titlesAlone(d); len(titles) > 0 && !d.Draft { // of a draft, they are still to write
		problems = append(problems, diag.New(diag.MissingStory, d.Source, titles[0].Span, "ce témoignage a un titre sans texte : "+quoted(titles), "écrivez ce qu'il annonce, ou supprimez-le"))
		if len(titles) > 1 {
			problems[0].Message, problems[0].Hint = "ce témoignage a des titres sans texte : "+quoted(titles), "écrivez ce qu'ils annoncent, ou supprimez-les"
		}
	}
	var written []string
	for _, h := range d.Body.Headings() {
		written = append(written, wordsOf(h.Text)...)
	}
	var why, titles []string
	for _, part := range parts {
		if !slices.ContainsFunc(part.words, func(w string) bool { return slices.Contains(written, w) }) {
			why, titles = append(why, part.why), append(titles, "« ## "+part.title+" »")
		}
	}
	if len(why) == 0 {
		return problems
	}
	message := "ce témoignage ne dit pas " + why[0]
	if len(why) > 1 {
		message = "ce témoignage ne dit ni " + strings.Join(why, ", ni ")
	}
	return append(problems, diag.New(diag.MissingStory, d.Source, d.Value("titre"), message, "ajoutez un passage sous le titre "+strings.Join(titles, " et un autre sous ")))
}

// titlesAlone returns the headings of a text that nothing follows, as an outline leaves
// them: not a word, nor a heading under them.
func titlesAlone(d *content.Document) []markdown.Heading {
	var alone []markdown.Heading
	headings, text := d.Body.Headings(), d.Source.Text
	for i, h := range headings {
		end, under := len(text), false
		if i+1 < len(headings) {
			next := headings[i+1]
			end, under = next.Span.Start, next.Level > h.Level
		}
		if !under && len(bytes.TrimSpace(comment.ReplaceAll(text[min(h.Span.End, end):end], nil))) == 0 {
			alone = append(alone, h)
		}
	}
	return alone
}

// comment is what a page does not show.
var comment = regexp.MustCompile(`(?s)<!--.*?-->`)

func quoted(headings []markdown.Heading) string {
	var list []string
	for _, h := range headings {
		list = append(list, "« "+h.Text+" »")
	}
	return french.Enumerate(list)
}
