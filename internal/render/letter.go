package render

import (
	"fmt"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/lists"
)

// LetterPage is what an edition has to tell since a day, to paste in a newsletter: full
// addresses, no style, no picture.
type LetterPage struct {
	Title   string       `fr:"titre du recueil"`
	Edition string       `fr:"nom de l'édition ; vide : nationale"`
	Since   string       `fr:"premier jour, en lettres"`
	Day     string       `fr:"dernier jour, en lettres"`
	Home    string       `fr:"adresse du site"`
	Parts   []LetterPart `fr:"ce qui est nouveau, par type, puis ce qui a changé, l'agenda, les échanges ouverts, ce qui ferme, ce qui est à relire"`
}

// LetterPart is news of one sort.
type LetterPart struct {
	Title string       `fr:"titre"`
	Items []LetterItem `fr:"documents"`
}

// LetterItem is a document to tell of.
type LetterItem struct {
	Title string `fr:"titre"`
	URL   string `fr:"adresse complète"`
	Text  string `fr:"ce qu'on en dit"`
}

// NewLetter makes the letter of an edition from the day since to its own, with what is to
// be reviewed or without it.
func NewLetter(v *edition.View, since content.Date, reviews bool) LetterPage {
	p, digest := placeOf(v), v.Digest(since)
	letter := LetterPage{
		Title: french.Typography(p.info.Title), Edition: p.info.Edition, Since: since.French(), Day: v.Today().French(), Home: p.absolute("/"),
	}
	for _, t := range content.Types() {
		letter.add("Nouveau : "+strings.ToLower(t.Plural()), p.letterItems(ofType(digest.New, t)))
	}
	letter.add("Mis à jour", p.letterItems(digest.Updated))
	for _, part := range []struct {
		title     string
		documents []*content.Document
		text      func(*content.Document) string
	}{
		{"Agenda", digest.Coming, whenAndWhere},
		{"Un besoin, un savoir-faire", digest.Exchanges, whenAndWhere},
		{"Ferme bientôt", digest.Ending, func(d *content.Document) string { return "jusqu’au " + d.Aid.End.French() }},
	} {
		letter.add(part.title, lists.Of(part.documents, func(d *content.Document) LetterItem { return p.letterItem(d, part.text(d)) }))
	}
	if reviews {
		letter.add("À relire", p.reviewItems(digest.Reviews))
	}
	return letter
}

// add adds a part that says something.
func (l *LetterPage) add(title string, items []LetterItem) {
	if len(items) > 0 {
		l.Parts = append(l.Parts, LetterPart{french.Typography(title), items})
	}
}

func ofType(documents []*content.Document, t content.Type) []*content.Document {
	return slices.DeleteFunc(slices.Clone(documents), func(d *content.Document) bool { return d.Type != t })
}

func (p place) letterItems(documents []*content.Document) []LetterItem {
	return lists.Of(documents, func(d *content.Document) LetterItem { return p.letterItem(d, p.cardOf(d).Summary) })
}

func (p place) letterItem(d *content.Document, text string) LetterItem {
	return LetterItem{p.cardOf(d).Title, p.absolute(d.Address()), text}
}

// whenAndWhere says of an event when and where it is, of an exchange what it is, where and
// until when.
func whenAndWhere(d *content.Document) string {
	var parts []string
	if e := d.Event; e != nil {
		parts = []string{capital(eventTime(d)), e.Place}
		if e.Online != "" {
			parts = append(parts, "en ligne")
		}
	} else {
		parts = []string{senseOf(d), d.Exchange.Town}
		if day := d.LastDay(); day != "" {
			parts = append(parts, "jusqu’au "+day.French())
		}
	}
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return french.Typography(strings.Join(parts, ", "))
}

// reviewItems say for each author what waits for them.
func (p place) reviewItems(authors []edition.AuthorReviews) []LetterItem {
	var items []LetterItem
	for _, a := range authors {
		for _, r := range a.Reviews {
			text := "avant le " + r.By.French()
			if a.Author != "" {
				text = french.Typography(a.Author) + ", " + text
			}
			items = append(items, p.letterItem(r.Document, text))
		}
	}
	return items
}

// Letter makes the letter in HTML. Its diagnostics are about templates.
func (s Standalone) Letter(l LetterPage) ([]byte, []diag.Diagnostic) { return s.render(aloneLetter, l) }

// Markdown writes the letter in Markdown.
func (l LetterPage) Markdown() []byte {
	var out strings.Builder
	fmt.Fprintf(&out, "# %s\n\n%s\n", inMarkdown(l.Title), inMarkdown(l.Period()))
	for _, part := range l.Parts {
		fmt.Fprintf(&out, "\n## %s\n\n", inMarkdown(part.Title))
		for _, item := range part.Items {
			fmt.Fprintf(&out, "- [%s](<%s>) : %s\n", inMarkdown(item.Title), item.URL, inMarkdown(item.Text))
		}
	}
	fmt.Fprintf(&out, "\n<%s>\n", l.Home)
	return []byte(out.String())
}

// Period says what the letter tells of.
func (l LetterPage) Period() string {
	text := "Du " + l.Since + " au " + l.Day
	if l.Edition != "" {
		text += ", édition " + l.Edition
	}
	if len(l.Parts) == 0 {
		return text + " : rien de nouveau."
	}
	return text + "."
}

// markdownSigns are what Markdown would read as something else than text.
var markdownSigns = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "`", "\\`", "#", `\#`, "&", `\&`)

func inMarkdown(text string) string { return markdownSigns.Replace(text) }
