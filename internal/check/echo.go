package check

import (
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
)

// newWords is how many words of its own a summary has at least.
const newWords = 3

// echoedTitle reports a summary that says the title again and nearly nothing
// else: cards and results show the one below the other.
func echoedTitle(_ *survey, d *content.Document) []diag.Diagnostic {
	title, summary := telling(d.Title), telling(d.Summary)
	if len(title) == 0 || len(summary) == 0 {
		return nil
	}
	begins := len(title) > 2 && strings.HasPrefix(strings.Join(wordsOf(d.Summary), " ")+" ", strings.Join(wordsOf(d.Title), " ")+" ")
	own := slices.DeleteFunc(slices.Clone(summary), func(w string) bool { return slices.Contains(title, w) })
	if !begins && (len(own) >= newWords || len(own) == len(summary)) {
		return nil
	}
	return []diag.Diagnostic{diag.New(diag.EchoedTitle, d.Source, d.Value("resume"), "le résumé répète le titre",
		"dites ce que le titre ne dit pas : pour qui, comment, avec quel résultat")}
}

// telling lists the words of a text that carry its meaning, once each: those of
// four letters or more.
func telling(text string) []string {
	var words []string
	for _, w := range wordsOf(text) {
		if len([]rune(w)) >= 4 && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words
}
