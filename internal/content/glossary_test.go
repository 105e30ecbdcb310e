package content

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"recueil/internal/markdown"
)

const chambers = `- {terme: "Chambre de commerce et d'industrie", sigle: CCI, definition: "Établissement public."}
- {terme: "Hameçonnage", definition: "Faux message."}
`

// shown writes a glossary as its anchors and definitions.
func shown(glossary []Definition) string {
	var b strings.Builder
	for _, d := range glossary {
		fmt.Fprintf(&b, "%s=%s ", d.Anchor(), d.Text)
	}
	return strings.TrimSpace(b.String())
}

func TestGlossary(t *testing.T) {
	for _, c := range []struct{ name, text, want, problems string }{
		{"entries", chambers, "cci=Établissement public. hameconnage=Faux message.", ""},
		{"empty", "# rien\n", "", ""},
		{"no list", "terme: CCI\n", "", "glossaire.yaml:1:1 valeur-inattendue\n"},
		{"no definition", "- terme: CCI\n", "", "glossaire.yaml:1:3 cle-manquante\n"},
		{"a text among the entries", "- CCI\n", "", "glossaire.yaml:1:3 valeur-inattendue\n"},
		{"no word", "- {terme: \"—\", definition: x}\n", "", "glossaire.yaml:1:11 valeur-inattendue\n"},
		{"the acronym is the term", "- {terme: CGAD, sigle: CGAD, definition: x}\n", "cgad=x", ""},
		{"twice", "- {terme: Pix, definition: x}\n- {terme: PIX, definition: y}\n", "pix=y", "glossaire.yaml:2:11 definition-en-double\n"},
		{"two meanings", "- {terme: A un, sigle: AA, definition: x}\n- {terme: A deux, sigle: AA, definition: y}\n", "aa=y", "glossaire.yaml:2:26 definition-en-double\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			coll, problems := load(t, tree(map[string]string{"glossaire.yaml": c.text}))
			if got := shown(coll.Glossary); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if got := short(problems); got != c.problems {
				t.Errorf("problems:\n%swant:\n%s", got, c.problems)
			}
		})
	}
}

// TestGlossariesMerge adds a federation's own words to the national ones; a word
// that both explain has the federation's meaning.
func TestGlossariesMerge(t *testing.T) {
	coll, problems := load(t,
		tree(map[string]string{"glossaire.yaml": chambers, "pages/a.md": page("", "La CCI et la ria.\n")}),
		fstest.MapFS{"glossaire.yaml": {Data: []byte("- {terme: Ria, definition: Un port.}\n- {terme: cci, definition: La nôtre.}\n")}})
	if len(problems) > 0 {
		t.Fatalf("problems:\n%s", short(problems))
	}
	if got, want := shown(coll.Glossary), "hameconnage=Faux message. ria=Un port. cci=La nôtre."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := fmt.Sprint(find(t, coll, "pages/a").Body.Terms()); got != "[cci ria]" {
		t.Errorf("the text links to %s", got)
	}
}

// TestTermsOfItsOwnPage holds that a page which explains a word does not lead away
// from it.
func TestTermsOfItsOwnPage(t *testing.T) {
	coll, _ := load(t, tree(map[string]string{
		"glossaire.yaml": chambers,
		"pages/a.md":     "---\ntitre: \"L'hameçonnage : le reconnaître\"\nresume: x\n---\nL'hameçonnage, dit la CCI.\n",
	}))
	body := find(t, coll, "pages/a").Body
	if got := fmt.Sprint(body.Terms()); got != "[cci]" {
		t.Errorf("the text links to %s", got)
	}
	plain, _ := markdown.Parse(find(t, coll, "pages/a").Source, 0, markdown.Terms{})
	if !strings.HasSuffix(plain.Text(), body.Text()) {
		t.Errorf("the terms change the text: %q", body.Text())
	}
}

// TestGlossaryOfATerritory says where the file belongs.
func TestGlossaryOfATerritory(t *testing.T) {
	_, problems := load(t, tree(map[string]string{"territoires/bretagne/glossaire.yaml": chambers}))
	if len(problems) != 1 || problems[0].Message != "« glossaire.yaml » vaut pour tout le recueil, pas pour un territoire" {
		t.Errorf("got %v", problems)
	}
}
