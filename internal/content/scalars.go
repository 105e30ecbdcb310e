package content

import (
	"fmt"
	"net/mail"
	"net/url"
	"reflect"
	"regexp"
	"strings"
	"time"

	"recueil/internal/diag"
	"recueil/internal/french"
	"recueil/internal/markdown"
	"recueil/internal/reference"
)

// refusal says why a text is not a value of its kind.
type refusal struct {
	rule    *diag.Rule
	message string
	hint    string // "": to write what is better
	better  string // what was meant, or ""
	doubt   bool   // whether better is only supposed
}

// scalarOf returns the function that parses a text into v, when v is of a kind
// with rules of its own.
func scalarOf(v reflect.Value) (func(string) *refusal, bool) {
	if v.Type() == reflect.TypeFor[reference.Territory]() {
		return func(s string) *refusal { return setTerritory(v, s) }, true
	}
	parse, ok := scalars[v.Type()]
	if !ok {
		return nil, false
	}
	return func(s string) *refusal {
		text, no := parse(strings.TrimSpace(s))
		v.SetString(text)
		return no
	}, true
}

var scalars = map[reflect.Type]func(string) (string, *refusal){
	reflect.TypeFor[Date]():        parseDate,
	reflect.TypeFor[PartialDate](): parsePartialDate,
	reflect.TypeFor[DateTime]():    parseDateTime,
	reflect.TypeFor[Year]():        parseYear,
	reflect.TypeFor[URL]():         parseURL,
	reflect.TypeFor[Email]():       parseEmail,
	reflect.TypeFor[Colour]():      parseColour,
	reflect.TypeFor[SIRET]():       parseSIRET,
	reflect.TypeFor[Postcode]():    parsePostcode,
	reflect.TypeFor[Phone]():       parsePhone,
}

func setTerritory(v reflect.Value, s string) *refusal {
	t, ok := reference.ParseTerritory(strings.TrimSpace(s))
	if !ok {
		no := &refusal{rule: diag.UnknownPlace, message: fmt.Sprintf("territoire inconnu « %s »", s)}
		no.hint, no.better, no.doubt = territoryHint(s)
		return no
	}
	v.Set(reflect.ValueOf(t))
	return nil
}

// territoryHint says what an unknown territory may have been: a code that lost its
// zero, the department of a postcode, or the nearest name. One that begins otherwise is
// more likely a town.
func territoryHint(s string) (hint, better string, doubt bool) {
	const other = "écrivez le nom d'une région ou d'un département sans accent (ille-et-vilaine), ou le numéro du département (35)"
	code := strings.TrimSpace(s)
	if _, ok := reference.ParseTerritory("0" + code); ok {
		return fmt.Sprintf("ce numéro a perdu son zéro : écrivez 0%s", code), "0" + code, false
	}
	whole := code
	if lostZero(code) {
		whole = "0" + code
	}
	switch places := reference.TerritoriesOfPostcode(whole); {
	case len(places) == 1:
		return fmt.Sprintf("c'est un code postal : écrivez %s pour %s", places[0].Code, places[0].Name), places[0].Code, true
	case len(places) == 2:
		return fmt.Sprintf("c'est un code postal : écrivez %s pour %s, ou %s pour %s", places[0].Code, places[0].Name, places[1].Code, places[1].Name), "", true
	case figures.MatchString(code):
		return other, "", true
	}
	hint = french.DidYouMean(s, reference.TerritoryWords(), other)
	near, ok := french.Nearest(s, reference.TerritoryWords())
	if ok && !strings.HasPrefix(Slug(s), near[:1]) {
		hint += " sinon, " + other
	}
	return hint, near, plainName(s) != near
}

var figures = regexp.MustCompile(`^\d+$`)

// lostZero reports whether a postcode lost the zero that it begins with, as spreadsheets
// and web forms do to what they take for a number.
func lostZero(code string) bool { return len(code) == 4 && figures.MatchString(code) && code[0] != '0' }

// parsePostcode reads the five digits of a postcode. Spaces are no mistake, and a number
// of four digits lost its zero.
func parsePostcode(s string) (string, *refusal) {
	code := strings.TrimSuffix(strings.Join(strings.Fields(s), ""), ".0")
	switch {
	case len(code) == 5 && figures.MatchString(code):
		return code, nil
	case lostZero(code):
		return "", &refusal{rule: diag.WrongType, message: fmt.Sprintf("le code postal « %s » a perdu son zéro", s), hint: "écrivez 0" + code, better: "0" + code}
	}
	return "", &refusal{rule: diag.WrongType, message: fmt.Sprintf("« %s » n'est pas un code postal", s), hint: "écrivez ses cinq chiffres : 01000"}
}

// parsePhone reads a telephone number as people write it. Nine digits that do not begin
// with a zero lost it.
func parsePhone(s string) (string, *refusal) {
	digits := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", ".", "", "-", "").Replace(s)
	if len(digits) == 9 && figures.MatchString(digits) && digits[0] != '0' {
		better := "0" + digits[:1]
		for i := 1; i < len(digits); i += 2 {
			better += " " + digits[i:i+2]
		}
		return "", &refusal{rule: diag.WrongType, message: fmt.Sprintf("le numéro « %s » a perdu son zéro", s), hint: "écrivez " + better, better: better}
	}
	if !strings.ContainsAny(s, "0123456789") {
		return "", &refusal{rule: diag.WrongType, message: fmt.Sprintf("« %s » n'est pas un numéro de téléphone", s), hint: "écrivez ses chiffres : 01 23 45 67 89"}
	}
	return s, nil
}

// ParseDate reads a day written AAAA-MM-JJ.
func ParseDate(s string) (Date, bool) {
	_, err := time.Parse(time.DateOnly, s)
	return Date(s), err == nil
}

func parseDate(s string) (string, *refusal) {
	s, no := dayOf(s)
	if _, ok := ParseDate(s); ok || no != nil {
		return s, no
	}
	iso, ok := frenchDate(s)
	return "", badDate(s, iso, ok && len(iso) == len(time.DateOnly), "écrivez l'année, le mois et le jour : 2026-11-22")
}

// dayOf leaves the hour of a day out. In the last hours of a day in London, it may be the
// next in France.
func dayOf(s string) (string, *refusal) {
	m := hourOfDay.FindStringSubmatch(s)
	if m == nil {
		return s, nil
	}
	if day, ok := ParseDate(m[1]); ok && m[3] == "Z" && m[2] >= "22:00" {
		no := &refusal{rule: diag.BadDate, message: fmt.Sprintf("« %s » ne dit pas le jour en France", s), doubt: true}
		no.hint, no.better = fmt.Sprintf("écrivez %s, ou %s", day.AddDays(1), day), string(day.AddDays(1))
		return "", no
	}
	return m[1], nil
}

func parsePartialDate(s string) (string, *refusal) {
	s, no := dayOf(s)
	if no != nil {
		return "", no
	}
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if _, err := time.Parse(layout, s); err == nil {
			return s, nil
		}
	}
	iso, ok := frenchDate(s)
	return "", badDate(s, iso, ok, "écrivez une année (2023), un mois (2023-07) ou un jour (2023-07-12)")
}

// badDate refuses a text for the date that it says in another way, if it does, or
// else with a hint.
func badDate(s string, iso PartialDate, known bool, hint string) *refusal {
	no := &refusal{rule: diag.BadDate, message: fmt.Sprintf("« %s » n'est pas une date", s), hint: hint}
	if known {
		no.hint, no.better = "", string(iso)
	}
	return no
}

func parseYear(s string) (string, *refusal) {
	if _, err := time.Parse("2006", s); err == nil {
		return s, nil
	}
	return "", &refusal{rule: diag.BadDate, message: fmt.Sprintf("« %s » n'est pas une année", s), hint: "écrivez une année en quatre chiffres : 2021"}
}

func parseURL(s string) (string, *refusal) {
	u, err := url.Parse(s)
	if err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && !strings.ContainsAny(s, " \t\n") {
		if message, hint := markdown.DisguisedHost(u); message != "" {
			return "", &refusal{rule: diag.BadURL, message: message, hint: hint}
		}
		return s, nil
	}
	no := &refusal{rule: diag.BadURL, message: fmt.Sprintf("« %s » n'est pas une adresse web", s), hint: "écrivez l'adresse entière, avec https://"}
	if err == nil && u.Scheme == "" && strings.Contains(s, ".") && !strings.ContainsAny(s, " /") {
		no.hint, no.better, no.doubt = "", "https://"+s, true // the site may know http alone
	}
	return "", no
}

func parseEmail(s string) (string, *refusal) {
	if a, err := mail.ParseAddress(s); err == nil && a.Address == s && strings.Contains(s, ".") {
		return s, nil
	}
	return "", &refusal{rule: diag.BadURL, message: fmt.Sprintf("« %s » n'est pas une adresse de courriel", s), hint: "écrivez-la sous la forme nom@exemple.fr"}
}

var colourForm = regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`)

func parseColour(s string) (string, *refusal) {
	if colourForm.MatchString(s) {
		return strings.ToLower(s), nil
	}
	return "", &refusal{rule: diag.BadColour, message: fmt.Sprintf("« %s » n'est pas une couleur", s), hint: `écrivez un dièse et six chiffres ou lettres de a à f, entre guillemets : "#123456"`}
}

// laPoste is the SIREN whose establishments do not follow Luhn's formula.
const laPoste = "356000000"

func parseSIRET(s string) (string, *refusal) {
	digits := strings.Join(strings.Fields(s), "")
	if len(digits) == 14 && strings.Trim(digits, "0123456789") == "" && validSIRET(digits) {
		return digits, nil
	}
	if whole := "0" + digits; len(whole) == 14 && figures.MatchString(whole) && validSIRET(whole) {
		return "", &refusal{rule: diag.BadSIRET, message: fmt.Sprintf("le numéro SIRET « %s » a perdu son zéro", s), hint: "écrivez " + whole, better: whole}
	}
	return "", &refusal{rule: diag.BadSIRET, message: fmt.Sprintf("« %s » n'est pas un numéro SIRET", s), hint: "recopiez les 14 chiffres : l'un d'eux manque ou est faux"}
}

// validSIRET checks the key of a SIRET by Luhn's formula (Insee), on the SIREN
// and on the whole; an establishment of La Poste needs only a sum of digits
// that is a multiple of five.
func validSIRET(digits string) bool {
	if digits[:9] == laPoste {
		return luhn(digits) || digitSum(digits)%5 == 0
	}
	return luhn(digits[:9]) && luhn(digits)
}

func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		n := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			n *= 2
		}
		sum += n/10 + n%10
	}
	return sum%10 == 0
}

func digitSum(digits string) int {
	sum := 0
	for _, r := range digits {
		sum += int(r - '0')
	}
	return sum
}

// ValidURL reports whether s is an absolute http or https address.
func ValidURL(s string) bool {
	_, no := parseURL(s)
	return no == nil
}
