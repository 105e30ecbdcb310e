package content

import (
	"fmt"
	"strings"
	"testing"
)

// everyMark is a testimonial that has a value of each kind.
const everyMark = `---
titre: Un cas
resume: Ce que la caisse change.
date: 2026-01-01
auteur: Chambre
source: {titre: Rapport, url: "https://source.example.org/", date: 2023}
secteurs: [commerce]
themes: [vendre]
entreprise: {nom: Boulangerie Martin, commune: Rennes, site: "https://firme.example.org/"}
temoin: {nom: Léa Martin, fonction: dirigeante, consentement: {reference: r 1, date: 2026-01-02, expire: 2027-01-02}}
resultats: [{valeur: 30 %, libelle: de temps}]
outils: [Caisse, Tableur]
---
`

// TestMarks asks of documents what other rooms ask, and reads it where it is said to be.
func TestMarks(t *testing.T) {
	quiz := page("questions:\n  - texte: Vendez-vous ?\n    choix: [{texte: Oui, themes: {vendre: 2}}]\n", "")
	c, problems := load(t, tree(map[string]string{
		"temoignages/cas.md": everyMark,
		"fiches/a.md":        page("date: 2026-02-01\nmaj: 2026-03-01\nvoir_aussi: [temoignages/cas]\nvideo: {url: \"https://video.example.org/\", titre: Un film}\n", ""),
		"aides/b.md":         page("verifie_le: 2026-04-01\norganisme: Région\nfin: 2030-01-01\nurl: https://aide.example.org/\n", ""),
		"activateurs/c.md":   page("commune: Brest\ncode_postal: 29200\nservices: [audit, site]\n", ""),
		"diagnostics/q.md":   quiz,
	}))
	if len(problems) > 0 {
		t.Fatal(short(problems))
	}
	for _, tt := range []struct {
		what string
		ask  func(*Document) []Key
		want map[string]string
	}{
		{"links", (*Document).Links, map[string]string{
			"temoignages/cas": "source.url=https://source.example.org/ entreprise.site=https://firme.example.org/",
			"fiches/a":        "video.url=https://video.example.org/", "aides/b": "url=https://aide.example.org/"}},
		{"past", marked(Past), map[string]string{
			"temoignages/cas": "date=2026-01-01 source.date=2023 temoin.consentement.date=2026-01-02",
			"fiches/a":        "date=2026-02-01 maj=2026-03-01", "aides/b": "verifie_le=2026-04-01"}},
		{"names", marked(ProperName), map[string]string{
			"temoignages/cas": "auteur=Chambre entreprise.nom=Boulangerie Martin outils[0]=Caisse outils[1]=Tableur", "aides/b": "organisme=Région"}},
		{"searched", marked(Searched), map[string]string{
			"temoignages/cas": "entreprise.nom=Boulangerie Martin entreprise.commune=Rennes outils[0]=Caisse outils[1]=Tableur", "aides/b": "organisme=Région",
			"activateurs/c": "commune=Brest code_postal=29200 services[0]=audit services[1]=site"}},
		{"towns", marked(Town), map[string]string{"temoignages/cas": "entreprise.commune=Rennes", "activateurs/c": "commune=Brest"}},
		{"documents", marked(DocumentKeys), map[string]string{"fiches/a": "voir_aussi[0]=temoignages/cas"}},
		{"themes", marked(ThemeSlugs), map[string]string{"temoignages/cas": "themes[0]=vendre", "diagnostics/q": "questions[0].choix[0].themes.vendre=vendre"}},
		{"sectors", marked(SectorSlugs), map[string]string{"temoignages/cas": "secteurs[0]=commerce"}},
	} {
		t.Run(tt.what, func(t *testing.T) {
			for _, d := range c.Documents {
				var got []string
				for _, k := range tt.ask(d) {
					got = append(got, k.Path+"="+k.Text)
					if written := string(d.Source.Text[k.Span.Start:k.Span.End]); strings.Trim(written, `"`) != k.Text {
						t.Errorf("%s: %s is %q, and its place holds %q", d.Key(), k.Path, k.Text, written)
					}
				}
				if strings.Join(got, " ") != tt.want[d.Key()] {
					t.Errorf("%s:\n got %s\nwant %s", d.Key(), strings.Join(got, " "), tt.want[d.Key()])
				}
			}
		})
	}
}

func marked(m Mark) func(*Document) []Key {
	return func(d *Document) []Key { return d.Marked(m) }
}

// TestRedacted takes each kind of person out, on a copy: what the collection holds stays.
func TestRedacted(t *testing.T) {
	const ended = "consentement: {reference: r, date: 2026-01-01, retire_le: 2026-06-01}"
	c, problems := load(t, tree(map[string]string{
		"temoignages/cas.md": everyMark,
		"contacts/a.md":      page("nom: Une personne\ncourriel: a@example.org\ntelephone: 01 02 03 04 05\n"+ended+"\n", ""),
		"secteurs/x.md":      page("animateurs:\n  - {organisme: Union, nom: Une autre, "+ended+"}\n  - {organisme: Chambre, nom: Une troisième, consentement: {reference: r, date: 2026-01-01}}\n", ""),
	}))
	if len(problems) > 0 {
		t.Fatal(short(problems))
	}
	read := func(d *Document) string {
		text := ""
		for _, p := range d.People() {
			text += fmt.Sprintf("%s=%s ", p.Key("nom"), p.Name)
		}
		if d.Contact != nil {
			text += string(d.Contact.Email) + string(d.Contact.Phone)
		}
		return strings.TrimSpace(text)
	}
	for _, tt := range []struct{ key, day, want string }{
		{"temoignages/cas", "2027-01-01", "temoin.nom=Léa Martin"},
		{"temoignages/cas", "2027-01-02", "temoin.nom="},
		{"contacts/a", "2026-05-31", "nom=Une personne a@example.org01 02 03 04 05"},
		{"contacts/a", "2026-06-01", "nom="},
		{"secteurs/x", "2026-06-01", "animateurs[0].nom= animateurs[1].nom=Une troisième"},
	} {
		for _, d := range c.Documents {
			if d.Key() != tt.key {
				continue
			}
			before := read(d)
			if got := read(d.Redacted(Date(tt.day))); got != tt.want {
				t.Errorf("%s on %s: got %q, want %q", tt.key, tt.day, got, tt.want)
			}
			if read(d) != before {
				t.Errorf("%s on %s: the collection's own document changed", tt.key, tt.day)
			}
		}
	}
}
