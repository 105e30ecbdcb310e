package diag

// Rule is a kind of problem: stable, documented, named in every diagnostic.
type Rule struct {
	Name     string   // "territoire-inconnu"
	Severity Severity // of its diagnostics, unless the document is a draft
	Summary  string   // one French sentence for the list of rules
}

// Rules lists every rule, by name. The rooms that find the problems refer to
// the variables below; nothing else makes a rule.
func Rules() []*Rule { return registry }

// RuleNamed returns the rule of that name.
func RuleNamed(name string) (*Rule, bool) {
	for _, r := range registry {
		if r.Name == name {
			return r, true
		}
	}
	return nil, false
}

var registry []*Rule

func rule(severity Severity, name, summary string) *Rule {
	r := &Rule{Name: name, Severity: severity, Summary: summary}
	registry = append(registry, r)
	return r
}

// The file itself.
var (
	BadEncoding    = rule(Error, "encodage", "Le fichier n'est pas en UTF-8.")
	DisguisedText  = rule(Error, "texte-deguise", "Un caractère invisible fait lire le texte dans un autre ordre qu'il n'est écrit.")
	UnreadFile     = rule(Error, "fichier-non-lu", "Ce n'est pas un fichier ordinaire du dossier : un raccourci qui en sort, un tube, un nom illisible.")
	TooLarge       = rule(Error, "trop-grand", "Un fichier, ou l'une de ses parties, dépasse ce que recueil lit.")
	Conflict       = rule(Error, "conflit", "Git a laissé deux versions d'un passage dans le fichier.")
	BadFileName    = rule(Error, "adresse-invalide", "Le nom du fichier ne peut pas servir d'adresse.")
	StrayFile      = rule(Error, "fichier-hors-place", "Le fichier n'est pas dans un dossier connu.")
	MissingFence   = rule(Error, "en-tete-absent", "Le fichier ne commence pas par un en-tête entre deux lignes « --- ».")
	UnclosedFence  = rule(Error, "en-tete-non-ferme", "L'en-tête n'est pas fermé par une ligne « --- ».")
	IndentedFence  = rule(Error, "en-tete-decale", "La ligne « --- » est décalée par des espaces.")
	MissingSite    = rule(Error, "site-absent", "Le fichier recueil.yaml manque.")
	BadImageFile   = rule(Error, "image-illisible", "L'image ne peut pas être lue.")
	ActiveFile     = rule(Error, "fichier-actif", "Un fichier publié tel quel exécuterait un programme sur l'adresse du site.")
	DuplicatedSlug = rule(Error, "adresse-en-double", "Deux documents ont la même adresse.")
)

// Front matter and other YAML.
var (
	BadYAML         = rule(Error, "en-tete-illisible", "L'en-tête ne peut pas être lu.")
	ColonInValue    = rule(Error, "deux-points", "Une valeur sans guillemets contient « : ».")
	TabInYAML       = rule(Error, "tabulation", "L'en-tête est décalé par une tabulation.")
	NoBreakSpace    = rule(Error, "espace-insecable", "Une espace insécable se cache autour d'une clé.")
	MissingSpace    = rule(Error, "espace-manquante", "Il manque une espace après les deux-points d'une clé.")
	CurlyQuotes     = rule(Error, "guillemets-courbes", "Une valeur est entre guillemets courbes, que l'en-tête ne comprend pas.")
	InnerQuotes     = rule(Error, "guillemets-imbriques", "Des guillemets se ferment avant la fin de la valeur.")
	ReservedSign    = rule(Error, "signe-reserve", "Une valeur sans guillemets commence par un signe réservé.")
	HiddenByHash    = rule(Warning, "diese", "Ce qui suit un « # » dans l'en-tête n'est pas lu.")
	DefinedTwice    = rule(Error, "definition-en-double", "Deux entrées du glossaire expliquent le même mot.")
	DuplicatedKey   = rule(Error, "cle-en-double", "La même clé est écrite deux fois.")
	UnknownKey      = rule(Error, "cle-inconnue", "La clé n'existe pas.")
	MissingKey      = rule(Error, "cle-manquante", "Une clé obligatoire manque.")
	WrongType       = rule(Error, "valeur-inattendue", "La valeur n'est pas de la forme attendue.")
	BadDate         = rule(Error, "date-invalide", "La date n'existe pas ou n'est pas écrite AAAA-MM-JJ.")
	BadURL          = rule(Error, "lien-invalide", "L'adresse n'est pas une adresse web.")
	PaleColour      = rule(Warning, "couleur-peu-lisible", "La couleur est trop pâle pour qu'un texte blanc s'y lise.")
	BadColour       = rule(Error, "couleur-invalide", "La couleur n'est pas écrite #rrvvbb.")
	BadSIRET        = rule(Error, "siret-invalide", "Le numéro SIRET est faux.")
	TooLong         = rule(Error, "texte-trop-long", "Le texte dépasse la longueur permise.")
	UnknownSector   = rule(Error, "secteur-inconnu", "Le secteur n'a pas de fichier dans secteurs/.")
	UnknownTheme    = rule(Error, "theme-inconnu", "Le thème n'a pas de fichier dans themes/.")
	UnknownPlace    = rule(Error, "territoire-inconnu", "Le territoire n'existe pas.")
	UnknownSize     = rule(Error, "taille-inconnue", "La taille n'existe pas.")
	UnknownNAF      = rule(Error, "naf-inconnu", "Le code NAF n'existe pas.")
	UnknownDocument = rule(Error, "document-inconnu", "Le document cité n'existe pas.")
	UnknownRule     = rule(Error, "regle-inconnue", "La règle à ignorer n'existe pas.")
	BadAddress      = rule(Error, "alias-invalide", "L'ancienne adresse n'est pas une adresse du site.")
	MisplacedKey    = rule(Error, "cle-hors-place", "La clé n'a de sens que dans territoires/.")
	MissingConsent  = rule(Error, "consentement-manquant", "Une personne est nommée sans consentement enregistré.")
	ReversedDates   = rule(Error, "dates-inversees", "La fin vient avant le début.")
	MixedHours      = rule(Error, "heures-incompletes", "Un événement dit l'heure de son début ou de sa fin, mais pas des deux.")
	UnclearClock    = rule(Error, "heure-ambigue", "Un événement nomme des territoires qui n'ont pas la même heure.")
	NoPlace         = rule(Error, "evenement-sans-lieu", "Un événement ne dit ni son lieu, ni l'adresse où le suivre en ligne.")
	TwoPrices       = rule(Error, "prix-contradictoire", "Un événement se dit gratuit, et donne un prix.")
	OpenEnded       = rule(Error, "echange-sans-fin", "Un échange ne dit pas jusqu'à quand il vaut.")
)

// The Markdown text.
var (
	ForbiddenHTML   = rule(Error, "html-interdit", "Le texte contient une balise HTML que le site n'accepte pas.")
	BrokenLink      = rule(Error, "lien-casse", "Le lien mène à une page qui n'existe pas.")
	BrokenAnchor    = rule(Error, "ancre-inconnue", "Le lien mène à un titre qui n'existe pas dans la page.")
	BadLink         = rule(Error, "lien-refuse", "Le lien est d'une sorte que le site n'accepte pas.")
	MissingImage    = rule(Error, "image-absente", "L'image n'existe pas dans content/images.")
	MissingAlt      = rule(Error, "image-sans-alt", "L'image n'a pas de texte de remplacement.")
	UnknownCallout  = rule(Error, "encadre-inconnu", "L'encadré n'est pas d'une sorte connue.")
	BadHeading      = rule(Warning, "niveau-de-titre", "Un titre du texte saute un niveau ou emploie le niveau 1.")
	UnclosedCode    = rule(Error, "bloc-non-ferme", "Un bloc de code n'est pas fermé.")
	BadChart        = rule(Error, "graphique-illisible", "Un graphique ne peut pas être dessiné.")
	MissingFootnote = rule(Error, "note-inconnue", "Une note est appelée mais n'est pas écrite.")
	UnclosedComment = rule(Error, "commentaire-non-ferme", "Un commentaire n'est pas fermé : il cache la suite du texte.")
	UnclosedTag     = rule(Error, "balise-non-fermee", "Une balise acceptée n'est pas fermée dans le passage où elle est ouverte.")
	UnknownLanguage = rule(Error, "langue-inconnue", "La langue d'un passage n'est pas un code de langue.")
	MarkLeft        = rule(Warning, "signe-restant", "Un signe de Markdown, ou d'un autre outil, reste dans le texte publié.")
	TextLost        = rule(Warning, "texte-perdu", "Une partie du texte n'est dans aucune page.")
	TextMisread     = rule(Warning, "texte-mal-lu", "Un signe donne au texte une autre forme que celle que l'on voit en l'écrivant.")
)

// Style and care: what a reader would trip over. Spelling, sentences, acronyms,
// jargon and near-duplicates are looked for by check alone, and dead links on request.
var (
	UnexplainedAcronym = rule(Warning, "sigle-inexplique", "Un sigle n'est expliqué ni dans le texte ni dans le glossaire.")
	UnexplainedJargon  = rule(Warning, "jargon", "Un mot de spécialiste n'est expliqué ni dans le texte ni dans le glossaire.")
	LongSentence       = rule(Warning, "phrase-longue", "Une phrase a plus de quarante mots.")
	MissingStory       = rule(Warning, "temoignage-incomplet", "Un témoignage ne dit pas les difficultés, ou ce qu'on referait autrement, ou a un titre sans texte.")
	EchoedTitle        = rule(Warning, "resume-repete", "Le résumé répète le titre.")
	NoTerritory        = rule(Warning, "echange-sans-territoire", "Un échange ne dit pas dans quel territoire il se fait.")
	HeavyImage         = rule(Warning, "image-lourde", "Une image pèse plus de 2 Mo.")
	MissingCredit      = rule(Warning, "image-sans-credit", "Une image n'a pas de crédit.")
	FutureDate         = rule(Warning, "date-future", "La date d'un fait déjà passé est dans le futur.")
	NearDuplicate      = rule(Warning, "document-semblable", "Deux documents disent presque la même chose.")
	Misspelt           = rule(Warning, "orthographe", "Un mot n'est ni dans le dictionnaire ni dans orthographe.txt.")
	DeadLink           = rule(Warning, "lien-mort", "Un lien vers un autre site ne répond plus.")
)

// True of an edition.
var (
	OverlayClash   = rule(Error, "remplacement-double", "Deux territoires remplacent le même document dans une édition.")
	BadLoan        = rule(Error, "emprunt-impossible", "Une édition ne peut pas emprunter ce document.")
	OverlayPlace   = rule(Error, "territoire-contraire", "Le document d'un territoire en nomme un autre.")
	NothingToDrop  = rule(Error, "retrait-sans-objet", "Le document à retirer ou à remplacer n'existe pas.")
	NoRespondent   = rule(Warning, "contact-absent", "Un témoignage ou un échange promet une réponse, et l'édition n'a pas le contact qu'il nomme.")
	LinkLeaves     = rule(Warning, "lien-hors-edition", "Le lien mène à un document que l'édition n'a pas : il devient du texte.")
	NewerBase      = rule(Warning, "remplacement-depasse", "Le document remplacé a changé depuis.")
	ReviewPast     = rule(Warning, "relecture-passee", "La date de relecture est passée.")
	EmptyHeading   = rule(Warning, "rubrique-vide", "Une rubrique du guide est vide.")
	StaleAid       = rule(Warning, "aide-a-reverifier", "L'aide n'a pas été vérifiée depuis douze mois.")
	ConsentExpired = rule(Warning, "consentement-expire", "Le consentement a expiré : le nom n'est plus publié.")
	BrokenPromise  = rule(Error, "adresse-perdue", "Une adresse publiée ne mène plus à rien, et aucun document ne l'a en alias.")
	NameRepeated   = rule(Warning, "nom-repete", "Le nom d'une personne se lit ailleurs que dans sa clé, la seule d'où il peut être retiré.")
	NameRemains    = rule(Error, "nom-restant", "Le nom d'une personne qui ne consent plus se lit encore dans le document.")
	FirmNamed      = rule(Warning, "nom-entreprise", "L'entreprise porte le nom d'une personne qui ne consent plus à être nommée.")
)

// Before a site is opened to readers: check alone looks.
var (
	ExampleAddress = rule(Warning, "adresse-d-exemple", "L'adresse du site est une adresse d'exemple.")
	NoContact      = rule(Warning, "edition-sans-contact", "Une édition ne dit pas à qui écrire.")
	UnfilledPage   = rule(Warning, "page-a-completer", "Une page attend ce que l'éditeur doit dire de lui.")
)

// Templates and assets.
var (
	BadTemplate = rule(Error, "gabarit", "Un gabarit de page est faux.")
	BadAsset    = rule(Error, "ressource", "Un style ou un script est faux.")
)
