package assets

import (
	"regexp"
	"slices"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
)

// broken are scripts and styles, each wrong in one way, and what is said of it
// first.
var broken = []struct{ entry, text, want string }{
	{"js/a.ts", "const = 2;", "un nom est attendu à la place de « = »"},
	{"js/a.ts", "let a = ;", "« ; » n'est pas à sa place"},
	{"js/a.ts", "let 1a = 2", "« a » n'est pas à sa place"},
	{"js/a.ts", "let a = 1;;}", "« } » n'est pas à sa place"},
	{"js/a.ts", "function f( {", "le fichier s'arrête au milieu d'un passage"},
	{"js/a.ts", "let a = 1e", "le fichier s'arrête au milieu d'un passage"},
	{"js/a.ts", "if (a { }", "il manque « ) » avant « { »"},
	{"js/a.ts", "let a = [1,2", "il manque « ] » à la fin du fichier"},
	{"js/a.ts", "let s = 'abc", "un texte entre guillemets n'est pas fermé"},
	{"js/a.ts", "let s = `abc", "un texte entre guillemets n'est pas fermé"},
	{"js/a.ts", "let r = /abc", "un motif n'est pas fermé"},
	{"js/a.ts", "/* abc", "un commentaire n'est pas fermé"},
	{"js/a.ts", "let a = 1; let a = 2;", "le nom « a » est déjà pris"},
	{"js/a.ts", "const a = 1; a = 2;", "« a » ne peut pas recevoir une autre valeur"},
	{"js/a.ts", "import {x} from './_b'; x", "le fichier « js/_b.ts » n'offre pas « x »"},
	{"js/a.ts", "import * as q from './_b'; q.nope()", "le fichier « js/_b.ts » n'offre pas « nope »"},
	{"js/a.ts", "export default 1; export default 2", "« default » est offert deux fois"},
	{"js/a.ts", "function g() { await f() }", "« await » n'est permis que dans une fonction « async »"},
	{"js/a.ts", "x = y ?? z || 1", "« || » et « ?? » ne se suivent pas sans parenthèses"},
	{"js/a.ts", "break", "« break » n'est pas permis ici"},
	{"js/a.ts", "for (;;) { continue autre }", "l'étiquette « autre » n'existe pas autour de ce passage"},
	{"js/a.ts", "let a = {b: 1, b: 2}", "la clé « b » est écrite deux fois"},
	{"js/a.ts", "class A { constructor() {} constructor() {} }", "ceci est écrit deux fois"},
	{"js/a.ts", "switch (a) { case 1: case 1: }", "ceci est écrit deux fois"},
	{"js/a.ts", "if (typeof a == 'nombre') {}", "« typeof » ne donne jamais « nombre »"},
	{"js/a.ts", "if (a === NaN) {}", "cette comparaison ne répond pas ce que l'on attend"},
	{"js/a.ts", "if (!a in b) {}", "« ! » porte sur le premier nom seulement"},
	{"search/main.ts", "with (a) {}", "cette écriture n'est pas permise dans les scripts du recueil"},
	{"js/a.ts", "let \\u{110000}", "ce caractère n'existe pas"},
	{"js/a.ts", "import './non'", "« ./non » n'existe pas dans le dossier des ressources"},
	{"css/site.css", "a { color: red", "un « { » n'est pas fermé"},
	{"css/site.css", "a[b {}", "un « [ » n'est pas fermé"},
	{"css/site.css", "a { b: url(x }", "une adresse ouverte par « url( » n'est pas fermée"},
	{"css/site.css", "a } b {}", "« } » n'est pas à sa place"},
	{"css/site.css", "a { colr: red }", "la propriété « colr » n'existe pas"},
	{"css/site.css", "a { color red }", "il manque « : » ici"},
	{"css/site.css", "// non\na { b: c }", "« // » ne commence pas un commentaire dans un style"},
	{"css/site.css", "/* x", "un commentaire n'est pas fermé"},
	{"css/site.css", "a{} @import './b.css';", "« @import » vient après d'autres règles"},
	{"css/site.css", "@charset 'latin1';", "le fichier annonce un autre codage que UTF-8"},
	{"css/site.css", "a { b: calc(1px+2px) }", "« + » n'a pas d'espace autour de lui"},
	{"css/site.css", "a { &b { color: red } }", "« b » est collé à « & »"},
	{"css/site.css", "@layer inherit {}", "« inherit » est un nom réservé"},
	{"css/site.css", "@keyframes none { }", "« none » est un nom réservé"},
	{"css/site.css", "@namespace x 'y';", "la règle « @namespace » n'est pas acceptée"},
	{"css/site.css", "@import './non.css';", "« ./non.css » n'existe pas dans le dossier des ressources"},
}

var english = regexp.MustCompile(`(?i)\b(unexpected|expected|cannot|syntax|error|unterminated|found|the)\b`)

// TestMistakesInFrench breaks a source in each way that is translated, and holds
// that esbuild does say all that is.
func TestMistakesInFrench(t *testing.T) {
	var said []string
	for _, c := range broken {
		files := map[string]string{"js/_b.ts": "export const y = 1", "css/b.css": "i{}", c.entry: c.text}
		_, problems, err := Build(tree(files))
		if err != nil || len(problems) == 0 {
			t.Errorf("%q: %v, %v", c.text, problems, err)
			continue
		}
		p := problems[0]
		said = append(said, p.Message)
		if p.Message != c.want || p.Hint == "" || english.MatchString(p.Message+" "+p.Hint) {
			t.Errorf("%q\n got %q\nhint %q\nfrom %q\nwant %q", c.text, p.Message, p.Hint, p.Cause, c.want)
		}
	}
	for _, m := range mistakes {
		form := regexp.MustCompile("^" + regexp.MustCompile(`(?:\\\$\d)+`).ReplaceAllString(regexp.QuoteMeta(m.What), ".*") + "$")
		if !slices.ContainsFunc(said, form.MatchString) {
			t.Errorf("nothing says %q", m.What)
		}
	}
}

// TestMistakeHints keeps what esbuild suggests, and is honest about what nobody
// has translated.
func TestMistakeHints(t *testing.T) {
	_, problems, _ := Build(tree(map[string]string{"css/site.css": "a { colr: red }"}))
	if len(problems) != 1 || problems[0].Hint != "vouliez-vous dire « color » ?" || problems[0].Cause != `"colr" is not a known CSS property` {
		t.Errorf("got %+v", problems)
	}
	if what, hint := frenchMistake(api.Message{Text: "The tool of tomorrow"}); what != anyMistake.What || hint != anyMistake.Hint {
		t.Errorf("got %q, %q", what, hint)
	}
}
