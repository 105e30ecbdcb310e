package edition_test

import (
	"fmt"
	"strings"
	"testing"

	"recueil/internal/edition"
)

func testimonialOf(consent string) string {
	return dated("temoin:\n  nom: Ada Lovelace\n  fonction: la dirigeante\n  consentement: {reference: F-1, date: 2024-01-01, " + consent + "}\n")
}

// TestConsentEnds asks for the consents that end within ninety days of
// 2026-11-22, that is until 2027-02-20.
func TestConsentEnds(t *testing.T) {
	for _, c := range []struct{ name, consent, want string }{
		{"far away", "expire: 2027-02-21", ""},
		{"the last day", "expire: 2027-02-20", "bientot 2027-02-20 Ada Lovelace"},
		{"tomorrow", "expire: 2026-11-23", "bientot 2026-11-23 Ada Lovelace"},
		{"today", "expire: 2026-11-22", "expire 2026-11-22 "},
		{"withdrawn", "retire_le: 2026-11-22", "retire 2026-11-22 "},
		{"withdrawn after it expired", "expire: 2025-01-01, retire_le: 2026-01-01", "retire 2026-01-01 "},
		{"to be withdrawn, expired", "expire: 2025-01-01, retire_le: 2027-01-01", "expire 2025-01-01 "},
		{"to be withdrawn first", "expire: 2028-01-01, retire_le: 2027-01-01", "bientot 2027-01-01 Ada Lovelace"},
		{"to be withdrawn one day", "retire_le: 2030-01-01", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			coll := load(t, map[string]string{"temoignages/a.md": testimonialOf(c.consent)})
			var got string
			for _, e := range edition.At(coll, "2026-11-22").ConsentEnds(90) {
				got += fmt.Sprintf("%s %s %s", e.State, e.End, e.Name)
				if text := string(e.Source.Text[e.Span.Start:e.Span.End]); text != string(e.End) {
					t.Errorf("the span is that of %q, want %q", text, e.End)
				}
			}
			if got != c.want {
				t.Errorf("ends of {%s}: got %q, want %q", c.consent, got, c.want)
			}
		})
	}
}

// TestConsentEndsEverywhere looks at every kind of person and at overlays, and
// wants the withdrawn first.
func TestConsentEndsEverywhere(t *testing.T) {
	const keeper = "animateurs:\n  - {organisme: Une chambre}\n  - {nom: Grace Hopper, consentement: {reference: F-2, date: 2024-01-01, expire: 2026-12-01}}\n"
	coll := load(t, map[string]string{
		"contacts/a.md":                      page("nom: Ada\nconsentement: {reference: F-3, date: 2024-01-01, retire_le: 2026-11-01}\n", ""),
		"secteurs/bio.md":                    page(keeper, ""),
		"temoignages/a.md":                   testimonialOf("expire: 2026-11-30"),
		"territoires/bretagne/contacts/b.md": page("nom: Ida\nconsentement: {reference: F-4, date: 2024-01-01, expire: 2026-10-01}\n", ""),
	})
	var got []string
	for _, e := range edition.At(coll, "2026-11-22").ConsentEnds(90) {
		got = append(got, fmt.Sprintf("%s %s %q", e.State, e.Source.Path, e.Key))
	}
	want := []string{
		`retire content/contacts/a.md ""`,
		`expire content/territoires/bretagne/contacts/b.md ""`,
		`bientot content/temoignages/a.md "temoin"`,
		`bientot content/secteurs/bio.md "animateurs[1]"`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
