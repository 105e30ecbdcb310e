package export

import "recueil/internal/content"

// Document is a document of the dataset. Sectors, themes, territories and sizes
// are those that its author wrote: an empty list concerns every one.
type Document struct {
	ID          string           `json:"id" doc:"Identité stable : le type et le nom court à la première publication. Elle ne change pas quand le document change d'adresse."`
	Type        content.Type     `json:"type" enum:"temoignages|fiches|formations|aides|activateurs|contacts|diagnostics|evenements|echanges|secteurs|themes|pages" doc:"Type du document."`
	Slug        string           `json:"slug" doc:"Nom court, dernier élément de l'adresse."`
	Address     string           `json:"adresse" doc:"Adresse depuis l'accueil : /fiches/x/. Une édition fabriquée avec l'édition nationale n'a pas la page de ce qui vaut partout : « url » dit toujours où elle est."`
	URL         content.URL      `json:"url" doc:"Adresse complète."`
	Title       string           `json:"titre" doc:"Titre."`
	Summary     string           `json:"resume" doc:"Résumé, 300 caractères au plus."`
	Teaser      string           `json:"accroche,omitempty" doc:"Phrase des cartes, 110 caractères au plus."`
	Date        content.Date     `json:"date,omitempty" doc:"Première publication."`
	Updated     content.Date     `json:"maj,omitempty" doc:"Dernière relecture."`
	ReviewBy    content.Date     `json:"revoir_le,omitempty" doc:"Jour avant lequel le document doit être relu."`
	Sectors     []string         `json:"secteurs" doc:"Secteurs concernés ; liste vide : tous."`
	Themes      []string         `json:"themes" doc:"Thèmes concernés ; liste vide : tous."`
	Territories []string         `json:"territoires" doc:"Identifiants des territoires concernés ; liste vide : tous."`
	Sizes       []Size           `json:"tailles" doc:"Classes d'effectif concernées ; liste vide : toutes."`
	Author      string           `json:"auteur,omitempty" doc:"Qui a écrit le document : une fédération, une chambre, une collectivité."`
	Origin      *Origin          `json:"source,omitempty" doc:"D'où viennent les faits."`
	Licence     string           `json:"licence" doc:"Licence du document : identifiant SPDX."`
	Audience    content.Audience `json:"public" enum:"entreprise|accompagnateur|branche|redacteur" doc:"À qui le document s'adresse."`
	Stub        bool             `json:"amorce,omitempty" doc:"Vrai d'un document encore trop court."`
	Over        bool             `json:"termine,omitempty" doc:"Vrai de ce qui n'est plus d'actualité à la date de l'édition : aide close, événement passé, échange terminé."`
	Keywords    []string         `json:"mots_cles,omitempty" doc:"Mots pour le trouver, que le texte n'emploie pas."`
	Aliases     []string         `json:"alias,omitempty" doc:"Anciennes adresses, de la plus ancienne à la plus récente."`
	Testimonial *Testimonial     `json:"temoignage,omitempty" doc:"Ce qui est propre à un témoignage."`
	Sheet       *Sheet           `json:"fiche,omitempty" doc:"Ce qui est propre à une fiche pratique."`
	Course      *Course          `json:"formation,omitempty" doc:"Ce qui est propre à une formation ou à un tuto."`
	Aid         *Aid             `json:"aide,omitempty" doc:"Ce qui est propre à une aide financière."`
	Adviser     *Adviser         `json:"activateur,omitempty" doc:"Ce qui est propre à un activateur."`
	Contact     *Contact         `json:"contact,omitempty" doc:"Ce qui est propre à un contact."`
	Sector      *Sector          `json:"secteur,omitempty" doc:"Ce qui est propre au guide d'un secteur."`
	Quiz        *Quiz            `json:"diagnostic,omitempty" doc:"Ce qui est propre à un autodiagnostic."`
	Event       *Event           `json:"evenement,omitempty" doc:"Ce qui est propre à un événement."`
	Exchange    *Exchange        `json:"echange,omitempty" doc:"Ce qui est propre à un échange de savoir-faire."`
	Text        string           `json:"texte" csv:"-" doc:"Texte, sans mise en forme : une ligne par paragraphe, titre ou ligne de tableau."`
}

// Size is the slug of a class of staff size. The table has its label.
type Size string

// Origin says where the facts come from.
type Origin struct {
	Title   string              `json:"titre" doc:"Titre de la source."`
	URL     content.URL         `json:"url,omitempty" doc:"Adresse de la source."`
	Date    content.PartialDate `json:"date,omitempty" doc:"Date de la source : année, mois ou jour."`
	Licence string              `json:"licence,omitempty" doc:"Licence de la source."`
}

// Testimonial is a firm's own story.
type Testimonial struct {
	Firm    *Firm        `json:"entreprise,omitempty" doc:"L'entreprise."`
	Witness *Witness     `json:"temoin,omitempty" doc:"La personne qui témoigne."`
	Outcome string       `json:"bilan,omitempty" enum:"reussite|mitige|echec" doc:"Comment l'expérience a tourné."`
	Results []Result     `json:"resultats,omitempty" doc:"Chiffres obtenus."`
	Tools   []string     `json:"outils,omitempty" doc:"Outils employés."`
	Cost    string       `json:"cout,omitempty" doc:"Coût, en toutes lettres."`
	Time    string       `json:"duree,omitempty" doc:"Durée, en toutes lettres."`
	Year    content.Year `json:"annee,omitempty" doc:"Année des faits, si celle de la source est autre."`
	Answers string       `json:"contact,omitempty" doc:"Le contact de l'édition qui répond aux questions sur ce récit : contacts/x."`
}

// Firm is the firm of a testimonial.
type Firm struct {
	Name  string        `json:"nom,omitempty" doc:"Nom."`
	Town  string        `json:"commune,omitempty" doc:"Commune."`
	Staff string        `json:"effectif,omitempty" doc:"Effectif, en toutes lettres."`
	NAF   string        `json:"naf,omitempty" doc:"Code NAF rév. 2."`
	SIRET content.SIRET `json:"siret,omitempty" doc:"Numéro SIRET, sans espaces."`
	Site  content.URL   `json:"site,omitempty" doc:"Site web."`
}

// Witness is the person who speaks. The name is there only while the person
// agrees to it.
type Witness struct {
	Name string `json:"nom,omitempty" doc:"Nom, tant que la personne y consent."`
	Role string `json:"fonction,omitempty" doc:"Fonction."`
}

// Result is a figure and what it measures.
type Result struct {
	Value string `json:"valeur" doc:"Le chiffre et son unité."`
	Label string `json:"libelle" doc:"Ce qu'il mesure."`
}

// Sheet is a practice sheet.
type Sheet struct {
	Level   string   `json:"niveau,omitempty" enum:"debutant|intermediaire|avance" doc:"Niveau demandé."`
	Time    string   `json:"duree,omitempty" doc:"Durée, en toutes lettres."`
	Cost    string   `json:"cout,omitempty" doc:"Coût, en toutes lettres."`
	Video   *Video   `json:"video,omitempty" doc:"Vidéo, sur un autre site."`
	Moment  string   `json:"moment,omitempty" enum:"immatriculation|facturation-electronique" doc:"Moment clé que la fiche accompagne."`
	SeeAlso []string `json:"voir_aussi,omitempty" doc:"Autres documents à lire : type et nom court."`
}

// Video is a film on another site.
type Video struct {
	URL        content.URL `json:"url" doc:"Adresse de la vidéo."`
	Title      string      `json:"titre" doc:"Titre de la vidéo."`
	Transcript string      `json:"transcription,omitempty" csv:"-" doc:"Ce que dit la vidéo."`
}

// Course is a course or a tutorial.
type Course struct {
	Organiser string      `json:"organisme,omitempty" doc:"Qui l'organise."`
	URL       content.URL `json:"url,omitempty" doc:"Page officielle."`
	Format    string      `json:"format,omitempty" enum:"en-ligne|presentiel|video" doc:"Sous quelle forme."`
	Time      string      `json:"duree,omitempty" doc:"Durée, en toutes lettres."`
	Free      *bool       `json:"gratuit,omitempty" doc:"Si elle est gratuite ; absent quand ce n'est pas dit."`
}

// Aid is a financial aid, and its state at the date of the edition.
type Aid struct {
	Organiser  string       `json:"organisme,omitempty" doc:"Qui l'accorde."`
	Nature     string       `json:"nature,omitempty" enum:"subvention|pret|garantie|diagnostic|accompagnement" doc:"Nature de l'aide."`
	Amount     string       `json:"montant,omitempty" doc:"Montant, en toutes lettres."`
	Start      content.Date `json:"debut,omitempty" doc:"Premier jour."`
	End        content.Date `json:"fin,omitempty" doc:"Dernier jour."`
	Status     string       `json:"etat" enum:"a-venir|ouverte|ferme-bientot|close|a-verifier" doc:"État à la date de l'édition. Ferme bientôt : dans les 60 jours."`
	Verified   content.Date `json:"verifie_le,omitempty" doc:"Dernière vérification."`
	Conditions string       `json:"conditions,omitempty" doc:"Qui peut l'avoir."`
	URL        content.URL  `json:"url,omitempty" doc:"Page officielle."`
}

// Adviser is a digital adviser ("activateur").
type Adviser struct {
	Category string           `json:"categorie,omitempty" enum:"public|prive" doc:"Public ou privé."`
	Town     string           `json:"commune,omitempty" doc:"Commune."`
	Postcode content.Postcode `json:"code_postal,omitempty" doc:"Code postal."`
	URL      content.URL      `json:"url,omitempty" doc:"Site web."`
	Services []string         `json:"services,omitempty" doc:"Ce qu'il propose."`
}

// Contact is a person or a body to talk to. What identifies a person is there
// only while the person agrees to it.
type Contact struct {
	Name      string        `json:"nom,omitempty" doc:"Nom de la personne, tant qu'elle y consent."`
	Organiser string        `json:"organisme,omitempty" doc:"Organisme."`
	Role      string        `json:"role,omitempty" doc:"Rôle."`
	Email     content.Email `json:"courriel,omitempty" doc:"Courriel."`
	Phone     string        `json:"telephone,omitempty" doc:"Téléphone."`
	URL       content.URL   `json:"url,omitempty" doc:"Site web."`
}

// Event is something to go to, or to follow online. Its hours are those of its time zone.
type Event struct {
	Start     content.DateTime `json:"debut" doc:"Jour, ou jour et heure dans le fuseau."`
	End       content.DateTime `json:"fin,omitempty" doc:"De même."`
	Zone      string           `json:"fuseau" doc:"Fuseau horaire, par son nom dans la base tz."`
	Place     string           `json:"lieu,omitempty" doc:"Où aller."`
	Online    content.URL      `json:"en_ligne,omitempty" doc:"Où suivre l'événement."`
	Organiser string           `json:"organisme,omitempty" doc:"Qui l'organise."`
	Free      *bool            `json:"gratuit,omitempty" doc:"S'il est gratuit ; absent quand ce n'est pas dit."`
	Cost      string           `json:"cout,omitempty" doc:"Prix, en toutes lettres."`
	URL       content.URL      `json:"url,omitempty" doc:"Où s'inscrire."`
}

// Exchange is what a firm can show another how to do, or asks to be shown.
type Exchange struct {
	Sense  string       `json:"sens" enum:"offre|besoin" doc:"Savoir-faire à partager, ou recherché."`
	Town   string       `json:"commune,omitempty" doc:"Commune de l'entreprise."`
	End    content.Date `json:"fin" doc:"Dernier jour."`
	Relays string       `json:"contact,omitempty" doc:"Le contact de l'édition qui met en relation : contacts/x."`
}

// Sector is a trade's guide.
type Sector struct {
	NAF      []NAF    `json:"naf,omitempty" doc:"Codes de la nomenclature d'activités française."`
	Keepers  []Keeper `json:"animateurs,omitempty" doc:"Qui tient le guide à jour."`
	Featured []string `json:"a_la_une,omitempty" doc:"Documents mis en avant : type et nom court."`
}

// NAF is a code of the classification of trades.
type NAF struct {
	Code    string `json:"code" doc:"Le code, à tout niveau."`
	Version string `json:"version" enum:"rev2|2025" doc:"Version de la nomenclature."`
}

// Keeper keeps a guide up to date.
type Keeper struct {
	Organiser string `json:"organisme,omitempty" doc:"Organisme."`
	Account   string `json:"compte,omitempty" doc:"Compte sur la forge."`
	Name      string `json:"nom,omitempty" doc:"Nom de la personne, tant qu'elle y consent."`
}

// Quiz is a questionnaire.
type Quiz struct {
	Questions []Question `json:"questions" csv:"-" doc:"Les questions, dans l'ordre."`
}

// Question is a question and its possible answers.
type Question struct {
	Text    string   `json:"texte" doc:"La question."`
	Choices []Choice `json:"choix" doc:"Les réponses possibles."`
}

// Choice is an answer, and the points it gives to themes.
type Choice struct {
	Text   string         `json:"texte" doc:"La réponse."`
	Themes map[string]int `json:"themes,omitempty" doc:"Points que la réponse donne aux thèmes."`
}
