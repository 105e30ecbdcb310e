package render

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"recueil/internal/content"
	"recueil/internal/french"
)

func quizKind() documentKind {
	return documentKind{template: kindQuiz, schema: "WebPage", page: place.quizPage}
}

// QuizPage is a questionnaire. It can be read as it is; quiz.ts makes it a form.
type QuizPage struct {
	DocumentPage
	Questions []QuizQuestion `fr:"les questions"`
}

// QuizQuestion is a question and its answers.
type QuizQuestion struct {
	Text    string       `fr:"question"`
	Choices []QuizChoice `fr:"réponses possibles"`
}

// QuizChoice is an answer and the themes that it points to.
type QuizChoice struct {
	Text   string `fr:"réponse"`
	Points string `fr:"points par thème, pour le script : « etre-visible:2 »"`
	Themes []Link `fr:"thèmes vers lesquels elle oriente"`
}

func (p place) quizPage(d *content.Document) any {
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
