package french

import (
	"strings"
	"testing"
)

// typographyCases show narrow no-break spaces as "_", and the others as "~".
var typographyCases = []struct{ name, text, want string }{
	{"empty", "", ""},
	{"spaces before marks", "a : b ; c ! d ? e", "a_: b_; c_! d_? e"},
	{"no-break and thin spaces", "a\u00a0: b\u2009; c\u202f!", "a_: b_; c_!"},
	{"several spaces", "a  \u00a0!", "a_!"},
	{"line end before a mark", "a\n: b", "a_: b"},
	{"blank line before a mark", "a\n\n! b", "a\n\n! b"},
	{"marks without a space", "Oui! Non? Bien; soit (vrai!)", "Oui_! Non_? Bien_; soit (vrai_!)"},
	{"several marks", "Quoi ?! Oui!! Non !", "Quoi_?! Oui_!! Non_!"},
	{"after figures and brackets", "en 2024! (a)? 50 %!", "en 2024_! (a)_? 50_%!"},
	{"marks within a word", "a?b=1 x!y a;b", "a?b=1 x!y a;b"},
	{"colons", `10:30 http:// C:\ a: b ::c d :: e`, `10:30 http:// C:\ a: b ::c d :: e`},
	{"not equal", "a != b", "a != b"},
	{"mark at the start", "! a", "! a"},
	{"space at the start", " : a", " : a"},
	{"quotes with spaces", "« a b » c", "«_a b_» c"},
	{"quotes without", "«a» b «c!»", "«_a_» b «_c_!_»"},
	{"empty quotes", "«» « »", "«» «_»"},
	{"lone quote", "a «", "a «"},
	{"straight quotes", `"a" b`, `"a" b`},
	{"apostrophes", "l'été d'« a » aujourd'hui l'1er d'\"x\"", "l’été d’«_a_» aujourd’hui l’1er d’\"x\""},
	{"no apostrophe", "'a' 5'30 rock 'n' d' a", "'a' 5'30 rock 'n' d' a"},
	{"apostrophe after a combined accent", "e\u0301'a", "e\u0301’a"},
	{"numbers", "15 000 et 1 234 567,5", "15_000 et 1_234_567,5"},
	{"not numbers", "01 23 45 67 89, 123 456 789 00012, 2023 15 000, A4 500, 0 800, 3.5 000", "01 23 45 67 89, 123 456 789 00012, 2023 15 000, A4 500, 0 800, 3.5 000"},
	{"units", "10 € 10€ 12 % 12%, 5 k€ 3 M€ 2‰", "10_€ 10_€ 12_% 12_%, 5_k€ 3_M€ 2_‰"},
	{"not units", "a % 20%20 5 %a €5 5 kgs", "a % 20%20 5 %a €5 5 kgs"},
	{"measures", "10 km, 5\u00a0kg, 3 m², 12 h 30, 2 Go", "10~km, 5~kg, 3~m², 12~h 30, 2~Go"},
	{"not measures", "a km, 3 mots, 10 hommes", "a km, 3 mots, 10 hommes"},
	{"numbers and pages", "n° 12, (p. 4), l’art. 5, nos 3", "n°~12, (p.~4), l’art.~5, nos~3"},
	{"not numbers of pages", "n° a, p. x, loup. 4, vos 3", "n° a, p. x, loup. 4, vos 3"},
	{"titles of people", "M. Petit, Mme Roux, l’atelier de MM. A et B", "M.~Petit, Mme~Roux, l’atelier de MM.~A et B"},
	{"not titles of people", "M. petit, FM. Petit, Mme la maire", "M. petit, FM. Petit, Mme la maire"},
	{"dots", "a... b... ... c", "a… b… … c"},
	{"not dots", ".... ../... /...x .. .../", ".... ../... /...x .. .../"},
	{"invalid UTF-8", "a\xff ! l'\xff", "a\xff_! l'\xff"},
}

func TestTypography(t *testing.T) {
	for _, c := range typographyCases {
		t.Run(c.name, func(t *testing.T) {
			got := Typography(c.text)
			if visible(got) != c.want {
				t.Errorf("%q\n got %q\nwant %q", c.text, visible(got), c.want)
			}
			if again := Typography(got); again != got {
				t.Errorf("%q is not stable: %q, then %q", c.text, visible(got), visible(again))
			}
		})
	}
}

// visible makes no-break spaces visible in expectations.
func visible(s string) string { return strings.NewReplacer(narrow, "_", noBreak, "~").Replace(s) }

// FuzzTypography sets any text twice: the second time changes nothing, and
// neither touches anything but spaces, apostrophes and dots.
func FuzzTypography(f *testing.F) {
	for _, c := range typographyCases {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once := Typography(text)
		if twice := Typography(once); twice != once {
			t.Errorf("%q gives %q, then %q", text, once, twice)
		}
		if bare(once) != bare(text) {
			t.Errorf("%q gives %q, which loses or adds a letter", text, once)
		}
	})
}

// bare is a text without what typography may change.
func bare(s string) string {
	s = strings.NewReplacer("...", "…", "’", "'").Replace(s)
	return strings.Map(func(r rune) rune {
		if isSpace(r) || r == '.' || r == '…' {
			return -1
		}
		return r
	}, s)
}
