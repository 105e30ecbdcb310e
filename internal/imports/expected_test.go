package imports

// expected is what a row of a fixture becomes. These tables are written by hand, from the
// row and from what README promises of it: no run of the program writes them.
type expected struct {
	line  int
	path  string // of its document, or the address of its row; "" when the row is left
	says  string // part of what is said of the row; "": nothing is
	facts string // lines of its document, or cells of its row
}

// Of advisers the facts are title, category, town, postcode, territories and services.
var expectedAdvisers = []expected{
	{2, "atelier-exemple", "", "ATELIER EXEMPLE;prive;Nice;06000;alpes-maritimes;Agence de communication, marketing"},
	{3, "chambre-exemple", "", "CHAMBRE EXEMPLE;public;Rennes;35000;ille-et-vilaine;Organisme public"},
	{4, "cabinet-exemple-associes", "", "Cabinet Exemple & associés;prive;Bourg-en-Bresse;01000;ain;Cabinet d’avocat, expertise-comptable"},
	{5, "activateur-independant-afn-004", "son nom n'est pas écrit", "Activateur indépendant (Nantes);prive;Nantes;44000;loire-atlantique;Indépendant"},
	{6, "formation-exemple", "", `Formation "Exemple";prive;Éloise;01200;ain|haute-savoie;Organisme de formation`},
	{7, "numerique-exemple", "", "NUMÉRIQUE EXEMPLE;prive;Paray-Vieille-Poste;94390;essonne;Entreprise de services numériques"},
	{8, "ile-exemple", "", "Île exemple;prive;Saint-Barthélemy;97133;saint-barthelemy;Organisme de formation"},
	{9, "insulaire-exemple", "", "Insulaire exemple;prive;Ajaccio;20090;corse-du-sud;Entreprise de services numériques"},
	{10, "bastia-exemple", "", "Bastia exemple;prive;Bastia;20200;haute-corse;Entreprise de services numériques"},
	{11, "sans-code", "", "Sans code;public;Marseille;;provence-alpes-cote-d-azur;Organisme public"},
	{12, "", "elle n'a ni code postal ni région", ""},
	{13, "", "ni le code postal « 99999 » ni la région « Nulle part »", ""},
	{14, "", "« Identifiant de la structure » est vide", ""},
	{15, "", "« Nom de la structure » est vide", ""},
	{16, "", "la ligne 2 a déjà l'identifiant « afn-001 »", ""},
	{17, "atelier-exemple-afn-016", "", "ATELIER EXEMPLE;prive;Cannes;06400;alpes-maritimes;Agence de communication, marketing"},
	{18, "sans-lien", "", "Sans lien;prive;Paris;75011;paris;Entreprise de services numériques"},
	{19, "", "« francenum.gouv.fr/activateurs/lien-casse » n'est pas une adresse web", ""},
	{20, "", "« Mixte » n'est pas une valeur de « categorie »", ""},
	{21, "reunion-exemple", "", "Réunion exemple;prive;Saint-Denis;97400;dep-974;Organisme de formation"},
	{22, "pacifique-exemple", "", "Pacifique exemple;public;Nouméa;98800;nouvelle-caledonie;Organisme public"},
	{23, "activateur-independant-afn-022", "son nom n'est pas écrit", "Activateur indépendant (Nantes);prive;Nantes;44100;loire-atlantique;indépendant"},
	{24, "sans-type", "", "Sans type;prive;Lille;59000;nord;"},
	{25, "deux-lignes", "", "Deux lignes;public;Strasbourg;67000;bas-rhin;Organisme public"},
	{27, "aisne-exemple", "", "Aisne exemple;public;Saint-Quentin;02100;aisne;Organisme public"},
	{28, "", "la ligne 3 a déjà l'identifiant « AFN-002 »", ""},
	{29, "", "la ligne 4 a déjà l'identifiant « afn-003 »", ""},
	{30, "espaces-exemple", "", "Espaces exemple;prive;Rennes;35000;ille-et-vilaine;Entreprise de services numériques"},
	{31, "virgule-exemple", "", "Virgule exemple;prive;Nice;06000;alpes-maritimes;Entreprise de services numériques"},
	{32, "", "« 2A004 » n'est pas un code postal", ""},
	{33, "", "le code postal « 98000 » ne dit pas où", ""},
	{34, "ecole-du-test", "", "École du test;public;Amiens;80000;somme;Organisme de formation"},
	{35, "region-seule", "", "Région seule;public;;;auvergne-rhone-alpes;Organisme public"},
	{36, "", "« Nom de la structure » est vide", ""},
	{37, "zero-garde", "", "Zéro gardé;prive;Bourg-en-Bresse;01000;ain;Entreprise de services numériques"},
	{38, "activateur-independant-afn-036", "son nom n'est pas écrit", "Activateur indépendant (Nantes);prive;Nantes;44000;loire-atlantique;Indépendante"},
	{39, "", "elle a plus de colonnes que la ligne de titres", ""},
	{40, "ligne-courte", "", "Ligne courte;public;Amiens;80000;somme;Organisme public"},
	{41, "lien-simple", "", "Lien simple;prive;Villers-Cotterêts;02600;aisne;Entreprise de services numériques"},
	{42, "archipel-exemple", "", "Archipel exemple;public;Saint-Pierre;97500;saint-pierre-et-miquelon;Organisme public"},
	{43, "lagon-exemple", "", "Lagon exemple;public;Mamoudzou;97600;dep-976;Organisme public"},
	{44, "frontiere-exemple", "", "Frontière exemple;prive;Saint-Martin;97150;saint-martin;Entreprise de services numériques"},
	{45, "limite-exemple", "", "Limite exemple;prive;Port-Sainte-Foy-et-Ponchapt;33220;dordogne|gironde;Entreprise de services numériques"},
	{47, "apres-une-ligne-vide", "", "Après une ligne vide;prive;Laveyrune;48250;ardeche|lozere;Entreprise de services numériques"},
}

var expectedAids = []expected{
	{2, "cheque-exemple", "", `titre: Chèque exemple
resume: Ce chèque aide les petites entreprises à s'équiper. Il est versé une fois.
organisme: Région Exemple, État
nature: subvention
montant: 50 %, plafond 1 000 €
fin: 2026-12-31
etat: a-verifier
url: https://exemple.fr/cheque
  date: 2026-01-15
Ce chèque aide les **petites entreprises** à s'équiper.
## Pour qui
- Artisans
### Dépenses
Un site, une caisse : voir [la liste](https://exemple.fr/liste?a=1&b=2).
Avoir moins de 10 salariés.`},
	{3, "pret-exemple", "", `territoires: [ile-de-france, ille-et-vilaine]
nature: pret
montant: De 10 000 € à 50 000 €
\+ 30 % pour les jeunes entreprises
- un dossier`},
	{4, "", "n'est pas en ligne dans la source (status 0)", ""},
	{5, "", "le territoire « Pays des Exemples » n'est pas connu", ""},
	{6, "", "« aid_nom » est vide", ""},
	{7, "", "« aid_objet » est vide", ""},
	{8, "", "la ligne 2 a déjà l'identifiant « 42 »", ""},
	{9, "cheque-exemple-48", "", "titre: Chèque exemple\nterritoires: [bretagne]\norganisme: Région Bretagne"},
	{10, "contact-nomme", "le contact n'est pas repris", "territoires: [provence-alpes-cote-d-azur]\nUne aide avec quelqu'un à appeler."},
	{11, "date-en-francais", "", `territoires: [bretagne]
tailles: [sans-salarie, 1-9]
fin: 2026-12-31
## Montant
| Taille                                                        | Taux |
| De 10 à 49 salariés, commerce de détail et artisanat compris  | 30 % |`},
	{12, "", "« date_fin » n'est pas une date : « fin 2026 »", ""},
	{13, "scripts-et-images", "l'effectif « beaucoup » n'est pas repris", "resume: Texte et un courriel, une page.\nTexte et un courriel, une page."},
	{14, "un-objet-tres-long", "", "resume: Cette aide accompagne les petites entreprises qui veulent changer leur façon de travailler. Elle paie une partie des dépenses de conseil et une partie du matériel. Elle demande un dossier complet, avec des devis de moins de trois mois, et une attestation de régularité."},
	{15, "diagnostic-l-exemple", "", "titre: 'Diagnostic : l''exemple'\nterritoires: [la-reunion, martinique]\nnature: diagnostic\n## Démarches\n2. Envoyer le dossier"},
	{16, "etoiles-et-traits", "", "titre: Étoiles * et _traits_\nPrix : 3 * 4 = 12 € # sans remise, *vraiment* \\[sans lien]."},
	{17, "garantie-exemple", "", "territoires: [provence-alpes-cote-d-azur]\nnature: garantie"},
	{18, "aide-insulaire", "", "territoires: [corse, corse-du-sud]"},
	{19, "aide-aux-tpe", "", "tailles: [sans-salarie, 1-9]"},
	{20, "aide-aux-pme", "", "tailles: [10-49, 50-249]"},
	{21, "aide-a-deux-classes", "", "tailles: [1-9, 10-49]"},
	{22, "aide-sans-fin", "", "!fin:"},
	{23, "", "« date_fin » n'est pas une date : « 2026-02-30 »", ""},
	{24, "fin-a-la-seconde", "", "fin: 2026-12-31"},
	{25, "fin-en-toutes-lettres", "", "fin: 2026-12-31"},
	{26, "", "« id_aid » est vide", ""},
	{27, "aide-balises", "", "titre: Aide & balises"},
	{28, "", "la ligne 3 a déjà l'identifiant « 43 »", ""},
	{29, "aide-de-tout-le-pays", "", "!territoires:"},
	{30, "", "le territoire « Pays des Exemples » n'est pas connu", ""},
	{31, "avance-exemple", "", "nature: pret"},
	{32, "montant-en-detail", "", "!montant:\n## Montant\nLe montant dépend des dépenses : la moitié de ce qui est payé pour le matériel, un tiers de ce qui est payé pour le conseil, et rien pour le reste."},
	{33, "aide-a-formulaire", "", "url: https://exemple.fr/formulaire"},
	{34, "lien-sans-protocole", "", "!url:"},
	{35, "jour-de-mise-a-jour", "", "  date: 2026-01-15"},
	{36, "conditions-a-titres", "", "## Conditions\n### Être inscrit\nAu registre."},
	{37, "", "content/aides/une-aide-deja-ecrite-a-la-main.md existe déjà et ne vient pas de cette source", ""},
	{38, "une-aide-dont-le-nom-raconte-tout-ce-qu-elle-fait-pour-qui-pendant-combien-de-temps-avec-quels-partenaires-et-dans-quels", "", "titre: Une aide dont le nom raconte tout ce qu'elle fait, pour qui, pendant combien de temps, avec quels partenaires et dans quels lieux"},
	{39, "aide-du-pacifique", "", "territoires: [wallis-et-futuna]"},
	{40, "financee-ensemble", "", "organisme: Région Exemple, Chambre Exemple"},
	{41, "aide-sans-statut", "", "resume: Un objet.\netat: a-verifier"},
	{42, "", "n'est pas en ligne dans la source (status 2)", ""},
}

const unnamed = "le nom de qui témoigne n'est pas écrit"

var expectedTestimonials = []expected{
	{2, "une-coiffeuse-prend-ses-rendez-vous-en-ligne", "", `resume: Moins d'appels manqués, plus de temps en salon.
date: 2026-11-22
secteurs: [coiffure]
themes: [etre-visible]
territoires: [ain]
tailles: [1-9]
  nom: Salon Exemple
  commune: Bourg-en-Bresse
  naf: 96.02A
  fonction: la gérante
## Le besoin
## La démarche
## Les résultats
\+ 30 % de rendez-vous
## Les difficultés
## Ce qu'on referait autrement
!contact@exemple.fr
!à relire`},
	{3, "une-epicerie-vend-sur-internet", unnamed, `resume: La rue est en travaux. Les clients ne viennent plus.
territoires: [ille-et-vilaine]
tailles: [1-9]
  effectif: 1 à 9 salariés
  fonction: le gérant
- un site
- des livraisons`},
	{5, "un-restaurant-accorde", "", `themes: [etre-visible, vendre-en-ligne]
territoires: [ain, haute-savoie]
  effectif: 3 salariés
  nom: Prénom Nom
    reference: ACC-12
    date: 2026-11-20`},
	{6, "", "la colonne « besoin » nomme la personne", ""},
	{8, "", "elle n'a pas de titre", ""},
	{9, "", "« le 3 » n'est pas un jour", ""},
	{10, "", "le territoire « 99999 » n'est pas connu", ""},
	{11, "", "secteur inconnu « comerce » ; vouliez-vous dire « commerce » ?", ""},
	{12, "une-formule", "formule sans résultat", "territoires: [rhone]\n!  effectif:\nUn site."},
	{13, "", "« 12345678900012 » n'est pas un numéro SIRET", ""},
	{14, "", "la ligne 2 a déjà l'identifiant « 2026-11-22 10:15:00 »", ""},
	{15, "une-epicerie-vend-sur-internet-2026-11-22-11-00-00", "", "titre: Une épicerie vend sur internet\nterritoires: [alpes-maritimes]\ntailles: [10-49]\n  effectif: 10 à 49 salariés"},
	{16, "un-point-virgule-deux-points-guillemets-et-droits", "", `titre: 'Un point-virgule: deux-points, « guillemets » et "droits"'
resume: Un ; et un "mot".
territoires: [haute-corse]
tailles: [10-49]
  nom: 'Firme : l''exemple'
  siret: '73282932000074'
Un besoin # important
\*Étoile* et \_trait_
1. Un`},
	{17, "", "un-titre-deja-ecrit-a-la-main.md existe déjà", ""},
	{18, "", "elle a plus de colonnes que la ligne de titres", ""},
	{19, "une-taille-etrange", "la taille « une petite équipe » n'est pas reprise", "  effectif: une petite équipe\n!tailles:"},
	{20, "", "« resume » a 327 caractères", ""},
	{21, "un-horodateur-de-google", "", "date: 2026-11-22\nterritoires: [ain, jura]\ntailles: [10-49]\n  effectif: 10 à 49 salariés\n  id: '2026-11-22 13:30:00'"},
	{22, "", "la ligne 21 a déjà l'identifiant « 2026-11-22 13:30:00 »", ""},
	{23, "des-espaces-dans-le-code-postal", "", "territoires: [dordogne, gironde]\ntailles: [1-9]\n  effectif: 1 à 9 salariés"},
	{24, "personne-d-autre", "", "territoires: [corse-du-sud]\ntailles: [sans-salarie]\n  effectif: 0 salarié"},
	{25, "", "le territoire « 98000 » n'est pas connu", ""},
	{26, "entre-deux-classes", "la taille « 5 à 20 » n'est pas reprise", "  effectif: 5 à 20\n!tailles:"},
	{27, "un-code-naf-sans-point", "", "  naf: 96.02A"},
	{28, "un-siret-en-groupes", "", "  siret: '73282932000074'"},
	{29, "", "« 7,32829E+13 » n'est pas un numéro SIRET", ""},
	{30, "deux-secteurs", "", "secteurs: [commerce, coiffure]"},
	{31, "", "thème inconnu « cuisiner »", ""},
	{32, "un-accord-qui-n-en-est-pas-un", unnamed, "  fonction: la gérante\n!Prénom Nom\n!consentement:"},
	{33, "", "« 31/02/2026 10:00:00 » n'est pas un jour", ""},
	{34, "", "elle n'a pas de date", ""},
	{35, "un-texte-en-html", "", "Un **besoin** & un *rêve*."},
	{36, "deux-paragraphes", "", "Première ligne.\nSeconde ligne."},
	{39, "", "la colonne « resultats » nomme la personne", ""},
	{41, "", "le territoire « 2A004 » n'est pas connu", ""},
	{42, "", "elle n'a ni résumé, ni besoin ou texte dont le tirer", ""},
	{43, "un-zero-garde", "", "territoires: [ain]"},
	{44, "une-date-a-l-americaine", "", "tailles: [1-9]\n  effectif: 1 à 9 salariés"},
	{45, "une-date-en-toutes-lettres", "", "  nom: Prénom Nom\n    reference: 2026/03\n    date: 2026-03-03"},
	{46, "une-ile", "", "territoires: [saint-barthelemy]\ntailles: [250-et-plus]"},
	{47, "un-territoire-que-dit-la-commune-d-a-cote", "", "territoires: [essonne]\ntailles: [1-9]"},
}

// changedAdvisers and changedTestimonials are the rows that LibreOffice changes for good:
// a formula has a result, and the figures of a number that was rounded are noughts.
var (
	changedAdvisers     = []expected{{36, "formule", "", "afn-001;prive;Lyon;69001;rhone;Entreprise de services numériques"}}
	changedTestimonials = []expected{{29, "", "« 73282900000000 » n'est pas un numéro SIRET", ""}}
)
