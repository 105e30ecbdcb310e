package check

import (
	"fmt"
	"regexp"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
)

// maxWords is how many words a sentence may have and still be read at once.
const maxWords = 40

// longSentences reports the sentences of the text that have too many words.
func longSentences(s *survey, d *content.Document) []diag.Diagnostic {
	var problems []diag.Diagnostic
	for _, p := range s.proseOf(d) {
		if p.heading {
			continue
		}
		for _, at := range sentencesOf(p.text) {
			n := countWords(p.text[at.Start:at.End])
			if n <= maxWords {
				continue
			}
			problems = append(problems, diag.New(diag.LongSentence, d.Source, p.span(at.Start, at.End), fmt.Sprintf("cette phrase a %d mots", n),
				"coupez-la en deux, ou faites-en une liste : au-delà de quarante mots, on perd le fil"))
		}
	}
	return problems
}

// blanks are the spaces that part sentences.
const blanks = " " + content.NoBreakSpaces

// sentenceEnd matches what may end a sentence: its mark, with closing quotes,
// then a blank.
var sentenceEnd = regexp.MustCompile(`[.!?…]+[ \x{a0}\x{202f}]?[»”")]*\s+`)

// abbreviation matches a text that ends with a point which ends no sentence.
var abbreviation = regexp.MustCompile(`(?i)^\(?(?:M|MM|Mme|Mmes|Mlle|Dr|Me|St|Ste|art|p|ex|cf|env|vol|chap|fig|tél|min|max|av|bd|n|\pL)\.$`)

// sentencesOf splits a text into sentences, blanks left out.
func sentencesOf(text string) []diag.Span {
	var spans []diag.Span
	start := 0
	for _, at := range sentenceEnd.FindAllStringIndex(text, -1) {
		end := strings.TrimRight(text[:at[1]], blanks)
		if last := end[strings.LastIndexByte(end, ' ')+1:]; !abbreviation.MatchString(last) {
			spans, start = append(spans, diag.Span{Start: start, End: len(end)}), at[1]
		}
	}
	if rest := strings.TrimSpace(text[start:]); rest != "" {
		spans = append(spans, diag.Span{Start: start, End: start + len(rest)})
	}
	return spans
}

// countWords counts words as a reader does: by the blanks between them, marks
// of punctuation left out.
func countWords(text string) int {
	n := 0
	for _, field := range strings.Fields(text) {
		if strings.ContainsFunc(field, isLetter) {
			n++
		}
	}
	return n
}
