package content

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
