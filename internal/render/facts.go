package render

import (
	"html/template"
	"net/url"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/french"
	"recueil/internal/reference"
)

// told is a fact that is a plain text; it has no value when the text is empty.
func told(label, text string) Fact {
	if text == "" {
		return Fact{Label: label}
	}
	return Fact{Label: label, Values: []Link{{Text: french.Typography(text)}}}
}

// external is a fact that is a link to another site, by its host name.
func external(label string, address content.URL) Fact {
	if address == "" {
		return Fact{Label: label}
	}
	return Fact{Label: label, Values: []Link{{Text: hostOf(address), Href: string(address)}}}
}

// hostOf is what a reader recognises of an address.
func hostOf(address content.URL) string {
	u, err := url.Parse(string(address))
	if err != nil {
		return string(address)
	}
	return strings.TrimPrefix(u.Host, "www.")
}

// known drops the facts without a value.
func known(facts ...Fact) []Fact {
	return slices.DeleteFunc(facts, func(f Fact) bool { return len(f.Values) == 0 && f.Phone == nil })
}

// firmFacts are the facts of a testimonial: firm, trade, place, size.
func (p place) firmFacts(d *content.Document) []Fact {
	t, firm := d.Testimonial, d.Testimonial.Firm
	if firm == nil {
		firm = &content.Firm{}
	}
	return known(
		told("Entreprise", firm.Name),
		external("Site de l’entreprise", firm.Site),
		told("Activité", divisionLabel(firm.NAF)),
		Fact{Label: "Secteur", Values: p.termLinks(content.Sectors, d.Sectors)},
		placeFact(firm.Town, p.territoryLinks(d)),
		told("Effectif", firm.Staff),
		Fact{Label: "Taille", Values: p.sizeLinks(d)},
		told("Qui raconte", witness(t.Witness)),
		told("Outils", strings.Join(t.Tools, ", ")),
		told("Coût", t.Cost),
		told("Durée", t.Time),
	)
}

// placeFact says a town, then the territories it is in.
func placeFact(town string, territories []Link) Fact {
	fact := told("Lieu", town)
	fact.Values = append(fact.Values, territories...)
	return fact
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

// witness says who speaks: a name only as long as the person agrees, which the
// view sees to.
func witness(w *content.Witness) string {
	switch {
	case w == nil:
		return ""
	case w.Name == "" || w.Role == "":
		return w.Name + w.Role
	}
	return w.Name + ", " + w.Role
}

var sheetLevels = map[string]string{
	"debutant": "Débutant", "intermediaire": "Intermédiaire", "avance": "Avancé",
}

var moments = map[string]string{
	"immatriculation":          "Immatriculation",
	"facturation-electronique": "Facturation électronique",
}

func sheetFacts(s *content.Sheet) []Fact {
	return known(
		told("Moment clé", moments[s.Moment]),
		told("Niveau", sheetLevels[s.Level]),
		told("Durée", s.Time),
		told("Coût", s.Cost),
	)
}

func aidFacts(a *content.Aid) []Fact {
	return known(
		told("Montant", a.Amount),
		told("Nature", aidNatures[a.Nature]),
		told("Qui la donne", a.Organiser),
		told("Pour qui", a.Conditions),
		told("Ouverture", a.Start.French()),
		told("Fin", a.End.French()),
		told("Dernière vérification", a.Verified.French()),
		external("Page officielle", a.URL),
	)
}

// entryFacts are the facts of a course, an adviser or a contact.
func entryFacts(d *content.Document) []Fact {
	switch {
	case d.Course != nil:
		return courseFacts(d.Course)
	case d.Adviser != nil:
		return adviserFacts(d.Adviser)
	case d.Contact != nil:
		return contactFacts(d.Contact)
	}
	return nil
}

var courseFormats = map[string]string{"en-ligne": "En ligne", "presentiel": "Sur place", "video": "Vidéo"}

func courseFacts(c *content.Course) []Fact {
	free := ""
	if c.Free != nil && *c.Free {
		free = "Gratuit"
	}
	return known(
		told("Organisme", c.Organiser),
		told("Format", courseFormats[c.Format]),
		told("Durée", c.Time),
		told("Prix", free),
		external("Site", c.URL),
	)
}

var adviserCategories = map[string]string{"public": "Acteur public", "prive": "Acteur privé"}

func adviserFacts(a *content.Adviser) []Fact {
	return known(
		told("Catégorie", adviserCategories[a.Category]),
		told("Commune", strings.TrimSpace(a.Postcode+" "+a.Town)),
		told("Services", strings.Join(a.Services, ", ")),
		external("Site", a.URL),
	)
}

func contactFacts(c *content.Contact) []Fact {
	facts := []Fact{told("Nom", c.Name), told("Organisme", c.Organiser), told("Rôle", c.Role)}
	if c.Email != "" {
		facts = append(facts, Fact{Label: "Courriel", Values: []Link{{Text: string(c.Email), Href: "mailto:" + string(c.Email)}}})
	}
	facts = append(facts, Fact{Label: "Téléphone", Phone: phone(c.Phone)}, external("Site", c.URL))
	return known(facts...)
}

// phone makes a number that can be dialled, from its digits and leading plus
// alone: nothing else that an author wrote reaches the address. In +33 (0)2, the
// zero is for callers from France and is left out.
func phone(text string) *Phone {
	if text == "" {
		return nil
	}
	digits := text
	if strings.HasPrefix(text, "+") {
		digits = strings.ReplaceAll(text, "(0)", "")
	}
	var dialled strings.Builder
	for i, c := range digits {
		if c >= '0' && c <= '9' || c == '+' && i == 0 {
			dialled.WriteRune(c)
		}
	}
	return &Phone{french.Typography(text), template.URL("tel:" + dialled.String())}
}
