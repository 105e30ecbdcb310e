package authoring

import (
	"fmt"
	"path"
	"strings"

	"recueil/internal/content"
	"recueil/internal/lists"
)

// Draft is what is known of a file before it is written.
type Draft struct {
	Of     content.FileDefinition // a type of document, or the editions
	Slug   string
	Values map[string][]string // of keys that are texts, or lists of them; one each but of lists
}

// New returns the file of a draft. Its header has the keys that are known, those that are
// wanted, empty, and in comments all others, each with what it says; its text has the
// headings of a good document of its type, each with its question.
//
// A document is a draft (« brouillon ») until its author says otherwise.
func New(d Draft) File {
	var b strings.Builder
	if d.Of.IsDocument() {
		fmt.Fprintf(&b, "---\n%s---\n%s", d.header(), d.body())
		return File{path.Join(d.Of.Name, d.Slug+".md"), []byte(b.String())}
	}
	b.WriteString(d.header())
	return File{path.Join(d.Of.Name, d.Slug+".yaml"), []byte(b.String())}
}

// laterKeys are those that no new file has: imports write one, and overlays the others.
var laterKeys = map[string]bool{"import": true, "retire": true, "remplace": true, "alias": true, "ignore": true}

// header writes the keys. What is known or wanted comes first.
func (d Draft) header() string {
	var now, later strings.Builder
	for _, k := range d.Of.Keys {
		_, known := d.Values[k.Name]
		switch {
		case k.Name == "brouillon":
			now.WriteString("brouillon: true # tant que la page n'est pas prête ; supprimez alors cette ligne\n")
		case known || k.Required && k.Keys == nil:
			fmt.Fprintf(&now, "%s: %s%s\n", k.Name, d.value(k), said(k))
		case !laterKeys[k.Name]:
			later.WriteString(commented("# ", k))
		}
	}
	if later.Len() == 0 {
		return now.String()
	}
	return now.String() + "\n# Les autres clés, avec un exemple. Ôtez le « # » de celles qui servent.\n" + later.String()
}

// value writes what is known of a key; nothing is an empty text or list.
func (d Draft) value(k content.KeyDefinition) string {
	texts := lists.Of(d.Values[k.Name], func(v string) string { return Quoted(v, k) })
	if k.List {
		return "[" + strings.Join(texts, ", ") + "]"
	}
	return strings.Join(append(texts, `""`)[:1], "")
}

// plain are the kinds of values that need no quotes.
var plain = map[content.Kind]bool{content.KindDate: true, content.KindBoolean: true, content.KindChoice: true}

// Quoted writes a value of a key as every reader of YAML reads it.
func Quoted(text string, k content.KeyDefinition) string {
	names := k.NamedType() != "" || k.Kind == content.KindTerritory
	if text != "" && plain[k.Kind] || names && content.IsSlug(text) && strings.Trim(text, "0123456789") != "" {
		return text
	}
	return content.Quoted(text)
}

// said is the comment that follows a key.
func said(k content.KeyDefinition) string {
	said := []string{k.Help}
	if k.Required && k.Keys != nil {
		said = append(said, "Obligatoire.")
	}
	if k.Values != nil && k.Kind == content.KindChoice {
		names := lists.Of(k.Values, func(v content.Value) string { return v.Name })
		said = append(said, "Au choix : "+strings.Join(names, ", ")+".")
	}
	if k.Max > 0 {
		said = append(said, fmt.Sprintf("%d caractères au plus.", k.Max))
	}
	return " # " + strings.ReplaceAll(strings.Join(said, " "), "`", "")
}

// commented writes a key that is not there yet, with its example, and those of its group.
func commented(indent string, k content.KeyDefinition) string {
	if k.Keys == nil {
		example := k.Example
		if k.List {
			example = "[" + example + "]"
		}
		return indent + k.Name + ": " + example + said(k) + "\n"
	}
	var b strings.Builder
	b.WriteString(indent + k.Name + ":" + said(k) + "\n")
	for i, sub := range k.Keys {
		inner := indent + "  "
		if k.List {
			if inner += "  "; i == 0 {
				inner = indent + "  - "
			}
		}
		line := commented(inner, sub)
		if k.List && i == 0 { // what follows the first line of a group has no dash
			first, rest, _ := strings.Cut(line, "\n")
			line = first + "\n" + strings.ReplaceAll(rest, indent+"  - ", indent+"    ")
		}
		b.WriteString(line)
	}
	return b.String()
}

// body writes the headings of a good document, each with the question that it answers.
func (d Draft) body() string {
	var b strings.Builder
	for _, heading := range content.Type(d.Of.Name).Outline() {
		fmt.Fprintf(&b, "\n## %s\n\n<!-- %s -->\n", heading, questions[heading])
	}
	if b.Len() == 0 {
		b.WriteString("\n<!-- Écrivez ici, en phrases courtes. Ce commentaire n'est pas publié. -->\n")
	}
	return b.String()
}

// questions are what the headings of [content.Type.Outline] answer, as one asks them to
// whoever tells the story.
var questions = map[string]string{
	"Le besoin":                   "Quel problème l'entreprise voulait-elle résoudre ? Comment faisait-elle avant ?",
	"La démarche":                 "Qu'a-t-elle fait, dans quel ordre, avec qui ? Combien de temps et d'argent cela a-t-il pris ?",
	"Les résultats":               "Qu'est-ce qui a changé ? Des chiffres, avec leur date, seulement s'ils sont connus.",
	"Les difficultés":             "Qu'est-ce qui a raté, coûté plus cher ou pris plus de temps que prévu ?",
	"Ce qu'on referait autrement": "Que ferait l'entreprise si elle recommençait ? Seulement ce qu'elle a dit.",
	"La leçon, selon nous":        "Qu'est-ce qu'un confrère peut en faire ? C'est à vous de l'écrire, en deux à cinq phrases.",
	"Ce que vous saurez faire":    "En une ligne : ce que le lecteur saura faire à la fin.",
	"Étape par étape":             "Une liste numérotée, un geste par étape.",
	"Au programme":                "Que s'y passe-t-il, dans quel ordre, avec qui ?",
	"Pour qui":                    "À quelles entreprises est-ce utile ? Que faut-il savoir, ou apporter ?",
	"S'inscrire":                  "Comment s'inscrire, jusqu'à quand, combien de places ?",
	"À éviter":                    "Les erreurs courantes, et comment les voir venir.",
}
