package french

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Number writes a whole number that is not negative with its thousands apart: 15 000,
// with a narrow no-break space.
func Number(n int) string {
	digits := strconv.Itoa(n)
	var groups []string
	for len(digits) > 3 {
		groups = append([]string{digits[len(digits)-3:]}, groups...)
		digits = digits[:len(digits)-3]
	}
	return strings.Join(append([]string{digits}, groups...), narrow)
}

// Plural returns a regular noun as it is after a number: with an s from two on.
func Plural(n int, noun string) string {
	if n > 1 {
		return noun + "s"
	}
	return noun
}

// Count writes a number and what it counts, for a terminal: "2 erreurs". In a page,
// write [Number], a no-break space and [Plural].
func Count(n int, noun string) string { return fmt.Sprintf("%d %s", n, Plural(n, noun)) }

// Enumerate writes a list as a sentence has it: "a", "a et b", "a, b et c".
func Enumerate(list []string) string {
	last := len(list) - 1
	if last < 1 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:last], ", ") + " et " + list[last]
}

var months = [...]string{"janvier", "février", "mars", "avril", "mai", "juin",
	"juillet", "août", "septembre", "octobre", "novembre", "décembre"}

// Day writes a day in words: "1er mars 2026".
func Day(t time.Time) string {
	day := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		day = "1er"
	}
	return day + " " + Month(t)
}

// Month writes a month and its year in words: "mars 2026".
func Month(t time.Time) string { return fmt.Sprintf("%s %d", months[t.Month()-1], t.Year()) }

var weekdays = [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}

// Weekday writes a day in words with its name: "dimanche 1er mars 2026".
func Weekday(t time.Time) string { return weekdays[t.Weekday()] + " " + Day(t) }

// Days writes two days, the first before the second, saying once what they share: "du 3 au
// 5 mars 2026".
func Days(from, to time.Time) string {
	first := Day(from)
	switch {
	case from.Year() == to.Year() && from.Month() == to.Month():
		first = strings.TrimSuffix(first, " "+Month(from))
	case from.Year() == to.Year():
		first = strings.TrimSuffix(first, fmt.Sprintf(" %d", from.Year()))
	}
	return "du " + first + " au " + Day(to)
}

// Hour writes an hour of the day, which no line breaks: "14 h 30", "9 h".
func Hour(t time.Time) string {
	if t.Minute() == 0 {
		return fmt.Sprintf("%d\u00a0h", t.Hour())
	}
	return fmt.Sprintf("%d\u00a0h\u00a0%02d", t.Hour(), t.Minute())
}

// MonthNamed returns the month of a name, however it is accented; 0 when it is none's.
func MonthNamed(name string) time.Month {
	for i, m := range months {
		if Fold(m) == Fold(name) {
			return time.Month(i + 1)
		}
	}
	return 0
}
