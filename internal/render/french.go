package render

import (
	"html/template"
	"strings"

	"recueil/internal/diag"
)

// frenchMistake says in French what the template engines say in English. Errors
// of html/template have a code; those of text/template only their words.
func frenchMistake(message string, code template.ErrorCode) (what, hint string) {
	if strings.HasPrefix(message, "on range loop") { // html/template has a code for it, and does not use it
		code = template.ErrRangeLoopReentry
	}
	if m, ok := contextMistakes[code]; ok {
		return m.What, m.Hint
	}
	return mistakes.Of(message, anyMistake)
}

var anyMistake = diag.Translation{
	What: "le gabarit ne peut pas être suivi à partir d'ici",
	Hint: "comparez avec le gabarit d'origine ; --verbose donne le message du moteur de gabarits, en anglais",
}

// mistakes are those of the language, when it is read, then when it runs.
var mistakes = diag.Translations{
	diag.Translate(`^unexpected EOF`, "un « {{if}} », « {{with}} », « {{range}} » ou « {{define}} » n'est pas fermé avant la fin du fichier", "ajoutez le « {{end}} » qui manque"),
	diag.Translate(`^unexpected \{\{end\}\}`, "ce « {{end}} » ne ferme rien", "supprimez-le"),
	diag.Translate(`^unexpected \{\{else\}\}|^expected end; found \{\{else`, "ce « {{else}} » est de trop", "il en faut un seul entre « {{if}} », « {{with}} » ou « {{range}} » et son « {{end}} »"),
	diag.Translate(`^unexpected <define> in|^unexpected <block> in`, "une partie est définie au milieu d'une autre", "fermez la première par « {{end}} » avant d'en définir une autre"),
	diag.Translate(`^unclosed action`, "des accolades ouvertes par « {{ » ne sont pas fermées", "ajoutez « }} »"),
	diag.Translate(`^unclosed comment|^comment ends before`, "un commentaire n'est pas fermé", "écrivez « {{/* … */}} », sans espace entre les signes"),
	diag.Translate(`^unclosed left paren`, "une parenthèse ouverte n'est pas fermée", "ajoutez « ) » avant « }} »"),
	diag.Translate(`^unexpected right paren`, "une parenthèse fermante est de trop", "supprimez-la, ou ouvrez-la"),
	diag.Translate(`^unterminated`, "un texte entre guillemets n'est pas fermé", "fermez-le par les mêmes guillemets droits, sur la même ligne"),
	diag.Translate(`^function "(.+)" not defined|^"(.+)" is not a defined function`, "la fonction « $1$2 » n'existe pas", "une valeur de la page s'écrit avec un point devant : « .Heading » ; les fonctions du recueil sont compte, nombre et typo"),
	diag.Translate(`^undefined variable:? "?([^"]+)"?`, "la variable « $1 » n'est pas définie ici", "définissez-la avant, dans le même passage : « {{$$x := .Heading}} »"),
	diag.Translate(`^empty command|^missing value for (?:command|parenthesized)`, "des accolades ne contiennent rien", "supprimez-les, ou écrivez-y une valeur : « {{.Heading}} »"),
	diag.Translate(`^missing value for (\w+)`, "il manque une valeur après « $1 »", "écrivez-la après une espace : « {{if .Summary}} »"),
	diag.Translate(`^bad number syntax: "(.*)"`, "« $1 » n'est pas un nombre", "un texte se met entre guillemets droits, une valeur de la page a un point devant"),
	diag.Translate(`multiple definition of template "(.+)"`, "la partie « $1 » est définie deux fois", "gardez une seule des deux définitions"),
	diag.Translate(`^\{\{(break|continue)\}\} outside`, "« {{$1}} » n'est dans aucun « {{range}} »", "supprimez-le, ou placez-le dans la répétition qu'il arrête"),
	diag.Translate(`^range can only initialize|^too many declarations|^expected :=`, "des variables sont mal définies", "écrivez « {{range $$i, $$x := .Cards}} », avec deux variables au plus"),
	diag.Translate(`^non executable command in pipeline`, "ce qui suit « | » n'est pas une fonction", "après « | », écrivez le nom d'une fonction : « {{.Title | typo}} »"),
	diag.Translate(`^bad character|^unrecognized character|^unexpected `, "un signe n'est pas à sa place entre les accolades", "entre « {{ » et « }} », n'écrivez que des noms, des points, et des textes entre guillemets droits ; vérifiez que les accolades sont bien fermées"),

	diag.Translate(`can't evaluate field (\w+) in type`, "la page n'a pas de valeur « .$1 »", "vérifiez le nom, majuscules comprises, dans le gabarit d'origine ; dans « {{range}} » et « {{with}} », le point est l'élément, et « $$.$1 » la valeur de la page"),
	diag.Translate(`nil pointer evaluating \S+\.(\w+)|indirection through explicit nil`, "« .$1 » est demandé à une valeur que cette page n'a pas", "entourez le passage de « {{with …}} » et « {{end}} »"),
	diag.Translate(`wrong number of args for (\w+)`, "« $1 » n'a pas le bon nombre de valeurs", "comparez avec son emploi dans les gabarits d'origine : « {{compte .Count \"document\"}} »"),
	diag.Translate(`range can't iterate over|can't use .* iterate over more than one`, "« range » ne peut pas répéter cette valeur", "donnez-lui une liste, par exemple « .Cards »"),
	diag.Translate(`has arguments but cannot be invoked|is not a method but has arguments|can't give argument to non-function (.+)`, "une valeur est suivie d'une autre comme si elle était une fonction", "séparez-les : une paire d'accolades pour chaque valeur"),
	diag.Translate(`expected (?:string|bool|integer|unsigned integer|float|complex); found|wrong type for value|invalid value; expected|can't handle|cannot assign nil|(?:non-comparable|incompatible) types|invalid type for comparison|has type .+; should be`, "une valeur n'est pas du genre que la fonction attend", "un nombre s'écrit sans guillemets, un texte avec ; comparez avec les gabarits d'origine"),
	diag.Translate(`missing argument for comparison`, "il manque une valeur à comparer", "écrivez les deux : « {{if eq .Kind \"aides\"}} »"),
	diag.Translate(`index out of range|can't index|cannot index|can't slice`, "l'élément demandé n'est pas dans la liste", "entourez le passage de « {{if}} », ou répétez la liste avec « {{range}} »"),
	diag.Translate(`exceeded maximum template depth`, "une partie s'appelle elle-même sans fin", "supprimez l'appel d'une partie par elle-même"),
	diag.Translate(`no such template "(.+)"|template:? "(.+)" (?:not|is un)defined|"(.+)" is an incomplete or empty template`, "la partie « $1$2$3 » n'existe pas", "vérifiez son nom, ou définissez-la : « {{define \"$1$2$3\"}} … {{end}} »"),
}

// contextMistakes are those of the HTML around the values.
var contextMistakes = map[template.ErrorCode]diag.Translation{
	template.ErrAmbigContext:      {What: "on ne sait pas quelle part de l'adresse cette valeur remplit", Hint: "écrivez le début de l'adresse hors des conditions"},
	template.ErrBadHTML:           {What: "une balise ou un attribut est mal écrit", Hint: "fermez les chevrons, et mettez les attributs entre guillemets droits : « class=\"…\" »"},
	template.ErrBranchEnd:         {What: "selon la condition, une balise ou des guillemets restent ouverts ou non", Hint: "ouvrez et fermez chaque balise et chaque attribut dans la même branche"},
	template.ErrRangeLoopReentry:  {What: "ce que « {{range}} » répète laisse une balise ou des guillemets ouverts", Hint: "fermez-les avant « {{end}} »"},
	template.ErrEndContext:        {What: "le gabarit finit au milieu d'une balise, d'un attribut, d'un style ou d'un script", Hint: "fermez les guillemets et la balise qui restent ouverts"},
	template.ErrOutputContext:     {What: "une partie qui s'appelle elle-même ne finit pas comme elle commence", Hint: "fermez dans la partie tout ce qu'elle ouvre"},
	template.ErrPartialCharset:    {What: "un motif n'est pas fini dans un script", Hint: "fermez le crochet du motif avant la valeur"},
	template.ErrPartialEscape:     {What: "une barre oblique inverse coupe une valeur dans un style ou un script", Hint: "supprimez la barre oblique inverse qui précède les accolades"},
	template.ErrSlashAmbig:        {What: "une barre oblique peut être une division ou un motif", Hint: "ajoutez des parenthèses autour de la division"},
	template.ErrPredefinedEscaper: {What: "la fonction qui protège la valeur est de trop", Hint: "supprimez « html » ou « urlquery » : le recueil protège déjà chaque valeur"},
}
