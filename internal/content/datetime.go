package content

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"recueil/internal/diag"
)

// DateTime is a day, 2027-03-04, or an hour of a day as the clocks of its place show it,
// 2027-03-04T14:30. Of two that both have an hour, or neither, the earlier is the lesser.
type DateTime string

const dateTimeForm = "2006-01-02T15:04"

// Day is the day without its hour.
func (t DateTime) Day() Date { return Date(t[:min(len(t), len(time.DateOnly))]) }

// HasHour reports whether the hour is told.
func (t DateTime) HasHour() bool { return len(t) > len(time.DateOnly) }

// In returns the moment that a clock of the zone shows; of a day, that at which it begins.
func (t DateTime) In(zone *time.Location) time.Time {
	if !t.HasHour() {
		day := t.Day().Time()
		return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, zone)
	}
	moment, _ := time.ParseInLocation(dateTimeForm, string(t), zone)
	return moment
}

var (
	// hourOfDay is a day and an hour, as we write them and as web editors do.
	hourOfDay = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$`)
	// frenchHour is an hour after a day, as the French write them: 14h30, 14 h, à 9h05, 14:30.
	frenchHour = regexp.MustCompile(`^(.+?)(?:[T,]?\s+|T)(?:à\s+)?(\d{1,2})\s*[hH:]\s*(\d{2})?$`)
)

const dateTimeHint = "écrivez le jour, puis l'heure s'il y en a une : 2026-11-22 14:30"

// parseDateTime reads a day, or an hour of a day. An hour that tells its distance from
// London's is refused: what people come to is told by the clocks of its place.
func parseDateTime(s string) (string, *refusal) {
	if _, ok := ParseDate(s); ok {
		return s, nil
	}
	if m := hourOfDay.FindStringSubmatch(s); m != nil && m[3] == "" {
		if _, err := time.Parse(dateTimeForm, m[1]+"T"+m[2]); err == nil {
			return m[1] + "T" + m[2], nil
		}
	} else if m != nil {
		return "", &refusal{rule: diag.BadDate, message: fmt.Sprintf("« %s » donne un décalage horaire", s), hint: "écrivez l'heure du lieu, sans décalage : 2026-11-22 14:30 ; au besoin, « heure_de » dit de quel territoire"}
	}
	day, hour := s, ""
	if m := frenchHour.FindStringSubmatch(s); m != nil {
		h, _ := strconv.Atoi(m[2])
		day, hour = m[1], fmt.Sprintf(" %02d:%s", h, (m[3] + "00")[:2])
	}
	no := &refusal{rule: diag.BadDate, message: fmt.Sprintf("« %s » n'est ni un jour, ni un jour et une heure", s), hint: dateTimeHint}
	if read, ok := ReadDate(strings.TrimSpace(day)); ok {
		better := string(read) + hour
		if _, again := hourOrDay(better); again {
			no.hint, no.better = "", better
		}
	}
	return "", no
}

// hourOrDay reports whether a text is a day, or a day and an hour, of the calendar.
func hourOrDay(s string) (time.Time, bool) {
	for _, form := range []string{time.DateOnly, "2006-01-02 15:04"} {
		if t, err := time.Parse(form, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
