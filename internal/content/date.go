package content

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"recueil/internal/french"
)

// Time returns the midnight, UTC, at which the day begins; the zero time of an
// absent date.
func (d Date) Time() time.Time {
	t, _ := time.Parse(time.DateOnly, string(d))
	return t
}

// AddDays returns the date n days later.
func (d Date) AddDays(n int) Date {
	return Date(d.Time().AddDate(0, 0, n).Format(time.DateOnly))
}

// AddMonths returns the date n months later, as calendars count them.
func (d Date) AddMonths(n int) Date {
	return Date(d.Time().AddDate(0, n, 0).Format(time.DateOnly))
}

// French writes the date in words: "1er mars 2026"; "" when absent.
func (d Date) French() string {
	if d == "" {
		return ""
	}
	return french.Day(d.Time())
}

// French writes the date in words, as far as it is known: "2023", "juillet
// 2023", "12 juillet 2023"; "" when absent.
func (d PartialDate) French() string {
	switch len(d) {
	case len("2006-01"):
		t, _ := time.Parse("2006-01", string(d))
		return french.Month(t)
	case len(time.DateOnly):
		return Date(d).French()
	}
	return string(d)
}

// The forms in which the French write a date: 22/11/2026, 11/2026,
// 1er mars 2026, mars 2026; and ours, not quite as it should be: 2026/3/1.
var (
	dateInFigures = regexp.MustCompile(`^(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})$`)
	dateYearFirst = regexp.MustCompile(`^(\d{4})[/.-](\d{1,2})(?:[/.-](\d{1,2}))?$`)
	dateInWords   = regexp.MustCompile(`^(?:(\d{1,2})(?:er)?\s+)?(\pL+)\s+(\d{4})$`)
)

// frenchDate reads a day or a month as the French write it, in figures or in
// words, or with its year first, and reports whether it is one.
func frenchDate(s string) (PartialDate, bool) {
	s = strings.TrimSpace(s)
	if m := dateInFigures.FindStringSubmatch(s); m != nil {
		month, _ := strconv.Atoi(m[2])
		return partialDate(m[3], month, m[1])
	}
	if m := dateYearFirst.FindStringSubmatch(s); m != nil {
		month, _ := strconv.Atoi(m[2])
		return partialDate(m[1], month, m[3])
	}
	if m := dateInWords.FindStringSubmatch(s); m != nil {
		return partialDate(m[3], int(french.MonthNamed(m[2])), m[1])
	}
	return "", false
}

// partialDate writes a year, a month from 1 and a day, which may be "", and
// reports whether the calendar has it.
func partialDate(year string, month int, day string) (PartialDate, bool) {
	layout, s := "2006-01", fmt.Sprintf("%s-%02d", year, month)
	if day != "" {
		layout, s = time.DateOnly, fmt.Sprintf("%s-%02s", s, day)
	}
	_, err := time.Parse(layout, s)
	return PartialDate(s), err == nil
}

// ReadDate reads a day as people write it: 2026-11-22, 22/11/2026, 1er mars 2026.
func ReadDate(s string) (Date, bool) {
	if d, ok := ParseDate(s); ok {
		return d, true
	}
	d, ok := frenchDate(s)
	return Date(d), ok && len(d) == len(time.DateOnly)
}
