package french

import (
	"math/rand/v2"
	"testing"
)

func TestNearest(t *testing.T) {
	known := []string{"bretagne", "normandie", "resume", "35"}
	for _, c := range []struct{ word, want string }{
		{"bretange", "bretagne"}, {"Bretagne", "bretagne"}, {"resum", "resume"}, {"normandy", "normandie"}, {"corse", ""}, {"", ""}, {"53", "35"},
	} {
		if got, _ := Nearest(c.word, known); got != c.want {
			t.Errorf("Nearest(%q) = %q, want %q", c.word, got, c.want)
		}
	}
}

// TestNearestOfSeveralWords finds a name by one of its words, where only one name has it.
func TestNearestOfSeveralWords(t *testing.T) {
	known := []string{"hebergement-restauration", "commerce-de-detail", "code_postal", "loire", "haute-loire", "services-a-la-personne", "services-aux-entreprises"}
	for _, c := range []struct{ word, want string }{
		{"restauration", "hebergement-restauration"}, {"Hébergement", "hebergement-restauration"}, {"postal", "code_postal"},
		{"Commerce de", "commerce-de-detail"}, {"commer", ""}, {"services", ""}, {"de", ""},
	} {
		if got, _ := Nearest(c.word, known); got != c.want {
			t.Errorf("Nearest(%q) = %q, want %q", c.word, got, c.want)
		}
	}
}

// TestDistanceIsSymmetric also compares it with a plain recursive definition.
func TestDistanceIsSymmetric(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	word := func() []rune {
		w := make([]rune, random.IntN(7))
		for i := range w {
			w[i] = rune('a' + random.IntN(3))
		}
		return w
	}
	for range 3000 {
		a, b := word(), word()
		want := plainDistance(a, b)
		if got := Distance(a, b, 9); got != want || Distance(b, a, 9) != want {
			t.Fatalf("%q to %q is %d (back %d), want %d", string(a), string(b), got, Distance(b, a, 9), want)
		}
		if got := Distance(a, b, 1); want <= 1 && got != want || want > 1 && got <= 1 {
			t.Fatalf("%q to %q is %d within 1, want %d", string(a), string(b), got, want)
		}
	}
}

func plainDistance(a, b []rune) int {
	if len(a) == 0 || len(b) == 0 {
		return len(a) + len(b)
	}
	last, other := a[len(a)-1], b[len(b)-1]
	cost := 1
	if last == other {
		cost = 0
	}
	d := min(plainDistance(a[:len(a)-1], b)+1, plainDistance(a, b[:len(b)-1])+1, plainDistance(a[:len(a)-1], b[:len(b)-1])+cost)
	if len(a) > 1 && len(b) > 1 && a[len(a)-2] == other && b[len(b)-2] == last {
		d = min(d, plainDistance(a[:len(a)-2], b[:len(b)-2])+1)
	}
	return d
}
