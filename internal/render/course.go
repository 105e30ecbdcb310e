package render

import (
	"recueil/internal/content"
)

func courseKind() documentKind {
	return documentKind{template: kindEntry, schema: "LearningResource", facts: place.courseFacts, page: place.entryPage, printed: 3}
}

var courseFormats = map[string]string{"en-ligne": "En ligne", "presentiel": "Sur place", "video": "Vidéo"}

func (p place) courseFacts(d *content.Document) []Fact {
	c := d.Course
	free := ""
	if c.Free != nil && *c.Free {
		free = "Gratuit"
	}
	return known(
		textFact("Organisme", c.Organiser),
		textFact("Format", courseFormats[c.Format]),
		textFact("Durée", c.Time),
		textFact("Prix", free),
		external("Site", c.URL),
	)
}
