package markdown

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"recueil/internal/diag"
	"recueil/internal/french"
	"recueil/internal/lists"
)

// A chart is a fenced block that begins with the word « graphique » and a title, with a
// bar on each line: « libellé : valeur unité ». Bars start at zero and have one unit, so
// that their lengths compare; what they say is also written beside each, and in a table.
type chart struct {
	title string
	bars  []bar
}

// bar is a line of a chart. Its value is as the author wrote it, with its unit.
type bar struct {
	label, value string
	unit         string
	size         float64
}

// What a chart may hold: a label and its value share a line of a phone.
const (
	fewestBars   = 2
	mostBars     = 12
	longestLabel = 32 // characters
	longestLine  = 38 // characters of a label and its value
)

// chartWord begins a chart, chartOpening shows how.
const (
	chartWord    = "graphique"
	chartOpening = "```graphique Ventes par mois"
	chartLine    = "écrivez « libellé : valeur unité », par exemple « En ligne : 45 % »"
)

// chartTitle returns the title of a fenced block that is a chart, and whether it is one.
func chartTitle(n *ast.FencedCodeBlock, source []byte) (title string, ok bool) {
	if n.Info == nil {
		return "", false
	}
	word, title, _ := strings.Cut(string(n.Info.Segment.Value(source)), " ")
	if !strings.EqualFold(word, chartWord) {
		return "", false
	}
	return unescape([]byte(strings.TrimSpace(title))), true
}

// fenced writes a fenced block: a chart, or code. A chart that cannot be drawn has been
// reported, and is shown as it is written.
func (c *composer) fenced(n *ast.FencedCodeBlock) {
	c.checkFence(n)
	if title, ok := chartTitle(n, c.text); ok {
		if drawn, ok := c.readChart(n, title); ok {
			c.out.write(drawn.html())
			return
		}
	}
	c.code(n)
}

// readChart reads the bars of a chart, and reports what forbids to draw it.
func (c *composer) readChart(n *ast.FencedCodeBlock, title string) (chart, bool) {
	problems := len(c.problems)
	read := chart{title: title}
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		if text := string(line.Value(c.text)); strings.TrimSpace(text) != "" {
			c.readBar(&read, line.Start, strings.TrimRight(text, " \t\r\n"))
		}
	}
	c.checkChart(n, read, len(c.problems) > problems)
	return read, len(c.problems) == problems
}

// checkChart reports what is wrong with a chart as a whole. Where a line could not be
// read, how many there are is not known.
func (c *composer) checkChart(n *ast.FencedCodeBlock, read chart, partial bool) {
	word := n.Info.Segment
	bad := func(message, hint string) {
		c.report(diag.BadChart, word.Start, word.Start+len(chartWord), message, hint)
	}
	switch {
	case read.title == "":
		bad("le graphique n'a pas de titre", "écrivez-le après le mot « graphique » : "+chartOpening)
	case len(read.bars) > mostBars:
		bad(fmt.Sprintf("le graphique a %d barres : %d au plus se lisent sur un téléphone", len(read.bars), mostBars), "gardez les plus parlantes, ou écrivez un tableau")
	case partial:
	case len(read.bars) < fewestBars:
		bad("un graphique compare au moins deux valeurs", "ajoutez une ligne, ou écrivez le chiffre dans un encadré [!CHIFFRE]")
	case read.full() == 0:
		bad("aucune valeur du graphique ne dépasse zéro : il n'y a rien à dessiner", "écrivez un tableau")
	}
}

// number is one as people write it in French: « 15 000 », « 3,5 ».
var number = regexp.MustCompile(`^(?:\d{1,3}(?:[ \x{a0}\x{202f}\x{2009}]\d{3})+|\d+)(?:,\d+)?`)

// readBar reads the line of a chart that stands at an offset.
func (c *composer) readBar(read *chart, at int, line string) {
	bad := func(from int, part, message, hint string) {
		c.report(diag.BadChart, at+from, at+from+len(part), message, hint)
	}
	indent := len(line) - len(strings.TrimLeft(line, " \t"))
	colon := strings.LastIndexByte(line, ':')
	if colon < 0 || strings.TrimSpace(line[:colon]) == "" || strings.TrimSpace(line[colon+1:]) == "" {
		bad(indent, line[indent:], "cette ligne du graphique n'est pas une barre", chartLine)
		return
	}
	label := strings.TrimRight(line[indent:colon], spacing)
	value := strings.TrimLeft(line[colon+1:], spacing)
	from := len(line) - len(value)
	figures := number.FindString(value)
	unit := strings.Trim(value[len(figures):], spacing)
	switch {
	case strings.HasPrefix(value, "-") || strings.HasPrefix(value, "−"):
		bad(from, value, "un graphique à barres ne montre pas de valeur négative", "écrivez un tableau")
	case figures == "" && french.Fold(label) == "titre":
		bad(indent, line[indent:], "le titre du graphique n'est pas une de ses lignes", "écrivez-le après le mot « graphique » : ```graphique "+value)
	case figures == "":
		bad(from, value, "« "+value+" » ne commence pas par un nombre", chartLine)
	case unit != "" && (strings.IndexByte(".,", unit[0]) >= 0 || '0' <= unit[0] && unit[0] <= '9'):
		bad(from, value, "« "+value+" » ne se lit pas d'une seule façon", "écrivez 1500 ou 1 500 pour mille cinq cents, 1,5 pour un et demi")
	case utf8.RuneCountInString(label) > longestLabel:
		bad(indent, label, fmt.Sprintf("le libellé a plus de %d caractères : il ne tient pas sur une ligne d'un téléphone", longestLabel), "abrégez-le, et expliquez-le dans le texte")
	case utf8.RuneCountInString(label)+utf8.RuneCountInString(value) > longestLine:
		bad(indent, line[indent:], fmt.Sprintf("le libellé et sa valeur ont plus de %d caractères : sur un téléphone, l'un recouvrirait l'autre", longestLine), "abrégez le libellé, ou dites l'unité dans le titre du graphique")
	case len(read.bars) > 0 && !sameUnit(unit, read.bars[0].unit):
		bad(from, value, "cette barre "+unitNamed(unit)+", et la première "+unitNamed(read.bars[0].unit), "donnez la même unité à toutes les barres, ou faites deux graphiques")
	case read.has(label):
		bad(indent, label, "le libellé « "+label+" » est déjà celui d'une autre barre", "donnez à chaque barre son libellé")
	default:
		read.bars = append(read.bars, bar{label, value, unit, sizeOf(figures)})
	}
}

func (c chart) has(label string) bool {
	for _, b := range c.bars {
		if b.label == label {
			return true
		}
	}
	return false
}

// full is the value of a bar of the whole width: the highest, or a hundred for parts of a
// whole, so that a half looks like one.
func (c chart) full() float64 {
	highest := 0.0
	for _, b := range c.bars {
		highest = max(highest, b.size)
	}
	if 0 < highest && highest <= 100 && strings.HasPrefix(c.bars[0].unit, "%") {
		return 100
	}
	return highest
}

// sameUnit reports whether two units are one but for the plural: « 1 jour », « 3 jours ».
func sameUnit(a, b string) bool {
	return strings.TrimSuffix(a, "s") == strings.TrimSuffix(b, "s")
}

// unitNamed says which unit a bar has, or that it has none.
func unitNamed(unit string) string {
	if unit == "" {
		return "n'a pas d'unité"
	}
	return "a l'unité « " + unit + " »"
}

// sizeOf is the length of a bar; number has seen to it that it is one.
func sizeOf(figures string) float64 {
	size, _ := strconv.ParseFloat(strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "\u2009", "", ",", ".").Replace(figures), 64)
	return size
}

// html draws the bars. Lengths are in ems across and hundredths along, and not in units
// of a drawing: words keep the size that the reader chose, whatever the width.
func (c chart) html() string {
	var b strings.Builder
	title := escape(french.Typography(c.title))
	full := c.full()
	fmt.Fprintf(&b, "<figure class=\"graphique\">\n<figcaption>%s</figcaption>\n"+
		`<svg role="img" aria-label="%s" width="100%%" height="%sem">`+"\n", title, attribute(c.spoken()), tenths(30*len(c.bars)))
	for i, bar := range c.bars {
		top := 30 * i
		fmt.Fprintf(&b, `<text y="%sem">%s</text><text class="graphique-valeur" x="100%%" y="%sem">%s</text>`,
			tenths(top+10), escape(french.Typography(bar.label)), tenths(top+10), escape(french.Typography(bar.value)))
		fmt.Fprintf(&b, `<rect class="graphique-fond" y="%sem" width="100%%" height=".7em"></rect><rect y="%sem" width="%s%%" height=".7em"></rect>`+"\n",
			tenths(top+14), tenths(top+14), strconv.FormatFloat(100*bar.size/full, 'f', 1, 64))
	}
	b.WriteString("</svg>\n<details class=\"depliant\">\n<summary>Le tableau des valeurs</summary>\n<table>\n<tbody>\n")
	for _, bar := range c.bars {
		fmt.Fprintf(&b, `<tr><th scope="row">%s</th><td>%s</td></tr>`+"\n", escape(french.Typography(bar.label)), escape(french.Typography(bar.value)))
	}
	b.WriteString("</tbody>\n</table>\n</details>\n</figure>\n")
	return b.String()
}

// spoken is what the drawing shows, in words.
func (c chart) spoken() string {
	return french.Typography("Graphique à barres. " + strings.Join(lists.Of(c.bars, func(b bar) string { return b.label + " : " + b.value }), " ; "))
}

// tenths writes a number of tenths.
func tenths(n int) string { return strconv.FormatFloat(float64(n)/10, 'f', -1, 64) }
