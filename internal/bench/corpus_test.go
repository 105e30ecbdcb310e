package bench

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// article is a generated document, which each engine writes in its own way.
type article struct {
	folder, slug, title, summary, date  string
	sectors, themes, territories, sizes []string
	result                              string // of a testimonial: "12 %"
	sections                            []section
	seeAlso                             string // the slug of an older document of its folder, or ""
}

type section struct {
	heading    string
	paragraphs []string
	list       []string
}

var (
	sectorSlugs    = []string{"agriculture", "artisanat", "batiment", "commerce", "culture", "hebergement-restauration", "immobilier", "industrie", "sante", "services", "transport", "education"}
	themeSlugs     = []string{"vendre-en-ligne", "etre-visible", "facturer", "reserver", "se-proteger", "financer", "gerer", "se-former", "recruter", "choisir"}
	territorySlugs = []string{"bretagne", "normandie", "occitanie", "ille-et-vilaine", "finistere", "manche", "herault", "rhone", "nord", "guadeloupe", "la-reunion", "ile-de-france", "75", "2A", "mayotte"}
	sizeSlugs      = []string{"sans-salarie", "1-9", "10-49"}
)

// mix is the folders of ten documents.
var mix = []string{"temoignages", "fiches", "temoignages", "aides", "temoignages", "formations", "temoignages", "fiches", "contacts", "temoignages"}

// author writes documents that nobody would read, always the same for a seed.
type author struct {
	*rand.Rand
	zipf  *rand.Zipf
	words []string
}

func newAuthor(seed uint64) *author {
	r := rand.New(rand.NewPCG(seed, 0))
	a := &author{Rand: r, zipf: rand.NewZipf(r, 1.07, 8, 29_999)}
	syllables := []string{"ba", "co", "di", "fé", "gra", "hô", "jou", "la", "mar", "no", "pri", "que", "ré", "son", "tel", "vi", "eur", "ment", "tion", "age"}
	for i := range 30_000 {
		word := ""
		for n := i + 1; n > 0; n /= len(syllables) {
			word += syllables[n%len(syllables)]
		}
		a.words = append(a.words, word)
	}
	return a
}

func (a *author) sentence(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = a.words[a.zipf.Uint64()]
	}
	text := strings.Join(list, " ")
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

func (a *author) some(most int, values []string) []string {
	var list []string
	for range a.IntN(most + 1) {
		if v := values[a.IntN(len(values))]; !strings.Contains(strings.Join(list, " "), v) {
			list = append(list, v)
		}
	}
	return list
}

// article writes the document of number n.
func (a *author) article(n int) article {
	d := article{
		folder: mix[n%len(mix)], slug: fmt.Sprintf("doc-%d", n),
		title: strings.TrimSuffix(a.sentence(4+a.IntN(6)), ".") + fmt.Sprintf(" %d", n), summary: a.sentence(12 + a.IntN(20)),
		date:    fmt.Sprintf("20%02d-%02d-%02d", 20+a.IntN(6), 1+a.IntN(12), 1+a.IntN(28)),
		sectors: a.some(2, sectorSlugs), themes: a.some(3, themeSlugs), territories: a.some(2, territorySlugs), sizes: a.some(2, sizeSlugs),
		result: fmt.Sprintf("%d %%", 1+a.IntN(90)),
	}
	for words := 300 + a.IntN(600); words > 0; words -= 120 {
		s := section{heading: strings.TrimSuffix(a.sentence(3), ".")}
		for range 2 {
			s.paragraphs = append(s.paragraphs, a.sentence(12)+" **"+a.words[a.IntN(900)]+"** "+a.sentence(14)+" "+a.sentence(18))
		}
		if a.IntN(2) == 0 {
			s.list = []string{a.sentence(8), a.sentence(6), a.sentence(9)}
		}
		d.sections = append(d.sections, s)
	}
	if n >= 2*len(mix) {
		d.seeAlso = fmt.Sprintf("doc-%d", n-len(mix))
	}
	return d
}

// body writes the text; link is the address of another document of its folder.
func (d article) body(link func(slug string) string) string {
	var b strings.Builder
	for _, s := range d.sections {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n", s.heading, strings.Join(s.paragraphs, "\n\n"))
		for i, item := range s.list {
			if i == 0 {
				b.WriteByte('\n')
			}
			fmt.Fprintf(&b, "- %s\n", item)
		}
	}
	if d.seeAlso != "" {
		fmt.Fprintf(&b, "\nVoir [l'autre cas](%s).\n", link(d.seeAlso))
	}
	return b.String()
}

// writeRecueil writes n documents as a recueil's content.
func writeRecueil(dir string, n int) error {
	if err := write(dir, "recueil.yaml", "titre: Essai\nbase_url: https://essai.example.org\n"); err != nil {
		return err
	}
	for folder, slugs := range map[string][]string{"secteurs": sectorSlugs, "themes": themeSlugs} {
		for _, slug := range slugs {
			if err := write(dir, folder+"/"+slug+".md", fmt.Sprintf("---\ntitre: %s\nresume: Un terme.\n---\n", slug)); err != nil {
				return err
			}
		}
	}
	a := newAuthor(1)
	for i := range n {
		d := a.article(i)
		var b strings.Builder
		fmt.Fprintf(&b, "---\ntitre: %q\nresume: %q\ndate: %s\n", d.title, d.summary, d.date)
		for _, list := range []struct {
			key    string
			values []string
		}{{"secteurs", d.sectors}, {"themes", d.themes}, {"territoires", d.territories}, {"tailles", d.sizes}} {
			if len(list.values) > 0 {
				fmt.Fprintf(&b, "%s: [%s]\n", list.key, strings.Join(list.values, ", "))
			}
		}
		if d.folder == "temoignages" {
			fmt.Fprintf(&b, "bilan: reussite\nresultats: [{valeur: \"%s\", libelle: de ventes en plus}]\n", d.result)
		}
		b.WriteString("---\n" + d.body(func(slug string) string { return slug + ".md" }))
		if err := write(dir, d.folder+"/"+d.slug+".md", b.String()); err != nil {
			return err
		}
	}
	return nil
}

func write(dir, name, text string) error {
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, []byte(text), 0o644)
}
