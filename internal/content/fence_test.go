package content

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"recueil/internal/diag"
)

// TestMistakenFences writes the lines around a header in the ways that people do: read, or
// pointed out and mended, but never taken for text.
func TestMistakenFences(t *testing.T) {
	const keys = "titre: A\nresume: Un.\ndate: 2026-01-01\n"
	for _, tt := range []struct{ name, text, want string }{
		{"as they should be", "---\n" + keys + "---\nDu texte.\n", ""},
		{"a blank first line", "\n \n---\n" + keys + "---\nDu texte.\n", ""},
		{"a blank first line, with a mark", "\ufeff\r\n---\r\n" + keys + "---\r\nDu texte.\n", ""},
		{"four hyphens", "----\n" + keys + "---\nDu texte.\n", "1:1 en-tete-absent `----`"},
		{"four hyphens at the end", "---\n" + keys + "----\nDu texte.\n\n---\n", "5:1 en-tete-non-ferme `----`"},
		{"two hyphens", "---\n" + keys + "--\nDu texte.\n", "5:1 en-tete-non-ferme `--`"},
		{"dashes", "——\n" + keys + "---\nDu texte.\n", "1:1 en-tete-absent `——`"},
		{"a dash and a hyphen", "---\n" + keys + "—-\nDu texte.\n", "5:1 en-tete-non-ferme `—-`"},
		{"dots", "---\n" + keys + "...\nDu texte.\n", "5:1 en-tete-non-ferme `...`"},
		{"dots that a program joined", "---\n" + keys + "…\nDu texte.\n", "5:1 en-tete-non-ferme `…`"},
		{"a no-break space", "---\n" + keys + "---\u00a0\nDu texte.\n", "5:1 en-tete-non-ferme `---\u00a0`"},
		{"spaces before", "---\n" + keys + "  ---\nDu texte.\n", "5:1 en-tete-decale `  ---`"},
		{"no header", "Du texte.\n", "1:1 en-tete-absent ``"},
		{"nothing", "", "1:1 en-tete-absent ``"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			coll, problems, err := Load(context.Background(), []Root{{FS: tree(map[string]string{"fiches/a.md": tt.text})}}, 1)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range problems {
				line, column := p.Source.Position(p.Span.Start)
				got = append(got, fmt.Sprintf("%d:%d %s `%s`", line, column, p.Rule.Name, p.Source.Text[p.Span.Start:p.Span.End]))
			}
			if strings.Join(got, "\n") != tt.want {
				t.Fatalf("got %s, want %s", strings.Join(got, "\n"), tt.want)
			}
			if strings.Contains(tt.text, keys) && len(problems) > 0 {
				mended, _ := diag.Apply([]byte(tt.text), []diag.Fix{problems[0].Fix})
				coll, _, err = Load(context.Background(), []Root{{FS: tree(map[string]string{"fiches/a.md": string(mended)})}}, 1)
				if err != nil || !problems[0].Fix.Safe() {
					t.Fatalf("not mended: %v", err)
				}
			}
			if d := find(t, coll, "fiches/a"); strings.Contains(tt.text, keys) && (d.Title != "A" || !strings.HasPrefix(d.Body.Text(), "Du texte.")) {
				t.Errorf("read as %q: %q", d.Title, d.Body.Text())
			}
		})
	}
}

// TestDaysWithHours reads the day of what web editors and spreadsheets write, where it
// is sure in France.
func TestDaysWithHours(t *testing.T) {
	for written, want := range map[string]string{
		"2026-03-01T10:30:00Z":      "2026-03-01",
		"2026-03-01T10:30":          "2026-03-01",
		"2026-03-01 00:00:00":       "2026-03-01",
		"2026-03-01T23:30:00+01:00": "2026-03-01",
		"2026-03-01T00:00:00.000Z":  "2026-03-01",
		"2026-02-28T23:00:00.000Z":  "« 2026-02-28T23:00:00.000Z » ne dit pas le jour en France → écrivez 2026-03-01, ou 2026-02-28",
		"2026-02-30T10:00:00Z":      "« 2026-02-30 » n'est pas une date → écrivez l'année, le mois et le jour : 2026-11-22",
		"2026-03-01 à 10 h":         "« 2026-03-01 à 10 h » n'est pas une date → écrivez l'année, le mois et le jour : 2026-11-22",
		"1/2":                       "« 1/2 » n'est pas une date → écrivez l'année, le mois et le jour : 2026-11-22",
	} {
		coll, problems := load(t, tree(map[string]string{"fiches/a.md": page("date: "+written+"\nsource: {titre: a, date: 2026-03-01T10:30:00Z}\n", "")}))
		d := find(t, coll, "fiches/a")
		got := string(d.Date)
		if len(problems) > 0 {
			got = problems[0].Message + " → " + problems[0].Hint
		}
		if got != want || d.Origin.Date != "2026-03-01" {
			t.Errorf("%s: got %s, want %s", written, got, want)
		}
	}
}
