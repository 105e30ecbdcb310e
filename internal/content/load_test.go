package content

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"recueil/internal/diag"
)

// tree makes a root of content: a site, a sector, a theme and the given files.
func tree(files map[string]string) fs.FS {
	fsys := fstest.MapFS{
		"recueil.yaml":         {Data: []byte("titre: Essai\nbase_url: https://recueil.example.org\n")},
		"secteurs/commerce.md": {Data: []byte("---\ntitre: Commerce\nresume: Au détail.\n---\n")},
		"themes/vendre.md":     {Data: []byte("---\ntitre: Vendre\nresume: En ligne.\n---\n")},
	}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func load(t testing.TB, roots ...fs.FS) (*Collection, []diag.Diagnostic) {
	t.Helper()
	var list []Root
	for i, fsys := range roots {
		name := "content"
		if i > 0 {
			name = fmt.Sprintf("content%d", i+1)
		}
		list = append(list, Root{name, fsys})
	}
	coll, problems, err := Load(context.Background(), list, 2)
	if err != nil {
		t.Fatal(err)
	}
	return coll, problems
}

// short prints problems one a line: place, rule.
func short(problems []diag.Diagnostic) string {
	var b strings.Builder
	for _, p := range problems {
		line, column := p.Source.Position(p.Span.Start)
		fmt.Fprintf(&b, "%s:%d:%d %s\n", strings.TrimPrefix(p.Source.Path, "content/"), line, column, p.Rule.Name)
	}
	return b.String()
}

func page(head, body string) string {
	return "---\ntitre: Un titre\nresume: Un essai.\n" + head + "---\n" + body
}

func find(t testing.TB, c *Collection, key string) *Document {
	t.Helper()
	for _, d := range c.Documents {
		if d.Key() == key {
			return d
		}
	}
	t.Fatalf("no document %s", key)
	return nil
}

func TestLoadReadsEveryKey(t *testing.T) {
	coll, problems := load(t, tree(map[string]string{
		"images/a.jpg": "",
		"temoignages/cas.md": page(`date: 2026-11-22
maj: 2026-11-23
secteurs: [commerce]
themes:
  - vendre
territoires: [bretagne, 35, 2A, reg-28]
tailles: [1-9]
auteur: Une chambre
source: {titre: Un rapport, url: https://example.org/r, date: 2023-07, licence: etalab-2.0}
image: {fichier: a.jpg, alt: "", credit: Une agence}
mots_cles: [boutique]
alias: [/fiches/ancien/]
import: {origine: tableau, id: 7, empreinte: abc, date: 2026-01-01}
entreprise: {nom: NON, commune: Rennes, effectif: 01000, naf: 47.11Z, siret: 732 829 320 00074, site: https://example.org}
bilan: mitige
resultats: [{valeur: × 4, libelle: ventes}]
outils: [Prestashop]
`, "## Le besoin\n\nVendre.\n"),
	}))
	if len(problems) > 0 {
		t.Fatalf("problems:\n%s", short(problems))
	}
	d := find(t, coll, "temoignages/cas")
	var places []string
	for _, p := range d.Territories {
		places = append(places, p.ID())
	}
	for _, c := range []struct{ name, got, want string }{
		{"territories", strings.Join(places, " "), "reg-53 dep-35 dep-2A reg-28"},
		{"firm's name is not a boolean", d.Testimonial.Firm.Name, "NON"},
		{"leading zero", d.Testimonial.Firm.Staff, "01000"},
		{"siret without spaces", string(d.Testimonial.Firm.SIRET), "73282932000074"},
		{"partial date", d.Origin.Date.French(), "juillet 2023"},
		{"decorative image", d.Image.Alt, ""},
		{"id is the oldest alias", d.ID(), "fiches/ancien"},
		{"address", d.Address(), "/temoignages/cas/"},
		{"text", d.Body.Text(), "Le besoin\nVendre."},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, c.got, c.want)
		}
	}
}

func TestLoadReportsAtTheRightPlace(t *testing.T) {
	for _, c := range []struct{ name, file, text, want string }{
		{"byte-order mark and CRLF are accepted", "fiches/a.md", "\ufeff---\r\ntitre: Noël\r\nresume: Un.\r\ndate: 2026-11-22\r\n---\r\nTexte.\r\n", ""},
		{"column counts characters", "fiches/a.md", page("date: 2026-11-22\nsource: {titre: é, date: hier}\n", ""), "fiches/a.md:5:26 date-invalide\n"},
		{"indented fence inside a text block", "fiches/a.md", page("date: 2026-11-22\nauteur: |\n  a\n  ---\n  b\n", "Texte.\n"), ""},
		{"colon in a block of text is fine", "fiches/a.md", page("date: 2026-11-22\nauteur: >\n  un : deux\n", ""), ""},
		{"colon after a comment is fine", "fiches/a.md", page("date: 2026-11-22\nauteur: nous # note : ici\n", ""), ""},
		{"colon in a list", "fiches/a.md", page("date: 2026-11-22\nmots_cles:\n  - un : deux\n", ""), "fiches/a.md:6:5 valeur-inattendue\n"},
		{"tab", "fiches/a.md", page("date: 2026-11-22\nmots_cles:\n\t- un\n", ""), "fiches/a.md:6:1 tabulation\n"},
		{"invalid UTF-8", "fiches/a.md", page("date: 2026-11-22\n", "Caf\xe9.\n"), "fiches/a.md:6:4 encodage\n"},
		{"two equal keys", "fiches/a.md", page("date: 2026-11-22\ndate: 2026-11-23\n", ""), "fiches/a.md:5:1 cle-en-double\n"},
		{"anchor", "fiches/a.md", page("date: 2026-11-22\nauteur: *nous\n", ""), "fiches/a.md:5:9 signe-reserve\n"},
		{"person without consent", "contacts/a.md", page("nom: Une personne\n", ""), "contacts/a.md:4:6 consentement-manquant\n"},
		{"siret", "temoignages/a.md", page("date: 2026-11-22\nentreprise: {siret: \"73282932000075\"}\n", ""), "temoignages/a.md:5:21 siret-invalide\n"},
		{"key of another type", "fiches/a.md", page("date: 2026-11-22\nmontant: 500\n", ""), "fiches/a.md:5:1 cle-inconnue\n"},
		{"nested key", "temoignages/a.md", page("date: 2026-11-22\nentreprise: {nome: X}\n", ""), "temoignages/a.md:5:14 cle-inconnue\n"},
		{"overlay key in the base tree", "fiches/a.md", page("date: 2026-11-22\nretire: true\n", ""), "fiches/a.md:5:1 cle-hors-place\n"},
		{"overlay naming another territory", "territoires/bretagne/fiches/a.md", page("date: 2026-11-22\nterritoires: [normandie]\n", ""), "territoires/bretagne/fiches/a.md:5:15 territoire-contraire\n"},
		{"unknown overlay", "territoires/bretange/fiches/a.md", page("date: 2026-11-22\n", ""), "territoires/bretange/fiches/a.md:1:1 territoire-inconnu\n"},
		{"a draft's mistakes are warnings", "fiches/a.md", page("brouillon: true\n", ""), "fiches/a.md:1:1 cle-manquante\n"},
		{"summary too long", "pages/a.md", "---\ntitre: A\nresume: " + strings.Repeat("é", 301) + "\n---\n", "pages/a.md:3:9 texte-trop-long\n"},
		{"edition without territories", "editions/x.yaml", "titre: X\n", "editions/x.yaml:1:1 cle-manquante\n"},
		{"edition of an unknown place", "editions/x.yaml", "titre: X\nterritoires: [bretagne, narnia]\n", "editions/x.yaml:2:25 territoire-inconnu\n"},
		{"short NAF and bad NAF", "secteurs/x.md", page("naf: [\"55\", {code: \"04\"}]\n", ""), "secteurs/x.md:4:13 naf-inconnu\n"},
		{"adviser rows", "activateurs/activateurs.csv", "titre,resume,territoires,categorie\nUn,Aide.,bretagne|35,public\nDeux,Aide.,bretange,privé\n",
			"activateurs/activateurs.csv:3:12 territoire-inconnu\nactivateurs/activateurs.csv:3:21 valeur-inattendue\n"},
		{"adviser rows of a French spreadsheet", "activateurs/activateurs.csv", "titre;resume;categorie\nUn;Il aide, souvent.;privée\n", "activateurs/activateurs.csv:2:22 valeur-inattendue\n"},
		{"picture in the folder of a type", "fiches/a.jpg", "\xff\xd8\xff", "fiches/a.jpg:1:1 fichier-hors-place\n"},
		{"document in a folder of a folder", "fiches/2026/a.md", page("", ""), "fiches/2026/a.md:1:1 fichier-hors-place\n"},
		{"what a hash hides", "pages/a.md", "---\ntitre: Recette #1\nresume: \"Un 'essai'\"\n---\n", "pages/a.md:2:16 diese\n"},
		{"adviser row too short", "activateurs/activateurs.csv", "titre,resume\nUn\n", "activateurs/activateurs.csv:2:1 valeur-inattendue\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, problems := load(t, tree(map[string]string{c.file: c.text}))
			if got := short(problems); got != c.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, c.want)
			}
			if c.name == "a draft's mistakes are warnings" && diag.HasErrors(problems) {
				t.Error("a draft's mistake stops the build")
			}
		})
	}
}

// TestHints reads what editors are told to write instead.
func TestHints(t *testing.T) {
	for _, c := range []struct{ name, file, text, want string }{
		{"a text for a list of groups", "temoignages/a.md", page("date: 2026-11-22\nresultats: 20 %\n", ""), "écrivez « resultats: [{valeur: …, libelle: …}] »"},
		{"a text for a list of texts", "temoignages/a.md", page("date: 2026-11-22\noutils: Word, Excel\n", ""), "écrivez « outils: [Word, Excel] »"},
		{"a text for a group", "temoignages/a.md", page("date: 2026-11-22\nsource: Rapport, 2026\n", ""), `écrivez « source: {titre: "Rapport, 2026"} »`},
		{"a text for a group of a list", "pages/a.md", page("ignore: [phrase-longue]\n", ""), "écrivez « {regle: phrase-longue, raison: …} »"},
		{"a yes for a consent", "contacts/a.md", page("organisme: x\nconsentement: oui\n", ""), "écrivez « consentement: {reference: …, date: …, expire: …, retire_le: …} »"},
		{"a number for a list of codes", "secteurs/a.md", page("naf: 47\n", ""), "écrivez « naf: [47] »"},
		{"a postcode", "pages/a.md", page("territoires: [35000]\n", ""), "c'est un code postal : écrivez 35 pour Ille-et-Vilaine"},
		{"a postcode overseas", "pages/a.md", page("territoires: [97400]\n", ""), "c'est un code postal : écrivez 974 pour La Réunion"},
		{"a postcode of Corsica", "pages/a.md", page("territoires: [20000]\n", ""), "c'est un code postal : écrivez 2A pour Corse-du-Sud"},
		{"a name with its capital", "pages/a.md", page("territoires: [Ille et Vilaine]\n", ""), "vouliez-vous dire « ille-et-vilaine » ?"},
		{"a town", "pages/a.md", page("territoires: [Rennes]\n", ""), "vouliez-vous dire « ardennes » ? sinon, écrivez le nom d'une région ou d'un département sans accent (ille-et-vilaine), ou le numéro du département (35)"},
		{"a key missing in a file without header", "editions/x.yaml", "territoires: [bretagne]\n", "ajoutez une ligne « titre: … » au fichier"},
		{"a key missing in a table", "activateurs/activateurs.csv", "titre\nUn\n", "ajoutez une colonne « resume », et remplissez-la sur chaque ligne"},
		{"a picture out of place", "a.JPG", "\xff\xd8", "déposez l'image dans images/"},
		{"a letter out of place", "pages/a.docx", "PK", "recopiez son texte dans un fichier « .md » ; pour qu'on puisse le télécharger, déposez-le dans fichiers/"},
		{"a text out of place", "pages/a.txt", "a", "renommez-le avec la fin « .md », ou rangez-le dans fichiers/"},
		{"a territory's own glossary", "territoires/bretagne/glossaire.yaml", "[]", "déplacez-le à côté du dossier territoires/"},
		{"quotes within quotes", "pages/a.md", "---\ntitre: \"Dire \"oui\"\"\nresume: x\n---\n", `écrivez : titre: "Dire « oui »"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, problems := load(t, tree(map[string]string{c.file: c.text}))
			if len(problems) != 1 || problems[0].Hint != c.want {
				t.Fatalf("got %v\nwant %q", problems, c.want)
			}
		})
	}
}

// TestDisguisedAddresses are refused wherever front matter has an address, as they are in
// a text; names in the reader's own alphabet are not.
func TestDisguisedAddresses(t *testing.T) {
	for _, c := range []struct{ name, address, want string }{
		{"a Cyrillic letter", "https://imp\u043ets.gouv.fr/", diag.BadURL.Name},
		{"the same, coded", "https://xn--impts-lye.gouv.fr/", diag.BadURL.Name},
		{"coded in capitals", "https://XN--IMPTS-LYE.gouv.fr/", diag.BadURL.Name},
		{"a Greek letter", "https://\u03b1mazon.example.org/", diag.BadURL.Name},
		{"a Cyrillic word", "https://\u0430\u0440\u0440\u04cf\u0435.example.org/", diag.BadURL.Name},
		{"a Cherokee letter", "https://\u13a0mende.example.org/", diag.BadURL.Name},
		{"a letter after a dot", "https://www.\u0441ci.example.org/", diag.BadURL.Name},
		{"a name before the site", "https://impots.gouv.fr@autre.example.org/", diag.BadURL.Name},
		{"a name and a word before it", "https://impots.gouv.fr:80@autre.example.org/", diag.BadURL.Name},
		{"a French accent", "https://caf\u00e9.example.org/", ""},
		{"a French accent, coded", "https://xn--caf-dma.example.org/", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, problems := load(t, tree(map[string]string{"aides/a.md": page("organisme: x\nurl: \""+c.address+"\"\n", "")}))
			var got string
			for _, p := range problems {
				got += p.Rule.Name
				if p.Hint == "" {
					t.Errorf("%s: nothing is said of what to do", p.Message)
				}
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// A colon in a title has its own message, which rewrites the line; what follows
// is still checked.
func TestColonInTitle(t *testing.T) {
	_, problems := load(t, tree(map[string]string{
		"fiches/a.md": "---\ntitre: Meca \"Services\" : la vente # note\nresume: Un.\ndate: 2026-13-01\n---\n",
	}))
	if got, want := short(problems), "fiches/a.md:2:8 deux-points\nfiches/a.md:4:7 date-invalide\n"; got != want {
		t.Fatalf("got:\n%s\nwant:\n%s", got, want)
	}
	if want := `écrivez : titre: "Meca \"Services\" : la vente" # note`; problems[0].Hint != want {
		t.Errorf("hint: got %q, want %q", problems[0].Hint, want)
	}
}

func TestLaterRootsReplaceFiles(t *testing.T) {
	coll, problems := load(t,
		tree(map[string]string{"pages/a.md": page("", "premier\n"), "pages/b.md": page("", "gardé\n")}),
		fstest.MapFS{
			"recueil.yaml": {Data: []byte("titre: Autre\n")},
			"pages/a.md":   {Data: []byte(page("", "second\n"))},
		})
	if len(problems) > 0 {
		t.Fatalf("problems:\n%s", short(problems))
	}
	if got := find(t, coll, "pages/a"); got.Body.Text() != "second" || got.Source.Path != "content2/pages/a.md" {
		t.Errorf("pages/a: got %q from %s", got.Body.Text(), got.Source.Path)
	}
	if find(t, coll, "pages/b").Body.Text() != "gardé" {
		t.Error("pages/b of the first root is lost")
	}
	if coll.Site.Title != "Autre" || coll.Site.BaseURL != "https://recueil.example.org" {
		t.Errorf("site: got %q, %q", coll.Site.Title, coll.Site.BaseURL)
	}
}

func TestMissingSite(t *testing.T) {
	_, problems := load(t, fstest.MapFS{})
	if got, want := short(problems), "recueil.yaml:1:1 site-absent\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	_, problems = load(t, fstest.MapFS{"recueil.yaml": {Data: []byte("titre: X\n")}})
	if got, want := short(problems), "recueil.yaml:1:1 cle-manquante\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSIRET(t *testing.T) {
	for _, c := range []struct {
		in string
		ok bool
	}{
		{"73282932000074", true},
		{"73282932000075", false},
		{"35600000000048", true},  // La Poste's seat, by Luhn
		{"35600000049837", true},  // La Poste, by the sum of digits
		{"35600000049838", false}, // neither
		{"7328293200007", false},
	} {
		if _, no := parseSIRET(c.in); (no == nil) != c.ok {
			t.Errorf("SIRET %s: got %v, want ok=%v", c.in, no, c.ok)
		}
	}
}

// FuzzLoad: no panic, every span inside its file, and the body is the file's
// tail.
func FuzzLoad(f *testing.F) {
	f.Add([]byte(page("date: 2026-11-22\nsecteurs: [commerce]\n", "## Un\n\nTexte.\n")))
	f.Add([]byte("---\ntitre: a : b\n---\n"))
	f.Add([]byte("\ufeff---\r\ntitre: \"x\r\n---\r\n"))
	f.Add([]byte("---\n- a\n---\n"))
	f.Add([]byte("---\na: {b: [c, *d]}\n\tx: |\n  ---\n---\nfin"))
	f.Add([]byte("---\nTitre:a : b\n\tresume: @c #d\nmots_cles: [“e”, 'f\nRetire: true\nniveau: Débutant\nmaj: ''\nsource: {url: a.fr, titre: null}\n---\n"))
	f.Add([]byte("---\n<<: {titre: a}\n? x\n: y\n---\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		coll, problems := load(t, tree(map[string]string{"fiches/a.md": string(text), "temoignages/a.md": string(text)}))
		for _, p := range problems {
			spans := []diag.Span{p.Span}
			for _, e := range p.Fix.Edits {
				spans = append(spans, e.Span)
			}
			for _, s := range spans {
				if s.Start < 0 || s.End < s.Start || s.End > len(p.Source.Text) {
					t.Fatalf("%s: span %v outside %d bytes", p.Rule.Name, s, len(p.Source.Text))
				}
			}
		}
		if b, fault := splitFrontMatter(find(t, coll, "fiches/a").Source); fault == nil && !bytes.HasSuffix(text, text[b.body:]) {
			t.Fatalf("body at %d is not the file's tail", b.body)
		}
	})
}

// TestLoadSkipsOthersFiles leaves what editors, office suites and systems put
// beside the content.
func TestLoadSkipsOthersFiles(t *testing.T) {
	files := map[string]string{}
	for _, name := range []string{".a.md.swp", "a.md~", "#a.md#", ".DS_Store", ".git/config", "Thumbs.db", "desktop.ini", "~$a.docx", ".~lock.a.odt#"} {
		files["fiches/"+name], files["fichiers/"+name] = "du texte", "du texte"
	}
	coll, problems := load(t, tree(files))
	if len(problems) > 0 || len(coll.Files) > 0 || len(coll.Documents) != 2 {
		t.Errorf("%s%d files, %d documents", short(problems), len(coll.Files), len(coll.Documents))
	}
}
