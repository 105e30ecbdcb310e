package render

import (
	"html/template"
	"strings"

	"recueil/internal/content"
	"recueil/internal/french"
)

func contactKind() documentKind {
	return documentKind{template: kindEntry, schema: "ContactPage", facts: place.contactFacts, page: place.entryPage, printed: 6}
}

func (p place) contactFacts(d *content.Document) []Fact {
	c := d.Contact
	return known(
		textFact("Nom", c.Name), textFact("Organisme", c.Organiser), textFact("Rôle", c.Role), emailFact(c.Email),
		Fact{Label: "Téléphone", Phone: phone(string(c.Phone))}, external("Site", c.URL),
	)
}

// emailFact is an address to write to; it has no value when the address is empty.
func emailFact(address content.Email) Fact {
	if address == "" {
		return Fact{Label: "Courriel"}
	}
	return Fact{Label: "Courriel", Values: []Link{{Text: string(address), Href: "mailto:" + string(address)}}}
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

// emailOf is where a contact is written to, "" for any other document.
func emailOf(d *content.Document) content.Email {
	if d.Contact == nil {
		return ""
	}
	return d.Contact.Email
}
