package edition

import (
	"regexp"
	"slices"

	"recueil/internal/content"
)

// marks are what stands in a page for what its publisher says of themselves. What is
// shown as code is left as it is: a page may explain the marks.
var marks = regexp.MustCompile(`(?s)<code[ >].*?</code>|\{editeur\.([a-z_]+)\}`)

// contactField is the mark of whom to write to.
const contactField = "contact"

// Unfilled is the text of a mark whose field the publisher does not say.
const Unfilled = "À compléter par l’éditeur"

// Fill replaces the marks of a text, {editeur.adresse}, by what is said of each
// field. A field that is not known has no text.
func (s Site) Fill(text string, say func(content.Field) string) string {
	fields := s.Fields()
	return marks.ReplaceAllStringFunc(text, func(mark string) string {
		key := marks.FindStringSubmatch(mark)[1]
		if key == "" {
			return mark
		}
		if i := slices.IndexFunc(fields, func(f content.Field) bool { return f.Key == key }); i >= 0 {
			return say(fields[i])
		}
		return say(content.Field{Key: key})
	})
}

// Unsaid lists the keys of the marks of a text that have no words, once each.
func (s Site) Unsaid(text string) []string {
	var keys []string
	s.Fill(text, func(f content.Field) string {
		if f.Text == "" && !slices.Contains(keys, f.Key) {
			keys = append(keys, f.Key)
		}
		return ""
	})
	return keys
}

// FillPlain fills the marks of a plain text.
func (s Site) FillPlain(text string) string {
	return s.Fill(text, func(f content.Field) string {
		if f.Text == "" {
			return Unfilled
		}
		return f.Text
	})
}

// Fields lists what pages can say of who publishes the edition: the publisher's own
// keys, then the contact of the edition, or else how to write to the publisher.
func (s Site) Fields() []content.Field {
	fields := s.Publisher.Fields()
	contact := content.Field{Key: contactField}
	switch {
	case s.Contact != nil:
		contact.Text, contact.Link = s.Contact.Title, s.Contact.Address()
	case s.Publisher.Email != "":
		contact.Text, contact.Link = string(s.Publisher.Email), "mailto:"+string(s.Publisher.Email)
	default:
		contact.Text = string(s.Publisher.Phone)
	}
	return append(fields, contact)
}

// PlainText is the text of a document without its marks of Markdown, as the edition
// publishes it: what it says of its publisher filled in.
func (v *View) PlainText(d *content.Document) string { return v.filled(d, d.Body.Text()) }

// OwnText is PlainText without the links to other pages that close it.
func (v *View) OwnText(d *content.Document) string { return v.filled(d, d.Body.OwnText()) }

func (v *View) filled(d *content.Document, text string) string {
	if d.Type != content.Pages {
		return text
	}
	return v.site.FillPlain(text)
}
