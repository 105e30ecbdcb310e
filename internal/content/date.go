package content

import (
	"fmt"
	"strconv"
	"time"
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

var months = [...]string{"janvier", "février", "mars", "avril", "mai", "juin",
	"juillet", "août", "septembre", "octobre", "novembre", "décembre"}

// French writes the date in words: "1er mars 2026"; "" when absent.
func (d Date) French() string {
	if d == "" {
		return ""
	}
	t := d.Time()
	day := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		day = "1er"
	}
	return fmt.Sprintf("%s %s %d", day, months[t.Month()-1], t.Year())
}

// French writes the date in words, as far as it is known: "2023", "juillet
// 2023", "12 juillet 2023"; "" when absent.
func (d PartialDate) French() string {
	switch len(d) {
	case len("2006-01"):
		t, _ := time.Parse("2006-01", string(d))
		return fmt.Sprintf("%s %d", months[t.Month()-1], t.Year())
	case len(time.DateOnly):
		return Date(d).French()
	}
	return string(d)
}
