package edition_test

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"recueil/internal/content"
	"recueil/internal/diag"
	"recueil/internal/edition"
	"recueil/internal/reference"
)

// load makes a collection of a site, two sectors, a theme and the given files.
func load(t *testing.T, files map[string]string) *content.Collection {
	t.Helper()
	fsys := fstest.MapFS{
		"recueil.yaml":          {Data: []byte("titre: Essai\nbase_url: https://recueil.example.org/r\nediteur: {nom: Une fédération}\n")},
		"secteurs/commerce.md":  {Data: []byte(page("", ""))},
		"secteurs/industrie.md": {Data: []byte(page("", ""))},
		"themes/vendre.md":      {Data: []byte(page("", ""))},
	}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	coll, problems, err := content.Load(context.Background(), []content.Root{{Name: "content", FS: fs.FS(fsys)}}, 1)
	if err != nil || diag.HasErrors(problems) {
		t.Fatalf("load: %v, %v", err, problems)
	}
	return coll
}

func page(head, body string) string {
	return "---\ntitre: Un titre\nresume: Un essai.\n" + head + "---\n" + body
}

func dated(head string) string { return page("date: 2026-01-01\n"+head, "") }

// choose selects an edition by slug, "@territory" or "" for the national one.
func choose(t *testing.T, coll *content.Collection, name string) (*edition.View, []diag.Diagnostic) {
	t.Helper()
	territory, byTerritory := strings.CutPrefix(name, "@")
	if byTerritory {
		name = ""
	}
	choice, err := edition.At(coll, "2026-11-22").Choose(name, territory)
	if err != nil {
		t.Fatal(err)
	}
	return edition.Select(choice)
}

// keys lists the keys of the documents of a type.
func keys(documents []*content.Document) string {
	var list []string
	for _, d := range documents {
		list = append(list, d.Slug)
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

func TestSelectKeepsTheTerritoriesThatMeet(t *testing.T) {
	coll := load(t, map[string]string{
		"fiches/partout.md":    dated(""),
		"fiches/bretagne.md":   dated("territoires: [bretagne]\n"),
		"fiches/ille.md":       dated("territoires: [35]\n"),
		"fiches/normandie.md":  dated("territoires: [normandie]\n"),
		"fiches/deux.md":       dated("territoires: [35, normandie]\n"),
		"fiches/mer.md":        dated("territoires: [975]\n"),
		"fiches/brouillon.md":  dated("brouillon: true\n"),
		"fiches/industrie.md":  dated("secteurs: [industrie]\n"),
		"editions/propre.yaml": "titre: Le propre\nterritoires: [bretagne]\nnational: false\n",
		"editions/trades.yaml": "titre: Les commerces\nterritoires: [bretagne, normandie]\nsecteurs: [commerce]\n",
	})
	for _, c := range []struct{ edition, want string }{
		{"", "bretagne deux ille industrie mer normandie partout"},
		{"@bretagne", "bretagne deux ille industrie partout"},
		{"@finistere", "bretagne industrie partout"},
		{"@35", "bretagne deux ille industrie partout"},
		{"@975", "industrie mer partout"},
		{"propre", "bretagne deux ille"},
		{"trades", "bretagne deux ille normandie partout"},
	} {
		t.Run(c.edition, func(t *testing.T) {
			v, _ := choose(t, coll, c.edition)
			if got := keys(v.OfType(content.Sheets)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			for _, l := range v.ListsIn(reference.Region) {
				if c.edition == "@finistere" && l.Slug == "normandie" {
					t.Error("the edition has a list of a territory that is not its own")
				}
			}
		})
	}
}

func TestOverlaysAddReplaceAndRemove(t *testing.T) {
	coll := load(t, map[string]string{
		"fiches/a.md":                             page("date: 2026-01-01\nmaj: 2026-06-01\n", "base"),
		"fiches/b.md":                             page("date: 2026-01-01\n", "base"),
		"territoires/bretagne/fiches/a.md":        page("date: 2026-01-01\nremplace: {maj: 2026-01-10}\n", "bretagne"),
		"territoires/bretagne/fiches/b.md":        "---\nretire: true\n---\n",
		"territoires/bretagne/fiches/c.md":        page("date: 2026-01-01\n", "bretagne"),
		"territoires/ille-et-vilaine/fiches/a.md": page("date: 2026-01-01\n", "ille"),
		"territoires/ille-et-vilaine/fiches/d.md": page("date: 2026-01-01\n", "ille"),
		"territoires/normandie/fiches/a.md":       page("date: 2026-01-01\n", "normandie"),
		"territoires/normandie/fiches/z.md":       "---\nretire: true\n---\n",
		"editions/ouest.yaml":                     "titre: Ouest\nterritoires: [bretagne, normandie]\n",
	})
	for _, c := range []struct{ edition, want, rules string }{
		{"", "a=base b=base", ""},
		{"@bretagne", "a=bretagne c=bretagne d=ille", "remplacement-depasse"},
		{"@35", "a=ille c=bretagne d=ille", "remplacement-depasse"},
		{"@finistere", "a=bretagne c=bretagne", "remplacement-depasse"},
		{"@normandie", "a=normandie b=base", "retrait-sans-objet"},
		{"ouest", "a=bretagne c=bretagne d=ille", "remplacement-depasse remplacement-double retrait-sans-objet"},
	} {
		t.Run(c.edition, func(t *testing.T) {
			v, problems := choose(t, coll, c.edition)
			var got, rules []string
			for _, d := range v.OfType(content.Sheets) {
				got = append(got, d.Slug+"="+d.Body.Text())
			}
			for _, p := range diag.Sort(problems) {
				rules = append(rules, p.Rule.Name)
			}
			slices.Sort(got)
			slices.Sort(rules)
			if strings.Join(got, " ") != c.want || strings.Join(rules, " ") != c.rules {
				t.Errorf("got %q and %q, want %q and %q", got, rules, c.want, c.rules)
			}
		})
	}
}

func TestAidStates(t *testing.T) {
	aid := func(head string) string { return page(head, "") }
	coll := load(t, map[string]string{
		"aides/ouverte.md": aid(""),
		"aides/venir.md":   aid("debut: 2026-11-23\n"),
		"aides/bientot.md": aid("fin: 2027-01-21\n"),
		"aides/loin.md":    aid("fin: 2027-01-22\n"),
		"aides/jour.md":    aid("fin: 2026-11-22\n"),
		"aides/close.md":   aid("secteurs: [commerce]\nfin: 2026-11-21\n"),
		"aides/doute.md":   aid("etat: a-verifier\n"),
		"aides/fini.md":    aid("etat: a-verifier\nfin: 2021-08-31\n"),
	})
	v, _ := choose(t, coll, "")
	want := map[string]edition.AidState{
		"ouverte": edition.Open, "venir": edition.Upcoming, "bientot": edition.ClosingSoon, "loin": edition.Open,
		"jour": edition.ClosingSoon, "close": edition.Closed, "doute": edition.Unverified, "fini": edition.Closed,
	}
	for slug, state := range want {
		d, _ := v.Document("aides/" + slug)
		if got := v.AidState(d); got != state {
			t.Errorf("%s: got %s, want %s", slug, got, state)
		}
	}
	if got := keys(v.OfType(content.Aids)); strings.Contains(got, "close") {
		t.Errorf("a closed aid is still listed: %s", got)
	}
	if l, ok := v.List("/aides/closes/"); !ok || l.Documents[0].Slug != "close" || len(l.Documents) != 2 {
		t.Error("closed aids are not listed from the last ended")
	}
}

func TestConsentThatEndedTakesTheNameOut(t *testing.T) {
	const consent = "nom: Une personne\ncourriel: a@example.org\nconsentement: {reference: R1, date: 2024-01-01"
	coll := load(t, map[string]string{
		"contacts/valable.md":   page(consent+"}\n", ""),
		"contacts/expire.md":    page(consent+", expire: 2026-11-22}\n", ""),
		"contacts/retire.md":    page(consent+", retire_le: 2026-11-01}\n", ""),
		"contacts/plus-tard.md": page(consent+", retire_le: 2026-12-01}\n", ""),
	})
	v, _ := choose(t, coll, "")
	for slug, want := range map[string]string{
		"valable": "Une personne a@example.org", "expire": " a@example.org", "retire": " ", "plus-tard": "Une personne a@example.org",
	} {
		d, _ := v.Document("contacts/" + slug)
		if got := fmt.Sprintf("%s %s", d.Contact.Name, d.Contact.Email); got != want {
			t.Errorf("%s: got %q, want %q", slug, got, want)
		}
	}
}

func TestGuide(t *testing.T) {
	files := map[string]string{
		"secteurs/commerce.md":   page("a_la_une: [temoignages/vedette]\n", ""),
		"temoignages/nomme.md":   dated("secteurs: [commerce]\n"),
		"temoignages/vedette.md": page("date: 2020-01-01\nsecteurs: [commerce]\n", ""),
		"aides/close.md":         page("secteurs: [commerce]\nfin: 2020-01-01\n", ""),
		"contacts/general.md":    page("", ""),
		"activateurs/breton.md":  page("secteurs: [commerce]\nterritoires: [bretagne]\n", ""),
	}
	for i := range 14 {
		files[fmt.Sprintf("activateurs/a%02d.md", i)] = page("secteurs: [commerce]\n", "")
		files[fmt.Sprintf("fiches/f%02d.md", i)] = dated("")
	}
	v, _ := choose(t, load(t, files), "@bretagne")
	sector, _ := v.Document("secteurs/commerce")
	guide := v.Guide(sector)
	got := map[content.Type]string{}
	for _, h := range guide {
		got[h.Type] = fmt.Sprintf("%d+%d", len(h.Explicit), len(h.Generic))
	}
	want := map[content.Type]string{content.Sheets: "0+4", content.Testimonials: "2+0", content.Courses: "0+0",
		content.Advisers: "12+0", content.Aids: "0+0", content.Contacts: "0+1"}
	for typ, n := range want {
		if got[typ] != n {
			t.Errorf("%s: got %s, want %s", typ, got[typ], n)
		}
	}
	if first := guide[1].Explicit[0].Slug; first != "vedette" {
		t.Errorf("the featured testimonial is not first: %s", first)
	}
	if first := guide[3].Explicit[0].Slug; first != "breton" {
		t.Errorf("the edition's own adviser is not first: %s", first)
	}
	if !guide[0].Empty() || guide[1].Empty() {
		t.Error("generic sheets make a heading count as filled")
	}
}

func TestListsHoldExplicitValues(t *testing.T) {
	coll := load(t, map[string]string{
		"fiches/ille.md":     dated("territoires: [35]\nsecteurs: [commerce]\ntailles: [1-9]\n"),
		"fiches/bretagne.md": dated("territoires: [bretagne]\nthemes: [vendre]\n"),
		"fiches/partout.md":  dated(""),
		"fiches/mer.md":      dated("territoires: [975]\n"),
	})
	v, _ := choose(t, coll, "")
	for _, c := range []struct{ address, want string }{
		{"/fiches/", "bretagne ille mer partout"},
		{"/regions/bretagne/", "bretagne ille"},
		{"/departements/ille-et-vilaine/", "ille"},
		{"/outre-mer/saint-pierre-et-miquelon/", "mer"},
		{"/secteurs/commerce/tout/", "ille"},
		{"/secteurs/commerce/regions/bretagne/", "ille"},
		{"/tailles/1-9/", "ille"},
		{"/themes/vendre/", "bretagne"},
		{"/regions/normandie/", ""},
		{"/secteurs/industrie/tout/", ""},
	} {
		l, ok := v.List(c.address)
		got := ""
		if ok {
			got = keys(l.Documents)
		}
		if got != c.want || v.Has(c.address) != (c.want != "") {
			t.Errorf("%s: got %q, want %q", c.address, got, c.want)
		}
	}
}

func TestLinksResolveToWhatTheEditionHolds(t *testing.T) {
	coll := load(t, map[string]string{
		"fiches/a.md":         dated(""),
		"fiches/normandie.md": dated("territoires: [normandie]\nalias: [/fiches/avant/]\n"),
		"fichiers/a.pdf":      "",
	})
	national, _ := choose(t, coll, "")
	breton, _ := choose(t, coll, "@bretagne")
	from, _ := national.Document("fiches/a")
	for _, c := range []struct {
		link, address, fragment string
		national, breton        bool
	}{
		{"../fiches/normandie.md#suite", "/fiches/normandie/", "suite", true, false},
		{"normandie.md", "/fiches/normandie/", "", true, false},
		{"/fiches/normandie/", "/fiches/normandie/", "", true, false},
		{"/fiches/normandie", "/fiches/normandie/", "", true, false},
		{"/fiches/avant/", "/fiches/normandie/", "", true, false},
		{"#ici", "/fiches/a/", "ici", true, true},
		{"../fichiers/a.pdf", "/fichiers/a.pdf", "", true, true},
		{"/themes/vendre/", "/themes/vendre/", "", true, true},
		{"/recherche/", "/recherche/", "", true, true},
		{"/fiches/rien/", "/fiches/rien/", "", false, false},
		{"https://example.org/", "", "", true, true},
		{"mailto:a@example.org", "", "", true, true},
	} {
		got, ok := national.Resolve(from, c.link)
		if ok != c.national || ok && (got.Address != c.address || got.Fragment != c.fragment) {
			t.Errorf("%s: got %+v, %v", c.link, got, ok)
		}
		if _, ok := breton.Resolve(from, c.link); ok != c.breton {
			t.Errorf("%s in Bretagne: got %v", c.link, ok)
		}
	}
}

func TestSettings(t *testing.T) {
	coll := load(t, map[string]string{
		"contacts/cci.md":        page("", ""),
		"fichiers/b.svg":         "",
		"editions/bretagne.yaml": "titre: Le recueil breton\nterritoires: [bretagne]\nbase_url: https://bretagne.example.org\ncontact: contacts/cci\nlogo: fichiers/b.svg\ncouleurs: {primaire: \"#123456\"}\n",
		"editions/ouest.yaml":    "titre: Ouest\nterritoires: [bretagne, normandie, 44]\n",
	})
	for _, c := range []struct{ edition, title, name, base string }{
		{"", "Essai", "", "https://recueil.example.org/r/"},
		{"bretagne", "Le recueil breton", "Bretagne", "https://bretagne.example.org/"},
		{"ouest", "Ouest", "Bretagne, Normandie et Loire-Atlantique", "https://recueil.example.org/r/editions/ouest/"},
		{"@bretagne", "Recueil numérique — Bretagne", "Bretagne", "https://recueil.example.org/r/editions/bretagne/"},
		{"@971", "Recueil numérique — Guadeloupe", "Guadeloupe", "https://recueil.example.org/r/editions/dep-971/"},
	} {
		v, _ := choose(t, coll, c.edition)
		s := v.Site()
		if s.Title != c.title || s.Edition != c.name || s.BaseURL != c.base {
			t.Errorf("%q: got %q, %q, %q", c.edition, s.Title, s.Edition, s.BaseURL)
		}
		if c.edition == "bretagne" && (s.Contact == nil || s.Logo != "fichiers/b.svg" || s.Colours.Primary != "#123456") {
			t.Errorf("bretagne: got %+v", s)
		}
	}
	if _, err := edition.At(coll, "2026-11-22").Choose("bretange", ""); err == nil {
		t.Error("an unknown edition is accepted")
	}
}

// What an owner may ask for is of the same place, or of every place; and a guide
// proposes to every trade what fits its own documents.
func TestRelatedAndGenericFit(t *testing.T) {
	coll := load(t, map[string]string{
		"temoignages/manche.md": dated("secteurs: [commerce]\nthemes: [vendre]\nterritoires: [50]\n"),
		"aides/manche.md":       page("themes: [vendre]\nterritoires: [50]\n", ""),
		"aides/normandie.md":    page("themes: [vendre]\nterritoires: [normandie]\n", ""),
		"aides/ailleurs.md":     page("themes: [vendre]\nterritoires: [bretagne]\n", ""),
		"aides/partout.md":      page("themes: [vendre]\n", ""),
		"aides/autre.md":        page("", ""),
		"fiches/a.md":           dated(""),
		"fiches/vendre.md":      dated("themes: [vendre]\n"),
	})
	v, _ := choose(t, coll, "")
	d, _ := v.Document("temoignages/manche")
	if got, want := keys(v.Related(d, content.Aids, 5)), "manche normandie partout"; got != want {
		t.Errorf("aids: got %q, want %q", got, want)
	}
	sector, _ := v.Document("secteurs/commerce")
	guide := v.Guide(sector)
	if got := guide[0].Generic[0].Slug; got != "vendre" {
		t.Errorf("first sheet for every trade: got %s", got)
	}
	if got, want := keys(guide[4].Generic), "autre partout"; got != want {
		t.Errorf("aids for every trade, nationally: got %q, want %q", got, want)
	}
	norman, _ := choose(t, coll, "@normandie")
	if got, want := keys(norman.Guide(sector)[4].Generic), "autre manche normandie partout"; got != want {
		t.Errorf("aids for every trade in Normandie: got %q, want %q", got, want)
	}
}

func TestSimilar(t *testing.T) {
	coll := load(t, map[string]string{
		"temoignages/a.md":       dated("secteurs: [commerce]\nterritoires: [35]\ntailles: [1-9]\n"),
		"temoignages/region.md":  dated("secteurs: [commerce]\nterritoires: [29]\n"),
		"temoignages/metier.md":  dated("secteurs: [commerce]\n"),
		"temoignages/endroit.md": dated("territoires: [35]\n"),
	})
	v, _ := choose(t, coll, "")
	d, _ := v.Document("temoignages/a")
	var got []string
	for _, s := range v.Similar(d, 3) {
		got = append(got, s.Document.Slug+": "+s.Reason)
	}
	if want := "region: même secteur, même région (Bretagne) | metier: même secteur"; strings.Join(got, " | ") != want {
		t.Errorf("got %q, want %q", strings.Join(got, " | "), want)
	}
}
