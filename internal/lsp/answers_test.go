package lsp

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// sheet is the file that tests open, and full begins one whose header is closed.
const (
	sheet = "content/fiches/neuve.md"
	full  = head + "---\n\n"
)

// TestCompletion lists what is offered at a place, as what the line then is: the first
// offers, where there are many.
func TestCompletion(t *testing.T) {
	c := beginSite(t, "", `"textDocument": {"completion": {"completionItem": {"snippetSupport": true}}}`)
	for name, test := range map[string]struct {
		file, text string
		want       []string // the line after each of the first offers, ‸ where something is to be typed
	}{
		"keys, the required first":    {sheet, "---\nauteur: A\n‸\n---\n", []string{`titre: "‸"`, `resume: "‸"`, "date: ‸", "maj: ‸"}},
		"keys that are not there yet": {sheet, head + "m‸\n", []string{"maj: ‸", "revoir_le: ‸"}},
		"keys of a group":             {sheet, head + "image:\n  alt: x\n  ‸\n---\n", []string{`  fichier: "‸"`, `  credit: "‸"`}},
		"keys of a group in braces":   {sheet, head + "image: {alt: \"x, y\", ‸\n---\n", []string{`image: {alt: "x, y", fichier: "‸"`, `image: {alt: "x, y", credit: "‸"`}},
		"keys of an item":             {"content/temoignages/n.md", head + "resultats:\n  - valeur: 3\n    ‸\n---\n", []string{`    libelle: "‸"`}},
		"keys of the first of them":   {"content/temoignages/n.md", head + "resultats:\n  - ‸\n---\n", []string{`  - valeur: "‸"`, `  - libelle: "‸"`}},
		"keys of the site":            {"content/recueil.yaml", "titre: R\nbase_url: https://recueil.example.org\nediteur:\n  ‸\n", []string{`  nom: "‸"`}},
		"a choice":                    {sheet, head + "niveau: ‸\n---\n", []string{"niveau: debutant", "niveau: intermediaire", "niveau: avance"}},
		"a choice after the sign":     {sheet, head + "niveau:‸\n---\n", []string{"niveau: debutant", "niveau: intermediaire", "niveau: avance"}},
		"yes or no":                   {sheet, head + "brouillon: t‸\n---\n", []string{"brouillon: true", "brouillon: false"}},
		"a sector, in a list":         {sheet, head + "secteurs: [com‸]\n---\n", []string{"secteurs: [commerce]"}},
		"a sector, without a list":    {sheet, head + "secteurs: ‸\n---\n", []string{"secteurs: [commerce]"}},
		"a sector, on a line":         {sheet, head + "secteurs:\n- ‸\n---\n", []string{"- commerce"}},
		"a sector, without a dash":    {sheet, head + "secteurs:\n  com‸\n---\n", []string{"  - commerce"}},
		"a theme":                     {sheet, head + "themes: [a, \"‸\n---\n", []string{`themes: [a, "vendre-en-ligne`}},
		"a territory":                 {sheet, head + "territoires: [‸]\n---\n", []string{"territoires: [guadeloupe]"}},
		"a document":                  {sheet, head + "voir_aussi: [fiches/o‸]\n---\n", []string{"voir_aussi: [fiches/ouvrir]"}},
		"a picture":                   {sheet, head + "image: {fichier: ‸}\n---\n", []string{"image: {fichier: fichiers/modele.txt}", "image: {fichier: images/vitrine.svg}"}},
		"nothing of a title":          {sheet, "---\ntitre: ‸\n---\n", nil},
		"nothing of a remark":         {sheet, "---\n# s‸\n---\n", nil},
		"nothing under an unknown":    {sheet, head + "inconnu:\n  ‸\n---\n", nil},
		"where a link leads":          {sheet, full + "Voir [ici](‸)", []string{"Voir [ici](../fichiers/modele.txt)", "Voir [ici](ouvrir.md)", "Voir [ici](../secteurs/commerce.md)"}},
		"a heading of the page":       {sheet, full + "Voir [ici](ouvrir.md#‸)", []string{"Voir [ici](ouvrir.md#avant-d-ouvrir)", "Voir [ici](ouvrir.md#les-frais)"}},
		"a picture of the text":       {sheet, full + "![Vitrine](‸)", []string{"![Vitrine](../images/vitrine.svg)"}},
		"a callout":                   {sheet, full + "> [!‸]", []string{"> [!CONSEIL]", "> [!ATTENTION]", "> [!CHIFFRE]"}},
		"a word of the glossary":      {sheet, full + "Été 😀 : le ref‸", []string{"Été 😀 : le référencement"}},
		"nothing of other words":      {sheet, full + "le bonjour‸", nil},
	} {
		t.Run(name, func(t *testing.T) {
			c := *c
			c.T = t
			at := c.open(test.file, test.text)
			var items []completionItem
			c.ask("textDocument/completion", c.about(test.file, at), &items)
			var got []string
			raw, _ := c.marked(test.text)
			for _, item := range items[:min(len(items), len(test.want))] {
				after := newText("", raw, utf16Units).apply(change{&item.TextEdit.Range, item.TextEdit.NewText})
				got = append(got, strings.NewReplacer("${1}", "‸", "$1", "‸").Replace(after.line(at.Line)))
			}
			if !slices.Equal(got, test.want) || len(test.want) == 0 && len(items) > 0 {
				t.Errorf("%q of %d", got, len(items))
			}
		})
	}
}

// TestBeginning begins a file that is empty, with and without what editors fill in.
func TestBeginning(t *testing.T) {
	for with, want := range map[string]string{
		`"textDocument": {"completion": {"completionItem": {"snippetSupport": true}}}`: "---\ntitre: \"$1\"\nresume: \"$2\"\ndate: $3\n---\n\n$0",
		"": "---\ntitre: \nresume: \ndate: \n---\n",
	} {
		c := beginSite(t, "", with)
		for _, text := range []string{"", "--‸\n", "\r\n-‸\r\n"} {
			var items []completionItem
			c.ask("textDocument/completion", c.about(sheet, c.open(sheet, text)), &items)
			raw, _ := c.marked(text)
			if len(items) != 1 || items[0].Label != "---" || strings.TrimSpace(newText("", raw, utf16Units).apply(change{&items[0].TextEdit.Range, items[0].TextEdit.NewText}).raw) != strings.TrimSpace(want) {
				t.Errorf("%q: %+v", text, items)
			}
		}
	}
}

// TestHover looks at what is said of a place, and of how much.
func TestHover(t *testing.T) {
	c := beginSite(t, "", `"general": {"positionEncodings": ["utf-8", "utf-16"]}`)
	for name, test := range map[string]struct{ file, text, of, says string }{
		"a key":               {sheet, head + "niv‸eau: debutant\n---\n", "niveau", "**Niveau** — `niveau`"},
		"a required key":      {sheet, "---\nti‸tre: Neuve\n---\n", "titre", "(obligatoire)"},
		"a key with a limit":  {sheet, "---\nres‸ume: É\n---\n", "resume", "300 caractères au plus."},
		"a value":             {sheet, head + "niveau: deb‸utant\n---\n", "debutant", "`debutant` : Débutant"},
		"a sector":            {sheet, head + "secteurs: [autre, com‸merce]\n---\n", "commerce", "**Commerce**\n\nVendre au détail."},
		"a territory":         {sheet, head + "territoires: [3‸5]\n---\n", "35", "`35` : Ille-et-Vilaine (35)"},
		"a key in braces":     {sheet, head + "image: {fi‸chier: x}\n---\n", "fichier", "**Fichier"},
		"an unknown key":      {sheet, head + "inc‸onnu: x\n---\n", "", ""},
		"a link":              {sheet, full + "É : [ici](ouv‸rir.md).\n", "ouvrir.md", "**Ouvrir une boutique**\n\nLes premiers pas."},
		"a word":              {sheet, full + "Le référence‸ment.\n", "référencement", "Être trouvé"},
		"a word apart":        {sheet, full + "Le re\u0301fe\u0301rence‸ment.\n", "re\u0301fe\u0301rencement", "Être trouvé"},
		"another word":        {sheet, full + "Le bon‸jour.\n", "", ""},
		"a key of an edition": {"content/editions/x.yaml", "titre: X\nterri‸toires: [bretagne]\n", "territoires", "— `territoires`"},
		"a place of no word":  {sheet, full + "Un  ‸  blanc.\n", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			c := *c
			c.T = t
			at := c.open(test.file, test.text)
			var got *hover
			c.ask("textDocument/hover", c.about(test.file, at), &got)
			if test.says == "" {
				if got != nil {
					t.Errorf("%+v", got)
				}
				return
			}
			if got == nil || !strings.Contains(got.Contents.Value, test.says) {
				t.Fatalf("%+v", got)
			}
			raw, _ := c.marked(test.text)
			text := newText("", raw, utf8Units)
			if of := raw[text.offset(got.Range.Start):text.offset(got.Range.End)]; of != test.of {
				t.Errorf("it is of %q", of)
			}
		})
	}
}

// TestDefinition follows what is named to where it is written.
func TestDefinition(t *testing.T) {
	c := beginSite(t, "-- content/territoires/bretagne/fiches/ouvrir.md --\n"+head+"---\n\n## Ici\n", "")
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"a sector":              {head + "secteurs: [com‸merce]\n---\n", []string{"content/secteurs/commerce.md:0"}},
		"a theme, on a line":    {head + "themes:\n  - vendre-en-lig‸ne\n---\n", []string{"content/themes/vendre-en-ligne.md:0"}},
		"a document":            {head + "voir_aussi: [fiches/ou‸vrir]\n---\n", []string{"content/fiches/ouvrir.md:0", "content/territoires/bretagne/fiches/ouvrir.md:0"}},
		"a picture":             {head + "image: {fichier: images/vit‸rine.svg}\n---\n", []string{"content/images/vitrine.svg:0"}},
		"a link":                {full + "[ici](/secteurs/comm‸erce/)\n", []string{"content/secteurs/commerce.md:0"}},
		"a heading":             {full + "[ici](ouvrir.md#les-f‸rais)\n", []string{"content/fiches/ouvrir.md:11", "content/territoires/bretagne/fiches/ouvrir.md:0"}},
		"a picture of the text": {full + "![Vitrine](../images/vit‸rine.svg)\n", []string{"content/images/vitrine.svg:0"}},
		"another site":          {full + "[ici](https://example.org/‸)\n", nil},
		"a key":                 {head + "sect‸eurs: [commerce]\n---\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			c := *c
			c.T = t
			at := c.open(sheet, test.text)
			var places []location
			c.ask("textDocument/definition", c.about(sheet, at), &places)
			var got []string
			for _, p := range places {
				got = append(got, fmt.Sprintf("%s:%d", strings.TrimPrefix(p.URI, c.uri("")+"/"), p.Range.Start.Line))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

// TestActions mends a file as its editor would.
func TestActions(t *testing.T) {
	c := beginSite(t, "", "")
	const text = "---\r\ntitre: Un : deux\r\nresume: Un résumé 😀.\r\ndate: 1er mars 2026\r\nsecteurs: [Commerce]\r\n---\r\n\r\n##Titre\r\n"
	c.open(sheet, text)
	c.until(sheet, "deux-points", "date-invalide", "secteur-inconnu", "signe-restant")
	ask := func(at textRange, only ...string) []codeAction {
		var list []codeAction
		p := c.about(sheet, position{})
		p.Range, p.Context.Only = at, only
		c.ask("textDocument/codeAction", p, &list)
		return list
	}
	made := func(a codeAction) string {
		edits := a.Edit.Changes[c.uri(sheet)]
		after := newText("", text, utf16Units)
		for _, e := range slices.Backward(edits) {
			after = after.apply(change{&e.Range, e.NewText})
		}
		return after.raw
	}
	date := ask(textRange{position{3, 6}, position{3, 6}}, "quickfix")
	if len(date) != 1 || !date[0].IsPreferred || made(date[0]) != strings.Replace(text, "1er mars 2026", "2026-03-01", 1) {
		t.Errorf("%+v", date)
	}
	all := ask(textRange{position{0, 0}, position{0, 0}}, "source")
	want := strings.NewReplacer("Un : deux", `"Un : deux"`, "1er mars 2026", "2026-03-01", "Commerce", "commerce", "##Titre", "## Titre").Replace(text)
	if len(all) != 1 || all[0].Kind != "source.fixAll" || made(all[0]) != want {
		t.Errorf("%+v", all)
	}
	if both := ask(textRange{position{3, 6}, position{3, 6}}); len(both) != 2 {
		t.Errorf("%+v", both)
	}
	if none := ask(textRange{position{6, 0}, position{6, 0}}, "refactor"); len(none) != 0 {
		t.Errorf("%+v", none)
	}
}

// TestSymbols nests the headings.
func TestSymbols(t *testing.T) {
	c := beginSite(t, "", "")
	c.open(sheet, full+"## Un\n\nA\n\n### Deux\n\n## Trois\n")
	var list []documentSymbol
	c.ask("textDocument/documentSymbol", c.about(sheet, position{}), &list)
	var said []string
	var say func(list []documentSymbol, indent string)
	say = func(list []documentSymbol, indent string) {
		for _, s := range list {
			said = append(said, fmt.Sprintf("%s%s %d-%d", indent, s.Name, s.Range.Start.Line, s.Range.End.Line))
			say(s.Children, indent+" ")
		}
	}
	say(list, "")
	if want := []string{"Un 6-12", " Deux 10-12", "Trois 12-13"}; !slices.Equal(said, want) {
		t.Errorf("%q, want %q", said, want)
	}
}
