package markdown

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"recueil/internal/diag"
)

// summaries returns each problem as "line:column rule `text`", in order.
func summaries(problems []diag.Diagnostic) []string {
	var out []string
	for _, d := range diag.Sort(problems) {
		line, column := d.Source.Position(d.Span.Start)
		text := strings.ReplaceAll(string(d.Source.Text[d.Span.Start:d.Span.End]), "\r\n", "\n")
		out = append(out, fmt.Sprintf("%d:%d %s `%s`", line, column, d.Rule.Name, text))
	}
	return out
}

var problemCases = []struct {
	name, text string
	want       []string
}{
	{"nothing wrong", "## a\n\nb `<b>` \\<b> a < b, 1<2 [c](d.md) ![e](f.png) x[^1]\n\n### g\n\n[^1]: h\n", nil},

	{"level one", "é\n\n# a\n", []string{"3:1 niveau-de-titre `# a`"}},
	{"level one underlined", "a\nb\n===\n", []string{"1:1 niveau-de-titre `a\nb`"}},
	{"skipped level", "## a\n\n  ####  b ##\n", []string{"3:3 niveau-de-titre `####  b`"}},
	{"first level", "### a\n### b\n", []string{"1:1 niveau-de-titre `### a`"}},
	{"empty heading", "## a\n##\n", []string{"2:1 niveau-de-titre `##`"}},
	{"heading of a comment", "## <!-- a -->\n", []string{"1:1 niveau-de-titre `## <!-- a -->`"}},

	{"script link", "é [a]( javascript:x 't')\n", []string{"1:8 lien-refuse `javascript:x`", "1:22 texte-perdu `t`"}},
	{"data link", "> b\n> [a](<data:x>)", []string{"2:8 lien-refuse `data:x`"}},
	{"vbscript autolink", "<vbscript:x>", []string{"1:2 lien-refuse `vbscript:x`"}},
	{"file link", "[a](file:///x) [b](C:\\x)", []string{"1:5 lien-refuse `file:///x`", "1:20 lien-refuse `C:\\x`"}},
	{"reference to a refused link", "a [b][c]\n\n[c]: ftp://x\n", []string{"1:3 lien-refuse `[b][c]`"}},
	{"incomplete link", "[a](//exemple.fr)", []string{"1:5 lien-refuse `//exemple.fr`"}},
	{"name before a site", "[a](https://impots.gouv.fr@b.example/)", []string{"1:5 lien-refuse `https://impots.gouv.fr@b.example/`"}},
	{"coded letter of another alphabet", "[a](https://xn--impts-lye.gouv.fr/)", []string{"1:5 lien-refuse `https://xn--impts-lye.gouv.fr/`"}},
	{"accent in a name", "[a](https://xn--caf-dma.example.org/) [b](https://café.example.org/)", nil},
	{"letter of another alphabet", "[a](https://imp\u043ets.gouv.fr/)", []string{"1:5 lien-refuse `https://imp\u043ets.gouv.fr/`"}},
	{"text of another address", "[www.impots.gouv.fr](https://b.example/) [b.example](https://www.b.example/x) [c.b.example](https://b.example)", []string{"1:22 lien-refuse `https://b.example/`"}},
	{"empty link", "a [b]() [](c.md)", []string{"1:7 lien-refuse ``", "1:12 lien-refuse `c.md`"}},
	{"image of another site", "![a](https://exemple.fr/x.png)", []string{"1:6 lien-refuse `https://exemple.fr/x.png`"}},
	{"image of nothing", "![a]()", []string{"1:6 lien-refuse ``"}},
	{"image without alternative", "a ![ ](x.png) ![][r]\n\n[r]: y.png\n", []string{"1:3 image-sans-alt `![ ](x.png`", "1:15 image-sans-alt `![][r]`"}},

	{"tags", "é <b>a</b>\n*<u>c</u>*\n", []string{"1:3 html-interdit `<b>`", "2:2 html-interdit `<u>`"}},
	{"tag over two lines", "> <a\n> href=\"x\">b</a>\n", []string{"1:3 html-interdit `<a\n> href=\"x\">`"}},
	{"tags of a block", "<div>\n  <p>a</p>\n\n</div>\n", []string{"1:1 html-interdit `<div>`"}},
	{"closing tag alone", "a</div>\n", []string{"1:2 html-interdit `</div>`"}},
	{"tag that is not HTML", "a <o:p></o:p> <nom de x@y>", []string{"1:3 html-interdit `<o:p>`", "1:15 html-interdit `<nom de x@y>`"}},
	{"declarations", "a <?php x ?> <!DOCTYPE html>", []string{"1:3 html-interdit `<?php x ?>`", "1:14 html-interdit `<!DOCTYPE html>`"}},
	{"tag in a table", "|a|\n|-|\n| <b>c</b> |\n", []string{"3:3 html-interdit `<b>`"}},
	{"tag in an alternative", "![<b>a</b>](x.png)", []string{"1:3 html-interdit `<b>`"}},
	{"attribute", "<sup class=\"a\">b</sup> <abbr title=\"c\">d</abbr>", []string{"1:1 html-interdit `<sup class=\"a\">`"}},
	{"closing br", "a</br>b", []string{"1:2 html-interdit `</br>`"}},
	{"unclosed tag", "a <sup>b\n\nc</sup>", []string{"1:3 balise-non-fermee `<sup>`", "3:2 balise-non-fermee `</sup>`"}},
	{"crossed tags", "<sup><kbd>a</sup></kbd>", []string{"1:6 balise-non-fermee `<kbd>`", "1:18 balise-non-fermee `</kbd>`"}},
	{"tag crossed with emphasis", "**<sub>a** b</sub>", []string{"1:3 balise-non-fermee `<sub>`", "1:13 balise-non-fermee `</sub>`"}},
	{"unclosed comment", "a\n\n  <!-- b\n\nc\n", []string{"3:3 commentaire-non-ferme `<!--`"}},
	{"comment cut by a blank line", "a <!-- b\n\nc -->\n", []string{"1:3 commentaire-non-ferme `<!--`"}},
	{"comment that ends with its list", "- <!-- b\n\nc --> d\n", []string{"1:3 commentaire-non-ferme `<!--`"}},

	{"unknown callout", "a\n\n> [!ATENTION] b\n", []string{"3:3 encadre-inconnu `[!ATENTION]`"}},
	{"unknown callout after a tab", ">\t[!X]\n", []string{"1:3 encadre-inconnu `[!X]`"}},

	{"unclosed code", "é\n\n```\na\n", []string{"3:1 bloc-non-ferme `````"}},
	{"unclosed code after tabs", "-\t~~~~\n\ta\n\nb\n", []string{"1:3 bloc-non-ferme `~~~~`"}},
	{"closed by another sign", "```\na\n~~~\n", []string{"1:1 bloc-non-ferme `````"}},
	{"closed too short", "````\na\n```\n", []string{"1:1 bloc-non-ferme ``````"}},
	{"closed too far right", "```\na\n    ```\n", []string{"1:1 bloc-non-ferme `````"}},
	{"closed code", "```\na\n   ```\n\n> ~~~\n> b\n> ~~~\n", nil},

	{"missing footnote", "é[^x], ![^y] `[^z]` \\[^z] [^z](u) [^]", []string{"1:2 note-inconnue `[^x]`", "1:9 note-inconnue `[^y]`"}},
	{"footnote with a space", "a[^x]\n\n[^x] : b\n", []string{"1:2 note-inconnue `[^x]`", "3:1 note-inconnue `[^x]`"}},
}

// TestProblems also reads each text after a front matter, and with CRLF: the
// problems move with it and stay the same.
func TestProblems(t *testing.T) {
	const head = "---\ntitre: été\n---\n"
	for _, c := range problemCases {
		t.Run(c.name, func(t *testing.T) {
			for _, lineEnd := range []string{"\n", "\r\n"} {
				text := strings.ReplaceAll(c.text, "\n", lineEnd)
				_, problems := Parse(diag.NewSource("a.md", []byte(text)), 0, Terms{})
				if got := summaries(problems); !slices.Equal(got, c.want) {
					t.Errorf("%q\n got %q\nwant %q", text, got, c.want)
				}
				_, moved := Parse(diag.NewSource("a.md", []byte(head+text)), len(head), Terms{})
				checkMoved(t, problems, moved, len(head))
			}
		})
	}
}

func checkMoved(t *testing.T, problems, moved []diag.Diagnostic, by int) {
	t.Helper()
	if len(moved) != len(problems) {
		t.Fatalf("%d problems after a front matter, %d without", len(moved), len(problems))
	}
	for i, d := range moved {
		if d.Span.Start-by != problems[i].Span.Start || d.Span.End-by != problems[i].Span.End || d.Message != problems[i].Message {
			t.Errorf("after a front matter: got %+v, want %+v and %d more", d.Span, problems[i].Span, by)
		}
	}
}

// TestWords holds what authors read: message, then hint.
func TestWords(t *testing.T) {
	cases := []struct{ name, text, message, hint string }{
		{"bold", "<b>Prix</b>", "la balise <b> n'est pas acceptée", "écrivez **Prix**"},
		{"strong in capitals", "<STRONG>Prix</STRONG>", "la balise <strong> n'est pas acceptée", "écrivez **Prix**"},
		{"italic around a tag", "<i><x></i>", "la balise <i> n'est pas acceptée", "écrivez *texte*"},
		{"link", `<a class="x" href="../fiches/a.md?b&amp;c">La fiche</a>`, "la balise <a> n'est pas acceptée", "écrivez [La fiche](../fiches/a.md?b&c)"},
		{"link without address", "<a name=x></a>", "la balise <a> n'est pas acceptée", "écrivez [texte](adresse)"},
		{"image", `<img src="../images/a.jpg" alt="Vue">`, "la balise <img> n'est pas acceptée", "écrivez ![Vue](../images/a.jpg)"},
		{"heading", "<h2>Prix</h2>", "la balise <h2> n'est pas acceptée", "écrivez ## Prix"},
		{"heading one", "<h1>Prix</h1>", "la balise <h1> n'est pas acceptée", "écrivez ## Prix"},
		{"heading four", "<h4>Prix</h4>", "la balise <h4> n'est pas acceptée", "écrivez #### Prix"},
		{"list", "<ul>", "la balise <ul> n'est pas acceptée", "supprimez la balise et commencez chaque ligne par « - »"},
		{"video", "<iframe src=x>", "la balise <iframe> n'est pas acceptée", "supprimez la balise et indiquez la vidéo dans la clé « video: » de la fiche"},
		{"angle brackets as quotes", "a <<mot>>", "la balise <mot> n'est pas acceptée", "pour des guillemets, écrivez « mot »"},
		{"not HTML", "tapez <nom>", "la balise <nom> n'est pas acceptée", `supprimez la balise ; pour montrer ces signes au lecteur, écrivez \<nom>`},
		{"attribute", "<br class=x>", "l'attribut « class » n'est pas accepté dans la balise <br>", "écrivez <br>"},
		{"callout", "> [!CONSIEL]", "l'encadré « [!CONSIEL] » n'existe pas", "vouliez-vous dire « [!CONSEIL] » ?"},
		{"far callout", "> [!NOTE]", "l'encadré « [!NOTE] » n'existe pas", "les encadrés sont [!CONSEIL], [!ATTENTION], [!CHIFFRE]"},
		{"level one", "# Prix *bas*", "le titre de niveau 1 est réservé au titre de la page", "écrivez « ## Prix bas »"},
		{"skipped level", "## a\n##### b", "le titre saute du niveau 2 au niveau 5", "écrivez « ### b »"},
		{"code", "~~~\na", "le bloc de code n'est pas fermé", "ajoutez à sa fin une ligne qui ne contient que ~~~, sans espace devant"},
		{"footnote", "a[^b c]", "la note « b c » n'est écrite nulle part", "ajoutez une ligne « [^b c]: texte de la note »"},
		{"footnote written with a space", "[^b] : c", "la note « b » n'est pas reconnue", "écrivez « [^b]: » après une ligne vide, sans espace avant le deux-points"},
		{"link scheme", "[a](ftp://b)", "les liens « ftp: » ne sont pas acceptés", "écrivez une adresse en https://, un lien mailto: ou tel:, ou le chemin d'une page du site"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, problems := Parse(diag.NewSource("a.md", []byte(c.text)), 0, Terms{})
			if len(problems) == 0 || problems[0].Message != c.message || problems[0].Hint != c.hint {
				t.Errorf("%q\n got %+v\nwant %s\n     %s", c.text, problems, c.message, c.hint)
			}
		})
	}
}

func TestMissedFence(t *testing.T) {
	const text = "```\na\n    ```\n"
	_, problems := Parse(diag.NewSource("a.md", []byte(text)), 0, Terms{})
	if len(problems) != 1 || len(problems[0].Related) != 1 {
		t.Fatalf("got %+v, want one problem and the line that does not close it", problems)
	}
	if got := problems[0].Related[0].Span; got != (diag.Span{Start: 10, End: 13}) {
		t.Errorf("got %+v, want the second fence", got)
	}
}

func TestAuthorsHTML(t *testing.T) {
	checkHTML(t, []htmlCase{
		{"allowed", "a<br>b<BR />c H<SUB>2</SUB>O 1<sup>er</sup> <kbd>F5</kbd>", "<p>a<br>b<br>c H<sub>2</sub>O 1<sup>er</sup> <kbd>F5</kbd></p>"},
		{"abbreviation", `<abbr title='a "b" &lt; c' class="d">TPE</abbr> <abbr>x</abbr>`, `<p><abbr title="a &quot;b&quot; &lt; c">TPE</abbr> <abbr>x</abbr></p>`},
		{"attributes dropped", `<kbd onclick="x()">a</kbd>`, "<p><kbd>a</kbd></p>"},
		{"nested", "<sup><kbd>a</kbd></sup>", "<p><sup><kbd>a</kbd></sup></p>"},
		{"unbalanced", "a<sup>b **c</sup>**</kbd>", "<p>ab <strong>c</strong></p>"},
		{"alone on a line", "<br>\n\n<kbd>\n\na", "<p>a</p>"},
		{"refused", "<script>alert('1')</script> <b onclick=x>a</b> <?php ?> <!A>", "<p>alert('1') a  </p>"},
		{"refused block", "<div style=x>\n\n**a**\n\n</div>\n", "<p><strong>a</strong></p>"},
		{"not HTML", "<o:p>a</o:p>", "<p>&lt;o:p&gt;a&lt;/o:p&gt;</p>"},
		{"comments", "a <!-- b --> c<!-- d\ne -->f", "<p>a  cf</p>"},
		{"comment alone", "<!-- a -->\n\nb", "<p>b</p>"},
		{"long comment", "a\n<!-- b\n\n## c\n\n--> d\n\ne", "<p>a</p>\n<p>d</p>\n<p>e</p>"},
		{"escaped", `\<b> \<!-- a`, "<p>&lt;b&gt; &lt;!-- a</p>"},
	})
}
