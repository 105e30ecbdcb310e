package content

import (
	"path"
	"strings"

	"recueil/internal/diag"
	"recueil/internal/markdown"
	"recueil/internal/reference"
)

// Type is a type of document, named after its folder, which is also the first
// part of its address.
type Type string

const (
	Testimonials Type = "temoignages"
	Sheets       Type = "fiches"
	Courses      Type = "formations"
	Aids         Type = "aides"
	Advisers     Type = "activateurs"
	Contacts     Type = "contacts"
	Quizzes      Type = "diagnostics"
	Sectors      Type = "secteurs"
	Themes       Type = "themes"
	Pages        Type = "pages"
)

// Types lists the types in reading order.
func Types() []Type {
	return []Type{Testimonials, Sheets, Courses, Aids, Advisers, Contacts, Quizzes, Sectors, Themes, Pages}
}

// Label names one document of the type; Plural names many.
func (t Type) Label() string { return typeLabels[t][0] }

// Plural names the documents of the type, as a heading.
func (t Type) Plural() string { return typeLabels[t][1] }

var typeLabels = map[Type][2]string{
	Testimonials: {"Témoignage", "Témoignages"},
	Sheets:       {"Fiche pratique", "Fiches pratiques"},
	Courses:      {"Formation ou tuto", "Formations ou tutos"},
	Aids:         {"Aide financière", "Aides financières"},
	Advisers:     {"Activateur", "Activateurs"},
	Contacts:     {"Contact", "Contacts"},
	Quizzes:      {"Autodiagnostic", "Autodiagnostics"},
	Sectors:      {"Guide de secteur", "Guides par secteur"},
	Themes:       {"Thème", "Thèmes"},
	Pages:        {"Page", "Pages"},
}

// Document is one file of the content, or one row of activateurs.csv, parsed
// and validated. It is immutable once loaded.
type Document struct {
	Type    Type
	Slug    string
	Source  *diag.Source
	Overlay reference.Territory // whose folder of territoires/ it is in; zero in the base tree
	Path    string              // in its tree: "fiches/x.md"

	Front
	Body *markdown.Body

	// Exactly the one of its type is set; Theme and Page documents have none.
	Testimonial *Testimonial
	Sheet       *Sheet
	Course      *Course
	Aid         *Aid
	Adviser     *Adviser
	Contact     *Contact
	Sector      *Sector
	Quiz        *Quiz

	spans spans
}

// Address is the document's place on the site, from its root: "/fiches/x/".
func (d *Document) Address() string { return "/" + string(d.Type) + "/" + d.Slug + "/" }

// Key identifies the document in front matter: "fiches/x".
func (d *Document) Key() string { return string(d.Type) + "/" + d.Slug }

// ID is the stable identity of the document in exports: type/slug at its first
// publication, which a moved document remembers as its oldest alias.
func (d *Document) ID() string {
	if len(d.Aliases) > 0 {
		return strings.Trim(d.Aliases[0], "/")
	}
	return d.Key()
}

// Value returns where the value of a front-matter key stands, by its path:
// "titre", "secteurs[0]", "entreprise.naf". The start of the file stands for a
// key that is not there.
func (d *Document) Value(keyPath string) diag.Span { return d.spans.value(keyPath) }

// KeySpan returns where a front-matter key stands, as Value does of its value.
func (d *Document) KeySpan(keyPath string) diag.Span { return d.spans.keys[keyPath] }

// Has tells whether the author wrote that key.
func (d *Document) Has(keyPath string) bool { _, ok := d.spans.values[keyPath]; return ok }

// Folder is the folder of the document's file in its tree, for relative links.
func (d *Document) Folder() string { return path.Dir(d.Path) }

// Front is the front matter that every type shares. The struct tags are the
// one definition of the keys: decoding and its diagnostics, and later schemas
// and forms, are made from them.
//
//	key       the name that editors write
//	required  the key must be there
//	enum      the values it may take, separated by |
//	max       the most characters its text may have
type Front struct {
	Title       string                `key:"titre" required:"true"`
	Summary     string                `key:"resume" required:"true" max:"300"`
	Date        Date                  `key:"date"`
	Updated     Date                  `key:"maj"`
	ReviewBy    Date                  `key:"revoir_le"`
	Sectors     []string              `key:"secteurs"`
	Themes      []string              `key:"themes"`
	Territories []reference.Territory `key:"territoires"`
	Sizes       []string              `key:"tailles"`
	Author      string                `key:"auteur"`
	Origin      *Origin               `key:"source"`
	Licence     string                `key:"licence"`
	Image       *Image                `key:"image"`
	Keywords    []string              `key:"mots_cles"`
	Aliases     []string              `key:"alias"`
	Draft       bool                  `key:"brouillon"`
	Teaser      string                `key:"accroche" max:"110"` // on cards, where the summary would be cut
	Audience    Audience              `key:"public" enum:"entreprise|accompagnateur|branche|redacteur"`
	Searchable  *bool                 `key:"recherche"` // nil: as its type is; see [Document.Searched]
	Stub        bool                  `key:"amorce"`
	Ignore      []Ignored             `key:"ignore"`
	Import      *Import               `key:"import"`
	Remove      bool                  `key:"retire"`
	Replaces    *Replaced             `key:"remplace"`
}

// Origin says where the facts come from.
type Origin struct {
	Title   string      `key:"titre" required:"true"`
	URL     URL         `key:"url"`
	Date    PartialDate `key:"date"`
	Licence string      `key:"licence"`
	Lines   string      `key:"lignes"` // where in a long source: for editors, never published
}

// Audience says for whom a document is written; "" in a file is [ForFirms].
type Audience string

const (
	ForFirms    Audience = "entreprise"
	ForAdvisers Audience = "accompagnateur" // advisers and regional animators
	ForBranches Audience = "branche"        // unions, federations, social partners
	ForEditors  Audience = "redacteur"      // who writes and keeps the recueil
)

// Searched reports whether the site's search finds the document: plain pages only
// when they say so, all others unless they say no.
func (d *Document) Searched() bool {
	if d.Searchable != nil {
		return *d.Searchable
	}
	return d.Type != Pages
}

// For returns whom the document is for, firms when it does not say.
func (d *Document) For() Audience {
	if d.Audience == "" {
		return ForFirms
	}
	return d.Audience
}

// Image is a picture with its text alternative, "" for a decorative one.
type Image struct {
	File   string `key:"fichier" required:"true"`
	Alt    string `key:"alt" required:"true"`
	Credit string `key:"credit"`
}

// Ignored is a warning that the author accepts, with a reason.
type Ignored struct {
	Rule   string `key:"regle" required:"true"`
	Reason string `key:"raison" required:"true"`
}

// Import is what an import wrote of the document's origin.
type Import struct {
	Origin      string `key:"origine" required:"true"`
	ID          string `key:"id" required:"true"`
	Fingerprint string `key:"empreinte"`
	Date        Date   `key:"date"`
}

// Replaced says which version of the base document an overlay replaced.
type Replaced struct {
	Updated Date `key:"maj"`
}

// Consent records that a person agreed to be named. The signed form itself
// never enters the content.
type Consent struct {
	Reference string `key:"reference"`
	Date      Date   `key:"date"`
	Expires   Date   `key:"expire"`
	Withdrawn Date   `key:"retire_le"`
}

// Testimonial is a firm's own story.
type Testimonial struct {
	Firm    *Firm    `key:"entreprise"`
	Witness *Witness `key:"temoin"`
	Outcome string   `key:"bilan" enum:"reussite|mitige|echec"`
	Results []Result `key:"resultats"`
	Tools   []string `key:"outils"`
	Cost    string   `key:"cout"`
	Time    string   `key:"duree"`
	Year    Year     `key:"annee"` // of the facts, where the source is of another
}

// Firm is the firm of a testimonial.
type Firm struct {
	Name  string `key:"nom"`
	Town  string `key:"commune"`
	Staff string `key:"effectif"`
	NAF   string `key:"naf"`
	SIRET SIRET  `key:"siret"`
	Site  URL    `key:"site"`
}

// Witness is the person who speaks in a testimonial.
type Witness struct {
	Name    string   `key:"nom"`
	Role    string   `key:"fonction"`
	Consent *Consent `key:"consentement"`
}

// Result is a figure and what it measures.
type Result struct {
	Value string `key:"valeur" required:"true"`
	Label string `key:"libelle" required:"true"`
}

// Sheet is a practice sheet.
type Sheet struct {
	Level   string   `key:"niveau" enum:"debutant|intermediaire|avance"`
	Time    string   `key:"duree"`
	Cost    string   `key:"cout"`
	Video   *Video   `key:"video"`
	Moment  string   `key:"moment" enum:"immatriculation|facturation-electronique"`
	SeeAlso []string `key:"voir_aussi"`
}

// Video is a film on another site, shown behind a click.
type Video struct {
	URL        URL    `key:"url" required:"true"`
	Title      string `key:"titre" required:"true"`
	Transcript string `key:"transcription"`
}

// Course is a course or a tutorial.
type Course struct {
	Organiser string `key:"organisme"`
	URL       URL    `key:"url"`
	Format    string `key:"format" enum:"en-ligne|presentiel|video"`
	Time      string `key:"duree"`
	Free      bool   `key:"gratuit"`
}

// Aid is a financial aid.
type Aid struct {
	Organiser  string `key:"organisme"`
	Nature     string `key:"nature" enum:"subvention|pret|garantie|diagnostic|accompagnement"`
	Amount     string `key:"montant"`
	Start      Date   `key:"debut"`
	End        Date   `key:"fin"`
	Status     string `key:"etat" enum:"a-verifier"`
	Verified   Date   `key:"verifie_le"`
	Conditions string `key:"conditions"`
	URL        URL    `key:"url"`
}

// Adviser is a digital adviser ("activateur").
type Adviser struct {
	Category string   `key:"categorie" enum:"public|prive"`
	Town     string   `key:"commune"`
	Postcode string   `key:"code_postal"`
	URL      URL      `key:"url"`
	Services []string `key:"services"`
}

// Contact is a person or a body to talk to.
type Contact struct {
	Name      string   `key:"nom"`
	Organiser string   `key:"organisme"`
	Role      string   `key:"role"`
	Email     Email    `key:"courriel"`
	Phone     string   `key:"telephone"`
	URL       URL      `key:"url"`
	Consent   *Consent `key:"consentement"`
}

// Sector is a trade and its guide.
type Sector struct {
	NAF      []NAFCode `key:"naf"`
	Keepers  []Keeper  `key:"animateurs"`
	Featured []string  `key:"a_la_une"`
}

// Keeper keeps a guide up to date.
type Keeper struct {
	Organiser string   `key:"organisme"`
	Account   string   `key:"compte"`
	Name      string   `key:"nom"`
	Consent   *Consent `key:"consentement"`
}

// NAFCode is a code of the classification of trades, in a version of it.
type NAFCode struct {
	Code    string `key:"code" required:"true"`
	Version string `key:"version" enum:"rev2|2025"`
}

// Quiz is a questionnaire.
type Quiz struct {
	Questions []Question `key:"questions" required:"true"`
}

// Question is a question and its possible answers.
type Question struct {
	Text    string   `key:"texte" required:"true"`
	Choices []Choice `key:"choix" required:"true"`
}

// Choice is an answer, and the points it gives to themes.
type Choice struct {
	Text   string         `key:"texte" required:"true"`
	Themes map[string]int `key:"themes"`
}
