package render

import (
	"strings"

	"recueil/internal/edition"
	"recueil/internal/french"
)

// announceStory is a text that a federation pastes on its networks: the story, its
// first figure, and where to read it.
func announceStory(page TestimonialPage) string {
	lines := []string{page.Heading + ".", page.Summary}
	if len(page.Results) > 0 {
		lines = append(lines, page.Results[0].Value+" : "+page.Results[0].Label+".")
	}
	return announcement(append(lines, "À lire : "+page.Canonical))
}

// announceGuide is the same of a guide: what it holds, counted.
func announceGuide(page GuidePage, headings []edition.Heading) string {
	var held []string
	for _, h := range headings {
		if n := h.Count(); n > 0 && h.Type.IsArticle() {
			name := h.Type.Label()
			if n > 1 {
				name = h.Type.Plural()
			}
			held = append(held, french.Number(n)+" "+strings.ToLower(name))
		}
	}
	lines := []string{page.Heading + " : le numérique, raconté par des entreprises du métier.", page.Summary}
	if len(held) > 0 {
		lines = append(lines, "Dans ce guide : "+strings.Join(held, ", ")+".")
	}
	return announcement(append(lines, "À lire : "+page.Canonical))
}

func announcement(lines []string) string {
	for i, line := range lines {
		lines[i] = french.Typography(strings.Replace(line, "..", ".", 1))
	}
	return strings.Join(lines, "\n")
}
