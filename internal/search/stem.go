package search

import "strings"

// A stemRule replaces an ending when at least least characters stay before it.
type stemRule struct {
	least    int
	from, to string
}

// stemSteps is the light stemmer, for folded words: plurals, then masculine and
// feminine, then verbs and what is done (facturer, facturation), and the y of verbs
// that becomes an i (payer and paie, envoyer and envoi; not loyer). In each step
// the first ending found decides, longest first; a step that finds none leaves
// the word. An ending that stays put (to equal to from) protects the words that
// a later, shorter ending would spoil: "tuyaux" is not "tuyal". Each line is
// "least from to".
const stemSteps = `3 eaux eau
2 yaux yau
2 aux al
2 eux eu
2 oux ou
3 ais ai
2 ois oi
3 ss ss
3 s _

0 email mail
3 trice teu
3 euse eu
3 eure eu
3 teur teu
3 eur eu
3 ail al
3 aise ai
3 oise oi
1 onne on
1 ette et
2 ive if
3 ique ic
3 enne en
3 elle el
4 iere _
4 ier _
5 ere _

0 departement departement
0 environnement environnement
1 ayement ai
1 aiement ai
1 ayent ai
1 ayer ai
1 ayez ai
1 ayee ai
1 aye ai
1 aie ai
3 iquement ic
5 ement _
5 ation _
4 ee _
5 ez _
3 ez er
5 er _
5 ie i
4 ir i
3 gue g
5 e _

3 oy oi
3 uy ui

3 nn n
3 ll l
3 tt t`

var stemmer = func() [][]stemRule {
	var steps [][]stemRule
	for step := range strings.SplitSeq(stemSteps, "\n\n") {
		var rules []stemRule
		for line := range strings.Lines(step) {
			f := strings.Fields(line)
			rules = append(rules, stemRule{int(f[0][0] - '0'), f[1], strings.TrimPrefix(f[2], "_")})
		}
		steps = append(steps, rules)
	}
	return steps
}()

// stem returns the term of a form. Forms with anything but the letters a to z
// are terms as they are.
func stem(form string) string {
	if len(form) < 4 || !isPlain(form) {
		return form
	}
	for _, rules := range stemmer {
		for _, r := range rules {
			if len(form) >= r.least+len(r.from) && strings.HasSuffix(form, r.from) {
				form = form[:len(form)-len(r.from)] + r.to
				break
			}
		}
	}
	return form
}

func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return true
}
