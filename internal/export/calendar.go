package export

import (
	"net/url"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/reference"
)

// calendars makes the calendars (iCalendar, RFC 5545) that people subscribe to, of the edition
// and of each of its territories, and one for each event alone. What is over leaves them; a
// calendar that people follow stays when nothing is to come.
func calendars(v *edition.View) ([]File, error) {
	agendas, alone := map[string][]*content.Document{}, []File{}
	for _, d := range v.Own() {
		for _, address := range v.Agendas(d) {
			agendas[address] = append(agendas[address], d)
		}
		if d.Type.IsDated() && !v.Closed(d) && !(v.Together() && v.Shared(d.Address())) {
			alone = append(alone, calendar(v, edition.EventCalendar(d), d.Title, []*content.Document{d}))
		}
	}
	var files []File
	for address, documents := range agendas { // Files sorts them
		files = append(files, calendar(v, address+edition.CalendarName, calendarTitle(v, address), slices.DeleteFunc(documents, v.Closed)))
	}
	return append(files, alone...), nil
}

// calendarTitle says whose calendar one is, as people see it beside their own.
func calendarTitle(v *edition.View, address string) string {
	title := v.Site().Title
	if l, ok := v.List(address); ok && l.Territory.Kind != nil {
		title += " : " + l.Name
	}
	return title
}

// calendar writes the calendar of events, which have their places' hours: the time zones
// are described as far as the events need them.
func calendar(v *edition.View, address, title string, events []*content.Document) File {
	c := ics.NewCalendar()
	c.SetProductId("-//recueil//recueil//FR")
	c.SetMethod(ics.MethodPublish)
	c.SetXWRCalName(french.Typography(title))
	c.SetRefreshInterval("P1D")
	c.SetXPublishedTTL("P1D")
	for _, zone := range zonesOf(v, events) {
		c.AddVTimezone(zone)
	}
	for _, d := range events {
		c.AddVEvent(calendarEvent(v, d))
	}
	return File{strings.TrimPrefix(address, "/"), []byte(c.Serialize(ics.WithNewLineWindows))}
}

// calendarEvent writes an event. Its stamp is the day on which the document last changed, or
// else that of the event: a build of another day gives the same bytes.
func calendarEvent(v *edition.View, d *content.Document) *ics.VEvent {
	e := ics.NewEvent(d.ID() + "@" + hostOf(v))
	stamp := changed(d)
	if stamp == "" {
		stamp = d.Begins().Day()
	}
	e.SetDtStampTime(stamp.Time())
	e.SetSummary(french.Typography(d.Title))
	e.SetDescription(french.Typography(d.Summary))
	e.SetURL(v.URL(d.Address()))
	addTime(e, ics.ComponentPropertyDtStart, d.Begins(), d.Clock())
	switch end := d.Event.End; {
	case end.HasHour():
		addTime(e, ics.ComponentPropertyDtEnd, end, d.Clock())
	case !d.Begins().HasHour(): // it ends before the day that follows
		addTime(e, ics.ComponentPropertyDtEnd, content.DateTime(d.LastDay().AddDays(1)), d.Clock())
	}
	if place := d.Event.Place; place != "" {
		e.SetLocation(french.Typography(place))
	} else {
		e.SetLocation(string(d.Event.Online))
	}
	for _, slug := range terms(v, content.Sectors, d.Sectors) {
		sector, _ := v.Document(string(content.Sectors) + "/" + slug)
		e.AddProperty(ics.ComponentPropertyCategories, sector.Title)
	}
	return e
}

const (
	localForm = "20060102T150405"
	dayForm   = "20060102"
)

// addTime writes a day, or an hour of a time zone.
func addTime(e *ics.VEvent, property ics.ComponentProperty, t content.DateTime, zone *time.Location) {
	if !t.HasHour() {
		e.SetProperty(property, t.In(zone).Format(dayForm), ics.WithValue("DATE"))
		return
	}
	e.SetProperty(property, t.In(zone).Format(localForm), ics.WithTZID(zone.String()))
}

// hostOf is the host of the edition: what its identities are of.
func hostOf(v *edition.View) string {
	u, err := url.Parse(v.Site().BaseURL)
	if err != nil || u.Host == "" {
		return "recueil"
	}
	return u.Host
}

// zonesOf describes the time zones of the hours of events; that of Paris, on the day of the
// edition, for none: a calendar may not be empty.
func zonesOf(v *edition.View, events []*content.Document) []*ics.VTimezone {
	paris := reference.Territory{}.Clock()
	if len(events) == 0 {
		return []*ics.VTimezone{timezone(paris, v.Today().Time(), v.Today().Time())}
	}
	var zones []*ics.VTimezone
	var seen []*time.Location
	for _, d := range events {
		zone := d.Clock()
		if !d.Begins().HasHour() || slices.Contains(seen, zone) {
			continue
		}
		seen = append(seen, zone)
		first, last := d.Begins().In(zone), d.Until()
		for _, other := range events {
			if other.Clock() == zone && other.Until().After(last) {
				last = other.Until()
			}
		}
		zones = append(zones, timezone(zone, first, last))
	}
	return zones
}

// timezone describes a time zone between two moments: each of the periods in which its clocks
// keep one distance from London's, since when, and which distance they had before.
func timezone(zone *time.Location, first, last time.Time) *ics.VTimezone {
	tz := ics.NewTimezone(zone.String())
	for at := first.In(zone); ; {
		since, until := at.ZoneBounds()
		name, offset := at.Zone()
		before, begins := offset, "19700101T000000"
		if !since.IsZero() {
			_, before = since.Add(-time.Second).Zone()
			begins = since.In(time.FixedZone("", before)).Format(localForm)
		}
		period := ics.ComponentBase{}
		period.AddProperty(ics.ComponentPropertyDtStart, begins)
		period.AddProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), offsetText(before))
		period.AddProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), offsetText(offset))
		period.AddProperty(ics.ComponentProperty(ics.PropertyTzname), name)
		if at.IsDST() {
			tz.Components = append(tz.Components, &ics.Daylight{ComponentBase: period})
		} else {
			tz.Components = append(tz.Components, &ics.Standard{ComponentBase: period})
		}
		if until.IsZero() || until.After(last) {
			return tz
		}
		at = until
	}
}

func offsetText(seconds int) string {
	return time.Time{}.In(time.FixedZone("", seconds)).Format("-0700")
}
