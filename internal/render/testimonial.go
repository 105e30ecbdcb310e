package render

import (
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/french"
	"recueil/internal/lists"
	"recueil/internal/reference"
)

func testimonialKind() documentKind {
	return documentKind{template: kindTestimonial, schema: "Article", facts: place.testimonialFacts, page: place.testimonialPage, printed: 2}
}

// TestimonialPage tells a firm's story, its results first.
type TestimonialPage struct {
	DocumentPage
	Outcome   string           `fr:"reussite, mitige, echec ou rien, pour l'allure"`
	OutcomeIs string           `fr:"le même, en lettres"`
	Results   []content.Result `fr:"chiffres"`
	Answers   *Respondent      `fr:"qui répond aux questions sur ce récit"`
	Announce  string           `fr:"texte prêt à publier sur des réseaux"`
	ForYou    []Card           `fr:"« Et pour vous ? » : fiches, aides ouvertes, formation, contact"`
}

func (p place) testimonialPage(d *content.Document) any {
	page := TestimonialPage{
		DocumentPage: p.documentPage(d),
		Outcome:      d.Testimonial.Outcome, OutcomeIs: outcomeOf(d), Results: resultsOf(d),
		Answers: p.respondent(d),
	}
	page.ForYou = p.cardsOf(slices.DeleteFunc(slices.Clone(p.view.ForYou(d)), p.answering(d)), 3)
	page.Terms = slices.DeleteFunc(page.Terms, func(g TermGroup) bool { return g.Label != themesLabel }) // the facts say the others
	page.Similar, page.Announce = p.similar(d), announceStory(page)
	p.watch(&page.Frame, page.ForYou)
	return page
}

// caseOf says the trade of a testimonial, its outcome, and this in words; nothing of
// other documents.
func (s *site) caseOf(d *content.Document) (trade, outcome, inWords string) {
	if d.Testimonial == nil {
		return "", "", ""
	}
	return s.tradeOf(d), d.Testimonial.Outcome, outcomeOf(d)
}

// tradeOf says the trade of a testimonial as a card can: its first sector, else the
// division of its firm.
func (s *site) tradeOf(d *content.Document) string {
	for _, slug := range d.Sectors {
		if sector, ok := s.view.Document(string(content.Sectors) + "/" + slug); ok {
			return french.Typography(sector.Title)
		}
	}
	if firm := d.Testimonial.Firm; firm != nil {
		return french.Typography(divisionLabel(firm.NAF))
	}
	return ""
}

// outcomeOf says in words how the experience of a testimonial turned out.
func outcomeOf(d *content.Document) string {
	if d.Testimonial == nil {
		return ""
	}
	return content.ValueLabel[content.Testimonial]("bilan", d.Testimonial.Outcome)
}

// resultsOf lists the figures that a testimonial gives.
func resultsOf(d *content.Document) []content.Result {
	if d.Testimonial == nil {
		return nil
	}
	return lists.Of(d.Testimonial.Results, func(r content.Result) content.Result {
		return content.Result{Value: french.Typography(r.Value), Label: french.Typography(r.Label)}
	})
}

// yearOf returns the year in which a testimonial takes place, or that of its source;
// "" of other documents, and where neither is known.
func yearOf(d *content.Document) string {
	switch {
	case d.Testimonial == nil:
		return ""
	case d.Testimonial.Year != "":
		return string(d.Testimonial.Year)
	case d.Origin != nil && d.Origin.Date != "":
		return string(d.Origin.Date[:len("2006")])
	}
	return ""
}

// testimonialFacts are the facts of a testimonial: firm, trade, place, size.
func (p place) testimonialFacts(d *content.Document) []Fact {
	t, firm := d.Testimonial, d.Testimonial.Firm
	if firm == nil {
		firm = &content.Firm{}
	}
	return known(
		textFact("Entreprise", firm.Name),
		external("Site de l’entreprise", firm.Site),
		textFact("Activité", divisionLabel(firm.NAF)),
		Fact{Label: "Secteur", Values: p.termLinks(content.Sectors, d.Sectors)},
		placeFact(firm.Town, p.territoryLinks(d)),
		textFact("Effectif", firm.Staff),
		Fact{Label: "Taille", Values: p.sizeLinks(d)},
		textFact("Qui raconte", t.Witness.InWords()),
		textFact("Outils", strings.Join(t.Tools, ", ")),
		textFact("Coût", t.Cost),
		textFact("Durée", t.Time),
	)
}

func divisionLabel(code string) string {
	if code == "" {
		return ""
	}
	division, ok := reference.DivisionOf(code)
	if !ok {
		return ""
	}
	return division.Label
}

// stories are the testimonials that most owners would read first: cases of the
// edition's own territories, with figures, whose outcome is told, of firms of
// less than ten; the last published of equals. After the first come those of sectors
// that none before is of.
func (s *site) stories() []*content.Document {
	list := s.view.ForFirms(content.Testimonials)
	slices.SortStableFunc(list, func(a, b *content.Document) int { return s.appeal(b) - s.appeal(a) })
	told := map[string]bool{}
	chosen := 0
	for i, d := range list {
		fresh := slices.ContainsFunc(d.Sectors, func(slug string) bool { return !told[slug] })
		if chosen >= homeCandidates || chosen >= homeTestimonials && !fresh {
			continue
		}
		for _, slug := range d.Sectors {
			told[slug] = true
		}
		list[chosen], list[i] = list[i], list[chosen]
		chosen++
	}
	return list[:chosen]
}

// appeal ranks a testimonial for the home page.
func (s *site) appeal(d *content.Document) int {
	rank := 0
	for _, of := range []struct {
		weight int
		holds  bool
	}{
		{4, s.view.IsLocal(d)},
		{2, len(d.Testimonial.Results) > 0},
		{2, slices.Contains(d.Sizes, "1-9") || slices.Contains(d.Sizes, "sans-salarie")},
		{1, d.Testimonial.Outcome != ""},
	} {
		if of.holds {
			rank += of.weight
		}
	}
	return rank
}
