package render

import (
	"recueil/internal/content"
)

func courseKind() documentKind {
	return documentKind{template: kindEntry, schema: "LearningResource", facts: place.courseFacts, page: place.entryPage, printed: 3}
}

func (p place) courseFacts(d *content.Document) []Fact {
	c := d.Course
	free := ""
	if c.Free != nil && *c.Free {
		free = "Gratuit"
	}
	return known(
		textFact("Organisme", c.Organiser),
		textFact("Format", content.ValueLabel[content.Course]("format", c.Format)),
		textFact("Durée", c.Time),
		textFact("Prix", free),
		external("Site", c.URL),
	)
}
