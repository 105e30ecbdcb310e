package markdown

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"recueil/internal/diag"
)

var bodies = flag.Int("textes", 1000, "how many texts TestNothingLost makes")

// TestNothingLost makes texts of the habits of people who write: every word is in
// the page, or a problem covers it. Mending what has one right answer then leaves
// nothing to mend, and every word of the page in the page.
//
// More of them: go test ./internal/markdown -run TestNothingLost -textes 100000
func TestNothingLost(t *testing.T) {
	rng := rand.New(rand.NewPCG(12, 2026))
	for i := 0; i < *bodies && !t.Failed(); i++ {
		text := habitual(rng)
		checkNothingLost(t, text)
		checkMends(t, text)
	}
}

// FuzzNothingLost holds any text that a build accepts to the same.
func FuzzNothingLost(f *testing.F) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 40 {
		f.Add(habitual(rng))
	}
	for _, c := range problemCases {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, problems := Parse(diag.NewSource("a.md", []byte(text)), 0, Terms{})
		// What no build accepts is not published, and its editor reads the text again; a
		// reference to a character, or to a byte of an address, is no word.
		refused := diag.HasErrors(problems)
		if utf8.ValidString(text) && !refused && !strings.ContainsAny(text, "&\x00") && !escapedByte.MatchString(text) {
			checkNothingLost(t, text)
		}
		mendAll(t, text)
	})
}

var escapedByte = regexp.MustCompile(`%[0-9A-Fa-f]{2}`)

func checkNothingLost(t *testing.T, text string) {
	t.Helper()
	body, problems := Parse(diag.NewSource("a.md", []byte(text)), 0, Terms{})
	page := pageText(t, string(body.HTML(everything{})))
	tooLarge := func(p diag.Diagnostic) bool { return p.Rule == diag.TooLarge }
	if strings.TrimSpace(page) == "" && slices.ContainsFunc(problems, tooLarge) { // an error, so that nothing is published
		return
	}
	wanted := map[string]int{}
	for _, word := range wordsUncovered(text, problems) {
		wanted[word]++
		if strings.Count(page, word) < wanted[word] {
			t.Fatalf("the word %q of\n%s\nis neither in the page\n%s\nnor under a problem of\n%q", word, text, page, summaries(problems))
		}
	}
}

// pageText is all that a page says: its text, descriptions and addresses.
func pageText(t *testing.T, page string) string {
	t.Helper()
	var text, attributes strings.Builder
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return text.String() + "\n" + attributes.String()
		case html.TextToken:
			text.WriteString(z.Token().Data)
		case html.StartTagToken:
			for _, a := range z.Token().Attr {
				if !strings.Contains(" alt href src title ", " "+a.Key+" ") {
					continue
				}
				value, err := url.PathUnescape(a.Val)
				if err != nil {
					value = a.Val
				}
				attributes.WriteString(value + "\n")
			}
		}
	}
}

// structure is what Markdown reads and readers never do: comments, allowed tags, the
// numbers of a list and of notes, boxes to tick, the language of code, the marks of
// callouts, the names of addresses; addresses first, since one may be named as a box is
// ticked: [x]: …
var structure = regexp.MustCompile(`(?s)<!--.*?-->|(?m:^[>\t ]*\[[^\]\n^!](?:\n?[^\]\n])*\]:[ \t]*\S*)|<[/!?]?[A-Za-z][^<>]*>|(?m:^[>\t \-*+:]*(?:\d+[.)][ \t]*)+)|\[\^[^\]\n]*\](?m::?)|\[[xX ]\](?:\[[^\]\n]*\])*|` +
	"(?m:^[>\\t \\-*+:\\d.)]*(?:`{3,}|~{3,})[ \\t\\r]*[^\\s`]*)" + `|\[![^\]\n]*\]|\](?:\[[^\]\n]*\])+`)

// wordsUncovered lists the words of a text that are to be read, but for those that a
// problem covers.
func wordsUncovered(text string, problems []diag.Diagnostic) []string {
	hidden := make([]bool, len(text))
	hide := func(from, to int) {
		for i := from; i < to; i++ {
			hidden[i] = true
		}
	}
	for _, m := range structure.FindAllStringIndex(text, -1) {
		hide(m[0], m[1])
	}
	for _, p := range problems {
		end := p.Span.End
		if p.Rule == diag.UnclosedComment {
			end = len(text)
		}
		hide(p.Span.Start, end)
	}
	var words []string
	start := -1
	for i, r := range text + " " {
		inside := i < len(text) && !hidden[i] && (unicode.IsLetter(r) || unicode.IsDigit(r))
		if inside && start < 0 {
			start = i
		} else if !inside && start >= 0 {
			words = append(words, text[start:i])
			start = -1
		}
	}
	return words
}

// checkMends mends a text and holds that no word of its page is lost: each is in the
// new page, or still in the text and under a problem.
func checkMends(t *testing.T, text string) {
	t.Helper()
	mended := mendAll(t, text)
	before, _ := Parse(diag.NewSource("a.md", []byte(text)), 0, Terms{})
	after, problems := Parse(diag.NewSource("a.md", []byte(mended)), 0, Terms{})
	now := pageText(t, string(after.HTML(everything{})))
	for _, word := range uniqueWord.FindAllString(pageText(t, string(before.HTML(everything{}))), -1) {
		if !strings.Contains(now, word) && (!strings.Contains(mended, word) || slices.Contains(wordsUncovered(mended, problems), word)) {
			t.Fatalf("mending\n%s\nas\n%s\nloses the word %q of the page\n%s", text, mended, word, now)
		}
	}
}

// mendAll makes the fixes that have one right answer, as often as corrige does, and
// holds that none is left.
func mendAll(t *testing.T, text string) string {
	t.Helper()
	first := text
	for pass := 0; ; pass++ {
		_, problems := Parse(diag.NewSource("a.md", []byte(text)), 0, Terms{})
		var fixes []diag.Fix
		for _, p := range problems {
			if p.Fix.Safe() {
				fixes = append(fixes, p.Fix)
			}
		}
		if len(fixes) == 0 {
			return text
		}
		if pass == 10 {
			t.Fatalf("mended ten times,\n%q\nis\n%q\nand still asks for %q", first, text, summaries(problems))
		}
		mended, _ := diag.Apply([]byte(text), fixes)
		text = string(mended)
	}
}

// uniqueWord is a word that habitual makes: each stands once in its text.
var uniqueWord = regexp.MustCompile("(?:" + strings.Join(habitStems, "|") + `)\d+q`)

var habitStems = []string{"caisse", "été", "devis", "boutique", "marché", "facture", "réponse", "atelier"}

// habitual makes a text of a few blocks, as people write them, each word its own.
func habitual(rng *rand.Rand) string {
	n := 0
	word := func() string {
		n++
		return fmt.Sprintf("%s%dq", habitStems[rng.IntN(len(habitStems))], n)
	}
	var b strings.Builder
	for range 1 + rng.IntN(6) {
		block := habitBlocks[rng.IntN(len(habitBlocks))]
		for strings.Contains(block, "P") {
			block = strings.Replace(block, "P", habitPassages[rng.IntN(len(habitPassages))], 1)
		}
		for strings.Contains(block, "W") {
			block = strings.Replace(block, "W", word(), 1)
		}
		b.WriteString(block + []string{"\n\n", "\n\n", "\n"}[rng.IntN(3)])
	}
	text := b.String()
	if rng.IntN(8) == 0 {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}

// habitBlocks are blocks as people write them: W is a word, P a passage.
var habitBlocks = []string{
	"P", "P P", "P\nP", "W P, W.", "P : P.\nP",
	"## W P", "##W P", "##\u00a0W W", "#W W", "# W", "W P\n---", "W W\n---", "W\n-----", "W, W.\n===",
	"- P\n- P\n  - W", "-W W\n-W W", "-\u00a0W\n-\u00a0W", "• P\n• W", "•\tW\n\t◦ W", "– W\n– P", "* W\n* P", "+ 30 % W", "- 20 % W\n", "+\u00a0W", "- • W",
	"1. P\n2. W", "1)W\n2)W", "1.\u00a0W\n2.\u00a0W", "1/ W\n2/ W", "2019. W W", "[ ] W\n[x] W", "- [x] W P", "-[ ] W",
	"| W | W |\n|---|---|\n| P | W |", "| W | W |\n| W | P |", "| W | W |\n|---|\n| W | W |", "| W |\n|---|\n| W | W |", "| W | W |\n|--|--|\n| W | `W` |\n\n| W | W |", "| — | — |",
	"> P\n> W", "> [!CONSEIL]\n> P", "> \\[!ATTENTION]\n> W", "[!CONSEIL] W\nW", ">\u00a0[!CHIFFRE] W", "> [!TIP]\n> W",
	"::: tip W\nP\n:::", ":::warning\nP", "!!! note \"W\"\n    W P", "??? tip\n\n    W W", "    W W\n    W", "\tW W W",
	"W\nW W\n: W", "W\n: W", "W W W W W W\n: P", "```texte W\nW\n```", "```\nW\n```", "~~~\nW\n~~~",
	"P[^W]\n\n[^note]: W P", "[W]: https://exemple.fr/W", "Voir [W][x]\n\n[x]: https://exemple.fr \"W\"",
	"<table><tr><th>W</th><th>W</th></tr>\n<tr><td>W</td><td>P</td></tr></table>", "<table><tr><td>W</td></tr></table>",
	"<details>\n<summary>W</summary>\n<p>W P</p>\n</details>", "<p>P</p><p>W</p>", "<ul>\n<li>W</li>\n<li>W <b>W</b></li>\n</ul>", "<div>\n\nP\n\n</div>",
	"W <h2>W</h2> W", "<blockquote>W</blockquote>\nW", "<figure><img src=\"a.png\" alt=\"W\"><figcaption>W</figcaption></figure>", "<!-- W -->\nW",
	"![W](a.png \"W\")", "W ![W](a.png \"W\") W", "== W ==", "h2. W", "{% include W %}", "[caption id=\"a\"]W[/caption]", "[[toc]]\nW",
}

// habitPassages are what such blocks hold.
var habitPassages = []string{
	"W W", "W, W", "**W** W", "**W **W", "** W ** W", "W**W :**W", "**L’**W", "**« W »**W", "*W *W", "*W :*W", "__W __W", "~~ W ~~ W", "**W *W **W*", "***W ***W", "W**", "**W",
	"==W==", "H~2~O W", "W^er^ W", "5*3*2 W", "W 12 €* W", "'''W''' W", "''W'' W",
	"[W](https://exemple.fr/W)", "[W] (https://exemple.fr/W)", "(W)[https://exemple.fr/W]", "[W](https://exemple.fr/W W)", "[W](tel:01 23 45 67 89)", "[W](a.md \"W\")", "[W][W]", "[W]", "[[W|W]]", "![[W]]", "<https://exemple.fr/W>",
	"https://exemple.fr/été", "www.exemple.fr/W", "W_W@exemple.fr", "01 23 45 67 89 W", "`W`", "l`W", "`W", "W&nbsp W", "{{ W }}", "W {#ancre}", "{: .ancre }", ":sourire: W", "%%note%% W",
	"<b>W</b>W", "<b>W :</b>W", "<i>W <b>W</b></i>", "<u>W</u>", "<span lang=\"en\">W</span>", "<i lang=\"en\">W</i> W", "<em lang=\"de\">W</em>", "<a href=\"a.md\">W</a>", "<a name=x></a>W", "W<br/>W", "W</br>W", "<font>W", "<sup>W</sup>", "<abbr title=\"W\">W</abbr>",
	"W\\\nW", "\\*W\\*", "«W»", "n° 12 W", "M. W", "W (W [W] W)", "a < b W", "W | W",
}
