package export

import (
	"cmp"
	"slices"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/lists"
	"recueil/internal/reference"
)

// newDocument returns the data of a document. Where a struct is converted as a
// whole, a key added to the contract stops the compiler here until it is decided
// whether it is published.
func newDocument(v *edition.View, d *content.Document) Document {
	out := Document{
		ID: d.ID(), Type: d.Type, Slug: d.Slug, Address: d.Address(), URL: content.URL(v.URL(d.Address())),
		Title: d.Title, Summary: d.Summary, Teaser: d.Teaser, Date: d.Date, Updated: d.Updated, ReviewBy: d.ReviewBy,
		Sectors: terms(v, content.Sectors, d.Sectors), Themes: terms(v, content.Themes, d.Themes),
		Territories: ids(d.Territories), Sizes: sizes(d.Sizes),
		Author: d.Author, Origin: newOrigin(d.Origin), Licence: cmp.Or(d.Licence, v.Site().Licence),
		Audience: d.For(), Stub: d.Stub, Over: v.Closed(d), Keywords: d.Keywords, Aliases: d.Aliases, Text: v.PlainText(d),
		Adviser: (*Adviser)(d.Adviser),
	}
	out.addOwn(v, d)
	return out
}

// newOrigin leaves out where in the source its facts are: that is for editors.
func newOrigin(o *content.Origin) *Origin {
	if o == nil {
		return nil
	}
	return &Origin{o.Title, o.URL, o.Date, o.Licence}
}

// addOwn adds the keys of the document's type.
func (out *Document) addOwn(v *edition.View, d *content.Document) {
	switch {
	case d.Testimonial != nil:
		out.Testimonial = newTestimonial(v, d)
	case d.Sheet != nil:
		out.Sheet = newSheet(v, d.Sheet)
	case d.Course != nil:
		out.Course = (*Course)(d.Course)
	case d.Aid != nil:
		aid := Aid(*d.Aid)
		aid.Status = string(v.AidState(d))
		out.Aid = &aid
	case d.Contact != nil:
		c := d.Contact
		out.Contact = &Contact{c.Name, c.Organiser, c.Role, c.Email, string(c.Phone), c.URL}
	case d.Event != nil:
		e := d.Event
		out.Event = &Event{e.Start, e.End, d.Clock().String(), e.Place, e.Online, e.Organiser, e.Free, e.Cost, e.URL}
	case d.Exchange != nil:
		out.Exchange = &Exchange{d.Exchange.Sense, d.Exchange.Town, d.LastDay(), answers(v, d)}
	case d.Sector != nil:
		out.Sector = newSector(v, d)
	case d.Quiz != nil:
		out.Quiz = newQuiz(v, d.Quiz)
	}
}

// terms keeps the sectors or themes that the edition has.
func terms(v *edition.View, t content.Type, slugs []string) []string {
	list := []string{}
	for _, slug := range slugs {
		if _, ok := v.Document(string(t) + "/" + slug); ok {
			list = append(list, slug)
		}
	}
	return list
}

// held keeps the keys of documents that the edition has.
func held(v *edition.View, keys []string) []string {
	return slices.DeleteFunc(slices.Clone(keys), func(key string) bool {
		_, ok := v.Document(key)
		return !ok
	})
}

func sizes(slugs []string) []Size {
	return lists.Of(slugs, func(slug string) Size { return Size(slug) })
}

// label names the class of staff size, by its slug if there is no such class.
func (s Size) label() string {
	if known, ok := reference.SizeNamed(string(s)); ok {
		return known.Label
	}
	return string(s)
}

func newTestimonial(v *edition.View, d *content.Document) *Testimonial {
	t := d.Testimonial
	out := &Testimonial{Firm: (*Firm)(t.Firm), Outcome: t.Outcome, Tools: t.Tools, Cost: t.Cost, Time: t.Time, Year: t.Year, Answers: answers(v, d)}
	if w := t.Witness; w != nil && (w.Name != "" || w.Role != "") {
		out.Witness = &Witness{w.Name, w.Role}
	}
	for _, r := range t.Results {
		out.Results = append(out.Results, Result(r))
	}
	return out
}

// answers is the key of the contact of the edition who answers about a document, "" of none.
func answers(v *edition.View, d *content.Document) string {
	if who, ok := v.Respondent(d); ok && who.Contact != nil {
		return who.Contact.Key()
	}
	return ""
}

func newSheet(v *edition.View, s *content.Sheet) *Sheet {
	return &Sheet{s.Level, s.Time, s.Cost, (*Video)(s.Video), s.Moment, held(v, s.SeeAlso)}
}

func newSector(v *edition.View, d *content.Document) *Sector {
	s := d.Sector
	out := &Sector{NAF: nafCodes(s.NAF), Featured: held(v, s.Featured)}
	for _, k := range v.Keepers(d) {
		out.Keepers = append(out.Keepers, Keeper{k.Organiser, k.Account, k.Name})
	}
	return out
}

// nafCodes says the version of every code: rév. 2 when the author does not.
func nafCodes(codes []content.NAFCode) []NAF {
	return lists.Of(codes, func(c content.NAFCode) NAF { return NAF{c.Code, cmp.Or(c.Version, "rev2")} })
}

func newQuiz(v *edition.View, q *content.Quiz) *Quiz {
	out := &Quiz{Questions: []Question{}}
	for _, question := range q.Questions {
		choices := lists.Of(question.Choices, func(c content.Choice) Choice { return Choice{c.Text, points(v, c.Themes)} })
		out.Questions = append(out.Questions, Question{question.Text, choices})
	}
	return out
}

// points keeps those of the themes that the edition has.
func points(v *edition.View, themes map[string]int) map[string]int {
	kept := map[string]int{}
	for slug, n := range themes {
		if _, ok := v.Document(string(content.Themes) + "/" + slug); ok {
			kept[slug] = n
		}
	}
	return kept
}
