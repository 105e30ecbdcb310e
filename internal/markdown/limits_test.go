package markdown

import (
	"fmt"
	"strings"
	"testing"

	"recueil/internal/diag"
)

// TestLimits gives texts that are small and cost much. Each is reported once, where it
// goes too far, and what stands after it is still read, unless the whole is refused.
func TestLimits(t *testing.T) {
	rows := strings.Repeat("|b|\n", 5000)
	cases := []struct{ name, text, at, rest string }{
		{"a table with many columns", "|" + strings.Repeat("a|", 200) + "\n|" + strings.Repeat("-|", 200) + "\n" + rows, "1:1", "fin"},
		{"many wide tables", strings.Repeat("|"+strings.Repeat("a|", 100)+"\n|"+strings.Repeat("-|", 100)+"\n|b|\n\n", 99), "393:1", "fin"},
		{"a long paragraph", strings.Repeat("des mots simples\n", 1000), "1:1", "fin"},
		{"a paragraph of emphasis", strings.Repeat("*a ", 600), "1:1501", "fin"},
		{"a paragraph of brackets", strings.Repeat("[a](", 600), "1:2001", "fin"},
		{"a paragraph of tags", strings.Repeat("<b>", 600), "1:1501", "fin"},
		{"code never closed", manyTicks(501), "1:1", "fin"},
		{"a long address for many links", "[a]: /" + strings.Repeat("x", 3000) + "\n\n[a] [a]\n", "1:6", "fin"},
		{"many signs", strings.Repeat("*a* `b`\n\n", 2000), "2501:1", ""},
		{"lists in each other", strings.Repeat("- ", 150) + "a", "1:301", ""},
		{"numbered lists in each other", strings.Repeat("1. ", 100) + "a", "1:301", ""},
		{"quotes in each other", strings.Repeat(">", 300) + "a", "1:301", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			body, problems := Parse(diag.NewSource("x.md", []byte(c.text+"\n\nfin\n")), 0, Terms{})
			var at []string
			for _, p := range problems {
				if p.Rule == diag.TooLarge {
					line, column := p.Source.Position(p.Span.Start)
					at = append(at, fmt.Sprintf("%d:%d", line, column))
				}
			}
			if len(at) != 1 || at[0] != c.at {
				t.Errorf("reported at %v, want %s", at, c.at)
			}
			if !strings.HasSuffix(body.Text(), c.rest) || c.rest == "" && body.Text() != "" {
				t.Errorf("the text ends with %q", body.Text()[max(0, len(body.Text())-40):])
			}
			if size := len(body.Text()); size > 5*len(c.text) {
				t.Errorf("%d bytes were made of %d", size, len(c.text))
			}
		})
	}
}

// manyTicks has as many runs of backticks, each of another length.
func manyTicks(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("`", i+1) + " ")
	}
	return b.String()
}

// TestLargeTexts wants what people do write to stay under the limits.
func TestLargeTexts(t *testing.T) {
	for name, text := range map[string]string{
		"a table of prices":  "|a|b|c|d|e|\n|-|-|-|-|-|\n" + strings.Repeat("| [un](x.md) | **deux** | 3 | `4` | cinq |\n", 400),
		"a list of links":    strings.Repeat("- [une page](x.md), **à lire**\n", 500),
		"a report":           strings.Repeat("Une phrase ordinaire, avec un [lien](x.md) et **un mot fort**.\n\n", 800),
		"a paragraph on one": strings.Repeat("Un paragraphe que personne ne coupe. ", 200),
		"a rule":             strings.Repeat("-", 300) + "\n\n" + strings.Repeat("* ", 200),
		"lists":              "- a\n  - b\n    - c\n      - d\n        1. e\n",
		"code":               "```\n" + strings.Repeat("if (a[0] < b[1]) { c = d * e; }\n", 300) + "```\n",
	} {
		_, problems := Parse(diag.NewSource("x.md", []byte(text)), 0, Terms{})
		for _, p := range problems {
			if p.Rule == diag.TooLarge {
				t.Errorf("%s: %s", name, p.Message)
			}
		}
	}
}
