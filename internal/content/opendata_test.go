package content

import (
	"context"
	"strings"
	"testing"
)

// TestOpenDataAsItIs reads the open data's own table at the place of ours, with the
// headings of its file and those of its API.
func TestOpenDataAsItIs(t *testing.T) {
	const rows = `abc-1,ATELIER EXEMPLE,"Agence de communication, marketing",Privée,1 rue du Test,6000,Nice,PACA,https://www.francenum.gouv.fr/activateurs/atelier-exemple
abc-2,CHAMBRE EXEMPLE,Organisme public,Publique,2 place du Test,,Rennes,Bretagne,
abc-3,Prénom Nom,Indépendant,Privée,3 rue du Test,01200,Éloise,,https://www.francenum.gouv.fr/activateurs/prenom-nom
`
	const want = `atelier-exemple|ATELIER EXEMPLE|Activateur France Num (Nice) : agence de communication, marketing.|prive|06000|[dep-06]
chambre-exemple|CHAMBRE EXEMPLE|Activateur France Num (Rennes) : organisme public.|public||[reg-53]
activateur-independant-abc-3|Activateur indépendant (Éloise)|Activateur France Num (Éloise) : indépendant.|prive|01200|[dep-01 dep-74]`
	for name, headings := range map[string]string{
		"the file's":  "Identifiant de la structure,Nom de la structure,Type,Catégorie,Adresse,Code postal,Ville,Région,Lien url (site France Num)",
		"shorter":     "Identifiant de la structure,Nom de la structure,Type,Catégorie,Adresse,Code postal,Ville,Région,Lien url",
		"the API's":   "identifiant_de_la_structure,nom_de_la_structure,type,categorie,adresse,code_postal,ville,region,lien_url_site_france_num",
		"in capitals": "\ufeffIDENTIFIANT DE LA STRUCTURE,NOM DE LA STRUCTURE,TYPE,CATÉGORIE,ADRESSE,CODE POSTAL,VILLE,RÉGION,LIEN URL",
	} {
		coll, problems, err := Load(context.Background(), []Root{{FS: tree(map[string]string{advisersFile: headings + "\n" + rows})}}, 1)
		if err != nil || len(problems) > 0 {
			t.Fatalf("%s: %v %v", name, problems, err)
		}
		var got []string
		for _, d := range coll.Documents {
			if d.Type == Advisers {
				var places []string
				for _, place := range d.Territories {
					places = append(places, place.ID())
				}
				got = append(got, strings.Join([]string{d.Slug, d.Title, d.Summary, d.Adviser.Category, string(d.Adviser.Postcode), "[" + strings.Join(places, " ") + "]"}, "|"))
			}
		}
		if strings.Join(got, "\n") != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got, "\n"), want)
		}
	}
}

// TestOpenDataThatSaysTooLittle holds that a row is told, and never taken for one of all
// of France.
func TestOpenDataThatSaysTooLittle(t *testing.T) {
	rows, problems := tableOf(t, "Identifiant de la structure;Nom de la structure;Code postal;Région\na;A;99999;Nulle part\nb;;35000;\n;C;35000;\n")
	want := `2:1 ` + "`a;A;99999;Nulle part`" + ` ni le code postal « 99999 » ni la région « Nulle part » ne disent où : la page vaudrait pour toute la France → complétez cette ligne, ou supprimez-la
3:1 ` + "`b;;35000;`" + ` la colonne « Nom de la structure » est vide → complétez cette ligne, ou supprimez-la
4:1 ` + "`;C;35000;`" + ` la colonne « Identifiant de la structure » est vide → complétez cette ligne, ou supprimez-la`
	if got := strings.Join(problems, "\n"); got != want || len(rows) > 0 {
		t.Errorf("%v\n%s", rows, got)
	}
}

// TestColumnsOfAGroup reads what an import noted of a row.
func TestColumnsOfAGroup(t *testing.T) {
	coll, problems, err := Load(context.Background(), []Root{{FS: tree(map[string]string{
		advisersFile: "titre;resume;import.origine;import.id;import.date\nA;B.;essai;1;2026-11-28\nC;D.;;;\nE;F.;essai;;\n"})}}, 1)
	if err != nil || len(problems) != 1 || !strings.Contains(problems[0].Message, "« id » manque dans « import »") {
		t.Fatal(problems, err)
	}
	var got []*Import
	for _, d := range coll.Documents {
		if d.Type == Advisers {
			got = append(got, d.Import)
		}
	}
	if len(got) != 3 || got[0] == nil || *got[0] != (Import{Origin: "essai", ID: "1", Date: "2026-11-28"}) || got[1] != nil {
		t.Error(got)
	}
}
