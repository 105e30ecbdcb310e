package render

import (
	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
)

func aidKind() documentKind {
	return documentKind{template: kindAid, schema: "WebPage", facts: place.aidFacts, page: place.aidPage, printed: 4}
}

// AidPage says what an aid is worth, its state first.
type AidPage struct {
	DocumentPage
	Aid   *AidNotice `fr:"où en est l'aide"`
	Apply string     `fr:"page officielle où la demander"`
}

func (p place) aidPage(d *content.Document) any {
	page := AidPage{DocumentPage: p.documentPage(d), Aid: p.datedNotice(d), Apply: string(d.Aid.URL)}
	page.Modules = append(page.Modules, p.modules("js/aid.ts")...)
	page.Similar, page.Code = p.similar(d), newQRCode(page.Canonical)
	return page
}

// AidNotice says where an aid stands. The dates let the script aid.ts compare
// with the reader's own day, so that a site not rebuilt does not lie.
type AidNotice struct {
	State    string `fr:"a-venir, ouverte, ferme-bientot, close ou a-verifier, pour l'allure"`
	Text     string `fr:"« Ouverte, ferme le 31 mars 2027 »"`
	Start    string `fr:"ouverture, AAAA-MM-JJ"`
	StartDay string `fr:"ouverture, en lettres"`
	End      string `fr:"dernier jour, AAAA-MM-JJ"`
	EndDay   string `fr:"dernier jour, en lettres"`
	AsOf     string `fr:"jour où le site a été fait, en lettres ; vide sur une carte"`
}

// aidNotice returns the notice of an aid, nil of any other document.
func (s *site) aidNotice(d *content.Document) *AidNotice {
	if d.Aid == nil {
		return nil
	}
	state := s.view.AidState(d)
	return &AidNotice{
		State: string(state),
		Text:  aidText(state, d.Aid),
		Start: string(d.Aid.Start), StartDay: d.Aid.Start.French(),
		End: string(d.Aid.End), EndDay: d.Aid.End.French(),
	}
}

// datedNotice is aidNotice with the day it speaks of, which a page says once
// for the aid it is about.
func (s *site) datedNotice(d *content.Document) *AidNotice {
	notice := s.aidNotice(d)
	if notice != nil {
		notice.AsOf = s.view.Today().French()
	}
	return notice
}

// toVerify says once, above cards, what it takes off each of them: that the state of
// the aid is to be verified; "" when it is of none.
func toVerify(cards []Card) string {
	said := false
	for i, c := range cards {
		if c.Aid != nil && c.Aid.State == string(edition.Unverified) {
			cards[i].Aid, said = nil, true
		}
	}
	if !said {
		return ""
	}
	return french.Typography("Une aide dont la carte ne dit pas où elle en est reste à vérifier auprès de qui la donne.")
}

func aidText(state edition.AidState, aid *content.Aid) string {
	switch state {
	case edition.Closed:
		return "Fermée depuis le " + aid.End.French()
	case edition.Unverified:
		return "État à vérifier"
	case edition.Upcoming:
		return "Ouvre le " + aid.Start.French()
	case edition.ClosingSoon:
		return "Ferme bientôt, le " + aid.End.French()
	}
	if aid.End != "" {
		return "Ouverte, ferme le " + aid.End.French()
	}
	return "Ouverte"
}

func (p place) aidFacts(d *content.Document) []Fact {
	a := d.Aid
	return known(
		textFact("Montant", a.Amount),
		textFact("Nature", content.ValueLabel[content.Aid]("nature", a.Nature)),
		textFact("Qui la donne", a.Organiser),
		textFact("Pour qui", a.Conditions),
		textFact("Ouverture", a.Start.French()),
		textFact("Fin", a.End.French()),
		textFact("Dernière vérification", a.Verified.French()),
		external("Page officielle", a.URL),
	)
}
