package render

import (
	"strings"
	"time"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/reference"
)

func eventKind() documentKind {
	return documentKind{template: kindEvent, schema: "WebPage", facts: place.eventFacts, page: place.eventPage, about: place.eventNode}
}

// EventPage says when and where an event is, and how to come.
type EventPage struct {
	DocumentPage
	Timing   *Timing `fr:"quand, et si c'est passé"`
	Enrol    string  `fr:"page où s'inscrire"`
	Online   string  `fr:"adresse où suivre l'événement"`
	Calendar Link    `fr:"fichier à ajouter à son agenda"`
}

func (p place) eventPage(d *content.Document) any {
	page := EventPage{DocumentPage: p.documentPage(d), Timing: p.timing(d)}
	page.Similar = p.similarComing(d)
	page.Modules = append(page.Modules, p.modules("js/timing.ts")...)
	page.Code = newQRCode(page.Canonical)
	if page.Timing.Over {
		return page
	}
	page.Enrol, page.Online = string(d.Event.URL), string(d.Event.Online)
	page.Calendar = Link{Text: "Ajouter à mon agenda", Href: p.rel(edition.EventCalendar(d))}
	return page
}

// similarComing lists the next events but one, those of its sectors first.
func (p place) similarComing(d *content.Document) []Card {
	sector := ""
	if len(d.Sectors) > 0 {
		sector = d.Sectors[0]
	}
	var cards []Card
	for _, other := range p.view.Coming(sector, similarShown+1) {
		if other != d && len(cards) < similarShown {
			cards = append(cards, p.card(other, 3))
		}
	}
	return untyped(cards)
}

func (p place) eventFacts(d *content.Document) []Fact {
	e := d.Event
	price := e.Cost
	if e.Free != nil && *e.Free {
		price = "Gratuit"
	}
	return known(
		textFact("Lieu", e.Place), external("En ligne", e.Online),
		textFact("Qui organise", e.Organiser), textFact("Prix", price), external("Inscription", e.URL),
	)
}

// eventTime says when an event is: its day, or its days, and its hours. The hour is that of
// its place; whose it is is said where a reader may be elsewhere.
func eventTime(d *content.Document) string {
	e, zone := d.Event, d.Clock()
	from := e.Start.In(zone)
	to := e.End.In(zone)
	text := french.Weekday(from)
	switch lasts := e.End != "" && e.End.Day() != e.Start.Day(); {
	case lasts && e.Start.HasHour():
		text = "du " + french.Weekday(from) + " à " + french.Hour(from) + " au " + french.Weekday(to) + " à " + french.Hour(to)
	case lasts:
		text = french.Days(from, to)
	case e.End.HasHour():
		text += ", de " + french.Hour(from) + " à " + french.Hour(to)
	case e.Start.HasHour():
		text += " à " + french.Hour(from)
	}
	if e.Start.HasHour() && (e.Online != "" || zone != (reference.Territory{}).Clock()) {
		text += " (" + clockLabel(d) + ")"
	}
	return text
}

// clockLabel says whose hours those of an event are.
func clockLabel(d *content.Document) string {
	if d.Clock() == (reference.Territory{}).Clock() {
		return "heure de Paris"
	}
	if d.Event.ClockOf.Kind != nil {
		return "heure locale : " + d.Event.ClockOf.Name
	}
	return "heure locale : " + d.Territories[0].Name
}

func capital(text string) string {
	return strings.ToUpper(text[:1]) + text[1:]
}

// eventNode describes an event for search engines; its page is about it.
func (p place) eventNode(d *content.Document, page Node) *Node {
	e := d.Event
	n := &Node{
		Type: "Event", Name: d.Title, Description: d.Summary, URL: page.URL, Language: "fr", Image: page.Image,
		Starts: dated(e.Start, d.Clock()), Ends: dated(e.End, d.Clock()), Free: e.Free,
	}
	attendance := "OfflineEventAttendanceMode"
	if e.Place != "" {
		n.Location = append(n.Location, Node{Type: "Place", Name: e.Place, Address: e.Place})
	}
	if e.Online != "" {
		n.Location = append(n.Location, Node{Type: "VirtualLocation", URL: string(e.Online)})
		attendance = "OnlineEventAttendanceMode"
		if e.Place != "" {
			attendance = "MixedEventAttendanceMode"
		}
	}
	n.Attendance = "https://schema.org/" + attendance
	if e.Organiser != "" {
		n.Organiser = &Node{Type: "Organization", Name: e.Organiser}
	}
	return n
}

// dated writes a day, or a moment with its distance from London's.
func dated(t content.DateTime, zone *time.Location) string {
	if !t.HasHour() {
		return string(t)
	}
	return t.In(zone).Format(time.RFC3339)
}

// Month is a month of an agenda.
type Month struct {
	Name  string `fr:"« Mars 2027 »"`
	Cards []Card `fr:"ce qui y commence, le plus proche d'abord"`
}

// monthsOf shares out the cards of documents between the months in which they begin.
func monthsOf(documents []*content.Document, cards []Card) []Month {
	var months []Month
	for i, d := range documents {
		name := capital(french.Month(d.Begins().Day().Time()))
		if n := len(months); n == 0 || months[n-1].Name != name {
			months = append(months, Month{Name: name})
		}
		last := &months[len(months)-1]
		last.Cards = append(last.Cards, cards[i])
	}
	return months
}

// coming shows the next events of a sector, of all for "", above a link to the agenda.
func (p place) coming(f *Frame, sector string) ([]Card, Link) {
	cards := untyped(p.cardsOf(p.view.Coming(sector, comingShown), 3))
	if len(cards) == 0 {
		return nil, Link{}
	}
	p.watch(f, cards)
	return cards, p.typeLink(content.Events, "Tout l’agenda")
}

// comingShown is how many events the home page and a guide announce.
const comingShown = 3
