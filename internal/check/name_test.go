package check

import (
	"slices"
	"strings"
	"testing"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
)

// witness is a testimonial told by a person, whose consent ends on 2026-06-01.
func witness(name, firm, title, more, body string) string {
	return "---\ntitre: " + title + "\nresume: Ce que la caisse change.\ndate: 2026-01-02\n" + more +
		"entreprise: {nom: " + firm + "}\n" +
		"temoin: {nom: \"" + name + "\", fonction: dirigeante, consentement: {reference: registre 12, date: 2026-01-01, expire: 2026-06-01}}\n---\n" +
		body + "\n\n## Les difficultés\n\nUn peu.\n\n## Avec du recul\n\nRien.\n"
}

// otherTexts shows which words the recueil writes small.
var otherTexts = "---\ntitre: Le reste\nresume: b\n---\nUn petit village, une rose, un boulanger, la tour et le marchand de la place.\n"

// namesFound says which rules of names a document breaks on a day, and where.
func namesFound(t *testing.T, path, day, text string) string {
	t.Helper()
	c := load(t, map[string]string{path: text, "pages/z.md": otherTexts})
	view, _ := edition.Select(edition.At(c, "2026-01-01").National())
	if day != "" {
		view, _ = edition.Select(edition.At(c, content.Date(day)).National())
	}
	var own []diag.Diagnostic
	for _, p := range diag.Sort(View(view, c)) {
		if strings.HasPrefix(p.Rule.Name, "nom-") {
			own = append(own, p)
		}
	}
	return strings.NewReplacer("nom-repete", "", "nom-restant", "").Replace(found(own))
}

// TestNames reads documents as people do: what is a name, and what only looks like one.
// While consent holds each place is a warning, from its end on an error at the same place.
func TestNames(t *testing.T) {
	for _, tt := range []struct{ name, person, body, want string }{
		{"whole name", "Léa Martin", "Appelez Léa Martin.", "<Léa Martin>"},
		{"family name after a civility", "Léa Martin", "Selon M. Martin, oui. Mme MARTIN répond.", "<Martin> <MARTIN>"},
		{"family name first", "Léa Martin", "Voir Martin Léa, et MARTIN Léa.", "<Martin Léa> <MARTIN Léa>"},
		{"first name alone", "Léa Martin", "Léa a ouvert, dit Léa.", ""},
		{"at the start of a sentence", "Léa Martin", "Elle vend. Martin répond.", "<Martin>"},
		{"an ordinary word", "Rose Petit", "Dans un petit village, une vitrine rose.", ""},
		{"an ordinary word that opens a sentence", "Rose Petit", "Petit à petit, tout change. Petit commerce deviendra grand.", ""},
		{"an ordinary word that opens a quotation", "Rose Petit", "Elle dit : « Petit à petit. »", ""},
		{"two ordinary words that meet", "Rose Petit", "Elle aime la rose. Petit à petit, elle en vend ; une rose, petit prix.", ""},
		{"an ordinary word as a name", "Rose Petit", "Selon Mme Petit, oui. Mme. Petit aussi. Alors Petit vend.", "<Petit> <Petit> <Petit>"},
		{"whole name of ordinary words", "Rose Petit", "Rose Petit raconte, et ROSE PETIT signe.", "<Rose Petit> <ROSE PETIT>"},
		{"a title in capitals", "Rose Petit", "LE PETIT VILLAGE", ""},
		{"a longer word", "Léa Martin", "La Martinique et les Martinet.", ""},
		{"particles", "Anne de La Tour", "Mme de La Tour vend. Les La Tour aussi, de la Tour également. Anne de La Tour.", "<La Tour> <La Tour> <la Tour> <Anne de La Tour>"},
		{"particles in an address", "Anne de La Tour", "Voir anne.de.la.tour@example.org.", "<anne.de.la.tour>"},
		{"particles that are no name", "Anne de La Tour", "La tour du village, de la tour à la place. La Place.", ""},
		{"particle in one word", "Anne Le Gall", "Chez Le Gall, le gall ou Gall.", "<Le Gall>"},
		{"particle with an apostrophe", "Anne d'Angelo", "Mme d’Angelo, et l'équipe d'Angelo.", "<Angelo> <Angelo>"},
		{"name with an apostrophe", "Awa N’Diaye", "Mme N'Diaye.", "<N'Diaye>"},
		{"double name", "Léa Martin-Dupont", "Mme Martin-Dupont, dite Mme Dupont.", "<Martin-Dupont> <Dupont>"},
		{"double first name", "Anne-Marie Kerr", "Anne Marie Kerr vend.", "<Anne Marie Kerr>"},
		{"elided article", "Léa Martin", "Le site d'Léa Martin et la ferme d'Martin.", "<Léa Martin> <Martin>"},
		{"ligature undone", "Anne Lecœur", "Mme Lecoeur.", "<Lecoeur>"},
		{"ligature and capitals", "Anne Lecoeur", "Mme LECŒUR.", "<LECŒUR>"},
		{"accents", "Zoé Béranger", "Mme BERANGER ; Mme Be\u0301ranger.", "<BERANGER> <Béranger>"},
		{"capitals tell the family name", "MARTIN Léa", "Mme Martin, mais Léa.", "<Martin>"},
		{"capitals with a particle", "Anne de LA TOUR", "Mme de La Tour.", "<La Tour>"},
		{"civility in the key", "Mme Léa Martin", "M. Martin, Léa.", "<Martin>"},
		{"one word", "Martin", "Selon Martin.", "<Martin>"},
		{"an address to write to", "Léa Martin", "Écrivez à lea.martin@example.org.", "<lea.martin>"},
		{"code", "Léa Martin", "Voir `Martin`.", "<>"},
		{"a link", "Léa Martin", "Voir [sa page](https://example.org/lea-martin).", "<https://example.org/lea-martin>"},
		{"a picture's description", "Léa Martin", "![Mme Martin](../images/a.jpg)", "<../images/a.jpg>"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := witness(tt.person, "Atelier", "Un cas", "", tt.body)
			if got := namesFound(t, "temoignages/a.md", "", text); got != tt.want {
				t.Errorf("%q in %q:\n got %s\nwant %s", tt.person, tt.body, got, tt.want)
			}
			if got := namesFound(t, "temoignages/a.md", "2026-06-01", text); got != tt.want {
				t.Errorf("%q in %q, consent ended:\n got %s\nwant %s", tt.person, tt.body, got, tt.want)
			}
		})
	}
}

// FuzzNames looks for any name in any text: what it finds lies there in order, and holds
// the family name.
func FuzzNames(f *testing.F) {
	for _, seed := range [][2]string{{"Léa Martin", "Mme Martin-Martin, Léa"}, {"MARTIN Léa", "lea.martin@x"}, {"de La Tour", "La Tour"}, {"d", "D d"}, {"Lecœur", "LECOEUR"}, {"", "a"}} {
		f.Add(seed[0], seed[1], "Boulangerie "+seed[0])
	}
	known := func() map[string]bool { return map[string]bool{"petit": true} }
	f.Fuzz(func(t *testing.T, person, text, firm string) {
		m := mentions{survey: &survey{ordinary: known}, name: nameOf(person), firm: firm}
		for _, as := range []manner{inProse, small, wholly} {
			last := 0
			for _, span := range m.in(text, as) {
				if span.Start < last || span.End <= span.Start || span.End > len(text) {
					t.Fatalf("%q in %q: %v after %d", person, text, span, last)
				}
				if last = span.End; !slices.ContainsFunc(m.name.families, func(family []string) bool {
					return strings.Contains(strings.Join(wordsOf(text[span.Start:span.End]), " "), strings.Join(family, " "))
				}) {
					t.Fatalf("%q in %q: %q does not hold the name", person, text, text[span.Start:span.End])
				}
			}
		}
	})
}

// TestNamesInKeys looks at all that is not the text.
func TestNamesInKeys(t *testing.T) {
	for _, tt := range []struct{ name, path, title, more, want string }{
		{"title", "temoignages/a.md", "La caisse de Mme Petit", "", "<Petit>"},
		{"title that opens with an ordinary word", "temoignages/a.md", "Petit commerce", "", ""},
		{"keywords", "temoignages/a.md", "Un cas", "mots_cles: [rose, petit, Rose Petit]\n", "<Rose Petit>"},
		{"author", "temoignages/a.md", "Un cas", "auteur: Chambre de Mme Petit\n", "<Petit>"},
		{"tools", "temoignages/a.md", "Un cas", "outils: [La caisse Petit]\n", "<Petit>"},
		{"picture", "temoignages/a.md", "Un cas", "image: {fichier: images/rose-petit.jpg, alt: \"\"}\n", "<images/rose-petit.jpg>"},
		{"slug with the whole name", "temoignages/rose-petit.md", "Un cas", "", "<>"},
		{"slug, family name first", "temoignages/cas-petit-rose.md", "Un cas", "", "<>"},
		{"slug with an ordinary word", "temoignages/petit-commerce.md", "Un cas", "", ""},
		{"alias", "temoignages/a.md", "Un cas", "alias: [/temoignages/rose-petit/]\n", "</temoignages/rose-petit/>"},
		{"reason of an accepted warning", "temoignages/a.md", "Un cas", "ignore: [{regle: phrase-longue, raison: Rose Petit le veut}]\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, day := range []string{"", "2026-06-01"} {
				got := namesFound(t, tt.path, day, witness("Rose Petit", "Atelier", tt.title, tt.more, "Un texte."))
				if strings.ReplaceAll(got, "<rose-petit>", "<images/rose-petit.jpg>") != tt.want {
					t.Errorf("got %s, want %s", got, tt.want)
				}
			}
		})
	}
}

// TestNamesOfFirms tells the firm's name from the person's: the case of a firm may be told.
func TestNamesOfFirms(t *testing.T) {
	for _, tt := range []struct{ name, person, firm, path, body, holds, ended string }{
		{"the firm in the text", "Léa Martin", "Boulangerie Martin", "a", "La boulangerie Martin vend en ligne.", "", "nom-entreprise<Boulangerie Martin>"},
		{"the firm in the address", "Léa Martin", "Boulangerie Martin", "boulangerie-martin", "Elle vend.", "", "nom-entreprise<Boulangerie Martin>"},
		{"the person beside the firm", "Léa Martin", "Boulangerie Martin", "a", "La Boulangerie Martin, dit Mme Martin.", "<Martin>", "nom-entreprise<Boulangerie Martin> <Martin>"},
		{"a firm that is the person", "Léa Martin", "Léa Martin", "a", "Léa Martin vend.", "<Léa Martin>", "nom-entreprise<Léa Martin> <Léa Martin>"},
		{"a firm of another name", "Léa Martin", "Boulangerie du Port", "a", "Elle vend.", "", ""},
		{"a name in a longer word", "Léa Martin", "Martinez", "a", "Elle vend.", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := witness(tt.person, tt.firm, "Un cas", "", tt.body)
			if got := namesFound(t, "temoignages/"+tt.path+".md", "", text); got != tt.holds {
				t.Errorf("consent holds: got %s, want %s", got, tt.holds)
			}
			if got := namesFound(t, "temoignages/"+tt.path+".md", "2026-06-01", text); got != tt.ended {
				t.Errorf("consent ended: got %s, want %s", got, tt.ended)
			}
		})
	}
}

// TestNamesOfContacts lets a contact be written to while consent holds. A withdrawal takes
// the address out by itself; an end of consent does not.
func TestNamesOfContacts(t *testing.T) {
	contact := func(end string) string {
		return "---\ntitre: La conseillère\nresume: Elle aide.\nnom: Léa Martin\ncourriel: lea.martin@example.org\nconsentement: {reference: r, date: 2026-01-01, " + end + ": 2026-06-01}\n---\nAppelez-la.\n"
	}
	for _, tt := range []struct{ end, day, want string }{
		{"expire", "", ""},
		{"expire", "2026-06-01", "<lea.martin>"},
		{"retire_le", "2026-06-01", ""},
	} {
		if got := namesFound(t, "contacts/a.md", tt.day, contact(tt.end)); got != tt.want {
			t.Errorf("%s, %q: got %s, want %s", tt.end, tt.day, got, tt.want)
		}
	}
}

// TestAcceptedNames: while consent holds the author may accept a name, and no longer.
func TestAcceptedNames(t *testing.T) {
	c := load(t, map[string]string{"temoignages/a.md": witness("Léa Martin", "Atelier", "Un cas",
		"ignore: [{regle: nom-repete, raison: elle signe son récit}]\n", "Mme Martin vend.")})
	for day, want := range map[string]int{"2026-05-31": 0, "2026-06-01": 1} {
		left := 0
		for _, p := range Run(c, nil, []edition.Choice{edition.At(c, "2026-01-01").National()}, Options{}) {
			if p.Rule == diag.NameRepeated {
				t.Errorf("%s: the warning that the document accepts is reported", day)
			}
		}
		for _, p := range Run(c, nil, []edition.Choice{edition.At(c, content.Date(day)).National()}, Options{}) {
			if p.Rule == diag.NameRemains && p.Severity == diag.Error {
				left++
			}
		}
		if left != want {
			t.Errorf("%s: %d errors, want %d", day, left, want)
		}
	}
}
