package content

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"recueil/internal/diag"
	"recueil/internal/lists"
	"recueil/internal/reference"
)

// This file is all that the house knows of each type of document, but for how its page
// is made (render) and what of it is published as data (export): its names and its
// place on the site, its keys, what their values are to other rooms, the people it may
// name, and what is checked of it alone. Other rooms ask, and switch on no type.

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
	Events       Type = "evenements"
	Exchanges    Type = "echanges"
	Sectors      Type = "secteurs"
	Themes       Type = "themes"
	Pages        Type = "pages"
)

// definition is what is true of a type.
type definition struct {
	label, plural string
	article       bool                      // see [Type.IsArticle]
	structural    bool                      // see [Type.IsStructural]
	gathers       bool                      // see [Type.Gathers]
	guide         int                       // rank of its heading in guides, from 1; 0: none
	heading       string                    // of guides, when it is not the plural
	most          int                       // documents under that heading; 0: no limit
	near          bool                      // see [Type.IsNear]
	agenda        bool                      // see [Type.IsDated]
	over          string                    // see [Type.Over]
	overTitle     string                    // of that list
	review        int                       // months: see [ReviewTimes]
	check         func(*decoder, *Document) // what its keys' definitions cannot say
	outline       []string                  // see [Type.Outline]
}

// What changes with the law, with budgets and with people's jobs is read again every
// year, as what verifies an aid is (a year is also when check doubts one); a story stays
// true, and every second year is to ask whether the firm is still there and still
// agrees. Advisers are imported: the next import reviews them.
var definitions = map[Type]definition{
	Testimonials: {label: "Témoignage", plural: "Témoignages", article: true, guide: 2, review: 24, check: (*decoder).firm,
		outline: []string{"Le besoin", "La démarche", "Les résultats", "Les difficultés", "Ce qu'on referait autrement", "La leçon, selon nous"}},
	Sheets: {label: "Fiche pratique", plural: "Fiches pratiques", article: true, guide: 1, heading: "Infos pratiques", review: 12,
		outline: []string{"Ce que vous saurez faire", "Étape par étape", "À éviter"}},
	Courses:  {label: "Formation ou tuto", plural: "Formations ou tutos", guide: 3, review: 12},
	Aids:     {label: "Aide financière", plural: "Aides financières", guide: 5, review: 12, over: "closes", overTitle: "Aides closes", check: (*decoder).period},
	Advisers: {label: "Activateur", plural: "Activateurs", guide: 4, most: 12, near: true, check: (*decoder).place},
	Contacts: {label: "Contact", plural: "Contacts", guide: 6, near: true, review: 12},
	Quizzes:  {label: "Autodiagnostic", plural: "Autodiagnostics", gathers: true, review: 12},
	Events: {label: "Événement", plural: "Événements", agenda: true, over: "passes", overTitle: "Événements passés", check: (*decoder).meeting,
		outline: []string{"Au programme", "Pour qui", "S'inscrire"}},
	Exchanges: {label: "Échange de savoir-faire", plural: "Échanges de savoir-faire", over: "termines", overTitle: "Échanges terminés", gathers: true, check: (*decoder).exchange},
	Sectors:   {label: "Guide de secteur", plural: "Guides par secteur", structural: true, gathers: true, review: 12, check: (*decoder).trades},
	Themes:    {label: "Thème", plural: "Thèmes", structural: true, gathers: true, review: 24},
	Pages:     {label: "Page", plural: "Pages", structural: true, review: 24},
}

// Types lists the types in reading order.
func Types() []Type {
	return []Type{Testimonials, Sheets, Courses, Aids, Advisers, Contacts, Quizzes, Events, Exchanges, Sectors, Themes, Pages}
}

// TypeNames lists the names of the types, which are those of their folders.
func TypeNames() []string {
	return lists.Of(Types(), func(t Type) string { return string(t) })
}

// Label names one document of the type; Plural names many.
func (t Type) Label() string { return definitions[t].label }

// Plural names the documents of the type, as a heading.
func (t Type) Plural() string { return definitions[t].plural }

// Outline lists the headings that a good document of the type has, to begin one with; nil
// where there is no custom.
func (t Type) Outline() []string { return definitions[t].outline }

// IsArticle reports whether documents of the type are texts of a day: dated, read from
// the newest, and worth reading from anywhere.
func (t Type) IsArticle() bool { return definitions[t].article }

// IsStructural reports whether documents of the type hold the site together: they are
// in no list by term, and every edition has them.
func (t Type) IsStructural() bool { return definitions[t].structural }

// IsDated reports whether documents of the type are read by the day on which they take
// place, the next first, as in an agenda.
func (t Type) IsDated() bool { return definitions[t].agenda }

// Over names the list of the documents of the type that are over (see [Document.LastDay]),
// by its slug and its title; "" where they never are.
func (t Type) Over() (slug, title string) { return definitions[t].over, definitions[t].overTitle }

// Gathers reports whether the page of a document of the type shows what its edition holds,
// and so is another in each: a guide, a theme, the plan of a questionnaire.
func (t Type) Gathers() bool { return definitions[t].gathers }

// IsNear reports whether an owner looks for documents of the type near the firm: people
// to meet.
func (t Type) IsNear() bool { return definitions[t].near }

// Heading is a heading of the guides, under which documents of one type stand.
type Heading struct {
	Type  Type
	Title string
	Most  int // documents that name the sector; 0: no limit
}

// Headings lists the headings of a guide, in order.
func Headings() []Heading {
	var list []Heading
	for _, t := range Types() {
		if d := definitions[t]; d.guide > 0 {
			list = append(list, Heading{t, cmp.Or(d.heading, d.plural), d.most})
		}
	}
	slices.SortFunc(list, func(a, b Heading) int { return definitions[a.Type].guide - definitions[b.Type].guide })
	return list
}

// Own holds the keys of a document's own type: the one pointer of its type is set,
// none for the types that are not named here.
type Own struct {
	Testimonial *Testimonial `type:"temoignages"`
	Sheet       *Sheet       `type:"fiches"`
	Course      *Course      `type:"formations"`
	Aid         *Aid         `type:"aides"`
	Adviser     *Adviser     `type:"activateurs"`
	Contact     *Contact     `type:"contacts"`
	Sector      *Sector      `type:"secteurs"`
	Quiz        *Quiz        `type:"diagnostics"`
	Event       *Event       `type:"evenements"`
	Exchange    *Exchange    `type:"echanges"`
}

// Testimonial is a firm's own story.
type Testimonial struct {
	Firm    *Firm    `key:"entreprise"`
	Witness *Witness `key:"temoin"`
	Outcome string   `key:"bilan" enum:"reussite|mitige|echec"`
	Results []Result `key:"resultats"`
	Tools   []string `key:"outils" is:"name searched"`
	Cost    string   `key:"cout"`
	Time    string   `key:"duree"`
	Year    Year     `key:"annee"` // of the facts, where the source is of another
	Contact string   `key:"contact" is:"respondent"`
}

// Respondent names who answers readers' questions about the document, as its author wrote:
// the key of a contact, or [EditionContact]; "" of a document that promises nobody.
func (d *Document) Respondent() string {
	switch {
	case d.Testimonial != nil:
		return d.Testimonial.Contact
	case d.Exchange != nil:
		return d.Exchange.Contact
	}
	return ""
}

// firm checks the firm's trade.
func (d *decoder) firm(doc *Document) {
	if firm := doc.Testimonial.Firm; firm != nil && firm.NAF != "" {
		d.code(firm.NAF, doc.Value("entreprise.naf"))
	}
}

// Firm is the firm of a testimonial.
type Firm struct {
	Name  string `key:"nom" is:"name searched"`
	Town  string `key:"commune" is:"town searched"`
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

func (w *Witness) person() Person { return Person{Name: w.Name, Role: w.Role, Consent: w.Consent} }
func (w *Witness) hide(bool)      { w.Name = "" }

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
	SeeAlso []string `key:"voir_aussi" is:"documents"`
}

// Video is a film on another site, shown behind a click.
type Video struct {
	URL        URL    `key:"url" required:"true"`
	Title      string `key:"titre" required:"true"`
	Transcript string `key:"transcription" is:"prose"`
}

// Course is a course or a tutorial.
type Course struct {
	Organiser string `key:"organisme" is:"name searched"`
	URL       URL    `key:"url"`
	Format    string `key:"format" enum:"en-ligne|presentiel|video"`
	Time      string `key:"duree"`
	Free      *bool  `key:"gratuit"` // nil: the course does not say
}

// Aid is a financial aid.
type Aid struct {
	Organiser  string `key:"organisme" is:"name searched"`
	Nature     string `key:"nature" enum:"subvention|pret|garantie|diagnostic|accompagnement"`
	Amount     string `key:"montant"`
	Start      Date   `key:"debut"`
	End        Date   `key:"fin"`
	Status     string `key:"etat" enum:"a-verifier"`
	Verified   Date   `key:"verifie_le" is:"past"`
	Conditions string `key:"conditions" is:"prose"`
	URL        URL    `key:"url"`
}

// LastReview is the last day that somebody is known to have read the document again, or
// wrote it; "" of one without dates.
func (d *Document) LastReview() Date {
	last := max(d.Date, d.Updated)
	if d.Aid != nil {
		last = max(last, d.Aid.Verified)
	}
	return last
}

// period checks that an aid begins before it ends.
func (d *decoder) period(doc *Document) {
	if a := doc.Aid; a.Start != "" && a.End != "" && a.End < a.Start {
		d.report(diag.ReversedDates, doc.Value("fin"), "la fin de l'aide vient avant son début", "échangez les dates de « debut » et de « fin »")
	}
}

// Adviser is a digital adviser ("activateur").
type Adviser struct {
	Category string   `key:"categorie" enum:"public|prive"`
	Town     string   `key:"commune" is:"town searched"`
	Postcode Postcode `key:"code_postal" is:"searched"`
	URL      URL      `key:"url"`
	Services []string `key:"services" is:"searched"`
}

// place doubts the zero that a postcode of four figures would get back, when the
// department that it would then be of is not where the adviser is.
func (d *decoder) place(doc *Document) {
	for i, p := range d.problems {
		if p.Span != doc.Value("code_postal") || !p.Fix.Safe() || len(doc.Territories) == 0 {
			continue
		}
		places := reference.TerritoriesOfPostcode(p.Fix.Edits[0].Text)
		meet := func(t reference.Territory) bool { return slices.ContainsFunc(places, t.Meets) }
		if len(places) > 0 && !slices.ContainsFunc(doc.Territories, meet) {
			d.problems[i].Fix.Confirm = true
			d.problems[i].Hint = fmt.Sprintf("écrivez ses cinq chiffres : %s donne %s, et la page dit %s", p.Fix.Edits[0].Text, places[0].Label(), doc.Territories[0].Label())
		}
	}
}

// Contact is a person or a body to talk to.
type Contact struct {
	Name      string   `key:"nom"`
	Organiser string   `key:"organisme" is:"name searched"`
	Role      string   `key:"role" is:"searched"`
	Email     Email    `key:"courriel"`
	Phone     Phone    `key:"telephone"`
	URL       URL      `key:"url"`
	Consent   *Consent `key:"consentement"`
}

func (c *Contact) person() Person { return Person{Name: c.Name, Role: c.Role, Consent: c.Consent} }

func (c *Contact) hide(withdrawn bool) {
	c.Name = ""
	if withdrawn {
		c.Email, c.Phone = "", ""
	}
}

// Sector is a trade and its guide.
type Sector struct {
	NAF      []NAFCode `key:"naf"`
	Keepers  []Keeper  `key:"animateurs"`
	Featured []string  `key:"a_la_une" is:"documents"`
}

// trades checks the trades of a sector. Only rév. 2 has its table here.
func (d *decoder) trades(doc *Document) {
	for i, naf := range doc.Sector.NAF {
		if naf.Version != "2025" && naf.Code != "" {
			d.code(naf.Code, doc.Value(fmt.Sprintf("naf[%d]", i)))
		}
	}
}

func (d *decoder) code(code string, span diag.Span) {
	if _, ok := reference.DivisionOf(code); !ok {
		p := diag.New(diag.UnknownNAF, d.source, span, fmt.Sprintf("code NAF inconnu « %s »", code), "écrivez une division (55) ou un code entier (55.10Z) de la NAF rév. 2")
		if _, lost := reference.DivisionOf("0" + code); lost {
			p.Hint, p.Fix = fmt.Sprintf("ce code a perdu son zéro : écrivez 0%s", code), Rewrite(p, code, "0"+code)
		}
		d.problems = append(d.problems, p)
	}
}

// Keeper keeps a guide up to date.
type Keeper struct {
	Organiser string   `key:"organisme"`
	Account   string   `key:"compte"`
	Name      string   `key:"nom"`
	Consent   *Consent `key:"consentement"`
}

func (k *Keeper) person() Person { return Person{Name: k.Name, Role: k.Organiser, Consent: k.Consent} }
func (k *Keeper) hide(bool)      { k.Name = "" }

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
	Text   string `key:"texte" required:"true"`
	Themes Points `key:"themes" is:"themes"`
}

// Points are given to themes, by their slugs.
type Points map[string]int

// Event is something to go to, or to follow online, at a given time. Its hours are those
// of [Document.Clock].
type Event struct {
	Start     DateTime            `key:"debut" required:"true"`
	End       DateTime            `key:"fin"`
	ClockOf   reference.Territory `key:"heure_de"`
	Place     string              `key:"lieu" is:"name searched"`
	Online    URL                 `key:"en_ligne"`
	Organiser string              `key:"organisme" is:"name searched"`
	Free      *bool               `key:"gratuit"` // nil: the event does not say
	Cost      string              `key:"cout"`
	URL       URL                 `key:"url"`
}

// last is the last moment that an event tells of.
func (e *Event) last() DateTime { return cmp.Or(e.End, e.Start) }

// meeting checks what one needs to know to come to an event.
func (d *decoder) meeting(doc *Document) {
	e := doc.Event
	if e.Place == "" && e.Online == "" && e.Start != "" {
		d.report(diag.NoPlace, doc.Value("debut"), "l'événement ne dit pas où il a lieu", "ajoutez « lieu: … », ou « en_ligne: https://… », ou les deux")
	}
	if e.Start != "" && e.End != "" {
		switch {
		case e.Start.HasHour() != e.End.HasHour():
			d.report(diag.MixedHours, doc.Value("fin"), "« debut » et « fin » ne disent pas tous deux l'heure", "écrivez l'heure des deux, ou d'aucun")
		case e.End < e.Start:
			d.report(diag.ReversedDates, doc.Value("fin"), "la fin de l'événement vient avant son début", "échangez « debut » et « fin », ou corrigez l'année")
		}
	}
	if e.Free != nil && *e.Free && e.Cost != "" {
		d.report(diag.TwoPrices, doc.Value("cout"), "l'événement se dit gratuit, et donne un prix", "supprimez « gratuit » ou « cout »")
	}
	if zones := zonesOf(doc.Territories); len(zones) > 1 && e.ClockOf.Kind == nil && e.Start.HasHour() {
		d.report(diag.UnclearClock, doc.Value("territoires"), "ces territoires n'ont pas la même heure : on ne sait pas laquelle « debut » donne",
			fmt.Sprintf("ajoutez « heure_de: %s », ou le territoire dont vous donnez l'heure", doc.Territories[0].Key()))
	}
}

// Exchange is what a firm can show another how to do, or asks to be shown.
type Exchange struct {
	Sense   string `key:"sens" required:"true" enum:"offre|besoin"`
	Town    string `key:"commune" is:"town searched"`
	End     Date   `key:"fin"`
	Contact string `key:"contact" required:"true" is:"respondent"`
}

// Offers and Asks are the senses of an exchange: each answers the other.
const (
	Offers = "offre"
	Asks   = "besoin"
)

// exchangeMonths is how long an exchange that does not say until when is taken to hold,
// after somebody last read it again.
const exchangeMonths = 6

// exchange checks that an exchange ends.
func (d *decoder) exchange(doc *Document) {
	if doc.Exchange.Sense != "" && doc.Exchange.End == "" && doc.LastReview() == "" {
		d.report(diag.OpenEnded, doc.Value("sens"), "l'échange ne dit pas jusqu'à quand il vaut", fmt.Sprintf("ajoutez « fin: AAAA-MM-JJ », ou « date », le jour où il est publié : il vaudra alors %d mois", exchangeMonths))
	}
}

// Begins is when what a document is about takes place, "" of what does not at a given time.
func (d *Document) Begins() DateTime {
	if d.Event == nil {
		return ""
	}
	return d.Event.Start
}

// LastDay is the last day of what a document announces: an aid, an event, an exchange. It
// is over after that day. It is "" of what announces nothing, or tells no end.
func (d *Document) LastDay() Date {
	switch {
	case d.Aid != nil:
		return d.Aid.End
	case d.Event != nil:
		return d.Event.last().Day()
	case d.Exchange != nil && d.Exchange.End != "":
		return d.Exchange.End
	case d.Exchange != nil && d.LastReview() != "":
		return d.LastReview().AddMonths(exchangeMonths)
	}
	return ""
}

// Until is the moment from which what a document announces is over; the zero time of what
// has no last day. An event that tells no end lasts until its day does.
func (d *Document) Until() time.Time {
	if d.Event != nil && d.Event.End.HasHour() {
		return d.Event.End.In(d.Clock())
	}
	if last := d.LastDay(); last != "" {
		return DateTime(last.AddDays(1)).In(d.Clock())
	}
	return time.Time{}
}

// Clock is the time zone of the hours of a document: that of the territory that it says,
// or else that of its territories where they share one, or else that of Paris.
func (d *Document) Clock() *time.Location {
	if d.Event != nil && d.Event.ClockOf.Kind != nil {
		return d.Event.ClockOf.Clock()
	}
	if zones := zonesOf(d.Territories); len(zones) == 1 {
		return zones[0]
	}
	return reference.Territory{}.Clock()
}

// zonesOf lists the time zones of territories.
func zonesOf(territories []reference.Territory) []*time.Location {
	var zones []*time.Location
	for _, t := range territories {
		if zone := t.Clock(); !slices.Contains(zones, zone) {
			zones = append(zones, zone)
		}
	}
	return zones
}
