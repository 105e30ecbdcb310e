package render

import (
	"fmt"
	"html/template"
	"regexp"
	"strings"
	"testing"
)

func TestBookletPage(t *testing.T) {
	page := bookletOf(t, map[string]string{
		"temoignages/boutique.md": doc(`titre: "La boutique"
resume: "Un récit."
date: 2026-01-12
revoir_le: 2026-02-01
secteurs: [commerce]
bilan: mitige
resultats: [{valeur: "15 000 €", libelle: "de ventes"}]
image: {fichier: images/a.jpg, alt: "Une vitrine"}
source: {titre: "Un rapport", date: "2023-07"}`, "## Le besoin\n\n[Une fiche](../fiches/site.md#note), [ici](#le-besoin), [un thème](/themes/vendre/#par-ou-commencer), [ailleurs](https://ailleurs.example.org/).[^1]\n\n![Un croquis](../images/a.jpg)\n\n[^1]: Une note."),
		"fiches/site.md": doc("titre: Faire un site\nresume: Pas à pas.\ndate: 2026-01-10\nsecteurs: [commerce]\nvideo: {url: \"https://video.example.org/v\", titre: La vidéo, transcription: On voit un site.}\nvoir_aussi: [temoignages/boutique]", "## Note\n\nTexte.[^1]\n\n[^1]: Une autre."),
		"images/a.jpg":   "x",
	}, "", BookletInput{Pictures: map[string]InnerPicture{"images/a.jpg": {URI: "data:image/jpeg;base64,AAAA+/==", Width: 4, Height: 3}}})
	mustHave(t, page,
		"<h1>Recueil d’essai</h1>", "Publié par L’équipe.", "Licence Ouverte 2.0 (https://www.etalab.gouv.fr/", "le 22 novembre 2026",
		`<li><span class="numero">1</span> <a href="#n1">Commerce</a></li>`,
		`<h2 id="n1">Commerce</h2>`, `<h2 id="temoignages">Témoignages</h2>`,
		"<strong>Bilan : Un bilan mitigé</strong>", "<dt>de ventes</dt><dd>15\u202f000\u202f€</dd>", "devait être relue avant le 1er février 2026",
		`src="data:image/jpeg;base64,AAAA&#43;/==" width="4" height="3" alt="Une vitrine"`, `<img src="data:image/jpeg;base64,AAAA+/==" alt="Un croquis" width="4" height="3"/>`,
		"Source : Un rapport, juillet 2023.", "<strong>Ferme bientôt, le 31 décembre 2026</strong>, état au 22 novembre 2026",
		`href="https://video.example.org/v"`, "On voit un site.", "<h4>Voir aussi</h4>",
		`href="https://essai.test/recueil/themes/vendre/#par-ou-commencer"`, // not in the booklet
		`href="https://ailleurs.example.org/"`,
		`À jour sur le site : <a href="https://essai.test/recueil/temoignages/boutique/">`,
	)
	mustNotHave(t, page, "L’aide d’hier", "Par où commencer</h3>", "loading=")
	boutique, site := numberOf(t, page, "La boutique"), numberOf(t, page, "Faire un site")
	mustHave(t, page,
		fmt.Sprintf(`<a href="#n%s_note">Une fiche</a>`, site), fmt.Sprintf(`<a href="#n%s_le-besoin">ici</a>`, boutique),
		fmt.Sprintf(`<h4 id="n%s_le-besoin"`, boutique), fmt.Sprintf(`href="#n%s_note_1"`, boutique), fmt.Sprintf(`href="#n%s_note_1"`, site))
}

// numberOf is the number of a document in the table of contents.
func numberOf(t *testing.T, page, title string) string {
	t.Helper()
	m := regexp.MustCompile(`<span class="numero">(\d+)</span> <a href="#n(\d+)">` + title + `</a></li>`).FindStringSubmatch(page)
	if m == nil || m[1] != m[2] {
		t.Fatalf("%q is not in the table of contents: %v", title, m)
	}
	return m[1]
}

// TestBookletOfSectors wants the guides that were asked for, and what they list.
func TestBookletOfSectors(t *testing.T) {
	changes := map[string]string{
		"secteurs/industrie.md": doc("titre: Industrie\nresume: Fabriquer.", ""),
		"fiches/usine.md":       doc("titre: Une usine\nresume: Un essai.\ndate: 2026-01-01\nsecteurs: [industrie]", ""),
	}
	all := bookletOf(t, changes, "", BookletInput{})
	mustHave(t, all, ">Industrie</h2>", ">Commerce</h2>", ">Une usine</h3>", ">La boutique", ">Pour tout le monde</h3>")
	one := bookletOf(t, changes, "", BookletInput{Sectors: []string{"industrie"}})
	mustHave(t, one, `<p class="edition">Industrie</p>`, ">Industrie</h2>", ">Une usine</h3>", ">Pour tout le monde</h3>")
	mustNotHave(t, one, ">Commerce</h2>", "La boutique")
}

// TestBookletLeavesOut wants neither stubs, nor closed aids, nor what is for others
// than firms: not whole, not in the guide that puts it forward, and not as a number that
// leads nowhere. What is asked for by name is printed with nothing around it.
func TestBookletLeavesOut(t *testing.T) {
	view := viewOf(t, real(map[string]string{
		"secteurs/commerce.md": doc("titre: Commerce\nresume: Vendre.\na_la_une: [fiches/conseil, temoignages/boutique]", ""),
		"secteurs/vide.md":     doc("titre: Métier à écrire\nresume: Bientôt.\namorce: true", ""),
		"fiches/conseil.md":    doc("titre: Pour un conseiller\nresume: Un essai.\ndate: 2026-01-01\nsecteurs: [commerce]\npublic: accompagnateur", ""),
		"fiches/amorce.md":     doc("titre: Pas encore écrite\nresume: Un essai.\ndate: 2026-01-01\nsecteurs: [commerce]\namorce: true", ""),
	}), "")
	for name, in := range map[string]BookletInput{
		"whole": {View: view}, "guide": {View: view, Sectors: []string{"commerce"}}, "document": {View: view, Documents: []string{"fiches/generale"}},
	} {
		t.Run(name, func(t *testing.T) {
			page := bookletOf(t, nil, "", in)
			mustNotHave(t, page, "Pour un conseiller", "Pas encore écrite", "L’aide d’hier", "Métier à écrire", `href="#n0"`)
			if guides := strings.Contains(page, ">Commerce</h2>"); guides == (name == "document") {
				t.Errorf("the guide is there: %v", guides)
			}
		})
	}
	named := bookletOf(t, nil, "", BookletInput{View: view, Documents: []string{"fiches/conseil"}})
	mustHave(t, named, ">Pour un conseiller</h3>")
	mustNotHave(t, named, "Pour tout le monde")
}

// TestBookletCover wants what the animator who carries it writes on it.
func TestBookletCover(t *testing.T) {
	view := viewOf(t, real(map[string]string{"contacts/anim.md": doc("titre: L'animation\nresume: Pour vous.\ntelephone: 02 99 00 00 00", "")}), "")
	contact, _ := view.Document("contacts/anim")
	page := bookletOf(t, nil, "", BookletInput{View: view, Word: "Bonjour : un mot", Contact: contact, Stamp: true, Paper: A5})
	mustHave(t, page, "<p class=\"mot\">Bonjour\u202f: un mot</p>", "Votre contact : L’animation", `href="tel:0299000000"`, "Cachet du relais</div>", "size: A5;")
	plain := bookletOf(t, nil, "", BookletInput{View: view})
	mustHave(t, plain, "size: A4;")
	mustNotHave(t, plain, "Cachet", `class="mot"`)
}

// TestNoPaperLeadsToAnExample wants no code and no address on paper while the site has
// none but an example.
func TestNoPaperLeadsToAnExample(t *testing.T) {
	files := with(stepsSheet)
	view := viewOf(t, files, "")
	sheet, _ := view.Document("fiches/marche")
	leaflet, _ := standalone(t).Leaflet(LeafletInput{View: view, Document: sheet})
	for name, page := range map[string]string{"booklet": bookletOf(t, nil, "", BookletInput{View: view}), "leaflet": string(leaflet)} {
		if strings.Contains(page, "essai.example.org") || strings.Contains(page, "<svg class=\"code\"") {
			t.Errorf("the %s leads to an example", name)
		}
	}
}

func TestWithin(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"headings go down", `<h2 id="a">A</h2><h5>B</h5>`, `<h4 id="p_a">A</h4><h6>B</h6>`},
		{"own references", `<a href="#a">x</a><p id="a" aria-describedby="a b">y</p><i id="b"></i>`, `<a href="#p_a">x</a><p id="p_a" aria-describedby="p_a p_b">y</p><i id="p_b"></i>`},
		{"others stay", `<a href="#n3">x</a><b aria-label="a">y</b>`, `<a href="#n3">x</a><b aria-label="a">y</b>`},
		{"pictures are loaded", `<img src="data:," loading="lazy" decoding="async" alt="">`, `<img src="data:," alt=""/>`},
		{"text", "<p>a &lt; b &amp; c</p>\n", "<p>a &lt; b &amp; c</p>\n"},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := within(template.HTML(c.text), "p_", 2); string(got) != c.want {
				t.Errorf("within(%s)\ngot  %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

// TestQRCode draws a code as text and compares it with what the standard fixes:
// its size, the three large squares, the lines of alternate modules and the
// margin.
func TestQRCode(t *testing.T) {
	code := newQRCode("https://recueil.example.org/fiches/x/")
	if code == nil || code.Size != 29+2*qrMargin { // version 3 holds 42 bytes at level M
		t.Fatalf("code %+v", code)
	}
	dark := modulesOf(t, code)
	for _, corner := range [][2]int{{0, 0}, {22, 0}, {0, 22}} {
		for i := range 7 {
			if !dark[[2]int{corner[0] + i + qrMargin, corner[1] + qrMargin}] || !dark[[2]int{corner[0] + qrMargin, corner[1] + i + qrMargin}] {
				t.Errorf("the square at %v is broken at %d", corner, i)
			}
		}
	}
	for i := 8; i < 21; i++ {
		if dark[[2]int{i + qrMargin, 6 + qrMargin}] != (i%2 == 0) {
			t.Errorf("the alternate line is wrong at %d", i)
		}
	}
	for at := range dark {
		if min(at[0], at[1]) < qrMargin || max(at[0], at[1]) >= code.Size-qrMargin {
			t.Errorf("a module is in the margin: %v", at)
		}
	}
	if again := newQRCode("https://recueil.example.org/fiches/x/"); *again != *code {
		t.Error("the same address gives another code")
	}
	if other := newQRCode("https://recueil.example.org/fiches/y/"); other.Path == code.Path {
		t.Error("another address gives the same code")
	}
	if newQRCode("https://recueil.example.org/"+strings.Repeat("x", 3000)) != nil {
		t.Error("an address too long for a code has one")
	}
}

// modulesOf reads the path of a code back.
func modulesOf(t *testing.T, code *QRCode) map[[2]int]bool {
	t.Helper()
	dark := map[[2]int]bool{}
	for _, run := range strings.SplitAfter(code.Path, "z") {
		var x, y, n, back int
		if run == "" {
			continue
		}
		if _, err := fmt.Sscanf(run, "M%d %dh%dv1h-%dz", &x, &y, &n, &back); err != nil || n != back {
			t.Fatalf("path %q: %v", run, err)
		}
		for i := range n {
			dark[[2]int{x + i, y}] = true
		}
	}
	return dark
}
