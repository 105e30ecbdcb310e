package french

import (
	"testing"
	"time"
)

func TestNumber(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1\u202f000", 15000: "15\u202f000", 1234567: "1\u202f234\u202f567"} {
		if got := Number(n); got != want {
			t.Errorf("Number(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0 erreur", 1: "1 erreur", 2: "2 erreurs"} {
		if got := Count(n, "erreur"); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestDays(t *testing.T) {
	for day, want := range map[string]string{"2026-03-01": "1er mars 2026", "2026-08-22": "22 août 2026"} {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if got := Day(at); got != want {
			t.Errorf("Day(%s) = %q, want %q", day, got, want)
		}
	}
	for name, want := range map[string]time.Month{"Février": 2, "fevrier": 2, "AOÛT": 8, "août": 8, "brumaire": 0, "": 0} {
		if got := MonthNamed(name); got != want {
			t.Errorf("MonthNamed(%q) = %d, want %d", name, got, want)
		}
	}
}

func TestEnumerate(t *testing.T) {
	for want, list := range map[string][]string{"": nil, "a": {"a"}, "a et b": {"a", "b"}, "a, b et c": {"a", "b", "c"}} {
		if got := Enumerate(list); got != want {
			t.Errorf("%q is %q, want %q", list, got, want)
		}
	}
}
