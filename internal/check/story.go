package check

import (
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
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
// or for what would be done otherwise.
func missingStory(_ *survey, d *content.Document) []diag.Diagnostic {
	if d.Testimonial == nil {
		return nil
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
		return nil
	}
	message := "ce témoignage ne dit pas " + why[0]
	if len(why) > 1 {
		message = "ce témoignage ne dit ni " + strings.Join(why, ", ni ")
	}
	return []diag.Diagnostic{diag.New(diag.MissingStory, d.Source, d.Value("titre"), message, "ajoutez un passage sous le titre "+strings.Join(titles, " et un autre sous "))}
}
