package imports

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"recueil/internal/content"
	"recueil/internal/french"
	"recueil/internal/lists"
)

// aid is a record of the open data « Aides-entreprises », whatever file it comes in.
type aid struct {
	line                                            int
	id, status, name, purpose, spending, conditions string
	amount, whom, steps, end, updated               string
	funders, kinds, territories, sizes, links       []string
	contacts                                        bool
	unread                                          map[string]string
}

// Aids plans the import of the open data « Aides-entreprises », in JSON or in a table.
func Aids(ctx context.Context, data []byte, opt Options) (*Plan, error) {
	aids, notes, err := readAids(data, opt.Columns)
	if err != nil {
		return nil, err
	}
	var entries []*entry
	for _, a := range aids {
		e, more, err := a.entry()
		if err != nil {
			return nil, err
		}
		e.unread = a.unread
		notes = append(notes, more...)
		entries = append(entries, e)
	}
	return merge(ctx, opt, content.Type("aides"), entries, notes)
}

func readAids(data []byte, own map[string]string) ([]aid, []Note, error) {
	if text := bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff"))); len(text) > 0 && (text[0] == '[' || text[0] == '{') {
		records, err := readRecords(data)
		return lists.Of(records, aidOfRecord), nil, err
	}
	sheet, err := ReadSheet(data)
	if err != nil {
		return nil, nil, err
	}
	return aidsOfSheet(sheet, own)
}

// aidOfRecord reads an object of the JSON.
func aidOfRecord(r record) aid {
	one := func(path ...string) string { return strings.Join(textAt(r.value, path...), "\n") }
	any := func(paths ...[]string) []string {
		for _, path := range paths {
			if texts := textAt(r.value, path...); len(texts) > 0 {
				return texts
			}
		}
		return nil
	}
	return aid{
		line: r.line, id: one("id_aid"), status: one("status"), name: one("aid_nom"), purpose: one("aid_objet"), spending: one("aid_operations_el"),
		conditions: one("aid_conditions"), amount: one("aid_montant"), whom: one("aid_benef"), steps: one("aid_demarches"), end: one("date_fin"), updated: one("horodatage"),
		funders:     any([]string{"financeurs", "org_nom"}, []string{"cache_indexation", "financeurs", "org_nom"}),
		kinds:       any([]string{"cache_indexation", "natures", "typ_libelle"}, []string{"natures", "typ_libelle"}),
		territories: any([]string{"cache_indexation", "territoires", "ter_libelle"}, []string{"territoires", "ter_libelle"}, []string{"territoires"}, []string{"couverture_geo", "libelle"}, []string{"couverture_geo"}),
		sizes:       any([]string{"effectif"}, []string{"effectif", "libelle"}),
		links:       any([]string{"complements", "formulaire"}, []string{"complements", "formulaire", "lien"}, []string{"aid_source"}, []string{"complements", "source"}, []string{"complements", "source", "lien"}),
		contacts:    one("aid_contact") != "" || len(any([]string{"contacts"}, []string{"contacts", "nom"})) > 0,
	}
}

// aidWords are the headings of the table, as slugs, of what is read, by the names of the
// open data.
var aidWords = map[string][]string{
	"id_aid": {"id-aid", "id"}, "status": {"status", "statut"}, "aid_nom": {"aid-nom", "nom"}, "aid_objet": {"aid-objet", "objet"}, "aid_operations_el": {"aid-operations-el"},
	"aid_conditions": {"aid-conditions", "conditions"}, "aid_montant": {"aid-montant", "montant"}, "aid_benef": {"aid-benef", "beneficiaires"}, "aid_demarches": {"aid-demarches", "demarches"},
	"date_fin": {"date-fin"}, "horodatage": {"horodatage"}, "financeurs": {"financeurs", "financeur"}, "natures": {"natures", "nature", "types"},
	"territoires": {"territoires", "territoire"}, "couverture_geo": {"couverture-geo"}, "effectif": {"effectif"}, "aid_source": {"aid-source", "source"}, "contacts": {"contacts", "aid-contact"},
}

// AidColumns lists the columns that are read of a table of aids.
func AidColumns() []string { return sortedKeys(aidWords) }

func aidsOfSheet(s *Sheet, own map[string]string) ([]aid, []Note, error) {
	at, unused := s.columns(aidWords, own)
	for _, need := range []string{"id_aid", "aid_nom"} {
		if _, ok := at[need]; !ok {
			return nil, nil, unreadable("la colonne « %s » manque : ce fichier n'est pas celui des aides, ou ses titres ont changé (--colonnes dit lesquels)", need)
		}
	}
	notes := append(s.Notes, unusedColumns(unused)...)
	var list []aid
	for _, row := range s.Rows {
		cell := func(key string) string {
			if i, ok := at[key]; ok {
				return row.Cells[i]
			}
			return ""
		}
		territories := parts(cell("territoires"))
		if len(territories) == 0 {
			territories = parts(cell("couverture_geo"))
		}
		list = append(list, aid{
			line: row.Line, id: cell("id_aid"), status: cell("status"), name: cell("aid_nom"), purpose: cell("aid_objet"), spending: cell("aid_operations_el"), conditions: cell("aid_conditions"),
			amount: cell("aid_montant"), whom: cell("aid_benef"), steps: cell("aid_demarches"), end: cell("date_fin"), updated: cell("horodatage"), funders: parts(cell("financeurs")), kinds: parts(cell("natures")),
			territories: territories, sizes: parts(cell("effectif")), links: parts(cell("aid_source")), contacts: cell("contacts") != "", unread: s.unread(row, unused),
		})
	}
	return list, notes, nil
}

// unusedColumns says which columns say nothing here.
func unusedColumns(headings []string) []Note {
	return lists.Of(headings, func(h string) Note { return Note{1, fmt.Sprintf("la colonne « %s » n'est pas reprise", h)} })
}

var betweenParts = regexp.MustCompile(`[|;\n]|, `)

// parts returns the values of a cell that holds several.
func parts(cell string) []string {
	var list []string
	for _, part := range betweenParts.Split(cell, -1) {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}

// mostAmount is how long an amount may be to stand among the facts of a page.
const mostAmount = 140

// entry returns what an aid becomes, and what is to be said of it. A person to ask is not taken: nobody here knows what they agreed to.
func (a aid) entry() (*entry, []Note, error) {
	var notes []Note
	left := func(format string, args ...any) (*entry, []Note, error) {
		return &entry{line: a.line, id: a.id, left: fmt.Sprintf(format, args...)}, nil, nil
	}
	territories, unknown := territoriesOf(a.territories)
	end, endOK := day(a.end)
	switch {
	case a.id == "":
		return left("« id_aid » est vide")
	case plainOf(a.name) == "":
		return left("« aid_nom » est vide")
	case a.status != "" && a.status != "1":
		return left("l'aide n'est pas en ligne dans la source (status %s)", a.status)
	case unknown != "":
		return left("le territoire « %s » n'est pas connu, et sans territoire l'aide vaudrait pour toute la France", unknown)
	case plainOf(a.purpose) == "":
		return left("« aid_objet » est vide : il n'y a rien à résumer")
	case !endOK:
		return left("« date_fin » n'est pas une date : « %s »", a.end)
	}
	if a.contacts {
		notes = append(notes, Note{a.line, "le contact n'est pas repris : personne n'est nommé sans accord ; la page mène à la source"})
	}
	sizes, strange := sizesOf(a.sizes)
	for _, word := range strange {
		notes = append(notes, Note{a.line, fmt.Sprintf("l'effectif « %s » n'est pas repris : il n'est pas l'une des tailles du recueil", word)})
	}
	e := &entry{line: a.line, id: a.id, title: plainOf(a.name)}
	e.text("titre", e.title)
	e.text("resume", summaryOf(a.purpose))
	e.list("territoires", territories)
	e.list("tailles", sizes)
	e.text("organisme", strings.Join(a.funders, ", "))
	e.text("nature", natureOf(a.kinds))
	amount := plainOf(a.amount)
	isShort := utf8.RuneCountInString(amount) <= mostAmount
	if isShort {
		e.text("montant", amount)
	}
	e.text("fin", end)
	e.text("etat", "a-verifier")
	for _, link := range a.links {
		if content.ValidURL(link) {
			e.text("url", link)
			break
		}
	}
	var source header
	source.text("titre", "Base Aides-entreprises, CMA France")
	source.text("url", "https://www.aides-entreprises.fr/")
	if updated, ok := day(a.updated); ok {
		source.text("date", updated)
	}
	e.group("source", &source)
	return e, notes, a.write(e, isShort)
}

// write writes the text of an aid.
func (a aid) write(e *entry, amountIsKey bool) error {
	type part struct{ heading, text string }
	list := []part{{"", a.purpose}, {"Pour qui", a.whom}, {"Ce qui est financé", a.spending}, {"Conditions", a.conditions}}
	if !amountIsKey {
		list = append(list, part{"Montant", a.amount})
	}
	for _, p := range append(list, part{"Démarches", a.steps}) {
		if err := e.part(p.heading, p.text); err != nil {
			return err
		}
	}
	return nil
}

// everywhere are the names of the whole country.
var everywhere = map[string]bool{"france": true, "france-entiere": true, "national": true, "nationale": true, "toute-la-france": true, "europe": true}

// territoriesOf returns the slugs of territories that people name, none for the whole
// country, and the first that is unknown.
func territoriesOf(names []string) (slugs []string, unknown string) {
	for _, name := range names {
		if everywhere[french.Slug(name)] {
			return nil, ""
		}
	}
	for _, name := range names {
		t, ok := content.TerritoryNamed(name)
		if !ok {
			return nil, name
		}
		slugs = append(slugs, t.Key())
	}
	return slugs, ""
}

// natureOf returns the nature that the source's kinds name first.
func natureOf(kinds []string) string {
	for _, kind := range kinds {
		for _, nature := range []struct{ word, slug string }{
			{"subvention", "subvention"}, {"garantie", "garantie"}, {"pret", "pret"}, {"avance", "pret"}, {"diagnostic", "diagnostic"}, {"accompagnement", "accompagnement"}, {"conseil", "accompagnement"},
		} {
			if strings.Contains("-"+french.Slug(kind), "-"+nature.word) {
				return nature.slug
			}
		}
	}
	return ""
}
