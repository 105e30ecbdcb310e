package render

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// brokenMains are bodies of the template of plain pages, each wrong in one way,
// and what is said of it.
var brokenMains = []struct{ name, text, want string }{
	{"open if", "{{if .Heading}}", "n'est pas fermé avant la fin du fichier"},
	{"stray end", "{{end}}{{end}}", "ce « {{end}} » ne ferme rien"},
	{"stray else", "{{else}}", "ce « {{else}} » est de trop"},
	{"two elses", "{{if .Heading}}a{{else}}b{{else}}c{{end}}", "ce « {{else}} » est de trop"},
	{"define inside", "{{if .Heading}}{{define \"x\"}}{{end}}{{end}}", "une partie est définie au milieu d'une autre"},
	{"one brace", "<h1>{{.Heading</h1>", "un signe n'est pas à sa place"},
	{"closed by one brace", "{{.Heading}", "un signe n'est pas à sa place"},
	{"assignment", "{{if .Heading = \"a\"}}{{end}}", "un signe n'est pas à sa place"},
	{"accent", "{{.Heading à}}", "la fonction « à » n'existe pas"},
	{"curly quotes", "{{if eq .Heading “a”}}{{end}}", "un signe n'est pas à sa place"},
	{"open comment", "{{/* rien", "un commentaire n'est pas fermé"},
	{"loose comment", "{{/* rien */ }}", "un commentaire n'est pas fermé"},
	{"open parenthesis", "{{(.Heading}}", "une parenthèse ouverte n'est pas fermée"},
	{"stray parenthesis", "{{.Heading)}}", "une parenthèse fermante est de trop"},
	{"open text", "{{typo \"a}}", "un texte entre guillemets n'est pas fermé"},
	{"unknown function", "{{majuscule .Heading}}", "la fonction « majuscule » n'existe pas"},
	{"no dot", "{{Heading}}", "la fonction « Heading » n'existe pas"},
	{"unknown variable", "{{$a}}", "la variable « $a » n'est pas définie ici"},
	{"if of nothing", "{{if}}{{end}}", "il manque une valeur après « if »"},
	{"nothing", "{{}}", "des accolades ne contiennent rien"},
	{"nothing piped", "{{typo ()}}", "des accolades ne contiennent rien"},
	{"bad number", "{{nombre 1a}}", "« 1a » n'est pas un nombre"},
	{"break outside", "{{break}}", "« {{break}} » n'est dans aucun « {{range}} »"},
	{"variables of if", "{{if $a, $b := .Heading}}{{end}}", "des variables sont mal définies"},
	{"piped into a value", "{{.Heading | \"a\"}}", "ce qui suit « | » n'est pas une fonction"},
	{"defined twice", "{{end}}{{define \"x\"}}a{{end}}{{define \"x\"}}b", "la partie « x » est définie deux fois"},

	{"unknown field", "{{.Titel}}", "la page n'a pas de valeur « .Titel »"},
	{"unknown field of an element", "{{range .Terms}}{{.Heading}}{{end}}{{.Frame.Non}}", "la page n'a pas de valeur"},
	{"field of a text", "{{.Heading.Non}}", "la page n'a pas de valeur « .Non »"},
	{"field of nothing", "{{.Illustration.Credit}}", "« .Credit » est demandé à une valeur que cette page n'a pas"},
	{"too few values", "{{compte 2}}", "« compte » n'a pas le bon nombre de valeurs"},
	{"range over a text", "{{range .Feed}}{{end}}", "« range » ne peut pas répéter cette valeur"},
	{"a value as a function", "{{.Heading \"a\"}}", "comme si elle était une fonction"},
	{"a text as a function", "{{\"a\" .Heading}}", "comme si elle était une fonction"},
	{"a text for a number", "{{nombre \"a\"}}", "n'est pas du genre que la fonction attend"},
	{"a list for a text", "{{typo .Crumbs}}", "n'est pas du genre que la fonction attend"},
	{"unlike compared", "{{if eq .Heading 2}}{{end}}", "n'est pas du genre que la fonction attend"},
	{"nothing compared", "{{if eq .Heading}}{{end}}", "il manque une valeur à comparer"},
	{"element out of the list", "{{index .Crumbs 99}}", "l'élément demandé n'est pas dans la liste"},
	{"unknown part", "{{template \"perdue\" .}}", "la partie « perdue » n'existe pas"},
	{"without end", "{{template \"x\" .}}{{end}}{{define \"x\"}}{{template \"x\" .}}", "s'appelle elle-même sans fin"},

	{"ambiguous address", "<a href=\"{{if .Heading}}/a{{else}}/b?c={{end}}{{.Heading}}\">", "quelle part de l'adresse"},
	{"bad tag", "<p =\"\">", "une balise ou un attribut est mal écrit"},
	{"branches", "<p {{if .Heading}}class=\"a{{end}}>", "selon la condition"},
	{"loop", "{{range .Crumbs}}<p class=\"{{.Text}}{{end}}", "ce que « {{range}} » répète"},
	{"recursion", "<script>a = [{{template \"y\" .}}]</script>{{end}}{{define \"y\"}}{{if .Heading}}{{template \"y\" .}}{{end}}{{.Heading}}\",", "une partie qui s'appelle elle-même ne finit pas"},
	{"pattern", "<script>var a = /[{{.Heading}}]/</script>", "un motif n'est pas fini"},
	{"backslash", "<script>var a = \"\\{{.Heading}}\"</script>", "une barre oblique inverse"},
	{"division", "<script>{{if .Heading}}var a = 1{{end}}/-{{.Heading}}</script>", "une division ou un motif"},
	{"escaped twice", "{{.Heading | html | typo}}", "la fonction qui protège la valeur est de trop"},
}

// english matches words that only the engines write.
var english = regexp.MustCompile(`(?i)\b(unexpected|expected|template|executing|type|error|undefined|render\.|context)\b`)

// TestMistakesInFrench breaks a template in each way that the engines tell apart.
func TestMistakesInFrench(t *testing.T) {
	view := viewOf(t, fixture, "")
	var said []string
	for _, c := range brokenMains {
		t.Run(c.name, func(t *testing.T) {
			set, problems := Parse(overlaid(t, map[string]string{"pages/page.html": "{{define \"main\"}}" + c.text + "{{end}}"}))
			for _, p := range set.Pages(Input{View: view}) {
				if len(problems) > 0 {
					break
				}
				if p.Path == "pages/contribuer/index.html" {
					_, problems, _ = p.Render()
				}
			}
			if len(problems) != 1 {
				t.Fatalf("%d problems: %s", len(problems), describe(problems))
			}
			p := problems[0]
			said = append(said, p.Message)
			if !strings.Contains(p.Message, c.want) || p.Hint == "" || english.MatchString(p.Message+" "+p.Hint) {
				t.Errorf("got %q\nhint %q\nfrom %q\nwant %q", p.Message, p.Hint, p.Cause, c.want)
			}
			if p.Cause == "" || p.Source.Path != "templates/pages/page.html" {
				t.Errorf("cause %q in %s", p.Cause, p.Source.Path)
			}
		})
	}
	for _, base := range []string{`{{define "base"}}<p class="a{{end}}`, `{{define "base"}}{{.Heading`} { // which end the page
		_, problems := Parse(overlaid(t, map[string]string{"base.html": base}))
		said = append(said, problems[0].Message)
	}
	everyTranslationMet(t, said)
}

// everyTranslationMet holds that the engines do say all that is translated.
func everyTranslationMet(t *testing.T, said []string) {
	t.Helper()
	list := slices.Concat(mistakes, slices.Collect(maps.Values(contextMistakes)))
	for _, m := range list {
		form := regexp.MustCompile("^" + regexp.MustCompile(`(?:\\\$\d)+`).ReplaceAllString(regexp.QuoteMeta(m.What), ".*") + "$")
		if !slices.ContainsFunc(said, form.MatchString) {
			t.Errorf("nothing says %q", m.What)
		}
	}
}

// TestMistakeOfNoKind says what to do with what nobody has translated.
func TestMistakeOfNoKind(t *testing.T) {
	what, hint := frenchMistake("the engine of tomorrow says so", 0)
	if what != anyMistake.What || !strings.Contains(hint, "--verbose") {
		t.Errorf("got %q, %q", what, hint)
	}
}
