package french

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

var foldCases = []struct{ name, text, fold, slug string }{
	{"nothing", "", "", ""},
	{"plain", "Vendre en ligne", "vendre en ligne", "vendre-en-ligne"},
	{"accents", "Été à l'hôtel", "ete a l'hotel", "ete-a-l-hotel"},
	{"decomposed accents", "E\u0301te\u0301", "ete", "ete"},
	{"capitals", "ÇA, ÀÉÈÊËÎÏÔÙÛÜŸ", "ca, aeeeeiiouuuy", "ca-aeeeeiiouuuy"},
	{"ligatures", "Cœur de l'œuvre", "coeur de l'oeuvre", "coeur-de-l-oeuvre"},
	{"ligatures in capitals", "LECŒUR, ÆTHUSE", "lecoeur, aethuse", "lecoeur-aethuse"},
	{"typographic ligature", "ﬁche", "fiche", "fiche"},
	{"other Latin letters", "Straße, Łódź, Søren, Đorđe", "strasse, lodz, soren, dorde", "strasse-lodz-soren-dorde"},
	{"ordinals and exponents", "1ᵉʳ n° 3 m²", "1er n° 3 m2", "1er-n-3-m2"},
	{"full width", "Ａｂ１", "ab1", "ab1"},
	{"marks at the ends", " -- C'est dit ! -- ", " -- c'est dit ! -- ", "c-est-dit"},
	{"other alphabets", "Ωμέγα Йод 日本", "ωμέγα йод 日本", ""},
	{"invalid UTF-8", "a\xffb", "a\uFFFDb", "a-b"},
}

func TestFold(t *testing.T) {
	for _, c := range foldCases {
		t.Run(c.name, func(t *testing.T) {
			if got := Fold(c.text); got != c.fold {
				t.Errorf("Fold(%q) = %q, want %q", c.text, got, c.fold)
			}
			if got := Slug(c.text); got != c.slug {
				t.Errorf("Slug(%q) = %q, want %q", c.text, got, c.slug)
			}
		})
	}
}

// FuzzFold: however the accents are written, a text folds alike; folding what is folded,
// or making a slug of a slug, changes nothing.
func FuzzFold(f *testing.F) {
	for _, c := range foldCases {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		folded, slug := Fold(text), Slug(text)
		if got := Fold(norm.NFD.String(text)); got != Fold(norm.NFC.String(text)) {
			t.Errorf("%q folds to %q, and with its accents apart to %q", text, folded, got)
		}
		if got := Slug(slug); got != slug {
			t.Errorf("the slug of %q is %q, whose slug is %q", text, slug, got)
		}
		if got := Slug(folded); got != slug {
			t.Errorf("the slug of %q is %q, and %q when folded first", text, slug, got)
		}
	})
}
