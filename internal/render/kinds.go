package render

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
)

// How many neighbours a page proposes.
const (
	relatedSheets   = 3
	relatedAids     = 2
	relatedContacts = 1
	similarShown    = 3
)

// TestimonialPage tells a firm's story, its results first.
type TestimonialPage struct {
	DocumentPage
	Outcome   string // "reussite", "mitige", "echec" or ""
	OutcomeIs string // in words
	Results   []content.Result
	ForYou    []Card // « Et pour vous ? »: sheets, open aids, a contact
}

var outcomes = map[string]string{
	"reussite": "Une réussite", "mitige": "Un bilan mitigé", "echec": "Un échec raconté",
}

func (p place) testimonialPage(d *content.Document) TestimonialPage {
	page := TestimonialPage{
		DocumentPage: p.documentPage(d),
		Outcome:      d.Testimonial.Outcome, OutcomeIs: outcomes[d.Testimonial.Outcome],
		ForYou: slices.Concat(
			p.related(d, content.Sheets, relatedSheets),
			p.related(d, content.Aids, relatedAids),
			p.related(d, content.Contacts, relatedContacts)),
	}
	page.Facts = p.firmFacts(d)
	page.Terms = slices.DeleteFunc(page.Terms, func(g TermGroup) bool { return g.Label != themesLabel }) // the facts say the others
	page.Similar = p.similar(d)
	p.watchAids(&page.Frame, page.ForYou)
	for _, r := range d.Testimonial.Results {
		page.Results = append(page.Results, *figure(r))
	}
	return page
}

func (p place) related(d *content.Document, t content.Type, most int) []Card {
	return p.cardsOf(p.view.Related(d, t, most), 3)
}

func (p place) similar(d *content.Document) []Card {
	return p.similarCards(p.view.Similar(d, similarShown), 3)
}

// SheetPage says how to do something.
type SheetPage struct {
	DocumentPage
	Video   *content.Video
	SeeAlso []Card
}

func (p place) sheetPage(d *content.Document) SheetPage {
	page := SheetPage{DocumentPage: p.documentPage(d), Video: d.Sheet.Video}
	page.Facts = sheetFacts(d.Sheet)
	for _, key := range d.Sheet.SeeAlso {
		if other, ok := p.view.Document(key); ok {
			page.SeeAlso = append(page.SeeAlso, p.card(other, 3))
		}
	}
	shown := func(s edition.Similar) bool { return slices.Contains(d.Sheet.SeeAlso, s.Document.Key()) }
	p.watchAids(&page.Frame, page.SeeAlso)
	page.Similar = p.similarCards(slices.DeleteFunc(p.view.Similar(d, similarShown), shown), 3)
	return page
}

// AidPage says what an aid is worth, its state first.
type AidPage struct {
	DocumentPage
	Aid   *AidNotice
	Apply string // the official page
}

func (p place) aidPage(d *content.Document) AidPage {
	page := AidPage{DocumentPage: p.documentPage(d), Aid: p.datedNotice(d), Apply: string(d.Aid.URL)}
	page.Modules = append(page.Modules, p.modules("js/aid.ts")...)
	page.Facts = aidFacts(d.Aid)
	page.Similar = p.similar(d)
	return page
}

// EntryPage is the page of a course, an adviser or a contact: mostly facts.
type EntryPage struct{ DocumentPage }

func (p place) entryPage(d *content.Document) EntryPage {
	page := EntryPage{p.documentPage(d)}
	page.Facts = entryFacts(d)
	page.Similar = p.similar(d)
	return page
}

// QuizPage is a questionnaire. It can be read as it is; quiz.ts makes it a form.
type QuizPage struct {
	DocumentPage
	Questions []QuizQuestion
}

// QuizQuestion is a question and its answers.
type QuizQuestion struct {
	Text    string
	Choices []QuizChoice
}

// QuizChoice is an answer and the themes that it points to.
type QuizChoice struct {
	Text   string
	Points string // "etre-visible:2 vendre-en-ligne:1", for the script
	Themes []Link // by points, then by title
}

func (p place) quizPage(d *content.Document) QuizPage {
	page := QuizPage{DocumentPage: p.documentPage(d)}
	page.Modules = append(page.Modules, p.modules("js/quiz.ts")...)
	for _, q := range d.Quiz.Questions {
		question := QuizQuestion{Text: french.Typography(q.Text)}
		for _, c := range q.Choices {
			question.Choices = append(question.Choices, p.quizChoice(c))
		}
		page.Questions = append(page.Questions, question)
	}
	return page
}

func (p place) quizChoice(c content.Choice) QuizChoice {
	slugs := slices.SortedFunc(maps.Keys(c.Themes), func(a, b string) int {
		return cmp.Or(cmp.Compare(c.Themes[b], c.Themes[a]), cmp.Compare(a, b))
	})
	var points []string
	for _, slug := range slugs {
		points = append(points, slug+":"+strconv.Itoa(c.Themes[slug]))
	}
	return QuizChoice{french.Typography(c.Text), strings.Join(points, " "), p.termLinks(content.Themes, slugs)}
}
