package markdown

import (
	"bytes"
	"cmp"
	"strings"
	"unicode/utf8"
)

// insteadOf is the hint for a refused opening tag: the Markdown for it, with
// the author's own words when they are short.
func (c *composer) insteadOf(t tag) string {
	inner := c.innerText(t)
	switch t.name {
	case "a":
		return "écrivez [" + inner + "](" + cmp.Or(t.attribute("href"), "adresse") + ")"
	case "img":
		return "écrivez ![" + cmp.Or(t.attribute("alt"), "description") + "](" +
			cmp.Or(t.attribute("src"), "../images/nom-du-fichier") + ")"
	}
	if form, ok := markdownFor[t.name]; ok {
		return "écrivez " + strings.ReplaceAll(form, "texte", inner)
	}
	if hint, ok := adviceFor[t.name]; ok {
		return hint
	}
	if bytes.HasSuffix(c.text[:t.from], []byte("<")) && bytes.HasPrefix(c.text[t.to:], []byte(">")) {
		return "pour des guillemets, écrivez « " + strings.Trim(t.raw, "<>") + " »"
	}
	return `supprimez la balise ; pour montrer ces signes au lecteur, écrivez \` + t.raw
}

// markdownFor is the Markdown for a tag, around "texte".
var markdownFor = map[string]string{
	"b": "**texte**", "strong": "**texte**",
	"i": "*texte*", "em": "*texte*", "cite": "*texte*", "dfn": "*texte*", "var": "*texte*",
	"s": "~~texte~~", "strike": "~~texte~~", "del": "~~texte~~",
	"code": "`texte`", "tt": "`texte`", "samp": "`texte`",
	"q":  "« texte »",
	"h1": "## texte", "h2": "## texte", "h3": "### texte",
	"h4": "#### texte", "h5": "##### texte", "h6": "###### texte",
	"blockquote": "> texte",
	"li":         "- texte",
}

const (
	layout  = "supprimez la balise : la mise en page est celle du site"
	aTable  = "écrivez le tableau avec des barres : | Colonne | Colonne |, puis | --- | --- |, puis une ligne par rangée"
	aVideo  = "supprimez la balise et indiquez la vidéo dans la clé « video: » de la fiche"
	aForm   = "supprimez la balise : le texte ne contient pas de formulaire ; donnez plutôt un lien"
	aScript = "supprimez la balise et ce qu'elle contient : le texte ne contient ni programme ni style"
)

// adviceFor is the hint for the tags that no sign replaces one for one.
var adviceFor = map[string]string{
	"p":          "supprimez la balise et séparez les paragraphes par une ligne vide",
	"ul":         "supprimez la balise et commencez chaque ligne par « - »",
	"ol":         "supprimez la balise et commencez chaque ligne par « 1. »",
	"dl":         "écrivez le terme sur une ligne, puis « : définition » sur la suivante",
	"dt":         "écrivez le terme sur une ligne, puis « : définition » sur la suivante",
	"dd":         "écrivez le terme sur une ligne, puis « : définition » sur la suivante",
	"hr":         "écrivez --- entre deux lignes vides",
	"pre":        "écrivez le code entre deux lignes ```",
	"u":          "supprimez la balise : un texte souligné passe pour un lien ; **texte** le met en valeur",
	"ins":        "supprimez la balise",
	"figure":     "écrivez ![description](../images/nom-du-fichier \"légende\")",
	"figcaption": "écrivez ![description](../images/nom-du-fichier \"légende\")",
	"details":    "écrivez un titre « ## » et le texte au-dessous",
	"summary":    "écrivez un titre « ## » et le texte au-dessous",
	"table":      aTable, "thead": aTable, "tbody": aTable, "tfoot": aTable, "tr": aTable,
	"td": aTable, "th": aTable, "caption": aTable, "col": aTable, "colgroup": aTable,
	"div": layout, "span": layout, "center": layout, "font": layout, "big": layout, "small": layout,
	"mark": layout, "section": layout, "article": layout, "aside": layout, "header": layout,
	"footer": layout, "main": layout, "nav": layout, "wbr": layout,
	"iframe": aVideo, "video": aVideo, "embed": aVideo, "object": aVideo, "audio": aVideo, "source": aVideo,
	"form": aForm, "input": aForm, "button": aForm, "select": aForm, "option": aForm, "textarea": aForm, "label": aForm,
	"script": aScript, "style": aScript, "link": aScript, "meta": aScript, "noscript": aScript,
	"svg": "enregistrez le dessin dans content/images et écrivez ![description](../images/nom-du-fichier)",
}

// innerLimit is the longest text that a hint quotes, in characters.
const innerLimit = 60

// innerText is what stands between an opening tag and its end, when it is short
// and without other tags, or else "texte".
func (c *composer) innerText(t tag) string {
	rest := string(c.text[t.to:min(t.to+4*innerLimit, len(c.text))])
	inner, after, ok := strings.Cut(rest, "<")
	inner = strings.TrimSpace(inner)
	closes := ok && len(after) > len(t.name) && strings.EqualFold(after[:len(t.name)+1], "/"+t.name)
	if !closes || inner == "" || strings.ContainsAny(inner, "\r\n") || utf8.RuneCountInString(inner) > innerLimit {
		return "texte"
	}
	return inner
}
