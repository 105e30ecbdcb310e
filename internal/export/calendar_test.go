package export

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	ics "github.com/arran4/golang-ical"
)

// agenda is a recueil whose events are of three time zones, one of them over.
var agenda = fstest.MapFS{
	"recueil.yaml": {Data: []byte("titre: Essai\nbase_url: https://recueil.example.org/essai\n")},
	"evenements/atelier.md": {Data: []byte("---\ntitre: \"Caisse, tableur et café\"\nresume: \"Deux heures pour tenir ses comptes avec un tableur, un café et les conseils de qui l'a déjà fait chez soi.\"\n" +
		"maj: 2026-11-02\nterritoires: [ille-et-vilaine]\ndebut: 2027-03-30 14:30\nfin: 2027-03-30 16:30\nlieu: \"1 place de l'Essai, Rennes\"\n---\n")},
	"evenements/hiver.md":   {Data: []byte("---\ntitre: En hiver\nresume: Un essai.\nterritoires: [bretagne]\ndebut: 2027-01-12 09:00\nen_ligne: https://visio.example.org/\n---\n")},
	"evenements/salon.md":   {Data: []byte("---\ntitre: Salon\nresume: Un essai.\nterritoires: [normandie]\ndebut: 2027-02-03\nfin: 2027-02-04\nlieu: Rouen\n---\n")},
	"evenements/saint.md":   {Data: []byte("---\ntitre: À Saint-Pierre\nresume: Un essai.\nterritoires: [975]\ndebut: 2027-07-01 09:00\nlieu: Au port\n---\n")},
	"evenements/reunion.md": {Data: []byte("---\ntitre: Au Port\nresume: Un essai.\nterritoires: [la-reunion]\ndebut: 2027-01-05 09:00\nlieu: Le Port\n---\n")},
	"evenements/passe.md":   {Data: []byte("---\ntitre: Passé\nresume: Un essai.\nterritoires: [mayotte]\ndebut: 2026-10-01 09:00\nlieu: Mamoudzou\n---\n")},
}

// moments are the events of a calendar by their title, as any reader of iCalendar finds them:
// with the zones that the calendar itself describes.
func moments(t *testing.T, text string) map[string]string {
	t.Helper()
	c, err := ics.ParseCalendar(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	zones := map[string]*ics.VTimezone{}
	for _, z := range c.Timezones() {
		zones[z.GetProperty(ics.ComponentPropertyTzid).Value] = z
	}
	found := map[string]string{}
	for _, e := range c.Events() {
		start := e.GetProperty(ics.ComponentPropertyDtStart)
		text := start.Value
		if id := start.ICalParameters["TZID"]; id != nil {
			text += " " + offsetIn(t, zones[id[0]], start.Value)
		}
		found[e.GetProperty(ics.ComponentPropertySummary).Value] = text
	}
	return found
}

// offsetIn looks for the distance from London's hour that a zone has at a moment: that of
// the last of its periods to begin before it (the forms of both sort as text).
func offsetIn(t *testing.T, zone *ics.VTimezone, moment string) string {
	t.Helper()
	if zone == nil {
		t.Fatal("a time zone is not described")
	}
	begun, offset := "", "none"
	for _, period := range zone.SubComponents() {
		var base ics.ComponentBase
		switch p := period.(type) {
		case *ics.Standard:
			base = p.ComponentBase
		case *ics.Daylight:
			base = p.ComponentBase
		}
		if since := base.GetProperty(ics.ComponentPropertyDtStart).Value; begun < since && since <= moment {
			begun, offset = since, base.GetProperty(ics.ComponentProperty(ics.PropertyTzoffsetto)).Value
		}
	}
	return offset
}

func TestCalendars(t *testing.T) {
	files := export(t, view(t, agenda, ""))
	all := files["evenements/agenda.ics"]
	want := map[string]string{
		"Caisse, tableur et café": "20270330T143000 +0200", "En hiver": "20270112T090000 +0100", "Salon": "20270203",
		"À Saint-Pierre": "20270701T090000 -0200", "Au Port": "20270105T090000 +0400",
	}
	got := moments(t, all)
	for title, moment := range want {
		if got[title] != moment {
			t.Errorf("%s: got %q, want %q", title, got[title], moment)
		}
	}
	if len(got) != len(want) {
		t.Errorf("got %v: what is over is in no calendar", got)
	}
	for _, line := range strings.Split(all, "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
			t.Errorf("a line of more than 75 bytes, or that does not end by CR LF: %q", line)
		}
	}
}

// What others remember an event by does not change with the day of the build.
func TestCalendarIdentity(t *testing.T) {
	c, err := ics.ParseCalendar(strings.NewReader(export(t, view(t, agenda, ""))["evenements/agenda.ics"]))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, e := range c.Events() {
		got[e.Id()] = e.GetProperty(ics.ComponentPropertyDtstamp).Value
	}
	for id, stamp := range map[string]string{
		"evenements/atelier@recueil.example.org": "20261102T000000Z", // its last review
		"evenements/salon@recueil.example.org":   "20270203T000000Z", // of no date of its own
	} {
		if got[id] != stamp {
			t.Errorf("%s: got %q, want %q, in %v", id, got[id], stamp, got)
		}
	}
}

// A territory has its own calendar, and people who follow it still find it when all is over:
// with a time zone, since a calendar may not be empty.
func TestCalendarsOfTerritories(t *testing.T) {
	files := export(t, view(t, agenda, ""))
	for _, c := range []struct {
		folder       string
		events, zone int
	}{
		{"regions/bretagne", 2, 1}, {"departements/ille-et-vilaine", 1, 1}, {"regions/normandie", 1, 0}, {"outre-mer/saint-pierre-et-miquelon", 1, 1}, {"regions/mayotte", 0, 1},
	} {
		text, ok := files["evenements/"+c.folder+"/agenda.ics"]
		if got, zones := len(moments(t, text)), strings.Count(text, "BEGIN:VTIMEZONE"); !ok || got != c.events || zones != c.zone {
			t.Errorf("%s: got %d events and %d zones, want %d and %d, in\n%s", c.folder, got, zones, c.events, c.zone, text)
		}
	}
	if _, ok := files["evenements/passe/passe.ics"]; ok {
		t.Error("an event that is over still has a calendar")
	}
	if _, ok := files["evenements/regions/corse/agenda.ics"]; ok {
		t.Error("a territory without events has a calendar")
	}
}

// Of two events of a zone, the zone is described from the first to the last.
func TestTimezone(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	day := func(text string) time.Time {
		at, err := time.Parse(time.DateOnly, text)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	for _, c := range []struct {
		name, first, last string
		periods           int
	}{{"one winter", "2027-01-12", "2027-01-12", 1}, {"into summer", "2027-01-12", "2027-06-01", 2}, {"two years", "2027-01-12", "2028-12-31", 5}} {
		if got := len(timezone(paris, day(c.first), day(c.last)).SubComponents()); got != c.periods {
			t.Errorf("%s: got %d periods, want %d", c.name, got, c.periods)
		}
	}
}
