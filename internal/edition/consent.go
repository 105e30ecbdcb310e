package edition

import "recueil/internal/content"

// redact returns the documents with the names of people whose consent has
// expired or was withdrawn taken out, on copies: the collection stays as it is.
func (v *View) redact(documents []*content.Document) []*content.Document {
	out := make([]*content.Document, len(documents))
	for i, d := range documents {
		out[i] = d.Redacted(v.today)
	}
	return out
}
