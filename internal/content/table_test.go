package content

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/unicode/norm"

	"recueil/internal/diag"
)

// tableOf reads a table, and says what its rows are and what is wrong with it: each as
// « line:column `text there` message → hint ».
func tableOf(t *testing.T, text string) (rows, problems []string) {
	t.Helper()
	fsys := tree(map[string]string{advisersFile: text})
	coll, found, err := Load(context.Background(), []Root{{FS: fsys}}, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range coll.Documents {
		if d.Type == Advisers {
			rows = append(rows, fmt.Sprintf("%s|%s|%s|%s|%s", d.Slug, d.Title, d.Summary, d.Adviser.Town, d.Adviser.Postcode))
		}
	}
	for _, p := range found {
		line, column := p.Source.Position(p.Span.Start)
		problems = append(problems, fmt.Sprintf("%d:%d `%s` %s → %s", line, column, p.Source.Text[p.Span.Start:p.Span.End], p.Message, p.Hint))
	}
	return rows, problems
}

// TestTables reads tables as spreadsheets write them: the rows are those that are meant.
func TestTables(t *testing.T) {
	const want = "un-conseil|Un conseil|Il aide, souvent.|Bourg|01000\nun-autre|Un autre|Elle aide.|Rennes|35000"
	for name, text := range map[string]string{
		"commas":                       "titre,resume,commune,code_postal\nUn conseil,\"Il aide, souvent.\",Bourg,01000\nUn autre,Elle aide.,Rennes,35000\n",
		"semicolons":                   "titre;resume;commune;code_postal\nUn conseil;Il aide, souvent.;Bourg;01000\nUn autre;Elle aide.;Rennes;35000\n",
		"semicolons, a comma in one":   "titre;resume;commune;code_postal;\"auteur\"\nUn conseil;Il aide, souvent.;Bourg;01000;a, b\nUn autre;Elle aide.;Rennes;35000;\n",
		"tabs":                         "titre\tresume\tcommune\tcode_postal\nUn conseil\tIl aide, souvent.\tBourg\t01000\nUn autre\tElle aide.\tRennes\t35000\n",
		"the line that Excel asks for": "sep=;\ntitre;resume;commune;code_postal\nUn conseil;Il aide, souvent.;Bourg;01000\nUn autre;Elle aide.;Rennes;35000\n",
		"that line, as Excel ends it":  "\ufeff\"sep=\t\"\r\ntitre\tresume\tcommune\tcode_postal\r\nUn conseil\tIl aide, souvent.\tBourg\t01000\r\nUn autre\tElle aide.\tRennes\t35000\r\n",
		"rows without a word":          ";;;\ntitre;resume;commune;code_postal\n;;;\nUn conseil;Il aide, souvent.;Bourg;01000\n ; ;;\n\nUn autre;Elle aide.;Rennes;35000\n;;;;;;\n",
		"columns without a word":       "titre;resume;commune;code_postal;;\nUn conseil;Il aide, souvent.;Bourg;01000;;\nUn autre;Elle aide.;Rennes;35000;;;\n",
		"line ends of old Macs":        "titre;resume;commune;code_postal\rUn conseil;Il aide, souvent.;Bourg;01000\rUn autre;Elle aide.;Rennes;35000\r",
		"line ends of Windows":         "titre;resume;commune;code_postal\r\nUn conseil;Il aide, souvent.;Bourg;01000\r\nUn autre;Elle aide.;Rennes;35000\r\n",
		"blanks around":                " titre ; resume;commune ;code_postal\n Un conseil ;Il aide, souvent.; Bourg;01000 \nUn autre;Elle aide.;Rennes;35 000\n",
	} {
		rows, problems := tableOf(t, text)
		if got := strings.Join(rows, "\n"); got != want || len(problems) > 0 {
			t.Errorf("%s:\n%s\n%s", name, got, strings.Join(problems, "\n"))
		}
	}
}

// TestTableMistakes says each mistake once, where it is.
func TestTableMistakes(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"headings as people write them", "Titre;Résumé;Code Postal;Téléphone\nA;Il aide.;1000;0243123456\nB;Il aide.;35000;\n",
			"1:1 `Titre` colonne inconnue « Titre » → vouliez-vous dire « titre » ?\n" +
				"1:7 `Résumé` colonne inconnue « Résumé » → vouliez-vous dire « resume » ?\n" +
				"1:14 `Code Postal` colonne inconnue « Code Postal » → vouliez-vous dire « code_postal » ?\n" +
				"1:26 `Téléphone` colonne inconnue « Téléphone » → supprimez cette colonne, ou choisissez parmi : " + strings.Join(AdviserColumns(), ", ") + "\n" +
				"2:12 `1000` le code postal « 1000 » a perdu son zéro → écrivez 01000"},
		{"between quotes, after sep=", "sep=,\n\"titre\",\"Résumé\"\nA,Il aide.\n", "2:9 `\"Résumé\"` colonne inconnue « Résumé » → vouliez-vous dire « resume » ?"},
		{"in other words", "titre;resume;Ville\nA;Il aide.;Bourg\n", "1:14 `Ville` colonne inconnue « Ville » → vouliez-vous dire « commune » ?"},
		{"twice", "titre;resume;titre\nA;Il aide.;B\n", "1:14 `titre` la colonne « titre » est là deux fois → gardez une seule des deux colonnes"},
		{"a column that is not there", "titre;commune\nA;Bourg\nB;Rennes\n", "1:1 `titre;commune` la colonne « resume » manque → ajoutez une colonne « resume », et remplissez-la sur chaque ligne"},
		{"a cell that is empty", "titre;resume;commune\nA;;Bourg\n", "2:1 `A;;Bourg` la colonne « resume » est vide sur cette ligne → remplissez-la, ou videz toute la ligne"},
		{"a row without a title", "titre;resume;commune\n;Il aide.;Bourg\n", "2:1 `;Il aide.;Bourg` la colonne « titre » est vide sur cette ligne → remplissez-la, ou videz toute la ligne"},
		{"a cell too many", "titre;resume\nA;Il aide.;Bourg\n", "2:1 `` cette ligne n'a pas autant de colonnes que la première → ajoutez ou retirez des points-virgules, ou mettez entre guillemets une valeur qui en contient"},
		{"a cell too few, in tabs", "titre\tresume\tcommune\nA\tIl aide.\n", "2:1 `` cette ligne n'a pas autant de colonnes que la première → ajoutez ou retirez des tabulations, ou mettez entre guillemets une valeur qui en contient"},
		{"quotes left open", "sep=;\ntitre;resume\nA;\"Il aide.\nB;Elle aide.\n", "3:1 `` cette ligne du tableau ne peut pas être lue → vérifiez les guillemets de la ligne"},
		{"nothing", "\n;;\n", "1:1 `` le tableau est vide → commencez-le par une ligne de titres de colonnes, ou supprimez-le"},
		{"nothing after sep=", "sep=;\n", "1:1 `` le tableau est vide → commencez-le par une ligne de titres de colonnes, ou supprimez-le"},
		{"Windows-1252", "titre;resume\nUn caf\xe9;Il aide.\n", "2:7 `\xe9` le fichier est enregistré en Windows-1252 (« ANSI »), pas en UTF-8 : « é » est illisible ici → dans le tableur, choisissez « Enregistrer sous », puis le type « CSV UTF-8 » (ou le jeu de caractères UTF-8)"},
		{"UTF-16", "\xff\xfet\x00i\x00", "1:1 `\xff` le fichier est enregistré en UTF-16 (« Unicode »), pas en UTF-8 → dans le tableur, choisissez « Enregistrer sous », puis le type « CSV UTF-8 » (ou le jeu de caractères UTF-8)"},
		{"a number of a department without its zero", "titre;resume;territoires\nA;Il aide.;35 | 1\n", "2:17 `1` territoire inconnu « 1 » → ce numéro a perdu son zéro : écrivez 01"},
		{"a place that is not one", "titre;resume;code_postal\nA;Il aide.;Bourg\n", "2:12 `Bourg` « Bourg » n'est pas un code postal → écrivez ses cinq chiffres : 01000"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := tableOf(t, tt.text)
			if got := strings.Join(problems, "\n"); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// TestLostZeroOfAnotherPlace holds that a postcode is not mended to one of a department
// where the adviser is not: a figure may be missing elsewhere.
func TestLostZeroOfAnotherPlace(t *testing.T) {
	for _, tt := range []struct {
		name, territories, hint string
		safe                    bool
	}{
		{"of its department", "[01]", "écrivez 01000", true},
		{"of its region", "[auvergne-rhone-alpes]", "écrivez 01000", true},
		{"of nowhere", "[]", "écrivez 01000", true},
		{"of another", "[ille-et-vilaine]", "écrivez ses cinq chiffres : 01000 donne Ain (01), et la page dit Ille-et-Vilaine (35)", false},
	} {
		text := page("territoires: "+tt.territories+"\ncode_postal: 1000\n", "")
		_, problems := load(t, tree(map[string]string{"activateurs/x.md": text}))
		if len(problems) != 1 || problems[0].Hint != tt.hint || problems[0].Fix.Safe() != tt.safe {
			t.Errorf("%s: %v", tt.name, problems)
		}
	}
}

// TestReadable reads texts whose lines end as those of old Macs, and whose accents are
// written apart, as what they are.
func TestReadable(t *testing.T) {
	plain := page("date: 2026-01-01\nauteur: Fédération\n", "## L'été\n\nDu café.\n")
	for name, text := range map[string]string{
		"line ends of old Macs": strings.ReplaceAll(plain, "\n", "\r"),
		"accents apart":         norm.NFD.String(plain),
	} {
		coll, problems := load(t, tree(map[string]string{"fiches/a.md": text}))
		d := find(t, coll, "fiches/a")
		if len(problems) > 0 || d.Author != "Fédération" || len(d.Body.Headings()) != 1 || d.Body.Headings()[0].ID != "l-ete" || !strings.Contains(d.Body.Text(), "Du café.") {
			t.Errorf("%s: %q, %q, %v", name, d.Author, d.Body.Text(), short(problems))
		}
	}
	accents := strings.Repeat("é", 300)
	if _, problems := load(t, tree(map[string]string{"fiches/a.md": "---\ntitre: A\nresume: " + norm.NFD.String(accents) + "\ndate: 2026-01-01\n---\n"})); len(problems) > 0 {
		t.Errorf("300 accents apart are %s", problems[0].Message)
	}
}

// TestLostZeros refuses numbers that lost the zero they begin with, with that zero given
// back where the length tells.
func TestLostZeros(t *testing.T) {
	for _, tt := range []struct{ name, file, key, value, hint, mended string }{
		{"a postcode", "activateurs/x.md", "code_postal", "1000", "écrivez 01000", "01000"},
		{"a postcode, in quotes", "activateurs/x.md", "code_postal", "'1000'", "écrivez 01000", "'01000'"},
		{"a postcode too short", "activateurs/x.md", "code_postal", "100", "écrivez ses cinq chiffres : 01000", ""},
		{"a postcode with its zero", "activateurs/x.md", "code_postal", "01000", "", ""},
		{"a telephone", "contacts/x.md", "telephone", "243123456", "écrivez 02 43 12 34 56", "02 43 12 34 56"},
		{"a telephone with spaces", "contacts/x.md", "telephone", "2 43 12 34 56", "écrivez 02 43 12 34 56", "02 43 12 34 56"},
		{"a telephone with its zero", "contacts/x.md", "telephone", "02.43.12.34.56", "", ""},
		{"a telephone of the world", "contacts/x.md", "telephone", "+33 2 43 12 34 56", "", ""},
		{"a short number", "contacts/x.md", "telephone", "3949", "", ""},
		{"no number", "contacts/x.md", "telephone", "par courriel", "écrivez ses chiffres : 01 23 45 67 89", ""},
		{"a trade", "temoignages/x.md", "entreprise", "{naf: 1.11Z}", "ce code a perdu son zéro : écrivez 01.11Z", "{naf: 01.11Z}"},
		{"a SIRET", "temoignages/x.md", "entreprise", "{siret: 5520178000012}", "recopiez les 14 chiffres : l'un d'eux manque ou est faux", ""},
		{"a SIRET whose key tells", "temoignages/x.md", "entreprise", "{siret: 1234560900015}", "écrivez 01234560900015", "{siret: 01234560900015}"},
		{"a department", "fiches/x.md", "territoires", "[1]", "ce numéro a perdu son zéro : écrivez 01", "[01]"},
		{"a postcode for a department", "fiches/x.md", "territoires", "[1000]", "c'est un code postal : écrivez 01 pour Ain", "[01]"},
		{"Saint-Barthélemy's postcode", "fiches/x.md", "territoires", "[97133]", "c'est un code postal : écrivez 977 pour Saint-Barthélemy", "[977]"},
		{"Corsica's postcode", "fiches/x.md", "territoires", "[20090]", "c'est un code postal : écrivez 2A pour Corse-du-Sud", "[2A]"},
		{"a postcode of two departments", "fiches/x.md", "territoires", "[01200]", "c'est un code postal : écrivez 01 pour Ain, ou 74 pour Haute-Savoie", ""},
		{"Monaco's postcode", "fiches/x.md", "territoires", "[98000]", "écrivez le nom d'une région ou d'un département sans accent (ille-et-vilaine), ou le numéro du département (35)", ""},
		{"a number of nothing", "fiches/x.md", "territoires", "[350000]", "écrivez le nom d'une région ou d'un département sans accent (ille-et-vilaine), ou le numéro du département (35)", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			line := tt.key + ": " + tt.value + "\n"
			text := page("date: 2026-01-01\n"+line, "")
			if !strings.HasPrefix(tt.file, "fiches/") && !strings.HasPrefix(tt.file, "temoignages/") {
				text = page(line, "")
			}
			_, problems, err := Load(context.Background(), []Root{{FS: fstest.MapFS{"recueil.yaml": {Data: []byte("titre: a\nbase_url: https://recueil.example.org\n")}, tt.file: {Data: []byte(text)}}}}, 1)
			if err != nil {
				t.Fatal(err)
			}
			if tt.hint == "" {
				if len(problems) > 0 {
					t.Fatalf("got %s", problems[0].Message)
				}
				return
			}
			if len(problems) != 1 || problems[0].Hint != tt.hint {
				t.Fatalf("got %v, want the hint %q", short(problems), tt.hint)
			}
			mended, made := diag.Apply([]byte(text), []diag.Fix{problems[0].Fix})
			if want := strings.Replace(text, line, tt.key+": "+tt.mended+"\n", 1); made > 0 && string(mended) != want || made == 0 && tt.mended != "" {
				t.Errorf("mended:\n%s", mended)
			}
		})
	}
}
