package export

import (
	"cmp"
	"slices"
	"strings"

	"recueil/internal/content"
	"recueil/internal/edition"
	"recueil/internal/lists"
	"recueil/internal/reference"
)

// Version is the version of the format of recueil.json. Up to 1, every document was in
// the file itself; up to 2, in it or in its parts.
const Version = 3

// referenceCredit names the sources of the reference data, in the words that
// internal/reference/data/README.md asks to reproduce.
const referenceCredit = "Source : Insee, Code officiel géographique 2026, NAF rév. 2 et Sirene — Licence Ouverte 2.0 — relevé du 22/11/2026"

// Dataset is recueil.json: all that an edition publishes, for machines. The
// struct tags are the one definition of the format:
//
//	json  the key; omitempty makes it optional
//	doc   what it means, for the schema
//	enum  the values it may take, separated by |
//	csv   "-" keeps it out of the table
type Dataset struct {
	Version      int          `json:"version" doc:"Version du format. Elle change quand une clé disparaît ou change de sens ; ignorez les clés que vous ne connaissez pas."`
	Schema       string       `json:"schema" doc:"Adresse du schéma de ce fichier, relative à la sienne."`
	Edition      Edition      `json:"edition" doc:"L'édition dont ce fichier contient les documents."`
	Licence      string       `json:"licence" doc:"Licence des documents qui n'en indiquent pas d'autre : identifiant SPDX."`
	Credits      []string     `json:"credits" doc:"Mentions à reproduire en cas de réutilisation."`
	Vocabularies Vocabularies `json:"vocabulaires" doc:"Les termes que les documents emploient, et leur nom."`
	Parts        []Part       `json:"parties,omitempty" doc:"Les fichiers où sont les documents d'une grande édition : « documents » est alors vide ici. Sans cette clé, ils sont tous dans ce fichier."`
	Common       *Common      `json:"communs,omitempty" doc:"D'une édition fabriquée avec l'édition nationale : ses documents qui valent partout, que « documents » et « parties » ne répètent pas. Sans cette clé, il n'y en a pas d'autres. Ils sont tels que l'édition nationale les publie, à ses adresses, et peuvent nommer ce que celle-ci n'a pas ; « vocabulaires » dit où elle a ses guides et ses thèmes."`
	Documents    []Document   `json:"documents" doc:"Les documents, dans l'ordre de lecture : par type, les témoignages et les fiches du plus récent au plus ancien, les autres par titre."`
}

// Part is a file that has some of the documents, all of one type.
type Part struct {
	Type    content.Type `json:"type" doc:"Le type de ses documents."`
	Address string       `json:"adresse" doc:"Adresse du fichier, relative à celle de recueil.json. C'est un objet dont la clé « documents » est une liste comme celle de recueil.json."`
	Count   int          `json:"nombre" doc:"Nombre de ses documents."`
}

// Common names the documents of an edition that its data do not repeat.
type Common struct {
	Address   string   `json:"adresse" doc:"Adresse du recueil.json de l'édition nationale, relative à celle de ce fichier : ces documents y sont, ou dans ses parties."`
	Documents []string `json:"documents" doc:"Leurs identités (« id »), dans l'ordre de lecture."`
}

// Edition says which edition the documents come from.
type Edition struct {
	Slug        string       `json:"slug" doc:"Nom court de l'édition, vide pour l'édition nationale."`
	Title       string       `json:"titre" doc:"Titre du recueil."`
	Description string       `json:"description,omitempty" doc:"Ce que contient le recueil, en une phrase."`
	Territories []string     `json:"territoires" doc:"Identifiants des territoires de l'édition ; liste vide pour l'édition nationale."`
	URL         content.URL  `json:"url" doc:"Adresse de l'accueil. Elle finit par une barre ; les autres adresses en partent."`
	Date        content.Date `json:"date" doc:"Jour de l'état des données, auquel l'état des aides est jugé."`
	Publisher   Publisher    `json:"editeur" doc:"Qui publie le recueil."`
}

// Publisher is who publishes the edition.
type Publisher struct {
	Name string      `json:"nom" doc:"Nom de l'éditeur, ou titre du recueil à défaut."`
	URL  content.URL `json:"url,omitempty" doc:"Site de l'éditeur."`
}

// Vocabularies are the terms that documents use.
type Vocabularies struct {
	Types       []TypeTerm   `json:"types" doc:"Les types de documents, dans l'ordre de lecture."`
	Sectors     []SectorTerm `json:"secteurs" doc:"Les secteurs, par titre."`
	Themes      []ThemeTerm  `json:"themes" doc:"Les thèmes (besoins), par titre."`
	Territories []PlaceTerm  `json:"territoires" doc:"Les territoires de l'édition et ceux que ses documents nomment : régions, départements, outre-mer, par code."`
	Sizes       []SizeTerm   `json:"tailles" doc:"Les classes d'effectif, de la plus petite à la plus grande."`
}

// TypeTerm names a type of documents.
type TypeTerm struct {
	Slug   content.Type `json:"slug" doc:"Le type, comme les documents l'écrivent."`
	Label  string       `json:"libelle" doc:"Nom d'un document de ce type."`
	Plural string       `json:"pluriel" doc:"Nom de plusieurs documents de ce type."`
}

// SectorTerm names a sector.
type SectorTerm struct {
	Slug    string `json:"slug" doc:"Le secteur, comme les documents l'écrivent."`
	Title   string `json:"titre" doc:"Nom du secteur."`
	Address string `json:"adresse" doc:"Adresse de son guide, depuis l'accueil."`
	NAF     []NAF  `json:"naf,omitempty" doc:"Codes de la nomenclature d'activités française qui en relèvent."`
}

// ThemeTerm names a theme.
type ThemeTerm struct {
	Slug    string `json:"slug" doc:"Le thème, comme les documents l'écrivent."`
	Title   string `json:"titre" doc:"Nom du thème."`
	Address string `json:"adresse" doc:"Adresse de sa page, depuis l'accueil."`
}

// PlaceTerm names a territory.
type PlaceTerm struct {
	ID     string    `json:"id" doc:"Identifiant : reg-, dep- ou com- et le code Insee."`
	Name   string    `json:"nom" doc:"Nom du territoire."`
	Kind   PlaceKind `json:"genre" doc:"Région, département, ou collectivité d'outre-mer sans région."`
	Region string    `json:"region,omitempty" doc:"Identifiant de la région d'un département."`
}

// PlaceKind is the name of a kind of territory.
type PlaceKind string

func placeKinds() []string {
	return lists.Of(reference.Kinds(), func(kind *reference.Kind) string { return kind.Name })
}

// SizeTerm names a class of staff size.
type SizeTerm struct {
	Slug  Size   `json:"slug" doc:"La classe, comme les documents l'écrivent."`
	Label string `json:"libelle" doc:"Nom de la classe."`
}

// NewDataset returns the data of an edition, all its documents among them.
func NewDataset(v *edition.View) Dataset {
	set := Dataset{
		Version: Version, Schema: strings.TrimPrefix(v.Where(edition.DataSchema), "/"), Edition: newEdition(v),
		Licence: v.Site().Licence, Credits: credits(v), Vocabularies: newVocabularies(v), Documents: []Document{},
	}
	for _, d := range v.Own() {
		set.Documents = append(set.Documents, newDocument(v, d))
	}
	return set
}

// published returns the data as the site of an edition has them: what it has in common with
// the national edition of the run is named, and is in that one's data.
func published(v *edition.View) Dataset {
	set := NewDataset(v)
	if !v.Together() {
		return set
	}
	common := Common{edition.UpToNational + dataName, []string{}}
	set.Documents = slices.DeleteFunc(set.Documents, func(out Document) bool {
		d, _ := v.Document(string(out.Type) + "/" + out.Slug)
		if v.Common(d) {
			common.Documents = append(common.Documents, out.ID)
			return true
		}
		return false
	})
	set.Common = &common
	return set
}

func newEdition(v *edition.View) Edition {
	site := v.Site()
	return Edition{
		Slug: site.Slug, Title: site.Title, Description: site.Description,
		Territories: ids(v.Territories()), URL: content.URL(site.BaseURL), Date: v.Today(),
		Publisher: Publisher{publisher(site), site.Publisher.URL},
	}
}

// publisher names who publishes: somebody must, for feeds and for reuse.
func publisher(site edition.Site) string { return cmp.Or(site.Publisher.Name, site.Title) }

// credits lists what must be reproduced: the licence asks for the source and the
// date of its last update.
func credits(v *edition.View) []string {
	site := v.Site()
	own := []string{publisher(site), site.Title, "état au " + v.Today().French(), site.BaseURL}
	return []string{strings.Join(own, " — "), referenceCredit}
}

// ids writes territories in their canonical form; a draft may hold one that was
// not understood.
func ids(territories []reference.Territory) []string {
	list := []string{}
	for _, t := range territories {
		if id := t.ID(); id != "" {
			list = append(list, id)
		}
	}
	return list
}

func newVocabularies(v *edition.View) Vocabularies {
	return Vocabularies{
		Types: lists.Of(content.Types(), func(t content.Type) TypeTerm { return TypeTerm{t, t.Label(), t.Plural()} }),
		Sectors: lists.Of(v.Sectors(), func(s *content.Document) SectorTerm {
			return SectorTerm{s.Slug, s.Title, s.Address(), nafCodes(s.Sector.NAF)}
		}),
		Themes:      lists.Of(v.Themes(), func(t *content.Document) ThemeTerm { return ThemeTerm{t.Slug, t.Title, t.Address()} }),
		Sizes:       lists.Of(reference.Sizes(), func(s reference.Size) SizeTerm { return SizeTerm{Size(s.Slug), s.Label} }),
		Territories: places(v),
	}
}

// places lists the territories of the edition and of its documents, with those
// that contain them.
func places(v *edition.View) []PlaceTerm {
	used := map[reference.Territory]bool{}
	use := func(territories []reference.Territory) {
		for _, t := range territories {
			for _, place := range append(t.Around(), t) {
				used[place] = true
			}
		}
	}
	use(v.Territories())
	for _, d := range v.Own() {
		use(d.Territories)
	}
	list := []PlaceTerm{}
	for _, t := range reference.Territories() {
		if used[t] {
			list = append(list, newPlace(t))
		}
	}
	return list
}

func newPlace(t reference.Territory) PlaceTerm {
	place := PlaceTerm{ID: t.ID(), Name: t.Name, Kind: PlaceKind(t.Kind.Name)}
	if region := t.Outermost(); region != t {
		place.Region = region.ID()
	}
	return place
}
