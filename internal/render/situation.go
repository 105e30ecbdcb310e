package render

import (
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/french"
	"recueil/internal/lists"
	"recueil/internal/reference"
)

// Situation is the form « Ma situation »: the reader's sector, territory and size,
// which the script situation.ts keeps in the browser alone. The value of a choice is
// what the search and the cards know it by.
type Situation struct {
	Action  string            `fr:"page où le formulaire mène sans script : la recherche"`
	Sectors []SituationChoice `fr:"choix de secteurs"`
	Places  []SituationChoice `fr:"choix de territoires"`
	Sizes   []SituationChoice `fr:"choix de tailles"`
	ByNeed  bool              `fr:"la page a aussi une partie par besoin, où mener sans script"`
}

// SituationChoice is a choice of « Ma situation ».
type SituationChoice struct {
	Value string   `fr:"valeur que la recherche et les cartes connaissent"`
	Text  string   `fr:"nom"`
	Href  string   `fr:"sa page ; vide : le site n'en a pas"`
	Words string   `fr:"métiers qui mènent à un secteur"`
	Near  []string `fr:"territoires qui en contiennent un, ou qu'il contient"`

	Filter string            `fr:"valeur dont la recherche se sert à sa place, quand aucun document ne le nomme ; vide : la sienne"`
	Inside []SituationChoice `fr:"territoires qu'il contient"`
}

// follow adds the script of a page that asks the reader's situation, or opens on it. It
// does what [place.watch] asks for too: follow comes first.
func (p place) follow(f *Frame) {
	f.Modules = append(f.Modules, p.modules("js/situation.ts")...)
}

func (p place) situation() Situation {
	form := Situation{Action: p.to(edition.SearchPage), Places: p.situationPlaces(), ByNeed: len(p.needs()) > 0}
	for _, d := range p.view.Sectors() {
		form.Sectors = append(form.Sectors, SituationChoice{Value: d.Slug, Text: p.cardOf(d).Title, Href: p.to(d.Address()), Words: p.tradesOf(d)})
	}
	for _, size := range reference.Sizes() {
		form.Sizes = append(form.Sizes, SituationChoice{Value: size.Slug, Text: size.Label, Href: p.to(edition.SizeAddress(size.Slug))})
	}
	return form
}

// tradesOf lists the words by which an owner may name a trade of the sector: its
// keywords and the divisions of the NAF that it holds, then the synonyms of these.
func (s *site) tradesOf(sector *content.Document) string {
	var list []string
	add := func(words []string) {
		for _, w := range words {
			if !slices.Contains(list, w) {
				list = append(list, w)
			}
		}
	}
	add(folded(sector.Keywords))
	add(folded(trades(sector.Sector)))
	for _, group := range s.synonyms() {
		if slices.ContainsFunc(group, func(w string) bool { return slices.Contains(list, w) }) {
			add(group)
		}
	}
	return strings.Join(list, ", ")
}

// foldedSynonyms are the groups of synonyms of an edition, folded.
func foldedSynonyms(v *edition.View) [][]string {
	var groups [][]string
	if synonyms := v.Synonyms(); synonyms != nil {
		for _, group := range synonyms.Groups {
			groups = append(groups, folded(group))
		}
	}
	return groups
}

func folded(words []string) []string {
	return lists.Of(words, french.Fold)
}

// situationPlaces offers the territories of the edition with what each holds, whether or
// not a document names them, since an owner of any has a situation: those that no other
// contains in the national edition, else those of the edition.
func (p place) situationPlaces() []SituationChoice {
	offered := p.view.Territories()
	if len(offered) == 0 {
		offered = slices.DeleteFunc(reference.Territories(), func(t reference.Territory) bool { return t.Within != "" })
	}
	var choices []SituationChoice
	for _, t := range byName(offered) {
		choice := p.placeChoice(t)
		if inside := t.Inside(); len(inside) > 1 { // a region of one department is one choice
			for _, department := range byName(inside) {
				choice.Inside = append(choice.Inside, p.placeChoice(department))
			}
		}
		choices = append(choices, choice)
	}
	return choices
}

// byName sorts territories as readers look for them, accents aside.
func byName(territories []reference.Territory) []reference.Territory {
	return slices.SortedFunc(slices.Values(territories), func(a, b reference.Territory) int {
		return strings.Compare(french.Fold(a.Name), french.Fold(b.Name))
	})
}

func (p place) placeChoice(t reference.Territory) SituationChoice {
	choice := SituationChoice{Value: t.Key(), Text: french.Typography(t.Name), Href: p.to(edition.TerritoryAddress(t))}
	for _, near := range append(t.Around(), t.Inside()...) {
		choice.Near = append(choice.Near, near.Key())
	}
	for _, around := range slices.Backward(t.Around()) { // the nearest that has a page
		if choice.Href == "" {
			choice.Href, choice.Filter = p.to(edition.TerritoryAddress(around)), around.Key()
		}
	}
	return choice
}

// openTo is what a list leaves open of a reader's situation: the rest is what the
// list is about, which the reader chose by coming.
func openTo(l *edition.List) string {
	switch l.Kind {
	case edition.BySector:
		return "territoire taille"
	case edition.ByPair:
		return "taille"
	case edition.ByTerritory:
		return "secteur taille"
	case edition.BySize:
		return "secteur territoire"
	}
	return "secteur territoire taille"
}
