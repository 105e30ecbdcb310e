package search

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// printed is the analysis of a text on one line, as both sides print it.
func printed(text string) string {
	var b strings.Builder
	for _, token := range Analyze(text) {
		fmt.Fprintf(&b, "%s/%s/%d/%s\x00", token.Term, token.Form, token.Parts, text[token.Start:token.End])
	}
	return b.String()
}

const printedByClient = `(texts) => texts.split("\x01").map((text) => client.analyze(text).map((t) =>
	t.term + "/" + t.form + "/" + t.parts + "/" + text.slice(t.start, t.end) + "\x00").join("")).join("\x01")`

// TestClientAnalyzesAlike compares the two analysers, spans included, on texts
// of every kind and at least 100,000 random strings of the whole of Unicode.
func TestClientAnalyzesAlike(t *testing.T) {
	t.Parallel()
	analyze := function(t, newClient(t), printedByClient)
	texts := fixedTexts(t)
	random := rand.New(rand.NewPCG(1, 2))
	for len(texts) < 110_000 {
		texts = append(texts, randomText(random))
	}
	for len(texts) > 0 {
		batch := texts[:min(1000, len(texts))]
		texts = texts[len(batch):]
		got := strings.Split(analyze(strings.Join(batch, "\x01")).String(), "\x01")
		for i, text := range batch {
			if want := printed(text); got[i] != want {
				t.Fatalf("%q: the client gives %q, want %q", text, got[i], want)
			}
		}
	}
}

func fixedTexts(t *testing.T) []string {
	texts := []string{"", " ", "l’entreprise", "S.A.R.L.", "a.b.c d.e", "C++ C# c+", "02 99 12 34 56", "732 829 320 00074", "cafe\u0301", "1ᵉʳ", "\U0001F600x", "auto-", "clic et", "+33 2 99 12 34 56", "0033299123456", "+33 (0)2 99 12 34 56", "56.10A", "R&D h/f r et d", "R & D h / f", "a & / b", "& c  & d", "micro-crédit AR-7 Ille-et-Vilaine", "a-b-c"}
	for _, path := range []string{"testdata/groups.txt", "testdata/apart.txt"} {
		for _, list := range wordLists(t, path) {
			texts = append(texts, strings.Join(list, " "))
			texts = append(texts, list...)
		}
	}
	return texts
}

// shards of texts that make rules of the analysis meet.
var pieces = []string{
	"a", "e", "l’", "d'", "auto", "entrepreneur", "-", "+33", "0033", "&", "/", "et", "9", "56.10A", " ", ".", "S", "R", "+", "#", "02", "99", "123", "00074", "\u00a0", "\u202f",
	"clic", "et", "collect", "é", "œ", "ß", "ﬁ", "\u0301", "\u00ad", "aux", "eux", "euse", "ement", "iere", "s", "ss", "tt", "nn", "ion", "Ж", "Ω", "ｚ", "中",
}

func randomText(random *rand.Rand) string {
	var b strings.Builder
	for range 1 + random.IntN(12) {
		switch random.IntN(4) {
		case 0:
			b.WriteRune(randomRune(random, unicode.MaxRune))
		case 1:
			b.WriteRune(randomRune(random, 0x2FFF))
		default:
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
	}
	return strings.ReplaceAll(b.String(), "\x01", "")
}

func randomRune(random *rand.Rand, most int32) rune {
	for {
		if r := random.Int32N(most + 1); utf8.ValidRune(r) {
			return r
		}
	}
}

func FuzzAnalyze(f *testing.F) {
	for _, p := range pieces {
		f.Add(p + "-" + p)
	}
	analyze := function(f, newClient(f), printedByClient)
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ReplaceAll(strings.ToValidUTF8(text, "?"), "\x01", "")
		if got, want := analyze(text).String(), printed(text); got != want {
			t.Errorf("%q: the client gives %q, want %q", text, got, want)
		}
	})
}

// TestClientHasOurLetters compares every character of the basic plane, alone
// between two letters.
func TestClientHasOurLetters(t *testing.T) {
	var texts []string
	for c := rune(1); c <= 0xFFFF; c++ {
		if utf8.ValidRune(c) && c != 1 {
			texts = append(texts, "x"+string(c)+"y")
		}
	}
	analyze := function(t, newClient(t), printedByClient)
	got := strings.Split(analyze(strings.Join(texts, "\x01")).String(), "\x01")
	for i, text := range texts {
		if want := printed(text); got[i] != want {
			t.Errorf("%q (%U): the client gives %q, want %q", text, []rune(text)[1], got[i], want)
		}
	}
}

func TestLetters(t *testing.T) {
	tests := map[rune]string{
		'É': "e", 'œ': "oe", 'Œ': "oe", 'Æ': "ae", 'ß': "ss", 'ẞ': "ss", 'ç': "c", 'Ø': "o", 'ł': "l", 'ﬁ': "fi", 'ĳ': "ij",
		'²': "2", 'º': "o", 'ʳ': "r", 'ᵉ': "e", '₂': "2", 'ｚ': "z", 'Ｚ': "z", 'Ж': "ж", 'Й': "й", 'Ω': "ω", '中': "中", 'İ': "i", 'ș': "s", 'ế': "e",
	}
	for c, want := range tests {
		if got := expand(letter(c)); got != want {
			t.Errorf("%c becomes %q, want %q", c, got, want)
		}
	}
	for _, c := range " .,;:!?'’«»-–—/×÷€%&@#+½™…\n\t\u00a0\u202f😀" {
		if letter(c) != separator {
			t.Errorf("%q does not separate", c)
		}
	}
	for _, c := range "\u00ad\u0301\u200b\u200d\ufeff\ufe0f" {
		if letter(c) != dropped {
			t.Errorf("%q is not dropped", c)
		}
	}
}

func TestAnalyzeDecisions(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"stop words":           {"Comment faire pour être visible sur Internet ?", "visibl internet"},
		"été is a season":      {"un été sans clients", "ete san client"},
		"elision":              {"L’hôtel d'Émilie, qu’elle", "hotel emili"},
		"postcode":             {"35000 Rennes", "35000 renne"},
		"thousands":            {"15\u202f000 € et 2024 150", "15000 2024 150"},
		"siret":                {"SIRET 732 829 320 00074", "siret 73282932000074"},
		"phone":                {"Tél. 02.99.12.34.56", "tel 0299123456"},
		"e-mail":               {"par e-mail ou email", "mail mail"},
		"appointment":          {"prendre rendez-vous", "prendr rendezvou"},
		"question, not office": {"rendez-moi visite", "render visit"},
		"C++ is not C":         {"C++ ou C", "c++"},
		"sign at the end":      {"3D, 2e", "3d 2e"},
		"emoji separates":      {"vente😀web", "vente web"},
		"long word":            {strings.Repeat("x", 50), strings.Repeat("x", maxWord)},
	}
	for name, test := range tests {
		if got := terms(test.text); got != test.want {
			t.Errorf("%s: %q gives %q, want %q", name, test.text, got, test.want)
		}
	}
}
