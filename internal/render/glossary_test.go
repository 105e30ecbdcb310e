package render

import (
	"strings"
	"testing"
)

// words is a glossary with what the alphabet makes hard.
const words = `- {terme: "Économie sociale", sigle: ESS, definition: "Associations : coopératives."}
- {terme: "E-reporting", definition: "Envoi."}
- {terme: "3D", definition: "En volume."}
- {terme: "Avis", definition: "Ce que disent les clients <ici>."}
- {terme: "Chambre", sigle: CCI, definition: "Établissement."}
`

func TestGlossaryPage(t *testing.T) {
	pages := siteOf(t, map[string]string{"glossaire.yaml": words, "fiches/generale.md": doc("titre: Générale\nresume: x\ndate: 2026-01-09", "L'ESS et la CCI.")})
	page := pages["glossaire/index.html"]
	mustHave(t, page,
		`<h1>Glossaire</h1>`, `<div id="ess"><dt>Économie sociale (ESS)</dt><dd>Associations`+"\u202f"+`: coopératives.</dd></div>`,
		`<div><dt>ESS</dt><dd>voir <a href="#ess">Économie sociale</a></dd></div>`,
		`<li><a href="#lettre_e">E</a></li>`, `<h2 id="lettre_e">E</h2>`, `Ce que disent les clients &lt;ici&gt;.`, `<h2 id="lettre_3">0–9</h2>`,
	)
	inOrder(t, page, "<dt>3D", "<dt>Avis", "<dt>CCI", "<dt>Chambre (CCI)", "<dt>E-reporting", "<dt>Économie", "<dt>ESS")
	mustHave(t, pages["fiches/generale/index.html"],
		`L’<a href="../../glossaire/#ess" class="terme sigle" title="Économie sociale">ESS</a>`, `<li><a href="../../glossaire/">Glossaire</a></li>`)
	mustHave(t, pages["404.html"], `<a href="/recueil/glossaire/">Glossaire</a>`)
}

func inOrder(t *testing.T, page string, parts ...string) {
	t.Helper()
	last := 0
	for _, part := range parts {
		at := strings.Index(page, part)
		if at < last {
			t.Errorf("%q is at %d, before what should precede it", part, at)
		}
		last = max(last, at)
	}
}

// TestNoGlossary has no page, nor a way to one.
func TestNoGlossary(t *testing.T) {
	pages := siteOf(t, map[string]string{"glossaire.yaml": "# rien encore"})
	if _, made := pages["glossaire/index.html"]; made {
		t.Error("an empty glossary has a page")
	}
	for path, page := range pages {
		if strings.Contains(page, "glossaire") || strings.Contains(page, "Glossaire") {
			t.Errorf("%s speaks of a glossary", path)
		}
	}
}

// TestBookletGlossary prints the words that the booklet uses, and no other.
func TestBookletGlossary(t *testing.T) {
	changes := map[string]string{"glossaire.yaml": words, "fiches/generale.md": doc("titre: Générale\nresume: x\ndate: 2026-01-09", "La CCI aide.")}
	page := bookletOf(t, changes, "", BookletInput{})
	mustHave(t, page, `La <a class="terme sigle" href="#mot_cci" title="Chambre">CCI</a> aide.`, `<a href="#mots">Les mots expliqués</a>`,
		`<h2 id="mots">Les mots expliqués</h2>`, `<div id="mot_cci"><dt>Chambre (CCI)</dt><dd>Établissement.</dd></div>`)
	mustNotHave(t, page, "E-reporting", "glossaire/")
	mustNotHave(t, bookletOf(t, nil, "", BookletInput{}), "Les mots expliqués")
}
