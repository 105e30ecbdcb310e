package reference

import (
	"maps"
	"regexp"
	"strings"
)

// postcodeForm is a postcode, and the department that it begins with.
var postcodeForm = regexp.MustCompile(`^(9[78]\d|\d\d)\d{2,3}$`)

// postcodePlaces are the postcodes whose first digits are not the number of every
// department that they serve.
var postcodePlaces = readPostcodes()

func readPostcodes() map[string][]Territory {
	places := map[string][]Territory{}
	for _, row := range rows("codes-postaux.csv", 3) {
		for _, code := range strings.Fields(row[1]) {
			places[row[0]] = append(places[row[0]], byWord[strings.ToLower(code)])
		}
	}
	return places
}

// UnusualPostcodes returns the postcodes whose first digits are not the number of every
// department that they serve, and those departments or collectivities.
func UnusualPostcodes() map[string][]Territory { return maps.Clone(postcodePlaces) }

// TerritoriesOfPostcode returns the departments, or the overseas collectivity, that a
// postcode serves: none of what is no postcode, or of no place of ours, as Monaco's.
func TerritoriesOfPostcode(code string) []Territory {
	if places, ok := postcodePlaces[code]; ok {
		return places
	}
	m := postcodeForm.FindStringSubmatch(code)
	if m == nil || len(code) != 5 {
		return nil
	}
	if t, ok := ParseTerritory(prefixDepartment(code, m[1])); ok {
		return []Territory{t}
	}
	return nil
}

// prefixDepartment is the department of a postcode's first digits. Corsica has one
// prefix for two departments: 200 and 201 are the south, 202 and 206 the north.
func prefixDepartment(code, prefix string) string {
	if prefix != "20" {
		return prefix
	}
	return map[string]string{"200": "2A", "201": "2A", "202": "2B", "206": "2B"}[code[:3]]
}
