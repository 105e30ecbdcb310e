package markdown

import "testing"

// typographyCases show narrow no-break spaces as "_".
var typographyCases = []htmlCase{
	{"sees through markup", "**mot** : l'*idée* «**a**» *b*!", "<p><strong>mot</strong>_: l’<em>idée</em> «_<strong>a</strong>_» <em>b</em>_!</p>"},
	{"space inside the markup", "*a :* b **15** 000", "<p><em>a_:</em> b <strong>15</strong>_000</p>"},
	{"code is one object", "l'`a'b ! 15 000` : `c`!", "<p>l’<code>a'b ! 15 000</code>_: <code>c</code>!</p>"},
	{"links and addresses", "[l'a ?](x.md) : <https://exemple.fr/l'a> !", `<p><a href="x.md">l’a_?</a>_: <a href="https://exemple.fr/l'a" class="externe" rel="external noopener">https://exemple.fr/l'a</a>_!</p>`},
	{"attributes are left alone", `<abbr title="l'a : b !">l'a</abbr> !`, `<p><abbr title="l'a : b !">l’a</abbr>_!</p>`},
	{"after a line break", "a<br> ! b\\\n! c", "<p>a<br> ! b<br>\n! c</p>"},
	{"escapes", `a \! b &colon; c&nbsp;\?`, "<p>a_! b_: c_?</p>"},
	{"every block", "## l'a !\n\n- l'a !\n\n|l'a !|\n|-|\n", `<h2 id="l-a">l’a_!</h2>` + "\n<ul>\n<li>l’a_!</li>\n</ul>\n" +
		tableBefore + `<th scope="col">l’a_!</th>` + "\n</tr>\n</thead>\n</table>\n</div>"},
}

func TestTypographyInMarkdown(t *testing.T) { checkHTML(t, typographyCases) }
