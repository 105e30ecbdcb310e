package check

import (
	"fmt"
	"strings"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/lists"
)

// plainWords are the words of the trade that readers may not know, in small
// letters and the singular, and what to write for each.
var plainWords = map[string]string{
	"back office":          "gestion interne",
	"back-office":          "gestion interne",
	"backup":               "sauvegarde",
	"benchmark":            "comparaison",
	"big data":             "données en masse",
	"business model":       "modèle économique",
	"chatbot":              "robot de conversation",
	"click and collect":    "commande en ligne et retrait en boutique",
	"community management": "animation des réseaux sociaux",
	"community manager":    "animateur des réseaux sociaux",
	"dashboard":            "tableau de bord",
	"data":                 "données",
	"deep learning":        "apprentissage automatique",
	"e-mailing":            "envoi de courriels",
	"emailing":             "envoi de courriels",
	"feedback":             "retour",
	"firewall":             "pare-feu",
	"front office":         "accueil des clients",
	"front-office":         "accueil des clients",
	"growth hacking":       "techniques de croissance",
	"hashtag":              "mot-dièse",
	"helpdesk":             "assistance",
	"hotline":              "assistance téléphonique",
	"lead":                 "contact commercial",
	"login":                "identifiant",
	"machine learning":     "apprentissage automatique",
	"mailing":              "envoi groupé",
	"malware":              "logiciel malveillant",
	"marketplace":          "place de marché",
	"newsletter":           "lettre d'information",
	"onboarding":           "accueil",
	"phishing":             "hameçonnage",
	"plug-in":              "module",
	"plugin":               "module",
	"process":              "façon de faire",
	"ransomware":           "rançongiciel",
	"reporting":            "compte rendu",
	"responsive":           "adapté aux téléphones",
	"roadmap":              "feuille de route",
	"saas":                 "logiciel en ligne, par abonnement",
	"sourcing":             "recherche de fournisseurs",
	"storytelling":         "récit",
	"template":             "modèle",
	"workflow":             "enchaînement des tâches",
}

// longestJargon is the most words of an entry of plainWords.
const longestJargon = 3

// unexplainedJargon reports, at its first use, each word of the trade that
// neither brackets beside it nor the glossary explain.
func unexplainedJargon(s *survey, d *content.Document) []diag.Diagnostic {
	seen := map[string]bool{}
	for _, name := range append(properNames(d), linkTexts(d)...) {
		eachJargon(name, func(word string, _, _ int) { seen[word] = true })
	}
	var problems []diag.Diagnostic
	for _, p := range s.proseOf(d) {
		eachJargon(p.text, func(word string, from, to int) {
			if seen[word] || s.jargon()[word] {
				return
			}
			seen[word] = true
			if besideBrackets(p.text[:from], p.text[to:]) {
				return
			}
			problems = append(problems, diag.New(diag.UnexplainedJargon, d.Source, p.span(from, to), fmt.Sprintf("« %s » est un mot de spécialiste, et rien ne l'explique", p.text[from:to]),
				fmt.Sprintf("écrivez « %s », ou expliquez-le entre parenthèses ou dans glossaire.yaml", plainWords[word])))
		})
	}
	return problems
}

// besideBrackets reports whether a word between two texts, in quotes or not, stands in
// brackets or before some.
func besideBrackets(before, after string) bool {
	const around = blanks + `«»"“”`
	return strings.HasSuffix(strings.TrimRight(before, around), "(") || strings.HasPrefix(strings.TrimLeft(after, around), "(")
}

// eachJargon finds the entries of plainWords in a text, the longest at each place.
func eachJargon(text string, do func(word string, from, to int)) {
	words := wordsIn(text)
	for i, w := range words {
		words[i] = unelided(w)
	}
	for i := 0; i < len(words); i++ {
		for n := min(longestJargon, len(words)-i); n > 0; n-- {
			group := words[i : i+n]
			if word, ok := jargonOf(group); ok {
				last := group[n-1]
				do(word, group[0].at, last.at+len(last.text))
				i += n - 1
				break
			}
		}
	}
}

// jargonOf returns the entry that words are, in the plural or not.
func jargonOf(words []word) (string, bool) {
	list := lists.Of(words, func(w word) string { return strings.ToLower(w.text) })
	whole := strings.Join(list, " ")
	for _, form := range []string{whole, strings.TrimSuffix(whole, "s")} {
		if _, ok := plainWords[form]; ok {
			return form, true
		}
	}
	return "", false
}

// explainedJargon lists the words of the trade that the glossary explains.
func explainedJargon(c *content.Collection) map[string]bool {
	known := map[string]bool{}
	for _, entry := range c.Glossary {
		for _, text := range []string{entry.Term, entry.Acronym} {
			eachJargon(text, func(word string, _, _ int) { known[word] = true })
		}
	}
	return known
}
