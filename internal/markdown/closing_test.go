package markdown

import (
	"testing"

	"recueil/internal/diag"
)

// TestOwnText leaves out what closes a text and leads elsewhere, and nothing else.
func TestOwnText(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a closing paragraph", "Le cas.\n\nVoir aussi : [vendre en ligne](/themes/vendre-en-ligne/) et [livrer](/fiches/livrer/).", "Le cas."},
		{"under its heading", "Le cas.\n\n## Voir aussi\n\n- [vendre en ligne](/themes/vendre-en-ligne/)\n- [livrer soi-même](/fiches/livrer/)", "Le cas."},
		{"before notes", "Le cas[^1].\n\nVoir aussi : [vendre en ligne](/themes/vendre-en-ligne/).\n\n[^1]: La note.", "Le cas.\nLa note."},
		{"links in the middle", "[Vendre en ligne](/themes/vendre-en-ligne/).\n\nLa suite.", "Vendre en ligne.\nLa suite."},
		{"a sentence with a link", "Le cas.\n\nPour être payé avant de partir, cet artisan lit [la fiche](/fiches/devis/).", "Le cas.\nPour être payé avant de partir, cet artisan lit la fiche."},
		{"links to other sites are sources", "Le cas.\n\nSource : [le site de la chambre](https://example.org/).", "Le cas.\nSource : le site de la chambre."},
		{"nothing else", "## Voir aussi\n\n[Vendre en ligne](/themes/vendre-en-ligne/)", "Voir aussi\nVendre en ligne"},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			body, _ := Parse(diag.NewSource("x.md", []byte(c.text)), 0, Terms{})
			if got := body.OwnText(); got != c.want {
				t.Errorf("own text %q, want %q", got, c.want)
			}
		})
	}
}
