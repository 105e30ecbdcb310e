package imports

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/french"
	"recueil/internal/lists"
	"recueil/internal/reference"
)

// Column is what an import of testimonials reads of a table: the name that --colonnes
// gives it, what it says, and the headings by which it is known.
type Column struct {
	Name, Says string
	headings   []string // as slugs, besides the name
}

// part is a passage of a testimonial, under its heading.
type part struct{ column, heading string }

// storyParts are those of a good testimonial, in the order of its outline.
var storyParts = []part{
	{"texte", ""}, {"besoin", "Le besoin"}, {"demarche", "La démarche"}, {"resultats", "Les résultats"}, {"difficultes", "Les difficultés"},
	{"autrement", "Ce qu'on referait autrement"}, {"lecon", "La leçon, selon nous"}, {"conseil", "Le conseil de l'entreprise"},
}

// TestimonialColumns lists what is read of a table of testimonials.
func TestimonialColumns() []Column {
	return []Column{
		{"titre", "le titre du témoignage", []string{"intitule", "titre-du-temoignage"}},
		{"resume", "300 caractères au plus ; sinon le début du besoin", []string{"en-bref", "accroche", "chapo", "en-quelques-mots"}},
		{"date", "le jour du témoignage ; sinon l'horodateur du formulaire", []string{"date-du-temoignage", "date-de-publication"}},
		{"horodateur", "le moment de la réponse à un formulaire", []string{"heure-de-debut", "heure-de-fin", "timestamp", "date-de-soumission"}},
		{"id", "ce qui reconnaît la ligne d'une fois à l'autre ; sinon l'horodateur, ou l'entreprise et le titre", []string{"identifiant", "numero", "n", "ref", "reference-de-la-fiche"}},
		{"entreprise", "le nom de l'entreprise", []string{"nom-de-l-entreprise", "raison-sociale", "structure", "nom-de-la-structure", "enseigne"}},
		{"commune", "sa commune", []string{"ville", "localite"}},
		{"code_postal", "son code postal, d'où vient le département", []string{"cp"}},
		{"effectif", "combien de personnes y travaillent, d'où vient la taille", []string{"effectifs", "nombre-de-salaries", "nb-de-salaries", "nombre-de-personnes"}},
		{"naf", "son code NAF", []string{"code-naf", "ape", "code-ape", "code-naf-ape"}},
		{"siret", "son numéro SIRET", []string{"numero-siret", "n-siret"}},
		{"site", "son site", []string{"site-internet", "site-web", "url", "adresse-du-site"}},
		{"nom", "qui témoigne : écrit seulement avec la référence et la date de son accord", []string{"nom-du-temoin", "temoin", "nom-du-dirigeant", "nom-de-la-dirigeante", "dirigeant", "dirigeante", "nom-et-prenom", "prenom-et-nom", "nom-prenom", "interlocuteur"}},
		{"prenom", "son prénom, avec le nom", []string{"prenom-du-temoin", "prenom-du-dirigeant"}},
		{"fonction", "sa fonction", []string{"qualite", "poste", "role"}},
		{"accord", "la référence de l'accord signé de qui témoigne", []string{"consentement", "reference-de-l-accord", "reference-du-consentement", "ref-accord"}},
		{"date_accord", "la date de cet accord", []string{"date-de-l-accord", "date-du-consentement", "consentement-le"}},
		{"secteurs", "les secteurs", []string{"secteur", "secteur-d-activite", "activite", "branche"}},
		{"themes", "les thèmes", []string{"theme", "besoins", "thematique", "thematiques"}},
		{"territoires", "régions ou départements ; sinon le code postal", []string{"territoire", "departement", "departements", "region", "regions"}},
		{"tailles", "la taille, si l'effectif ne la dit pas", []string{"taille", "taille-de-l-entreprise", "tranche-d-effectif"}},
		{"bilan", "réussite, mitigé ou échec", nil},
		{"outils", "les outils employés", []string{"outil", "outils-utilises", "logiciels", "solution-utilisee"}},
		{"cout", "ce que cela a coûté", []string{"budget", "prix"}},
		{"duree", "combien de temps cela a pris", []string{"temps", "temps-passe"}},
		{"auteur", "qui a recueilli le témoignage", []string{"federation", "recueilli-par", "organisme"}},
		{"source_titre", "d'où viennent les faits", []string{"source"}},
		{"source_url", "l'adresse de cette source", []string{"lien", "lien-de-la-source"}},
		{"texte", "le texte entier", []string{"temoignage", "recit", "votre-temoignage"}},
		{"besoin", "« Le besoin »", []string{"le-besoin", "contexte", "probleme", "quel-etait-votre-besoin"}},
		{"demarche", "« La démarche »", []string{"la-demarche", "solution", "la-solution", "actions", "ce-qui-a-ete-fait", "qu-avez-vous-fait"}},
		{"difficultes", "« Les difficultés »", []string{"les-difficultes", "difficulte", "freins", "obstacles", "quelles-difficultes"}},
		{"resultats", "« Les résultats »", []string{"les-resultats", "resultat", "benefices"}},
		{"autrement", "« Ce qu'on referait autrement »", []string{"ce-qu-on-referait-autrement", "et-si-c-etait-a-refaire", "que-referiez-vous-autrement"}},
		{"lecon", "« La leçon, selon nous »", []string{"la-lecon", "ce-que-nous-retenons"}},
		{"conseil", "« Le conseil de l'entreprise »", []string{"conseils", "votre-conseil", "le-conseil"}},
	}
}

// people are headings of what is never taken: how to reach somebody.
var people = regexp.MustCompile(`(?:^|-)(?:courriel|e-mail|email|mail|adresse-e-mail|telephone|tel|portable|mobile)(?:-|$)`)

// story is a row of a table of testimonials.
type story struct {
	line  int
	cell  func(column string) string
	notes []Note
}

// Testimonials plans the import of the testimonials of a table.
func Testimonials(ctx context.Context, data []byte, opt Options) (*Plan, error) {
	sheet, err := ReadSheet(data)
	if err != nil {
		return nil, err
	}
	words := map[string][]string{}
	for _, c := range TestimonialColumns() {
		words[c.Name] = append([]string{french.Slug(c.Name)}, c.headings...)
	}
	at, unused := sheet.columns(words, opt.Columns)
	if _, ok := at["titre"]; !ok {
		return nil, unreadable("aucune colonne ne donne le titre ; titres de colonnes lus : %s ; dites laquelle avec --colonnes \"Votre colonne=titre\"", strings.Join(sheet.Headings, ", "))
	}
	notes := append(sheet.Notes, unusedStoryColumns(unused)...)
	var entries []*entry
	for _, row := range sheet.Rows {
		s := &story{line: row.Line, cell: func(column string) string {
			if i, ok := at[column]; ok {
				return row.Cells[i]
			}
			return ""
		}}
		e, err := s.entry()
		if err != nil {
			return nil, err
		}
		e.unread = sheet.unread(row, unused)
		entries = append(entries, e)
		notes = append(notes, s.notes...)
	}
	return merge(ctx, opt, content.Type("temoignages"), entries, notes)
}

func unusedStoryColumns(headings []string) []Note {
	notes := unusedColumns(headings)
	for i, h := range headings {
		if people.MatchString(french.Slug(h)) {
			notes[i].Message += " : une façon de joindre quelqu'un ne se publie pas dans un témoignage"
		} else {
			notes[i].Message += " ; si le témoignage en a besoin, dites ce qu'elle est avec --colonnes"
		}
	}
	return notes
}

func (s *story) note(format string, args ...any) {
	s.notes = append(s.notes, Note{s.line, fmt.Sprintf(format, args...)})
}

// leave says why a row cannot be used.
func (s *story) leave(format string, args ...any) (*entry, error) {
	return &entry{line: s.line, id: s.id(), left: fmt.Sprintf(format, args...)}, nil
}

// entry returns what a row becomes.
func (s *story) entry() (*entry, error) {
	date, ok := day(cmp.Or(s.cell("date"), s.cell("horodateur")))
	territories, unknown := s.territories()
	column, named := s.names()
	switch {
	case s.cell("titre") == "":
		return s.leave("elle n'a pas de titre")
	case !ok:
		return s.leave("« %s » n'est pas un jour : écrivez 22/11/2026", cmp.Or(s.cell("date"), s.cell("horodateur")))
	case date == "":
		return s.leave("elle n'a pas de date : ajoutez une colonne « date »")
	case s.summary() == "":
		return s.leave("elle n'a ni résumé, ni besoin ou texte dont le tirer : remplissez l'une de ces colonnes")
	case unknown != "":
		return s.leave("le territoire « %s » n'est pas connu : écrivez une région ou un département", unknown)
	case named:
		return s.leave("la colonne « %s » nomme la personne qui témoigne, sans la référence et la date de son accord : ajoutez-les, ou écrivez « la gérante », « le dirigeant »", column)
	}
	e := &entry{line: s.line, id: s.id(), title: s.cell("titre")}
	e.text("titre", e.title)
	e.text("resume", s.summary())
	e.text("date", date)
	e.list("secteurs", slugsOf(s.cell("secteurs")))
	e.list("themes", slugsOf(s.cell("themes")))
	e.list("territoires", territories)
	e.list("tailles", s.sizes())
	e.text("auteur", s.cell("auteur"))
	s.facts(e)
	for _, p := range storyParts {
		if err := e.part(p.heading, s.cell(p.column)); err != nil {
			return nil, err
		}
	}
	return e, nil
}

// facts writes the keys of a testimonial's own.
func (s *story) facts(e *entry) {
	var source, firm, witness, consent header
	source.text("titre", s.cell("source_titre"))
	source.text("url", s.cell("source_url"))
	e.group("source", &source)
	firm.text("nom", s.cell("entreprise"))
	firm.text("commune", s.cell("commune"))
	firm.text("effectif", s.staff())
	firm.text("naf", dotted.ReplaceAllString(strings.ToUpper(s.cell("naf")), "$1.$2"))
	firm.text("siret", strings.Join(strings.Fields(s.cell("siret")), ""))
	firm.text("site", s.cell("site"))
	e.group("entreprise", &firm)
	if s.agreed() {
		date, _ := day(s.cell("date_accord"))
		consent.text("reference", s.cell("accord"))
		consent.text("date", date)
		witness.text("nom", s.witness())
	} else if s.witness() != "" {
		s.note("le nom de qui témoigne n'est pas écrit : il y faut la référence et la date de son accord")
	}
	witness.text("fonction", s.cell("fonction"))
	witness.group("consentement", &consent)
	e.group("temoin", &witness)
	e.text("bilan", french.Slug(s.cell("bilan")))
	e.list("outils", parts(s.cell("outils")))
	e.text("cout", s.cell("cout"))
	e.text("duree", s.cell("duree"))
}

// dotted is a code of the NAF as the register of firms prints it, without its point.
var dotted = regexp.MustCompile(`^(\d{2})(\d{2}[A-Z])$`)

// summary is what a row gives as one, or else the beginning of its text.
func (s *story) summary() string {
	text := cmp.Or(s.cell("resume"), summaryOf(cmp.Or(s.cell("besoin"), s.cell("texte"))))
	return strings.Join(strings.Fields(text), " ")
}

// id recognises the row in a later import.
func (s *story) id() string {
	return cmp.Or(s.cell("id"), moment(s.cell("horodateur")), french.Slug(s.cell("entreprise")+" "+s.cell("titre")))
}

// witness is the name of who speaks.
func (s *story) witness() string {
	return strings.TrimSpace(s.cell("prenom") + " " + s.cell("nom"))
}

// filedUnder is what a signed consent is filed under: it has a figure, and is no answer to
// a question, « Oui » or « Non, pas encore ».
var (
	filedUnder = regexp.MustCompile(`\d`)
	answer     = regexp.MustCompile(`^(?:oui|non|ok|x|yes|no|vrai|faux|true|false|j-accepte|d-accord|en-attente)(?:-|$)`)
)

// agreed reports whether the row holds the consent of who speaks.
func (s *story) agreed() bool {
	date, ok := day(s.cell("date_accord"))
	filed := filedUnder.MatchString(s.cell("accord")) && !answer.MatchString(french.Slug(s.cell("accord")))
	return s.witness() != "" && filed && ok && date != ""
}

// capitals is a word written as a name.
var capitals = regexp.MustCompile(`^\p{Lu}[\p{L}'’-]{2,}$`)

// names returns the column that names who speaks, when nothing says that they agreed: the
// whole name, or one of its words written as a name. The name of the firm may be theirs.
func (s *story) names() (column string, named bool) {
	if s.witness() == "" || s.agreed() {
		return "", false
	}
	looked := []string{"titre", "resume", "fonction", "auteur", "cout", "duree", "outils", "source_titre"}
	for _, p := range storyParts {
		looked = append(looked, p.column)
	}
	for _, column := range looked {
		for _, name := range wordsOf(s.witness()) {
			if slices.ContainsFunc(wordsOf(s.cell(column)), func(w string) bool { return capitals.MatchString(w) && french.Fold(w) == french.Fold(name) }) {
				return column, true
			}
		}
		if strings.Contains("-"+french.Slug(s.cell(column))+"-", "-"+french.Slug(s.witness())+"-") {
			return column, true
		}
	}
	return "", false
}

var betweenWords = regexp.MustCompile(`[^\p{L}\p{N}'’-]+`)

// wordsOf parts a text into its words.
func wordsOf(text string) []string {
	return betweenWords.Split(strings.Trim(text, " .,;:!?«»\"()"), -1)
}

// territories returns those that a row names, or else that of its postcode, and the first
// that is unknown.
func (s *story) territories() (slugs []string, unknown string) {
	if names := parts(s.cell("territoires")); len(names) > 0 {
		return territoriesOf(names)
	}
	code := content.WholePostcode(s.cell("code_postal"))
	if code == "" {
		return nil, ""
	}
	for _, t := range reference.TerritoriesOfPostcode(code) {
		slugs = append(slugs, t.Key())
	}
	if len(slugs) == 0 {
		return nil, code
	}
	return slugs, ""
}

// sizes returns the classes of staff that a row names.
func (s *story) sizes() []string {
	texts := parts(cmp.Or(s.cell("tailles"), s.cell("effectif")))
	sizes, strange := sizesOf(texts)
	for _, text := range strange {
		s.note("la taille « %s » n'est pas reprise : écrivez %s", text, strings.Join(reference.SizeSlugs(), ", "))
	}
	return sizes
}

// staff is the staff of the firm, in words; a date that a spreadsheet made of it is what
// it was.
func (s *story) staff() string {
	text := s.cell("effectif")
	if staff.MatchString(text) {
		return text + " " + map[bool]string{true: "salariés", false: "salarié"}[text != "0" && text != "1"]
	}
	if slugs := sizeOf(text); len(slugs) == 1 && text != slugs[0] && strings.ContainsAny(text, "0123456789") && !strings.Contains(french.Fold(text), "salari") {
		size, _ := reference.SizeNamed(slugs[0])
		return size.Label
	}
	return text
}

func slugsOf(cell string) []string {
	return lists.Of(parts(cell), french.Slug)
}
