package edition

import (
	"recueil/internal/content"
	"recueil/internal/diag"
)

// Respondent is who answers readers' questions about a story: a contact of the edition,
// or else its publisher.
type Respondent struct {
	Contact   *content.Document // nil: the publisher answers
	Publisher content.Publisher // of whom nobody is named
}

// Respondent returns who answers readers' questions about a story that says that somebody
// does: the contact that it names, or else that of the edition, or else whoever publishes
// the edition and says how to be reached. A contact that the edition does not have is left
// out, and one whose person no longer agrees to be named: what they promised is over. It
// reports false where nobody is left, and of documents that promise nobody.
func (v *View) Respondent(d *content.Document) (Respondent, bool) {
	promised := d.Respondent()
	if promised == "" {
		return Respondent{}, false
	}
	for _, contact := range []*content.Document{v.byKey[promised], v.site.Contact} {
		if contact != nil && v.answers(contact) {
			return Respondent{Contact: contact}, true
		}
	}
	publisher := v.site.Publisher
	return Respondent{Publisher: publisher}, publisher.Name != "" && (publisher.Email != "" || publisher.Phone != "")
}

// answers reports whether a document is a contact whose people agree to be named, those
// that it names.
func (v *View) answers(d *content.Document) bool {
	if d.Contact == nil {
		return false
	}
	for _, p := range d.People() {
		if p.Consent.HasEnded(v.today) {
			return false
		}
	}
	return true
}

// Keepers lists those who keep a guide up to date in the edition, as they may be named:
// those whom the edition names for that sector, or else the sector's own.
func (v *View) Keepers(sector *content.Document) []content.Keeper {
	if own := v.keepers[sector.Slug]; len(own) > 0 {
		return own
	}
	return sector.Sector.Keepers
}

// keepersOf lists those whom an edition names for each sector.
func (v *View) keepersOf(e *content.Edition) map[string][]content.Keeper {
	keepers := map[string][]content.Keeper{}
	if e == nil {
		return keepers
	}
	for _, k := range e.Keepers {
		keepers[k.Sector] = e.KeepersOf(k.Sector, v.today)
	}
	return keepers
}

// endedConsents reports the people whom the settings of the edition name and whose
// consent has ended: their names are not published.
func (v *View) endedConsents(s *content.Site, e *content.Edition) []diag.Diagnostic {
	var problems []diag.Diagnostic
	look := func(src *diag.Source, at func(string) diag.Span, people []content.Person) {
		for _, p := range people {
			if p.Name != "" && p.Consent.HasEnded(v.today) {
				problems = append(problems, EndedConsent(src, at(p.Key("nom"))))
			}
		}
	}
	if e != nil {
		look(e.Source, e.Value, e.People())
	}
	if e == nil || e.Publisher == nil { // whose director signs the edition
		look(s.Source, s.Value, s.People())
	}
	return problems
}

// EndedConsent says that a name which somebody wrote is no longer published.
func EndedConsent(src *diag.Source, name diag.Span) diag.Diagnostic {
	return diag.New(diag.ConsentExpired, src, name, "le consentement de cette personne a pris fin : son nom n'est plus publié",
		"demandez un nouveau consentement, ou supprimez le nom du fichier")
}
