package check

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"recueil/internal/diag"
)

// TestAnchorsOnce names each title of a page once, though documents of several
// territories stand there and a guide has its own.
func TestAnchorsOnce(t *testing.T) {
	sector := func(place, body string) txtar.File {
		return txtar.File{Name: "content/" + place + "secteurs/boutiques.md", Data: []byte("---\ntitre: Boutiques\nresume: Ce que la caisse change.\n---\n" + body)}
	}
	problems := ofRule(problemsOf(t, []txtar.File{
		sector("", "## Le besoin\n"), sector("territoires/bretagne/", "## Le besoin\n"), sector("territoires/normandie/", "## Ailleurs\n"),
		{Name: "content/fiches/a.md", Data: []byte("---\ntitre: Une fiche\nresume: Ce que la caisse change.\ndate: 2025-01-01\n---\n[x](/secteurs/boutiques/#rien)\n")},
	}, Options{}), diag.BrokenAnchor)
	if len(problems) != 1 {
		t.Fatalf("%d problems:\n%s", len(problems), printed(problems))
	}
	for _, title := range []string{"le-besoin", "infos-pratiques", "temoignages"} {
		if n := strings.Count(problems[0].Hint, title); n != 1 {
			t.Errorf("%s is named %d times in « %s »", title, n, problems[0].Hint)
		}
	}
}
