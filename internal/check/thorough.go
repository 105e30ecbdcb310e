package check

import (
	"slices"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/spelling"
)

// Thorough returns what a careful reader would say of the texts: sentences,
// acronyms, jargon, documents alike, spelling. All are warnings; no build waits for
// them. Without a dictionary, spelling is left out.
func Thorough(c *content.Collection, dictionary *spelling.Dictionary) []diag.Diagnostic {
	explained, jargon, s := explainedEverywhere(c), explainedJargon(c), newSpeller(dictionary, c)
	problems := nearDuplicates(c)
	for _, d := range c.Documents {
		if d.Remove {
			continue
		}
		texts := proseOf(d)
		problems = append(problems, slices.Concat(unexplainedAcronyms(explained, d, texts), unexplainedJargon(jargon, d, texts), longSentences(d, texts))...)
		if dictionary != nil {
			problems = append(problems, s.misspelt(d, texts)...)
		}
	}
	return problems
}
