package markdown

import (
	"slices"
	"strings"
	"testing"

	"recueil/internal/diag"
)

const salesChart = "```graphique Ventes de l'année\nEn ligne : 1 500 €\nBoutique & marché : 3000 €\n\nTéléphone : 0 €\n```\n"

func TestChart(t *testing.T) {
	checkHTML(t, []htmlCase{
		{"bars and table", salesChart, `<figure class="graphique">
<figcaption>Ventes de l’année</figcaption>
<svg role="img" aria-label="Graphique à barres. En ligne_: 1_500_€_; Boutique &amp; marché_: 3000_€_; Téléphone_: 0_€" width="100%" height="9em">
<text y="1em">En ligne</text><text class="graphique-valeur" x="100%" y="1em">1_500_€</text><rect class="graphique-fond" y="1.4em" width="100%" height=".7em"></rect><rect y="1.4em" width="50.0%" height=".7em"></rect>
<text y="4em">Boutique &amp; marché</text><text class="graphique-valeur" x="100%" y="4em">3000_€</text><rect class="graphique-fond" y="4.4em" width="100%" height=".7em"></rect><rect y="4.4em" width="100.0%" height=".7em"></rect>
<text y="7em">Téléphone</text><text class="graphique-valeur" x="100%" y="7em">0_€</text><rect class="graphique-fond" y="7.4em" width="100%" height=".7em"></rect><rect y="7.4em" width="0.0%" height=".7em"></rect>
</svg>
<details class="depliant">
<summary>Le tableau des valeurs</summary>
<table>
<tbody>
<tr><th scope="row">En ligne</th><td>1_500_€</td></tr>
<tr><th scope="row">Boutique &amp; marché</th><td>3000_€</td></tr>
<tr><th scope="row">Téléphone</th><td>0_€</td></tr>
</tbody>
</table>
</details>
</figure>`},
		{"what cannot be drawn is shown as written", "```graphique A\nb\n```", `<pre tabindex="0"><code>b` + "\n</code></pre>"},
		{"code of another language", "```graphiques A\nb\n```", `<pre tabindex="0"><code>b` + "\n</code></pre>"},
	})
	if half := render("```graphique A\nÀ 12:30 : 1,5\nAprès : 3\n```"); !strings.Contains(half, `width="50.0%"`) || !strings.Contains(half, ">À 12:30</text>") {
		t.Errorf("a decimal is read otherwise: %s", half)
	}
	if part := render("```graphique A\nOui : 20 %\nNon : 50 %\n```"); !strings.Contains(part, `width="50.0%"`) {
		t.Errorf("a half of a whole does not look like one: %s", part)
	}
}

// TestChartIsText holds that words of a chart are searched as those of a text.
func TestChartIsText(t *testing.T) {
	if got, want := parse(t, "```graphique Ventes\nEn ligne : 1 kg\nAilleurs : 2 kg\n```\n").Text(), "Ventes\nEn ligne : 1 kg\nAilleurs : 2 kg"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestChartProblems(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"none", "```Graphique A\nUn jour : 1 jour\nTrois jours : 3 jours\n```", nil},
		{"no title", "```graphique\nA : 1\nB : 2\n```", []string{"1:4 graphique-illisible `graphique`"}},
		{"one bar", "> ```graphique T\n> A : 1\n> ```", []string{"1:6 graphique-illisible `graphique`"}},
		{"nothing to draw", "```graphique T\nA : 0\nB : 0\n```", []string{"1:4 graphique-illisible `graphique`"}},
		{"too many", "```graphique T\n" + strings.Join(strings.Split("abcdefghijklm", ""), " : 1\n") + " : 1\n```", []string{"1:4 graphique-illisible `graphique`"}},
		{"no value", "- ```graphique T\n  A\n  B :\n  C : 3\n  ```", []string{"2:3 graphique-illisible `A`", "3:3 graphique-illisible `B :`"}},
		{"a word", "```graphique T\nA : douze\nB : 2\n```", []string{"2:5 graphique-illisible `douze`"}},
		{"negative", "```graphique T\nA : -3 %\nB : 2 %\n```", []string{"2:5 graphique-illisible `-3 %`"}},
		{"a point", "```graphique T\nA : 1.500 €\nB : 12 34 €\n```", []string{"2:5 graphique-illisible `1.500 €`", "3:5 graphique-illisible `12 34 €`"}},
		{"two units", "```graphique T\nA : 1 €\nB : 2 k€\n```", []string{"3:5 graphique-illisible `2 k€`"}},
		{"a long label", "```graphique T\nEntreprises de moins de dix salariés : 1\nB : 2\n```", []string{"2:1 graphique-illisible `Entreprises de moins de dix salariés`"}},
		{"a label and a unit that would cover it", "```graphique T\nEntreprises de moins de dix : 1 salariée\nEntreprises de moins de vingt : 2 salariées\n```", []string{"3:1 graphique-illisible `Entreprises de moins de vingt : 2 salariées`"}},
		{"a label twice", "```graphique T\nA : 1\n A : 2\n```", []string{"3:2 graphique-illisible `A`"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, text := range []string{c.text, strings.ReplaceAll(c.text, "\n", "\r\n")} {
				_, problems := Parse(diag.NewSource("a.md", []byte(text)), 0, Terms{})
				if got := summaries(problems); !slices.Equal(got, c.want) {
					t.Errorf("%q\n got %q\nwant %q", text, got, c.want)
				}
			}
		})
	}
}

// TestChartAdvice holds the words of what an editor is most likely to write wrong.
func TestChartAdvice(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a unit on some bars", "```graphique T\nA : 1\nB : 2 %\n```", "cette barre a l'unité « % », et la première n'a pas d'unité"},
		{"no unit on some bars", "```graphique T\nA : 1 %\nB : 2\n```", "cette barre n'a pas d'unité, et la première a l'unité « % »"},
		{"a title among the bars", "```graphique T\nTitre : Ventes\nA : 1\nB : 2\n```", "le titre du graphique n'est pas une de ses lignes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, problems := Parse(diag.NewSource("a.md", []byte(c.text)), 0, Terms{})
			if len(problems) != 1 || problems[0].Message != c.want {
				t.Errorf("got %v, want %q", problems, c.want)
			}
		})
	}
}
