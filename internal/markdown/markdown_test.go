package markdown

import (
	"slices"
	"strings"
	"testing"

	"recueil/internal/diag"
)

// everything answers for every link and picture but those named "perdu".
type everything struct{}

func (everything) Link(dest string) (string, bool) {
	return dest, !strings.Contains(dest, "perdu")
}

func (everything) Image(dest string) (Picture, bool) {
	return Picture{Src: dest, Width: 8, Height: 6}, !strings.Contains(dest, "perdu")
}

func (everything) Term(id string) (string, bool) { return "#" + id, id != "perdu" }

func parse(t *testing.T, text string) *Body {
	t.Helper()
	body, problems := Parse(diag.NewSource("a.md", []byte(text)), 0, Terms{})
	if len(problems) > 0 {
		t.Errorf("%q: unexpected problems: %v", text, summaries(problems))
	}
	return body
}

func render(text string) string {
	body, _ := Parse(diag.NewSource("a.md", []byte(text)), 0, Terms{})
	return string(body.HTML(everything{}))
}

// visible makes narrow no-break spaces visible in expectations.
func visible(s string) string { return strings.ReplaceAll(s, "\u202f", "_") }

type htmlCase struct{ name, text, want string }

func checkHTML(t *testing.T, cases []htmlCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := visible(render(c.text))
			if strings.TrimSpace(got) != strings.TrimSpace(c.want) {
				t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
			}
			if crlf := visible(render(strings.ReplaceAll(c.text, "\n", "\r\n"))); crlf != got {
				t.Errorf("%q with CRLF\n got %s\nwant %s", c.text, crlf, got)
			}
		})
	}
}

const (
	img         = ` width="8" height="6" loading="lazy" decoding="async">`
	tableBefore = `<div class="tableau" role="group" aria-label="Tableau" tabindex="0">` + "\n<table>\n<thead>\n<tr>\n"
	tableAfter  = "</tr>\n</tbody>\n</table>\n</div>"
)

func TestBlocks(t *testing.T) {
	checkHTML(t, []htmlCase{
		{"empty", "", ""},
		{"blank", "\n \n", ""},
		{"paragraphs", "un\ndeux\n\ntrois", "<p>un\ndeux</p>\n<p>trois</p>"},
		{"hard breaks", "un\\\ndeux  \ntrois", "<p>un<br>\ndeux<br>\ntrois</p>"},
		{"emphasis", "*a* **b** ~~c~~", "<p><em>a</em> <strong>b</strong> <del>c</del></p>"},
		{"rule", "a\n\n---\n", "<p>a</p>\n<hr>"},
		{"quotation", "> a\n", "<blockquote>\n<p>a</p>\n</blockquote>"},
		{"bullets", "- a\n- b\n  - c\n", "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>"},
		{"loose list", "- a\n\n- b\n", "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>"},
		{"numbers", "3. a\n4. b\n", `<ol start="3">` + "\n<li>a</li>\n<li>b</li>\n</ol>"},
		{"numbers from one", "1) a\n", "<ol>\n<li>a</li>\n</ol>"},
		{"fenced code", "```go\na < b &amp; 'c' !\n```", `<pre tabindex="0"><code>a &lt; b &amp;amp; 'c' !` + "\n</code></pre>"},
		{"indented code", "    a ?\n\n    b\n", `<pre tabindex="0"><code>a ?` + "\n\nb\n</code></pre>"},
		{"code span", "`a < b ! &amp;` fin", "<p><code>a &lt; b ! &amp;amp;</code> fin</p>"},
		{"code span over two lines", "`a\nb`", "<p><code>a b</code></p>"},
		{"escapes and entities", `\*a\* &eacute; &lt;b&gt; \&amp;x &#8239;`, "<p>*a* é &lt;b&gt; &amp;amp;x _</p>"},
		{"tasks", "- [ ] a\n- [x] b\n", "<ul>\n" +
			`<li class="tache"><span role="img" aria-label="À faire">☐</span> a</li>` + "\n" +
			`<li class="tache"><span role="img" aria-label="Fait">☑</span> b</li>` + "\n</ul>"},
		{"definitions", "Terme\n: Sens\n: Autre\n", "<dl>\n<dt>Terme</dt>\n<dd>Sens</dd>\n<dd>Autre</dd>\n</dl>"},
		{"definition before a refused tag", "a\n\n<!-- rien -->\n\nb", "<p>a</p>\n<p>b</p>"},
		{"table", "|A|B|C|\n|:--|--:|:-:|\n|1|2|3|\n", tableBefore +
			`<th scope="col">A</th>` + "\n" + `<th scope="col" class="droite">B</th>` + "\n" +
			`<th scope="col" class="centre">C</th>` + "\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n" +
			`<td class="droite">2</td>` + "\n" + `<td class="centre">3</td>` + "\n" + tableAfter},
		{"table with an empty header", "| |B|\n|-|-|\n|1|`a\\|b`|\n", tableBefore +
			"<td></td>\n" + `<th scope="col">B</th>` + "\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td><code>a|b</code></td>\n" + tableAfter},
		{"table without rows", "|A|\n|-|\n", tableBefore + `<th scope="col">A</th>` + "\n</tr>\n</thead>\n</table>\n</div>"},
		{"nothing of an author's attributes", "## a {#b .c}\n", `<h2 id="a-b-c">a {#b .c}</h2>`},
	})
}

func TestHeadings(t *testing.T) {
	checkHTML(t, []htmlCase{
		{"accents", "## L'été à Œuvrer, Ça & là n° 2\n", `<h2 id="l-ete-a-oeuvrer-ca-la-n-2">L’été à Œuvrer, Ça &amp; là n°` + "\u00a0" + `2</h2>`},
		{"other Latin letters", "## Straße, æther, Tromsø, Łódź, x²\n", `<h2 id="strasse-aether-tromso-lodz-x2">Straße, æther, Tromsø, Łódź, x²</h2>`},
		{"equal titles", "## a\n## a\n## a-2\n## a\n", `<h2 id="a">a</h2>` + "\n" + `<h2 id="a-2">a</h2>` + "\n" + `<h2 id="a-2-2">a-2</h2>` + "\n" + `<h2 id="a-3">a</h2>`},
		{"no letter", "## ?!\n## €\n", `<h2 id="section">?!</h2>` + "\n" + `<h2 id="section-2">€</h2>`},
		{"underlined", "a *b*\n---\n", `<h2 id="a-b">a <em>b</em></h2>`},
		{"closing signs", "## a ##\n", `<h2 id="a">a</h2>`},
		{"level one", "# a\n## b\n", `<h2 id="a">a</h2>` + "\n" + `<h3 id="b">b</h3>`},
		{"skipped", "## a\n#### b\n### c\n#### d\n", `<h2 id="a">a</h2>` + "\n" + `<h3 id="b">b</h3>` + "\n" + `<h3 id="c">c</h3>` + "\n" + `<h4 id="d">d</h4>`},
		{"starts too low", "### a\n### b\n## c\n", `<h2 id="a">a</h2>` + "\n" + `<h2 id="b">b</h2>` + "\n" + `<h2 id="c">c</h2>`},
		{"empty", "##\n\na", "<p>a</p>"},
		{"too deep", "## a\n### b\n#### c\n##### d\n###### e\n", `<h2 id="a">a</h2>` + "\n" + `<h3 id="b">b</h3>` + "\n" +
			`<h4 id="c">c</h4>` + "\n" + `<h5 id="d">d</h5>` + "\n" + `<h6 id="e">e</h6>`},
	})
}

func TestHeadingList(t *testing.T) {
	body := parse(t, "## L'idée `x`\n\n> ### ![vue](../images/a.jpg) **b**\n")
	want := []Heading{
		{2, "l-idee-x", "L'idée x", diag.Span{Start: 0, End: 14}},
		{3, "vue-b", "vue b", diag.Span{Start: 18, End: 51}},
	}
	if !slices.Equal(body.Headings(), want) {
		t.Errorf("got %+v\nwant %+v", body.Headings(), want)
	}
	if !body.HasAnchor("vue-b") || body.HasAnchor("vue") {
		t.Error("HasAnchor does not know exactly the ids of the headings")
	}
}

func TestCallouts(t *testing.T) {
	open := func(kind, title string) string {
		return `<div class="encadre encadre-` + kind + `" role="note" aria-label="` + title + `">` + "\n" + `<p class="encadre-titre">` + title + "</p>\n"
	}
	checkHTML(t, []htmlCase{
		{"mark alone", "> [!CONSEIL]\n> a\n", open("conseil", "Conseil") + "<p>a</p>\n</div>"},
		{"text on the line", "> [!attention] a\n> b\n", open("attention", "Attention") + "<p>a\nb</p>\n</div>"},
		{"two paragraphs", "> [! Chiffre ]\n>\n> a\n>\n> b\n", open("chiffre", "Chiffre") + "<p>a</p>\n<p>b</p>\n</div>"},
		{"list", "> [!CONSEIL]\n> - a\n", open("conseil", "Conseil") + "<ul>\n<li>a</li>\n</ul>\n</div>"},
		{"nothing else", "> [!CONSEIL]\n", open("conseil", "Conseil") + "</div>"},
		{"in a list", "- > [!CONSEIL]\n  > a\n", "<ul>\n<li>" + open("conseil", "Conseil") + "<p>a</p>\n</div>\n</li>\n</ul>"},
		{"after a tab", ">\t[!CONSEIL] a\n", open("conseil", "Conseil") + "<p>a</p>\n</div>"},
		{"not first", "> a\n>\n> [!CONSEIL]\n", "<blockquote>\n<p>a</p>\n<p>[!CONSEIL]</p>\n</blockquote>"},
		{"a link", "> [!a](b)\n", "<blockquote>\n" + `<p><a href="b">!a</a></p>` + "\n</blockquote>"},
		{"unknown", "> [!NOTE]\n> a\n", "<blockquote>\n<p>[!NOTE]\na</p>\n</blockquote>"},
	})
}

func TestFootnotes(t *testing.T) {
	call := func(n, id string) string {
		return `<sup class="appel"><a href="#note_` + n + `" id="appel_` + id + `" role="doc-noteref" aria-label="Note ` + n + `">` + n + "</a></sup>"
	}
	back := func(id, label string) string {
		return ` <a href="#appel_` + id + `" class="retour" role="doc-backlink" aria-label="Retour au texte` + label + `">↩</a>`
	}
	const before, after = `<section class="notes" role="doc-endnotes" aria-label="Notes">` + "\n<ol>\n", "</ol>\n</section>"
	checkHTML(t, []htmlCase{
		{"one", "a[^x].\n\n[^x]: Note !\n", "<p>a" + call("1", "1") + ".</p>\n" + before +
			`<li id="note_1"><p>Note_!` + back("1", "") + "</p>\n</li>\n" + after},
		{"called twice", "a[^x] b[^x]\n\n[^x]: N\n", "<p>a" + call("1", "1") + " b" + call("1", "1_2") + "</p>\n" + before +
			`<li id="note_1"><p>N` + back("1", "") + back("1_2", " (2)") + "</p>\n</li>\n" + after},
		{"in order of calls", "a[^y] b[^x]\n\n[^x]: X\n[^y]: Y\n", "<p>a" + call("1", "1") + " b" + call("2", "2") + "</p>\n" + before +
			`<li id="note_1"><p>Y` + back("1", "") + "</p>\n</li>\n" + `<li id="note_2"><p>X` + back("2", "") + "</p>\n</li>\n" + after},
		{"ends with a list", "a[^x]\n\n[^x]: N\n\n    - b\n", "<p>a" + call("1", "1") + "</p>\n" + before +
			`<li id="note_1"><p>N</p>` + "\n<ul>\n<li>b</li>\n</ul>\n<p>" + back("1", "") + "</p>\n</li>\n" + after},
		{"within a link", "[a[^x]](b)\n\n[^x]: N\n", `<p><a href="b">a<sup class="appel">1</sup></a></p>` + "\n" + before +
			`<li id="note_1"><p>N</p>` + "\n</li>\n" + after},
		{"never called", "a\n\n[^x]: N\n", "<p>a</p>"},
	})
}

func TestText(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"empty", "", ""},
		{"inline", "L'*été* `a  b`\\\n[lien](x.md) &eacute; ![alt](../images/a.jpg) fin !", "L'été a b lien é fin !"},
		{"blocks", "## T\n\na\nb\n\n- c\n- d\n\n> e\n", "T\na b\nc\nd\ne"},
		{"code", "```\nx  = 1\n\ny\n```\n", "x  = 1\n\ny"},
		{"table", "|A|B|\n|-|-|\n|1|2|\n", "A B\n1 2"},
		{"tags and comments", "a<br>b H<sub>2</sub>O <!-- c -->\n\n<!-- d\n\ne -->", "a b H2O"},
		{"legend of a figure", "![alt](../images/a.jpg \"Vue\")", "Vue"},
		{"footnotes last", "a[^x]\n\n[^x]: N\n\nb", "a\nb\nN"},
		{"definitions", "T\n: D\n", "T\nD"},
		{"callout without its title", "> [!CONSEIL] a\n", "a"},
		{"invalid UTF-8", "a\xff`b\xff`", "a\uFFFDb\uFFFD"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			body, _ := Parse(diag.NewSource("a.md", []byte(c.text)), 0, Terms{})
			if got := body.Text(); got != c.want {
				t.Errorf("%q\n got %q\nwant %q", c.text, got, c.want)
			}
		})
	}
}

// TestShared renders one body for two editions at once, for the race detector,
// and twice for one, which must give the same bytes.
func TestShared(t *testing.T) {
	body := parse(t, "[a](x.md) ![b](../images/b.jpg)")
	done := make(chan string)
	for range 2 {
		go func() { done <- string(body.HTML(everything{})) }()
	}
	if a, b := <-done, <-done; a != b {
		t.Errorf("one text gave two pages:\n%s\n%s", a, b)
	}
}
