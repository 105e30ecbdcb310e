package imports

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"recueil/internal/content"
)

// hour is what follows the day in a moment: the forms of Google write « 1:30:00 PM UTC+1 ».
var hour = regexp.MustCompile(`[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?: ?([AP]M))?(?:Z|[+-]\d{2}:?\d{2}| UTC(?:[+-]\d{1,2}(?::\d{2})?)?| [A-Z]{3,4})?$`)

// day reads the day of a date, with or without its hour, as sources and spreadsheets
// write it; "" of none, which sources write with noughts or nines.
func day(text string) (string, bool) {
	text = hour.ReplaceAllString(strings.TrimSpace(text), "")
	if text == "" || strings.HasPrefix(text, "0000") || strings.HasPrefix(text, "9999") {
		return "", true
	}
	d, ok := content.ReadDate(text)
	return string(d), ok
}

// moment writes a moment in one way, whichever program wrote it: the answer to a form has
// the same in its CSV and in its workbook. What is no moment stays as it is.
func moment(text string) string {
	m := hour.FindStringSubmatch(text)
	date, ok := day(text)
	if m == nil || !ok || date == "" {
		return text
	}
	h, _ := strconv.Atoi(m[1])
	if m[4] != "" {
		h = h%12 + map[string]int{"PM": 12}[m[4]]
	}
	return fmt.Sprintf("%s %02d:%s:%s", date, h, m[2], cmp.Or(m[3], "00"))
}

// sameID returns what two spellings of an identifier share: people and spreadsheets
// change its case, its blanks and the way in which a moment is written.
func sameID(id string) string {
	return strings.ToLower(strings.Join(strings.Fields(moment(id)), " "))
}
