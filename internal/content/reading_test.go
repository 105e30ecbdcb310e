package content

import (
	"testing"

	"recueil/internal/diag"
)

func TestFences(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"both":                 {"---\ntitre: A\n---\nTexte\n", ""},
		"blanks after":         {"--- \t\ntitre: A\n---\r\n", ""},
		"byte-order mark":      {"\ufeff---\ntitre: A\n---\n", ""},
		"inside a value":       {"---\ntitre: |\n  A\n  ---\n---\n", ""},
		"none":                 {"Texte\n", ` [en-tete-absent] le fichier ne commence pas par un en-tête = commencez-le par une ligne « --- », puis « titre: … », « resume: … » et une autre ligne « --- »`},
		"empty file":           {"", ` [en-tete-absent] le fichier ne commence pas par un en-tête = commencez-le par une ligne « --- », puis « titre: … », « resume: … » et une autre ligne « --- »`},
		"never closed":         {"---\ntitre: A\n", `--- [en-tete-non-ferme] l'en-tête ouvert ici n'est jamais fermé = ajoutez une ligne « --- » après la dernière clé de l'en-tête`},
		"opened with a blank":  {" ---\ntitre: A\n---\n", ` --- [en-tete-decale] la ligne « --- » qui ouvre l'en-tête est décalée par des espaces = supprimez les espaces qui la précèdent`},
		"closed with a blank":  {"---\ntitre: A\n ---\nTexte\n", ` --- [en-tete-decale] la ligne « --- » qui ferme l'en-tête est décalée par des espaces = supprimez les espaces qui la précèdent`},
		"closed by four signs": {"---\ntitre: A\n----\n", `---- [en-tete-non-ferme] la ligne qui ferme l'en-tête n'est pas « --- » = écrivez trois traits d'union, seuls sur la ligne : ---`},
	} {
		t.Run(name, func(t *testing.T) {
			src := diag.NewSource("a.md", []byte(c.text))
			yaml, ok := FrontMatter(src)
			_, fault := splitFrontMatter(src)
			switch {
			case ok != (c.want == ""):
				t.Errorf("fences found: %v", ok)
			case fault != nil:
				compare(t, []diag.Diagnostic{*fault}, c.want)
			case ok && string(src.Text[yaml.Start:yaml.Start+5]) != "titre":
				t.Errorf("the YAML begins at %d", yaml.Start)
			}
		})
	}
}

// TestUnreadableYAML gives the parser what no mending makes readable.
func TestUnreadableYAML(t *testing.T) {
	for name, c := range map[string]struct{ head, want string }{
		"list not closed":      {"secteurs: [commerce\nauteur: A\n", `auteur: A [en-tete-illisible] une liste ouverte par « [ » n'est pas fermée avant cette ligne = ajoutez « ] » à la fin de la liste`},
		"group not closed":     {"source: {titre: A\nauteur: B\n", `auteur: B [en-tete-illisible] un groupe ouvert par « { » n'est pas fermé avant cette ligne = ajoutez « } » à la fin du groupe`},
		"quotes not closed":    {"auteur: \"A\n", `auteur: "A [en-tete-illisible] des guillemets ouverts ne sont jamais fermés = ajoutez les guillemets qui manquent à la fin de la valeur`},
		"key without a colon":  {"auteur: A\nlicence\n", `licence [en-tete-illisible] il manque les deux-points après la clé = écrivez « cle: valeur », avec une espace après les deux-points`},
		"key out of line":      {"auteur: A\n  licence: B\n", `licence: B [en-tete-illisible] cette ligne ne se lit pas après celle qui la précède = alignez les clés au bord gauche, une par ligne, avec une espace après les deux-points, et mettez entre guillemets une valeur qui contient « : »`},
		"value left out":       {"secteurs: [commerce,, vente]\n", `secteurs: [commerce,, vente] [en-tete-illisible] il manque une valeur entre deux virgules = supprimez la virgule de trop, ou écrivez la valeur`},
		"dash beside its key":  {"secteurs: - commerce\n", `secteurs: - commerce [en-tete-illisible] un tiret de liste suit une clé sur la même ligne = allez à la ligne et mettez un tiret par ligne, ou écrivez la liste entre crochets : [a, b]`},
		"key within a list":    {"secteurs:\n- commerce\nx\n", `x [en-tete-illisible] il manque les deux-points après la clé = écrivez « cle: valeur », avec une espace après les deux-points`},
		"invisible character":  {"auteur: A\x01\n", "\x01 [en-tete-illisible] l'en-tête contient un caractère invisible interdit = effacez la ligne et tapez-la de nouveau"},
		"percent at the start": {"- %a\n", `- %a [en-tete-illisible] cette valeur commence par un signe réservé = mettez-la entre guillemets droits`},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := load(t, tree(map[string]string{"pages/x.md": page(c.head, "")}))
			compare(t, problems, c.want)
		})
	}
}

func TestTableOfAdvisers(t *testing.T) {
	const good = "titre,resume,secteurs,commune\nUne conseillère,Elle aide.,commerce|vente,Rennes\n"
	coll, problems := load(t, tree(map[string]string{advisersFile: good, "secteurs/vente.md": page("", "")}))
	if len(problems) > 0 {
		t.Fatal(saidOf(problems))
	}
	d := find(t, coll, "activateurs/une-conseillere")
	if d.Adviser.Town != "Rennes" || len(d.Sectors) != 2 || string(d.Source.Text[d.Value("secteurs[1]").Start:][:5]) != "vente" {
		t.Errorf("got %+v, %v", d.Adviser, d.Sectors)
	}
	for name, c := range map[string]struct{ text, want string }{
		"empty":           {"", ` [valeur-inattendue] le tableau est vide = commencez-le par une ligne de titres de colonnes, ou supprimez-le`},
		"semicolons":      {"titre;resume\nUne conseillère;Elle aide.\n", ""},
		"too few values":  {"titre,resume,commune\nUne conseillère,Elle aide.\n", ` [valeur-inattendue] cette ligne n'a pas autant de colonnes que la première = ajoutez ou retirez des virgules, ou mettez entre guillemets une valeur qui en contient`},
		"quotes within":   {"titre,resume\nUne \"conseillère,Elle aide.\n", ` [valeur-inattendue] cette ligne du tableau ne peut pas être lue = vérifiez les guillemets de la ligne`},
		"unknown column":  {"titre,resume,ville\nUne conseillère,Elle aide.,Rennes\n", `ville [cle-inconnue] colonne inconnue « ville » = vouliez-vous dire « commune » ?`},
		"required column": {"titre,commune\nUne conseillère,Rennes\n", `titre,commune [cle-manquante] la colonne « resume » manque = ajoutez une colonne « resume », et remplissez-la sur chaque ligne`},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := load(t, tree(map[string]string{advisersFile: c.text}))
			compare(t, problems, c.want)
		})
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ what, got, want string }{
		{"days over a month", string(Date("2026-11-22").AddDays(10)), "2026-12-02"},
		{"days back", string(Date("2026-03-01").AddDays(-1)), "2026-02-28"},
		{"months over a year", string(Date("2026-11-22").AddMonths(3)), "2027-02-22"},
		{"first of a month", Date("2026-03-01").French(), "1er mars 2026"},
		{"absent", Date("").French(), ""},
		{"a year", PartialDate("2023").French(), "2023"},
		{"a month", PartialDate("2023-08").French(), "août 2023"},
		{"a day", PartialDate("2023-07-12").French(), "12 juillet 2023"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.what, c.got, c.want)
		}
	}
	if !Date("").Time().IsZero() {
		t.Error("an absent date has a time")
	}
}

func TestImagePath(t *testing.T) {
	for name, want := range map[string]string{
		"a.jpg": "images/a.jpg", "images/a.jpg": "images/a.jpg", "/images/a.jpg": "images/a.jpg", "../images/a.jpg": "images/a.jpg",
		"images/x/../a.jpg": "images/a.jpg", "../../../etc/a.jpg": "etc/a.jpg", "/../a.jpg": "a.jpg",
	} {
		if got := ImagePath("fiches", name); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}

// TestMoves follows documents that say where they were. A doubt is no answer.
func TestMoves(t *testing.T) {
	coll, problems := load(t, tree(map[string]string{
		"pages/a.md":                      page("alias: [/pages/avant/, /pages/deux/]\n", ""),
		"pages/b.md":                      page("alias: [/pages/deux/, /pages/c/]\n", ""),
		"pages/c.md":                      page("", ""),
		"territoires/bretagne/pages/d.md": page("alias: [/pages/avant/]\n", ""),
	}))
	if len(problems) > 0 {
		t.Fatal(saidOf(problems))
	}
	moves := coll.Moves()
	for name, c := range map[string]struct{ from, address, want string }{
		"moved":                  {"pages/c", "pages/avant", "pages/a"},
		"as people write it":     {"pages/c", "/Pages/Avant.md", "pages/a"},
		"in its own territory":   {"pages/d", "pages/avant", "pages/d"},
		"two have been there":    {"pages/c", "pages/deux", ""},
		"another is there now":   {"pages/a", "pages/c", ""},
		"nobody was ever there":  {"pages/a", "pages/z", ""},
		"a territory's own name": {"pages/a", "pages/d", ""},
	} {
		got := ""
		if d, ok := moves.From(find(t, coll, c.from).Source, c.address); ok {
			got = d.Key()
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestWhatADocumentAnswers(t *testing.T) {
	coll, problems := load(t, tree(map[string]string{
		"pages/a.md":  page("alias: [/pages/premier/, /pages/second/]\n", ""),
		"pages/b.md":  page("recherche: true\npublic: redacteur\n", ""),
		"fiches/c.md": page("date: 2026-01-01\nrecherche: false\n", ""),
		"fiches/d.md": page("date: 2026-01-01\n", ""),
	}))
	if len(problems) > 0 {
		t.Fatal(saidOf(problems))
	}
	for key, want := range map[string]struct {
		id       string
		searched bool
		public   Audience
	}{
		"pages/a":  {"pages/premier", false, ForFirms},
		"pages/b":  {"pages/b", true, ForEditors},
		"fiches/c": {"fiches/c", false, ForFirms},
		"fiches/d": {"fiches/d", true, ForFirms},
	} {
		if d := find(t, coll, key); d.ID() != want.id || d.Searched() != want.searched || d.For() != want.public {
			t.Errorf("%s: got %s, %v, %s", key, d.ID(), d.Searched(), d.For())
		}
	}
}
