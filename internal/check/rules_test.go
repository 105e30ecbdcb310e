package check

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/probe"
	"recueil/internal/spelling"
)

// load reads a tree; recueil.yaml is there.
func load(t *testing.T, files map[string]string) *content.Collection {
	t.Helper()
	fsys := fstest.MapFS{"recueil.yaml": {Data: []byte("titre: Essai\nbase_url: https://recueil.example.org\n")}}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	coll, problems, err := content.Load(context.Background(), []content.Root{{Name: "content", FS: fsys}}, 1)
	if err != nil || diag.HasErrors(problems) {
		t.Fatalf("load: %v, %v", err, problems)
	}
	return coll
}

// sheet is a sheet with more keys and a text.
func sheet(keys, body string) string {
	return "---\ntitre: Un titre\nresume: Un essai.\ndate: 2026-01-01\n" + keys + "---\n" + body
}

// found says what problems are about: the rule's name and the text at their place.
func found(problems []diag.Diagnostic) string {
	var list []string
	for _, p := range problems {
		list = append(list, p.Rule.Name+"<"+string(p.Source.Text[p.Span.Start:p.Span.End])+">")
	}
	return strings.Join(list, " ")
}

func TestSentences(t *testing.T) {
	for in, want := range map[string][]string{
		"Un. Deux\u00a0! Trois\u202f? Quatre… Cinq":      {"Un.", "Deux\u00a0!", "Trois\u202f?", "Quatre…", "Cinq"},
		"M. Durand et Mme. Petit, art. 3, cf. p. 4. Fin": {"M. Durand et Mme. Petit, art. 3, cf. p. 4.", "Fin"},
		"Il dit « oui. » Elle part.":                     {"Il dit « oui. »", "Elle part."},
		"Version 2.0 de site.fr. Fin.":                   {"Version 2.0 de site.fr.", "Fin."},
		"  ":                                             nil,
	} {
		var got []string
		for _, s := range sentencesOf(in) {
			got = append(got, in[s.Start:s.End])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q:\ngot  %q\nwant %q", in, got, want)
		}
	}
}

func TestLongSentences(t *testing.T) {
	words := func(n int) string { return strings.TrimSpace(strings.Repeat("mot ", n)) }
	for _, tt := range []struct {
		name, body string
		want       int
	}{
		{"forty words", words(40) + ".", 0},
		{"forty-one", words(41) + ".", 1},
		{"marks are no words", words(40) + " : ! « » – ;", 0},
		{"two sentences", words(30) + ". Et " + words(30) + ".", 0},
		{"on several lines", words(25) + "\n" + words(25) + ".", 1},
		{"a list", "- " + words(30) + "\n- " + words(30), 0},
		{"a heading", "## " + words(50), 0},
		{"code", "```\n" + words(50) + "\n```", 0},
	} {
		c := load(t, map[string]string{"fiches/a.md": sheet("", tt.body)})
		if got := longSentences(newSurvey(c, Options{}), c.Documents[0]); len(got) != tt.want {
			t.Errorf("%s: got %s", tt.name, found(got))
		}
	}
}

func TestAcronyms(t *testing.T) {
	const gloss = "- {terme: Chambre de commerce, sigle: CCI, definition: Un établissement.}\n"
	for _, tt := range []struct{ name, keys, body, want string }{
		{"unknown", "", "La DRAC aide. La DRAC répond.", "sigle-inexplique<DRAC>"},
		{"elided, in bold", "", "L’**OPCO** et l'ANCT.", "sigle-inexplique<OPCO> sigle-inexplique<ANCT>"},
		{"plural", "", "Les ZFEs et la ZFE.", "sigle-inexplique<ZFEs>"},
		{"in the glossary", "", "La CCI et les CCIs.", ""},
		{"explained before", "", "La direction des affaires culturelles (DRAC) aide. La DRAC répond.", ""},
		{"explained later", "", "La DRAC aide. La direction des affaires culturelles (DRAC).", ""},
		{"explained after it", "", "La DRAC (direction des affaires culturelles) aide.", ""},
		{"explained with an article", "", "L'établissement public (l’EPFL) aide l’EPFL.", ""},
		{"explained by a tag", "", "La <abbr title=\"direction\">DRAC</abbr> aide.", ""},
		{"a number is no explanation", "", "La DRAC (2019) aide.", "sigle-inexplique<DRAC>"},
		{"named by a link", "", "Voir [la DRAC](https://exemple.fr). La DRAC aide.", ""},
		{"author", "auteur: DRAC Bretagne\n", "La DRAC aide.", ""},
		{"Roman numerals", "", "Au XXI, tome III.", ""},
		{"everyday", "", "Un SMS en PDF, TVA comprise.", ""},
		{"a row in capitals", "", "NE PAS OUVRIR CECI.", "sigle-inexplique<NE> sigle-inexplique<CECI>"},
		{"code and addresses", "", "`DRAC` https://DRAC.fr DRAC_1 a@DRAC.fr", ""},
		{"one letter", "", "Le plan B et l'option A.", ""},
		{"callout", "", "> [!CONSEIL]\n> Oui.", ""},
	} {
		c := load(t, map[string]string{"fiches/a.md": sheet(tt.keys, tt.body), "glossaire.yaml": gloss})
		if got := found(unexplainedAcronyms(newSurvey(c, Options{}), c.Documents[0])); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestJargon(t *testing.T) {
	for _, tt := range []struct{ name, keys, body, want string }{
		{"first use only", "", "Un dashboard, puis deux dashboards.", "jargon<dashboard>"},
		{"plural, capitals, elision", "", "Les Newsletters et l'onboarding.", "jargon<Newsletters> jargon<onboarding>"},
		{"several words", "", "Le click and collect, le back-office, le machine learning.", "jargon<click and collect> jargon<back-office> jargon<machine learning>"},
		{"explained after", "", "Un dashboard (tableau de bord), puis le dashboard.", ""},
		{"explained before", "", "Un tableau de bord (dashboard).", ""},
		{"explained by the glossary", "", "Du phishing.", ""},
		{"part of another word", "", "Des dataviz et metadata, le Datascope.", ""},
		{"in code or an address", "", "`workflow` et https://exemple.fr/workflow", ""},
		{"in the text of a link", "", "[Le workflow](https://exemple.fr), un workflow.", ""},
		{"name of a body", "auteur: Data Bretagne\n", "Data Bretagne aide.", ""},
	} {
		c := load(t, map[string]string{"fiches/a.md": sheet(tt.keys, tt.body), "glossaire.yaml": "- {terme: Hameçonnage, sigle: phishing, definition: x}\n"})
		if got := found(unexplainedJargon(newSurvey(c, Options{}), c.Documents[0])); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

// TestPlainWords holds that the list is written as it is looked for.
func TestPlainWords(t *testing.T) {
	for word, plain := range plainWords {
		found := ""
		eachJargon("Le "+word+" !", func(w string, _, _ int) { found += w })
		if found != word || plain == "" || strings.Count(word, " ") >= longestJargon {
			t.Errorf("%q is found as %q", word, found)
		}
	}
}

func TestEchoedTitle(t *testing.T) {
	for _, tt := range []struct {
		title, summary string
		want           bool
	}{
		{"Vendre en ligne", "Vendre en ligne.", true},
		{"Vendre en ligne : les étapes", "VENDRE EN LIGNE, LES ÉTAPES : trois journées, deux outils et une boutique.", true},
		{"Vendre en ligne", "Vendre en ligne : trois étapes, deux outils et une boutique.", false},
		{"Vendre en ligne quand on débute", "Débuter pour vendre en ligne.", true},
		{"Le site d'un gîte breton", "Ce site breton, un gîte.", true},
		{"Vendre en ligne", "Choisir trois produits, un outil et un jour de livraison.", false},
		{"Commerce", "Le commerce de détail, en boutique ou sur les marchés.", false},
		{"Aide", "Oui.", false},
	} {
		text := fmt.Sprintf("---\ntitre: %q\nresume: %q\ndate: 2026-01-01\n---\n", tt.title, tt.summary)
		c := load(t, map[string]string{"fiches/a.md": text})
		if got := len(echoedTitle(newSurvey(c, Options{}), c.Documents[0])) > 0; got != tt.want {
			t.Errorf("%q, %q: got %v", tt.title, tt.summary, got)
		}
	}
}

func TestMissingStory(t *testing.T) {
	for body, want := range map[string]string{
		"":                                    "ce témoignage ne dit ni les difficultés, ni ce qu'on referait autrement",
		"## Les difficultés\n\nLe temps.\n":   "ce témoignage ne dit pas ce qu'on referait autrement",
		"## Si c'était à refaire\n\nAvant.\n": "ce témoignage ne dit pas les difficultés",
		"## Les obstacles\n\nLe temps.\n\n## Ce que nous referions\n\nAvant.\n": "",
		"## Les obstacles\n\n## Ce que nous referions\n":                        "ce témoignage a des titres sans texte : « Les obstacles » et « Ce que nous referions »",
		"Les difficultés, et ce qu'on referait.\n":                              "ce témoignage ne dit ni les difficultés, ni ce qu'on referait autrement",
	} {
		c := load(t, map[string]string{"temoignages/a.md": sheet("", body), "fiches/b.md": sheet("", body)})
		got := ""
		for _, d := range c.Documents {
			for _, p := range missingStory(newSurvey(c, Options{}), d) {
				got += p.Message
			}
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", body, got, want)
		}
	}
}

// TestTakenAliases refuses the addresses of the site's own pages, the glossary's
// where there is one.
// TestUnknownNames points at what documents and settings name and nothing holds,
// in the document's own tree or in the base tree.
func TestUnknownNames(t *testing.T) {
	const quiz = "---\ntitre: a\nresume: b\nquestions:\n  - texte: Vendez-vous ?\n    choix: [{texte: Oui, themes: {vendr: 2}}]\n---\n"
	for _, tt := range []struct{ name, file, text, want string }{
		{"a theme of an answer", "diagnostics/q.md", quiz, "theme-inconnu<vendr>"},
		{"a rule that is no warning", "fiches/a.md", sheet("ignore: [{regle: cle-inconnue, raison: c}]\n", ""), "regle-inconnue<cle-inconnue>"},
		{"each of a list", "fiches/a.md", sheet("themes: [\"é\", vendre, x]\ntailles: [1-9, 3]\n", ""), "theme-inconnu<\"é\"> theme-inconnu<x> taille-inconnue<3>"},
		{"a document to read too", "fiches/a.md", sheet("voir_aussi: [fiches/b]\n", ""), "document-inconnu<fiches/b>"},
		{"a draft", "fiches/a.md", sheet("brouillon: true\nsecteurs: [x]\n", ""), "secteur-inconnu<x>"},
		{"of an edition", "editions/e.yaml", "titre: a\nterritoires: [bretagne]\nsecteurs: [x]\ncontact: contacts/y\nlogo: fichiers/z.svg\n",
			"secteur-inconnu<x> document-inconnu<contacts/y> image-absente<fichiers/z.svg>"},
		{"a picture of the same territory", "territoires/bretagne/fiches/a.md", sheet("image: {fichier: images/bzh.jpg, alt: a, credit: b}\n", ""), ""},
		{"a picture of another territory", "fiches/a.md", sheet("image: {fichier: images/bzh.jpg, alt: a, credit: b}\n", ""), "image-absente<images/bzh.jpg>"},
	} {
		c := load(t, map[string]string{"themes/vendre.md": "---\ntitre: a\nresume: b\n---\n", "territoires/bretagne/images/bzh.jpg": "", tt.file: tt.text})
		problems := diag.Sort(Collection(c))
		if got := found(problems); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
		if draft := strings.Contains(tt.text, "brouillon"); draft == diag.HasErrors(problems) && len(problems) > 0 {
			t.Errorf("%s: errors, and a draft: %v", tt.name, draft)
		}
	}
}

func TestTakenAliases(t *testing.T) {
	const aliases = "alias: [/glossaire/, /fiches/ancienne/, /recherche/, /regions/bretagne/]\n"
	for glossary, want := range map[string]string{
		"[]":                            "adresse-en-double</recherche/> adresse-en-double</regions/bretagne/>",
		"- {terme: CCI, definition: x}": "adresse-en-double</glossaire/> adresse-en-double</recherche/> adresse-en-double</regions/bretagne/>",
	} {
		c := load(t, map[string]string{"fiches/a.md": sheet(aliases, ""), "glossaire.yaml": glossary})
		if got := found(diag.Sort(Collection(c))); got != want {
			t.Errorf("%s:\n got %s\nwant %s", glossary, got, want)
		}
	}
}

func TestLinkHints(t *testing.T) {
	for dest, want := range map[string]string{
		"www.cci.fr":                    "écrivez https://www.cci.fr",
		"cci.fr/aides":                  "écrivez https://cci.fr/aides",
		"cci@exemple.org":               "écrivez mailto:cci@exemple.org",
		"../fichiers/guide.pdf":         "déposez le fichier dans fichiers/, ou corrigez son nom",
		"b.md":                          "vouliez-vous dire « /fiches/a/ » ?",
		"../fiches/tout-autre-chose.md": "corrigez le nom du document, ou ôtez le lien ; un lien s'écrit /fiches/mon-document/ ou ../fiches/mon-document.md",
		"/glossaire/#cc":                "vouliez-vous dire « /glossaire/#cci » ?",
		"/glossaire/#fsngr":             "ajoutez le mot à glossaire.yaml, ou menez à /glossaire/ tout court",
		"#ici":                          "cette page n'a aucun titre : supprimez « #ici » de l'adresse",
		"/glossaire/#cci":               "",
	} {
		c := load(t, map[string]string{
			"fiches/a.md":    sheet("", "["+dest+"]("+dest+")"),
			"glossaire.yaml": "- {terme: CCI, definition: x}\n- {terme: Pix, definition: x}\n",
		})
		got := ""
		for _, p := range Collection(c) {
			got += p.Hint
		}
		if got != want {
			t.Errorf("%s:\n got %q\nwant %q", dest, got, want)
		}
	}
}

func TestFutureDates(t *testing.T) {
	c := load(t, map[string]string{
		"fiches/a.md": "---\ntitre: a\nresume: b\ndate: 2026-11-23\nmaj: 2026-11-22\nrevoir_le: 2030-01-01\nsource: {titre: c, date: 2027-01-02}\n---\n",
		"aides/b.md":  "---\ntitre: a\nresume: b\nverifie_le: 2027-01-01\nfin: 2030-01-01\n---\n",
		"contacts/c.md": "---\ntitre: La conseillère\nresume: b\nnom: Anne Kerr\nconsentement: {reference: r, date: 2026-12-01, expire: 2030-01-01}\n" +
			"import: {origine: o, id: i, date: 2027-02-01}\n---\n",
		"fiches/d.md": "---\ntitre: a\nresume: b\ndate: 2026-11-22\nsource: {titre: c, date: 2027}\n---\n",
	})
	view, _ := edition.Select(edition.At(c, "2026-11-22").National())
	got := map[string]string{}
	for _, d := range view.Documents() {
		got[d.Key()] = found(futureDates(newSurvey(c, Options{}), view, d))
	}
	for key, want := range map[string]string{
		"fiches/a":   "date-future<2026-11-23> date-future<2027-01-02>",
		"aides/b":    "date-future<2027-01-01>",
		"contacts/c": "date-future<2027-02-01> date-future<2026-12-01>",
		"fiches/d":   "",
	} {
		if got[key] != want {
			t.Errorf("%s: got %s, want %s", key, got[key], want)
		}
	}
}

// story is a text of n different words, from the given one.
func story(from, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "mot%d ", from+i)
	}
	return b.String()
}

func TestNearDuplicates(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  string // the documents reported
	}{
		{"same text", map[string]string{"fiches/a.md": sheet("", story(0, 60)), "fiches/b.md": sheet("", story(0, 60))}, "fiches/b"},
		{"a few words changed", map[string]string{"fiches/a.md": sheet("", story(0, 90)+"fin"), "formations/b.md": strings.Replace(sheet("", story(0, 90)+"autre fin"), "date: 2026-01-01\n", "", 1)}, "formations/b"},
		{"half of it", map[string]string{"fiches/a.md": sheet("", story(0, 60)), "fiches/b.md": sheet("", story(30, 60))}, ""},
		{"too short to tell", map[string]string{"fiches/a.md": sheet("", story(0, 10)), "fiches/b.md": sheet("", story(0, 10))}, ""},
		{"an overlay", map[string]string{"fiches/a.md": sheet("", story(0, 60)), "territoires/bretagne/fiches/a.md": sheet("", story(0, 60))}, ""},
		{"a draft", map[string]string{"fiches/a.md": sheet("", story(0, 60)), "fiches/b.md": sheet("brouillon: true\n", story(0, 60))}, ""},
		{"a set phrase", map[string]string{
			"fiches/a.md": sheet("", story(0, 40)+story(100, 25)), "fiches/b.md": sheet("", story(0, 40)+story(200, 25)), "fiches/c.md": sheet("", story(0, 40)+story(300, 25)),
			"fiches/d.md": sheet("", story(0, 40)+story(400, 25)),
		}, ""},
		{"the nearest", map[string]string{
			"fiches/a.md": sheet("", story(0, 80)), "fiches/b.md": sheet("", story(0, 60)+story(200, 20)), "fiches/c.md": sheet("", story(0, 55)+story(200, 25)),
		}, "fiches/b fiches/c"},
	} {
		var got []string
		for _, p := range nearDuplicates(newSurvey(load(t, tt.files), Options{})) {
			got = append(got, strings.TrimSuffix(strings.TrimPrefix(p.Source.Path, "content/"), ".md"))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestMisspelt(t *testing.T) {
	dictionary, err := spelling.Load(os.DirFS("../spelling"), "testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, keys, body, want string }{
		{"right", "", "Malgré l’entreprise, vendre en ligne.", ""},
		{"wrong, once", "", "Vendre malgrè, malgrè.", "orthographe<malgrè>"},
		{"through markup", "", "Le **jour**nal et le **sit**te.", "orthographe<sit**te>"},
		{"names, figures, acronyms", "", "Le Zorglub, 3D, l’ANCT, d'Armor, B2B.", ""},
		{"addresses, files, code", "", "`zorg` https://zorg.fr zorg.fr zorg@zorg.fr zorg/zorg", ""},
		{"own words", "", "Le phygital, les phygitals, l’omnicanal.", ""},
		{"a compound", "", "Le site-vente et le site-zorg.", "orthographe<site-zorg>"},
		{"tools of the testimonial", "outils: [zorglub]\n", "Vendre malgré zorglub.", ""},
	} {
		files := map[string]string{"temoignages/a.md": strings.Replace(sheet(tt.keys, tt.body), "titre: Un titre\nresume: Un essai.", "titre: Le site\nresume: Vendre.", 1),
			"orthographe.txt": "phygital\nomnicanal\n"}
		c := load(t, files)
		if got := found(misspelt(newSurvey(c, Options{Dictionary: dictionary}), c.Documents[0])); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestNearestSpelling(t *testing.T) {
	dictionary, err := spelling.Load(os.DirFS("../spelling"), "testdata")
	if err != nil {
		t.Fatal(err)
	}
	s := newSpeller(dictionary, &content.Collection{Words: []string{"phygital"}})
	for in, want := range map[string]string{
		"malgrè": "malgré", "cle": "clé", "entrperise": "entreprise", "journaal": "journal", "boutque": "boutique", "sute": "site", "phigital": "phygital", "zorglub": "",
	} {
		if got, _ := s.nearest(in); got != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}

// TestRunNamesEditions names the editions that have a problem, when others that hold the
// document do not.
func TestRunNamesEditions(t *testing.T) {
	c := load(t, map[string]string{
		"fiches/a.md":            sheet("revoir_le: 2026-01-01\n", "[b](b.md)"),
		"fiches/b.md":            sheet("territoires: [bretagne]\nrevoir_le: 2026-01-01\n", ""),
		"editions/bretagne.yaml": "titre: a\nterritoires: [bretagne]\n", "editions/normandie.yaml": "titre: a\nterritoires: [normandie]\n",
	})
	got := map[string]bool{}
	for _, p := range Run(c, nil, edition.At(c, "2026-11-22").Every(edition.Sets{Declared: true}), Options{}) {
		got[p.Source.Path+" "+p.Message] = true
	}
	for _, want := range []string{
		"content/fiches/a.md ce document devait être relu avant le 1er janvier 2026",
		"content/fiches/b.md ce document devait être relu avant le 1er janvier 2026",
		"content/fiches/a.md « b.md » n'est pas dans cette édition : le lien devient du texte (édition normandie)",
	} {
		if !got[want] {
			t.Errorf("no %q in %v", want, got)
		}
		delete(got, want)
	}
	if len(got) > 0 {
		t.Errorf("also %v", got)
	}
}

func TestDeadLinks(t *testing.T) {
	c := load(t, map[string]string{
		"fiches/a.md": sheet("source: {titre: x, url: https://a.example/s}\nvideo: {url: https://v.example/, titre: y}\n", "[b](https://b.example/p#titre) [c](/fiches/a/) [d](mailto:a@b.fr) https://b.example/p"),
		"aides/b.md":  "---\ntitre: a\nresume: b\nurl: https://aide.example/\n---\n",
	})
	if got, want := strings.Join(OutsideLinks(c), " "), "https://a.example/s https://aide.example/ https://b.example/p https://v.example/"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	answers := map[string]probe.Answer{
		"https://b.example/p": {Day: "2026-11-22", Status: 404}, "https://a.example/s": {Day: "2026-11-20", Failure: probe.NoHost},
		"https://aide.example/": {Day: "2026-11-22", Status: 200},
	}
	dead := ofRule(Run(c, nil, nil, Options{Answers: answers}), diag.DeadLink)
	if got, want := found(dead), "lien-mort<https://a.example/s> lien-mort<https://b.example/p#titre> lien-mort<https://b.example/p>"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if want := "le site lié n'existe plus (vérifié le 20 novembre 2026)"; dead[0].Message != want {
		t.Errorf("got %q, want %q", dead[0].Message, want)
	}
}

// TestEveryAnswerIsSaid holds that no answer is without words.
func TestEveryAnswerIsSaid(t *testing.T) {
	said := map[string]bool{}
	for _, a := range []probe.Answer{{Status: 404}, {Status: 500}, {Status: 400}, {Failure: probe.NoHost}, {Failure: probe.TimedOut}, {Failure: probe.Insecure}, {Failure: probe.Refused}} {
		what, hint := deadBecause(a)
		if what == "" || hint == "" || said[what] {
			t.Errorf("%+v: %q, %q", a, what, hint)
		}
		said[what] = true
	}
}

func TestImageSizes(t *testing.T) {
	big := strings.Repeat("x", maxImage+1)
	c := load(t, map[string]string{
		"images/big.jpg": big, "images/small.jpg": "x", "territoires/bretagne/images/small.jpg": big,
		"fiches/a.md":                      sheet("image: {fichier: images/big.jpg, alt: \"\"}\n", "![x](../images/big.jpg) ![y](../images/small.jpg)"),
		"territoires/bretagne/fiches/b.md": sheet("", "![y](../images/small.jpg)"),
	})
	got := map[string]string{}
	for _, d := range c.Documents {
		got[d.Key()] = found(append(heavyImages(newSurvey(c, Options{}), d), missingCredit(newSurvey(c, Options{}), d)...))
	}
	if want := "image-lourde<images/big.jpg> image-lourde<../images/big.jpg> image-sans-credit<images/big.jpg>"; got["fiches/a"] != want {
		t.Errorf("got %s, want %s", got["fiches/a"], want)
	}
	if want := "image-lourde<../images/small.jpg>"; got["fiches/b"] != want {
		t.Errorf("got %s, want %s", got["fiches/b"], want)
	}
}

// TestKeyProse finds the words of a key where they stand, however the value is
// written.
func TestKeyProse(t *testing.T) {
	for _, written := range []string{
		"resume: Un bon essai, un malgrè bon essai.", "resume: \"Un bon essai, un malgrè bon essai.\"",
		"resume: >\n  Un bon essai,\n  un malgrè\n  bon essai.", "resume: 'Un bon essai,\n  un malgrè bon essai.'",
	} {
		c := load(t, map[string]string{"fiches/a.md": "---\ntitre: a\n" + written + "\ndate: 2026-01-01\n---\n"})
		d := c.Documents[0]
		p := keyProse(d, "resume", d.Summary)
		second := strings.LastIndex(p.text, "bon")
		span := p.span(second, second+3)
		if want := strings.LastIndex(string(d.Source.Text), "bon"); span.Start != want || span.End != want+3 {
			t.Errorf("%q: got %v, want %d", written, span, want)
		}
	}
}

// TestPictureHints follows each hint for a picture to the letter: nothing is left.
func TestPictureHints(t *testing.T) {
	const head = "image: {fichier: %s, alt: a, credit: b}\n"
	for _, tt := range []struct{ name, keys, body, hint string }{
		{"a space", "", "![x](../images/ma%20foto.png)", "vouliez-vous dire « ../images/ma%20photo.png » ?"},
		{"an accent", "", "![x](../images/ete.png)", "vouliez-vous dire « ../images/%C3%A9t%C3%A9.png » ?"},
		{"a capital", "", "![x](../images/Plan.PNG)", "vouliez-vous dire « ../images/2025/plan.png » ?"},
		{"another folder", "", "![x](../images/plan.png)", "vouliez-vous dire « ../images/2025/plan.png » ?"},
		{"not there yet", "", "![x](../images/devanture.jpg)", "déposez-la à cette place du dossier content : images/devanture.jpg"},
		{"out of images", "", "![x](../fichiers/la devanture.jpg)", ""}, // no picture at all: the text's own rules say so
		{"out of images, as an address", "", "![x](../fichiers/la%20devanture.jpg)", "déposez-la dans images/ et écrivez « ../images/la%20devanture.jpg »"},
		{"in a header", fmt.Sprintf(head, "images/ma foto.png"), "", "vouliez-vous dire « images/ma photo.png » ?"},
		{"in a header, as an address", fmt.Sprintf(head, "images/ma%20photo.png"), "", ""},
		{"in a header, from the text's folder", fmt.Sprintf(head, "../images/été.png"), "", ""},
		{"there", "", "![x](../images/ma%20photo.png) ![x](</images/ma photo.png>) ![x](images/%C3%A9t%C3%A9.png)", ""},
	} {
		files := map[string]string{"images/ma photo.png": "", "images/e\u0301te\u0301.png": "", "images/2025/plan.png": "", "fiches/a.md": sheet(tt.keys, tt.body)}
		problems := missingImages(newSurvey(load(t, files), Options{}), load(t, files).Documents[0])
		if tt.hint == "" {
			if len(problems) > 0 {
				t.Errorf("%s: got %s", tt.name, problems[0].Message)
			}
			continue
		}
		if len(problems) != 1 || problems[0].Hint != tt.hint {
			t.Errorf("%s: got %v, want %q", tt.name, problems, tt.hint)
			continue
		}
		if place, ok := strings.CutPrefix(tt.hint, "déposez-la à cette place du dossier content : "); ok {
			files[place] = ""
		} else {
			_, better, _ := strings.Cut(tt.hint, "« ")
			better, _, _ = strings.Cut(better, " »")
			fix := diag.Replace(problems[0].Span, better)
			mended, _ := diag.Apply([]byte(files["fiches/a.md"]), []diag.Fix{fix})
			files["fiches/a.md"] = string(mended)
			if given := problems[0].Fix; len(given.Edits) > 0 {
				if same, _ := diag.Apply(problems[0].Source.Text, []diag.Fix{given}); string(same) != string(mended) {
					t.Errorf("%s: the fix gives %q, the hint %q", tt.name, same, mended)
				}
			}
			files[strings.ReplaceAll(strings.TrimPrefix(better, "../"), "%20", " ")] = ""
		}
		coll := load(t, files)
		if left := missingImages(newSurvey(coll, Options{}), coll.Documents[0]); len(left) > 0 {
			t.Errorf("%s: after the hint, %s", tt.name, left[0].Message)
		}
	}
}

// TestSizesMadeDates gives back the sizes that spreadsheets take for dates.
func TestSizesMadeDates(t *testing.T) {
	for written, want := range map[string]string{
		"01-sept": "1-9", "1-sept.": "1-9", "9-janv": "1-9", "09/01/2026": "1-9", "01/09/2026": "1-9", "2026-09-01": "1-9", "2026-01-09 00:00:00": "1-9",
		"oct-49": "10-49", "oct.-49": "10-49", "01/10/1949": "10-49", "1949-10-01": "10-49",
		"02/10/1949": "", "10-50": "",
	} {
		c := load(t, map[string]string{"activateurs/activateurs.csv": "titre;resume;tailles\nA;Il aide.;50-249|" + written + "\n"})
		problems := unknownSizes(newSurvey(c, Options{}), c.Documents[0])
		if len(problems) != 1 || found(problems) != "taille-inconnue<"+written+">" {
			t.Errorf("%s: got %s", written, found(problems))
			continue
		}
		mended, _ := diag.Apply(problems[0].Source.Text, []diag.Fix{problems[0].Fix})
		if made := strings.HasSuffix(string(mended), "|"+want+"\n") && problems[0].Fix.Safe(); made != (want != "") {
			t.Errorf("%s: mended %q, want %q", written, mended, want)
		}
	}
}
