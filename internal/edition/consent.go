package edition

import (
	"slices"

	"recueil/internal/content"
)

// redact returns the documents with the names of people whose consent has
// expired or was withdrawn taken out, on copies: the collection stays as it is.
func (v *View) redact(documents []*content.Document) []*content.Document {
	out := make([]*content.Document, len(documents))
	for i, d := range documents {
		out[i] = v.redacted(d)
	}
	return out
}

func (v *View) redacted(d *content.Document) *content.Document {
	switch {
	case d.Testimonial != nil && d.Testimonial.Witness != nil && v.ended(d.Testimonial.Witness.Consent):
		copied, testimonial, witness := *d, *d.Testimonial, *d.Testimonial.Witness
		witness.Name = ""
		testimonial.Witness, copied.Testimonial = &witness, &testimonial
		return &copied
	case d.Contact != nil && v.ended(d.Contact.Consent):
		copied, contact := *d, *d.Contact
		contact.Name = ""
		if withdrawn(contact.Consent, v.today) {
			contact.Email, contact.Phone = "", ""
		}
		copied.Contact = &contact
		return &copied
	case d.Sector != nil && slices.ContainsFunc(d.Sector.Keepers, func(k content.Keeper) bool { return v.ended(k.Consent) }):
		return v.redactKeepers(d)
	}
	return d
}

func (v *View) redactKeepers(d *content.Document) *content.Document {
	copied, sector := *d, *d.Sector
	sector.Keepers = append([]content.Keeper(nil), sector.Keepers...)
	for i, k := range sector.Keepers {
		if v.ended(k.Consent) {
			sector.Keepers[i].Name = ""
		}
	}
	copied.Sector = &sector
	return &copied
}

// ended tells whether a consent no longer allows the name: from the day it
// expires or is withdrawn.
func (v *View) ended(c *content.Consent) bool {
	return c != nil && (withdrawn(c, v.today) || c.Expires != "" && c.Expires <= v.today)
}

func withdrawn(c *content.Consent, today content.Date) bool {
	return c.Withdrawn != "" && c.Withdrawn <= today
}
