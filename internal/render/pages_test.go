package render

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"
)

// What each kind of page must say: a test for every kind, by its address.
func TestPages(t *testing.T) {
	pages := siteOf(t, nil)
	for _, c := range []struct {
		path string
		want []string
	}{
		{"index.html", []string{
			"<h1>Une entreprise comme la vôtre l’a fait\u202f: voyez comment</h1>", "<title>Recueil d’essai</title>", `action="recherche/" data-recherche`, `href="recherche/?q=Vendre%20en%20ligne"`,
			`<option value="commerce" data-page="secteurs/commerce/"`, `<option value="bretagne" data-page="regions/bretagne/" data-autour="cotes-d-armor`, `<option value="1-9" data-page="tailles/1-9/">`,
			"<strong>15\u202f000\u202f€</strong> de ventes\u202f: un record", "J’immatricule mon entreprise", `href="regions/bretagne/" aria-label="Bretagne, `,
		}},
		{"temoignages/boutique/index.html", []string{
			"<title>La boutique\u202f: un &#34;site&#34; &lt;/script&gt; &amp; Cie — Recueil d&#39;essai</title>",
			"Un bilan mitigé", "<dt>de ventes\u202f: un record</dt><dd>15\u202f000\u202f€</dd>", "<dd>Chez Anne</dd>",
			`<dd>Rennes, <a href="../../departements/ille-et-vilaine/">Ille-et-Vilaine</a></dd>`, `<a href="../../tailles/1-9/">1 à 9 salariés</a>`,
			`<a href="../../fiches/site/">Une fiche</a>`, "Et pour vous", "Cas proches", "même secteur",
			`<a href="https://source.example.org/r" rel="external noopener">Un rapport</a>, juillet 2023`, `<time datetime="2026-01-12">12 janvier 2026</time>`,
			"Licence Ouverte 2.0", `href="mailto:equipe@example.org?subject=Erreur%20%3A%20La%20boutique`,
			`href="https://gitlab.example.org/a/b/-/edit/principal/content/temoignages/boutique.md"`, "devait être relue avant le 1er février 2026",
		}},
		{"fiches/site/index.html", []string{
			"<dt>Niveau</dt><dd>Débutant</dd>", "<dd>2\u00a0h</dd>", "<dt>Moment clé</dt><dd>Immatriculation</dd>",
			`href="https://video.example.org/v"`, "On voit un site.", "Voir aussi", "<ol>",
		}},
		{"aides/cheque/index.html", []string{
			`data-etat-aide="ferme-bientot" data-debut="2026-01-01" data-debut-mots="1er janvier 2026" data-fin="2026-12-31" data-fin-mots="31 décembre 2026"`,
			"Ferme bientôt, le 31 décembre 2026", "état au 22 novembre 2026", "<dd>500\u202f€</dd>", "<dd>1er octobre 2026</dd>",
			`<a class="bouton" href="https://aide.example.org/"`, "ressources/aid-1.js",
		}},
		{"aides/vieille/index.html", []string{`data-etat-aide="close"`, "Fermée depuis le 31 décembre 2025", `<a href="../../aides/closes/">Aides closes</a>`}},
		{"aides/floue/index.html", []string{"État à vérifier"}},
		{"aides/closes/index.html", []string{"<h1>Aides closes</h1>", "L’aide d’hier"}},
		{"aides/index.html", []string{`href="../aides/closes/">Aides closes`}},
		{"formations/cours/index.html", []string{"<dd>En ligne</dd>", "<dd>Gratuit</dd>", `<a href="https://cours.example.org/" rel="external noopener">cours.example.org</a>`}},
		{"activateurs/ici/index.html", []string{"<dd>Acteur privé</dd>", "<dd>35000 Rennes</dd>", "<dd>Site, Caisse</dd>"}},
		{"contacts/chambre/index.html", []string{`<a href="mailto:chambre@example.org">`, `<a href="tel:&#43;33299000000">&#43;33 2 99 00 00 00</a>`}},
		{"diagnostics/debut/index.html", []string{
			"<h3>Vendez-vous en ligne\u202f?</h3>", `<li data-points="vendre:2"><span data-reponse>Non</span>`, `<a href="../../themes/vendre/">Vendre en ligne</a>`, "ressources/quiz-1.js",
		}},
		{"pages/contribuer/index.html", []string{"<h1>Contribuer</h1>", `<h2 id="ecrire">Écrire</h2>`}},
		{"themes/vendre/index.html", []string{"<h1>Vendre en ligne</h1>", "Par une photo.", "Les documents du thème", `<h3 class="carte-titre"><a href="../../fiches/site/">`}},
		{"secteurs/index.html", []string{"<h1>Secteurs</h1>", `<a href="../secteurs/commerce/">Commerce</a>`}},
		{"themes/index.html", []string{`<a href="../themes/vendre/">`}},
		{"territoires/index.html", []string{"<svg", `<a href="../regions/bretagne/">Bretagne</a>`, `href="../departements/ille-et-vilaine/">Ille-et-Vilaine&nbsp;`}},
		{"regions/bretagne/index.html", []string{
			"<h1>Bretagne</h1>", `title="Bretagne" href="../../regions/bretagne/flux.xml"`, "Par département",
			`href="../../secteurs/commerce/regions/bretagne/">Commerce`, `href="../../recherche/?territoire=bretagne"`,
		}},
		{"secteurs/commerce/regions/bretagne/index.html", []string{"Retirer le filtre Commerce", `href="../../../../secteurs/commerce/tout/"`}},
		{"secteurs/commerce/tout/index.html", []string{"<h1>Commerce\u202f: tout le recueil</h1>"}},
		{"tailles/1-9/index.html", []string{"<h1>Entreprises\u202f: 1 à 9 salariés</h1>"}},
		{"recherche/index.html", []string{
			`<form class="champ-recherche" role="search" action="./" data-recherche>`, `name="q"`, "data-facettes", "data-total", `<ol data-resultats>`,
			"<noscript>", `<a href="../temoignages/">Témoignages</a>`, "ressources/main-1.js", `content="noindex"`,
		}},
		{"404.html", []string{`href="/recueil/ressources/site-1.css"`, `<a href="/recueil/temoignages/">`, `data-racine="/recueil/"`}},
		{"ancienne/fiche/index.html", []string{`content="0; url=../../fiches/site/"`, `href="https://essai.example.org/recueil/fiches/site/"`}},
		{"icone.svg", []string{`fill="#123a6b"`}},
	} {
		t.Run(c.path, func(t *testing.T) {
			page, ok := pages[c.path]
			if !ok {
				t.Fatalf("no such page")
			}
			for _, want := range c.want {
				if !strings.Contains(page, want) {
					t.Errorf("no %q in\n%s", want, page)
				}
			}
		})
	}
}

// TestPosters looks for the picture that networks show beside a link: a document's own
// sector's, else the edition's.
func TestPosters(t *testing.T) {
	pages := siteOf(t, nil)
	for name, poster := range map[string]string{
		"index.html": "partage.png", "secteurs/commerce/index.html": "secteurs/commerce/partage.png",
		"secteurs/commerce/tout/index.html": "partage.png", "pages/contribuer/index.html": "partage.png",
	} {
		want := `<meta property="og:image" content="https://essai.example.org/recueil/` + poster + `">`
		if !strings.Contains(pages[name], want) {
			t.Errorf("%s has no %s", name, want)
		}
	}
	if page := pages["secteurs/commerce/index.html"]; !strings.Contains(page, "À lire\u202f: https://essai.example.org/recueil/secteurs/commerce/</pre>") {
		t.Error("the guide has no text to publish")
	}
}

func TestGuide(t *testing.T) {
	page := siteOf(t, nil)["secteurs/commerce/index.html"]
	var headings []string
	for _, m := range regexp.MustCompile(`<h2 id="([^"]*)">([^<]*)</h2>`).FindAllStringSubmatch(page, -1) {
		headings = append(headings, m[1]+" "+m[2])
	}
	want := []string{
		"temoignages Témoignages", // of the text
		"infos-pratiques Infos pratiques", "rubrique_temoignages Témoignages", "formations-ou-tutos Formations ou tutos",
		"activateurs Activateurs", "aides-financieres Aides financières", "contacts Contacts", "autour_titre Autour de ce secteur", "provenance_titre D’où vient cette page",
	}
	if !slices.Equal(headings, want) {
		t.Errorf("got %q, want %q", headings, want)
	}
	for _, want := range []string{"Tenu à jour par\u202f: La fédération", "Pour tous les secteurs", "Pour tout le monde", `href="../../secteurs/commerce/flux.xml"`} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
	if strings.Contains(page, "L’aide d’hier") {
		t.Error("a closed aid is in the guide")
	}
}

// A heading without a document that names the sector is not shown, even when
// there are documents for all sectors.
func TestGuideLeavesEmptyHeadingsOut(t *testing.T) {
	page := siteOf(t, map[string]string{"aides/cheque.md": ""})["secteurs/commerce/index.html"]
	if strings.Contains(page, "Aides financières</h2>") || strings.Contains(page, "L’aide incertaine") {
		t.Error("an empty heading is shown")
	}
}

func TestGuideFolds(t *testing.T) {
	changes := map[string]string{}
	for i := range 40 {
		changes[fmt.Sprintf("formations/f%02d.md", i)] = doc(fmt.Sprintf("titre: \"Cours %02d\"\nresume: \"Un cours.\"\nsecteurs: [commerce]", i), "Texte.")
	}
	page := siteOf(t, changes)["secteurs/commerce/index.html"]
	before, after, folded := strings.Cut(page, "<summary>Tout voir (41)</summary>")
	if n := strings.Count(before, "carte carte-formations"); !folded || n != guideFirst {
		t.Errorf("%d courses before the fold, want %d", n, guideFirst)
	}
	if n := strings.Count(after, "carte carte-formations"); n != guideMost-guideFirst || !strings.Contains(after, "Toute la liste du secteur") {
		t.Errorf("%d courses under the fold, want %d and a link to all", n, guideMost-guideFirst)
	}
}

func TestListPages(t *testing.T) {
	changes := map[string]string{}
	for i := range 58 { // with the two of the fixture, sixty
		changes[fmt.Sprintf("fiches/f%02d.md", i)] = doc(fmt.Sprintf("titre: \"Fiche %02d\"\nresume: \"Une fiche.\"\ndate: 2025-01-01", i), "Texte.")
	}
	pages := siteOf(t, changes)
	var cards []int
	for _, name := range []string{"fiches/index.html", "fiches/page/2/index.html", "fiches/page/3/index.html"} {
		cards = append(cards, strings.Count(pages[name], "carte carte-fiches"))
	}
	if !slices.Equal(cards, []int{24, 24, 12}) {
		t.Errorf("got %v cards", cards)
	}
	if _, more := pages["fiches/page/4/index.html"]; more {
		t.Error("a fourth page")
	}
	for _, c := range []struct{ name, want string }{
		{"fiches/index.html", `<a rel="next" href="../fiches/page/2/">`},
		{"fiches/page/2/index.html", `<a rel="prev" href="../../../fiches/">`},
		{"fiches/page/2/index.html", `<a rel="next" href="../../../fiches/page/3/">`},
		{"fiches/page/3/index.html", `<a rel="prev" href="../../../fiches/page/2/">`},
		{"fiches/page/3/index.html", `<span class="ici" aria-current="page"><span class="invisible">Page </span>3</span>`},
	} {
		if !strings.Contains(pages[c.name], c.want) {
			t.Errorf("%s has no %s", c.name, c.want)
		}
	}
	if strings.Contains(pages["fiches/index.html"], `rel="prev"`) || strings.Contains(pages["fiches/page/3/index.html"], `rel="next"`) {
		t.Error("a link past an end")
	}
}

// extra are the files that others publish beside the pages.
var extra = []string{"recueil.json", "recueil.csv", "flux.xml", "secteurs/commerce/flux.xml", "regions/bretagne/flux.xml", "regions/normandie/flux.xml"}

// Every link and every file of every page of the site exists, in the national
// edition and in one whose documents are fewer, and every fragment too.
func TestLinksLeadSomewhere(t *testing.T) {
	for _, territory := range []string{"", "ille-et-vilaine", "normandie"} {
		pages := rendered(t, Input{View: viewOf(t, with(map[string]string{"fiches/loin.md": doc("titre: \"Loin\"\nresume: \"Loin.\"\ndate: 2026-01-01\nterritoires: [normandie]",
			"[Boutique](/temoignages/boutique/) et [haut](#ici).\n\n## Ici")}), territory), Assets: bundled})
		for _, name := range htmlPaths(pages) {
			for _, link := range linksOf(pages[name]) {
				checkLink(t, pages, name, link)
			}
		}
	}
}

// A recueil that begins has no theme and no sector yet, or neither: without scripts, its
// home page leads to the parts that it has.
func TestHomeLeadsToItsParts(t *testing.T) {
	sheet := doc("titre: \"Une fiche\"\nresume: \"Un essai.\"\ndate: 2026-01-01", "Texte.")
	term := doc("titre: \"Un mot\"\nresume: \"Un essai.\"", "")
	for name, tt := range map[string]struct {
		files map[string]string
		want  []string
	}{
		"nothing":   {map[string]string{}, []string{"#territoires_titre"}},
		"a sector":  {map[string]string{"secteurs/commerce.md": term}, []string{"#secteurs_titre", "#territoires_titre"}},
		"a theme":   {map[string]string{"themes/vendre.md": term}, []string{"#territoires_titre", "#themes_titre"}},
		"the three": {map[string]string{"secteurs/commerce.md": term, "themes/vendre.md": term}, []string{"#secteurs_titre", "#territoires_titre", "#themes_titre"}},
	} {
		tt.files["recueil.yaml"] = "titre: Essai\nbase_url: https://essai.example.org/recueil/\n"
		tt.files["fiches/a.md"] = sheet
		pages := rendered(t, Input{View: viewOf(t, tt.files, ""), Assets: bundled})
		_, ways, _ := strings.Cut(pages["index.html"], "<noscript>")
		ways, _, _ = strings.Cut(ways, "</noscript>")
		links := linksOf(ways)
		if !slices.Equal(links, tt.want) {
			t.Errorf("%s: leads to %q, want %q", name, links, tt.want)
		}
		for _, link := range links {
			checkLink(t, pages, "index.html", link)
		}
	}
}

func checkLink(t *testing.T, pages map[string]string, from, link string) {
	t.Helper()
	if strings.Contains(link, "://") || strings.HasPrefix(link, "mailto:") || strings.HasPrefix(link, "tel:") {
		return
	}
	target, fragment, _ := strings.Cut(link, "#")
	target, _, _ = strings.Cut(target, "?")
	file := path.Join(path.Dir(from), target)
	if from == notFoundPath && strings.HasPrefix(target, "/") {
		file = strings.Trim(path.Clean("/"+strings.TrimPrefix(target, pathOfBase(pages))), "/")
	}
	switch {
	case target == "":
		file = from
	case strings.HasSuffix(target, "/"):
		file = path.Join(file, "index.html")
	}
	_, page := pages[file]
	if !page && !slices.Contains(extra, file) && !strings.HasPrefix(file, "ressources/") {
		t.Errorf("%s links to %s, which is not made", from, link)
	}
	if fragment != "" && !strings.Contains(pages[file], `id="`+fragment+`"`) {
		t.Errorf("%s links to %s, which has no such anchor", from, link)
	}
}

// pathOfBase is the path of the base URL, as the 404 page knows it.
func pathOfBase(pages map[string]string) string {
	return regexp.MustCompile(`data-racine="([^"]*)"`).FindStringSubmatch(pages[notFoundPath])[1]
}

// linksOf lists the addresses that a page refers to.
func linksOf(page string) []string {
	var links []string
	tokens := html.NewTokenizer(strings.NewReader(page))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		token := tokens.Token()
		for _, a := range token.Attr {
			if a.Key == "href" || a.Key == "src" || a.Key == "action" {
				links = append(links, a.Val)
			}
		}
	}
	return links
}

var inlineScript = regexp.MustCompile(`<script(?:\s+(?:src="[^"]+"|type="module"))*>[^<]`)

// The strict content security policy of the page holds: no style attribute or element, no
// event handler, no script of the page's own, data excepted. Nothing is loaded
// from elsewhere.
func TestPagesAreStrict(t *testing.T) {
	pages := siteOf(t, nil)
	for _, name := range htmlPaths(pages) {
		page := pages[name]
		for _, bad := range []string{" style=", "<style", " onclick=", " onload=", "javascript:", "ZgotmplZ", `src="http`, "<no value>"} {
			if strings.Contains(page, bad) {
				t.Errorf("%s has %s", name, bad)
			}
		}
		if inlineScript.MatchString(page) {
			t.Errorf("%s has a script of its own", name)
		}
	}
}

// Every page has one h1, one main, a title, a description and ids of its own,
// and its heading levels never skip.
func TestPagesAreWhole(t *testing.T) {
	pages := siteOf(t, nil)
	for _, name := range htmlPaths(pages) {
		page := pages[name]
		for _, once := range []string{"<h1>", "<main ", "<title>", `<html lang="fr" data-racine=`, "<header ", "<footer ", `class="evitement"`} {
			if n := strings.Count(page, once); n != 1 {
				t.Errorf("%s has %d times %s", name, n, once)
			}
		}
		checkOutline(t, name, page)
	}
}

func checkOutline(t *testing.T, name, page string) {
	t.Helper()
	last, ids := 0, map[string]bool{}
	tokens := html.NewTokenizer(strings.NewReader(page))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		token := tokens.Token()
		if kind == html.StartTagToken && len(token.Data) == 2 && token.Data[0] == 'h' && token.Data[1] >= '1' && token.Data[1] <= '6' {
			level := int(token.Data[1] - '0')
			if level > last+1 {
				t.Errorf("%s goes from h%d to h%d", name, last, level)
			}
			last = level
		}
		for _, a := range token.Attr {
			if a.Key == "id" && ids[a.Val] {
				t.Errorf("%s has the id %s twice", name, a.Val)
			}
			ids[a.Val] = ids[a.Val] || a.Key == "id"
		}
	}
}

// The data of a page is JSON whatever the titles hold, and cannot end its script.
func TestJSONLD(t *testing.T) {
	pages := siteOf(t, nil)
	block := regexp.MustCompile(`(?s)<script type="application/ld\+json">(.*?)</script>`)
	for name, wants := range map[string][]string{
		"index.html":                      {"WebSite"},
		"temoignages/boutique/index.html": {"Article", "BreadcrumbList"},
		"fiches/site/index.html":          {"Article", "BreadcrumbList"},
		"regions/bretagne/index.html":     {"CollectionPage", "BreadcrumbList"},
	} {
		m := block.FindAllStringSubmatch(pages[name], -1)
		if len(m) != 1 {
			t.Fatalf("%s has %d blocks", name, len(m))
		}
		var data Graph
		if err := json.Unmarshal([]byte(m[0][1]), &data); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var types []string
		for _, n := range data.Nodes {
			types = append(types, n.Type)
		}
		if !slices.Equal(types, wants) {
			t.Errorf("%s: got %v, want %v", name, types, wants)
		}
		if name == "temoignages/boutique/index.html" && data.Nodes[0].Headline != `La boutique : un "site" </script> & Cie` {
			t.Errorf("got headline %q", data.Nodes[0].Headline)
		}
	}
}

func TestIconIsXML(t *testing.T) {
	decoder := xml.NewDecoder(strings.NewReader(siteOf(t, nil)[iconPath]))
	for {
		if _, err := decoder.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

// Pages may be rendered at once and again: the bytes are the same.
func TestRenderInParallel(t *testing.T) {
	want := siteOf(t, nil)
	list := parsed(t).Pages(Input{View: viewOf(t, fixture, ""), Assets: bundled})
	var group sync.WaitGroup
	for _, p := range slices.Concat(list, list) {
		group.Go(func() {
			if data, _, err := p.Render(); err != nil || string(data) != want[p.Path] {
				t.Errorf("%s differs (%v)", p.Path, err)
			}
		})
	}
	group.Wait()
}

// Every page that shows an aid, on its own or as a card, compares its dates with
// the reader's day.
func TestAidsAreWatched(t *testing.T) {
	pages := siteOf(t, nil)
	shown := 0
	for _, name := range htmlPaths(pages) {
		aid := strings.Contains(pages[name], "data-etat-aide")
		if script := strings.Count(pages[name], "ressources/aid-1.js"); aid && script != 1 || !aid && script != 0 {
			t.Errorf("%s has an aid: %v, and the script %d times", name, aid, script)
		}
		if aid {
			shown++
		}
	}
	if shown < 8 { // three aids, their two lists, the guide, the theme, a testimonial
		t.Errorf("only %d pages show an aid", shown)
	}
}

// An edition says its name on every page, and leads to the page of all editions.
func TestEditions(t *testing.T) {
	pages := rendered(t, Input{View: viewOf(t, fixture, "bretagne"), Assets: bundled, AllEditions: "../../editions/"})
	for _, name := range htmlPaths(pages) {
		if !strings.Contains(pages[name], "Édition Bretagne") || !strings.Contains(pages[name], `../../editions/">Toutes les éditions</a>`) {
			t.Errorf("%s does not name the editions", name)
		}
	}
	pages = rendered(t, Input{View: viewOf(t, fixture, ""), Assets: bundled, AllEditions: "editions/",
		Editions: []EditionLink{{Name: "Normandie", URL: "https://normandie.example.org/"}, {Name: "Bretagne", URL: "editions/bretagne/"}}})
	for _, want := range []string{`<a href="https://normandie.example.org/">Normandie</a>`, `<a href="../editions/bretagne/">Bretagne</a>`} {
		if !strings.Contains(pages["editions/index.html"], want) {
			t.Errorf("the page of editions lacks %s", want)
		}
	}
}

func TestPictures(t *testing.T) {
	// The loader asks for a file; its content does not matter here.
	files := with(map[string]string{
		"images/a.jpg": "x",
		"fiches/image.md": doc("titre: \"Image\"\nresume: \"Une image.\"\ndate: 2026-01-01\nimage: {fichier: images/a.jpg, alt: \"Un étal\", credit: \"Anne\"}",
			"![Un étal](../images/a.jpg)"),
	})
	pages := rendered(t, Input{View: viewOf(t, files, ""), Pictures: map[string]Picture{
		"images/a.jpg": {Width: 1200, Height: 800, Files: []PictureFile{{"images/a-480.jpg", 480}, {"images/a-960.jpg", 960}, {"images/a-1200.jpg", 1200}}},
	}})
	page := pages["fiches/image/index.html"]
	for _, want := range []string{
		`<img src="../../images/a-960.jpg" srcset="../../images/a-480.jpg 480w, ../../images/a-960.jpg 960w, ../../images/a-1200.jpg 1200w"`,
		`width="1200" height="800" alt="Un étal"`, "<figcaption>Anne</figcaption>", `content="https://essai.example.org/recueil/images/a-1200.jpg"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in\n%s", want, page)
		}
	}
	if n := strings.Count(page, "<img "); n != 2 {
		t.Errorf("%d pictures, want the document's and the text's", n)
	}
}

// What stands beside a list is other lists: one alone of its kind has none.
func TestListsBeside(t *testing.T) {
	for _, c := range []struct {
		name  string
		added string // sizes and territories of another document
		want  bool
	}{
		{"alone", "", false},
		{"with others", "tailles: [10-49]\nterritoires: [normandie]", true},
	} {
		pages := siteOf(t, map[string]string{"fiches/autre.md": doc("titre: \"Autre\"\nresume: \"Autre.\"\ndate: 2026-01-01\nsecteurs: [commerce]\n"+c.added, "Texte.")})
		for name, title := range map[string]string{
			"tailles/1-9/index.html":                        "Autres tailles",
			"secteurs/commerce/regions/bretagne/index.html": "Le même secteur ailleurs",
		} {
			if got := strings.Contains(pages[name], title); got != c.want {
				t.Errorf("%s: %s says %q: %v, want %v", c.name, name, title, got, c.want)
			}
		}
	}
}
