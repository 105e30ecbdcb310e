package render

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"recueil/internal/content"
	"recueil/internal/french"
	"recueil/internal/lists"
)

func quizKind() documentKind {
	return documentKind{template: kindQuiz, schema: "WebPage", page: place.quizPage}
}

// QuizPage is a questionnaire. It can be read as it is; quiz.ts makes it a form.
type QuizPage struct {
	DocumentPage
	Questions []QuizQuestion `fr:"les questions"`
	Needs     []QuizNeed     `fr:"ce qu'il y a à faire pour chaque thème vers lequel les réponses orientent"`
}

// QuizNeed is what may be done first about a theme. The script quiz.ts makes the
// reader's plan of those that the answers point to most; without it, they are a list.
type QuizNeed struct {
	Slug  string     `fr:"nom du thème dans son adresse"`
	Theme Link       `fr:"le thème"`
	Steps []QuizStep `fr:"quoi faire, par type"`
}

// QuizStep is what a plan takes up of one type of document.
type QuizStep struct {
	Kind  string `fr:"type : fiches, temoignages…"`
	Title string `fr:"« Fiches pratiques »"`
	Cards []Card `fr:"documents, les meilleurs d'abord"`
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
	var cards [][]Card
	for _, theme := range p.themesOf(d.Quiz) {
		need := p.quizNeed(d, theme)
		page.Needs = append(page.Needs, need)
		for _, step := range need.Steps {
			cards = append(cards, step.Cards)
		}
	}
	p.watch(&page.Frame, cards...)
	return page
}

// themesOf lists the themes that the answers to a questionnaire point to, those of
// which most points can be had first.
func (p place) themesOf(q *content.Quiz) []*content.Document {
	points := map[string]int{}
	for _, question := range q.Questions {
		for _, choice := range question.Choices {
			for slug, n := range choice.Themes {
				points[slug] += n
			}
		}
	}
	themes := slices.DeleteFunc(p.view.Themes(), func(d *content.Document) bool { return points[d.Slug] <= 0 })
	slices.SortStableFunc(themes, func(a, b *content.Document) int { return points[b.Slug] - points[a.Slug] })
	return themes
}

func (p place) quizNeed(quiz, theme *content.Document) QuizNeed {
	need := QuizNeed{Slug: theme.Slug, Theme: p.link(p.cardOf(theme).Title, theme.Address())}
	for _, d := range p.view.Plan(quiz, theme) {
		if n := len(need.Steps); n == 0 || need.Steps[n-1].Kind != string(d.Type) {
			need.Steps = append(need.Steps, QuizStep{Kind: string(d.Type), Title: d.Type.Plural()})
		}
		step := &need.Steps[len(need.Steps)-1]
		step.Cards = append(step.Cards, p.card(d, 4))
	}
	return need
}

func (p place) quizChoice(c content.Choice) QuizChoice {
	slugs := slices.SortedFunc(maps.Keys(c.Themes), func(a, b string) int {
		return cmp.Or(cmp.Compare(c.Themes[b], c.Themes[a]), cmp.Compare(a, b))
	})
	points := lists.Of(slugs, func(slug string) string { return slug + ":" + strconv.Itoa(c.Themes[slug]) })
	return QuizChoice{french.Typography(c.Text), strings.Join(points, " "), p.termLinks(content.Themes, slugs)}
}
