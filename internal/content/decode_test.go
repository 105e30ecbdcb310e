package content

import (
	"fmt"
	"strings"
	"testing"

	"recueil/internal/diag"
)

// saidOf prints problems one a line: what is underlined, the rule, the message, the hint.
func saidOf(problems []diag.Diagnostic) string {
	var lines []string
	for _, p := range problems {
		text := string(p.Source.Text[p.Span.Start:p.Span.End])
		lines = append(lines, fmt.Sprintf("%s [%s] %s = %s", text, p.Rule.Name, p.Message, p.Hint))
	}
	return strings.Join(lines, "\n")
}

// compare compares problems with those wanted, whose end may be left out.
func compare(t *testing.T, problems []diag.Diagnostic, want string) {
	t.Helper()
	got := saidOf(problems)
	if begins, cut := strings.CutSuffix(want, "…"); got != want && !(cut && strings.HasPrefix(got, begins)) {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// TestDecoder writes one wrong value in a document that is otherwise right.
func TestDecoder(t *testing.T) {
	const article = "date: 2026-01-01\n"
	for name, c := range map[string]struct {
		of   Type
		head string
		want string
	}{
		"text for a list":    {Pages, "secteurs: commerce\n", `commerce [valeur-inattendue] « secteurs » attend une liste = écrivez « secteurs: [commerce] »`},
		"list for a text":    {Pages, "auteur: [Une chambre, Une autre]\n", `[Une chambre, Une autre] [valeur-inattendue] « auteur » attend un texte = écrivez une seule valeur, sans crochets ni tirets`},
		"group for a text":   {Pages, "auteur: {nom: Une chambre}\n", `{nom: Une chambre} [valeur-inattendue] « auteur » attend un texte = écrivez une seule valeur sur la ligne, entre guillemets si elle contient des signes`},
		"text for a group":   {Pages, "source: Un entretien\n", `Un entretien [valeur-inattendue] « source » attend un groupe de clés = écrivez « source: {titre: Un entretien} »`},
		"text with a colon":  {Pages, "source: \"Un entretien : la suite\"\n", `"Un entretien : la suite" [valeur-inattendue] « source » attend un groupe de clés = écrivez « source: {titre: "Un entretien : la suite"} »`},
		"list of a group":    {Sectors, "animateurs: Une chambre\n", `Une chambre [valeur-inattendue] « animateurs » attend une liste = écrivez « animateurs: [{organisme: …, compte: …, nom: …, consentement: …}] »`},
		"text for a boolean": {Pages, "brouillon: oui\n", `oui [valeur-inattendue] « brouillon » attend true ou false = écrivez « brouillon: true »`},
		"list for a date":    {Pages, "date: [2026-01-01]\n", `[2026-01-01] [valeur-inattendue] « date » attend une seule valeur = écrivez une seule valeur, sans crochets ni tirets`},
		"YAML alias": {Pages, "auteur: &a Une chambre\nlicence: *a\n", `&a Une chambre [signe-reserve] cette valeur commence par « & », qui est réservé = écrivez : auteur: "&a Une chambre"
*a [signe-reserve] cette valeur commence par « * », qui est réservé = écrivez : licence: "*a"`},
		"empty item":           {Pages, "secteurs:\n  - commerce\n  -\n", ` [valeur-inattendue] un élément de « secteurs » est vide = supprimez-le, ou écrivez sa valeur`},
		"key near another":     {Pages, "auter: Une chambre\n", `auter [cle-inconnue] clé inconnue « auter » = vouliez-vous dire « auteur » ?`},
		"key of no document":   {Pages, "zzz: 1\n", `zzz [cle-inconnue] clé inconnue « zzz » = clés possibles : titre, resume…`},
		"key of another type":  {Pages, "montant: 500 €\n", `montant [cle-inconnue] clé inconnue « montant » = supprimez-la : seuls les documents de « aides » ont cette clé`},
		"key written twice":    {Pages, "auteur: A\nauteur: B\n", `auteur [cle-en-double] la clé « auteur » est écrite deux fois = gardez une seule des deux lignes`},
		"key of a group":       {Pages, "source: {titre: A, adresse: B}\n", `adresse [cle-inconnue] clé inconnue « adresse » = clés possibles : titre, url, date, licence, lignes`},
		"required of a group":  {Pages, "source: {url: \"https://example.org\"}\n", `{url: "https://example.org"} [cle-manquante] la clé « titre » manque dans « source » = ajoutez « titre: … » à ce groupe`},
		"too long":             {Pages, "accroche: " + strings.Repeat("a", 111) + "\n", strings.Repeat("a", 111) + ` [texte-trop-long] « accroche » a 111 caractères, et 110 au plus sont permis = raccourcissez le texte d'au moins 1 caractère`},
		"value near another":   {Pages, "public: entreprises\n", `entreprises [valeur-inattendue] « entreprises » n'est pas une valeur de « public » = vouliez-vous dire « entreprise » ?`},
		"value of no kind":     {Pages, "public: zzz\n", `zzz [valeur-inattendue] « zzz » n'est pas une valeur de « public » = valeurs possibles : entreprise, accompagnateur, branche, redacteur ; sinon, supprimez cette clé`},
		"date in figures":      {Pages, "maj: 22/11/2026\n", `22/11/2026 [date-invalide] « 22/11/2026 » n'est pas une date = écrivez 2026-11-22`},
		"date that is none":    {Pages, "maj: 2026-02-30\n", `2026-02-30 [date-invalide] « 2026-02-30 » n'est pas une date = écrivez l'année, le mois et le jour : 2026-11-22`},
		"month for a day":      {Pages, "maj: 2026-02\n", `2026-02 [date-invalide] « 2026-02 » n'est pas une date = écrivez l'année, le mois et le jour : 2026-11-22`},
		"source of no date":    {Pages, "source: {titre: A, date: bientôt}\n", `bientôt [date-invalide] « bientôt » n'est pas une date = écrivez une année (2023), un mois (2023-07) ou un jour (2023-07-12)`},
		"year of two figures":  {Testimonials, article + "annee: \"21\"\n", `"21" [date-invalide] « 21 » n'est pas une année = écrivez une année en quatre chiffres : 2021`},
		"address without http": {Courses, "url: www.example.org\n", `www.example.org [lien-invalide] « www.example.org » n'est pas une adresse web = écrivez https://www.example.org`},
		"address of a file":    {Courses, "url: /fichiers/a.pdf\n", `/fichiers/a.pdf [lien-invalide] « /fichiers/a.pdf » n'est pas une adresse web = écrivez l'adresse entière, avec https://`},
		"e-mail":               {Contacts, "courriel: personne\n", `personne [lien-invalide] « personne » n'est pas une adresse de courriel = écrivez-la sous la forme nom@exemple.fr`},
		"postcode":             {Pages, "territoires: [35000]\n", `35000 [territoire-inconnu] territoire inconnu « 35000 » = c'est un code postal : écrivez 35 pour Ille-et-Vilaine`},
		"territory misspelt":   {Pages, "territoires: [bretagn]\n", `bretagn [territoire-inconnu] territoire inconnu « bretagn » = vouliez-vous dire « bretagne » ?`},
		"SIRET":                {Testimonials, article + "entreprise: {siret: 123}\n", `123 [siret-invalide] « 123 » n'est pas un numéro SIRET = recopiez les 14 chiffres : l'un d'eux manque ou est faux`},
		"trade":                {Testimonials, article + "entreprise: {naf: 00.00Z}\n", `00.00Z [naf-inconnu] code NAF inconnu « 00.00Z » = écrivez une division (55) ou un code entier (55.10Z) de la NAF rév. 2`},
		"trade of a sector":    {Sectors, "naf: [XX]\n", `XX [naf-inconnu] code NAF inconnu « XX » = écrivez une division (55) ou un code entier (55.10Z) de la NAF rév. 2`},
		"article without date": {Sheets, "", `--- [cle-manquante] la clé « date » manque = ajoutez une ligne « date: … » dans l'en-tête`},
		"aid that ends first":  {Aids, "debut: 2026-03-01\nfin: 2026-02-01\n", `2026-02-01 [dates-inversees] la fin de l'aide vient avant son début = échangez les dates de « debut » et de « fin »`},
		"named without form":   {Contacts, "nom: Une Personne\n", `Une Personne [consentement-manquant] une personne est nommée sans consentement enregistré = ajoutez « consentement: {reference: …, date: AAAA-MM-JJ} », ou supprimez le nom (« le dirigeant »)`},
		"only for overlays":    {Pages, "remplace: {maj: 2026-01-01}\n", `remplace [cle-hors-place] la clé « remplace » n'a de sens que dans territoires/ = supprimez cette ligne, ou déplacez le fichier dans territoires/<territoire>/`},
		"former address":       {Pages, "alias: [pages/avant]\n", `pages/avant [alias-invalide] « pages/avant » n'est pas une ancienne adresse du site = écrivez /pages/avant/`},
		"points of no theme":   {Quizzes, "questions: [{texte: A, choix: [{texte: B, themes: [vendre]}]}]\n", `[vendre]}]}] [valeur-inattendue] « themes » attend des thèmes et leurs points = écrivez « themes: {se-proteger: 2} »`},
		"points in words":      {Quizzes, "questions: [{texte: A, choix: [{texte: B, themes: {vendre: deux}}]}]\n", `deux [valeur-inattendue] « vendre » attend un nombre entier = écrivez un nombre de points, par exemple 2`},
		"empty questionnaire":  {Quizzes, "questions: []\n", `[] [cle-manquante] la liste « questions » est vide = donnez-lui au moins un élément`},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := load(t, tree(map[string]string{string(c.of) + "/x.md": page(c.head, "")}))
			compare(t, problems, c.want)
		})
	}
}
