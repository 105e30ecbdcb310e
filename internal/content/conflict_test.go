package content

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"recueil/internal/diag"
)

// TestConflicts leaves git's marks in files of every kind: they are said for what they
// are, once, and nothing else of the file is.
func TestConflicts(t *testing.T) {
	const marks = "<<<<<<< HEAD\n%s\n=======\n%s\n>>>>>>> bretagne\n"
	const whole = "gardez une seule des deux versions, entre les lignes %d et %d, et supprimez les lignes « <<<<<<< », « ======= » et « >>>>>>> »"
	const rest = "supprimez cette ligne, et ce qui reste de l'autre version"
	both := func(a, b string) string { return fmt.Sprintf(marks, a, b) }
	for _, tt := range []struct{ name, file, text, want string }{
		{"a header", "fiches/a.md", "---\ntitre: A\n" + both("resume: Un.", "resume: Deux.") + "date: 2026-01-01\n---\n", "3 " + fmt.Sprintf(whole, 3, 7)},
		{"a body", "fiches/a.md", page("date: 2026-01-01\n", both("Un *texte.", "<b>Deux</b>")), "6 " + fmt.Sprintf(whole, 6, 10)},
		{"a body, with the common version", "fiches/a.md", page("date: 2026-01-01\n", "<<<<<<< HEAD\nUn.\n||||||| 1f2e3d\nZéro.\n=======\nDeux.\n>>>>>>> b\n"), "6 " + fmt.Sprintf(whole, 6, 12)},
		{"header and body together", "fiches/a.md", both("---\ntitre: A\n---\n", "---\ntitre: B\n---\n"), "1 " + fmt.Sprintf(whole, 1, 11)},
		{"two passages", "fiches/a.md", page("date: 2026-01-01\n", both("a", "b")+both("c", "d")), "6 " + fmt.Sprintf(whole, 6, 10) + "\n11 " + fmt.Sprintf(whole, 11, 15)},
		{"line ends of Windows", "fiches/a.md", strings.ReplaceAll(page("date: 2026-01-01\n", both("a", "b")), "\n", "\r\n"), "6 " + fmt.Sprintf(whole, 6, 10)},
		{"a beginning alone", "fiches/a.md", page("date: 2026-01-01\n", "Un.\n<<<<<<< HEAD\nDeux.\n"), "7 " + rest},
		{"an end alone", "fiches/a.md", page("date: 2026-01-01\n", "Un.\n\n=======\nDeux.\n>>>>>>> b\n"), "8 " + fmt.Sprintf(whole, 8, 10)},
		{"the site's file", "recueil.yaml", both("titre: A", "titre: B") + "base_url: https://recueil.example.org\n", "1 " + fmt.Sprintf(whole, 1, 5)},
		{"an edition", "editions/b.yaml", "titre: B\n" + both("territoires: [35]", "territoires: [bretagne]"), "2 " + fmt.Sprintf(whole, 2, 6)},
		{"the glossary", "glossaire.yaml", both("- {terme: a, definition: b}", "- {terme: a, definition: c}"), "1 " + fmt.Sprintf(whole, 1, 5)},
		{"the synonyms", "synonymes.yaml", both("groupes: []", "groupes: [[a, b]]"), "1 " + fmt.Sprintf(whole, 1, 5)},
		{"the words", "orthographe.txt", both("un", "deux"), "1 " + fmt.Sprintf(whole, 1, 5)},
		{"a table", advisersFile, "titre;resume\n" + both("A;Il aide.", "A;Elle aide."), "2 " + fmt.Sprintf(whole, 2, 6)},

		{"a title and its underline", "fiches/a.md", page("date: 2026-01-01\n", "Un titre\n=======\n"), ""},
		{"seven quotations", "fiches/a.md", page("date: 2026-01-01\n", ">>>>>>> Il a dit.\n"), ""},
		{"eight signs", "fiches/a.md", page("date: 2026-01-01\n", "<<<<<<<< a\n"), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, problems, err := Load(context.Background(), []Root{{FS: tree(map[string]string{tt.file: tt.text})}}, 1)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range problems {
				line, _ := p.Source.Position(p.Span.Start)
				if p.Rule != diag.Conflict && tt.want == "" {
					continue // something else is wrong with it
				}
				if p.Rule != diag.Conflict {
					t.Errorf("also %s: %s", p.Rule.Name, p.Message)
				}
				got = append(got, fmt.Sprintf("%d %s", line, p.Hint))
			}
			if strings.Join(got, "\n") != tt.want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), tt.want)
			}
		})
	}
}
