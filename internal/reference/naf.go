package reference

import "regexp"

// NAF is a division of the NAF rév. 2, its two-digit level.
type NAF struct {
	Code    string // "55"
	Label   string // "Hébergement"
	Section string // "I", of its whole branch
}

var nafDivisions = readNAF()

func readNAF() map[string]NAF {
	divisions := map[string]NAF{}
	for _, row := range rows("naf-divisions.csv", 3) {
		divisions[row[0]] = NAF{row[0], row[1], row[2]}
	}
	return divisions
}

// nafForm is a code of any level of the NAF rév. 2: 55, 55.1, 55.10, 55.10Z,
// with or without its point.
var nafForm = regexp.MustCompile(`^(\d{2})(?:\.?\d(?:\d[A-Z]?)?)?$`)

// DivisionOf returns the division of a NAF rév. 2 code of any level. Only the
// division is checked against the table.
func DivisionOf(code string) (NAF, bool) {
	m := nafForm.FindStringSubmatch(code)
	if m == nil {
		return NAF{}, false
	}
	d, ok := nafDivisions[m[1]]
	return d, ok
}
