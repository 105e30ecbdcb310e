package content

import "reflect"

// words are what the definition of a key says to authors, in French. Too long for a tag,
// they stand here by struct and key; a test holds them to the structs, both ways.
type words struct {
	label, help, example string
	form                 string            // the help of a form, when it is not the same
	values               map[string]string // of an enum: what each is called
}

func wordsFor(t reflect.Type, key string) words { return allWords[t][key] }

// ValueLabel returns what a value of a key is called, by forms and by pages alike: of the
// keys of the type of document Own. It is "" of no value, and of one that the key has not.
func ValueLabel[Own any](key, value string) string {
	return wordsFor(reflect.TypeFor[Own](), key).values[value]
}

var allWords = map[reflect.Type]map[string]words{
	reflect.TypeFor[Front](): {
		"titre":       {label: "Titre", help: "Le titre de la page. Entre guillemets s'il contient deux-points.", form: "Le titre de la page : qui, et ce qu'il a fait.", example: `"Meca Services : vendre ses pièces en ligne"`},
		"resume":      {label: "Résumé", help: "Deux ou trois phrases, en texte simple. Il paraît sur les cartes, dans la recherche et dans les moteurs.", example: `"Un atelier de six personnes met son catalogue en ligne."`},
		"date":        {label: "Date de publication", help: "Première publication, sous la forme `2026-11-22`.", form: "Le jour de la première publication.", example: "2026-11-22"},
		"maj":         {label: "Dernière relecture", help: "Le jour où quelqu'un a relu la page.", example: "2026-11-22"},
		"revoir_le":   {label: "À revoir le", help: "À relire avant cette date. Passé ce jour, un avertissement et un bandeau paraissent. Sans cette clé, « recueil couverture » rappelle quand même de relire : voir `revoir_apres`.", form: "À relire avant cette date. Passé ce jour, un avertissement et un bandeau paraissent.", example: "2027-11-22"},
		"secteurs":    {label: "Secteurs", help: "Les secteurs concernés, par leur nom de fichier. Aucun : tous.", form: "Les secteurs concernés. N'en cochez aucun si la page vaut pour tous.", example: "commerce"},
		"themes":      {label: "Thèmes", help: "Les thèmes concernés, par leur nom de fichier. Aucun : tous.", form: "Les besoins dont parle la page. N'en cochez aucun si elle vaut pour tous.", example: "vendre"},
		"territoires": {label: "Territoires", help: "Les régions et départements concernés : voir plus bas. Aucun : tous.", form: "Les régions ou les départements concernés : tapez le début du nom. Aucun : toute la France.", example: "bretagne"},
		"tailles":     {label: "Tailles d'entreprise", help: "Les effectifs concernés. Aucun : tous.", form: "Les effectifs concernés. N'en cochez aucun si la page vaut pour tous.", example: "1-9"},
		"auteur":      {label: "Auteur", help: "Qui a écrit : fédération, chambre, équipe.", example: `"Équipe du recueil"`},
		"source":      {label: "Source", help: "D'où vient l'information.", example: `{titre: "Baromètre France Num", date: 2023}`},
		"licence":     {label: "Licence", help: "Si elle diffère de celle du site.", example: "etalab-2.0"},
		"image":       {label: "Image", help: "Voir plus bas.", form: "Celle qui paraît en tête de la page et sur les cartes.", example: `{fichier: images/vitrine.jpg, alt: "Une vitrine"}`},
		"mots_cles":   {label: "Mots-clés", help: "Les mots que taperait un lecteur et que le texte n'emploie pas.", example: "boutique"},
		"alias":       {label: "Anciennes adresses", help: "Les anciennes adresses de la page, qui y mèneront toujours.", example: "/fiches/ancien-nom/"},
		"brouillon":   {label: "Brouillon", help: "`true` tant que la page n'est pas prête : elle n'est visible qu'avec `serve --brouillons`.", form: "Oui tant que la page n'est pas prête : elle n'est alors pas publiée.", example: "true"},
		"accroche":    {label: "Accroche", help: "La phrase des cartes, quand le résumé est long.", example: `"Six personnes, un catalogue, trois mois."`},
		"public": {label: "Public", help: "À qui le document s'adresse. Sans cette clé : aux entreprises. Les guides, l'accueil et les suggestions ne montrent que ce qui leur est destiné.", form: "À qui la page s'adresse. Les guides et l'accueil ne montrent que ce qui est pour les entreprises.", example: "entreprise",
			values: map[string]string{"entreprise": "Les entreprises", "accompagnateur": "Qui accompagne des entreprises", "branche": "Les branches professionnelles", "redacteur": "Qui écrit le recueil"}},
		"recherche": {label: "Dans la recherche", help: "`true` ou `false` : si la recherche le trouve. Par défaut, elle trouve tout, sauf les pages simples.", form: "Si la recherche du site trouve la page. Par défaut, elle trouve tout, sauf les pages simples.", example: "true"},
		"amorce":    {label: "Amorce", help: "`true` pour un document encore trop court : il vient en dernier partout.", form: "Oui pour une page encore trop courte : elle vient en dernier partout.", example: "true"},
		"ignore":    {label: "Avertissements acceptés", help: "Un avertissement que vous acceptez, avec votre raison.", example: `{regle: temoignage-incomplet, raison: "La source n'en dit rien."}`},
		"import":    {label: "Import", help: "Écrite par les imports. N'y touchez pas.", example: "{origine: aides-entreprises, id: 1234}"},
		"retire":    {label: "Retirer ici", help: "`true` retire la page de ce territoire. Dans `territoires/` seulement : voir plus bas.", form: "Oui pour retirer la page de ce territoire.", example: "true"},
		"remplace":  {label: "Version remplacée", help: "La version du document de base que celui-ci remplace. Dans `territoires/` seulement : voir plus bas.", form: "La version de la page nationale que celle-ci remplace.", example: "{maj: 2026-11-22}"},
	},
	reflect.TypeFor[Origin](): {
		"titre":   {label: "Titre de la source", help: "Le nom du document ou de l'organisme.", example: `"Baromètre France Num"`},
		"url":     {label: "Adresse de la source", help: "La page où lire la source.", example: "https://www.francenum.gouv.fr/"},
		"date":    {label: "Date de la source", help: "Le jour, le mois `2023-07` ou l'année `2023`.", form: "Le jour, le mois (2023-07) ou l'année (2023).", example: "2023-07"},
		"licence": {label: "Licence de la source", help: "Celle sous laquelle la source se reprend.", example: "etalab-2.0"},
		"lignes":  {label: "Lignes ou pages", help: "Où lire dans un long texte. Pour les rédacteurs seulement : rien n'en est publié.", example: `"p. 12"`},
	},
	reflect.TypeFor[Image](): {
		"fichier": {label: "Fichier", help: "Le chemin de l'image, dans `images/`.", form: "Le fichier de l'image : « Ajouter une image », près du texte, le remplit pour vous.", example: "images/vitrine.jpg"},
		"alt":     {label: "Description", help: "Ce que voit qui regarde l'image. Vide (`\"\"`) si elle est purement décorative.", form: "Ce que voit qui regarde l'image. Laissez vide si elle ne fait que décorer.", example: `"Une vitrine où une affiche indique la commande en ligne"`},
		"credit":  {label: "Crédit", help: "L'auteur de la photo.", example: `"Équipe du recueil"`},
	},
	reflect.TypeFor[Ignored](): {
		"regle":  {label: "Règle", help: "Le nom que l'avertissement porte entre crochets.", form: "Le nom de l'avertissement, tel que la vérification le donne.", example: "temoignage-incomplet"},
		"raison": {label: "Raison", help: "Pourquoi l'avertissement ne vaut pas ici.", example: `"La source n'en dit rien."`},
	},
	reflect.TypeFor[Import](): {
		"origine":   {label: "Origine", help: "Le jeu de données importé.", example: "aides-entreprises"},
		"id":        {label: "Identifiant", help: "Celui du document dans ce jeu de données.", example: "1234"},
		"empreinte": {label: "Empreinte", help: "De ce que l'import avait écrit, pour garder ce que vous changez.", example: "3f2a"},
		"date":      {label: "Date d'import", help: "Le jour du dernier import.", example: "2026-11-22"},
	},
	reflect.TypeFor[Replaced](): {
		"maj": {label: "Relecture du document remplacé", help: "La clé `maj` du document de base. S'il change ensuite, l'outil vous prévient.", form: "La dernière relecture de la page nationale. Si elle change ensuite, l'outil vous prévient.", example: "2026-11-22"},
	},
	reflect.TypeFor[Testimonial](): {
		"entreprise": {label: "Entreprise", help: "Ne mettez que ce qui est su et permis.", example: "{commune: Rennes}"},
		"temoin":     {label: "Témoin", help: "La personne qui raconte.", example: "{fonction: dirigeante}"},
		"bilan": {label: "Bilan", help: "Si la source le dit ; sinon, n'écrivez pas cette clé.", example: "mitige",
			values: map[string]string{"reussite": "Une réussite", "mitige": "Un bilan mitigé", "echec": "Un échec raconté"}},
		"resultats": {label: "Résultats", help: "Des chiffres réels seulement : ils s'affichent en grand.", example: `{valeur: "30 %", libelle: "de temps gagné"}`},
		"outils":    {label: "Outils", help: "Les outils employés.", example: "Tableur"},
		"cout":      {label: "Coût", help: "En texte libre.", example: `"900 € par an"`},
		"duree":     {label: "Durée", help: "En texte libre.", example: `"trois mois"`},
		"annee":     {label: "Année des faits", help: "Si celle de la source n'est pas la même.", example: "2021"},
		"contact":   {label: "Contact", help: "Qui répond aux questions sur ce récit, avec son accord : `contacts/x`, ou `edition`, pour le contact de chaque édition ou, à défaut, son éditeur.", form: "Qui répond aux questions sur ce récit, avec son accord : un contact, ou « edition », pour celui de chaque édition.", example: "edition"},
	},
	reflect.TypeFor[Firm](): {
		"nom":      {label: "Nom de l'entreprise", help: "Celui que la source donne.", example: `"Meca Services"`},
		"commune":  {label: "Commune", help: "La commune de l'entreprise.", example: "Rennes"},
		"effectif": {label: "Effectif", help: "En texte libre.", example: `"6 salariés"`},
		"naf":      {label: "Code NAF", help: "Une division (`55`) ou un code entier (`55.10Z`) de la NAF rév. 2.", form: "Le code de l'activité : les deux premiers chiffres, ou le code entier.", example: `"55.10Z"`},
		"siret":    {label: "SIRET", help: "Les quatorze chiffres de l'établissement.", example: `"73282932000074"`},
		"site":     {label: "Site", help: "L'adresse du site de l'entreprise.", example: "https://www.example.org/"},
	},
	reflect.TypeFor[Witness](): {
		"nom":          {label: "Nom de la personne", help: "Jamais sans son consentement écrit.", example: `"Prénom Nom"`},
		"fonction":     {label: "Fonction", help: "Ce que la personne fait dans l'entreprise.", example: "dirigeante"},
		"consentement": {label: "Consentement", help: "Exigé dès qu'une personne est nommée.", example: `{reference: "accord 2026-014", date: 2026-10-01}`},
	},
	reflect.TypeFor[Consent](): {
		"reference": {label: "Référence de l'accord", help: "Où retrouver l'accord signé, qui n'est jamais versé au dépôt.", example: `"accord 2026-014"`},
		"date":      {label: "Date de l'accord", help: "Le jour de la signature.", example: "2026-10-01"},
		"expire":    {label: "Fin de l'accord", help: "Passé ce jour, le nom disparaît.", example: "2028-10-01"},
		"retire_le": {label: "Accord retiré le", help: "Dès ce jour, le nom, le courriel et le téléphone quittent toutes les éditions.", example: "2027-03-01"},
	},
	reflect.TypeFor[Result](): {
		"valeur":  {label: "Valeur", help: "Le chiffre et son unité.", example: `"30 %"`},
		"libelle": {label: "Libellé", help: "Ce que le chiffre mesure.", example: `"de temps gagné"`},
	},
	reflect.TypeFor[Sheet](): {
		"niveau": {label: "Niveau", help: "Ce qu'il faut déjà savoir.", example: "debutant",
			values: map[string]string{"debutant": "Débutant", "intermediaire": "Intermédiaire", "avance": "Avancé"}},
		"duree": {label: "Durée", help: "Si elle est connue.", example: `"une heure"`},
		"cout":  {label: "Coût", help: "S'il est connu.", example: `"gratuit"`},
		"video": {label: "Vidéo", help: "Un film d'un autre site, montré après un clic.", example: `{url: "https://www.example.org/film", titre: "Un film"}`},
		"moment": {label: "Moment clé", help: "Pour les pages des moments clés.", example: "immatriculation",
			values: map[string]string{"immatriculation": "L'immatriculation", "facturation-electronique": "La facturation électronique"}},
		"voir_aussi": {label: "Voir aussi", help: "D'autres documents du recueil.", example: "fiches/partir-du-besoin"},
	},
	reflect.TypeFor[Video](): {
		"url":           {label: "Adresse de la vidéo", help: "La page qui la montre.", example: "https://www.example.org/film"},
		"titre":         {label: "Titre de la vidéo", help: "Celui qu'elle porte.", example: `"Un film"`},
		"transcription": {label: "Transcription", help: "Ce qui s'y dit, pour qui ne l'entend pas.", example: `"Bonjour."`},
	},
	reflect.TypeFor[Course](): {
		"organisme": {label: "Organisme", help: "Qui forme.", example: `"Chambre de métiers et de l'artisanat"`},
		"url":       {label: "Page officielle", help: "Où s'inscrire ou suivre la formation.", example: "https://www.example.org/formation"},
		"format": {label: "Format", help: "Comment elle se suit.", example: "en-ligne",
			values: map[string]string{"en-ligne": "En ligne", "presentiel": "Sur place", "video": "Vidéo"}},
		"duree":   {label: "Durée", help: "En texte libre.", example: `"deux jours"`},
		"gratuit": {label: "Gratuite", help: "`true` ou `false`, seulement si la source le dit.", form: "Seulement si la source le dit.", example: "true"},
	},
	reflect.TypeFor[Aid](): {
		"organisme": {label: "Organisme", help: "Qui verse l'aide.", example: `"Région Bretagne"`},
		"nature": {label: "Nature", help: "Ce que l'entreprise reçoit.", example: "subvention",
			values: map[string]string{"subvention": "Subvention", "pret": "Prêt", "garantie": "Garantie", "diagnostic": "Diagnostic", "accompagnement": "Accompagnement"}},
		"montant": {label: "Montant", help: "En texte libre.", example: `"50 % des dépenses"`},
		"debut":   {label: "Ouverture", help: "Le premier jour.", example: "2026-01-01"},
		"fin":     {label: "Fermeture", help: "Le dernier jour.", example: "2026-12-31"},
		"etat": {label: "État", help: "Quand on ne sait pas si l'aide existe encore.", example: "a-verifier",
			values: map[string]string{"a-verifier": "À vérifier"}},
		"verifie_le": {label: "Vérifiée le", help: "Le jour où quelqu'un a vérifié auprès de l'organisme.", example: "2026-11-22"},
		"conditions": {label: "Conditions", help: "Qui peut la demander.", example: `"Moins de dix salariés."`},
		"url":        {label: "Page officielle", help: "Celle de l'organisme.", example: "https://www.example.org/aide"},
	},
	reflect.TypeFor[Adviser](): {
		"categorie": {label: "Catégorie", help: "Un service public ou une entreprise privée.", example: "public",
			values: map[string]string{"public": "Public", "prive": "Privé"}},
		"commune":     {label: "Commune", help: "Où il est installé.", example: "Rennes"},
		"code_postal": {label: "Code postal", help: "Ses cinq chiffres.", example: `"35000"`},
		"url":         {label: "Site", help: "L'adresse de son site.", example: "https://www.example.org/"},
		"services":    {label: "Services", help: "Ce qu'il propose.", example: "diagnostic"},
	},
	reflect.TypeFor[Contact](): {
		"nom":          {label: "Nom de la personne", help: "Jamais sans son consentement écrit. Un organisme s'en passe.", example: `"Prénom Nom"`},
		"organisme":    {label: "Organisme", help: "Celui qui répond.", example: `"Chambre de commerce et d'industrie"`},
		"role":         {label: "Rôle", help: "Pourquoi s'adresser à lui.", example: `"Conseil numérique"`},
		"courriel":     {label: "Courriel", help: "L'adresse où écrire.", example: "contact@example.org"},
		"telephone":    {label: "Téléphone", help: "Comme on l'écrit.", example: `"01 23 45 67 89"`},
		"url":          {label: "Site", help: "L'adresse du site.", example: "https://www.example.org/"},
		"consentement": {label: "Consentement", help: "Exigé dès qu'une personne est nommée.", example: `{reference: "accord 2026-014", date: 2026-10-01}`},
	},
	reflect.TypeFor[Event](): {
		"debut":     {label: "Début", help: "Le jour et l'heure, sous la forme `2026-11-22 14:30` ; le jour seul, si l'heure n'est pas connue.", form: "Le jour et l'heure : 2026-11-22 14:30.", example: "2026-11-22 14:30"},
		"fin":       {label: "Fin", help: "De même. Passé ce moment, ou à défaut le jour du début, l'événement quitte les listes.", form: "De même. L'événement quitte ensuite les listes.", example: "2026-11-22 16:30"},
		"heure_de":  {label: "Heure de", help: "Le territoire dont `debut` et `fin` donnent l'heure, si ce n'est ni celle des `territoires`, ni celle de Paris.", form: "Le territoire dont vous donnez l'heure, si ce n'est ni celle des territoires, ni celle de Paris.", example: "martinique"},
		"lieu":      {label: "Lieu", help: "L'adresse, sur une ligne.", example: `"Salle des fêtes, 1 place de l'Exemple, 35000 Rennes"`},
		"en_ligne":  {label: "En ligne", help: "L'adresse où suivre l'événement, s'il est en ligne, ou s'il l'est aussi.", example: "https://www.example.org/visio"},
		"organisme": {label: "Organisme", help: "Qui organise.", example: `"Chambre de métiers et de l'artisanat"`},
		"gratuit":   {label: "Gratuit", help: "`true` ou `false`, seulement si la source le dit.", form: "Seulement si la source le dit.", example: "false"},
		"cout":      {label: "Prix", help: "En texte libre, s'il n'est pas gratuit.", example: `"20 €, repas compris"`},
		"url":       {label: "Inscription", help: "La page où s'inscrire.", example: "https://www.example.org/inscription"},
	},
	reflect.TypeFor[Exchange](): {
		"sens": {label: "Sens", help: "Ce que l'entreprise propose, ou ce qu'elle cherche.", example: "besoin",
			values: map[string]string{"offre": "Un savoir-faire à partager", "besoin": "Un savoir-faire recherché"}},
		"commune": {label: "Commune", help: "La commune de l'entreprise.", example: "Rennes"},
		"fin":     {label: "Fin", help: "Le dernier jour : l'échange quitte ensuite les listes. Sans cette clé, il vaut six mois après `maj` ou, à défaut, `date`.", form: "Le dernier jour : l'échange quitte ensuite les listes. Par défaut, six mois après la dernière relecture.", example: "2027-03-31"},
		"contact": {label: "Contact", help: "Le relais qui met les deux entreprises en relation : `contacts/x`, ou `edition`, pour le contact de chaque édition ou, à défaut, son éditeur.", form: "Le relais qui met les deux entreprises en relation : un contact, ou « edition », pour celui de chaque édition.", example: "edition"},
	},
	reflect.TypeFor[Sector](): {
		"naf":        {label: "Codes NAF", help: "Les divisions d'activité, par exemple `[\"55\", \"56\"]`. Cette forme courte désigne la NAF rév. 2, que la NAF 2025 remplace au 1er janvier 2027. La forme longue précise la version : `[{code: \"55\", version: \"rev2\"}]`.", form: "Les divisions d'activité du secteur, une par élément.", example: `"55"`},
		"animateurs": {label: "Animateurs", help: "Qui tient le guide à jour.", example: `{organisme: "Chambre de métiers et de l'artisanat", compte: "@exemple"}`},
		"a_la_une":   {label: "À la une", help: "Les documents à montrer en premier dans leur rubrique. Ils comptent pour la remplir.", example: "temoignages/meca-services"},
	},
	reflect.TypeFor[Keeper](): {
		"organisme":    {label: "Organisme", help: "Celui qui tient le guide.", example: `"Chambre de métiers et de l'artisanat"`},
		"compte":       {label: "Compte", help: "Celui de la forge où sont les fichiers, pour relire les propositions.", example: `"@exemple"`},
		"nom":          {label: "Nom de la personne", help: "Jamais sans son consentement écrit.", example: `"Prénom Nom"`},
		"consentement": {label: "Consentement", help: "Exigé dès qu'une personne est nommée.", example: `{reference: "accord 2026-014", date: 2026-10-01}`},
	},
	reflect.TypeFor[LocalKeeper](): {
		"secteur":      {label: "Secteur", help: "Celui du guide.", example: "commerce"},
		"organisme":    {label: "Organisme", help: "Celui qui anime le guide dans l'édition.", example: `"Chambre de commerce et d'industrie"`},
		"nom":          {label: "Nom de la personne", help: "Jamais sans son consentement écrit.", example: `"Prénom Nom"`},
		"consentement": {label: "Consentement", help: "Exigé dès qu'une personne est nommée.", example: `{reference: "accord 2026-014", date: 2026-10-01}`},
	},
	reflect.TypeFor[NAFCode](): {
		"code": {label: "Code", help: "Une division ou un code entier.", example: `"55"`},
		"version": {label: "Version", help: "La nomenclature du code.", example: "rev2",
			values: map[string]string{"rev2": "NAF rév. 2", "2025": "NAF 2025"}},
	},
	reflect.TypeFor[Quiz](): {
		"questions": {label: "Questions", help: "Les questions, dans l'ordre.", example: `{texte: "Vendez-vous en ligne ?", choix: [{texte: Non}]}`},
	},
	reflect.TypeFor[Question](): {
		"texte": {label: "Question", help: "Telle qu'on la lit.", example: `"Vendez-vous en ligne ?"`},
		"choix": {label: "Réponses", help: "Les réponses possibles.", example: `{texte: "Non", themes: {vendre: 2}}`},
	},
	reflect.TypeFor[Choice](): {
		"texte":  {label: "Réponse", help: "Telle qu'on la lit.", example: `"Non"`},
		"themes": {label: "Points", help: "Les thèmes que la réponse désigne, et leurs points.", example: "{vendre: 2}"},
	},
	reflect.TypeFor[Site](): {
		"titre":        {label: "Titre", help: "Le nom du recueil.", example: `"Le recueil numérique"`},
		"base_url":     {label: "Adresse", help: "Son adresse sur internet.", example: "https://recueil.example.org"},
		"description":  {label: "Description", help: "Une phrase, pour les moteurs de recherche.", example: `"Témoignages et fiches pratiques."`},
		"langue":       {label: "Langue", help: "Celle du site.", example: "fr", values: map[string]string{"fr": "Français"}},
		"editeur":      {label: "Éditeur", help: "Qui publie.", example: `{nom: "Équipe du recueil"}`},
		"licence":      {label: "Licence", help: "Celle de tous les documents qui n'en disent pas d'autre.", example: "etalab-2.0"},
		"depot":        {label: "Dépôt", help: "Où sont les fichiers. Chaque page propose alors de la modifier ou de signaler une erreur.", example: `{url: "https://forge.example.org/recueil"}`},
		"navigation":   {label: "Navigation", help: "Les liens du bas de page.", example: `{titre: "À propos", page: pages/a-propos}`},
		"couleurs":     {label: "Couleurs", help: "Les deux couleurs du site.", example: `{primaire: "#123a6b"}`},
		"revoir_apres": {label: "Délais de relecture", help: "Au bout de combien de mois relire un document qui n'a pas de `revoir_le`, par type : `{fiches: 6, contacts: 12}`. `0` veut dire jamais.", example: "{fiches: 6, contacts: 12}"},
	},
	reflect.TypeFor[Publisher](): {
		"nom":         {label: "Nom", help: "De l'organisme qui publie. Une page l'écrit par `{editeur.nom}`, et de même pour les clés qui suivent.", example: `"Équipe du recueil"`},
		"forme":       {label: "Forme juridique", help: "Sa forme et son numéro d'identification.", example: `"association loi de 1901, SIREN 123 456 789"`},
		"adresse":     {label: "Adresse du siège", help: "Sur une ligne.", example: `"1 rue de l'Exemple, 35000 Rennes"`},
		"telephone":   {label: "Téléphone", help: "Comme on l'écrit.", example: `"01 23 45 67 89"`},
		"url":         {label: "Site", help: "L'adresse de son site.", example: "https://www.example.org/"},
		"courriel":    {label: "Courriel", help: "Où lui écrire.", example: "contact@example.org"},
		"logo":        {label: "Logo", help: "Le chemin du fichier, dans `fichiers/`.", example: "fichiers/logo.svg"},
		"direction":   {label: "Direction de la publication", help: "La personne qui dirige la publication : son nom, avec son accord, ou sa fonction.", example: `{fonction: "La présidente de la chambre"}`},
		"hebergeur":   {label: "Hébergeur", help: "Son nom, son adresse et son téléphone.", example: `"Hébergeur d'exemple, 2 rue de l'Exemple, 59000 Lille, 01 23 45 67 89"`},
		"journaux":    {label: "Traces de visite", help: "Ce que l'hébergeur garde des visites, et combien de temps.", example: `"les adresses IP, douze mois"`},
		"delai":       {label: "Délai de réponse", help: "Sous quel délai un lecteur reçoit une réponse.", example: `"dix jours ouvrés"`},
		"declaration": {label: "Déclaration d'accessibilité", help: "L'adresse de la déclaration, si elle n'est pas une page du site.", example: "https://www.example.org/accessibilite"},
	},
	reflect.TypeFor[Repo](): {
		"url":     {label: "Adresse du dépôt", help: "La page du dépôt sur sa forge.", example: "https://forge.example.org/recueil"},
		"branche": {label: "Branche", help: "Celle qui est publiée.", example: "main"},
	},
	reflect.TypeFor[NavEntry](): {
		"titre": {label: "Titre du lien", help: "Tel qu'on le lit.", example: `"À propos"`},
		"page":  {label: "Page", help: "Le document où il mène.", example: "pages/a-propos"},
	},
	reflect.TypeFor[Colours](): {
		"primaire": {label: "Couleur primaire", help: "Des titres et des bandeaux, par exemple `\"#123456\"`.", example: `"#123a6b"`},
		"accent":   {label: "Couleur d'accent", help: "De ce qui attire l'œil, par exemple `\"#a34708\"`.", example: `"#b4530a"`},
	},
	reflect.TypeFor[Edition](): {
		"titre":       {label: "Titre", help: "Le nom de l'édition.", example: `"Le recueil numérique de Bretagne"`},
		"territoires": {label: "Territoires", help: "Les régions et départements de l'édition.", example: "bretagne"},
		"base_url":    {label: "Adresse", help: "Son adresse, si elle a la sienne. Sinon, elle est sous celle du site.", example: "https://bretagne.example.org"},
		"contact":     {label: "Contact", help: "Qui répond aux lecteurs de l'édition.", example: "contacts/cci"},
		"national":    {label: "Documents nationaux", help: "`false` pour écarter les documents sans territoire.", example: "true"},
		"secteurs":    {label: "Secteurs", help: "Ceux de l'édition. Aucun : tous.", example: "commerce"},
		"couleurs":    {label: "Couleurs", help: "Les deux couleurs de l'édition.", example: `{primaire: "#123a6b"}`},
		"logo":        {label: "Logo", help: "Le chemin du fichier, dans `fichiers/`.", example: "fichiers/logo.svg"},
		"editeur":     {label: "Éditeur", help: "Qui publie l'édition, à la place de celui de `recueil.yaml`, dont elle ne reprend alors rien.", example: `{nom: "Chambre de métiers et de l'artisanat"}`},
		"animateurs":  {label: "Animateurs", help: "Qui anime chaque guide dans cette édition, à la place des `animateurs` du secteur.", example: `{secteur: commerce, organisme: "Chambre de commerce et d'industrie"}`},
		"emprunte":    {label: "Emprunts", help: "Les témoignages et les fiches d'ailleurs à montrer, avec leur vrai lieu.", example: "temoignages/x"},
		"ailleurs": {label: "Ailleurs", help: "Quand les guides montrent des récits d'autres territoires : `jamais`, `si-aucun` ou `toujours`.", example: "si-aucun",
			values: map[string]string{"jamais": "Jamais", "si-aucun": "Si l'édition n'en a aucun du secteur", "toujours": "Toujours"}},
	},
}
