package search

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The generated corpus is French in what costs bytes and time: half of the
// words are stop words, the others follow Zipf's law over words that look
// French (the first ones are), inflected, elided and accented; a document keeps
// to a subject, so that its words repeat. The seed is fixed.

// realWords are the most frequent content words, from small business.
var realWords = strings.Fields(`client entreprise site vente numérique commande paiement outil service produit équipe donnée
réseau boutique fichier facture projet marché activité réservation logiciel artisan commerce hôtel restaurant atelier
chantier livraison devis stock caisse photo avis message adresse formation conseil aide subvention région département
commune salarié dirigeant gérant apprenti secteur territoire métier matériel machine fournisseur partenaire agence banque
compte prix tarif budget coût temps journée semaine mois saison été cuisine chambre table boulangerie boucherie coiffure
menuiserie plomberie maçonnerie peinture électricité garage transport camion véhicule agriculture ferme vigne fromage
marché local national professionnel social commercial administratif juridique fiscal simple rapide nouveau premier grand
petit gratuit sécurité sauvegarde courriel téléphone internet référencement publicité affiche carte catalogue annuaire
plateforme application abonnement contrat signature document archive comptable comptabilité déclaration impôt règlement
visibilité fidélité clientèle public visiteur touriste gîte camping musée randonnée cheval œuvre cœur maïs forêt
environnement énergie déchet emballage recyclage consommation électrique chauffage isolation rénovation bâtiment maison
appartement bureau magasin entrepôt vitrine enseigne façade parking quartier village ville centre place rue quai port`)

var stopMix = strings.Fields(`de la le les des un une et à dans pour par sur avec du en que qui ne se ce son sa ses plus au aux
nous vous leur cette ces est sont a ont être mais ou comme il elle on`)

type corpus struct {
	random *rand.Rand
	words  []string
	cumul  []float64
}

// newCorpus makes a vocabulary that grows with the number of documents, as
// vocabularies do.
func newCorpus(documents int) *corpus {
	c := &corpus{random: rand.New(rand.NewPCG(2026, 11))}
	size := int(900 * math.Sqrt(float64(documents)*0.25))
	seen := map[string]bool{}
	for _, w := range realWords {
		c.addWord(w, seen)
	}
	for len(c.words) < size {
		c.addWord(c.invent(), seen)
	}
	total := 0.0
	for i := range c.words {
		total += 1 / math.Pow(float64(i)+12, 1.05)
		c.cumul = append(c.cumul, total)
	}
	return c
}

func (c *corpus) addWord(w string, seen map[string]bool) {
	if !seen[w] {
		seen[w] = true
		c.words = append(c.words, w)
	}
}

var (
	onsets   = strings.Fields("b c d f g l m n p r s t v ch br cr dr gr pl tr bl gl qu pr j fl cl st v m p c r t d l s")
	vowels   = strings.Fields("a e i o u é è ou ai an in on en eu oi au a e i o é u a i o")
	suffixes = strings.Fields("tion ment eur age ique able el if ance ure erie iste oir et ade er al ien isme ier té on ine . . .")
)

func (c *corpus) invent() string {
	var b strings.Builder
	if c.random.IntN(4) == 0 {
		b.WriteString(pick(c.random, vowels))
	}
	for range 1 + c.random.IntN(3) {
		b.WriteString(pick(c.random, onsets) + pick(c.random, vowels))
	}
	return b.String() + strings.TrimPrefix(pick(c.random, suffixes), ".")
}

func pick[T any](random *rand.Rand, list []T) T { return list[random.IntN(len(list))] }

// word draws from the whole vocabulary by Zipf's law.
func (c *corpus) word() string {
	at := c.random.Float64() * c.cumul[len(c.cumul)-1]
	low, high := 0, len(c.cumul)-1
	for low < high {
		if mid := (low + high) / 2; c.cumul[mid] < at {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return c.words[low]
}

// subject is the words that a document comes back to.
func (c *corpus) subject() []string {
	var list []string
	for range 24 {
		list = append(list, c.word())
	}
	return list
}

// content draws a content word, half of the time from the subject, inflected.
func (c *corpus) content(subject []string) string {
	w := c.word()
	if c.random.IntN(2) == 0 {
		w = subject[int(math.Abs(c.random.NormFloat64())*8)%len(subject)]
	}
	if c.random.IntN(4) == 0 && !strings.HasSuffix(w, "s") {
		w += "s"
	}
	return w
}

// text writes about n words; sentences start with a capital and end in a point.
func (c *corpus) text(subject []string, n int) string {
	var b strings.Builder
	for n > 0 {
		length := 8 + c.random.IntN(14)
		n -= length
		b.WriteString(c.sentence(subject, length))
		b.WriteString([]string{". ", ". ", ". ", ".\n\n"}[c.random.IntN(4)])
	}
	return strings.TrimSpace(b.String())
}

func (c *corpus) sentence(subject []string, length int) string {
	var b strings.Builder
	for i := 0; i < length; i++ {
		if i > 0 {
			b.WriteString([]string{" ", " ", " ", " ", " ", " ", " ", ", "}[c.random.IntN(8)])
		}
		w := c.content(subject)
		switch first, _ := utf8.DecodeRuneInString(w); {
		case i%2 == 0 && strings.ContainsRune("aeiouéèœ", first):
			b.WriteString([]string{"l’", "d’", "l'"}[c.random.IntN(3)] + w)
		case i%2 == 0:
			b.WriteString(pick(c.random, stopMix))
		default:
			b.WriteString(w)
		}
	}
	return capital(b.String())
}

func capital(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:size]) + s[size:]
}

var corpusTypes = strings.Fields("temoignages fiches formations aides activateurs contacts")

// records generates the first n documents.
func (c *corpus) records(n int) []Record {
	list := make([]Record, n)
	for i := range list {
		list[i] = c.record(i)
	}
	return list
}

func (c *corpus) record(i int) Record {
	subject := c.subject()
	kind := pick(c.random, corpusTypes)
	var title []string
	for range 3 + c.random.IntN(3) {
		title = append(title, pick(c.random, stopMix), c.content(subject))
	}
	words := int(math.Exp(6.25 + 0.45*c.random.NormFloat64())) // median 518, mean about 575
	r := Record{
		URL: fmt.Sprintf("/%s/document-%d/", kind, i), Type: kind,
		Title:       capital(strings.Join(title, " ")),
		Summary:     c.text(subject, 25),
		Keywords:    strings.Join(subject[:c.random.IntN(5)], " "),
		Body:        c.text(subject, words),
		Sectors:     c.some("secteur", 20, 2, 4),
		Sizes:       c.some("taille", 5, 2, 2),
		Themes:      c.some("theme", 12, 3, 5),
		Territories: c.places(),
		Place:       "Rennes (35)",
		Closed:      kind == "aides" && c.random.IntN(5) == 0,
		Public:      map[bool]string{true: "accompagnateur"}[i%20 == 7],
		Stub:        i%50 == 3,
	}
	r.Standing = c.standing(r.Sectors)
	return r
}

// standing gives each sector twelve words of its own, as titles, keywords and
// activities do.
func (c *corpus) standing(sectors []string) string {
	var words []string
	for _, s := range sectors {
		n, _ := strconv.Atoi(strings.TrimPrefix(s, "secteur-"))
		words = append(words, c.words[40+12*n:52+12*n]...)
	}
	return strings.Join(words, " ")
}

// some lists up to most values of so many, and nothing one time in none.
func (c *corpus) some(name string, values, most, none int) []string {
	if c.random.IntN(none) == 0 {
		return nil
	}
	seen := map[string]bool{}
	var list []string
	for range 1 + c.random.IntN(most) {
		v := fmt.Sprintf("%s-%d", name, int(math.Abs(c.random.NormFloat64())*float64(values)/3)%values)
		if !seen[v] {
			seen[v] = true
			list = append(list, v)
		}
	}
	return list
}

func (c *corpus) places() []string {
	switch c.random.IntN(4) {
	case 0:
		return nil
	case 1:
		return []string{fmt.Sprintf("reg-%d", c.random.IntN(13))}
	}
	return []string{fmt.Sprintf("dep-%d", c.random.IntN(95))}
}

// corpusVocabulary names every value that records list.
func corpusVocabulary() Vocabulary {
	var v Vocabulary
	for _, kind := range corpusTypes {
		v.Types = append(v.Types, Value{Slug: kind, Label: strings.ToUpper(kind[:1]) + kind[1:]})
	}
	several := func(name, label string, n int) (list []Value) {
		for i := range n {
			list = append(list, Value{Slug: fmt.Sprintf("%s-%d", name, i), Label: fmt.Sprintf("%s %d", label, i)})
		}
		return list
	}
	v.Sectors, v.Sizes, v.Themes = several("secteur", "Secteur", 20), several("taille", "Taille", 5), several("theme", "Besoin", 12)
	v.Publics = []Value{{Slug: forFirms, Label: "Entreprises"}, {Slug: "accompagnateur", Label: "Conseillers"}}
	for i := range 13 {
		v.Territories = append(v.Territories, Value{Slug: fmt.Sprintf("region-%d", i), Code: fmt.Sprintf("reg-%d", i), Label: fmt.Sprintf("Région %d", i)})
	}
	for i := range 95 {
		v.Territories = append(v.Territories, Value{Slug: fmt.Sprintf("departement-%d", i), Code: fmt.Sprintf("dep-%d", i),
			Label: fmt.Sprintf("Département %d", i), Parent: fmt.Sprintf("reg-%d", i%13)})
	}
	return v
}

var corpusSynonyms = Synonyms{
	Group("hôtel", "gîte", "camping", "bivouac"), Group("courriel", "mail", "e-mail"), Group("gîte", "meublé", "chambre hôtel"),
	{[]string{"resto"}, []string{"restaurant"}}, {[]string{"compta"}, []string{"comptabilité", "logiciel comptable"}},
	{[]string{"site web"}, []string{"internet"}}, {[]string{"mail"}, []string{"courriel", "adresse message"}},
}
