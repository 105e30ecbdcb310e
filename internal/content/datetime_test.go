package content

import (
	"strings"
	"testing"
	"time"
)

func TestDateTimes(t *testing.T) {
	for _, c := range []struct{ name, text, want, better string }{
		{"a day", "2027-03-04", "2027-03-04", ""},
		{"an hour", "2027-03-04 14:30", "2027-03-04T14:30", ""},
		{"as web editors write it", "2027-03-04T14:30:00.000", "2027-03-04T14:30", ""},
		{"the French hour", "2027-03-04 14h30", "", "2027-03-04 14:30"},
		{"an hour without minutes", "2027-03-04 9 h", "", "2027-03-04 09:00"},
		{"in words", "1er mars 2027 à 9h05", "", "2027-03-01 09:05"},
		{"in figures", "04/03/2027, 14:30", "", "2027-03-04 14:30"},
		{"a French day", "04/03/2027", "", "2027-03-04"},
		{"one figure", "2027-03-04 9:30", "", "2027-03-04 09:30"},
		{"an hour that no clock shows", "2027-03-04 25:00", "", ""},
		{"a day that no calendar has", "2027-02-30 14:30", "", ""},
		{"London's hour", "2027-03-04T14:30:00Z", "", ""},
		{"a distance", "2027-03-04T14:30:00+01:00", "", ""},
		{"no date", "bientôt", "", ""},
	} {
		got, no := parseDateTime(c.text)
		if got != c.want {
			t.Errorf("%s: %q is read as %q, want %q", c.name, c.text, got, c.want)
		}
		if refused := c.want == ""; refused != (no != nil) {
			t.Errorf("%s: %q is refused: %v, want %v", c.name, c.text, no != nil, refused)
		}
		if no != nil && no.better != c.better {
			t.Errorf("%s: got %q for %q, want %q", c.name, no.better, c.text, c.better)
		}
	}
}

// FuzzDateTime holds that what is read is read again as the same, and that what a refusal
// says to write is accepted.
func FuzzDateTime(f *testing.F) {
	for _, text := range []string{"2027-03-04", "2027-03-04 14:30", "4 mars 2027 à 14h30", "04/03/2027 9 h", "2027-03-04T14:30:00Z", "1/2/2027T3:"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		read, no := parseDateTime(strings.TrimSpace(text))
		if no == nil {
			if again, no := parseDateTime(read); no != nil || again != read {
				t.Fatalf("%q is read as %q, and that as %q", text, read, again)
			}
			if DateTime(read).In(time.UTC).IsZero() && !strings.HasPrefix(read, "0001-01-01") {
				t.Fatalf("%q is read as %q, which is no moment", text, read)
			}
			return
		}
		if no.better != "" {
			if _, no := parseDateTime(no.better); no != nil {
				t.Fatalf("%q: it says to write %q, which is refused", text, no.better)
			}
		}
	})
}

func TestDocumentsEnd(t *testing.T) {
	for _, c := range []struct{ name, of, head, last, until string }{
		{"an hour of Paris", "evenements", "debut: 2027-03-30 14:30\nfin: 2027-03-30 16:30\nlieu: A\n", "2027-03-30", "2027-03-30T14:30:00Z"},
		{"until its day ends", "evenements", "debut: 2027-01-12 14:30\nlieu: A\n", "2027-01-12", "2027-01-12T23:00:00Z"},
		{"whole days", "evenements", "debut: 2027-01-12\nfin: 2027-01-13\nlieu: A\n", "2027-01-13", "2027-01-13T23:00:00Z"},
		{"its territory's clocks", "evenements", "territoires: [martinique]\ndebut: 2027-01-12 09:00\nfin: 2027-01-12 10:00\nlieu: A\n", "2027-01-12", "2027-01-12T14:00:00Z"},
		{"those of a department overseas", "evenements", "territoires: [974]\ndebut: 2027-01-12 09:00\nfin: 2027-01-12 10:00\nlieu: A\n", "2027-01-12", "2027-01-12T06:00:00Z"},
		{"those it names", "evenements", "territoires: [martinique, bretagne]\nheure_de: guadeloupe\ndebut: 2027-01-12 09:00\nfin: 2027-01-12 10:00\nlieu: A\n", "2027-01-12", "2027-01-12T14:00:00Z"},
		{"the end of an exchange", "echanges", "sens: offre\ncontact: edition\nfin: 2027-03-31\n", "2027-03-31", "2027-03-31T22:00:00Z"},
		{"six months after its last review", "echanges", "sens: offre\ncontact: edition\ndate: 2026-01-15\nmaj: 2026-10-15\n", "2027-04-15", "2027-04-15T22:00:00Z"},
		{"what lasts", "contacts", "", "", "0001-01-01T00:00:00Z"},
	} {
		coll, problems := load(t, tree(map[string]string{c.of + "/x.md": page(c.head, "")}))
		if len(problems) > 0 {
			t.Errorf("%s: %s", c.name, problems[0].Message)
			continue
		}
		d := find(t, coll, c.of+"/x")
		if got := d.LastDay(); string(got) != c.last {
			t.Errorf("%s: the last day is %q, want %q", c.name, got, c.last)
		}
		if got := d.Until().UTC().Format(time.RFC3339); got != c.until {
			t.Errorf("%s: it is over at %s, want %s", c.name, got, c.until)
		}
	}
}
