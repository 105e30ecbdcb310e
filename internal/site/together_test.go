package site_test

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/images"
	"recueil/internal/publish"
	"recueil/internal/reference"
	"recueil/internal/site"
)

// together makes the national edition of the golden content, the declared ones and those
// of a few territories, in one run.
func together(t *testing.T, in site.Input, opt site.Options) map[string][]byte {
	t.Helper()
	opt.Today, opt.Jobs = goldenDay, 2
	src, problems, err := site.Open(t.Context(), in, opt)
	if err != nil || diag.HasErrors(problems) {
		t.Fatal(err, problems)
	}
	some := []string{"", "bretagne", "pays-de-rennes", "normandie", "occitanie", "finistere", "guadeloupe", "saint-pierre-et-miquelon"}
	choices := slices.DeleteFunc(src.Every(edition.Sets{Declared: true, Of: reference.Kinds()}), func(c edition.Choice) bool {
		return !slices.Contains(some, c.Slug())
	})
	out := publish.NewMemory()
	if _, problems, err := src.BuildAll(t.Context(), choices, out); err != nil || diag.HasErrors(problems) || len(choices) < 6 {
		t.Fatal(len(choices), err, problems)
	}
	return filesOf(t, out.FS())
}

// goldenHome is where the golden content is published, and goldenApart where the one
// edition is that has an address of its own.
const (
	goldenHome  = "https://essai.example.org/recueil/"
	goldenApart = "https://bretagne.example.org/"
)

// TestEveryLinkOfEditionsMadeTogetherLeadsSomewhere follows all that the files of a run
// lead to: links, pictures and scripts of pages, cards of the search, feeds, sitemaps and
// data. What an edition shares is on the other side of its root.
func TestEveryLinkOfEditionsMadeTogetherLeadsSomewhere(t *testing.T) {
	made := together(t, golden(), site.Options{})
	anchors := map[string]map[string]bool{}
	for name, data := range made {
		if path.Ext(name) == ".html" {
			anchors[name] = identifiers(data)
		}
	}
	climbs, cards := 0, 0
	follow := func(from, link string) {
		to, fragment, ok := destination(t, from, link)
		if !ok {
			return
		}
		climbing := strings.HasPrefix(from, "editions/") && !strings.HasPrefix(to, "editions/")
		if climbing {
			climbs++
		}
		if _, there := made[to]; !there {
			t.Errorf("%s leads to %q: there is no %s", from, link, to)
		} else if ids, page := anchors[to]; climbing && page && fragment != "" && !ids[fragment] {
			t.Errorf("%s leads to %q: %s has no such heading", from, link, to)
		}
	}
	for name, data := range made {
		for _, link := range leadsOf(t, name, data) {
			follow(name, link)
			if packed.MatchString(name) {
				cards++
			}
		}
	}
	if climbs < 100 || cards < 100 {
		t.Errorf("%d links from editions to the national one, %d cards of the search: this looks at nothing", climbs, cards)
	}
}

// destination is the file that a link of a file leads to; none when it is of another site.
// Full addresses are those of the sites that the run is published at.
func destination(t *testing.T, from, link string) (name, fragment string, ok bool) {
	t.Helper()
	base := goldenHome
	if rest, apart := strings.CutPrefix(from, "editions/bretagne/"); apart {
		base, from = goldenApart, rest
	}
	page, err := url.Parse(base + from)
	if err != nil {
		t.Fatal(err)
	}
	to, err := page.Parse(link)
	if err != nil {
		t.Errorf("%s leads to %q: %v", from, link, err)
		return "", "", false
	}
	full := url.URL{Scheme: to.Scheme, Host: to.Host, Path: to.Path}
	name, ours := strings.CutPrefix(full.Scheme+"://"+full.Host+full.Path, goldenHome)
	if !ours {
		if name, ours = strings.CutPrefix(full.Scheme+"://"+full.Host+full.Path, goldenApart); !ours {
			return "", "", false
		}
		name = "editions/bretagne/" + name
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	return name, to.Fragment, true
}

var (
	imported = regexp.MustCompile(`(?:from|import\(?)\s*"(\.[^"]+)"`)
	located  = regexp.MustCompile(`<(?:loc)>([^<]+)</|<link rel="[a-z]+"[^>]* href="([^"]+)"`)
	packed   = regexp.MustCompile(`/recherche/d/|^recherche/d/`)
)

// leadsOf lists what a file of the site leads to.
func leadsOf(t *testing.T, name string, data []byte) []string {
	t.Helper()
	switch path.Ext(name) {
	case ".html":
		return linksOf(data)
	case ".js":
		var list []string
		for _, m := range imported.FindAllSubmatch(data, -1) {
			list = append(list, string(m[1]))
		}
		return list
	case ".xml":
		var list []string
		for _, m := range located.FindAllSubmatch(data, -1) {
			list = append(list, string(m[1])+string(m[2]))
		}
		return list
	case ".json":
		var set struct {
			Schema string `json:"schema"`
			Common struct {
				Address string `json:"adresse"`
			} `json:"communs"`
			Documents []struct {
				URL string `json:"url"`
			} `json:"documents"`
		}
		if path.Base(name) == "recueil.json" && json.Unmarshal(data, &set) != nil {
			t.Errorf("%s is no JSON", name)
		}
		var list []string
		for _, d := range set.Documents {
			list = append(list, d.URL)
		}
		return append(list, set.Schema, set.Common.Address)
	}
	if !packed.MatchString(name) {
		return nil
	}
	var list []string
	for _, card := range cardsOf(data) {
		list = append(list, "../.."+strings.Split(card, "\n")[1])
	}
	return list
}

// cardsOf reads the cards of a pack of the search: see the format in search/doc.go.
func cardsOf(data []byte) (cards []string) {
	for at := range data {
		r, err := zlib.NewReader(bytes.NewReader(data[at:]))
		if err != nil {
			continue
		}
		if text, err := io.ReadAll(r); err == nil && bytes.Count(text, []byte("\n")) >= 7 {
			cards = append(cards, string(text))
		}
	}
	return cards
}

// linksOf lists the addresses that the elements of a page have.
func linksOf(page []byte) (list []string) {
	z := html.NewTokenizer(bytes.NewReader(page))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		for _, a := range z.Token().Attr {
			switch a.Key {
			case "href", "src", "action", "data-page", "data-recherche":
				if a.Val != "" {
					list = append(list, a.Val)
				}
			case "srcset":
				for one := range strings.SplitSeq(a.Val, ",") {
					list = append(list, strings.Fields(one)[0])
				}
			}
		}
	}
	return list
}

func identifiers(page []byte) map[string]bool {
	ids := map[string]bool{}
	z := html.NewTokenizer(bytes.NewReader(page))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		for _, a := range z.Token().Attr {
			if a.Key == "id" {
				ids[a.Val] = true
			}
		}
	}
	return ids
}

// TestEditionsMadeTogetherShareWhatIsTheSame says which pages and files of an edition are
// the national one's: those of no territory, of the base tree, that say nothing of the
// edition. Alone, or at an address of its own, an edition has them all.
func TestEditionsMadeTogetherShareWhatIsTheSame(t *testing.T) {
	files := map[string]string{
		"secteurs/commerce.md":                     "---\ntitre: Commerce\nresume: Vendre.\n---\n",
		"themes/vendre.md":                         "---\ntitre: Vendre\nresume: Vendre.\n---\n",
		"fiches/partout.md":                        sheet("secteurs: [commerce]\nalias: [/fiches/avant/]\n", ""),
		"fiches/remplacee.md":                      sheet("", ""),
		"fiches/bretonne.md":                       sheet("territoires: [bretagne]\n", ""),
		"fiches/normande.md":                       sheet("territoires: [normandie]\n", ""),
		"diagnostics/ou.md":                        "---\ntitre: Où\nresume: Quoi.\nquestions:\n  - texte: Et donc ?\n    choix: [{texte: Oui, themes: {vendre: 1}}, {texte: Non}]\n---\n",
		"temoignages/recit.md":                     sheet("contact: edition\n", ""),
		"pages/mentions.md":                        "---\ntitre: Mentions\nresume: Qui publie.\n---\nPublié par {editeur.nom}.\n",
		"contacts/chambre.md":                      "---\ntitre: Chambre\nresume: Un contact.\norganisme: Chambre\nterritoires: [finistere]\n---\n",
		"fichiers/modele.pdf":                      "x",
		"glossaire.yaml":                           "- {terme: SIRET, definition: Un numéro.}\n",
		"territoires/bretagne/fiches/b.md":         sheet("", ""),
		"territoires/bretagne/fichiers/b":          "x",
		"editions/bretagne.yaml":                   inBretagne + "emprunte: [fiches/normande]\n",
		"editions/finistere.yaml":                  "titre: F\nterritoires: [finistere]\ncontact: contacts/chambre\n",
		"editions/normandie.yaml":                  "titre: N\nterritoires: [normandie]\nbase_url: https://normandie.example.org\n",
		"territoires/bretagne/fiches/remplacee.md": sheet("", "Autrement.\n"),
	}
	made, problems := everyEdition(t, small(files), site.Options{})
	if diag.HasErrors(problems) {
		t.Fatal(rulesOf(problems), problems[0].Message)
	}
	for _, tt := range []struct {
		name  string
		there string // the editions that have it
	}{
		{"fiches/partout/index.html", "normandie"},
		{"fiches/avant/index.html", "normandie"},
		{"fiches/remplacee/index.html", "bretagne finistere normandie"}, // Finistère's chain has the region's
		{"fiches/bretonne/index.html", "bretagne finistere"},
		{"fiches/normande/index.html", "bretagne normandie"}, // borrowed, and said to be
		{"fiches/b/index.html", "bretagne finistere"},
		{"secteurs/commerce/index.html", "bretagne finistere normandie"},
		{"secteurs/commerce/partage.png", "normandie"},
		{"themes/vendre/index.html", "bretagne finistere normandie"},
		{"diagnostics/ou/index.html", "bretagne finistere normandie"},
		{"pages/mentions/index.html", "finistere normandie"},             // which has its own contact to write to
		{"temoignages/recit/index.html", "bretagne finistere normandie"}, // about which the edition answers
		{"glossaire/index.html", "normandie"},
		{"fichiers/modele.pdf", "normandie"},
		{"fichiers/b", "bretagne finistere"},
		{"robots.txt", "normandie"},
		{"recueil.schema.json", "normandie"},
		{"recherche/recueil-recherche.js", "bretagne finistere normandie"},
		{"index.html", "bretagne finistere normandie"},
	} {
		var there []string
		for _, slug := range []string{"bretagne", "finistere", "normandie"} {
			if _, ok := made["editions/"+slug+"/"+tt.name]; ok {
				there = append(there, slug)
			}
		}
		if got := strings.Join(there, " "); got != tt.there {
			t.Errorf("%s: in %q, want %q", tt.name, got, tt.there)
		}
	}
	if list := string(made["editions/bretagne/fiches/index.html"]); !strings.Contains(list, `href="../../../fiches/partout/"`) || !strings.Contains(list, `href="../fiches/bretonne/"`) {
		t.Errorf("the list of Bretagne does not lead to its sheets: %s", list)
	}
	if map_ := string(made["editions/bretagne/sitemap.xml"]); strings.Contains(map_, "fiches/partout/") || !strings.Contains(map_, "/r/editions/bretagne/fiches/bretonne/") {
		t.Errorf("the sitemap of Bretagne: %s", map_)
	}
	alone, _ := build(t, small(files), site.Options{Today: goldenDay, Slug: "bretagne"})
	for _, name := range []string{"fiches/partout/index.html", "fiches/avant/index.html", "fichiers/modele.pdf", "glossaire/index.html", "robots.txt"} {
		if alone[name] == nil {
			t.Errorf("made alone, Bretagne has no %s", name)
		}
	}
	if page := string(alone["fiches/partout/index.html"]); !strings.Contains(page, `rel="canonical" href="https://essai.example.org/r/fiches/partout/"`) || strings.Contains(page, "../../../") {
		t.Errorf("made alone, the page of a shared sheet: %s", page)
	}
}

// TestEditionsMadeTogetherAreLight bounds what an edition more adds to a run, in files and
// in bytes, where two sheets in three are of no territory.
func TestEditionsMadeTogetherAreLight(t *testing.T) {
	files := map[string]string{"secteurs/commerce.md": "---\ntitre: Commerce\nresume: Vendre.\n---\n"}
	for i := range 60 {
		keys := "secteurs: [commerce]\n"
		if i%3 == 2 {
			keys += "territoires: [" + []string{"bretagne", "normandie", "occitanie", "corse"}[i/3%4] + "]\n"
		}
		files[fmt.Sprintf("fiches/f%d.md", i)] = sheet(keys, strings.Repeat(fmt.Sprintf("Le texte %d de la fiche dit comment faire, pas à pas. ", i), 30)+"\n")
	}
	src, _, err := site.Open(t.Context(), small(files), site.Options{Today: goldenDay, Jobs: 2})
	if err != nil {
		t.Fatal(err)
	}
	choices := slices.DeleteFunc(src.Every(edition.Sets{Of: []*reference.Kind{reference.Region}}), func(c edition.Choice) bool {
		return c.Slug() != "" && !strings.Contains("bretagne normandie corse", c.Slug())
	})
	made, problems, err := src.BuildAll(t.Context(), choices, publish.NewMemory())
	if err != nil || diag.HasErrors(problems) || len(made) != 4 {
		t.Fatal(len(made), err, problems)
	}
	national := made[0]
	for _, m := range made[1:] {
		if files, bytes := float64(m.Files)/float64(national.Files), float64(m.Bytes)/float64(national.Bytes); files > 0.35 || bytes > 0.25 {
			t.Errorf("%s has %.2f of the files of the national edition (%d of %d) and %.2f of its bytes", m.Slug, files, m.Files, national.Files, bytes)
		}
	}
}

// TestEditionsMadeTogetherAgain makes the editions of a run over the site before, with what
// that run has kept: the bytes are those of a run that knows nothing, also when a sheet of
// no territory becomes that of an edition, and back.
func TestEditionsMadeTogetherAgain(t *testing.T) {
	tree := map[string]string{
		"fiches/a.md": sheet("", "Un texte.\n"), "fiches/b.md": sheet("territoires: [bretagne]\n", "[a](a.md)\n"),
		"editions/bretagne.yaml": inBretagne,
	}
	folder, past := filepath.Join(t.TempDir(), "public"), site.Past{Cache: images.Dir(t.TempDir()), Maker: "one"}
	for _, a := range []string{tree["fiches/a.md"], sheet("", "Un autre texte.\n"), sheet("territoires: [bretagne]\n", "Un autre texte.\n"), tree["fiches/a.md"]} {
		tree["fiches/a.md"] = a
		cold, _ := everyEdition(t, small(tree), site.Options{})
		out, err := publish.NewFolder(folder, false)
		if err != nil {
			t.Fatal(err)
		}
		src, problems, err := site.Open(t.Context(), small(tree), site.Options{Today: goldenDay, Past: past})
		if err != nil || diag.HasErrors(problems) {
			t.Fatal(err, problems)
		}
		if _, _, err := src.BuildAll(t.Context(), src.Every(edition.Sets{Declared: true}), out); err != nil {
			t.Fatal(err)
		}
		if err := out.Commit(); err != nil {
			t.Fatal(err)
		}
		warm := filesOf(t, os.DirFS(folder))
		delete(warm, ".recueil")
		delete(warm, publish.ManifestName)
		compare(t, warm, cold)
	}
}
