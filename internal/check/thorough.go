package check

import (
	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/spelling"
)

// Thorough returns what a careful reader would say of the texts: sentences,
// acronyms, documents alike, spelling. All are warnings; no build waits for
// them. Without a dictionary, spelling is left out.
func Thorough(c *content.Collection, dictionary *spelling.Dictionary) []diag.Diagnostic {
	explained, s := explainedEverywhere(c), newSpeller(dictionary, c)
	problems := nearDuplicates(c)
	for _, d := range c.Documents {
		if d.Remove {
			continue
		}
		texts := proseOf(d)
		problems = append(append(problems, unexplainedAcronyms(explained, d, texts)...), longSentences(d, texts)...)
		if dictionary != nil {
			problems = append(problems, s.misspelt(d, texts)...)
		}
	}
	return problems
}
