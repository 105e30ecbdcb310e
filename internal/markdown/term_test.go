package markdown

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"recueil/internal/diag"
)

// glossary has each sort of entry: a name alone, one with its acronym, one with
// an English word, names one in another, proper names.
var glossary = NewTerms([]Term{
	{"cci", "Chambre de commerce et d'industrie", "CCI", "Établissement public."},
	{"pme", "Petite et moyenne entreprise", "PME", "Moins de 250 salariés."},
	{"tpe", "Très petite entreprise", "TPE", "Moins de dix salariés."},
	{"ia", "Intelligence artificielle", "IA", "Programmes."},
	{"ia-generative", "IA générative", "", "Programmes qui écrivent."},
	{"facture-electronique", "Facture électronique", "", `Une facture "lue" <par> un logiciel : pas un PDF.`},
	{"cloud", "Informatique en nuage", "cloud", "Chez un prestataire."},
	{"ca", "Chiffre d'affaires", "CA", "Les ventes."},
	{"ei", "Entreprise d'insertion", "EI", "Une structure."},
	{"fact", "Fonds pour l'amélioration", "Fact", "Un fonds."},
	{"dgfip", "Direction générale des finances", "DGFiP", "Les impôts."},
	{"e-reporting", "E-reporting", "", "Un envoi."},
	{"perdu", "Perdu", "", "Que l'édition n'a pas."},
})

var anyTerm = regexp.MustCompile(`<a href="#([a-z-]*)" class="terme( sigle)?" title="[^"]*">([^<]*)</a>`)

// withoutTerms is a page with the words of its terms alone.
func withoutTerms(page string) string { return anyTerm.ReplaceAllString(page, "$3") }

// linked shows the terms of a page as {words|id}.
func linked(text string, terms Terms) string {
	body, _ := Parse(diag.NewSource("a.md", []byte(text)), 0, terms)
	return strings.TrimSpace(visible(anyTerm.ReplaceAllString(string(body.HTML(everything{})), "{$3|$1}")))
}

var termCases = []htmlCase{
	{"first use only", "La CCI aide. La CCI paie.", "<p>La {CCI|cci} aide. La CCI paie.</p>"},
	{"name then acronym", "La chambre de commerce et d'industrie (CCI) et la CCI.", "<p>La {chambre de commerce et d’industrie|cci} (CCI) et la CCI.</p>"},
	{"plural", "Des PMEs, des chambres de commerce et d’industrie, des factures électroniques.", "<p>Des {PMEs|pme}, des {chambres de commerce et d’industrie|cci}, des {factures électroniques|facture-electronique}.</p>"},
	{"plural in -aux is no other word", "Des CA cloudaux.", "<p>Des {CA|ca} cloudaux.</p>"},
	{"capitals and accents", "FACTURE ELECTRONIQUE, Cloud", "<p>{FACTURE ELECTRONIQUE|facture-electronique}, {Cloud|cloud}</p>"},
	{"decomposed accents", "une facture e\u0301lectronique", "<p>une {facture e\u0301lectronique|facture-electronique}</p>"},
	{"acronyms as written", "ça ca Ca fact FACT ia dgfip DGFIP DGFiP", "<p>ça ca Ca fact FACT ia dgfip DGFIP {DGFiP|dgfip}</p>"},
	{"whole words", "CCIA, SCCI, éCCI, facturee électronique, surfacture électronique", "<p>CCIA, SCCI, éCCI, facturee électronique, surfacture électronique</p>"},
	{"elision", "l'IA et d’IA", "<p>l’{IA|ia} et d’IA</p>"},
	{"longest first", "L'IA générative et l'IA.", "<p>L’{IA générative|ia-generative} et l’{IA|ia}.</p>"},
	{"not inside a longer one seen before", "IA générative, IA génératives.", "<p>{IA générative|ia-generative}, IA génératives.</p>"},
	{"across lines", "une facture\nélectronique", "<p>une {facture\nélectronique|facture-electronique}</p>"},
	{"across spaces that do not break", "une facture\u00a0électronique", "<p>une {facture\u00a0électronique|facture-electronique}</p>"},
	{"not across a line break", "une facture<br>électronique", "<p>une facture<br>électronique</p>"},
	{"not across marks", "facture, électronique", "<p>facture, électronique</p>"},
	{"not across markup", "une **facture** électronique", "<p>une <strong>facture</strong> électronique</p>"},
	{"within emphasis", "une **facture électronique** *CCI*", "<p>une <strong>{facture électronique|facture-electronique}</strong> <em>{CCI|cci}</em></p>"},
	{"compounds of capitals", "Les TPE-PME et TPE/PME", "<p>Les {TPE|tpe}-{PME|pme} et TPE/PME</p>"},
	{"no part of a compound", "anti-cloud, cloud-là, e-CCI, E-reporting", "<p>anti-cloud, cloud-là, e-CCI, {E-reporting|e-reporting}</p>"},
	{"no part of an address", "www.cci.CCI.fr, contact@CCI.fr, a_CCI", `<p><a href="https://www.cci.CCI.fr" class="externe" rel="external noopener">www.cci.CCI.fr</a>, <a href="mailto:contact@CCI.fr">contact@CCI.fr</a>, a_CCI</p>`},
	{"marks around", "« CCI » (la CCI) : CCI!", "<p>«_{CCI|cci}_» (la CCI)_: CCI_!</p>"},
	{"not in a heading", "## La CCI\n\nLa CCI.", "<h2 id=\"la-cci\">La CCI</h2>\n<p>La {CCI|cci}.</p>"},
	{"not in a link", "[La CCI](/a/) puis CCI", "<p><a href=\"/a/\">La CCI</a> puis {CCI|cci}</p>"},
	{"not in a link that the edition has not", "[La CCI](perdu) puis CCI", "<p>La CCI puis {CCI|cci}</p>"},
	{"not in a strong link", "[**CCI**](/a/)", "<p><a href=\"/a/\"><strong>CCI</strong></a></p>"},
	{"not in code", "`CCI`\n\n    CCI", "<p><code>CCI</code></p>\n<pre tabindex=\"0\"><code>CCI\n</code></pre>"},
	{"nor after an abbr", "<abbr title=\"x\">CCI</abbr> puis CCI", "<p><abbr title=\"x\">CCI</abbr> puis CCI</p>"},
	{"not in a key", "<kbd>CCI</kbd> ~~CCI~~ CCI", "<p><kbd>CCI</kbd> <del>CCI</del> {CCI|cci}</p>"},
	{"not in a legend", "![a](b.jpg \"La CCI\")", "<figure><img src=\"b.jpg\" alt=\"a\"" + img + "<figcaption>La CCI</figcaption></figure>"},
	{"lists and quotations", "- CCI\n- PME\n\n> IA", "<ul>\n<li>{CCI|cci}</li>\n<li>{PME|pme}</li>\n</ul>\n<blockquote>\n<p>{IA|ia}</p>\n</blockquote>"},
	{"cells, not headers", "|CCI|\n|-|\n|CCI|", tableBefore + "<th scope=\"col\">CCI</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>{CCI|cci}</td>\n" + tableAfter},
	{"what a list defines", "CCI\n: La CCI, pour les PME.", "<dl>\n<dt>CCI</dt>\n<dd>La CCI, pour les {PME|pme}.</dd>\n</dl>"},
	{"what the text explains", "Une entreprise individuelle (EI), une EI.", "<p>Une entreprise individuelle (EI), une EI.</p>"},
	{"or explains after", "Une EI (entreprise individuelle), une EI.", "<p>Une EI (entreprise individuelle), une EI.</p>"},
	{"several in brackets", "Des réseaux (CCI, PME).", "<p>Des réseaux ({CCI|cci}, {PME|pme}).</p>"},
	{"typography of the title", "chiffre d'affaires", "<p>{chiffre d’affaires|ca}</p>"},
	{"no entry in this edition", "Perdu, CCI", "<p>Perdu, {CCI|cci}</p>"},
}

func TestTerms(t *testing.T) {
	for _, c := range termCases {
		t.Run(c.name, func(t *testing.T) {
			if got := linked(c.text, glossary); got != c.want {
				t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
			}
			if got, want := withoutTerms(string(parse(t, c.text).HTML(everything{}))), render(c.text); got != want {
				t.Errorf("%q without terms\n got %s\nwant %s", c.text, got, want)
			}
		})
	}
}

// TestTermLink shows the whole of a link: a name says what it is, an acronym what
// it stands for.
func TestTermLink(t *testing.T) {
	body, _ := Parse(diag.NewSource("a.md", []byte("Facture électronique et CCI[^1]\n\n[^1]: De PME.")), 0, glossary)
	page := visible(string(body.HTML(everything{})))
	for _, want := range []string{
		`<a href="#facture-electronique" class="terme" title="Une facture &quot;lue&quot; &lt;par&gt; un logiciel_: pas un PDF.">Facture électronique</a>`,
		`<a href="#cci" class="terme sigle" title="Chambre de commerce et d’industrie">CCI</a>`,
		`<a href="#pme" class="terme sigle" title="Petite et moyenne entreprise">PME</a>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is not in\n%s", want, page)
		}
	}
	if got, want := body.Terms(), []string{"facture-electronique", "cci", "pme"}; !slices.Equal(got, want) {
		t.Errorf("terms %q, want %q", got, want)
	}
	if strings.Contains(body.Text(), "Établissement") || strings.Count(body.Text(), "CCI") != 1 {
		t.Errorf("the text is %q", body.Text())
	}
}

// TestTermsOn holds that a page does not send elsewhere for what it explains.
func TestTermsOn(t *testing.T) {
	const text = "La facture électronique et l'IA."
	const both, one = "<p>La {facture électronique|facture-electronique} et l’{IA|ia}.</p>", "<p>La facture électronique et l’{IA|ia}.</p>"
	for title, want := range map[string]string{
		"La facture électronique : ce qui change": one,
		"Factures électroniques":                  one,
		"Facture électronique (réforme)":          one,
		"Passer à la facture électronique":        both,
		"La facture électronique en Bretagne":     both,
		"L'intelligence artificielle, sans peur":  "<p>La {facture électronique|facture-electronique} et l’IA.</p>",
		"L’IA":                                    "<p>La {facture électronique|facture-electronique} et l’IA.</p>",
		"":                                        both,
		"…":                                       both,
	} {
		if got := linked(text, glossary.On(title)); got != want {
			t.Errorf("on %q\n got %s\nwant %s", title, got, want)
		}
	}
}
