package content

import (
	"net/url"
	"slices"
	"strings"
)

// The kinds of text that front matter holds besides plain strings. Each knows
// how to refuse what it is not: see scalars.go.
type (
	// Date is a day, "2026-11-22"; "" when absent. Dates compare as strings.
	Date string
	// PartialDate is a year, a month or a day: "2023", "2023-07", "2023-07-12".
	PartialDate string
	// Year is a year, "2021"; "" when absent.
	Year string
	// URL is an absolute http or https address.
	URL string
	// Email is an e-mail address.
	Email string
	// Colour is a colour written #rrvvbb.
	Colour string
	// SIRET is the 14 digits of an establishment's number, without spaces.
	SIRET string
	// Postcode is the five digits of a postcode.
	Postcode string
	// Phone is a telephone number as people write it.
	Phone string
)

// placeholders are hosts, with those under them, where nobody's site is: the names that
// RFC 2606 keeps for examples, and the machine itself. « .test » is not one: it is for
// trying out, codes on paper included.
var placeholders = []string{"example.org", "example.com", "example.net", "example", "invalid", "localhost", "127.0.0.1", "0.0.0.0", "::1"}

// IsPlaceholder reports whether the address only stands in for one that is not known
// yet: nobody but its author will ever reach it.
func (u URL) IsPlaceholder() bool {
	address, err := url.Parse(string(u))
	if err != nil {
		return false
	}
	host := strings.ToLower(address.Hostname())
	return slices.ContainsFunc(placeholders, func(p string) bool { return host == p || strings.HasSuffix(host, "."+p) })
}
