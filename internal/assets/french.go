package assets

import (
	"regexp"

	"github.com/evanw/esbuild/pkg/api"

	"recueil/internal/diag"
)

// frenchMistake says in French what esbuild says in English, with the name that
// it suggests if it does.
func frenchMistake(m api.Message) (what, hint string) {
	what, hint = mistakes.Of(m.Text, anyMistake)
	for _, note := range m.Notes {
		if better := suggestion.FindStringSubmatch(note.Text); better != nil {
			hint = "vouliez-vous dire « " + better[1] + " » ?"
		}
	}
	return what, hint
}

var suggestion = regexp.MustCompile(`^Did you mean "(.+)" instead\?$`)

var anyMistake = diag.Translation{
	What: "ce style ou ce script ne peut pas être suivi à partir d'ici",
	Hint: "comparez avec le fichier d'origine ; --verbose donne le message de l'outil qui le lit, en anglais",
}

// ours is how the messages start that are not esbuild's: those of the tree.
const ours = "« "

const closeWhatIsOpen = "fermez ce qui reste ouvert : accolades, parenthèses, crochets, guillemets"

// mistakes are those of scripts and styles, the particular before the general.
var mistakes = diag.Translations{
	diag.Translate(`^`+ours+`.*`, "$0", "le chemin part du fichier qui le nomme, commence par « ./ » ou « ../ », et reste dans le dossier des ressources"),
	diag.Translate(`^Expected "\*/" to terminate`, "un commentaire n'est pas fermé", "ajoutez « */ » à sa fin"),
	diag.Translate(`^Unterminated regular expression`, "un motif n'est pas fermé", "ajoutez « / » à sa fin"),
	diag.Translate(`^Unterminated (?:string|template)`, "un texte entre guillemets n'est pas fermé", "fermez-le par les mêmes guillemets droits, sur la même ligne"),
	diag.Translate(`^Expected "(.+)" to go with "(.+)"`, "un « $2 » n'est pas fermé", "ajoutez « $1 »"),
	diag.Translate(`^Expected "\)" to end URL token`, "une adresse ouverte par « url( » n'est pas fermée", "ajoutez « ) » à sa fin"),
	diag.Translate(`^Expected "(.+)" but found end of file`, "il manque « $1 » à la fin du fichier", closeWhatIsOpen),
	diag.Translate(`^Expected "(.+)" but found "(.+)"`, "il manque « $1 » avant « $2 »", "ajoutez-le, ou corrigez ce qui précède"),
	diag.Translate(`^Expected "(.+)"`, "il manque « $1 » ici", "ajoutez-le, ou corrigez ce qui précède"),
	diag.Translate(`^(?:Expected .+ but found|Unexpected) end of file`, "le fichier s'arrête au milieu d'un passage", closeWhatIsOpen),
	diag.Translate(`^Expected identifier but found "(.+)"`, "un nom est attendu à la place de « $1 »", "écrivez un nom, ou supprimez « $1 »"),
	diag.Translate(`^(?:Unexpected|Syntax error) "(.+)"`, "« $1 » n'est pas à sa place", "supprimez-le, ou corrigez ce qui précède"),

	diag.Translate(`^The symbol "(.+)" has already been declared`, "le nom « $1 » est déjà pris", "donnez un autre nom à l'un des deux"),
	diag.Translate(`^Cannot assign to "(.+)" because`, "« $1 » ne peut pas recevoir une autre valeur", "définissez-le par « let » s'il doit changer"),
	diag.Translate(`^No matching export in "assets:(.+)" for import "(.+)"`, "le fichier « $1 » n'offre pas « $2 »", "vérifiez le nom, ou ajoutez « export » devant sa définition"),
	diag.Translate(`^Import "(.+)" will always be undefined because there is no matching export in "assets:(.+)"`, "le fichier « $2 » n'offre pas « $1 »", "vérifiez le nom, ou ajoutez « export » devant sa définition"),
	diag.Translate(`^Multiple exports with the same name "(.+)"`, "« $1 » est offert deux fois", "gardez un seul des deux « export »"),
	diag.Translate(`^"await" can only be used`, "« await » n'est permis que dans une fonction « async »", "ajoutez « async » devant la fonction"),
	diag.Translate(`^Cannot use "(.+)" with "(.+)" without parentheses`, "« $1 » et « $2 » ne se suivent pas sans parenthèses", "mettez l'un des deux entre parenthèses"),
	diag.Translate(`^Cannot use "(.+)" (?:here|outside)`, "« $1 » n'est pas permis ici", "supprimez-le, ou placez-le dans le passage qu'il commande"),
	diag.Translate(`^There is no containing label named "(.+)"`, "l'étiquette « $1 » n'existe pas autour de ce passage", "vérifiez son nom"),
	diag.Translate(`^Duplicate key "(.+)"`, "la clé « $1 » est écrite deux fois", "gardez une seule des deux : la première est perdue"),
	diag.Translate(`cannot be bound multiple times|duplicates an earlier case|more than one constructor`, "ceci est écrit deux fois", "gardez un seul des deux"),
	diag.Translate(`^The "typeof" operator will never evaluate to "(.+)"`, "« typeof » ne donne jamais « $1 »", "écrivez « string », « number », « boolean », « object », « function » ou « undefined »"),
	diag.Translate(`^Comparison `, "cette comparaison ne répond pas ce que l'on attend", "écrivez-la autrement : « Number.isNaN(x) », « Object.is(x, -0) »"),
	diag.Translate(`^Suspicious use of the "!"`, "« ! » porte sur le premier nom seulement", "mettez la suite entre parenthèses : « !(a in b) »"),
	diag.Translate(`due to strict mode`, "cette écriture n'est pas permise dans les scripts du recueil", "écrivez-la autrement : les scripts sont des modules"),
	diag.Translate(`^Unicode escape sequence`, "ce caractère n'existe pas", "écrivez le caractère lui-même"),

	diag.Translate(`^"(.+)" is not a known CSS property`, "la propriété « $1 » n'existe pas", "vérifiez son nom"),
	diag.Translate(`^Comments in CSS use`, "« // » ne commence pas un commentaire dans un style", "écrivez « /* … */ »"),
	diag.Translate(`^All "@import" rules must come first`, "« @import » vient après d'autres règles", "placez-le en tête du fichier"),
	diag.Translate(`^"UTF-8" will be used`, "le fichier annonce un autre codage que UTF-8", "supprimez « @charset », et enregistrez le fichier en UTF-8"),
	diag.Translate(`^The "(.+)" operator only works if there is whitespace`, "« $1 » n'a pas d'espace autour de lui", "mettez une espace de chaque côté : « calc(1rem $1 2px) »"),
	diag.Translate(`^Cannot use type selector "(.+)" directly after nesting`, "« $1 » est collé à « & »", "écrivez « $1& », ou mettez une espace : « & $1 »"),
	diag.Translate(`^"(.+)" cannot be used as a layer name|^Cannot use "(.+)" as a name for`, "« $1$2 » est un nom réservé", "choisissez un autre nom"),
	diag.Translate(`^"(.+)" rules are not supported`, "la règle « $1 » n'est pas acceptée", "supprimez-la"),
}
