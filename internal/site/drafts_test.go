package site_test

import (
	"maps"
	"strings"
	"testing"

	"recueil/internal/diag"
	"recueil/internal/site"
)

// TestDraftsStopNothing makes every mistake that a draft may have: the site is made all
// the same, with its drafts and without, and what is wrong is a warning.
func TestDraftsStopNothing(t *testing.T) {
	draft := func(keys, body string) string { return sheet(keys+"brouillon: true\n", body) }
	for _, tt := range []struct {
		name, file, text string
		rule             string // that the warning is of
		shown            string // on the draft's page, where drafts are shown
	}{
		{"a picture not there yet", "fiches/x.md", draft("", "![Une vitrine](../images/pas-encore.jpg)\n"), "image-absente", "<p>Une vitrine</p>"},
		{"in a line of text", "fiches/x.md", draft("", "Voir ![une vitrine](../images/pas-encore.jpg) ici.\n"), "image-absente", "<p>Voir une vitrine ici.</p>"},
		{"by its reference", "fiches/x.md", draft("", "Voir ![une vitrine][v] ici.\n\n[v]: ../images/pas-encore.jpg\n"), "image-absente", "<p>Voir une vitrine ici.</p>"},
		{"in a link", "fiches/x.md", draft("", "[![Une vitrine](../images/pas-encore.jpg)](b.md)\n"), "image-absente", ">Une vitrine</a>"},
		{"in the header", "fiches/x.md", draft("image: {fichier: images/pas-encore.jpg, alt: Une vitrine}\n", "Du texte.\n"), "image-absente", "<p>Une vitrine</p>"},
		{"a picture that is none", "fiches/x.md", draft("", "![Une note](../images/note.jpg)\n"), "image-illisible", "<p>Une note</p>"},
		{"an empty picture", "fiches/x.md", draft("image: {}\n", "Du texte.\n"), "", "<p>Du texte.</p>"},
		{"a picture without its group", "fiches/x.md", draft("image: images/x.jpg\n", "Du texte.\n"), "valeur-inattendue", "<p>Du texte.</p>"},
		{"an alias that a document has", "fiches/x.md", draft("alias: [/fiches/b/]\n", "Du texte.\n"), "adresse-en-double", "<p>Du texte.</p>"},
		{"an alias that a page of the site has", "fiches/x.md", draft("alias: [/recherche/]\n", "Du texte.\n"), "adresse-en-double", "<p>Du texte.</p>"},
		{"an anchor", "fiches/x.md", draft("", "[lien](b.md#rien)\n"), "ancre-inconnue", "lien"},
		{"a link to nothing", "fiches/x.md", draft("", "[lien](rien-du-tout.md)\n"), "lien-casse", "lien"},
		{"a header that cannot be read", "fiches/x.md", "---\ntitre: [\nbrouillon: true\n---\nDu texte.\n", "en-tete-illisible", ""},
		{"no end of the header", "fiches/x.md", "---\ntitre: X\nbrouillon: true\n\nDu texte.\n", "en-tete-non-ferme", ""},
		{"a guide that cannot be read", "secteurs/x.md", "---\ntitre: [\nbrouillon: true\n---\n", "en-tete-illisible", ""},
		{"a name that is no address", "fiches/X y.md", draft("", "Du texte.\n"), "adresse-invalide", ""},
		{"a removal of nothing", "territoires/bretagne/fiches/x.md", "---\nretire: true\nbrouillon: true\n---\n", "retrait-sans-objet", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{"fiches/b.md": sheet("", "## Budget\n"), "editions/bretagne.yaml": inBretagne, "images/note.jpg": "du texte", tt.file: tt.text}
			for _, shown := range []bool{false, true} {
				made, problems := everyEdition(t, small(files), site.Options{Drafts: shown})
				if diag.HasErrors(problems) || len(made["editions/bretagne/index.html"]) == 0 {
					t.Fatalf("drafts shown %v: %v", shown, rulesOf(problems))
				}
				rules := ""
				for _, p := range problems {
					rules += " " + p.Rule.Name
				}
				if !strings.Contains(rules, tt.rule) && (shown || tt.rule != "image-illisible") {
					t.Errorf("drafts shown %v: warned of %q, not of %s", shown, rules, tt.rule)
				}
				page, published := made["fiches/x/index.html"]
				if published && !shown || shown && !strings.Contains(string(page), tt.shown) {
					t.Errorf("drafts shown %v: %s", shown, page)
				}
			}
		})
	}
}

// TestDraftsChangeNothing lays drafts of a territory over documents: until they are
// published, its edition has those of everybody.
func TestDraftsChangeNothing(t *testing.T) {
	const inCommon = "\n   \"fiches/b\"" // of « communs »
	for name, text := range map[string]string{
		"another text": sheet("brouillon: true\n", "Un texte à venir.\n"),
		"a removal":    "---\nretire: true\nbrouillon: true\n---\n",
	} {
		files := map[string]string{"fiches/b.md": sheet("", "Le texte de tous.\n"), "editions/bretagne.yaml": inBretagne}
		with := maps.Clone(files)
		with["territoires/bretagne/fiches/b.md"] = text
		made, _ := everyEdition(t, small(with), site.Options{})
		if data := string(made["editions/bretagne/recueil.json"]); !strings.Contains(data, inCommon) || made["fiches/b/index.html"] == nil {
			t.Errorf("%s: the document of all is lost", name)
		}
		made, _ = everyEdition(t, small(with), site.Options{Drafts: true})
		if data := string(made["editions/bretagne/recueil.json"]); strings.Contains(data, inCommon) {
			t.Errorf("%s: the draft is not shown to its author", name)
		}
	}
}
